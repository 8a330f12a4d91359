/** The intake over restarts, and what it tells whoever follows it. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { drained, exchange, type IntakeServer, ndjson, startIntakeServer } from '../../../test/intake-server.ts';
import { ProblemError } from '../../base/problem.ts';
import type { Receipt } from './claim-rows.ts';
import type { IntakeService } from './intake.ts';
import { type JournalFiles, systemFiles } from './journal/files.ts';

/** Each test opens both engines and reading threads. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let server: IntakeServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function take(intake: IntakeService, records: readonly unknown[]): Promise<Receipt> {
  const bytes = Buffer.from(ndjson(records));
  const reservation = intake.reserve();
  reservation.grow(bytes.length);
  const taken = await intake.take({ format: 'records', encoding: 'identity', bytes }, reservation);
  if (!taken.ok) throw new ProblemError(taken.problem);
  return taken.value;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'intake-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const AWAY = new ProblemError({ code: 'exchange_store_failed', message: 'The store is away.' });
const LATE = { drainInterval: 60_000 };

it('keeps what it took in and did not store in its journal, and stores it once when it is opened again', async () => {
  const path = folder();
  const account = { account: 'acme', created: '2026-01-02T03:04:05Z', program: 'standard' };
  server = await startIntakeServer(LATE, () => ({}), path);
  await take(server.intake, [exchange(1), exchange(2), account]);
  expect(await server.directory.exchanges.count()).toBe(0);
  await server.intake.close(0);
  await server.close();

  server = await startIntakeServer(LATE, () => ({}), path);
  expect(server.intake.stats().lagMs).toBeGreaterThan(0);
  // Neither stored nor taken in by this process: only the journal knows it.
  expect(await take(server.intake, [exchange(2), exchange(3)])).toMatchObject({ accepted: 1, duplicates: 1 });
  await server.close();

  server = await startIntakeServer({ drainInterval: 20 }, () => ({}), path);
  await drained(server.intake);
  expect(await server.directory.exchanges.count()).toBe(3);
  const names = await server.directory.exchanges.rows<{ account: string }>(
    "SELECT DISTINCT account FROM names FINAL WHERE kind = 'unit'",
  );
  expect(names).toEqual([{ account: 'account-1' }]);
  expect(await server.directory.records.accountCount()).toBe(1);
  expect(await take(server.intake, [exchange(1), exchange(3)])).toMatchObject({ accepted: 0, duplicates: 2 });
});

it('stores what it has when it is closed in time', async () => {
  const path = folder();
  server = await startIntakeServer(LATE, () => ({}), path);
  await take(server.intake, [exchange(1), exchange(2)]);
  await server.intake.close(10_000);
  expect(await server.directory.exchanges.count()).toBe(2);
  expect(server.intake.stats().lagMs).toBe(0);
  const refused = await server.intake.take(
    { format: 'records', encoding: 'identity', bytes: Buffer.from('') },
    server.intake.reserve(),
  );
  expect(refused).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
});

it('says when something new is stored, and counts what it does', async () => {
  server = await startIntakeServer({ drainInterval: 20 });
  const { intake } = server;
  let calls = 0;
  const stop = intake.onChanged(() => calls++);
  expect(intake.changed()).toBe(0);
  await take(intake, [exchange(1), exchange(1), { nothing: true }]);
  await drained(intake);
  expect(intake.changed()).toBe(1);
  expect(calls).toBe(1);
  stop();
  await take(intake, [exchange(2)]);
  await drained(intake);
  expect(calls).toBe(1);
  expect(intake.stats()).toMatchObject({
    requests: 2,
    received: 4,
    accepted: 2,
    duplicates: 1,
    rejected: 1,
    rejectedByReason: { unknown_record: 1 },
    drainedExchanges: 2,
    inFlightBytes: 0,
    drainFailures: 0,
    journalFailures: 0,
  });
});

it('takes nothing whose id it cannot compare while the store is away, and everything else', async () => {
  let away = false;
  const failures: string[] = [];
  server = await startIntakeServer({ drainInterval: 20 }, ({ exchanges }) => ({
    onFailure: ({ code }) => failures.push(code),
    exchanges: {
      ...exchanges,
      known: (ids) => (away ? Promise.reject(AWAY) : exchanges.known(ids)),
      insert: (rows, count) => (away ? Promise.reject(AWAY) : exchanges.insert(rows, count)),
    },
  }));
  await take(server.intake, [exchange(1)]);
  await drained(server.intake);
  // Its segment is still there: known without the store.
  away = true;
  expect(await take(server.intake, [exchange(1), exchange(2)])).toMatchObject({ accepted: 1, duplicates: 1 });
  while (failures.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(server.intake.failing()).toMatchObject({ code: 'exchange_store_failed' });
  away = false;
  await drained(server.intake);
  expect(server.intake.failing()).toBeNull();
  expect(await server.directory.exchanges.count()).toBe(2);
});

it('takes an id once, whichever thread reads it', async () => {
  server = await startIntakeServer({ threads: 2, drainInterval: 20 });
  const { intake, directory } = server;
  const records = Array.from({ length: 129 }, (_, i) => exchange(i));
  const receipts = await Promise.all(Array.from({ length: 30 }, (_, i) => take(intake, records.slice(i, i + 100))));
  expect(receipts.reduce((sum, one) => sum + one.accepted, 0)).toBe(129);
  expect(receipts.reduce((sum, one) => sum + one.duplicates, 0)).toBe(30 * 100 - 129);
  await drained(intake);
  expect(await directory.exchanges.count()).toBe(129);
});

it('refuses what its journal never has room for, and what is sent beside that is taken', async () => {
  // 400 exchanges take some 157 kB there, and seven eighths are 262 kB.
  server = await startIntakeServer({ drainInterval: 20, maxJournalBytes: 300_000 });
  const { intake } = server;
  const sent = (from: number, count: number) => Array.from({ length: count }, (_, k) => exchange(from + k));
  await expect(take(intake, sent(0, 2_000))).rejects.toMatchObject({
    problem: { code: 'too_large', message: expect.stringContaining('2000 exchanges') },
  });
  // Whatever is read together: each by itself has room. What meets a journal that is full just now is sent again.
  const persistently = async (records: readonly unknown[]): Promise<Receipt> => {
    for (;;) {
      try {
        return await take(intake, records);
      } catch (error) {
        expect(error).toMatchObject({ problem: { code: 'unavailable' } });
        await drained(intake);
      }
    }
  };
  const receipts = await Promise.all([0, 400, 800, 1_200].map((from) => persistently(sent(from, 400))));
  expect(receipts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1_600);
  await drained(intake);
  expect(await server.directory.exchanges.count()).toBe(1_600);
});

it('knows without any request that its disk fails, and that it is well again', async () => {
  let full = false;
  const files: JournalFiles = {
    syncFolder: (path) => systemFiles.syncFolder(path),
    async create(path) {
      const file = await systemFiles.create(path);
      return {
        ...file,
        async write(chunks, at) {
          if (full) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
          await file.write(chunks, at);
        },
      };
    },
  };
  const path = folder();
  server = await startIntakeServer({ drainInterval: 20 }, () => ({ files }), path);
  const { intake } = server;
  await take(intake, [exchange(1)]);
  expect(intake.unable()).toBeNull();
  full = true;
  await expect.poll(() => intake.unable()?.message).toContain('ENOSPC');
  full = false;
  await expect.poll(() => intake.unable()).toBeNull();
  // The probe has no name in the directory.
  expect(readdirSync(join(server.directory.path, 'journal'))).not.toContain('probe');
});
