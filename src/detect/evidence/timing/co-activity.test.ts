import { describe, expect, it } from 'vitest';
import { type InputBuilder, START, type UnitSpec } from '../../../../test/detect-input.ts';
import { measureOf, rowAbout } from '../../../../test/evidence-rows.ts';
import { strangers } from '../../../../test/relational-group.ts';
import { DAY, HOUR } from '../../../base/clock.ts';
import { createRng } from '../../../base/rng.ts';
import { timingEvidence } from './timing.ts';

const DAYS = 21;
const rng = createRng('co-activity');

/** The hours of each day of the log in which an account is active. */
type Agenda = (k: number) => (day: number) => readonly number[];

const there = (agenda: (day: number) => readonly number[], record: object = {}): UnitSpec => ({
  first: START,
  last: START + DAYS * DAY - HOUR,
  exchanges: 120,
  activeHours: remembered(agenda),
  daily: () => 6,
  record,
});

/** Hours that are drawn stay as they were drawn. */
function remembered(agenda: (day: number) => readonly number[]) {
  const days = Array.from({ length: DAYS }, (_, day) => agenda(day));
  return (day: number) => days[day] ?? [];
}

const some = (hours: readonly number[], share: number) => hours.filter(() => rng.chance(share));
const WORKING = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
const isWeekday = (day: number) => day % 7 < 5;
/** Everybody else: their own hours on weekdays, now and then at weekends. */
const ordinary: Agenda = () => {
  const start = 6 + rng.int(8);
  const hours = WORKING.map((_, h) => start + h);
  return (day) => some(hours, isWeekday(day) ? 0.3 : 0.1);
};

function strength(
  agenda: Agenda,
  { size = 16, others = ordinary, crowd = 200, record = (_: number): object => ({}) } = {},
): number {
  const row = rowAbout(timingEvidence, (builder: InputBuilder) => {
    builder.crowd(crowd, (k) => there(others(k)));
    return strangers(builder, size, 'members', (k) => there(agenda(k), record(k)));
  });
  return measureOf(row, 'co_activity');
}

/** A shift that works in 60 odd hours of the log, and seldom otherwise. */
const shifts = (count: number) => {
  const slots = new Set<number>();
  while (slots.size < count) {
    const at = rng.int(24 * DAYS);
    for (let h = 0; h < 4 && slots.size < count; h++) slots.add(at + h);
  }
  return (day: number) => Array.from({ length: 24 }, (_, h) => h).filter((h) => slots.has(24 * day + h));
};
const burst = (reach = 0.6, among = 0.02): Agenda => {
  const busy = shifts(60);
  return () => (day) => [...new Set([...some(busy(day), reach), ...some([...Array(24).keys()], among)])];
};

describe('the same odd hours', () => {
  it('are strong when parties work in bursts that no timetable explains', () => {
    for (let draw = 0; draw < 5; draw++) expect(strength(burst())).toBeGreaterThan(0.5);
  });

  it('are seen through members that take part in half of them', () => {
    expect(strength(burst(0.35))).toBeGreaterThan(0.3);
  });

  it('are silent about strangers, office hours of one time zone, and jobs of the clock', () => {
    for (let draw = 0; draw < 5; draw++) {
      expect(strength(ordinary)).toBe(0);
      expect(strength(() => (day) => some(WORKING, isWeekday(day) ? 0.6 : 0.02))).toBe(0);
      expect(strength(() => () => [3])).toBe(0);
      expect(strength((k) => (day) => (day % (2 + (k % 3)) === 0 ? [3, 4] : []))).toBe(0);
    }
  });

  it('are silent about busy days that others with such hours have too', () => {
    const busy = [1, 4, 5, 9, 13, 15, 17, 18];
    const together: Agenda = () => (day) => some(WORKING, busy.includes(day) ? 0.6 : 0.03);
    // Three hundred accounts that work every day are there as well.
    expect(strength(together, { others: together, crowd: 1_000 })).toBeLessThan(0.05);
    expect(strength(together, { others: () => () => some([...Array(24).keys()], 0.2) })).toBeGreaterThan(0.3);
  });

  it('are silent about a class with a timetable, and about a workshop or a launch of a day or three', () => {
    for (let draw = 0; draw < 3; draw++) {
      const lessons: Agenda = () => (day) => [
        ...(day % 7 === 1 || day % 7 === 3 ? some([14, 15, 16], 0.9) : []),
        ...(rng.chance(0.1) ? [19] : []),
      ];
      expect(strength(lessons)).toBeLessThan(0.05);
      const workshop: Agenda = () => (day) => (day >= 9 && day <= 11 ? some(WORKING, 0.8) : some(WORKING, 0.03));
      expect(strength(workshop)).toBeLessThan(0.05);
      const launch: Agenda = () => (day) => some(WORKING, 0.9 * Math.exp(-day) + 0.03);
      expect(strength(launch)).toBeLessThan(0.05);
    }
  });

  it('are silent about one organisation, one campus, few parties, and bursts that a few members share', () => {
    const organisation = { emailDomain: 'office', verification: 'business' };
    expect(strength(burst(), { record: () => organisation })).toBe(0);
    const campus = { program: 'education', emailDomain: 'school', signupNet: 'campus', payment: [] };
    // The school's own account was verified.
    const school = (k: number) => (k === 0 ? { ...campus, verification: 'business' } : campus);
    expect(strength(burst(), { record: school })).toBe(0);
    expect(strength(burst(), { size: 4 })).toBe(0);
    const few = burst();
    expect(strength((k) => (k < 4 ? few(k) : ordinary(k)))).toBe(0);
  });
});
