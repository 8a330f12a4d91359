/** Who called a guarded route. */
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import { assert } from '../base/assert.ts';

/** The principal that the access hook proved. */
export function callerOf(request: FastifyRequest): Principal {
  assert(request.principal !== null, 'a guarded route is called by somebody');
  return request.principal;
}
