/**
 * Kills a real process in the middle of its inserts, opens the directory again and asks for everything it had
 * acknowledged. The moment of the kill comes from a seed that a failure prints.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createRng } from '../../base/rng.ts';
import { openDataDirectory } from './data-directory.ts';

/** Each test kills processes that write to both engines. */
const TEST_TIMEOUT = 180_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const ROUNDS = 4;
const BATCH = 400;

/** Inserts batches for ever and prints each one's number when it is acknowledged. The row's time holds the batch. */
const CHILD = `
import { pathToFileURL } from 'node:url';
const [store, path, first] = process.argv.slice(1);
const { openDataDirectory } = await import(pathToFileURL(store + '/data-directory.ts').href);
const layout = await import(pathToFileURL(store + '/../../model/fingerprint-layout.ts').href);
const opened = await openDataDirectory({ path });
if (!opened.ok) throw new Error(opened.problem.message);
const { exchanges, records } = opened.value;
await records.accountCount();
for (let batch = Number(first); ; batch++) {
  const rows = Buffer.alloc(${BATCH} * layout.FINGERPRINT_STRIDE);
  for (let i = 0; i < ${BATCH}; i++) {
    const at = i * layout.FINGERPRINT_STRIDE;
    rows.set(layout.emptyFingerprint(), at);
    rows.writeBigUInt64LE(BigInt(batch * ${BATCH} + i + 1), at + layout.OFFSET.id);
    rows.writeBigInt64LE(BigInt(batch), at + layout.OFFSET.time);
  }
  await exchanges.insert(rows, ${BATCH});
  await records.upsertReleases([{ model: 'batch-' + batch, released: batch }]);
  console.log('acknowledged ' + batch);
}`;

/** Runs the child from batch `first` on and kills it `delay` ms after its first acknowledgement; gives the last acknowledged batch. */
async function insertUntilKilled(path: string, first: number, delay: number): Promise<number> {
  const args = ['--import', 'tsx', '--input-type=module', '-e', CHILD, import.meta.dirname, path, String(first)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  let last = -1;
  for await (const line of createInterface({ input: child.stdout })) {
    const match = /^acknowledged (\d+)$/.exec(line);
    if (match === null) continue;
    if (last === -1) setTimeout(() => child.kill('SIGKILL'), delay);
    last = Number(match[1]);
  }
  expect(await ended).toBe('SIGKILL');
  return last;
}

it('has every acknowledged batch, and no part of another, after the process was killed', async () => {
  const seed = `kill-${Date.now()}`;
  const rng = createRng(seed);
  const path = mkdtempSync(join(tmpdir(), 'kill-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const acknowledged = new Set<string>();
  let first = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const where = `seed ${seed}, round ${round}`;
    const last = await insertUntilKilled(path, first, rng.int(700));
    expect(last, where).toBeGreaterThanOrEqual(first);

    // The killed process left its lock: opening takes it over.
    const opened = await openDataDirectory({ path });
    if (!opened.ok) throw new Error(`${where}: ${opened.problem.message}`);
    const { exchanges, records, close } = opened.value;
    const batches = await exchanges.rows<{ batch: string; n: string }>(
      'SELECT time AS batch, uniqExact(id) AS n FROM exchanges GROUP BY time ORDER BY time',
    );
    expect(
      batches.filter((batch) => Number(batch.n) !== BATCH),
      where,
    ).toEqual([]);
    // Batch last + 1 may be there: stored, and killed before it could say so.
    const stored = batches.map((batch) => Number(batch.batch));
    expect(stored.slice(0, last + 1), where).toEqual(Array.from({ length: last + 1 }, (_, i) => i));
    expect(stored.length, where).toBeLessThanOrEqual(last + 2);
    const ids = BigUint64Array.from({ length: (last + 1) * BATCH }, (_, i) => BigInt(i + 1));
    expect((await exchanges.known(ids)).size, where).toBe(ids.length);
    // The records of a batch come after its rows, so those of the batch that was not acknowledged may be missing.
    for (let batch = first; batch <= last; batch++) acknowledged.add(`batch-${batch}`);
    const kept = new Set((await records.releases()).map((release) => release.model));
    expect(
      [...acknowledged].filter((model) => !kept.has(model)),
      where,
    ).toEqual([]);
    first = stored.length;
    await close();
  }
}, 180_000);
