/**
 * Cuts the power of a service and of its disk at random moments, and on servers that of the servers too, starts it again, and asks
 * for everything that it had answered. STILLWATCH_CUT_ROUNDS sets how often (`npm run faults:power`: 100), STILLWATCH_SEED the
 * moments; a failure prints the seed.
 */
import { it, onTestFinished } from 'vitest';
import { NO_POSTGRES, postgresIsThere } from '../postgres/start.ts';
import { haltProcesses, killProcesses } from '../process-tree.ts';
import { FAULT_TIERS } from './fault-tiers.ts';
import { PowerCutDisk, whyNoPowerCut } from './power-cut-disk.ts';
import { serviceRounds } from './service-rounds.ts';

const ROUNDS = Number(process.env.STILLWATCH_CUT_ROUNDS ?? 1);
const SEED = process.env.STILLWATCH_SEED ?? `power-cut-${Date.now()}`;
/** A service starts, works for seconds and is started again. */
const TEST_TIMEOUT = 240_000 + ROUNDS * 120_000;

const reason = whyNoPowerCut();
if (reason !== null) it.skip(`has everything it answered after power cuts: ${reason}`);
else {
  if (!postgresIsThere()) it.skip(`has everything it answered after power cuts on servers: ${NO_POSTGRES}`);
  it.each(FAULT_TIERS)(
    `has everything it answered $tier after ${ROUNDS} power cuts (seed ${SEED})`,
    async ({ start }) => {
      const disk = new PowerCutDisk();
      onTestFinished(() => disk.remove());
      const servers = await start(disk.path);
      await serviceRounds({
        folder: disk.path,
        servers,
        rounds: ROUNDS,
        seed: SEED,
        async strike({ pid }) {
          const pids = [pid, ...servers.pids()];
          await haltProcesses(pids);
          disk.cutPower();
          await killProcesses(pids);
          disk.powerOn();
          await servers.startAgain();
        },
      });
    },
    TEST_TIMEOUT,
  );
}
