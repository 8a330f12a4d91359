import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START } from '../../../test/detect-input.ts';
import { DAY } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { createPopulation } from '../population.ts';
import { splitGroup } from './split.ts';

const SIZE = 20;

/** Two pools of accounts, tested as one group: the parts, and the members of each pool. */
function split(plan: { card: (pool: number, k: number) => string; texts: 'own' | 'common' | 'both' | 'copied' }) {
  const builder = new InputBuilder();
  honest(builder, 300, createRng('crowd'));
  const pools = [0, 1].map((pool) =>
    builder.crowd(SIZE, (k) => ({
      ...HARVEST_TRAFFIC,
      exchanges: 100,
      record: { created: START - (20 + 9 * k) * DAY, payment: [plan.card(pool, k)] },
    })),
  );
  if (plan.texts === 'copied') {
    const people = builder.crowd(20, () => ({ exchanges: 100 }));
    const users = [...pools.flat().map((i) => [i, 95, 0.9] as const), ...people.map((i) => [i, 95, 0.05] as const)];
    builder.segment({ ...HARVEST_TRAFFIC, anchors: 4, users });
  } else if (plan.texts !== 'own')
    builder.segment({
      ...HARVEST_TRAFFIC,
      anchors: 4,
      users: pools.flat().map((i) => [i, plan.texts === 'both' ? 40 : 90]),
    });
  if (plan.texts !== 'common')
    for (const pool of pools)
      for (let tasks = plan.texts === 'copied' ? 3 : 1; tasks > 0; tasks--)
        builder.segment({ ...HARVEST_TRAFFIC, anchors: 4, users: pool.map((i) => [i, 60]) });
  const population = createPopulation(builder.build());
  return { pools, parts: splitGroup(population, pools.flat(), 'test') };
}

const own = (pool: number, k: number) => `pool-${pool}-card-${k % 4}`;

describe('operators in one community', () => {
  it('are told apart when neither texts nor cards lead from one to the other', () => {
    const { pools, parts } = split({ card: own, texts: 'own' });
    expect(parts).toEqual(pools);
  });

  it('are told apart although both use one public template beside their own', () => {
    const { pools, parts } = split({ card: own, texts: 'both' });
    expect(parts).toEqual(pools);
  });

  it('are one when both pools send one and the same text', () => {
    const { pools, parts } = split({ card: own, texts: 'common' });
    expect(parts).toEqual([pools.flat()]);
  });

  it('are one when both pools harvest behind a text that others send and do not harvest with', () => {
    const { pools, parts } = split({ card: own, texts: 'copied' });
    expect(parts).toEqual([pools.flat()]);
  });

  it('are one when all cards are used in both pools', () => {
    const { pools, parts } = split({ card: (_, k) => `card-${k % 5}`, texts: 'own' });
    expect(parts).toEqual([pools.flat()]);
  });

  it('leave a group without templates whole', () => {
    const builder = new InputBuilder();
    const members = builder.crowd(12, () => ({}));
    expect(splitGroup(createPopulation(builder.build()), members, 'test')).toEqual([members]);
  });
});
