/**
 * Brings the keyed hashes of a ClickHouse and a PostgreSQL server under a new key, as rekey.ts does in a data directory.
 * Servers write statements down, so the key stays in this process: hashes come here, and go back as pairs of old and new.
 * Each store changes whole or not at all, and is marked. Leaves out clusters, and in which order this is done
 * (service/rekey/).
 */
import { createHmac } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { ProblemError } from '../../base/problem.ts';
import type { ClickHouseEngine } from '../exchanges/clickhouse-engine.ts';
import { createColumnDecoder } from '../exchanges/row-binary.ts';
import type { AccountRow, RecordTables } from '../records/record-tables.ts';
import { DRAFT, KEYED_COLUMNS, KEYED_FIELDS, MARK_SETTING, markOf } from '../records/rekey.ts';

/** Pairs of an old hash and its new one, while the exchanges are copied. */
const PAIRS = 'exchanges_rekey_pairs';
const PAIRS_ROWS = 65_536;
/** Rows of one copying statement, about: the client waits for its answer. */
const COPY_ROWS = 10_000_000;
const ACCOUNT_PAGE = 1_000;

/** Eight bytes, the highest first, through HMAC-SHA-256, cut to eight. */
function hmac(key: Uint8Array, hash: bigint): bigint {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(hash);
  return createHmac('sha256', key).update(bytes).digest().readBigUInt64BE(0);
}

/** @param mark of the new key: a server that has it is done */
export async function rekeyServerExchanges(engine: ClickHouseEngine, key: Uint8Array, mark: string): Promise<void> {
  const { client } = engine;
  if ((await markOf(engine)) !== mark) {
    await dropDrafts(engine);
    await client.command({
      query: `CREATE TABLE ${PAIRS} (old UInt64, new UInt64) ENGINE = Join(ANY, LEFT, old)`,
    });
    await writePairs(engine, key);
    await client.command({ query: `CREATE TABLE ${DRAFT} AS exchanges` });
    await client.command({ query: `ALTER TABLE ${DRAFT} MODIFY COMMENT '${mark}'` });
    const before = await figuresOf(engine, 'exchanges');
    const replaced = KEYED_COLUMNS.map(
      (column) => `if(${column} = 0, 0, joinGet('${PAIRS}', 'new', ${column})) AS ${column}`,
    );
    for (const where of stretches(before.rows)) {
      await client.command({
        query: `INSERT INTO ${DRAFT} SELECT * REPLACE (${replaced.join(', ')}) FROM exchanges WHERE ${where}`,
        // The table deduplicates inserts, and would drop a chunk that equals an earlier one.
        clickhouse_settings: { insert_deduplicate: 0 },
      });
    }
    // A node that went on taking exchanges in has stored some under the old key.
    const same = async (table: string): Promise<boolean> =>
      JSON.stringify(await figuresOf(engine, table)) === JSON.stringify(before);
    const exchange = `EXCHANGE TABLES ${DRAFT} AND exchanges`;
    let whole = (await same('exchanges')) && (await same(DRAFT));
    if (whole) {
      await client.command({ query: exchange });
      // The old table, which now is the draft: had it got more rows in the moment before, they would go with it.
      whole = await same(DRAFT);
      if (!whole) await client.command({ query: exchange });
    }
    if (!whole) {
      await dropDrafts(engine);
      throw new ProblemError({
        code: 'rekey_disturbed',
        message: `Expected ${before.rows} unchanged exchanges, got other ones at the end.`,
        hint: 'Stop every node, then run the command again. The exchanges are unchanged.',
      });
    }
  }
  // The old hashes, and which new ones they are.
  await dropDrafts(engine);
}

async function dropDrafts({ client }: ClickHouseEngine): Promise<void> {
  for (const table of [DRAFT, PAIRS]) await client.command({ query: `DROP TABLE IF EXISTS ${table} SYNC` });
}

async function writePairs(engine: ClickHouseEngine, key: Uint8Array): Promise<void> {
  const { chunks } = await engine.readRowBinary(
    `SELECT DISTINCT arrayJoin([${KEYED_COLUMNS.join(', ')}]) AS hash FROM exchanges WHERE hash != 0`,
    {},
  );
  const decoder = createColumnDecoder([{ name: 'hash', type: 'UInt64' }], PAIRS_ROWS);
  const send = async (): Promise<void> => {
    const hashes = decoder.take().hash;
    if (hashes.length === 0) return;
    const pairs = new BigUint64Array(hashes.length * 2);
    hashes.forEach((hash, i) => {
      pairs[i * 2] = hash;
      pairs[i * 2 + 1] = hmac(key, hash);
    });
    await engine.insertRowBinary(PAIRS, 'old UInt64, new UInt64', [new Uint8Array(pairs.buffer)]);
  };
  let bytes = 0;
  for await (const chunk of chunks) {
    decoder.push(chunk);
    bytes += chunk.length;
    if (bytes < PAIRS_ROWS * 8) continue;
    bytes = 0;
    await send();
  }
  decoder.end();
  await send();
}

/** Conditions that divide the rows by account, by which the table is sorted. */
function stretches(rows: number): string[] {
  const parts = BigInt(Math.max(1, Math.ceil(rows / COPY_ROWS)));
  const size = (1n << 64n) / parts + 1n;
  return Array.from({ length: Number(parts) }, (_, k) => {
    const from = BigInt(k) * size;
    const to = from + size;
    return to >= 1n << 64n ? `account >= ${from}` : `account >= ${from} AND account < ${to}`;
  });
}

/** What does not change with the key. */
async function figuresOf(engine: ClickHouseEngine, table: string): Promise<{ rows: number; ids: string; empty: string }> {
  const empty = KEYED_COLUMNS.map((column) => `toString(countIf(${column} = 0))`);
  const text = await engine.readJson(
    `SELECT toString(count()) AS rows, toString(sum(id)) AS ids, [${empty.join(', ')}] AS empty FROM ${table}`,
    {},
  );
  const { rows, ids, empty: zeros } = JSON.parse(text) as { rows: string; ids: string; empty: string[] };
  return { rows: Number(rows), ids, empty: zeros.join() };
}

/**
 * @param mark of the new key: a server that has it is done
 * @param done what else changes with the accounts, or not at all
 */
export async function rekeyServerRecords(
  db: Kysely<RecordTables>,
  key: Uint8Array,
  mark: string,
  done: (tx: Kysely<RecordTables>) => Promise<void>,
): Promise<void> {
  const value = JSON.stringify(mark);
  const renew = (hash: string): string =>
    hmac(key, BigInt(`0x${hash}`))
      .toString(16)
      .padStart(16, '0');
  await db.transaction().execute(async (tx) => {
    await sql`LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE`.execute(tx);
    const there = await tx.selectFrom('settings').select('value').where('name', '=', MARK_SETTING).executeTakeFirst();
    if (there?.value !== value) {
      for (let after = ''; ; ) {
        const page = await tx
          .selectFrom('accounts')
          .select(['account', 'payment', ...KEYED_FIELDS])
          .where('account', '>', after)
          .orderBy('account')
          .limit(ACCOUNT_PAGE)
          .execute();
        for (const row of page) {
          const change: Partial<AccountRow> = { payment: row.payment.map(renew) };
          for (const field of KEYED_FIELDS) {
            const hash = row[field];
            if (hash !== null) change[field] = renew(hash);
          }
          await tx.updateTable('accounts').set(change).where('account', '=', row.account).execute();
        }
        const last = page.at(-1);
        if (last === undefined) break;
        after = last.account;
      }
      await tx
        .insertInto('settings')
        .values({ name: MARK_SETTING, value })
        .onConflict((c) => c.column('name').doUpdateSet({ value }))
        .execute();
    }
    await done(tx);
  });
}
