import { expect, it } from 'vitest';
import { createSemaphore } from './semaphore.ts';

it('starts tasks in order, never more than allowed at once, and goes on after one that fails', async () => {
  const limit = createSemaphore(2);
  const log: string[] = [];
  const finish: (() => void)[] = [];
  const work = (name: string) =>
    limit(async () => {
      log.push(name);
      await new Promise<void>((resolve) => finish.push(resolve));
      if (name === 'b') throw new Error('b failed');
      return name;
    });
  const all = Promise.allSettled(['a', 'b', 'c', 'd'].map(work));
  const nextTurn = () => new Promise((resolve) => setTimeout(resolve));
  await nextTurn();
  expect(log).toEqual(['a', 'b']);
  finish[1]?.();
  await nextTurn();
  expect(log).toEqual(['a', 'b', 'c']);
  finish[0]?.();
  finish[2]?.();
  await nextTurn();
  expect(log).toEqual(['a', 'b', 'c', 'd']);
  finish[3]?.();
  expect((await all).map((r) => (r.status === 'fulfilled' ? r.value : 'failed'))).toEqual(['a', 'failed', 'c', 'd']);
  expect(await Promise.race([work('e'), nextTurn().then(() => 'waits')])).toBe('waits');
  expect(log.at(-1)).toBe('e');
});
