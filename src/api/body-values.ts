/**
 * Limits the number of JSON values in a body before it is validated. Validation runs on the thread that answers all
 * requests: a million empty message parts fit in 12 MB and would block it for a second. Leaves out ingest, whose bodies are
 * validated in other threads.
 */
import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../base/problem.ts';

/** Maximum number of values in one body, including lists and objects: enough for twenty thousand message parts. */
const MOST_VALUES = 100_000;

/** Refuses bodies with too many values with `too_large`. */
export function addBodyValues(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ body, routeOptions }) => {
    const { access } = routeOptions.config;
    const isIngest = typeof access === 'object' && access.scope === 'ingest';
    if (!isIngest && holdsMore(body, MOST_VALUES)) {
      throw new ProblemError({
        code: 'too_large',
        message: `Expected a body with at most ${MOST_VALUES} JSON values, got more.`,
        hint: 'Join the parts of each message, or leave out fields that the decision does not need.',
        where: 'body',
      });
    }
  });
}

/** Stops counting as soon as there are more than `most`. */
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
