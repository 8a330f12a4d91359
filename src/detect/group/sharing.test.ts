import { describe, expect, it } from 'vitest';
import { honest, InputBuilder, worldAndGroup } from '../../../test/detect-input.ts';
import { createRng } from '../../base/rng.ts';
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
    expect(sharing.excess).toBeGreaterThan(0.75);
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

  it('counts an organisation once, however many accounts it has in the group', () => {
    const builder = new InputBuilder();
    const office = builder.crowd(19, () => ({
      record: { payment: ['card'], emailDomain: 'office', verification: 'business' as const },
    }));
    const stranger = builder.unit({ record: { payment: ['card'] } });
    builder.crowd(200, (k) => ({ record: { payment: [`own-${k}`] } }));
    const sharing = measure(builder, [...office, stranger], 'payment_instrument');
    // Two parties share one card: that is two of two, and next to nothing.
    expect(sharing.observed).toBeCloseTo(1);
    expect(sharing.excess).toBeLessThan(0.3);
  });

  it('takes nearly everybody’s mail provider for what it is, though a few more members have it', () => {
    const builder = new InputBuilder();
    const members = builder.crowd(60, (k) => ({ record: { emailDomain: `provider-${k % 12}` } }));
    builder.crowd(400, (k) => ({ record: { emailDomain: k % 5 === 0 ? `own-${k}` : `provider-${k % 17}` } }));
    const sharing = measure(builder, members, 'email_domain');
    expect(sharing.observed).toBe(1);
    expect(sharing.expected).toBeGreaterThan(0.8);
    expect(sharing.excess).toBeLessThan(0.05);
  });

  it('leaves little of what a campus explains, and all of a card', () => {
    const campus = (card: (k: number) => string) => {
      const builder = new InputBuilder();
      const members = builder.crowd(30, (k) => ({
        record: {
          emailDomain: 'school',
          program: 'education' as const,
          signupNet: 'campus',
          payment: k < 3 ? [card(k)] : [],
          // The school's own account was verified.
          ...(k === 0 ? { verification: 'business' as const } : {}),
        },
      }));
      builder.crowd(200, (k) => ({ record: { emailDomain: `own-${k}`, payment: [`own-${k}`] } }));
      return { builder, members };
    };
    const { builder, members } = campus(() => 'one-card');
    const domain = measure(builder, members, 'email_domain');
    expect(domain.observed).toBe(1);
    expect(domain.excess).toBeLessThan(0.4);
    expect(measure(builder, members.slice(0, 3), 'payment_instrument').unexplained).toBe(1);
  });

  it('takes no card for a tie that only one of several firms has, and a card across them in full', () => {
    const firms = (card: (k: number) => string) => {
      const builder = new InputBuilder();
      const members = builder.crowd(32, (k) => ({ record: { emailDomain: `firm-${k % 4}`, payment: [card(k)] } }));
      builder.crowd(200, (k) => ({ record: { emailDomain: `own-${k}`, payment: [`own-${k}`] } }));
      return measure(builder, members, 'payment_instrument').excess;
    };
    expect(firms((k) => `card-of-firm-${k % 4}`)).toBe(0);
    expect(firms((k) => `card-${k >> 2}`)).toBeGreaterThan(0.8);
  });
});
