import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START } from '../../../test/detect-input.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { detect } from '../detect.ts';

const SIZE = 20;

/** Two campaigns with texts and cards of their own; `both` pays for some of each. */
function twoOperators(shared: (builder: InputBuilder, first: number[], second: number[]) => void) {
  const builder = new InputBuilder();
  honest(builder, 300, createRng('crowd'));
  const plant = (name: string) => {
    const members = builder.crowd(SIZE, (k) => ({
      ...HARVEST_TRAFFIC,
      account: `${name}-${k}`,
      exchanges: 100,
      record: { created: START - 20 * DAY + k * 4 * MINUTE, payment: [`${name}-card-${k % 4}`] },
    }));
    builder.segment({ ...HARVEST_TRAFFIC, users: members.map((i) => [i, 100]) });
    return members;
  };
  shared(builder, plant('first'), plant('second'));
  return detect(builder.build(), { seed: 'test' }).campaigns;
}

describe('campaigns that share a supplier', () => {
  it('stay two campaigns and name each other with what they share', () => {
    const campaigns = twoOperators((builder, first, second) => {
      for (let v = 0; v < 5; v++)
        builder.share('address', [...first.slice(4 * v, 4 * v + 4), ...second.slice(4 * v, 4 * v + 4)]);
    });
    expect(campaigns).toHaveLength(2);
    const [a, b] = campaigns;
    expect(a.related).toEqual([{ id: b.id, shared: [{ kind: 'address', values: 5 }], accounts_in_both: 0 }]);
    expect(b.related?.[0].id).toBe(a.id);
  });

  it('name nobody when they share nothing', () => {
    for (const campaign of twoOperators(() => {})) expect(campaign.related).toBeUndefined();
  });
});
