/**
 * Both stores of a data directory to files and back, for a backup: tables of the exchange store in ClickHouse's Native
 * format, the record store as PGlite's own archive. The directory is not open anywhere else: its lock is the caller's.
 * Nothing is migrated on the way out. Leaves out manifest, key and other files (service/backup/).
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import { openChdbEngine } from '../exchanges/chdb-engine.ts';
import { type ClickHouseEngine, quoted } from '../exchanges/clickhouse-engine.ts';
import { ask, countRows, dropCopies, schemaOf, storedTables } from '../exchanges/stored-tables.ts';
import { guardPglite } from '../records/guarded-pglite.ts';
import { pgliteDialect } from '../records/pglite-dialect.ts';
import { newestAudit, recordCounts } from '../records/record-counts.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { openPglite } from './pglite-directory.ts';

export interface StoreCounts {
  readonly schemas: { readonly exchange: number; readonly record: number };
  /** Rows by table. */
  readonly exchangeTables: Readonly<Record<string, number>>;
  readonly recordTables: Readonly<Record<string, number>>;
  /** The newest entry of the audit log. */
  readonly audit: { readonly seq: number; readonly hash: string } | null;
}

export const TABLE_FOLDER = 'exchange-store';
export const RECORDS_FILE = 'records.tar.gz';

/** Exports both stores of a locked data directory into `out`. @returns their schema versions and numbers of rows */
export async function exportStores(directory: string, out: string): Promise<StoreCounts> {
  mkdirSync(join(out, TABLE_FOLDER), { mode: 0o700 });
  const exchangeTables: Record<string, number> = {};
  let exchange = 0;
  await withEngine(directory, async (engine) => {
    exchange = await schemaOf(engine);
    for (const { table, rows } of await storedTables(engine)) {
      const target = `file(${quoted(tableFile(out, table))}, 'Native')`;
      await engine.client.command({ query: `INSERT INTO FUNCTION ${target} SELECT * FROM ${rows}` });
      exchangeTables[table] = await countRows(engine, rows);
    }
  });
  return withRecords(directory, async (records) => {
    const archive = await records.dumpDataDir('gzip');
    writeFileSync(join(out, RECORDS_FILE), new Uint8Array(await archive.arrayBuffer()), { mode: 0o600 });
    const recordTables = await recordCounts(records);
    const record = recordTables.kysely_migration ?? 0;
    const audit = await newestAudit(records);
    return { schemas: { exchange, record }, exchangeTables, recordTables, audit };
  });
}

/** Unpacks the record store into a directory that has none. */
export async function importRecords(from: string, directory: string): Promise<void> {
  const archive = new Blob([readFileSync(join(from, RECORDS_FILE))]);
  const { PGlite } = await import('@electric-sql/pglite');
  const records = await PGlite.create({ dataDir: join(directory, 'pglite'), loadDataDir: archive });
  await records.close();
}

/** Fills the tables of a migrated, empty exchange store. Columns that the backup lacks get their defaults. */
export async function importExchanges(from: string, directory: string, tables: readonly string[]): Promise<void> {
  await withEngine(directory, async (engine) => {
    for (const table of tables) {
      const source = `file(${quoted(tableFile(from, table))}, 'Native')`;
      const columns = await ask<{ name: string }>(engine, `DESCRIBE TABLE ${source}`);
      const names = columns.map((column) => column.name).join(', ');
      await engine.client.command({
        query: `INSERT INTO ${table} (${names}) SELECT ${names} FROM ${source}`,
      });
    }
  });
}

/** What is in the stores of a directory, to compare with what should be. */
export async function countStores(directory: string): Promise<Omit<StoreCounts, 'schemas'>> {
  const exchangeTables: Record<string, number> = {};
  await withEngine(directory, async (engine) => {
    for (const { table, rows } of await storedTables(engine)) {
      exchangeTables[table] = await countRows(engine, rows);
    }
  });
  return withRecords(directory, async (records) => ({
    exchangeTables,
    recordTables: await recordCounts(records),
    audit: await newestAudit(records),
  }));
}

/** Path of the file with an exported table. */
export function tableFile(folder: string, table: string): string {
  return join(folder, TABLE_FOLDER, `${table}.native.zst`);
}

/** Opens the exchange engine of a locked data directory for the duration of `use`. */
export async function withEngine<T>(directory: string, use: (engine: ClickHouseEngine) => Promise<T>): Promise<T> {
  const spool = join(directory, 'spool');
  rmSync(spool, { recursive: true, force: true });
  mkdirSync(spool, { mode: 0o700 });
  const engine = await openChdbEngine(join(directory, 'chdb'), spool, false);
  try {
    await dropCopies(engine);
    return await use(engine);
  } finally {
    await engine.close();
  }
}

/** Opens the record database of a locked data directory for the duration of `use`. */
export async function withRecords<T>(directory: string, use: (records: PGlite) => Promise<T>): Promise<T> {
  const records = await openPglite(join(directory, 'pglite'), true).database;
  try {
    return await use(records);
  } finally {
    await records.close();
  }
}

/** Opens the tables of the record store of a locked data directory for the duration of `use`. */
export function withRecordTables<T>(directory: string, use: (db: Kysely<RecordTables>) => Promise<T>): Promise<T> {
  return withRecords(directory, (records) =>
    use(new Kysely<RecordTables>({ dialect: pgliteDialect(guardPglite(records)) })),
  );
}
