/**
 * Opens the stores of a service. Each engine runs in this process or on a server, behind the same interface. There is always a
 * local directory, for the lock, the journal and temporary files. With PostgreSQL, nodes share their records and elect a leader,
 * and the identity key comes from the configuration.
 */
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { type Clock, systemClock } from '../base/clock.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../base/problem.ts';
import { type ClaimedDirectory, claimDirectory, openEmbeddedExchanges } from './directory/data-directory.ts';
import { identityKey, KEY_FILE } from './directory/directory-files.ts';
import type { RecordSnapshot } from './directory/embedded-records.ts';
import type { OnLost } from './directory/held-lock.ts';
import { type ExchangeStore, openExchangeStore } from './exchanges/exchange-store.ts';
import { checkIdentityKey, identityKeyRequired, parseIdentityKey } from './records/identity-key.ts';
import { type RecordStore, recordProblem } from './records/record-store.ts';
import type { RecordTables } from './records/record-tables.ts';
import { type HttpEngine, openHttpEngine } from './servers/http-engine.ts';
import { type LeaderLocks, MIGRATION_LEAD, postgresLeadership, soleLeadership } from './servers/leader.ts';
import { openPostgresRecordsLater } from './servers/postgres-later.ts';
import { openPostgresRecords, type PostgresRecords } from './servers/postgres-records.ts';

export interface StoresOptions {
  /** If absent, a temporary directory that is removed on close. */
  readonly dataDirectory?: string | undefined;
  /** http(s)://user:password@host:8123/database. If absent, chDB in this process. */
  readonly clickhouseUrl?: string | undefined;
  /** postgres://user:password@host:5432/database. If absent, PGlite in this process. */
  readonly postgresUrl?: string | undefined;
  /** Name of the ClickHouse cluster that holds the tables. */
  readonly cluster?: string | undefined;
  /** Number of replicas of a shard that must confirm an insert before it counts as stored. */
  readonly insertQuorum?: number | 'auto' | undefined;
  /** Identity key: 32 bytes in hexadecimal or base64. Required with PostgreSQL; otherwise the default is the directory's key. */
  readonly identityKey?: string | undefined;
  readonly clock?: Clock;
  /** Opens the stores although PostgreSQL does not answer; it is taken into use when it does. */
  readonly withoutRecords?: boolean;
  /** Called once if another process turns out to have the lock of the directory later; the default ends the process. */
  readonly onLost?: OnLost;
  /** Called once if the embedded record store has stopped for good; its statements fail from then on. */
  readonly onBroken?: (problem: Problem) => void;
}

export interface Stores {
  /** `scaled` if at least one engine is a server. */
  readonly tier: 'embedded' | 'scaled';
  readonly engines: { readonly exchanges: 'chdb' | 'clickhouse'; readonly records: 'pglite' | 'postgresql' };
  /** The local directory of this node. */
  readonly path: string;
  readonly temporary: boolean;
  /** Throws if the lock of the directory was lost; called before each write to it. */
  readonly assertHeld: () => void;
  /** The identity key, with which identifiers are hashed. */
  readonly identityKey: Uint8Array;
  readonly exchanges: ExchangeStore;
  readonly records: RecordStore;
  /** The database of the record store, for the tables of other parts. Waits until it is open and migrated. */
  database(): Promise<Kysely<RecordTables>>;
  readonly leadership: LeaderLocks;
  /** Why the record store is not open, if the stores were opened without it; null when it is open. */
  recordsRefusal(): Problem | null;
  /** Copies the files of the record store into a new directory; null if it is on a server. */
  readonly recordSnapshot: ((folder: string) => Promise<RecordSnapshot>) | null;
  stats(): StoresStats;
  /** Closes the stores and releases leadership and the directory. Further calls have no effect. */
  close(): Promise<void>;
}

/** Statistics of connections to servers; all 0 if both engines are embedded. */
export interface StoresStats {
  readonly exchangeReadRetries: number;
  readonly recordConnections: number;
  readonly recordConnectionsIdle: number;
  readonly recordCallsWaiting: number;
  readonly recordConnectionsBroken: number;
}

/** Opens the stores. On failure, everything that was opened is closed again. */
export async function openStores(options: StoresOptions = {}): Promise<Result<Stores>> {
  const clock = options.clock ?? systemClock;
  const claimed = await claimDirectory({
    ...(options.dataDirectory === undefined ? {} : { path: options.dataDirectory }),
    clock,
    ...(options.onLost === undefined ? {} : { onLost: options.onLost }),
  });
  if (!claimed.ok) return claimed;
  const directory = claimed.value;
  /** Functions that close what is open so far, to be called in reverse order. */
  const open: (() => Promise<void>)[] = [async () => directory.release()];
  const shut = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const close of open.reverse()) await close().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  const giveUp = async (problem: Problem): Promise<Result<never>> => {
    await shut().catch(() => {});
    return fail(problem);
  };

  try {
    const key = keyOf(options, directory);
    if (!key.ok) return await giveUp(key.problem);
    const shared = await openRecords(options, directory, key.value);
    if (!shared.ok) return await giveUp(shared.problem);
    const { records, database, leadership, recordStats, snapshot, refusal = () => null } = shared.value;
    open.push(() => records.close());
    open.push(() => leadership.close());

    const isAlone = refusal() !== null;
    const exchanges = await openExchanges(options, directory, isAlone ? null : leadership, clock);
    if (!exchanges.ok) return await giveUp(exchanges.problem);
    const { store, engine } = exchanges.value;
    open.push(() => store.close());
    if (shared.value.problem !== undefined) {
      const problem = await shared.value.problem();
      if (problem !== null) return await giveUp(problem);
    }
    directory.complete();

    let closing: Promise<void> | null = null;
    return ok({
      tier: (options.clickhouseUrl ?? options.postgresUrl) ? 'scaled' : 'embedded',
      engines: {
        exchanges: options.clickhouseUrl === undefined ? 'chdb' : 'clickhouse',
        records: options.postgresUrl === undefined ? 'pglite' : 'postgresql',
      },
      path: directory.path,
      temporary: directory.temporary,
      assertHeld: directory.assertHeld,
      identityKey: key.value,
      exchanges: store,
      records,
      database,
      leadership,
      recordsRefusal: refusal,
      recordSnapshot: snapshot ?? null,
      stats: () => ({ exchangeReadRetries: engine?.stats().retries ?? 0, ...recordStats() }),
      close() {
        closing ??= shut();
        return closing;
      },
    });
  } catch (error) {
    if (error instanceof ProblemError) return await giveUp(error.problem);
    await shut().catch(() => {});
    throw error;
  }
}

function keyOf(options: StoresOptions, directory: ClaimedDirectory): Result<Uint8Array> {
  const given = options.identityKey === undefined ? null : parseIdentityKey(options.identityKey);
  if (given !== null && !given.ok) return given;
  if (options.postgresUrl === undefined) return identityKey(directory.path, directory.made, given?.value);
  return given ?? identityKeyRequired();
}

interface OpenRecords {
  readonly records: RecordStore;
  readonly leadership: LeaderLocks;
  database(): Promise<Kysely<RecordTables>>;
  recordStats(): Omit<StoresStats, 'exchangeReadRetries'>;
  readonly snapshot?: (folder: string) => Promise<RecordSnapshot>;
  /** Why the store is not open; absent: it is. */
  readonly refusal?: () => Problem | null;
  /** Waits until the store is open. @returns the problem if it could not be opened, else null */
  readonly problem?: () => Promise<Problem | null>;
}

async function openRecords(
  options: StoresOptions,
  directory: ClaimedDirectory,
  key: Uint8Array,
): Promise<Result<OpenRecords>> {
  if (options.postgresUrl === undefined) {
    const { openEmbeddedRecords } = await import('./directory/embedded-records.ts');
    const { store, database, problem, snapshot } = openEmbeddedRecords({
      directory: join(directory.path, 'pglite'),
      durable: !directory.temporary,
      key: { bytes: key, file: join(directory.path, KEY_FILE) },
      assertHeld: directory.assertHeld,
      onBroken: options.onBroken,
    });
    const leadership = soleLeadership();
    const opened = { records: store, database, leadership, recordStats: noConnections, snapshot };
    // Creating a new database takes a while, so it goes on in the background.
    return ok(directory.made ? { ...opened, problem } : opened);
  }
  const leadership = await postgresLeadership(options.postgresUrl);
  if (!leadership.ok) return leadership;
  const check = (db: Kysely<RecordTables>): Promise<Result<void>> =>
    checkIdentityKey(db, key).catch((error) => fail(recordProblem('be opened', error)));
  const records = await openPostgresRecords(options.postgresUrl);
  if (!records.ok) {
    if (options.withoutRecords !== true || records.problem.code !== 'record_store_failed') return records;
    const later = await openPostgresRecordsLater(options.postgresUrl, records.problem, check);
    if (!later.ok) return later;
    const { store, database, refusal } = later.value;
    const recordStats = () => connectionsOf(later.value);
    return ok({ records: store, database: async () => database, leadership: leadership.value, recordStats, refusal });
  }
  const { store, database } = records.value;
  const same = await check(database);
  if (!same.ok) {
    await store.close();
    return same;
  }
  return ok({
    records: store,
    database: async () => database,
    leadership: leadership.value,
    recordStats: () => connectionsOf(records.value),
  });
}

function noConnections(): Omit<StoresStats, 'exchangeReadRetries'> {
  return {
    recordConnections: 0,
    recordConnectionsIdle: 0,
    recordCallsWaiting: 0,
    recordConnectionsBroken: 0,
  };
}

function connectionsOf(records: PostgresRecords): Omit<StoresStats, 'exchangeReadRetries'> {
  const { connections, idle, waiting, broken } = records.stats();
  return {
    recordConnections: connections,
    recordConnectionsIdle: idle,
    recordCallsWaiting: waiting,
    recordConnectionsBroken: broken,
  };
}

async function openExchanges(
  options: StoresOptions,
  directory: ClaimedDirectory,
  /** Null while the lock cannot be had: the schema was migrated by an earlier start, and a migration may run twice. */
  leadership: LeaderLocks | null,
  clock: Clock,
): Promise<Result<{ store: ExchangeStore; engine: HttpEngine | null }>> {
  if (options.clickhouseUrl === undefined) {
    const opened = await openEmbeddedExchanges(directory, clock);
    return opened.ok ? ok({ store: opened.value, engine: null }) : opened;
  }
  const engine = await openHttpEngine({
    url: options.clickhouseUrl,
    cluster: options.cluster,
    insertQuorum: options.insertQuorum,
  });
  if (!engine.ok) return engine;
  const openStore = () => openExchangeStore(engine.value, { clock });
  const opened = leadership === null ? await openStore() : await leadership.alone(MIGRATION_LEAD, openStore);
  return opened.ok ? ok({ store: opened.value, engine: engine.value }) : opened;
}
