import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { intensity, nextVisit, RHYTHMS } from './rhythm.ts';
import { Agenda } from './schedule.ts';

describe('agenda', () => {
  it('lets actors act in the order of time, as a sorted list would', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }), { maxLength: 40 }), (plans) => {
        const agenda = new Agenda();
        const seen: string[] = [];
        const expected: { time: number; actor: number }[] = [];
        plans.forEach((gaps, actor) => {
          let at = 0;
          const times = gaps.map((gap) => {
            at += gap;
            return at;
          });
          for (const time of times) expected.push({ time, actor });
          let next = 1;
          agenda.add(
            {
              act: (time) => {
                seen.push(`${time}/${actor}`);
                return times[next++] ?? Number.POSITIVE_INFINITY;
              },
            },
            times[0] as number,
          );
        });
        while (agenda.next() < Number.POSITIVE_INFINITY) agenda.step();
        const sorted = expected
          .sort((a, b) => a.time - b.time || a.actor - b.actor)
          .map(({ time, actor }) => `${time}/${actor}`);
        expect(seen).toEqual(sorted);
      }),
    );
  });

  it('grows past its first size', () => {
    const agenda = new Agenda();
    let acted = 0;
    for (let i = 0; i < 5_000; i++) {
      const act = (): number => {
        acted++;
        return Number.POSITIVE_INFINITY;
      };
      agenda.add({ act }, (i * 7_919) % 5_000);
    }
    let last = -1;
    while (agenda.next() < Number.POSITIVE_INFINITY) {
      expect(agenda.next()).toBeGreaterThanOrEqual(last);
      last = agenda.next();
      agenda.step();
    }
    expect(acted).toBe(5_000);
  });

  it('refuses an actor that goes back in time', () => {
    const agenda = new Agenda();
    agenda.add({ act: (time) => time - 1 }, 10);
    expect(() => agenda.step()).toThrow(/back in time/);
  });
});

describe('rhythm', () => {
  it('has the asked mean rate over whole weeks', () => {
    for (const rhythm of Object.values(RHYTHMS)) {
      const rng = createRng('weeks');
      const start = Date.UTC(2026, 1, 2);
      const end = start + 70 * 86_400_000;
      let count = 0;
      for (let time = nextVisit(rng, start, rhythm, 3, 12); time < end; time = nextVisit(rng, time, rhythm, 3, 12)) count++;
      expect(count / 70).toBeGreaterThan(11);
      expect(count / 70).toBeLessThan(13);
    }
  });

  it('keeps office work out of the night and of Sunday, in local time', () => {
    const sunday = Date.UTC(2026, 1, 8, 12);
    const mondayMorning = Date.UTC(2026, 1, 9, 1);
    expect(intensity(RHYTHMS.office, sunday, 0)).toBeLessThan(0.2);
    expect(intensity(RHYTHMS.office, mondayMorning, 0)).toBe(0);
    expect(intensity(RHYTHMS.office, mondayMorning, 9)).toBeGreaterThan(2);
  });
});
