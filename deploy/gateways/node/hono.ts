/** Hono: asks Stillwatch before the handlers that follow. */
import type { Context, MiddlewareHandler } from 'hono';
import { type Caller, type Guard, REFUSALS, type Verdict } from './guard.ts';

export interface GuardedVariables {
  /** Absent if no account was asked about. */
  stillwatchAction: Verdict['action'];
}

/**
 * @param callerOf whom your own authentication found; undefined lets the request pass unasked
 * @returns middleware that refuses suspended accounts, and sets the variable `stillwatchAction`
 */
export function guardHono(
  guard: Guard,
  callerOf: (context: Context) => Caller | undefined,
): MiddlewareHandler<{ Variables: GuardedVariables }> {
  return async (context, next) => {
    const caller = callerOf(context);
    if (caller !== undefined) {
      const { action, refuse } = await guard(caller);
      context.set('stillwatchAction', action);
      if (refuse !== null) return context.json(REFUSALS[refuse], refuse);
    }
    return next();
  };
}
