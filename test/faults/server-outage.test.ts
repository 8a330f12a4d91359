/** The exchange store's server dies and comes back under load, and its answers are lost: nothing lost, nothing twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { startClickHouse } from '../clickhouse-http/start.ts';
import { drained, startIntakeServer } from '../intake-server.ts';
import { Load } from './load.ts';
import { checkStoredIds, UNHARMED } from './stored-ids.ts';

/** Servers fail and recover. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const SEED = process.env.STILLWATCH_SEED ?? `server-outage-${Date.now()}`;

it(`a server that is killed and comes back, and whose answers are lost, costs nothing (seed ${SEED})`, async () => {
  const path = mkdtempSync(join(tmpdir(), 'server-outage-'));
  const clickhouse = await startClickHouse();
  const node = await startIntakeServer({ drainInterval: 20, segmentBytes: 65_536 }, () => ({}), path, {
    clickhouseUrl: clickhouse.url,
  });
  onTestFinished(async () => {
    await node.close();
    await clickhouse.stop();
    rmSync(path, { recursive: true, force: true });
  });
  const address = await node.app.listen({ host: '127.0.0.1', port: 0 });
  const load = new Load({ rng: createRng(SEED), senders: 6, address: () => address, pause: 20 });
  load.start();
  for (let round = 0; round < 3; round++) {
    await delay(400);
    await clickhouse.fail('lose-answer', 3);
    await delay(400);
    await clickhouse.kill();
    await delay(300);
    await clickhouse.start();
  }
  await load.stop();
  await drained(node.intake);
  const verdict = await checkStoredIds(load, node.directory.exchanges);
  expect(verdict).toMatchObject({ ...UNHARMED, stored: load.acknowledged.size });
  expect(verdict.acknowledged).toBeGreaterThan(0);
  expect(node.intake.stats().drainFailures).toBeGreaterThan(0);
  // Whether a copy lies on disk is another matter than whether it counts: neither does.
  const [row] = await node.directory.exchanges.rows<{ n: string }>('SELECT count() AS n FROM exchanges SETTINGS final = 0');
  expect(Number(row?.n)).toBe(verdict.stored);
});
