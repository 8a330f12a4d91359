/** The authenticated caller of a request. */
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import { assert } from '../base/assert.ts';

/** The caller that the access hook authenticated. Only for routes that are not `open`. */
export function callerOf(request: FastifyRequest): Principal {
  assert(request.principal !== null, 'the route is not open, so its caller is known');
  return request.principal;
}
