import { expect, it } from 'vitest';
import { MINUTE } from '../base/clock.ts';
import { type CounterStore, monotonicCounters } from './rate-limit-store.ts';

it('counts in windows by the monotonic clock, and forgets who was seen first', () => {
  let now = 0;
  const store = new (monotonicCounters(() => now))();
  const count = (key: string, from: CounterStore = store): { current: number; ttl: number } => {
    let answer = { current: -1, ttl: -1 };
    from.incr(key, (_, counted) => Object.assign(answer, counted), MINUTE);
    answer = { ...answer };
    return answer;
  };
  expect(count('a')).toEqual({ current: 1, ttl: MINUTE });
  now += 10_000;
  expect(count('a')).toEqual({ current: 2, ttl: MINUTE - 10_000 });
  expect(count('a', store.child()).current).toBe(1);
  now += MINUTE - 10_000;
  expect(count('a').current).toBe(1);
  for (let k = 0; k < 5_000; k++) count(`other ${k}`);
  expect(count('a').current).toBe(1);
});
