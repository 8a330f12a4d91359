/** Fastify: asks Stillwatch before the body is read. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Caller, type Guard, REFUSALS, type Verdict } from './guard.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null if no account was asked about. */
    stillwatchAction: Verdict['action'] | null;
  }
}

/**
 * Adds a hook that refuses suspended accounts and puts the action into `request.stillwatchAction`. Call it after the hooks of your
 * own authentication, whose result it asks about.
 *
 * @param callerOf undefined lets the request pass unasked
 */
export function guardFastify(
  app: FastifyInstance,
  guard: Guard,
  callerOf: (request: FastifyRequest) => Caller | undefined,
): void {
  app.decorateRequest('stillwatchAction', null);
  app.addHook('onRequest', async (request, reply) => {
    const caller = callerOf(request);
    if (caller === undefined) return;
    const { action, refuse } = await guard(caller);
    request.stillwatchAction = action;
    if (refuse !== null) return reply.code(refuse).send(REFUSALS[refuse]);
  });
}
