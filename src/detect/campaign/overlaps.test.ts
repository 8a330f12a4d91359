import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START } from '../../../test/detect-input.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { profileGroup } from '../group/group.ts';
import { HIDDEN } from '../group/openness.ts';
import { createPopulation } from '../population.ts';
import { resolveOverlaps } from './overlaps.ts';

/** Two campaigns; five accounts of the second one were opened with the first one's and send both texts. */
function resolved(confidenceWithout: number) {
  const builder = new InputBuilder();
  honest(builder, 200, createRng('resolved'));
  const at = (wave: number, k: number) => START - wave * DAY + k * 3 * MINUTE;
  const open = (name: string, size: number, created: (k: number) => number) =>
    builder.crowd(size, (k) => ({
      ...HARVEST_TRAFFIC,
      account: `${name}-${k}`,
      exchanges: 100,
      record: { created: created(k), payment: [`${name}-card-${k}`] },
    }));
  const first = open('first', 15, (k) => at(30, k));
  const lent = open('lent', 5, (k) => at(30, 15 + k));
  const second = open('second', 20, (k) => at(18, k));
  for (const members of [first, second])
    builder.segment({
      ...HARVEST_TRAFFIC,
      users: [...members.map((i) => [i, 100] as const), ...lent.map((i) => [i, 50] as const)],
    });
  const population = createPopulation(builder.build());
  const test = (members: readonly number[]) => ({
    group: profileGroup(population, members),
    evidence: [],
    open: HIDDEN,
    verdict: {
      confidence: members.includes(second[0]) && !members.includes(lent[0]) ? confidenceWithout : 0.95,
      contributions: [],
      heldBy: null,
    },
  });
  const campaigns = resolveOverlaps(
    population,
    [first, [...lent, ...second]].map((members) => ({ ...test(members), seedSegment: null })),
    { test, refine: (members) => members, accepts: () => true, confidence: 0.5 },
  );
  return { lent, sizes: campaigns.map(({ group }) => group.members.length).sort() };
}

describe('accounts that two campaigns use', () => {
  it('go to the campaign that opened them', () => {
    expect(resolved(0.93).sizes).toEqual([20, 20]);
  });

  it('stay where the other campaign would fall below the line of its action', () => {
    expect(resolved(0.85).sizes).toEqual([15, 25]);
    expect(resolved(0.45).sizes).toEqual([15, 25]);
  });
});
