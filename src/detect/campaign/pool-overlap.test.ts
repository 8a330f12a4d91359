import { describe, expect, it } from 'vitest';
import { honest, InputBuilder, START, type UnitSpec, worldAndGroup } from '../../../test/detect-input.ts';
import { DAY } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { crossing, ofOnePool } from './pool-overlap.ts';

/** 80 accounts with a card for every two or three, given out by a function, among 300 honest ones; halves of 40. */
function pool(card: (k: number) => number, make: (k: number) => UnitSpec = () => ({})) {
  const builder = new InputBuilder();
  honest(builder, 300, createRng('crowd'));
  const members = builder.crowd(80, (k) => ({
    ...make(k),
    record: { created: START - (k % 40) * DAY, payment: [`card-${card(k)}`], email: `mail-${k}` },
  }));
  const { world } = worldAndGroup(builder, members);
  return { world, a: members.slice(0, 40), b: members.slice(40) };
}

describe('two sets of accounts', () => {
  it('are of one pool when cards lie across them as if there were no border', () => {
    const { world, a, b } = pool((k) => k % 32);
    const { observed, expected } = crossing(world, a, b);
    expect(observed / expected).toBeGreaterThan(0.9);
    expect(ofOnePool(world, a, b)).toBe(true);
  });

  it('are of two when they work in different ways: one seller served both', () => {
    const { world, a, b } = pool(
      (k) => k % 32,
      (k) => (k < 40 ? { exchanges: 900 } : { exchanges: 9, last: START + 3 * DAY }),
    );
    expect(ofOnePool(world, a, b)).toBe(false);
  });

  it('are of two when each has its own cards, or its own lots of one seller’s', () => {
    const own = pool((k) => Math.floor(k / 2.5));
    expect(ofOnePool(own.world, own.a, own.b)).toBe(false);
    const lots = pool((k) => (k % 4 === 0 ? 100 + (k % 10) : Math.floor(k / 2.5)));
    expect(crossing(lots.world, lots.a, lots.b).observed).toBeGreaterThan(0);
    expect(ofOnePool(lots.world, lots.a, lots.b)).toBe(false);
  });

  it('are not known to be one by a handful of pairs', () => {
    const { world, a, b } = pool((k) => (k % 40 < 4 ? k % 40 : 1000 + k));
    expect(crossing(world, a, b).observed).toBe(4);
    expect(ofOnePool(world, a, b)).toBe(false);
  });
});
