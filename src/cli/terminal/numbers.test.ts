import { expect, test } from 'vitest';
import { age, bytes, count, day, duration, moment, parseDuration, percent, plural } from './numbers.ts';

test('numbers read as people write them', () => {
  expect([0, 999, 71_204, 16_500_000].map(count)).toEqual(['0', '999', '71,204', '16,500,000']);
  expect([plural(1, 'account'), plural(2, 'account'), plural(1, 'box', 'boxes')]).toEqual([
    '1 account',
    '2 accounts',
    '1 box',
  ]);
  expect([0, 999, 1_000, 99_940, 99_960, 999_600, 71_040_000, 2.5e12, 7e15].map(bytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '99.9 kB',
    '100 kB',
    '1.0 MB',
    '71.0 MB',
    '2.5 TB',
    '7000 TB',
  ]);
  expect([12, 940, 12_340, 59_940, 59_960, 245_000, 7_380_000].map(duration)).toEqual([
    '0.012 s',
    '0.9 s',
    '12.3 s',
    '59.9 s',
    '1 min 00 s',
    '4 min 05 s',
    '2 h 03 min',
  ]);
  expect(day('2026-02-03T23:59:59Z')).toBe('3 Feb 2026');
  expect(day('not a time')).toBe('-');
});

test('a share that is not all never reads 100 %, and one that is not nothing never reads 0 %', () => {
  expect([0, 0.0001, 0.5, 0.9999, 1].map((share) => percent(share))).toEqual([
    '0.0 %',
    '<0.1 %',
    '50.0 %',
    '>99.9 %',
    '100.0 %',
  ]);
  expect([0.004, 0.996].map((share) => percent(share, 0))).toEqual(['<1 %', '>99 %']);
});

test('an age reads in two units at most', () => {
  const [minute, hour, day_] = [60_000, 3_600_000, 86_400_000];
  expect([0, 45 * minute, hour, 2 * hour + 5 * minute, day_, 3 * day_ + 4 * hour + minute].map(age)).toEqual([
    '0 min',
    '45 min',
    '1 h',
    '2 h 5 min',
    '1 d',
    '3 d 4 h',
  ]);
  // Rounding to minutes carries into hours and days.
  expect([hour - 1, day_ - 1].map(age)).toEqual(['1 h', '1 d']);
});

test('a duration is a whole number of minutes, hours or days', () => {
  expect(['30m', '6h', '1d', ' 12h '].map(parseDuration)).toEqual([
    1_800_000, 21_600_000, 86_400_000, 43_200_000,
  ]);
  for (const text of ['', '6', 'h', '0h', '-1h', '1.5h', '1H', '6 h', '1w', '1h30m', '99999999h'])
    expect(parseDuration(text), text).toBeNull();
});

test('a moment is a day and a time in UTC', () => {
  expect([moment('2026-02-03T06:05:59Z'), moment('yesterday')]).toEqual(['3 Feb 2026, 06:05 UTC', '-']);
});
