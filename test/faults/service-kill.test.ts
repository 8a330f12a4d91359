/**
 * Kills the whole service at random moments, with backups and detection under way, starts it again, and asks for everything that
 * it had answered. STILLWATCH_FAULT_ROUNDS sets how often (`npm run faults`: 100), STILLWATCH_SEED the moments; a failure prints
 * the seed. kill.test.ts kills the intake alone, far more often a minute and with small segments of its journal.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, onTestFinished } from 'vitest';
import { NO_POSTGRES, postgresIsThere } from '../postgres/start.ts';
import { killProcesses } from '../process-tree.ts';
import { FAULT_TIERS } from './fault-tiers.ts';
import { serviceRounds } from './service-rounds.ts';

const ROUNDS = Number(process.env.STILLWATCH_FAULT_ROUNDS ?? 1);
const SEED = process.env.STILLWATCH_SEED ?? `service-kill-${Date.now()}`;
/** A service starts, works for seconds and is started again. */
const TEST_TIMEOUT = 900_000 + ROUNDS * 120_000;

if (!postgresIsThere()) it.skip(`has everything it answered after kills on servers: ${NO_POSTGRES}`);

it.skipIf(process.platform !== 'linux').each(FAULT_TIERS)(
  `has everything it answered $tier after ${ROUNDS} kills (seed ${SEED})`,
  async ({ start }) => {
    const folder = mkdtempSync(join(tmpdir(), 'service-kill-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await serviceRounds({
      folder,
      servers: await start(null),
      rounds: ROUNDS,
      seed: SEED,
      strike: ({ pid }) => killProcesses([pid]),
    });
  },
  TEST_TIMEOUT,
);
