import { expect, test } from 'vitest';
import { lifetime, step } from './command-definition.ts';

test('a duration is a whole number of minutes, hours or days', () => {
  for (const parse of [step, lifetime]) {
    expect(['30m', '6h', '1d', ' 12h '].map(parse)).toEqual([1_800_000, 21_600_000, 86_400_000, 43_200_000]);
    for (const text of ['', '6', 'h', '0h', '-1h', '1.5h', '1H', '6 h', '1w', '1h30m', '99999999h'])
      expect(() => parse(text), text).toThrow('Expected a whole number of minutes, hours or days');
  }
});

test('a step is at most a year, a lifetime at most ten', () => {
  expect([step('365d'), lifetime('3660d')]).toEqual([365 * 86_400_000, 3660 * 86_400_000]);
  expect(() => step('366d')).toThrow('at most 365d');
  expect(() => lifetime('3661d')).toThrow('at most 3660d');
});
