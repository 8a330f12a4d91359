/**
 * The record store on PGlite, handed out at once: its methods wait until the database is made and migrated. Closing
 * while it is still being made stops the making.
 */

import { constants } from 'node:fs';
import { cp } from 'node:fs/promises';
import { Kysely } from 'kysely';
import { ok, type Problem, ProblemError } from '../../base/problem.ts';
import { guardPglite, type PgliteGuards } from '../records/guarded-pglite.ts';
import { checkIdentityKey } from '../records/identity-key.ts';
import { pgliteDialect } from '../records/pglite-dialect.ts';
import { newestAudit, recordCounts } from '../records/record-counts.ts';
import { openRecordStore, type RecordStore, recordProblem, recordsClosed } from '../records/record-store.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { openPglite } from './pglite-directory.ts';

export interface EmbeddedRecords {
  readonly store: RecordStore;
  /** The database under the store, for tables that other parts own; waits until it is open and migrated. */
  database(): Promise<Kysely<RecordTables>>;
  /** Waits until the store is open; null, or why it could not be opened. */
  problem(): Promise<Problem | null>;
  /**
   * Copies the database's files into `folder`, which is made; every other call waits meanwhile. The copy is as a kill would
   * leave them, which opens again: what was committed is in it.
   */
  snapshot(folder: string): Promise<RecordSnapshot>;
}

export interface RecordSnapshot {
  /** Number of the store's schema. */
  readonly schema: number;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** The newest entry of the audit log. */
  readonly audit: { readonly seq: number; readonly hash: string } | null;
}

export interface EmbeddedRecordsOptions extends PgliteGuards {
  readonly directory: string;
  /** Whether commits must survive a power cut. */
  readonly durable: boolean;
  /** The key in the directory and its file, to be compared with that of the stored hashes. If absent, it is not. */
  readonly key?: { readonly bytes: Uint8Array; readonly file: string } | undefined;
}

/** Starts opening the record store. */
export function openEmbeddedRecords({ directory, durable, key, ...guards }: EmbeddedRecordsOptions): EmbeddedRecords {
  let closing: Promise<void> | null = null;
  const opening = openPglite(directory, durable);
  const guarded = opening.database.then((pglite) => guardPglite(pglite, guards));
  guarded.catch(() => {});
  let database: Kysely<RecordTables> | null = null;
  const opened = open();
  // Callers of methods get the failure; without a caller, it must not end the process.
  opened.catch(() => {});

  async function open(): Promise<RecordStore> {
    let db: Kysely<RecordTables>;
    try {
      db = new Kysely<RecordTables>({ dialect: pgliteDialect(await guarded) });
    } catch (error) {
      throw closing !== null ? recordsClosed() : new ProblemError(recordProblem('be opened', error));
    }
    const result = await openRecordStore(db);
    if (!result.ok) throw new ProblemError(result.problem);
    const checked = key === undefined ? ok(undefined) : await checkIdentityKey(db, key.bytes, key.file);
    if (!checked.ok) {
      await db.destroy();
      throw new ProblemError(checked.problem);
    }
    database = db;
    return result.value;
  }

  const shut = async (): Promise<void> => {
    await opening.cancel();
    const store = await opened.catch(() => null);
    await store?.close();
  };

  return {
    problem: () =>
      opened.then(
        () => null,
        (error) => recordProblem('be opened', error),
      ),
    database: async () => {
      await opened;
      return database as Kysely<RecordTables>;
    },
    async snapshot(folder) {
      await opened;
      const pglite = await guarded;
      // The dialect has one connection, so holding it gives exclusive access.
      return (database as Kysely<RecordTables>).connection().execute(async () => {
        const rows = await recordCounts(pglite);
        const audit = await newestAudit(pglite);
        await copyFolder(directory, folder);
        return { schema: rows.kysely_migration ?? 0, rows, audit };
      });
    },
    store: {
      upsertAccounts: async (accounts) => (await opened).upsertAccounts(accounts),
      upsertReleases: async (releases) => (await opened).upsertReleases(releases),
      async *accounts(pageRows) {
        yield* (await opened).accounts(pageRows);
      },
      routers: async () => (await opened).routers(),
      accountCount: async () => (await opened).accountCount(),
      releases: async () => (await opened).releases(),
      saveRun: async (run, ended, live) => (await opened).saveRun(run, ended, live),
      lastRun: async () => (await opened).lastRun(),
      lineages: async () => (await opened).lineages(),
      campaignRuns: async (campaigns, latest) => (await opened).campaignRuns(campaigns, latest),
      campaignsOf: async (account) => (await opened).campaignsOf(account),
      setting: async (name) => (await opened).setting(name),
      saveSetting: async (name, value) => (await opened).saveSetting(name, value),
      close() {
        closing ??= shut();
        return closing;
      },
    },
  };
}

/** Sharing blocks where the file system can. */
async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE, errorOnExist: true, force: false });
}
