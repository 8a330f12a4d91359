/**
 * The tables of a cluster. There is no cluster here: the words of each statement are compared, the real engine parses
 * them, and what one shard would hold runs in it. What only a cluster can show is listed in docs/how-to/scale-out.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY } from '../../base/clock.ts';
import { clickhouseStructure, emptyFingerprint, FINGERPRINT_STRIDE, OFFSET } from '../../model/fingerprint-layout.ts';
import { openHttpEngine } from '../servers/http-engine.ts';
import { openChdbEngine } from './chdb-engine.ts';
import type { ClickHouseEngine } from './clickhouse-engine.ts';
import { MIGRATIONS, migrationsTable } from './exchange-migrations.ts';
import { alterExchanges, type TableLayout } from './table-layout.ts';

const CLUSTER: TableLayout = { kind: 'cluster', cluster: 'main', database: 'watch-1' };

/** Every statement of a layout, on one line each, the columns of `exchanges` left out. */
function statements(layout: TableLayout): string[] {
  return [migrationsTable(layout), ...MIGRATIONS.flatMap((migration) => migration.statements(layout))];
}
const brief = (statement: string): string =>
  statement.replace(/\s+/g, ' ').replace(/\(version UInt8 .*? CODEC\(ZSTD\(1\)\)\) ENGINE/, '(…) ENGINE');

let directory: string;
let engine: ClickHouseEngine;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'layout-test-'));
  engine = await openChdbEngine(join(directory, 'data'), directory);
});
afterAll(async () => {
  await engine.close();
  rmSync(directory, { recursive: true });
});

async function ask(sql: string): Promise<string> {
  return (await engine.readJson(sql, {})).trim();
}

describe('the tables of a cluster', () => {
  it('are replicated, on every server, and divided by account', () => {
    const key = 'PRIMARY KEY (account, unit, time) ORDER BY (account, unit, time, id)';
    expect(statements(CLUSTER).map(brief)).toEqual([
      "CREATE TABLE IF NOT EXISTS `watch-1`.migrations ON CLUSTER 'main' (number UInt32, name String, applied_ms Int64) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/all/watch-1/migrations', '{shard}-{replica}') ORDER BY number",
      `CREATE TABLE IF NOT EXISTS \`watch-1\`.exchanges_local ON CLUSTER 'main' (…) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/watch-1/exchanges_local', '{replica}') PARTITION BY intDiv(time, 86400000) ${key} SETTINGS min_bytes_for_wide_part = 134217728, fsync_after_insert = 1, fsync_part_directory = 1, replicated_deduplication_window = 10000`,
      "CREATE TABLE IF NOT EXISTS `watch-1`.exchanges ON CLUSTER 'main' AS `watch-1`.exchanges_local ENGINE = Distributed('main', 'watch-1', 'exchanges_local', account)",
      "CREATE TABLE IF NOT EXISTS `watch-1`.names ON CLUSTER 'main' ( kind LowCardinality(String), hash UInt64, account String, sub_account Nullable(String), name String ) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/all/watch-1/names', '{shard}-{replica}') ORDER BY (kind, hash)",
      "ALTER TABLE `watch-1`.exchanges_local ON CLUSTER 'main' ADD COLUMN IF NOT EXISTS issued_after UInt32 CODEC(ZSTD(1))",
      "ALTER TABLE `watch-1`.exchanges ON CLUSTER 'main' ADD COLUMN IF NOT EXISTS issued_after UInt32",
      "ALTER TABLE `watch-1`.exchanges_local ON CLUSTER 'main' ADD COLUMN IF NOT EXISTS presented_after Array(UInt32) DEFAULT [0, 0, 0, 0] CODEC(ZSTD(1))",
      "ALTER TABLE `watch-1`.exchanges ON CLUSTER 'main' ADD COLUMN IF NOT EXISTS presented_after Array(UInt32) DEFAULT [0, 0, 0, 0]",
      "ALTER TABLE `watch-1`.exchanges_local ON CLUSTER 'main' ADD COLUMN IF NOT EXISTS taken Int64 DEFAULT 0 CODEC(ZSTD(1))",
      "ALTER TABLE `watch-1`.exchanges ON CLUSTER 'main' ADD COLUMN IF NOT EXISTS taken Int64 DEFAULT 0",
      "ALTER TABLE `watch-1`.exchanges_local ON CLUSTER 'main' MATERIALIZE COLUMN taken SETTINGS mutations_sync = 2",
      "ALTER TABLE `watch-1`.exchanges_local ON CLUSTER 'main' MODIFY COLUMN taken Int64 DEFAULT toUnixTimestamp64Milli(now64(3)) CODEC(ZSTD(1))",
      "ALTER TABLE `watch-1`.exchanges ON CLUSTER 'main' MODIFY COLUMN taken Int64 DEFAULT toUnixTimestamp64Milli(now64(3))",
      "ALTER TABLE `watch-1`.exchanges_local ON CLUSTER 'main' ADD COLUMN IF NOT EXISTS encoded UInt8 CODEC(ZSTD(1))",
      "ALTER TABLE `watch-1`.exchanges ON CLUSTER 'main' ADD COLUMN IF NOT EXISTS encoded UInt8",
      "ALTER TABLE `watch-1`.exchanges_local ON CLUSTER 'main' MODIFY SETTING min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1",
      "ALTER TABLE `watch-1`.names ON CLUSTER 'main' MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1",
    ]);
  });

  it('change where the rows are first, and what only stored rows have is not asked of the table over them', () => {
    const changes = ['MATERIALIZE COLUMN x SETTINGS mutations_sync = 2', 'MODIFY COLUMN x UInt8 DEFAULT 1 CODEC(NONE)'];
    expect(alterExchanges(CLUSTER, changes)).toEqual([
      "ALTER TABLE `watch-1`.exchanges_local ON CLUSTER 'main' MATERIALIZE COLUMN x SETTINGS mutations_sync = 2",
      "ALTER TABLE `watch-1`.exchanges_local ON CLUSTER 'main' MODIFY COLUMN x UInt8 DEFAULT 1 CODEC(NONE)",
      "ALTER TABLE `watch-1`.exchanges ON CLUSTER 'main' MODIFY COLUMN x UInt8 DEFAULT 1",
    ]);
    expect(alterExchanges({ kind: 'server' }, changes)).toEqual(changes.map((change) => `ALTER TABLE exchanges ${change}`));
  });

  it('are statements that the engine can read, and reads as they were meant', async () => {
    const format = async (statement: string): Promise<string> => {
      const answer = await engine.readJson('SELECT formatQuerySingleLine({sql:String}) AS sql', {
        sql: statement,
      });
      return JSON.parse(answer).sql;
    };
    for (const statement of statements(CLUSTER)) {
      const read = await format(statement);
      expect(read).toMatch(/^(CREATE TABLE IF NOT EXISTS|ALTER TABLE) `watch-1`\.\w+ ON CLUSTER main /);
      // What the engine wrote down it reads as the same again.
      expect(await format(read)).toBe(read);
    }
    const broken = (statements(CLUSTER)[1] as string).replace('ORDER BY', 'ORDERED');
    await expect(format(broken)).rejects.toThrow('Syntax error');
  });

  it('hold on one shard each row once, in the partition of its day', async () => {
    await engine.client.command({ query: 'CREATE DATABASE `watch-1`' });
    for (const statement of statements(CLUSTER)) {
      // What a shard has without its coordination service; the table over all shards needs the cluster.
      if (/ENGINE = Distributed|ALTER TABLE `watch-1`\.exchanges /.test(statement)) continue;
      const query = statement
        .replace(/ ON CLUSTER '\w+'/, '')
        .replace(/Replicated(ReplacingMergeTree)\([^)]*\)/, '$1')
        .replace(/, replicated_deduplication_window = \d+/, '');
      await engine.client.command({ query });
    }
    const times = [5 * DAY - 1, 5 * DAY, 5 * DAY + 1, 5 * DAY + 1];
    const bytes = Buffer.alloc(times.length * FINGERPRINT_STRIDE);
    times.forEach((time, i) => {
      bytes.set(emptyFingerprint(), i * FINGERPRINT_STRIDE);
      bytes.writeBigInt64LE(BigInt(time), i * FINGERPRINT_STRIDE + OFFSET.time);
      bytes.writeBigUInt64LE(BigInt(i), i * FINGERPRINT_STRIDE + OFFSET.id);
    });
    const table = '`watch-1`.exchanges_local';
    await engine.insertRowBinary(table, clickhouseStructure(), [bytes]);
    await engine.insertRowBinary(table, clickhouseStructure(), [bytes]);
    const counted = (final: number) =>
      ask(`SELECT toUInt32(count()) AS n, groupUniqArray(_partition_id) AS days FROM ${table} SETTINGS final = ${final}`);
    expect(JSON.parse(await counted(0))).toMatchObject({ n: 8 });
    const once = JSON.parse(await counted(1));
    expect([once.n, once.days.sort()]).toEqual([4, ['4', '5']]);
  });

  it('are asked for by a name that is one', async () => {
    for (const cluster of ['', "main' (", 'a b']) {
      expect(await openHttpEngine({ url: 'http://localhost:8123', cluster })).toMatchObject({
        ok: false,
        problem: { code: 'store_url_invalid' },
      });
    }
    const made = await openHttpEngine({ url: 'http://localhost:8123/watch', cluster: '{cluster}' });
    expect(made.ok && made.value.layout).toEqual({
      kind: 'cluster',
      cluster: '{cluster}',
      database: 'watch',
    });
    if (made.ok) await made.value.close();
  });
});
