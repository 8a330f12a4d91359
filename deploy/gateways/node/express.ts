/** Express: asks Stillwatch before the handlers that follow. */
import type { Request, RequestHandler } from 'express';
import { type Caller, type Guard, REFUSALS } from './guard.ts';

/**
 * @param callerOf whom your own authentication found; undefined lets the request pass unasked
 * @returns middleware that refuses suspended accounts, and puts the action into `response.locals.stillwatchAction`
 */
export function guardExpress(guard: Guard, callerOf: (request: Request) => Caller | undefined): RequestHandler {
  return async (request, response, next) => {
    const caller = callerOf(request);
    if (caller === undefined) return next();
    const { action, refuse } = await guard(caller);
    response.locals.stillwatchAction = action;
    if (refuse === null) return next();
    response.status(refuse).json(REFUSALS[refuse]);
  };
}
