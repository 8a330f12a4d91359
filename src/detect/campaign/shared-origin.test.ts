import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START } from '../../../test/detect-input.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { profileGroup } from '../group/group.ts';
import { createPopulation } from '../population.ts';
import { membersOfOtherOrigin } from './shared-origin.ts';

/** Two operators of twenty accounts; five of the first one's, of its second wave, send the second one's text too. */
function lending(lentCreated: (k: number) => number) {
  const builder = new InputBuilder();
  honest(builder, 200, createRng('lending'));
  const at = (wave: number, k: number) => START - wave * DAY + k * 3 * MINUTE;
  const open = (name: string, size: number, created: (k: number) => number) =>
    builder.crowd(size, (k) => ({
      ...HARVEST_TRAFFIC,
      account: `${name}-${k}`,
      exchanges: 100,
      record: { created: created(k) },
    }));
  const first = open('first', 15, (k) => at(30, k));
  const lent = open('lent', 5, lentCreated);
  const second = open('second', 20, (k) => at(18, k));
  builder.segment({
    ...HARVEST_TRAFFIC,
    users: [...first.map((i) => [i, 100] as const), ...lent.map((i) => [i, 50] as const)],
  });
  builder.segment({
    ...HARVEST_TRAFFIC,
    users: [...second.map((i) => [i, 100] as const), ...lent.map((i) => [i, 50] as const)],
  });
  const population = createPopulation(builder.build());
  return {
    lent,
    groups: [profileGroup(population, first), profileGroup(population, [...lent, ...second])],
    population,
  };
}

describe('accounts that carry the texts of two campaigns', () => {
  it('go with those they were opened with', () => {
    const { population, groups, lent } = lending((k) => START - 30 * DAY + (15 + k) * 3 * MINUTE);
    expect(membersOfOtherOrigin(population, groups)).toEqual(lent.map((i) => [i, 1, 0]));
  });

  it('stay where they are when they were opened with nobody in particular, or with those they are with', () => {
    for (const created of [
      (k: number) => START - (60 + 7 * k) * DAY,
      (k: number) => START - 18 * DAY + (20 + k) * 3 * MINUTE,
    ]) {
      const { population, groups } = lending(created);
      expect(membersOfOtherOrigin(population, groups)).toEqual([]);
    }
  });
});
