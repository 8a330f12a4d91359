/**
 * Migrates servers without opening a node: what `stillwatch migrate` does. Nodes that start do the same by themselves;
 * nodes wait for each other.
 */
import type { Clock } from '../../base/clock.ts';
import { fail, ok, ProblemError, type Result } from '../../base/problem.ts';
import { engineProblem } from '../exchanges/clickhouse-engine.ts';
import { type Migrated, migrateExchangeStore } from '../exchanges/exchange-migrations.ts';
import { openHttpEngine } from './http-engine.ts';
import { type LeaderLocks, MIGRATION_LEAD, postgresLeadership, soleLeadership } from './leader.ts';
import { migratePostgresRecords } from './postgres-records.ts';
import { shownAddress } from './store-urls.ts';

export interface ServerAddresses {
  readonly clickhouseUrl?: string | undefined;
  readonly postgresUrl?: string | undefined;
  readonly cluster?: string | undefined;
}

export interface ServerMigration extends Migrated {
  readonly store: 'exchange store' | 'record store';
  /** Host and database. */
  readonly server: string;
}

/** Migrates each server that is named, records first: their server hands out the turns for the exchanges. */
export async function migrateServers(
  { clickhouseUrl, postgresUrl, cluster }: ServerAddresses,
  clock: Clock,
): Promise<Result<ServerMigration[]>> {
  const done: ServerMigration[] = [];
  let leadership: LeaderLocks = soleLeadership();
  if (postgresUrl !== undefined) {
    const shared = await postgresLeadership(postgresUrl);
    if (!shared.ok) return shared;
    leadership = shared.value;
    const records = await migratePostgresRecords(postgresUrl);
    if (!records.ok) return records;
    done.push({ store: 'record store', server: shownAddress(postgresUrl), ...records.value });
  }
  if (clickhouseUrl !== undefined) {
    const exchanges = await migrateClickHouse(clickhouseUrl, cluster, leadership, clock);
    if (!exchanges.ok) return exchanges;
    done.push({ store: 'exchange store', server: shownAddress(clickhouseUrl), ...exchanges.value });
  }
  return ok(done);
}

async function migrateClickHouse(
  url: string,
  cluster: string | undefined,
  leadership: LeaderLocks,
  clock: Clock,
): Promise<Result<Migrated>> {
  const engine = await openHttpEngine({ url, cluster });
  if (!engine.ok) return engine;
  try {
    return await leadership.alone(MIGRATION_LEAD, () => migrateExchangeStore(engine.value, clock));
  } catch (error) {
    return fail(error instanceof ProblemError ? error.problem : engineProblem('be opened', error, false).problem);
  } finally {
    await engine.value.close();
  }
}
