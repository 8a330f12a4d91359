/**
 * Brings an exchange store to the schema of this version: runs the migrations that are missing and records each one
 * when it is done. A store that a newer version has touched is refused, not guessed at.
 */
import type { ClickHouseClient } from '@clickhouse/client';
import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import { fail, ok, type Result } from '../base/problem.ts';
import { FINGERPRINT_COLUMNS } from '../model/fingerprint-layout.ts';
import { migration as exchanges } from './migrations/exchange/001-exchanges.ts';
import { migration as names } from './migrations/exchange/002-names.ts';
import { migration as leads } from './migrations/exchange/003-leads.ts';
import type { ExchangeMigration, MigrationOptions } from './migrations/exchange/migration.ts';

const MIGRATIONS: readonly ExchangeMigration[] = [exchanges, names, leads];
/** The schema of this version. */
export const EXCHANGE_SCHEMA = MIGRATIONS.length;

/** Runs what is missing; gives the schema's number. */
export async function migrateExchangeStore(
  client: ClickHouseClient,
  options: MigrationOptions,
  clock: Clock,
): Promise<Result<number>> {
  MIGRATIONS.forEach((migration, i) => {
    assert(
      migration.number === i + 1,
      `migrations count up from 1, got ${migration.number} at place ${i + 1}`,
    );
  });
  await client.command({
    query: `CREATE TABLE IF NOT EXISTS migrations (number UInt32, name String, applied_ms Int64)
            ENGINE = MergeTree ORDER BY number`,
  });
  const rows = await client.query({
    query: 'SELECT max(number) AS newest FROM migrations',
    format: 'JSONEachRow',
  });
  const [{ newest }] = (await rows.json()) as [{ newest: number }];
  if (newest > MIGRATIONS.length) return fail(newerSchema('exchange store', MIGRATIONS.length, newest));
  for (const migration of MIGRATIONS.slice(newest)) {
    for (const statement of migration.statements(options)) await client.command({ query: statement });
    // INSERT … SELECT: with inline data the embedded engine would read this process's standard input as rows.
    await client.command({
      query: 'INSERT INTO migrations SELECT {number:UInt32}, {name:String}, {applied:Int64}',
      query_params: { number: migration.number, name: migration.name, applied: clock() },
    });
  }
  await assertColumns(client);
  return ok(MIGRATIONS.length);
}

export function newerSchema(store: string, expected: number, got: number) {
  return {
    code: 'store_schema_newer',
    message: `Expected ${store} schema ${expected} or older, got schema ${got}.`,
    where: store,
    hint: 'A newer Stillwatch has used this data directory: use that version, or another --data directory.',
  };
}

/** A column that was added to the fingerprint without a migration is found at the first start, not at the first lost value. */
async function assertColumns(client: ClickHouseClient): Promise<void> {
  const described = await client.query({ query: 'DESCRIBE TABLE exchanges', format: 'JSONEachRow' });
  const stored = new Map(
    ((await described.json()) as { name: string; type: string }[]).map((column) => [
      column.name,
      column.type,
    ]),
  );
  for (const column of FINGERPRINT_COLUMNS) {
    const type = 'slots' in column ? `Array(${column.type})` : column.type;
    assert(
      stored.get(column.name) === type,
      `table exchanges has ${column.name} ${type}, got ${stored.get(column.name)}: a migration is missing`,
    );
  }
}
