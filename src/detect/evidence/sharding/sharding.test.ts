import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, type InputBuilder, START, type UnitSpec } from '../../../../test/detect-input.ts';
import { measureOf, type Plant, rowAbout } from '../../../../test/evidence-rows.ts';
import { strangers } from '../../../../test/relational-group.ts';
import { DAY, MINUTE } from '../../../base/clock.ts';
import { createRng } from '../../../base/rng.ts';
import { REAL_STRENGTH } from '../../../decide/rule-of-two.ts';
import { CONFIDENCE_PARAMETERS } from '../../parameters/campaign-acceptance.ts';
import { shardingEvidence } from './sharding.ts';

const rowFor = (plant: Plant) => rowAbout(shardingEvidence, plant);
const office = { emailDomain: 'office', verification: 'business' } as const;
const campus = { program: 'education', emailDomain: 'school', signupNet: 'campus', payment: [] } as const;

/** The school's own account, without which a campus is none. */
const verifiedSchool = (builder: InputBuilder) => builder.unit({ record: { ...campus, verification: 'business' } });

describe('complementary days', () => {
  const rng = createRng('complement');
  const DAYS = 20;
  /** 12 members with so many exchanges on each of 20 days. */
  const counts =
    (count: (k: number, day: number) => number, record: object = {}) =>
    (builder: InputBuilder) =>
      builder.crowd(12, (k) => {
        const daily = Array.from({ length: DAYS }, (_, day) => count(k, day));
        return {
          exchanges: Math.max(
            1,
            daily.reduce((a, b) => a + b, 0),
          ),
          first: START,
          last: START + (DAYS - 1) * DAY,
          daily: (day) => daily[day],
          record,
        };
      });
  /** A quota of 240 a day dealt out at random, never twice alike. */
  const quota = () => {
    const shares = Array.from({ length: DAYS }, () => {
      const weights = Array.from({ length: 12 }, () => rng.exponential(1));
      const sum = weights.reduce((a, b) => a + b, 0);
      return weights.map((w) => Math.round((240 * w) / sum));
    });
    return (k: number, day: number) => shares[day][k];
  };

  it('are strong when a fixed quota a day goes to whoever is free', () => {
    expect(measureOf(rowFor(counts(quota())), 'complement')).toBeGreaterThan(0.4);
  });

  it('are silent about independent customers, and about people with the same weekends', () => {
    for (let round = 0; round < 40; round++)
      expect(measureOf(rowFor(counts(() => Math.round(rng.exponential(20)))), 'complement')).toBeLessThan(0.15);
    const weekdays = (_: number, day: number) => (day % 7 < 5 ? 20 + rng.int(20) : rng.int(4));
    expect(measureOf(rowFor(counts(weekdays)), 'complement')).toBe(0);
  });

  it('are silent about one organisation with a quota, and one loud account hides nothing and makes nothing', () => {
    expect(rowFor(counts(quota(), office))).toBeNull();
    const strangers = rowFor((builder) => [
      ...counts(quota())(builder),
      builder.unit({
        exchanges: 4_000,
        last: START + 19 * DAY,
        daily: () => Math.round(rng.exponential(200)),
      }),
    ]);
    expect(measureOf(strangers, 'complement')).toBeGreaterThan(0.3);
    const loud = (k: number) => (k === 0 ? Math.round(rng.exponential(400)) : 5);
    expect(measureOf(rowFor(counts(loud)), 'complement')).toBe(0);
  });
});

describe('tasks dealt out more than once', () => {
  const members = (builder: InputBuilder, record: object = {}) =>
    strangers(builder, 20, 'members', () => ({ exchanges: 60, record }));
  /** 100 tasks, each sent by two members. */
  const dealt = (builder: InputBuilder, units: readonly number[]) => {
    for (let task = 0; task < 100; task++)
      builder.repeat([
        [units[task % 20], 1],
        [units[(task * 7 + 3) % 20], 1],
      ]);
  };

  it('are strong when many rare tasks are in two hands of the group each', () => {
    const row = rowFor((builder) => {
      const units = members(builder);
      dealt(builder, units);
      return units;
    });
    expect(measureOf(row, 'common_tasks')).toBeGreaterThan(0.4);
  });

  it('are none when outsiders send them as well, when all members send all of them, or when they are few', () => {
    const popular = rowFor((builder, crowd) => {
      const units = members(builder);
      for (let task = 0; task < 100; task++)
        builder.repeat([
          [crowd[task % 300], 1],
          [units[task % 20], 1],
          [units[(task + 5) % 20], 1],
        ]);
      return units;
    });
    const benchmark = rowFor((builder) => {
      const units = members(builder);
      for (let task = 0; task < 100; task++) builder.repeat(units.map((i) => [i, 1]));
      return units;
    });
    const few = rowFor((builder) => {
      const units = members(builder);
      for (let task = 0; task < 6; task++)
        builder.repeat([
          [units[task], 1],
          [units[task + 6], 1],
        ]);
      return units;
    });
    for (const row of [popular, benchmark, few]) expect(measureOf(row, 'common_tasks')).toBe(0);
  });

  it('are none on a campus, whose worksheets go round, nor inside an organisation', () => {
    for (const record of [campus, office])
      expect(
        rowFor((builder) => {
          verifiedSchool(builder);
          const units = members(builder, record);
          dealt(builder, units);
          return units;
        }),
      ).toBeNull();
  });

  it('are explained where strangers send each other’s messages all the time', () => {
    const row = rowFor((builder, crowd) => {
      for (let task = 0; task < 6_000; task++)
        builder.repeat([
          [crowd[task % 300], 1],
          [crowd[(task * 11 + 1) % 300], 1],
        ]);
      const units = members(builder);
      dealt(builder, units);
      return units;
    });
    expect(measureOf(row, 'common_tasks')).toBeLessThan(0.2);
  });
});

describe('too little overlap', () => {
  /** Members that each send its own 20 tasks in three different hours, with a template of their own. */
  const shares =
    (template: boolean, record: object = {}) =>
    (builder: InputBuilder) => {
      const units = strangers(builder, 20, 'members', () => ({ ...HARVEST_TRAFFIC, exchanges: 60, record }));
      for (const i of units) for (let task = 0; task < 20; task++) builder.repeat([[i, 3]]);
      if (template) builder.segment({ ...HARVEST_TRAFFIC, users: units.map((i) => [i, 60]) });
      return units;
    };

  it('is seen when each repeats its own and none another’s, with one template; it is never strong', () => {
    const strength = measureOf(rowFor(shares(true)), 'overlap');
    expect(strength).toBeGreaterThan(0.25);
    expect(strength).toBeLessThan(0.4);
  });

  it('is nothing when they meet as often as one list would make them', () => {
    const row = rowFor((builder) => {
      const units = strangers(builder, 20, 'members', () => ({ ...HARVEST_TRAFFIC, exchanges: 60 }));
      for (let task = 0; task < 20; task++) builder.repeat(units.map((i) => [i, 3]));
      builder.segment({ ...HARVEST_TRAFFIC, users: units.map((i) => [i, 60]) });
      return units;
    });
    expect(measureOf(row, 'overlap')).toBe(0);
  });

  it('is nothing for strangers without a template of their own, nor for an organisation', () => {
    expect(measureOf(rowFor(shares(false)), 'overlap')).toBe(0);
    expect(rowFor(shares(true, office))).toBeNull();
  });

  it('is nothing where everybody repeats as much, nor where nobody repeats anything', () => {
    const habit = rowFor((builder, crowd) => {
      for (const i of crowd) for (let task = 0; task < 12; task++) builder.repeat([[i, 3]]);
      return shares(true)(builder);
    });
    expect(measureOf(habit, 'overlap')).toBeLessThan(0.1);
    const once = rowFor((builder) => {
      const units = strangers(builder, 20, 'members', () => ({ ...HARVEST_TRAFFIC, exchanges: 60 }));
      builder.segment({ ...HARVEST_TRAFFIC, users: units.map((i) => [i, 60]) });
      return units;
    });
    expect(measureOf(once, 'overlap')).toBe(0);
  });
});

describe('rotating end users', () => {
  const brief: UnitSpec = { exchanges: 2, first: START + DAY, last: START + DAY + MINUTE };
  /** 40 end users behind a router, among 300 others of it. */
  const behind = (spec: UnitSpec, others: UnitSpec, template = true, sub = true) =>
    rowFor((builder) => {
      builder.crowd(300, (k) => ({ account: 'router', subAccount: `other-${k}`, ...others }));
      const users = builder.crowd(40, (k) => ({
        ...HARVEST_TRAFFIC,
        ...spec,
        account: sub ? 'router' : `account-${k}`,
        ...(sub ? { subAccount: `user-${k}` } : {}),
      }));
      if (template) builder.segment({ ...HARVEST_TRAFFIC, users: users.map((i) => [i, 2]) });
      return users;
    });

  it('are strong when ids that are used once all send one template', () => {
    expect(measureOf(behind(brief, {}), 'end_users')).toBeGreaterThan(0.45);
  });

  it('are not counted where they send something else than the template', () => {
    const row = rowFor((builder) => {
      builder.crowd(300, (k) => ({ account: 'router', subAccount: `other-${k}` }));
      const users = builder.crowd(40, (k) => ({
        ...HARVEST_TRAFFIC,
        ...(k < 20 ? brief : {}),
        account: 'router',
        subAccount: `user-${k}`,
      }));
      builder.segment({ ...HARVEST_TRAFFIC, users: users.slice(20).map((i) => [i, 30]) });
      return users;
    });
    expect(measureOf(row, 'end_users')).toBe(0);
  });

  it('are explained by a router that makes a new id for each session of everybody', () => {
    expect(measureOf(behind(brief, brief), 'end_users')).toBe(0);
  });

  it('are not seen in ids that stay, without a template, or in accounts of their own', () => {
    expect(measureOf(behind({ exchanges: 40 }, {}), 'end_users')).toBe(0);
    expect(measureOf(behind(brief, {}, false), 'end_users')).toBe(0);
    expect(measureOf(behind(brief, {}, true, false), 'end_users')).toBe(0);
  });
});

describe('signatures of other circles', () => {
  const size = 14;
  const around = (members: readonly number[]): [number, number][] =>
    members.map((i, k) => [i, members[(k + 1) % members.length]]);
  /** Accounts that present their own signatures, and members between whom some travel. */
  const handing =
    (pairs: (members: readonly number[]) => [number, number][], make: (k: number) => UnitSpec = () => ({})) =>
    (builder: InputBuilder, crowd: readonly number[]) => {
      const own = builder.crowd(100, () => ({ signatures: { presented: 20 } }));
      const members = strangers(builder, size, 'members', (k) => ({ signatures: { presented: 20 }, ...make(k) }));
      for (const [issuer, presenter] of pairs(members)) builder.replay(issuer, presenter, 40);
      return { members, own, crowd };
    };
  const strength = (plant: (builder: InputBuilder, crowd: readonly number[]) => { members: number[] }) =>
    measureOf(
      rowFor((builder, crowd) => plant(builder, crowd).members),
      'foreign_signatures',
    );

  it('let a group be a campaign, and are no family that a limit could rest on', () => {
    for (const pairs of [around, (m: readonly number[]) => around(m.slice(0, 8))]) {
      expect(strength(handing(pairs))).toBeGreaterThan(CONFIDENCE_PARAMETERS.minRelational.value);
      expect(strength(handing(pairs))).toBeLessThan(REAL_STRENGTH);
    }
  });

  it('add nothing to other measures of the family, since they count as content too', () => {
    const row = rowFor((builder, crowd) => {
      const { members } = handing(around)(builder, crowd);
      for (let task = 0; task < 60; task++)
        builder.repeat([
          [members[task % size], 1],
          [members[(task + 1) % size], 1],
        ]);
      return members;
    });
    expect(measureOf(row, 'foreign_signatures')).toBeGreaterThan(0.3);
    expect(row?.strength).toBeCloseTo(Math.max(measureOf(row, 'common_tasks'), measureOf(row, 'foreign_signatures')), 2);
  });

  it('are silent about colleagues, whether a firm is verified or only has a mail domain, and about a campus', () => {
    expect(strength(handing(around, () => ({ record: office })))).toBe(0);
    const firm = (m: readonly number[]) => around(m.slice(0, 8));
    expect(strength(handing(firm, (k) => ({ record: k < 8 ? { emailDomain: 'small-firm' } : {} })))).toBe(0);
    expect(
      strength((builder, crowd) => {
        verifiedSchool(builder);
        return handing(around, () => ({ record: campus }))(builder, crowd);
      }),
    ).toBe(0);
    const pairs = (m: readonly number[]) => [0, 2, 4, 6, 8, 10, 12].map((k): [number, number] => [m[k], m[k + 1]]);
    expect(strength(handing(pairs, (k) => ({ record: { emailDomain: `firm-${k >> 1}` } })))).toBe(0);
    expect(strength(handing(pairs))).toBeGreaterThan(0.3);
  });

  it('are silent about two friends, one published transcript, and signatures of outsiders', () => {
    expect(
      strength(
        handing((m) => [
          [m[0], m[1]],
          [m[1], m[0]],
        ]),
      ),
    ).toBe(0);
    expect(strength(handing((m) => m.slice(1).map((i) => [m[0], i])))).toBe(0);
    expect(
      strength((builder, crowd) => {
        const planted = handing(() => [])(builder, crowd);
        planted.members.forEach((i, k) => {
          builder.replay(crowd[k], i, 40);
        });
        return planted;
      }),
    ).toBe(0);
  });

  it('are explained where transcripts travel between strangers', () => {
    expect(
      strength((builder, crowd) => {
        const planted = handing(around)(builder, crowd);
        for (const [a, b] of around(planted.own)) builder.replay(a, b, 5);
        return planted;
      }),
    ).toBeLessThan(0.05);
  });
});
