/**
 * Kills a node at random moments under load, while it deletes what is due, starts it again, and asks in the end for everything that it
 * had acknowledged. STILLWATCH_FAULT_ROUNDS sets how often (npm run faults: 100), STILLWATCH_SEED the moments; a failure prints
 * the seed. service-kill.test.ts kills the whole service.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, onTestFinished } from 'vitest';
import { NO_POSTGRES, postgresIsThere } from '../postgres/start.ts';
import { FAULT_TIERS } from './fault-tiers.ts';
import { nodeRounds } from './node-rounds.ts';

const ROUNDS = Number(process.env.STILLWATCH_FAULT_ROUNDS ?? 3);
const SEED = process.env.STILLWATCH_SEED ?? `faults-${Date.now()}`;

if (!postgresIsThere()) it.skip(`has everything it acknowledged on servers: ${NO_POSTGRES}`);

it.each(FAULT_TIERS)(
  `has everything it acknowledged $tier exactly once after ${ROUNDS} kills (seed ${SEED})`,
  async ({ start }) => {
    const path = mkdtempSync(join(tmpdir(), 'faults-'));
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    await nodeRounds({
      path,
      servers: await start(null),
      rounds: ROUNDS,
      seed: SEED,
      strike: async (pid) => {
        process.kill(pid, 'SIGKILL');
      },
    });
  },
  120_000 + ROUNDS * 60_000,
);
