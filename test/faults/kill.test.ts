/**
 * Kills a node at random moments under load, starts it again, and asks in the end for everything that it had acknowledged.
 * STILLWATCH_FAULT_ROUNDS sets how often (npm run faults: 100), STILLWATCH_SEED the moments; a failure prints the seed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { openStores } from '../../src/store/stores.ts';
import { startClickHouse } from '../clickhouse-http/start.ts';
import type { Servers } from '../intake-server.ts';
import { NO_POSTGRES, postgresIsThere, startPostgres } from '../postgres/start.ts';
import { Load } from './load.ts';
import { checkStoredIds, UNHARMED } from './stored-ids.ts';

/** Services are started and killed. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const ROUNDS = Number(process.env.STILLWATCH_FAULT_ROUNDS ?? 3);
const SEED = process.env.STILLWATCH_SEED ?? `faults-${Date.now()}`;

/** Where a node's stores are; servers live until the test is over. */
const IN_PROCESS = { tier: 'in the process', startServers: async (): Promise<Servers> => ({}) };
const ON_SERVERS = {
  tier: 'on servers',
  async startServers(): Promise<Servers> {
    const [clickhouse, postgres] = await Promise.all([startClickHouse(), startPostgres()]);
    onTestFinished(async () => {
      await Promise.all([clickhouse.stop(), postgres.stop()]);
    });
    return { clickhouseUrl: clickhouse.url, postgresUrl: postgres.url, identityKey: '07'.repeat(32) };
  },
};
const TIERS = postgresIsThere() ? [IN_PROCESS, ON_SERVERS] : [IN_PROCESS];

interface Node {
  readonly process: ChildProcess;
  readonly ended: Promise<NodeJS.Signals | null>;
  /** Resolves when it listens, or with null when it has ended before. */
  readonly address: Promise<string | null>;
}

function startNode(path: string, servers: Servers): Node {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'node.ts'), path, JSON.stringify(servers)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  const address = new Promise<string | null>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const match = /^listening (.+)$/.exec(line);
      if (match !== null) resolve(match[1]);
    });
    void ended.then(() => resolve(null));
  });
  return { process: child, ended, address };
}

if (!postgresIsThere()) it.skip(`has everything it acknowledged on servers: ${NO_POSTGRES}`);

it.each(TIERS)(
  `has everything it acknowledged $tier exactly once after ${ROUNDS} kills (seed ${SEED})`,
  async ({ startServers }) => {
    const servers = await startServers();
    const rng = createRng(SEED);
    const path = mkdtempSync(join(tmpdir(), 'faults-'));
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    let address: string | null = null;
    const load = new Load({ rng, senders: 6, address: () => address, pause: 30 });
    load.start();
    let node: Node | null = null;
    onTestFinished(() => {
      node?.process.kill('SIGKILL');
    });
    for (let round = 0; round < ROUNDS; round++) {
      node = startNode(path, servers);
      // Now and then while it is still opening what the kill before left.
      const early = round > 0 && rng.chance(0.15);
      if (early) await delay(rng.int(2_000));
      else {
        address = await node.address;
        expect(address, `round ${round}`).not.toBeNull();
        const before = load.acknowledged.size;
        while (load.acknowledged.size === before) await delay(5);
        await delay(20 + rng.int(rng.chance(0.3) ? 2_500 : 600));
      }
      node.process.kill('SIGKILL');
      expect(await node.ended, `round ${round}`).toBe('SIGKILL');
      if (ROUNDS > 5) console.log(`kill ${round + 1}: ${load.acknowledged.size} acknowledged so far`);
      address = null;
    }
    node = startNode(path, servers);
    address = await node.address;
    await load.stop();
    node.process.kill('SIGTERM');
    expect(await node.ended).toBeNull();

    const opened = await openStores({ dataDirectory: path, ...servers });
    if (!opened.ok) throw new Error(opened.problem.message);
    const verdict = await checkStoredIds(load, opened.value.exchanges);
    await opened.value.close();
    console.log(
      `${ROUNDS} kills, seed ${SEED}: ${verdict.acknowledged} acknowledged, ${verdict.stored} stored, ${load.retries} sent again, ${load.cuts} connections cut or refused`,
    );
    expect(verdict.acknowledged).toBeGreaterThan(0);
    expect(verdict).toMatchObject(UNHARMED);
  },
  120_000 + ROUNDS * 60_000,
);
