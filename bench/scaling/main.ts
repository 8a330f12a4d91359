/**
 * What an exchange costs an exchange store, for docs/how-to/scale-out.md: bytes on disk, rows a second that are stored, and what it
 * costs that copies of a row count once. One engine in this process, on the rows of a world that was analysed before.
 *
 *   stillwatch simulate --world feb-2026 --scale 0.02 --seed 1 --out world
 *   stillwatch analyze world --data data --out found
 *   npx tsx bench/scaling/main.ts data
 *
 * The data directory is read and not changed. Leaves out the network, replicas and more than one machine.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY } from '../../src/base/clock.ts';
import { clickhouseStructure, FINGERPRINT_STRIDE } from '../../src/model/fingerprint-layout.ts';
import { openChdbEngine } from '../../src/store/exchanges/chdb-engine.ts';
import { type ClickHouseEngine, columnNames } from '../../src/store/exchanges/clickhouse-engine.ts';
import { MIGRATIONS } from '../../src/store/exchanges/exchange-migrations.ts';
import type { TableLayout } from '../../src/store/exchanges/table-layout.ts';

const REPEATS = 5;
/** Rows of one insert, about those that a node gathers in a few seconds. */
const BATCH = 65_536;
/** Times that the rows are stored for queries, so that these take long enough to be measured. */
const COPIES = 8;
const LAYOUTS = [{ kind: 'embedded', scratch: false }, { kind: 'server' }] as const satisfies readonly TableLayout[];

/** A grouping as detection does a dozen of: every unit with its times, volumes and networks. */
const GROUPING = (table: string): string => `
  SELECT unit, count() AS n, min(time) AS first, max(time) AS last, sum(output_tokens) AS tokens, uniq(net) AS nets,
         uniq(body) AS bodies FROM ${table} GROUP BY unit`;

const [data] = process.argv.slice(2);
if (data === undefined) {
  process.stderr.write('error: expected a data directory; see the head of bench/scaling/main.ts\n');
  process.exit(2);
}
const directory = mkdtempSync(join(tmpdir(), 'scaling-'));
try {
  cpSync(join(data, 'chdb'), join(directory, 'chdb'), { recursive: true });
  const engine = await openChdbEngine(join(directory, 'chdb'), directory);
  await measure(engine);
  await engine.close();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function measure(engine: ClickHouseEngine): Promise<void> {
  const one = async <T>(sql: string): Promise<T> => JSON.parse(await engine.readJson(sql, {})) as T;
  const rows = Number((await one<{ n: string }>('SELECT count() AS n FROM exchanges')).n);
  process.stdout.write(`${rows} rows of ${FINGERPRINT_STRIDE} bytes, then ${COPIES} times as many\n`);
  const names = columnNames(clickhouseStructure());
  const run = (query: string) => engine.client.command({ query });
  // In the order in which exchanges come, and not that of the table.
  await run('CREATE TABLE as_they_came ENGINE = MergeTree ORDER BY (time, id) AS SELECT * FROM exchanges');
  /** Stores every row once more, in batches; a copy is of another day and has other ids. */
  const store = async (copy: number, table: string): Promise<void> => {
    const shifted = `* REPLACE (id + ${copy} AS id, time + ${copy} * ${DAY} AS time)`;
    for (let at = 0; at < rows; at += BATCH) {
      const from = `(SELECT * FROM as_they_came ORDER BY time, id LIMIT ${BATCH} OFFSET ${at})`;
      await run(`INSERT INTO ${table} (${names}) SELECT ${names} FROM (SELECT ${shifted} FROM ${from})`);
    }
  };

  for (const layout of LAYOUTS) {
    const table = `measured_${layout.kind}`;
    const final = layout.kind === 'server' ? 1 : 0;
    for (const statement of MIGRATIONS.flatMap((migration) => migration.statements(layout))) {
      if (/TABLE (IF NOT EXISTS )?exchanges /.test(statement)) await run(statement.replace('exchanges', table));
    }
    let stored = 0;
    for (let at = 0; at < rows; at += BATCH) {
      const chunks: Uint8Array[] = [];
      const sql = `SELECT ${names} FROM as_they_came ORDER BY time, id LIMIT ${BATCH} OFFSET ${at}`;
      for await (const chunk of (await engine.readRowBinary(sql, {})).chunks) chunks.push(chunk);
      stored += await cpuOf(() => engine.insertRowBinary(table, clickhouseStructure(), chunks));
    }
    say(layout.kind, `insert by ${BATCH} rows`, `${Math.round(rows / stored)} rows a second of CPU`);
    await run(`OPTIMIZE TABLE ${table} FINAL`);
    const { bytes } = await one<{ bytes: string }>(
      `SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND table = '${table}'`,
    );
    say(layout.kind, 'on disk, merged', `${(Number(bytes) / rows).toFixed(1)} bytes a row`);

    for (let copy = 1; copy < COPIES; copy++) await store(copy, table);
    const perMillion = (cpu: number): string => `${((cpu / (rows * COPIES)) * 1e6).toFixed(3)} s of CPU a million rows`;
    say(layout.kind, `grouping, parts as they came, final = ${final}`, perMillion(await grouping(engine, table, final)));
    await run(`OPTIMIZE TABLE ${table} FINAL`);
    say(layout.kind, `grouping, merged, final = ${final}`, perMillion(await grouping(engine, table, final)));
    const known = await median(() =>
      run(
        `SELECT DISTINCT id FROM ${table} WHERE id IN (SELECT id FROM ${table} LIMIT ${BATCH}) FORMAT Null SETTINGS final = ${final}`,
      ),
    );
    say(layout.kind, `look up ${BATCH} ids, final = ${final}`, perMillion(known));
  }
}

function grouping(engine: ClickHouseEngine, table: string, final: number): Promise<number> {
  return median(() => engine.client.command({ query: `${GROUPING(table)} FORMAT Null SETTINGS final = ${final}` }));
}

/** CPU seconds of the process, the middle of several runs. */
async function median(work: () => Promise<unknown>): Promise<number> {
  const runs: number[] = [];
  for (let k = 0; k < REPEATS; k++) runs.push(await cpuOf(work));
  return runs.sort((a, b) => a - b)[Math.floor(REPEATS / 2)] as number;
}

/** Seconds of CPU over all threads of this process. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function say(layout: string, what: string, figure: string): void {
  process.stdout.write(`${layout.padEnd(10)} ${what.padEnd(46)} ${figure}\n`);
}
