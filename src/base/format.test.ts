import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from './clock.ts';
import { bytes, compact, compactPlural, count, day, decimal, duration, moment, percent, plural, score } from './format.ts';

test('counts are grouped, and shortened from a million on where that is asked for', () => {
  expect([0, 999, 71_204, 16_500_000, 12_345.6].map(count)).toEqual(['0', '999', '71,204', '16,500,000', '12,346']);
  expect([12_345, 999_999, 1_204_331, 16_500_000, 2.5e9].map(compact)).toEqual([
    '12,345',
    '999,999',
    '1.2M',
    '16.5M',
    '2.5bn',
  ]);
  expect([plural(1, 'account'), plural(1_204, 'account'), plural(1, 'box', 'boxes')]).toEqual([
    '1 account',
    '1,204 accounts',
    '1 box',
  ]);
  expect(compactPlural(1_204_331, 'exchange')).toBe('1.2M exchanges');
});

test('a decimal keeps the digits that matter', () => {
  expect([12_345, 1_234.5, 2.346, 0.0004, Number.NaN].map(decimal)).toEqual([
    '12,345',
    '1,235',
    '2.35',
    '0.0004',
    'unknown',
  ]);
});

test('a share that is not all never reads 100%, and one that is not nothing never reads 0%', () => {
  expect([0, 0.0001, 0.022, 0.0996, 0.5, 0.953, 0.9951, 0.99996, 1].map((share) => percent(share))).toEqual([
    '0%',
    '<0.1%',
    '2.2%',
    '10%',
    '50%',
    '95%',
    '99.5%',
    '>99.9%',
    '100%',
  ]);
  expect([0, 0.004, 0.26, 0.996, 1].map((share) => percent(share, 0))).toEqual(['0%', '<1%', '26%', '>99%', '100%']);
  expect([0.0001, 0.26, 0.953, 0.99996].map((share) => percent(share, 1))).toEqual(['<0.1%', '26.0%', '95.3%', '>99.9%']);
  expect(percent(Number.NaN)).toBe('unknown');
});

test('a score that is not 1 never reads 1.00, and one that is not 0 never reads 0.00', () => {
  expect([0, 0.001, 0.5, 0.974, 0.9961, 1].map(score)).toEqual(['0.00', '<0.01', '0.50', '0.97', '>0.99', '1.00']);
});

test('sizes are decimal and carry their unit', () => {
  expect([0, 999, 1_000, 99_940, 99_960, 999_600, 71_040_000, 5_812_338_001, 2.5e12, 7e15].map(bytes)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '99.9 kB',
    '100 kB',
    '1 MB',
    '71 MB',
    '5.8 GB',
    '2.5 TB',
    '7,000 TB',
  ]);
});

test('a duration has at most two units and no second one that is zero', () => {
  expect([0, 0.2, 340, 4_210, 5_040, 12_340, 59_940].map(duration)).toEqual([
    '0 s',
    '1 ms',
    '340 ms',
    '4.2 s',
    '5 s',
    '12.3 s',
    '59.9 s',
  ]);
  expect([59_960, 245_000, 45 * MINUTE, HOUR, 2 * HOUR + 5 * MINUTE, DAY, 3 * DAY + 4 * HOUR].map(duration)).toEqual([
    '1 min',
    '4 min 5 s',
    '45 min',
    '1 h',
    '2 h 5 min',
    '1 d',
    '3 d 4 h',
  ]);
  // Rounding carries into the next unit.
  expect([999.7, MINUTE - 1, HOUR - 1, DAY - 1].map(duration)).toEqual(['1 s', '1 min', '1 h', '1 d']);
});

test('days and moments are ISO 8601 in UTC, and anything else is a dash', () => {
  expect([day('2026-02-03T23:59:59Z'), day('2026-02-03T01:00:00+02:00'), day(0)]).toEqual([
    '2026-02-03',
    '2026-02-02',
    '1970-01-01',
  ]);
  expect([moment('2026-02-03T06:05:59Z'), moment(Date.UTC(2026, 1, 3, 14, 5))]).toEqual([
    '2026-02-03 06:05 UTC',
    '2026-02-03 14:05 UTC',
  ]);
  expect([day('not a time'), moment('yesterday'), day(Number.NaN)]).toEqual(['-', '-', '-']);
});
