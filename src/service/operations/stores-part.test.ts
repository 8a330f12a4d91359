import { describe, expect, it } from 'vitest';
import { openDataDirectory } from '../../store/data-directory.ts';
import { createStoresPart } from './stores-part.ts';

describe('the stores as a part', () => {
  it('are ready while both answer, and count what they refuse', async () => {
    const opened = await openDataDirectory();
    if (!opened.ok) throw new Error(opened.problem.message);
    const { part, stores } = createStoresPart(opened.value);
    await part.start?.();
    expect(await part.ready?.()).toEqual({ ready: true });
    expect(await stores.exchanges.count()).toBe(0);
    await expect(stores.exchanges.rows('SELECT nonsense')).rejects.toThrow();
    await expect(
      stores.exchanges.columns('SELECT nonsense', [{ name: 'n', type: 'UInt64' }]),
    ).rejects.toThrow();
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
      reason: 'No answer from the exchange store and the record store.',
    });
  });
});
