import { describe, expect, it } from 'vitest';
import { InputBuilder, worldAndGroup } from '../../../test/detect-input.ts';
import { countTrait } from './expected-count.ts';

/** 20 members of whom `having` have a trait, among others who have it as `share` says for their number of exchanges. */
function trait(having: number, exchanges: number, share: (exchanges: number) => number) {
  const builder = new InputBuilder();
  const volumes = [8, 8, 8, 500];
  const others = builder.crowd(400, (k) => ({ exchanges: volumes[k % 4] }));
  const members = builder.crowd(20, () => ({ exchanges }));
  const { world, group } = worldAndGroup(builder, members);
  const has = new Uint8Array(world.input.units.count);
  others.forEach((i, k) => {
    has[i] = (k >> 2) / 100 < share(volumes[k % 4]) ? 1 : 0;
  });
  members.forEach((i, k) => {
    has[i] = k < having ? 1 : 0;
  });
  return { count: (has2: Uint8Array) => countTrait(world, group, has2), has };
}

describe('a trait against the population', () => {
  it('is beyond chance when nearly all members have it and hardly anybody else', () => {
    const { count, has } = trait(19, 8, () => 0.02);
    expect(count(has)).toMatchObject({ known: 20, count: 19 });
    expect(count(has).excess).toBeGreaterThan(0.7);
  });

  it('is explained when others as busy have it, though most of all have not', () => {
    const rate = (exchanges: number) => (exchanges > 100 ? 0.95 : 0);
    const busy = trait(19, 500, rate);
    expect(busy.count(busy.has).expected).toBeGreaterThan(0.9);
    expect(busy.count(busy.has).excess).toBeLessThan(0.1);
    const idle = trait(19, 8, rate);
    expect(idle.count(idle.has).excess).toBeGreaterThan(0.7);
  });

  it('counts only units of whom it is known', () => {
    const { count, has } = trait(20, 8, () => 0);
    expect(count(has.fill(255))).toMatchObject({ known: 0, count: 0, excess: 0 });
  });
});
