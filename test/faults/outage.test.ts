/** A store that goes away and comes back under load, a full disk, and connections that are cut: nothing lost, nothing twice. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ProblemError } from '../../src/base/problem.ts';
import { createRng } from '../../src/base/rng.ts';
import { type JournalFiles, systemFiles } from '../../src/service/intake/journal/files.ts';
import type { ExchangeStore } from '../../src/store/exchanges/exchange-store.ts';
import { drained, exchange, type IntakeServer, KEY, ndjson, startIntakeServer } from '../intake-server.ts';
import { Load } from './load.ts';
import { checkStoredIds, UNHARMED } from './stored-ids.ts';

/** Stores fail and recover; up to 29 s on a busy machine. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const SEED = process.env.STILLWATCH_SEED ?? `outage-${Date.now()}`;

let server: IntakeServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function listen(started: IntakeServer, senders = 6): Promise<Load> {
  server = started;
  const address = await started.app.listen({ host: '127.0.0.1', port: 0 });
  return new Load({ rng: createRng(SEED), senders, address: () => address, pause: 20 });
}

/** A store that can be told to fail: before it does something, or after it has, which nobody can tell apart. */
class MoodyStore {
  away = false;
  /** Chance that an insert fails behind its back. */
  doubtful = 0;
  private readonly store: ExchangeStore;
  private readonly rng = createRng(`${SEED}/store`);

  constructor(store: ExchangeStore) {
    this.store = store;
  }

  private check(): void {
    if (this.away) throw new ProblemError({ code: 'exchange_store_failed', message: 'The store is away.' });
  }

  async insert(rows: readonly Uint8Array[], count: number): Promise<void> {
    this.check();
    await this.store.insert(rows, count);
    if (this.rng.chance(this.doubtful))
      throw new ProblemError({ code: 'exchange_store_failed', message: 'The connection broke.' });
  }

  async insertNames(names: Parameters<ExchangeStore['insertNames']>[0]): Promise<void> {
    this.check();
    await this.store.insertNames(names);
  }

  async known(ids: BigUint64Array): Promise<Set<bigint>> {
    this.check();
    return this.store.known(ids);
  }

  ids(): AsyncIterable<BigUint64Array> {
    return this.store.ids();
  }
}

describe(`under load (seed ${SEED})`, () => {
  it('a store that goes away and comes back, and fails after it has stored, costs nothing', async () => {
    let store: MoodyStore | null = null;
    const started = await startIntakeServer({ drainInterval: 20, segmentBytes: 65_536 }, ({ exchanges }) => {
      store = new MoodyStore(exchanges);
      return { exchanges: store as never };
    });
    const moody = store as unknown as MoodyStore;
    const load = await listen(started);
    load.start();
    moody.doubtful = 0.3;
    await delay(800);
    for (let i = 0; i < 3; i++) {
      moody.away = true;
      await delay(500);
      moody.away = false;
      await delay(500);
    }
    // Chance decides when it fails after it has stored.
    await expect.poll(() => started.intake.stats().alreadyStored, { timeout: 20_000 }).toBeGreaterThan(0);
    moody.doubtful = 0;
    await load.stop();
    await drained(started.intake);
    const verdict = await checkStoredIds(load, started.directory.exchanges);
    expect(verdict).toMatchObject({ ...UNHARMED, stored: load.acknowledged.size });
    expect(started.intake.stats().drainFailures).toBeGreaterThan(0);
  });

  it('the journal grows to its bound while the store is away, and then callers are told to come back', async () => {
    let store: MoodyStore | null = null;
    const started = await startIntakeServer(
      { drainInterval: 20, segmentBytes: 65_536, maxJournalBytes: 400_000 },
      ({ exchanges }) => {
        store = new MoodyStore(exchanges);
        return { exchanges: store as never };
      },
    );
    const moody = store as unknown as MoodyStore;
    moody.away = true;
    const load = await listen(started);
    load.start();
    for (let i = 0; i < 200 && !load.statuses.has(503); i++) await delay(25);
    expect(load.statuses.get(503)).toBeGreaterThan(0);
    expect(started.intake.stats().journalBytes).toBeLessThanOrEqual(400_000);
    // The first may be turned away before any is on disk: nothing waits to be stored until then.
    await expect.poll(() => started.intake.stats().lagMs, { timeout: 10_000 }).toBeGreaterThan(0);
    moody.away = false;
    await load.stop();
    await drained(started.intake);
    expect(await checkStoredIds(load, started.directory.exchanges)).toMatchObject({
      ...UNHARMED,
      stored: load.acknowledged.size,
    });
    // Whole segments are gone again, each a moment after it is drained: what is left is at most one that gets more.
    await expect.poll(() => started.intake.stats().journalBytes).toBeLessThan(65_536);
  });

  it('writes that fail half-way acknowledge nothing, and the journal goes on', async () => {
    const rng = createRng(`${SEED}/files`);
    const fault = { chance: 0 };
    const full = () => Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const files: JournalFiles = {
      syncFolder: (path) => systemFiles.syncFolder(path),
      async create(path) {
        if (rng.chance(fault.chance / 2)) throw full();
        const file = await systemFiles.create(path);
        return {
          ...file,
          async write(chunks, at) {
            if (!rng.chance(fault.chance)) return file.write(chunks, at);
            const whole = Buffer.concat(chunks);
            await file.write([whole.subarray(0, rng.int(whole.length))], at);
            throw full();
          },
          async sync() {
            await file.sync();
            if (rng.chance(fault.chance / 2)) throw full();
          },
          async truncate(length) {
            if (rng.chance(fault.chance)) throw full();
            await file.truncate(length);
          },
        };
      },
    };
    const path = mkdtempSync(join(tmpdir(), 'faults-disk-'));
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    const started = await startIntakeServer({ drainInterval: 20, segmentBytes: 65_536 }, () => ({ files }), path);
    const load = await listen(started);
    load.start();
    for (const chance of [0.4, 1, 0.2]) {
      fault.chance = chance;
      await delay(600);
    }
    fault.chance = 0;
    await load.stop();
    await drained(started.intake);
    expect(load.statuses.get(503)).toBeGreaterThan(0);
    expect(started.intake.stats().journalFailures).toBeGreaterThan(0);
    expect(await checkStoredIds(load, started.directory.exchanges)).toMatchObject(UNHARMED);
    // What a failed write left behind is nobody's after a restart either.
    await started.close();
    server = await startIntakeServer({ drainInterval: 20 }, () => ({}), path);
    await drained(server.intake);
    expect(await checkStoredIds(load, server.directory.exchanges)).toMatchObject(UNHARMED);
  });

  it.skipIf(!canMount())('a disk that is really full acknowledges nothing, and what is freed is used', async () => {
    const disk = mkdtempSync(join(tmpdir(), 'faults-tmpfs-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'none', disk]);
    onTestFinished(() => {
      execFileSync('umount', ['-l', disk]);
      rmSync(disk, { recursive: true, force: true });
    });
    let store: MoodyStore | null = null;
    const started = await startIntakeServer({ drainInterval: 20, segmentBytes: 65_536 }, ({ exchanges }) => {
      store = new MoodyStore(exchanges);
      return { exchanges: store as never, directory: disk };
    });
    const moody = store as unknown as MoodyStore;
    moody.away = true;
    const load = await listen(started);
    load.start();
    for (let i = 0; i < 200 && !load.statuses.has(503); i++) await delay(25);
    expect(started.intake.stats().journalFailures).toBeGreaterThan(0);
    moody.away = false;
    await delay(500);
    await load.stop();
    await drained(started.intake);
    expect(await checkStoredIds(load, started.directory.exchanges)).toMatchObject(UNHARMED);
    expect(load.statuses.get(200)).toBeGreaterThan(0);
    await started.close();
    server = null;
  });
});

describe('a connection', () => {
  it('that is cut in the middle of a request leaves nothing behind, in the store or in memory', async () => {
    const started = await startIntakeServer({ drainInterval: 20 });
    server = started;
    const address = new URL(await started.app.listen({ host: '127.0.0.1', port: 0 }));
    const payload = ndjson([exchange('cut')]);
    for (let i = 0; i < 20; i++) {
      const socket = connect(Number(address.port), address.hostname);
      socket.write(
        `POST /v1/exchanges HTTP/1.1\r\nhost: x\r\nauthorization: ${KEY.authorization}\r\ncontent-type: application/x-ndjson\r\ncontent-length: ${payload.length}\r\n\r\n${payload.slice(0, 10 + i)}`,
      );
      await delay(5);
      socket.destroy();
    }
    for (let i = 0; i < 100 && started.intake.stats().inFlightBytes > 0; i++) await delay(20);
    expect(started.intake.stats().inFlightBytes).toBe(0);
    expect(await started.directory.exchanges.count()).toBe(0);
  });

  it('waits its turn when requests hold all the memory there is for them', async () => {
    const started = await startIntakeServer({ maxInFlightBytes: 10_000 });
    server = started;
    const answer = await started.app.inject({
      method: 'POST',
      url: '/v1/exchanges',
      headers: { ...KEY, 'content-type': 'application/x-ndjson' },
      payload: Buffer.alloc(20_000, 10),
    });
    expect([answer.statusCode, answer.headers['retry-after'], answer.json().code]).toEqual([429, '1', 'too_many_requests']);
    expect(started.intake.stats().inFlightBytes).toBe(0);
  });
});

/** Mounting wants root. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const probe = mkdtempSync(join(tmpdir(), 'faults-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'none', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}
