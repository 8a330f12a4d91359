import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START, worldAndGroup } from '../../../test/detect-input.ts';
import { DAY, HOUR } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import type { Group } from '../group/group.ts';
import { HIDDEN } from '../group/openness.ts';
import { testLoosePart } from './loose-part.ts';
import type { TestedGroup } from './tested-group.ts';

/** Framers with a few cards and a club without, who send one text. */
function clubAndFramers(people: number, framers = 20) {
  const builder = new InputBuilder();
  honest(builder, 200, createRng('loose'));
  const rng = createRng('sign-ups');
  const together = () => ({ ...HARVEST_TRAFFIC, exchanges: 60 });
  const created = () => START - 20 * DAY + rng.int(48) * HOUR;
  const club = builder.crowd(people, () => ({ ...together(), record: { created: created() } }));
  const rest = builder.crowd(framers, (k) => ({
    ...together(),
    record: { created: created(), payment: [`card-${k % 3}`] },
  }));
  const members = [...club, ...rest];
  builder.segment({ ...HARVEST_TRAFFIC, users: members.map((i) => [i, 50] as const) });
  return { ...worldAndGroup(builder, members), club };
}

/** What was tested, with a confidence of its size. */
function tester() {
  const tested: Group[] = [];
  const test = (group: Group): TestedGroup => {
    tested.push(group);
    const verdict = { confidence: group.members.length / 100, contributions: [], heldBy: null };
    return { group, evidence: [], open: HIDDEN, verdict };
  };
  return { tested, test };
}

describe('the loosely tied part of a campaign', () => {
  it('is tested without those whom cards tie, who are no strangers to it', () => {
    const { world, group, club } = clubAndFramers(12);
    const { tested, test } = tester();
    const part = testLoosePart(world, group, test);
    expect(tested.map(({ members }) => members)).toEqual([club]);
    expect([...(part?.is ?? [])]).toEqual(group.members.map((i) => (club.includes(i) ? 1 : 0)));
    expect(part?.tested.confidence).toBe(0.12);
    // Nobody outside the campaign sends its text.
    expect(tested[0]?.own[0]?.specificity).toBe(1);
  });

  it('is none where all are tied alike, or where few are loose', () => {
    const { test, tested } = tester();
    const few = clubAndFramers(3);
    expect(testLoosePart(few.world, few.group, test)).toBeNull();
    const alone = clubAndFramers(12, 0);
    expect(testLoosePart(alone.world, alone.group, test)).toBeNull();
    expect(tested).toEqual([]);
  });
});
