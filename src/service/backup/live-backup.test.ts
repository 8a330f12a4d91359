/** A backup of stores that are open, with nothing of what was acknowledged stored yet, and with more rows than a chunk has. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drained, exchange, KEY, ndjson, startIntakeServer } from '../../../test/intake-server.ts';
import { systemClock } from '../../base/clock.ts';
import { hash64BigInt } from '../../kernels/hash.ts';
import { emptyFingerprint, FINGERPRINT_STRIDE } from '../../model/fingerprint-layout.ts';
import { MAX_INSERT_ROWS } from '../../store/exchanges/exchange-store.ts';
import { openStores, type Stores } from '../../store/stores.ts';
import { type LiveStep, makeLiveBackup } from './live-backup.ts';
import { restoreBackup } from './restore.ts';

/** Each test opens data directories with both engines several times. */
const TEST_TIMEOUT = 180_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const NEVER = 3_600_000;

let root: string;
const at = (name: string): string => join(root, name);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-live-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function open(path: string): Promise<Stores> {
  const stores = await openStores({ dataDirectory: path });
  if (!stores.ok) throw new Error(stores.problem.message);
  return stores.value;
}

async function backUp(
  stores: Stores,
  hold: <T>(work: () => Promise<T>) => Promise<T>,
  more: { signal?: AbortSignal; steps?: string[] } = {},
) {
  return makeLiveBackup({
    stores: {
      path: stores.path,
      identityKey: stores.identityKey,
      exchanges: () => stores.exchanges.snapshot(),
      records: stores.recordSnapshot as NonNullable<Stores['recordSnapshot']>,
      hold,
    },
    out: at('backup'),
    passphrase: undefined,
    clock: systemClock,
    signal: more.signal ?? new AbortController().signal,
    onStep: (step: LiveStep, done, of) => more.steps?.push(`${step} ${done}/${of}`),
    onHeld: () => {},
  });
}

async function restore(stores: Pick<Stores, 'path'>, to: string): Promise<void> {
  const key = { kind: 'file', path: join(stores.path, 'identity.key') } as const;
  const restored = await restoreBackup({ from: at('backup'), data: to, key, clock: systemClock });
  if (!restored.ok) throw new Error(restored.problem.message);
}

async function idsOf(stores: Stores): Promise<Map<bigint, number>> {
  const counts = new Map<bigint, number>();
  for await (const ids of stores.exchanges.ids()) for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

describe('a backup of open stores', () => {
  it('has what is acknowledged and not stored yet', async () => {
    const server = await startIntakeServer({ drainInterval: NEVER }, () => ({}), at('data'));
    const stores = server.directory as Stores;
    const records = Array.from({ length: 30 }, (_, n) => exchange(n));
    const sent = await server.app.inject({
      method: 'POST',
      url: '/v1/exchanges',
      headers: { ...KEY, 'content-type': 'application/x-ndjson' },
      payload: ndjson(records),
    });
    expect(sent.json()).toMatchObject({ accepted: 30 });
    const manifest = await backUp(stores, (work) => server.intake.hold(work));
    expect(manifest.exchange_tables.exchanges).toBe(0);
    await server.close();
    await restore(stores, at('again'));

    const again = await startIntakeServer({ drainInterval: 10 }, () => ({}), at('again'));
    await drained(again.intake);
    const counts = await idsOf(again.directory as Stores);
    await again.close();
    const expected = records.map((record) => hash64BigInt(record.id as string));
    expect(counts).toEqual(new Map(expected.map((id) => [id, 1])));
  });

  it('has every row of a large table, and none that comes or goes meanwhile', async () => {
    const stores = await open(at('data'));
    const empty = emptyFingerprint();
    const rows = (from: number, count: number): Uint8Array => {
      const bytes = new Uint8Array(count * FINGERPRINT_STRIDE);
      const view = new DataView(bytes.buffer);
      for (let n = 0; n < count; n++) {
        bytes.set(empty, n * FINGERPRINT_STRIDE);
        view.setBigUint64(n * FINGERPRINT_STRIDE + 1, BigInt(from + n), true);
        view.setBigInt64(n * FINGERPRINT_STRIDE + 9, BigInt(from + n), true);
      }
      return bytes;
    };
    await stores.exchanges.insert(rows(1, MAX_INSERT_ROWS), MAX_INSERT_ROWS);
    await stores.exchanges.insert(rows(MAX_INSERT_ROWS + 1, 50_000), 50_000);
    await stores.exchanges.deleteBefore(1_001);
    const expected = MAX_INSERT_ROWS + 50_000 - 1_000;
    const steps: string[] = [];
    const meanwhile: Promise<unknown>[] = [];
    const manifest = await backUp(
      stores,
      async (work) => {
        const done = await work();
        meanwhile.push(stores.exchanges.insert(rows(9_000_000, 10), 10), stores.exchanges.deleteBefore(2_001));
        return done;
      },
      { steps },
    );
    await Promise.all(meanwhile);
    expect(manifest.exchange_tables.exchanges).toBe(expected);
    expect(steps.filter((step) => step.startsWith('exchanges')).length).toBeGreaterThan(1);
    await stores.close();
    await restore(stores, at('again'));
    const again = await open(at('again'));
    const [row] = await again.exchanges.rows<Record<string, string>>(
      'SELECT count() AS n, uniqExact(id) AS ids, min(id) AS first, max(id) AS last FROM exchanges',
    );
    await again.close();
    expect(row).toEqual({
      n: String(expected),
      ids: String(expected),
      first: '1001',
      last: String(MAX_INSERT_ROWS + 50_000),
    });
  });

  it('stopped, leaves nothing; killed, leaves copies that the next start drops', async () => {
    const stores = await open(at('data'));
    const stopped = new AbortController();
    const stopping = backUp(
      stores,
      async (work) => {
        const done = await work();
        stopped.abort();
        return done;
      },
      { signal: stopped.signal },
    );
    await expect(stopping).rejects.toThrow();
    const copies = `SELECT name FROM system.tables WHERE name LIKE 'backup_copy%'`;
    expect(await stores.exchanges.rows(copies)).toEqual([]);
    expect(existsSync(at('backup'))).toBe(false);
    expect(readdirSync(root)).toEqual(['data']);

    await stores.exchanges.snapshot();
    expect((await stores.exchanges.rows(copies)).length).toBeGreaterThan(0);
    await stores.close();
    const again = await open(at('data'));
    expect(await again.exchanges.rows(copies)).toEqual([]);
    await again.close();
  });
});
