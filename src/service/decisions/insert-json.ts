/** Many rows as one parameter: binding each value of each costs more than parsing JSON, and PostgreSQL takes 65,535 of them. */
import { sql, type Transaction } from 'kysely';
import type { RecordTables } from '../../store/records/record-tables.ts';

/** Rows of one statement. */
const BATCH = 2_000;

/** Column names and types of a table; the same list builds the statement and reads the JSON. */
export type JsonColumns<Row> = Readonly<Record<keyof Row & string, 'text' | 'bigint'>>;

/** @param replace the key: of a row that is there, every other column is replaced; absent: such a row is an error */
export async function insertJson<Row>(
  tx: Transaction<RecordTables>,
  table: string,
  columns: JsonColumns<Row>,
  rows: readonly Row[],
  replace?: keyof Row & string,
): Promise<void> {
  const names = Object.keys(columns);
  const list = sql.join(names.map((name) => sql.ref(name)));
  const typed = sql.join(Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(String(type))}`));
  const others = names.filter((name) => name !== replace);
  const conflict =
    replace === undefined
      ? sql``
      : sql`ON CONFLICT (${sql.ref(replace)}) DO UPDATE SET ${sql.join(
          others.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`),
        )}`;
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = JSON.stringify(rows.slice(at, at + BATCH));
    await sql`
      INSERT INTO ${sql.table(table)} (${list})
      SELECT ${list} FROM json_to_recordset(${batch}::json) AS batch (${typed}) ${conflict}`.execute(tx);
  }
}
