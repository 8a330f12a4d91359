/**
 * Cuts the power of a service and of its disk at random moments, and on servers that of the servers too, starts it again, and asks
 * for everything that it had answered. STILLWATCH_CUT_ROUNDS sets how often (`npm run faults:power`: 100), STILLWATCH_SEED the
 * moments; a failure prints the seed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, onTestFinished } from 'vitest';
import { NO_POSTGRES, postgresIsThere } from '../postgres/start.ts';
import { haltProcesses, killProcesses } from '../process-tree.ts';
import { FAULT_TIERS, type TierServers } from './fault-tiers.ts';
import { nodeRounds } from './node-rounds.ts';
import { PowerCutDisk, whyNoPowerCut } from './power-cut-disk.ts';
import { serverRounds } from './server-rounds.ts';
import { serviceRounds } from './service-rounds.ts';

const ROUNDS = Number(process.env.STILLWATCH_CUT_ROUNDS ?? 1);
const SEED = process.env.STILLWATCH_SEED ?? `power-cut-${Date.now()}`;
/** A service starts, works for seconds and is started again. */
const TEST_TIMEOUT = 900_000 + ROUNDS * 120_000;

/** A disk, and servers that have their files on it. */
async function powered(start: (disk: string) => Promise<TierServers>): Promise<{
  disk: PowerCutDisk;
  servers: TierServers;
  /** Cuts the power of these processes, of the servers and of the disk, and turns it on again. */
  cut(...others: number[]): Promise<void>;
}> {
  const disk = new PowerCutDisk();
  onTestFinished(() => disk.remove());
  const servers = await start(disk.path);
  const cut = async (...others: number[]): Promise<void> => {
    const pids = [...others, ...servers.pids()];
    await haltProcesses(pids);
    disk.cutPower();
    await killProcesses(pids);
    disk.powerOn();
    await servers.startAgain();
  };
  return { disk, servers, cut };
}

const reason = whyNoPowerCut();
if (reason !== null) it.skip(`has everything it answered after power cuts: ${reason}`);
else {
  if (!postgresIsThere()) it.skip(`has everything it answered after power cuts on servers: ${NO_POSTGRES}`);
  it.each(FAULT_TIERS)(
    `has everything it answered $tier after ${ROUNDS} power cuts (seed ${SEED})`,
    async ({ start }) => {
      const { disk, servers, cut } = await powered(start);
      await serviceRounds({ folder: disk.path, servers, rounds: ROUNDS, seed: SEED, strike: ({ pid }) => cut(pid) });
    },
    TEST_TIMEOUT,
  );

  it.each(FAULT_TIERS)(
    `has every exchange $tier once after ${ROUNDS} power cuts while segments are sealed and expired data is deleted (seed ${SEED})`,
    async ({ start }) => {
      const { disk, servers, cut } = await powered(start);
      await nodeRounds({ path: join(disk.path, 'data'), servers, rounds: ROUNDS, seed: SEED, strike: cut });
    },
    TEST_TIMEOUT,
  );

  it.each(FAULT_TIERS.filter(({ tier }) => tier === 'on servers'))(
    `has every exchange $tier once after they lost power ${ROUNDS} times (seed ${SEED})`,
    async ({ start }) => {
      const { servers, cut } = await powered(start);
      const path = mkdtempSync(join(tmpdir(), 'power-cut-node-'));
      onTestFinished(() => rmSync(path, { recursive: true, force: true }));
      await serverRounds({ path, servers, rounds: ROUNDS, seed: SEED, cut });
    },
    TEST_TIMEOUT,
  );
}
