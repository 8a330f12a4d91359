import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Action } from '../src/model/vocabulary.ts';
import { ACTIONS } from '../src/model/vocabulary.ts';
import { analyze } from '../src/pipeline/analyze.ts';
import { type Framing, framersGroup, VICTIMS, victimsGroup, writeFraming } from './framing-world.ts';

/** Each test makes and analyses a world of tens of thousands of exchanges. */
vi.setConfig({ testTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-framing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const linesOf = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

/** Actions by group of the truth. */
async function actions(framing: Framing): Promise<Map<string, Action[]>> {
  const directory = mkdtempSync(join(folder, 'world-'));
  await writeFraming(directory, framing);
  const out = join(directory, 'found');
  const result = await analyze({ paths: [directory], out, format: 'auto', now: Date.now(), workers: 1 });
  if (!result.ok) throw new Error(result.problem.message);
  const action = new Map(
    linesOf<{ account: string; action: Action }>(join(out, 'accounts.ndjson')).map((line) => [line.account, line.action]),
  );
  const found = new Map<string, Action[]>();
  for (const { account, group } of linesOf<{ account: string; group: string }>(join(directory, 'truth.ndjson')))
    found.set(group, [...(found.get(group) ?? []), action.get(account) ?? 'allow']);
  rmSync(directory, { recursive: true, force: true });
  return found;
}

const share = (list: readonly Action[], least: Action) =>
  list.filter((action) => ACTIONS.indexOf(action) >= ACTIONS.indexOf(least)).length / list.length;

describe('people whose prompt others copy in front of their harvest', () => {
  it.each([
    { seed: 1, framers: 40, people: 25 },
    { seed: 2, framers: 60, people: 12 },
  ])('are not touched, and whoever copies it is: %o', async ({ seed, framers, people }) => {
    const found = await actions({ victims: VICTIMS, people, framers, seed, scale: 0.0008, days: 8 });
    for (const victim of VICTIMS) {
      expect(found.get(victimsGroup(victim)), `${victim}, seed ${seed}`).toEqual(new Array(people).fill('allow'));
    }
    const framing = VICTIMS.flatMap((victim) => found.get(framersGroup(victim)) ?? []);
    expect(share(framing, 'verify'), `seed ${seed}`).toBeGreaterThanOrEqual(0.9);
    // Nobody else either.
    for (const [group, list] of found)
      if (!group.startsWith('framers')) expect(share(list, 'verify'), `${group}, seed ${seed}`).toBe(0);
  });
});
