/**
 * What chDB alone does with a log, as a process of its own:
 *
 *   node bench/speed/rival-load.mjs load FILE FOLDER    into a MergeTree table in FOLDER, the schema told from the file
 *   node bench/speed/rival-load.mjs count FILE FOLDER   a plain count() over JSONEachRow
 */
import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';

const [what, file, folder] = process.argv.slice(2);
const STATEMENTS = {
  load: `CREATE TABLE log ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM file('${file}', JSONEachRow)`,
  // Every member is read and parsed; none is kept.
  count: `SELECT count() FROM file('${file}', JSONEachRow) WHERE NOT ignore(*)`,
};
const client = createClient({ connection: createChdbConnection({ path: folder }) });
if (what === 'load') await client.command({ query: STATEMENTS.load });
else await (await client.query({ query: STATEMENTS.count, format: 'JSONEachRow' })).text();
await client.close();
process.exit(0);
