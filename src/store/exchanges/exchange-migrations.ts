/**
 * Brings an exchange store to the schema of this version: runs the migrations that are missing and records each one
 * when it is done. A store that a newer version has touched is refused, not guessed at.
 */
import type { ClickHouseClient } from '@clickhouse/client';
import { assert } from '../../base/assert.ts';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Result } from '../../base/problem.ts';
import { storeColumns } from '../../model/fingerprint-layout.ts';
import type { ClickHouseEngine } from './clickhouse-engine.ts';
import { migration as exchanges } from './migrations/001-exchanges.ts';
import { migration as names } from './migrations/002-names.ts';
import { migration as leads } from './migrations/003-leads.ts';
import { migration as taken } from './migrations/004-taken.ts';
import { migration as encoded } from './migrations/005-encoded.ts';
import { migration as durable } from './migrations/006-durable.ts';
import type { ExchangeMigration } from './migrations/migration.ts';
import { clusterTable, everywhereEngine, isScratch, onCluster, type TableLayout } from './table-layout.ts';

export const MIGRATIONS: readonly ExchangeMigration[] = [exchanges, names, leads, taken, encoded, durable];

/** What a migration did: the schema's number before and after, and the names of what was applied. */
export interface Migrated {
  readonly from: number;
  readonly to: number;
  readonly applied: readonly string[];
}

/** Runs what is missing. */
export async function migrateExchangeStore({ client, layout }: ClickHouseEngine, clock: Clock): Promise<Result<Migrated>> {
  MIGRATIONS.forEach((migration, i) => {
    assert(migration.number === i + 1, `migrations count up from 1, got ${migration.number} at place ${i + 1}`);
  });
  await client.command({
    query: migrationsTable(layout),
  });
  const rows = await client.query({
    query: 'SELECT max(number) AS newest FROM migrations',
    format: 'JSONEachRow',
  });
  const [{ newest }] = (await rows.json()) as [{ newest: number }];
  if (newest > MIGRATIONS.length) return fail(newerSchema('exchange store', MIGRATIONS.length, newest));
  for (const migration of MIGRATIONS.slice(newest)) {
    for (const statement of migration.statements(layout)) await client.command({ query: statement });
    // INSERT … SELECT: with inline data the embedded engine would read this process's standard input as rows.
    await client.command({
      query: 'INSERT INTO migrations SELECT {number:UInt32}, {name:String}, {applied:Int64}',
      query_params: { number: migration.number, name: migration.name, applied: clock() },
    });
  }
  await assertColumns(client, layout);
  return ok({
    from: newest,
    to: MIGRATIONS.length,
    applied: MIGRATIONS.slice(newest).map(({ number, name }) => `${String(number).padStart(3, '0')}-${name}`),
  });
}

/** On a server two nodes may write down the same migration: one row stays. */
export function migrationsTable(layout: TableLayout): string {
  const columns = '(number UInt32, name String, applied_ms Int64)';
  if (layout.kind === 'cluster') {
    return `CREATE TABLE IF NOT EXISTS ${clusterTable(layout, 'migrations')} ${onCluster(layout)} ${columns}
            ENGINE = ${everywhereEngine(layout, 'migrations')} ORDER BY number`;
  }
  const engine = layout.kind === 'server' ? 'ReplacingMergeTree' : 'MergeTree';
  return `CREATE TABLE IF NOT EXISTS migrations ${columns}
            ENGINE = ${engine} ORDER BY number`;
}

export function newerSchema(store: string, expected: number, got: number) {
  return {
    code: 'store_schema_newer',
    message: `Expected ${store} schema ${expected} or older, got schema ${got}.`,
    where: store,
    hint: 'A newer version of Stillwatch has used this store. Use that version, or another store.',
  };
}

/** A column that was added to the fingerprint without a migration is found at the first start, not at the first lost value. */
async function assertColumns(client: ClickHouseClient, layout: TableLayout): Promise<void> {
  const described = await client.query({ query: 'DESCRIBE TABLE exchanges', format: 'JSONEachRow' });
  const stored = new Map(
    ((await described.json()) as { name: string; type: string }[]).map((column) => [column.name, column.type]),
  );
  for (const { name, type } of storeColumns(isScratch(layout))) {
    assert(
      stored.get(name) === type,
      `table exchanges has ${name} ${type}, got ${stored.get(name)}: a migration is missing`,
    );
  }
}
