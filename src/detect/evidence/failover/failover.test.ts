import { describe, expect, it } from 'vitest';
import { honest, InputBuilder, START, type UnitSpec, worldAndGroup } from '../../../../test/detect-input.ts';
import { measureOf, type Plant, rowAbout, strengthOf, WEAK } from '../../../../test/evidence-rows.ts';
import { DAY, HOUR } from '../../../base/clock.ts';
import { createRng } from '../../../base/rng.ts';
import { failoverEvidence } from './failover.ts';

const rowFor = (plant: Plant) => rowAbout(failoverEvidence, plant);
const closedAt = START + 6 * DAY;
const closed = (time: number, created = START - 60 * DAY): UnitSpec => ({
  first: Math.max(START, created),
  last: time,
  record: { created, status: 'suspended', statusTime: time },
});

describe('two pools', () => {
  const pools = (second: (k: number) => UnitSpec) => (builder: InputBuilder) =>
    builder.crowd(24, (k) =>
      k < 10 ? closed(closedAt + k * HOUR) : { last: START + 14 * DAY, exchanges: 200, ...second(k) },
    );
  const begins = (k: number): UnitSpec => ({ first: closedAt + k * HOUR });
  /** There all along, and loud once the first pool is gone. */
  const warm = (): UnitSpec => ({ first: START, daily: (day) => (day < 6 ? 2 : 30) });

  it('are strong when the second begins as the first is closed, or was kept warm and takes over', () => {
    const cold = rowFor(pools(begins));
    expect(measureOf(cold, 'pools')).toBeGreaterThan(0.5);
    expect(cold?.summary).toContain('10 members were closed');
    expect(measureOf(rowFor(pools(warm)), 'pools')).toBeGreaterThan(0.5);
  });

  it('are weak when the others had been there all along, as loud as before', () => {
    expect(measureOf(rowFor(pools(() => ({ first: START, daily: () => 20 }))), 'pools')).toBeLessThan(WEAK);
  });

  it('count less when everybody begins in those days: a launch', () => {
    const builder = new InputBuilder();
    honest(builder, 100, createRng('crowd'));
    builder.crowd(300, (k) => ({ first: closedAt + (k % 24) * HOUR, last: START + 14 * DAY }));
    const some = pools((k) => (k % 3 === 0 ? { first: START, daily: () => 20 } : begins(k)));
    const { world, group } = worldAndGroup(builder, some(builder));
    expect(measureOf(failoverEvidence(world, group), 'pools')).toBeLessThan(0.6 * measureOf(rowFor(some), 'pools'));
  });

  it('are weak in a group that loses and gains accounts all the time', () => {
    const rng = createRng('growing');
    for (let round = 0; round < 20; round++) {
      const row = rowFor((builder) => {
        builder.unit({ first: START, last: START + 21 * DAY });
        return builder.crowd(40, (k) => {
          const time = START + 20 * DAY * rng.next();
          return k < 15 ? closed(time) : { first: time, last: START + 21 * DAY };
        });
      });
      expect(measureOf(row, 'pools')).toBeLessThan(0.3);
    }
  });

  it('are silent when the others come and go all the time, and so around any closing', () => {
    const visits = (k: number): UnitSpec => ({
      first: START,
      last: START + 26 * DAY,
      daily: (day) => ((day + k) % 9 < 4 ? 30 : 0),
    });
    const row = rowFor((b) => b.crowd(104, (k) => (k < 14 ? closed(closedAt + 6 * DAY) : visits(k))));
    expect(measureOf(row, 'pools')).toBeLessThan(0.1);
  });

  it('say nothing when hardly anybody was closed', () => {
    expect(rowFor((b) => b.crowd(24, (k) => (k < 2 ? closed(closedAt) : { first: closedAt + HOUR })))).toBeNull();
  });
});

describe('replacement one by one', () => {
  const rng = createRng('replacement');
  /** Slots, each a chain of accounts that are closed and followed after `gap`; somebody stays to the end. */
  const chains = (gap: () => number) => (builder: InputBuilder) => {
    builder.unit({ first: START, last: START + 21 * DAY });
    const members: number[] = [];
    for (let slot = 0; slot < 6; slot++) {
      let begins = START - 30 * DAY;
      for (let time = START + (1 + 4 * rng.next()) * DAY; time < START + 19 * DAY; ) {
        members.push(builder.unit(closed(time, begins)));
        begins = time + gap();
        time = begins + (2 + 4 * rng.next()) * DAY;
      }
      members.push(builder.unit({ first: Math.max(START, begins), record: { created: begins } }));
    }
    return members;
  };

  it('is strong when a new account follows each closing within hours', () => {
    expect(measureOf(rowFor(chains(() => HOUR + rng.next() * 4 * HOUR)), 'replacement')).toBeGreaterThan(0.4);
  });

  it('is weak when new accounts come at their own pace', () => {
    for (let round = 0; round < 5; round++) {
      const row = rowFor((builder) => {
        builder.unit({ first: START, last: START + 21 * DAY });
        return builder.crowd(36, (k) => {
          const time = START + (1 + 18 * rng.next()) * DAY;
          return k < 18 ? closed(time) : { first: time, record: { created: time } };
        });
      });
      expect(measureOf(row, 'replacement')).toBeLessThan(WEAK);
    }
  });

  it('is silent about a few closings that chance replaces in a group that always grows', () => {
    const row = rowFor((builder) => {
      builder.unit({ first: START, last: START + 20 * DAY });
      const members = [4, 8, 12, 16].map((day) => builder.unit(closed(START + day * DAY)));
      for (let time = START + 2 * HOUR; time < START + 19 * DAY; time += 16 * HOUR)
        members.push(builder.unit({ first: time, last: START + 20 * DAY, record: { created: time } }));
      return members;
    });
    expect(measureOf(row, 'replacement')).toBe(0);
  });

  it('does not count one mass closing many times over', () => {
    const row = rowFor((builder) => {
      builder.unit({ first: START, last: START + 21 * DAY });
      return builder.crowd(24, (k) =>
        k < 12
          ? closed(closedAt + k * 60_000)
          : { first: closedAt + HOUR + k * 60_000, record: { created: closedAt + HOUR + k * 60_000 } },
      );
    });
    expect(measureOf(row, 'replacement')).toBe(0);
    expect(measureOf(row, 'pools')).toBeGreaterThan(0.5);
  });
});

describe('another pathway', () => {
  /** 20 members that send over 14 days; each through the surface that is given for the day. */
  const through =
    (surface: (k: number, day: number) => number, spec: (k: number) => UnitSpec = () => ({})) =>
    (builder: InputBuilder) =>
      builder.crowd(20, (k) => ({
        exchanges: 280,
        first: START,
        last: START + 13 * DAY,
        surface: (day) => surface(k, day),
        ...spec(k),
      }));

  it('is strong when the work moves from one surface to another overnight and goes on', () => {
    const row = rowFor(through((_, day) => (day < 7 ? 1 : 2)));
    expect(measureOf(row, 'pathway')).toBeGreaterThan(0.5);
  });

  it('is silent when everybody moves on that day: an outage', () => {
    const row = rowFor((builder) => {
      builder.crowd(900, () => ({
        exchanges: 280,
        first: START,
        last: START + 13 * DAY,
        surface: (day) => (day < 7 ? 1 : 2),
      }));
      return through((_, day) => (day < 7 ? 1 : 2))(builder);
    });
    expect(measureOf(row, 'pathway')).toBeLessThan(0.15);
  });

  it('is silent about a slow drift, about members that each keep their surface, and about work that just ends', () => {
    expect(measureOf(rowFor(through((k, day) => (k < day * 1.5 ? 2 : 1))), 'pathway')).toBe(0);
    expect(measureOf(rowFor(through((k) => 1 + (k % 3))), 'pathway')).toBe(0);
    const ends = through(
      (_, day) => (day < 7 ? 1 : 2),
      () => ({ daily: (day) => (day < 7 ? 20 : 2) }),
    );
    expect(measureOf(rowFor(ends), 'pathway')).toBe(0);
  });

  it('is silent about a group that alternates between two surfaces, and ends with one by chance', () => {
    const row = rowFor(through((_, day) => (day % 2 === 1 || day > 11 ? 1 : 2)));
    expect(measureOf(row, 'pathway')).toBe(0);
  });

  it('is silent when one loud customer moves and the others stay', () => {
    const row = rowFor(
      through(
        (k, day) => (k === 0 && day >= 7 ? 2 : 1),
        (k) => ({ exchanges: k === 0 ? 28_000 : 280 }),
      ),
    );
    expect(measureOf(row, 'pathway')).toBe(0);
  });

  it('is silent about one organisation that changes its platform', () => {
    const office = { emailDomain: 'office', verification: 'business' } as const;
    const row = rowFor(
      through(
        (_, day) => (day < 7 ? 1 : 2),
        () => ({ record: office }),
      ),
    );
    expect(strengthOf(row)).toBe(0);
  });
});
