import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START } from '../../../test/detect-input.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { DEFAULT_DOCUMENT } from '../../decide/policy/default-document.ts';
import { profileGroup } from '../group/group.ts';
import { SHARED_ORIGIN_PARAMETERS } from '../parameters/campaign-acceptance.ts';
import { createPopulation } from '../population.ts';
import { membersOfOtherOrigin } from './shared-origin.ts';

/** Two operators of twenty accounts; five of the first one's, of its second wave, send the second one's text too. */
function lending(lentCreated: (k: number) => number, lentCards = (k: number) => [`lent-card-${k}`]) {
  const builder = new InputBuilder();
  honest(builder, 200, createRng('lending'));
  const at = (wave: number, k: number) => START - wave * DAY + k * 3 * MINUTE;
  const open = (name: string, size: number, created: (k: number) => number, cards = (k: number) => [`${name}-card-${k}`]) =>
    builder.crowd(size, (k) => ({
      ...HARVEST_TRAFFIC,
      account: `${name}-${k}`,
      exchanges: 100,
      record: { created: created(k), payment: cards(k) },
    }));
  const first = open('first', 15, (k) => at(30, k));
  const lent = open('lent', 5, lentCreated, lentCards);
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

  it('stay where the other campaign is merely larger: with many sign-ups, somebody is always near', () => {
    const rng = createRng('dense');
    const builder = new InputBuilder();
    honest(builder, 200, createRng('others'));
    const anyTime = () => START - 30 * DAY + Math.floor(rng.next() * 20 * DAY);
    const open = (name: string, size: number) =>
      builder.crowd(size, (k) => ({
        ...HARVEST_TRAFFIC,
        account: `${name}-${k}`,
        exchanges: 100,
        record: { created: anyTime() },
      }));
    const [large, small, lent] = [open('large', 430), open('small', 40), open('lent', 60)];
    const both = lent.map((i) => [i, 50] as const);
    for (const members of [large, small])
      builder.segment({ ...HARVEST_TRAFFIC, users: [...members.map((i) => [i, 100] as const), ...both] });
    const population = createPopulation(builder.build());
    const groups = [profileGroup(population, large), profileGroup(population, [...small, ...lent])];
    expect(membersOfOtherOrigin(population, groups).length).toBeLessThan(3);
  });

  it('stay with those whose card they share, unless one of the others’ accounts has it too', () => {
    const wave = (k: number) => START - 30 * DAY + (15 + k) * 3 * MINUTE;
    const mine = (k: number) => (k === 0 ? ['second-card-0'] : [`lent-card-${k}`]);
    const { population, groups, lent } = lending(wave, mine);
    expect(membersOfOtherOrigin(population, groups).map(([i]) => i)).toEqual(lent.slice(1));
    const shared = lending(wave, (k) => (k < 2 ? ['second-card-0', 'lent-card'] : [`lent-card-${k}`]));
    expect(membersOfOtherOrigin(shared.population, shared.groups).map(([i]) => i)).toEqual(shared.lent);
  });

  it('cost no campaign an action: the lines are those of the default policy', () => {
    const lines = DEFAULT_DOCUMENT.rules.flatMap(
      ({ when }) => /campaign\.confidence >= ([\d.]+)/.exec(when)?.slice(1) ?? [],
    );
    // What is below a campaign's own line is no finding.
    const asked = lines.map(Number).filter((line) => line >= 0.5);
    expect([...SHARED_ORIGIN_PARAMETERS.actionLines.value].sort()).toEqual([...asked].sort());
  });
});
