/**
 * Brings the keyed hashes of both stores under a new key: each becomes the HMAC of itself, cut to 64 bits as before. The values
 * behind them are gone, so this is the one way to change the key and still know a card or an address again. Each store
 * changes whole or not at all, and is marked, so that it can be done again after a kill and changes nothing twice.
 * Embedded stores only: the statements contain the key, and servers log statements (rekey-servers.ts).
 */
import { type Kysely, sql } from 'kysely';
import type { ClickHouseEngine } from '../exchanges/clickhouse-engine.ts';
import type { AccountRow, RecordTables } from './record-tables.ts';

/** Columns of the table of exchanges that hold keyed hashes; 0 is none. */
export const KEYED_COLUMNS = ['ip', 'net', 'user_agent', 'ja4'] as const;

type KeyedField = 'email' | 'phone' | 'phone_block' | 'signup_ip' | 'signup_net' | 'signup_ja4' | 'referrer';
export const KEYED_FIELDS: readonly (KeyedField & keyof AccountRow)[] = [
  'email',
  'phone',
  'phone_block',
  'signup_ip',
  'signup_net',
  'signup_ja4',
  'referrer',
];

/** The table of exchanges under the new key, until it takes the other's place. */
export const DRAFT = 'exchanges_rekeyed';
/** The setting of the record store that holds the mark of the last key. */
export const MARK_SETTING = 'rekeyed';
/** SHA-256 works in blocks of 64 bytes. */
const BLOCK = 64;

/** @param mark of the new key: an engine that has it is done */
export async function rekeyExchanges(engine: ClickHouseEngine, key: Uint8Array, mark: string): Promise<void> {
  const { client } = engine;
  if ((await markOf(engine)) !== mark) {
    await client.command({ query: `DROP TABLE IF EXISTS ${DRAFT} SYNC` });
    await client.command({ query: `CREATE TABLE ${DRAFT} AS exchanges` });
    await client.command({ query: `ALTER TABLE ${DRAFT} MODIFY COMMENT '${mark}'` });
    const replaced = KEYED_COLUMNS.map((column) => `${clickhouseHmac(column, key)} AS ${column}`);
    await client.command({
      query: `INSERT INTO ${DRAFT} SELECT * REPLACE (${replaced.join(', ')}) FROM exchanges`,
    });
    await client.command({ query: `EXCHANGE TABLES ${DRAFT} AND exchanges` });
  }
  // The old hashes; there is nothing else in it that the new table has not.
  await client.command({ query: `DROP TABLE IF EXISTS ${DRAFT} SYNC` });
}

/** The mark of the last change of the exchanges' key; '' if there was none. */
export async function markOf({ client }: ClickHouseEngine): Promise<string> {
  const result = await client.query({
    query: `SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = 'exchanges'`,
    format: 'JSONEachRow',
  });
  return ((await result.json()) as { comment: string }[])[0]?.comment ?? '';
}

/** RFC 2104 spelled out, since the engine has SHA-256 and no HMAC. A hash is eight bytes, the highest first. */
function clickhouseHmac(column: string, key: Uint8Array): string {
  const [inner, outer] = pads(key);
  const bytes = `reverse(reinterpretAsFixedString(${column}))`;
  const mac = `SHA256(concat(unhex('${hex(outer)}'), SHA256(concat(unhex('${hex(inner)}'), ${bytes}))))`;
  return `if(${column} = 0, 0, reinterpretAsUInt64(reverse(substring(${mac}, 1, 8))))`;
}

/**
 * @param mark of the new key: a database that has it is done
 * @returns false if there is nothing to convert, not even a table
 */
export async function rekeyRecords(db: Kysely<RecordTables>, key: Uint8Array, mark: string): Promise<boolean> {
  const [inner, outer] = pads(key).map((pad) => sql`decode(${hex(pad)}, 'hex')`) as [
    ReturnType<typeof sql>,
    ReturnType<typeof sql>,
  ];
  const hmac = (hash: ReturnType<typeof sql>) => sql`
    encode(substring(sha256(${outer} || sha256(${inner} || decode(${hash}, 'hex'))) from 1 for 8), 'hex')`;
  const value = JSON.stringify(mark);
  // A directory that was closed while it was being made has no tables yet.
  const there = await sql<{ there: boolean }>`SELECT to_regclass('accounts') IS NOT NULL AS there`.execute(db);
  if (there.rows[0]?.there !== true) return false;
  await db.transaction().execute(async (tx) => {
    const done = await tx.selectFrom('settings').select('value').where('name', '=', MARK_SETTING).executeTakeFirst();
    if (done?.value === value) return;
    const fields = KEYED_FIELDS.map((field) => sql`${sql.ref(field)} = ${hmac(sql.ref(field))}`);
    await sql`
      UPDATE accounts SET ${sql.join(fields)}, payment = ARRAY(
        SELECT ${hmac(sql.ref('one'))} FROM unnest(payment) WITH ORDINALITY AS listed (one, place) ORDER BY place)`.execute(
      tx,
    );
    await tx
      .insertInto('settings')
      .values({ name: MARK_SETTING, value })
      .onConflict((c) => c.column('name').doUpdateSet({ value }))
      .execute();
  });
  return true;
}

function pads(key: Uint8Array): [Uint8Array, Uint8Array] {
  const block = new Uint8Array(BLOCK);
  block.set(key);
  return [block.map((byte) => byte ^ 0x36), block.map((byte) => byte ^ 0x5c)];
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
