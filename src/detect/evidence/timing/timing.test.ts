import { describe, expect, it, vi } from 'vitest';
import { type InputBuilder, START, type UnitSpec } from '../../../../test/detect-input.ts';
import { measureOf, type Plant, rowAbout, strengthOf, WEAK } from '../../../../test/evidence-rows.ts';
import { strangers } from '../../../../test/relational-group.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../base/clock.ts';
import { createRng } from '../../../base/rng.ts';
import { timingEvidence } from './timing.ts';

/** Null models are drawn many times; up to 20 s on a busy machine. */
const TEST_TIMEOUT = 60_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const rowFor = (plant: Plant) => rowAbout(timingEvidence, plant);
const organisation = { emailDomain: 'office', verification: 'business' } as const;

describe('rhythm', () => {
  const flat = (spec: (k: number) => UnitSpec) => (builder: InputBuilder) => strangers(builder, 20, 'members', spec);
  const loud = (k: number) => ({ exchanges: 100 + 40 * k, hours: () => 1 });

  it('is seen in members that never sleep, and is no strong tie', () => {
    const strength = measureOf(rowFor(flat(loud)), 'rhythm');
    expect(strength).toBeGreaterThan(0.05);
    expect(strength).toBeLessThan(0.15);
  });

  it('is silent about office hours, about rarely seen accounts, and about one organisation’s programs', () => {
    expect(measureOf(rowFor(flat((k) => ({ exchanges: 100 + 40 * k }))), 'rhythm')).toBe(0);
    expect(measureOf(rowFor(flat(() => ({ exchanges: 10, hours: () => 1 }))), 'rhythm')).toBe(0);
    expect(rowFor(flat((k) => ({ ...loud(k), record: organisation })))).toBeNull();
  });

  it('counts for less where members rest at weekends', () => {
    const weeks = (daily: (day: number) => number) =>
      measureOf(
        rowFor((builder) => {
          builder.unit({ first: START, last: START + 21 * DAY });
          return flat((k) => ({ ...loud(k), first: START, last: START + 20 * DAY, daily }))(builder);
        }),
        'rhythm',
      );
    const everyDay = weeks(() => 20);
    const weekdays = weeks((day) => (day % 7 < 5 ? 28 : 0));
    expect(weekdays).toBeGreaterThan(0.05);
    expect(everyDay).toBeGreaterThan(1.2 * weekdays);
  });

  it('is explained where most customers are programs', () => {
    const row = rowFor((builder) => {
      strangers(builder, 900, 'programs', loud);
      return flat(loud)(builder);
    });
    expect(measureOf(row, 'rhythm')).toBeLessThan(0.1);
  });
});

describe('balance', () => {
  const rng = createRng('balance');
  /** Members that work from day `from(k)` to `to(k)`, with so many exchanges on each day. */
  const working = (
    builder: InputBuilder,
    count: (k: number, day: number) => number,
    days: (k: number) => [number, number] = () => [0, 14],
    record: object = {},
  ) =>
    builder.crowd(20, (k) => {
      const [from, to] = days(k);
      const daily = Array.from({ length: to - from + 1 }, (_, d) => count(k, d));
      return {
        exchanges: Math.max(
          1,
          daily.reduce((a, b) => a + b, 0),
        ),
        first: START + from * DAY,
        last: START + to * DAY + HOUR,
        daily: (d) => daily[d],
        record,
      };
    });
  const poisson = (mean: number) => {
    let n = 0;
    for (let p = rng.next(); p > Math.exp(-mean); p *= rng.next()) n++;
    return n;
  };
  /** What a dispatcher that keeps count gives to each of 20 accounts on each day they are there: to the less used of two. */
  const dealt = (load: (day: number) => number, days: (k: number) => [number, number] = () => [0, 14]) => {
    const counts = Array.from({ length: 20 }, () => new Array<number>(30).fill(0));
    const perDay = new Array<number>(20).fill(0);
    for (let day = 0; day < 30; day++) {
      const there = counts.map((_, k) => k).filter((k) => days(k)[0] <= day && day <= days(k)[1]);
      for (let n = Math.round(load(day) * there.length); n > 0; n--) {
        const [a, b] = [rng.pick(there), rng.pick(there)];
        const used = (k: number) => perDay[k] / (day - days(k)[0] + 1);
        const k = used(a) <= used(b) ? a : b;
        perDay[k]++;
        counts[k][day]++;
      }
    }
    return (k: number, day: number) => counts[k][days(k)[0] + day];
  };

  it('is strong for a queue dealt out by a dispatcher that keeps count, whether the days are alike or not', () => {
    expect(
      measureOf(
        rowFor((b) =>
          working(
            b,
            dealt(() => 30),
          ),
        ),
        'balance',
      ),
    ).toBeGreaterThan(0.5);
    const uneven = dealt((day) => (day % 5 === 0 ? 60 : 25));
    expect(
      measureOf(
        rowFor((b) => working(b, uneven)),
        'balance',
      ),
    ).toBeGreaterThan(0.5);
  });

  it('sees it through accounts that come late, and through two strangers in the group', () => {
    const late = (k: number): [number, number] => [k % 6, 20];
    expect(
      measureOf(
        rowFor((b) =>
          working(
            b,
            dealt(() => 30, late),
            late,
          ),
        ),
        'balance',
      ),
    ).toBeGreaterThan(0.5);
    const mixed = rowFor((builder) => [
      ...working(
        builder,
        dealt(() => 30),
      ),
      ...builder.crowd(2, (k) => ({ exchanges: 100 + 900 * k, first: START, last: START + 14 * DAY + HOUR })),
    ]);
    expect(measureOf(mixed, 'balance')).toBeGreaterThan(0.5);
  });

  it('counts as less than a relation equal volumes of accounts whose days are independent, however even they are', () => {
    const alike: ((k: number) => number)[] = [
      () => poisson(30),
      () => 20 + rng.int(21),
      () => 3 + rng.int(5),
      () => (rng.chance(0.5) ? 0 : 50 + rng.int(20)),
      () => {
        let n = 0;
        for (let visits = poisson(12); visits > 0; visits--) n += 1 + rng.int(4);
        return n;
      },
    ];
    for (const count of alike)
      for (let round = 0; round < 20; round++)
        expect(
          measureOf(
            rowFor((b) => working(b, count)),
            'balance',
          ),
        ).toBeLessThan(0.3);
  });

  it('explains equal volumes alone by how many others send as much', () => {
    const even = (b: InputBuilder) => working(b, () => 28 + rng.int(5));
    const row = rowFor((builder) => {
      builder.crowd(2_700, (k) => ({
        exchanges: 410 + (k % 21),
        first: START,
        last: START + 14 * DAY + HOUR,
      }));
      return even(builder);
    });
    expect(measureOf(rowFor(even), 'balance')).toBeGreaterThan(0.15);
    expect(measureOf(row, 'balance')).toBeLessThan(0.1);
  });

  it('counts little strangers who left one tool at its default: the very same number every day', () => {
    expect(
      measureOf(
        rowFor((b) => working(b, () => 100)),
        'balance',
      ),
    ).toBeLessThan(WEAK);
  });

  it('is silent about independent customers, whose volumes differ by orders of magnitude', () => {
    const levels = Array.from({ length: 20 }, () => 20 * Math.exp(rng.normal()));
    expect(
      measureOf(
        rowFor((b) => working(b, (k) => poisson(levels[k]))),
        'balance',
      ),
    ).toBe(0);
  });

  it('is silent about a tutorial whose hundred requests each of its readers sends on one day, or on three', () => {
    const row = rowFor((b) =>
      working(
        b,
        () => 100,
        (k) => [k % 12, k % 12],
      ),
    );
    expect(measureOf(row, 'balance')).toBe(0);
    const threeDays = rowFor((b) =>
      working(
        b,
        () => 100,
        (k) => [k % 6, (k % 6) + 2],
      ),
    );
    expect(measureOf(threeDays, 'balance')).toBe(0);
  });

  it('does not measure one scheduler of one verified organisation', () => {
    expect(
      rowFor((b) =>
        working(
          b,
          dealt(() => 30),
          undefined,
          organisation,
        ),
      ),
    ).toBeNull();
  });
});

describe('synchrony', () => {
  const rng = createRng('synchrony');
  const at = (time: number) => START + time;
  /** Members that act at the times a function gives for each of 200 occasions. */
  const acting = (times: (occasion: number, k: number) => number | null, make: (k: number) => UnitSpec = () => ({})) =>
    rowFor((builder) => {
      const members = strangers(builder, 20, 'members', make);
      for (let occasion = 0; occasion < 200; occasion++)
        for (const [k, i] of members.entries()) {
          const time = times(occasion, k);
          if (time !== null) builder.act(i, [at(time)]);
        }
      return members;
    });
  const occasion = (n: number) => n * 37 * MINUTE + 7 * MINUTE + 11 * SECOND;

  it('is strong when a few of many accounts act within the same second', () => {
    const row = acting((n, k) => ((k + n) % 5 === 0 ? occasion(n) + rng.next() * SECOND : null));
    expect(measureOf(row, 'synchrony')).toBeGreaterThan(0.7);
  });

  it('is silent about members that act at any time, however often', () => {
    expect(
      measureOf(
        acting(() => rng.next() * 3 * DAY),
        'synchrony',
      ),
    ).toBe(0);
    expect(
      measureOf(
        acting(() => rng.next() * 3 * HOUR),
        'synchrony',
      ),
    ).toBe(0);
  });

  it('is silent about independent times that a log rounds, and still sees a burst in whole seconds', () => {
    for (const step of [SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, MINUTE])
      for (const length of [HOUR, 6 * HOUR]) {
        const round = (time: number) => Math.floor(time / step) * step;
        expect(
          measureOf(
            acting(() => round(rng.next() * length)),
            'synchrony',
          ),
        ).toBe(0);
      }
    const burst = acting((n, k) =>
      (k + n) % 5 === 0 ? Math.floor((occasion(n) + rng.next() * SECOND) / SECOND) * SECOND : null,
    );
    expect(measureOf(burst, 'synchrony')).toBeGreaterThan(0.6);
  });

  it('is weak for people who follow the same lesson: they move within minutes, not within seconds', () => {
    const lesson = (n: number) => occasion(n) + 90 * SECOND * rng.normal();
    expect(
      measureOf(
        acting((n, k) => ((k + n) % 3 === 0 ? lesson(n) : null)),
        'synchrony',
      ),
    ).toBeLessThan(0.4);
    const campus = { program: 'education', emailDomain: 'school', signupNet: 'campus', payment: [] } as const;
    expect(
      acting(
        (n) => lesson(n),
        // The school's own account was verified.
        (k) => ({ record: k === 0 ? { ...campus, verification: 'business' } : campus }),
      ),
    ).toBeNull();
  });

  it('is silent about jobs that the clock starts at the full minute', () => {
    const job = (n: number, k: number) => (n * 60 + (k % 2) * 5) * MINUTE + rng.next() * 8 * SECOND;
    expect(measureOf(acting(job), 'synchrony')).toBe(0);
  });

  it('is silent about one organisation’s fleet, and about a handful of parties', () => {
    const burst = (n: number) => occasion(n) + rng.next() * SECOND;
    expect(acting(burst, () => ({ record: organisation }))).toBeNull();
    const row = acting((n, k) => (k < 3 ? burst(n) : null));
    expect(measureOf(row, 'synchrony')).toBe(0);
  });

  it('ignores an account’s own bursts', () => {
    const alone = (n: number, k: number) => (n * 20 + k) * 7 * MINUTE + 9 * SECOND + (n % 4) * 200;
    expect(measureOf(acting(alone), 'synchrony')).toBe(0);
  });
});

describe('hand-over', () => {
  const rng = createRng('hand-over');
  /** Chains of accounts, each working for a few days and followed by the next after `gap`. */
  const chains = (gap: () => number, make: (ends: number) => UnitSpec = () => ({})) =>
    rowFor((builder, crowd) => {
      // Somebody is there from the first day to the last.
      builder.unit({ first: START, last: START + 21 * DAY, exchanges: 900 });
      expect(crowd.length).toBeGreaterThan(0);
      const members: number[] = [];
      for (let chain = 0; chain < 5; chain++) {
        let begins = rng.next() * 2 * DAY;
        while (begins < 18 * DAY) {
          const ends = begins + (2 + 3 * rng.next()) * DAY;
          members.push(
            builder.unit({
              first: START + begins,
              last: START + Math.min(21 * DAY, ends),
              exchanges: 60,
              ...make(START + ends),
            }),
          );
          begins = ends + gap();
        }
      }
      return members;
    });

  it('is strong when one begins as another falls silent, again and again', () => {
    expect(
      measureOf(
        chains(() => rng.next() * 4 * HOUR),
        'hand_over',
      ),
    ).toBeGreaterThan(0.4);
  });

  it('is silent when they begin and end at any time', () => {
    for (let round = 0; round < 5; round++) {
      const row = rowFor((builder) => {
        builder.unit({ first: START, last: START + 21 * DAY, exchanges: 900 });
        return builder.crowd(25, () => {
          const begins = rng.next() * 16 * DAY;
          return { first: START + begins, last: START + begins + 4 * DAY, exchanges: 60 };
        });
      });
      expect(measureOf(row, 'hand_over')).toBeLessThan(WEAK);
    }
  });

  it('is silent when a course ends for all and another begins for all a week later', () => {
    const row = rowFor((builder) => {
      builder.unit({ first: START, last: START + 21 * DAY, exchanges: 900 });
      return builder.crowd(24, (k) => {
        const begins = (k < 12 ? 3 : 13) * DAY + rng.next() * 5 * HOUR;
        return { first: START + begins, last: START + begins + 3 * DAY, exchanges: 60 };
      });
    });
    expect(measureOf(row, 'hand_over')).toBe(0);
  });

  it('is silent about an event, at which some come late and some leave early', () => {
    const row = rowFor((builder) => {
      builder.unit({ first: START, last: START + 21 * DAY, exchanges: 900 });
      return builder.crowd(44, () => {
        const begins = 5 * DAY + rng.next() * 20 * HOUR;
        return { first: START + begins, last: START + begins + (4 + 30 * rng.next()) * HOUR, exchanges: 60 };
      });
    });
    expect(measureOf(row, 'hand_over')).toBeLessThan(WEAK);
  });

  it('leaves closed accounts to failover', () => {
    const closed = (ends: number): UnitSpec => ({ record: { status: 'suspended', statusTime: ends } });
    expect(
      measureOf(
        chains(() => HOUR, closed),
        'hand_over',
      ),
    ).toBe(0);
  });

  it('does not take an account that is used now and then for one that fell silent', () => {
    const row = rowFor((builder) =>
      builder.crowd(30, (k) => ({
        exchanges: 4,
        first: START + (k % 9) * DAY,
        last: START + (6 + (k % 9)) * DAY,
      })),
    );
    expect(strengthOf(row)).toBeLessThan(WEAK);
  });
});
