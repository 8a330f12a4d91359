/**
 * Bounds how many values a body is made of, before it is validated: each costs far more than its bytes, and validation holds
 * the thread that answers everybody. A million empty parts of a message come in 12 MB, and would hold it for a second. Leaves
 * out ingest, which is made of many exchanges, and reads them elsewhere.
 */
import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../base/problem.ts';

/** Values of one body, lists and objects included: twenty thousand parts of messages. */
const MOST_VALUES = 100_000;

export function addBodyValues(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ body, routeOptions }) => {
    const { access } = routeOptions.config;
    const isIngest = typeof access === 'object' && access.scope === 'ingest';
    if (!isIngest && holdsMore(body, MOST_VALUES)) {
      throw new ProblemError({
        code: 'too_large',
        message: `Expected at most ${MOST_VALUES} values in a body, got more.`,
        hint: 'Join the parts of a message, or leave out what the decision does not need.',
        where: 'body',
      });
    }
  });
}

/** Ends as soon as there are more. */
function holdsMore(body: unknown, most: number): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const open: object[] = [body];
  let met = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const values: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    met += values.length;
    if (met > most) return true;
    for (const value of values) if (typeof value === 'object' && value !== null) open.push(value);
  }
  return false;
}
