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

/** STILLWATCH_FRAMING_SEEDS sets how many worlds there are (`npm run framing`: 10). */
const SEEDS = Number(process.env.STILLWATCH_FRAMING_SEEDS ?? 2);
const FEW_FRAMERS = { framers: 40, people: 25 };
const MANY_FRAMERS = { framers: 60, people: 12 };

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
  it.each(Array.from({ length: SEEDS }, (_, i) => ({ seed: i + 1, ...(i % 2 === 0 ? FEW_FRAMERS : MANY_FRAMERS) })))(
    'are asked for nothing, and whoever copies it is: %o',
    async ({ seed, framers, people }) => {
      const found = await actions({ victims: VICTIMS, people, framers, seed, scale: 0.0008, days: 8 });
      const framed = VICTIMS.flatMap((victim) => found.get(victimsGroup(victim)) ?? []);
      expect(framed, `seed ${seed}`).toHaveLength(VICTIMS.length * people);
      expect(share(framed, 'verify'), `seed ${seed}`).toBe(0);
      // A finding may name one group beside those who frame it, for review; that does nothing to an account.
      expect(share(framed, 'review'), `seed ${seed}`).toBeLessThanOrEqual(1 / VICTIMS.length);
      const framing = VICTIMS.flatMap((victim) => found.get(framersGroup(victim)) ?? []);
      console.log(
        `seed ${seed}: victims at review ${share(framed, 'review')}, framers at verify ${share(framing, 'verify')}`,
      );
      expect(share(framing, 'verify'), `seed ${seed}`).toBeGreaterThanOrEqual(0.9);
      // Nobody else is asked for anything.
      for (const [group, list] of found)
        if (!group.startsWith('framers')) expect(share(list, 'verify'), `${group}, seed ${seed}`).toBe(0);
    },
  );
});
