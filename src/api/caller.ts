/** Who called a guarded route. */
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import { assert } from '../base/assert.ts';
import { ProblemError, type Result } from '../base/problem.ts';

/** The principal that the access hook proved. */
export function callerOf(request: FastifyRequest): Principal {
  assert(request.principal !== null, 'a guarded route is called by somebody');
  return request.principal;
}

/** The value, or the problem as the answer. */
export function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new ProblemError(result.problem);
}
