import { describe, expect, it } from 'vitest';
import type { InputBuilder } from '../../../../test/detect-input.ts';
import { measureOf, type Plant, rowAbout, strengthOf, WEAK } from '../../../../test/evidence-rows.ts';
import { strangers } from '../../../../test/relational-group.ts';
import { networkEvidence } from './network.ts';

const rowFor = (plant: Plant) => rowAbout(networkEvidence, plant);

const CAMPUS = { program: 'education', emailDomain: 'school', signupNet: 'campus', payment: [] } as const;
/** The school's own account, without which a campus is none. */
const SCHOOL = { verification: 'business' } as const;

describe('addresses', () => {
  it('are strong when members share some that only they have', () => {
    const row = rowFor((builder) => {
      const members = strangers(builder, 20, 'members');
      for (let v = 0; v < 5; v++) builder.share('address', members.slice(4 * v, 4 * v + 4));
      return members;
    });
    expect(measureOf(row, 'addresses')).toBeGreaterThan(0.5);
  });

  it('are weak for a carrier’s or a VPN’s customers, even when the group is all of them', () => {
    for (const exits of [1, 3]) {
      const row = rowFor((builder) => {
        const members = strangers(builder, 60, 'customers');
        builder.share('network', members);
        for (let v = 0; v < exits; v++)
          builder.shareAddress(
            members.filter((_, k) => k % exits === v),
            { network: 0, system: 7 },
          );
        builder.share('system', members);
        return members;
      });
      expect(strengthOf(row)).toBeLessThan(WEAK);
    }
  });

  it('are weak on a campus', () => {
    const row = rowFor((builder) => {
      const members = strangers(builder, 40, 'class', (k) => ({
        record: { ...CAMPUS, ...(k === 0 ? SCHOOL : {}) },
      }));
      builder.share('network', members);
      for (let v = 0; v < 4; v++)
        builder.share(
          'address',
          members.filter((_, k) => k % 4 === v),
        );
      return members;
    });
    expect(strengthOf(row)).toBeLessThan(0.3);
  });

  it('count an address and its network as one fact', () => {
    const plant = (network: boolean) => (builder: InputBuilder) => {
      const members = strangers(builder, 12, 'members');
      builder.share('address', members);
      if (network) builder.share('network', members);
      return members;
    };
    expect(strengthOf(rowFor(plant(true)))).toBeCloseTo(strengthOf(rowFor(plant(false))), 6);
  });
});

describe('a pool of exits', () => {
  /** Members that all use addresses of many systems in turns. */
  const pool = (systems: number) => (builder: InputBuilder) => {
    const members = strangers(builder, 20, 'members');
    for (let v = 0; v < 30; v++)
      builder.shareAddress(
        members.filter((_, k) => (k + v) % 3 === 0),
        { system: systems === 0 ? 0 : 1 + (v % systems) },
      );
    return members;
  };

  it('is strong when members meet in system after system', () => {
    expect(measureOf(rowFor(pool(12)), 'pool')).toBeGreaterThan(0.6);
  });

  it('is nothing for those who meet at home, at work and on one carrier', () => {
    expect(measureOf(rowFor(pool(2)), 'pool')).toBe(0);
  });

  it('is nothing for members who meet strangers in system after system, and never each other', () => {
    const row = rowFor((builder, crowd) => {
      const members = strangers(builder, 20, 'members');
      members.forEach((member, k) => {
        for (let v = 0; v < 6; v++) builder.shareAddress([crowd[6 * k + v], member], { system: 1 + v });
      });
      return members;
    });
    expect(measureOf(row, 'pool')).toBe(0);
  });

  it('is explained where others meet in as many systems', () => {
    const row = rowFor((builder) => {
      const others = strangers(builder, 1_500, 'others');
      for (let v = 0; v < 60; v++)
        builder.shareAddress(
          others.filter((_, k) => (k + v) % 6 === 0),
          { system: 1 + (v % 11) },
        );
      return pool(12)(builder);
    });
    expect(measureOf(row, 'pool')).toBeLessThan(WEAK);
  });

  it('counts networks where a log has no systems, and nothing where it has neither', () => {
    const row = rowFor((builder) => {
      const members = strangers(builder, 20, 'members');
      for (let v = 0; v < 30; v++) builder.share('network', members.slice(0, 2));
      for (let v = 0; v < 30; v++)
        builder.shareAddress(
          members.filter((_, k) => (k + v) % 3 === 0),
          { network: v },
        );
      return members;
    });
    expect(measureOf(row, 'pool')).toBeGreaterThan(0.6);
    expect(measureOf(rowFor(pool(0)), 'pool')).toBe(0);
  });
});

describe('rotation', () => {
  const rotating = (a: { systemsADay: number; networksADay: number }) => (builder: InputBuilder) =>
    builder.crowd(20, () => ({ exchanges: 300, ...a }));

  it('is seen in members that send through many systems a day, and is no strong tie', () => {
    const row = rowFor(rotating({ systemsADay: 15, networksADay: 18 }));
    expect(measureOf(row, 'rotation')).toBeGreaterThan(0.3);
    expect(measureOf(row, 'rotation')).toBeLessThan(0.45);
  });

  it('is not seen in people on a telephone, whose carrier changes their address', () => {
    expect(measureOf(rowFor(rotating({ systemsADay: 2, networksADay: 15 })), 'rotation')).toBe(0);
  });

  it('is explained where everybody as busy rotates', () => {
    const row = rowFor((builder) => {
      builder.crowd(300, () => ({ exchanges: 300, systemsADay: 15, networksADay: 18 }));
      return rotating({ systemsADay: 15, networksADay: 18 })(builder);
    });
    expect(measureOf(row, 'rotation')).toBeLessThan(0.05);
  });

  it('is not judged on days with a handful of exchanges', () => {
    expect(
      measureOf(
        rowFor((b) => b.crowd(20, () => ({ exchanges: 20, systemsADay: 8 }))),
        'rotation',
      ),
    ).toBe(0);
  });
});

describe('one autonomous system', () => {
  it('never counts by itself, however small the system', () => {
    const row = rowFor((builder, crowd) => {
      builder.share('system', crowd);
      const members = strangers(builder, 20, 'members');
      builder.share('system', members);
      return members;
    });
    expect(measureOf(row, 'system')).toBeGreaterThan(0);
    expect(strengthOf(row)).toBeLessThan(0.15);
  });

  it('is silent about one that everybody uses, about a crowd of strangers in one network, and on a campus', () => {
    const inOneSystem = (plant: (builder: InputBuilder) => number[], others = 0) =>
      measureOf(
        rowFor((builder, crowd) => {
          const members = plant(builder);
          builder.share('system', crowd.slice(others));
          builder.share('system', [...crowd.slice(0, others), ...members]);
          return members;
        }),
        'system',
      );
    expect(inOneSystem((builder) => strangers(builder, 20, 'members'))).toBeGreaterThan(0.1);
    expect(inOneSystem((builder) => strangers(builder, 20, 'members'), 280)).toBe(0);
    expect(
      inOneSystem((builder) => {
        const members = strangers(builder, 60, 'customers');
        builder.share('network', members);
        builder.shareAddress(members, { network: 0, system: 7 });
        return members;
      }),
    ).toBe(0);
    expect(
      inOneSystem((builder) =>
        strangers(builder, 40, 'class', (k) => ({
          record: { ...CAMPUS, ...(k === 0 ? SCHOOL : {}) },
        })),
      ),
    ).toBe(0);
  });
});
