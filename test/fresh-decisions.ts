/** Decisions over an empty record store, and the questions that their tests ask of them again and again. */
import { expect } from 'vitest';
import type { Result } from '../src/base/problem.ts';
import type { Decision } from '../src/service/decisions/decision.ts';
import { type DecisionService, openDecisions } from '../src/service/decisions/decisions.ts';
import { type DataDirectory, openDataDirectory } from '../src/store/directory/data-directory.ts';
import type { listening } from './detection-fixture.ts';

/** A temporary data directory. Close it when the tests are over. */
export async function temporaryDirectory(): Promise<DataDirectory> {
  return goodValue(await openDataDirectory());
}

/** Empties the record store of decisions, policies and accounts, and opens decisions over it. */
export async function freshDecisions(
  directory: DataDirectory,
  clock: () => number,
  heard: ReturnType<typeof listening>,
): Promise<DecisionService> {
  const db = await directory.database();
  for (const table of [
    'policies',
    'decisions',
    'decision_inputs',
    'decision_units',
    'decision_campaigns',
    'decision_looks',
    'shadow_decisions',
    'shadow_looks',
    'accounts',
  ] as const) {
    await db.deleteFrom(table).execute();
  }
  return openDecisions({ db, clock, audit: heard, events: heard });
}

/** The action in force for an account at a time; `allow` without a decision. */
export function actionAt(decisions: DecisionService, account: string, time: number): string {
  return decisions.index.at(account, null, time)?.action ?? 'allow';
}

/** The one decision that waits for approval. */
export async function onlyPending(decisions: DecisionService): Promise<Decision> {
  const [one, ...more] = await decisions.pending(null, 10);
  expect(more).toEqual([]);
  return one;
}

/** The value of a result that must be good. */
export function goodValue<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}
