/**
 * The tables of an exchange store, as a backup takes them, and copies of them: a copy shares the parts of its table (hard
 * links), so it is made in a moment and stays as it was while rows come and go. Copies are for one backup; what a killed
 * process left of them is dropped when the store is opened.
 */
import { type ClickHouseEngine, quoted } from './clickhouse-engine.ts';

export interface StoredTable {
  readonly table: string;
  /** To read it by: rows that a later one replaces are not in it, merged or not. */
  readonly rows: string;
}

const COPY_PREFIX = 'backup_copy_';
/** Rows of one chunk: the engine answers one query at a time, and others wait for it. */
const CHUNK_ROWS = 262_144;

/** Every table but the list of migrations, which a restored store writes for itself. */
export async function storedTables(engine: ClickHouseEngine): Promise<StoredTable[]> {
  const tables = await ask<{ name: string; engine: string }>(
    engine,
    `SELECT name, engine FROM system.tables
     WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name != 'migrations'
       AND NOT startsWith(name, '${COPY_PREFIX}') ORDER BY name`,
  );
  return tables.map(({ name, engine }) => ({
    table: name,
    rows: engine === 'MergeTree' ? name : `${name} FINAL`,
  }));
}

/** Number of rows of a table expression. */
export async function countRows(engine: ClickHouseEngine, rows: string): Promise<number> {
  return Number((await ask<{ n: string }>(engine, `SELECT count() AS n FROM ${rows}`))[0]?.n ?? 0);
}

/** Number of the last migration. */
export async function schemaOf(engine: ClickHouseEngine): Promise<number> {
  return (await ask<{ n: number }>(engine, 'SELECT max(number) AS n FROM migrations'))[0]?.n ?? 0;
}

export interface TableCopy {
  readonly table: string;
  readonly rows: number;
  /** What gives all of its rows, one query after another, none of them long. */
  readonly chunks: readonly string[];
}

/** Copies every table. Nothing may be inserted meanwhile, or the copies are of different moments. */
export async function copyTables(engine: ClickHouseEngine): Promise<TableCopy[]> {
  await dropCopies(engine);
  const copies: TableCopy[] = [];
  for (const { table, rows } of await storedTables(engine)) {
    const copy = `${COPY_PREFIX}${table}`;
    await engine.client.command({ query: `CREATE TABLE ${copy} CLONE AS ${table}` });
    // Parts keep their names, by which chunks are read.
    await engine.client.command({ query: `SYSTEM STOP MERGES ${copy}` });
    const whole = rows.replace(table, copy);
    copies.push({
      table,
      rows: await countRows(engine, whole),
      // Where rows replace others they must be seen together: such tables hold names, and are small.
      chunks: rows === table ? await chunksOf(engine, copy) : [`SELECT * FROM ${whole}`],
    });
  }
  return copies;
}

/** Drops all copies of tables, including those of an interrupted backup. */
export async function dropCopies(engine: ClickHouseEngine): Promise<void> {
  const copies = await ask<{ name: string }>(
    engine,
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, '${COPY_PREFIX}')`,
  );
  for (const { name } of copies) await engine.client.command({ query: `DROP TABLE IF EXISTS ${name} SYNC` });
}

async function chunksOf(engine: ClickHouseEngine, copy: string): Promise<string[]> {
  const parts = await ask<{ name: string; rows: string }>(
    engine,
    `SELECT name, rows FROM system.parts
     WHERE database = currentDatabase() AND table = '${copy}' AND active ORDER BY name`,
  );
  return parts.flatMap(({ name, rows }) =>
    Array.from({ length: Math.ceil(Number(rows) / CHUNK_ROWS) }, (_, k) => {
      const from = k * CHUNK_ROWS;
      return `SELECT * FROM ${copy} WHERE _part = ${quoted(name)}
              AND _part_offset >= ${from} AND _part_offset < ${from + CHUNK_ROWS}`;
    }),
  );
}

/** Runs a query with a small result. */
export async function ask<T>(engine: ClickHouseEngine, query: string): Promise<T[]> {
  const result = await engine.client.query({ query, format: 'JSONEachRow' });
  return (await result.json()) as T[];
}
