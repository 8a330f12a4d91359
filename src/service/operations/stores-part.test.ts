import { describe, expect, it, vi } from 'vitest';
import { monotonicClock } from '../../base/clock.ts';
import { openDataDirectory } from '../../store/directory/data-directory.ts';
import { createStoresPart } from './stores-part.ts';

/** Each test opens both engines. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

describe('the stores as a part', () => {
  it('are ready while both answer, and count what they refuse', async () => {
    const opened = await openDataDirectory();
    if (!opened.ok) throw new Error(opened.problem.message);
    const { part, stores } = createStoresPart(opened.value, { monotonic: monotonicClock });
    await part.start?.();
    expect(await part.ready?.()).toEqual({ ready: true });
    expect(await stores.exchanges.count()).toBe(0);
    await expect(stores.exchanges.rows('SELECT nonsense')).rejects.toThrow();
    await expect(stores.exchanges.columns('SELECT nonsense', [{ name: 'n', type: 'UInt64' }])).rejects.toThrow();
    expect(part.stats?.()).toMatchObject({ errors: { exchanges: 2, records: 0 } });

    await part.stop?.(0);
    await expect(
      (async () => {
        for await (const _page of stores.records.accounts());
      })(),
    ).rejects.toThrow();
    expect(part.stats?.()).toMatchObject({ errors: { records: 1 } });
    expect(await part.ready?.()).toEqual({
      ready: false,
      reason: 'No response from the exchange store and the record store.',
    });
  });

  it('are well while they are busy, and not when they have been silent for long', async () => {
    const opened = await openDataDirectory();
    if (!opened.ok) throw new Error(opened.problem.message);
    await opened.value.database();
    let now = 0;
    let asked = 0;
    let answer: () => void = () => {};
    const rows = <T>(): Promise<T[]> => {
      asked++;
      return new Promise((resolve) => {
        answer = () => resolve([]);
      });
    };
    const busy = { ...opened.value, exchanges: { ...opened.value.exchanges, rows } };
    const { part } = createStoresPart(busy, { monotonic: () => now });
    expect(await part.ready?.()).toEqual({ ready: true });
    now = 59_000;
    expect(await part.ready?.()).toEqual({ ready: true });
    now = 61_000;
    expect(await part.ready?.()).toEqual({ ready: false, reason: 'No response from the exchange store.' });
    expect(asked).toBe(1);
    answer();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await part.ready?.()).toEqual({ ready: true });
    await opened.value.close();
  });

  it('on a server that is away leave the node ready and degraded while gateways are served, after seconds if it is silent', async () => {
    const opened = await openDataDirectory();
    if (!opened.ok) throw new Error(opened.problem.message);
    let now = 0;
    let serves = true;
    const refusing = () => Promise.reject(new Error('connection refused'));
    const away = {
      ...opened.value,
      engines: { exchanges: 'clickhouse', records: 'postgresql' },
      database: refusing as unknown as typeof opened.value.database,
    };
    const { part } = createStoresPart(away, { monotonic: () => now, withoutRecords: () => serves });
    const reason = 'No response from the record store.';
    expect(await part.ready?.()).toEqual({ ready: true, degraded: reason });
    serves = false;
    expect(await part.ready?.()).toEqual({ ready: false, reason });

    await opened.value.database();
    const silent = {
      ...opened.value,
      engines: { exchanges: 'clickhouse', records: 'pglite' },
      exchanges: { ...opened.value.exchanges, rows: () => new Promise<never>(() => {}) },
    };
    const waiting = createStoresPart(silent, { monotonic: () => now });
    expect(await waiting.part.ready?.()).toEqual({ ready: true });
    now += 3_000;
    expect(await waiting.part.ready?.()).toEqual({ ready: true, degraded: 'No response from the exchange store.' });
    await opened.value.close();
  });
});
