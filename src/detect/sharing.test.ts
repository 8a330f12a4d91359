import { describe, expect, it } from 'vitest';
import { honest, InputBuilder, worldAndGroup } from '../../test/detect-input.ts';
import { createRng } from '../base/rng.ts';
import { measureSharing, type Sharing } from './sharing.ts';

function measure(builder: InputBuilder, members: readonly number[], name: string): Sharing {
  const { world, group } = worldAndGroup(builder, members);
  const layer = world.layers.find((l) => l.name === name);
  if (!layer) throw new Error(`no layer ${name}`);
  return measureSharing(world, group, layer, members.length);
}

/** 20 members of which each `perCard` pay with one card, among 200 others of whom `outside` have the first card too. */
function cards(perCard: number, outside: number, record = {}): Sharing {
  const builder = new InputBuilder();
  const members = builder.crowd(20, (k) => ({
    record: { payment: [`card-${Math.floor(k / perCard)}`], ...record },
  }));
  builder.crowd(200, (k) => ({ record: { payment: [k < outside ? 'card-0' : `own-${k}`, 'popular'] } }));
  return measure(builder, members, 'payment_instrument');
}

describe('the null model of sharing', () => {
  it('finds cards that only the group holds beyond chance', () => {
    const sharing = cards(4, 0);
    expect(sharing.sharing).toBe(20);
    expect(sharing.expected).toBeLessThan(0.1);
    expect(sharing.excess).toBeGreaterThan(0.8);
    expect(sharing.top).toHaveLength(5);
    for (const { members, outside } of sharing.top) expect([members, outside]).toEqual([4, 0]);
  });

  it('lets a carrier’s address explain itself that members use as often as everybody else does', () => {
    const excess = (outside: number) => {
      const builder = new InputBuilder();
      const members = builder.crowd(20, () => ({}));
      const crowd = builder.crowd(200, () => ({}));
      builder.share('address', [...members.slice(0, 15), ...crowd.slice(0, outside)]);
      return measure(builder, members, 'address').excess;
    };
    expect(excess(150)).toBeLessThan(0.01);
    expect(excess(0)).toBeGreaterThan(0.5);
  });

  it('counts no sharing inside one verified organisation', () => {
    const sharing = cards(4, 0, { emailDomain: 'office', verification: 'business' });
    expect(sharing.sharing).toBe(0);
    expect(sharing.excess).toBe(0);
    expect(sharing.top).toEqual([]);
  });

  it('finds nothing among accounts that share nothing with each other', () => {
    const builder = new InputBuilder();
    const crowd = honest(builder, 120, createRng('strangers'));
    builder.share('address', [crowd[0], crowd[60]]);
    const sharing = measure(builder, crowd.slice(0, 20), 'address');
    expect(sharing.sharing).toBe(0);
    expect(sharing.excess).toBe(0);
  });

  it('trusts few members less than many', () => {
    const excess = (size: number) => {
      const builder = new InputBuilder();
      const members = builder.crowd(size, (k) => ({ record: { payment: [`card-${k % 2}`] } }));
      builder.crowd(200, (k) => ({ record: { payment: [`own-${k}`, k < 40 ? 'card-0' : ''] } }));
      return measure(builder, members, 'payment_instrument');
    };
    const few = excess(4);
    const many = excess(24);
    expect(few.observed).toBe(many.observed);
    expect(few.expected).toBeLessThan(many.expected);
    expect(few.excess).toBeLessThan(1);
  });
});
