import { describe, expect, it } from 'vitest';
import { measureOf, type Plant, rowAbout, strengthOf, WEAK } from '../../../../test/evidence-rows.ts';
import { membersWithRecords } from '../../../../test/relational-group.ts';
import { paymentEvidence } from './payment.ts';

const rowFor = (plant: Plant) => rowAbout(paymentEvidence, plant);

describe('instruments', () => {
  it('are strong when few cards pay for many', () => {
    const row = rowFor(membersWithRecords((k) => ({ payment: [`card-${k % 4}`] })));
    expect(strengthOf(row)).toBeGreaterThan(0.7);
    expect(row?.summary).toContain('20 of 20');
  });

  it('do not count the card of one verified company', () => {
    const staff = membersWithRecords(() => ({
      payment: ['office-card'],
      emailDomain: 'office',
      verification: 'business',
    }));
    expect(rowFor(staff)).toBeNull();
  });

  it('do count one card and one domain behind which nobody has shown who it is', () => {
    const bought = membersWithRecords((k) => ({
      payment: ['one-card'],
      emailDomain: 'bought',
      verification: k < 1 ? 'business' : 'email',
    }));
    expect(strengthOf(rowFor(bought))).toBeGreaterThan(0.7);
  });

  it('do not count a card that half the crowd has', () => {
    const gift = rowFor((builder) => {
      builder.crowd(200, () => ({ record: { payment: ['gift'] } }));
      return builder.crowd(20, (k) => ({ record: { payment: [k < 8 ? 'gift' : `own-${k}`] } }));
    });
    expect(strengthOf(gift)).toBeLessThan(WEAK);
  });
});

describe('issuers', () => {
  /** 20 members with cards of two issuers, each member's traffic through the system that is given. */
  const issued = (system: (k: number) => number, outside: number) =>
    rowFor((builder, crowd) => {
      const clients = builder.crowd(outside, (k) => ({ record: { paymentBin: `issuer-${k % 2}` } }));
      const members = membersWithRecords((k) => ({ paymentBin: `issuer-${k % 2}` }))(builder);
      const through = new Map<number, number[]>();
      const add = (i: number, s: number) => {
        through.set(s, [...(through.get(s) ?? []), i]);
      };
      for (const [k, i] of [...crowd, ...clients].entries()) add(i, k % 40);
      for (const [k, i] of members.entries()) add(i, system(k));
      for (const units of through.values()) builder.share('system', units);
      return members;
    });

  it('count a small issuer of cards whose holders come from everywhere', () => {
    expect(
      measureOf(
        issued((k) => 2 * k, 0),
        'issuer',
      ),
    ).toBeGreaterThan(0.25);
  });

  it('count a region’s bank for next to nothing, and a large one for nothing', () => {
    expect(
      measureOf(
        issued((k) => k % 3, 0),
        'issuer',
      ),
    ).toBeLessThan(0.12);
    expect(
      measureOf(
        issued((k) => 2 * k, 200),
        'issuer',
      ),
    ).toBe(0);
  });
});
