import { describe, expect, it } from 'vitest';
import { Pending } from './pending.ts';

describe('records that wait', () => {
  it('beyond the bound the oldest is handed over, the rest at the end in order', () => {
    const out: string[] = [];
    const pending = new Pending<{ keys: string[] }>(
      () => ({ keys: [] }),
      (value) => out.push(`evicted ${value.keys.join()}`),
      2,
    );
    for (const key of ['a', 'b', 'a', 'c', 'd']) {
      pending.take(key, 10).keys.push(key);
      pending.trim();
    }
    expect(out).toEqual(['evicted a,a', 'evicted b']);
    pending.drain((value) => out.push(value.keys.join()));
    expect(out.slice(2)).toEqual(['c', 'd']);
    pending.drain(() => out.push('again'));
    expect(out).toHaveLength(4);
  });

  it('bytes are bounded as well as numbers', () => {
    let evicted = 0;
    const pending = new Pending<object>(
      () => ({}),
      () => evicted++,
    );
    for (let i = 0; i < 100; i++) {
      pending.take(`key ${i}`, 1024 * 1024);
      pending.trim();
    }
    expect(evicted).toBeGreaterThanOrEqual(36);
    expect(pending.get('key 99')).toBeDefined();
    pending.remove('key 99');
    expect(pending.get('key 99')).toBeUndefined();
  });
});
