/** The two tiers under faults: stores in the process, and stores on servers that can lose power with the service. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startClickHouse } from '../clickhouse-http/start.ts';
import type { Servers } from '../intake-server.ts';
import { postgresIsThere, startPostgres } from '../postgres/start.ts';
import { killProcesses, processTree } from '../process-tree.ts';

export interface FaultTier {
  readonly tier: string;
  /** @param disk where the servers keep their files and sync them; null: elsewhere */
  start(disk: string | null): Promise<TierServers>;
}

export interface TierServers {
  readonly servers: Servers;
  /** Processes of the servers. */
  pids(): number[];
  /** Starts servers that were killed on what they have on disk. */
  startAgain(): Promise<void>;
}

const IN_PROCESS: FaultTier = {
  tier: 'in the process',
  start: async () => ({ servers: {}, pids: () => [], startAgain: async () => {} }),
};

const ON_SERVERS: FaultTier = {
  tier: 'on servers',
  async start(disk) {
    const folder = (name: string): string | undefined => {
      if (disk === null) return undefined;
      const path = join(disk, name);
      mkdirSync(path);
      return path;
    };
    const [clickhouse, postgres] = await Promise.all([
      startClickHouse(undefined, folder('clickhouse')),
      startPostgres(folder('postgres')),
    ]);
    const pids = (): number[] => [clickhouse.pid(), postgres.pid()].flatMap((pid) => (pid === null ? [] : processTree(pid)));
    onTestFinished(async () => {
      // A failed test may have left them halted, on a disk without power.
      if (disk === null) await Promise.all([clickhouse.stop(), postgres.stop()]);
      else await killProcesses(pids());
    });
    return {
      servers: { clickhouseUrl: clickhouse.url, postgresUrl: postgres.url, identityKey: '07'.repeat(32) },
      pids,
      async startAgain() {
        await Promise.all([clickhouse.start(), postgres.startAgain()]);
      },
    };
  },
};

/** The tiers that this machine has. */
export const FAULT_TIERS: readonly FaultTier[] = postgresIsThere() ? [IN_PROCESS, ON_SERVERS] : [IN_PROCESS];

/** The settings of a service whose stores are on these servers. */
export function settingsOf({ clickhouseUrl, postgresUrl, identityKey }: Servers): Record<string, string> {
  if (clickhouseUrl === undefined || postgresUrl === undefined || identityKey === undefined) return {};
  return {
    STILLWATCH_CLICKHOUSE_URL: clickhouseUrl,
    STILLWATCH_POSTGRES_URL: postgresUrl,
    STILLWATCH_IDENTITY_KEY: String(identityKey),
  };
}
