import { expect, test } from 'vitest';
import { bytes, count, day, duration, percent, plural } from './numbers.ts';

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
