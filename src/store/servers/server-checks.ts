/**
 * The checks of `stillwatch doctor` for database servers: whether they respond, their version, and whether the user has the
 * rights that a node needs. Read-only.
 */
import type { ClickHouseClient } from '@clickhouse/client';
import type { Client } from 'pg';
import type { Problem } from '../../base/problem.ts';
import { engineProblem } from '../exchanges/clickhouse-engine.ts';
import { MIGRATIONS } from '../exchanges/exchange-migrations.ts';
import { recordProblem } from '../records/record-store.ts';
import { type HttpEngine, openHttpEngine } from './http-engine.ts';
import { postgresConnection } from './postgres-connection.ts';
import { shownAddress } from './store-urls.ts';

export interface ServerCheck {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly found: string;
  /** What to do; present unless the state is ok. */
  readonly advice?: string;
}

/** Major versions that are tested; older ones may work. */
const TRIED = { clickhouse: 26, postgresql: 15 } as const;
/** The oldest version with hashtextextended(), which locks need. */
const LEAST_POSTGRESQL = 11;
const RIGHTS = ['SELECT', 'INSERT', 'CREATE TABLE', 'ALTER'] as const;

/** Checks a ClickHouse server. Never throws: failures are results. */
export async function checkClickHouse(url: string, cluster: string | undefined): Promise<ServerCheck[]> {
  const name = 'ClickHouse';
  const engine = await openHttpEngine({ url, cluster, timeout: 10_000 });
  if (!engine.ok) return [failed(name, engine.problem)];
  try {
    const [answer] = await ask<{ version: string; database: string }>(
      engine.value,
      'SELECT version() AS version, currentDatabase() AS database',
    );
    const { version = '?', database = '?' } = answer ?? {};
    return [
      versionCheck(name, `${version} at ${shownAddress(url)}`, Number.parseInt(version, 10), TRIED.clickhouse),
      await rightsCheck(engine.value, database),
      await schemaCheck(engine.value, database),
      ...(cluster === undefined ? [] : [await clusterCheck(engine.value, cluster)]),
    ];
  } catch (error) {
    return [failed(name, engineProblem('answer', error, false).problem)];
  } finally {
    await engine.value.close();
  }
}

async function rightsCheck(engine: HttpEngine, database: string): Promise<ServerCheck> {
  const name = 'ClickHouse rights';
  try {
    const sql = `CHECK GRANT ${RIGHTS.join(', ')} ON \`${database.replaceAll('`', '``')}\`.*`;
    if ((await said(engine.client, sql)) === '1') return { name, state: 'ok', found: `${RIGHTS.join(', ')} on ${database}` };
    return {
      name,
      state: 'fail',
      found: `not all of ${RIGHTS.join(', ')} on ${database}`,
      advice: `GRANT ${RIGHTS.join(', ')} ON ${database}.* TO the user in the URL`,
    };
  } catch {
    return {
      name,
      state: 'warn',
      found: 'this server cannot check them',
      advice: `make sure that the user has ${RIGHTS.join(', ')} on ${database}`,
    };
  }
}

async function schemaCheck(engine: HttpEngine, database: string): Promise<ServerCheck> {
  const name = 'ClickHouse schema';
  const [table] = await ask<{ n: string }>(
    engine,
    `SELECT count() AS n FROM system.tables WHERE database = {database:String} AND name = 'migrations'`,
    { database },
  );
  if (Number(table?.n) === 0) return { name, state: 'ok', found: 'none yet; a node creates it when it starts' };
  const [row] = await ask<{ newest: number }>(engine, 'SELECT max(number) AS newest FROM migrations');
  return schemaFound(name, Number(row?.newest), MIGRATIONS.length);
}

async function clusterCheck(engine: HttpEngine, cluster: string): Promise<ServerCheck> {
  const name = 'ClickHouse cluster';
  const [found] = await ask<{ shards: string; servers: string }>(
    engine,
    'SELECT uniqExact(shard_num) AS shards, count() AS servers FROM system.clusters WHERE cluster = {cluster:String}',
    { cluster },
  );
  if (Number(found?.servers ?? 0) === 0) {
    return {
      name,
      state: 'fail',
      found: `no cluster named ${cluster}`,
      advice:
        "SELECT DISTINCT cluster FROM system.clusters lists the names; they are defined in the server's remote_servers",
    };
  }
  const macros = await ask<{ macro: string }>(engine, `SELECT macro FROM system.macros WHERE macro IN ('shard', 'replica')`);
  if (macros.length < 2) {
    return {
      name,
      state: 'fail',
      found: 'the macros for shard and replica are not defined on the server',
      advice: 'define the macros {shard} and {replica} on every server',
    };
  }
  return { name, state: 'ok', found: `${found?.shards} shards on ${found?.servers} servers` };
}

async function ask<T>(engine: HttpEngine, sql: string, params: Record<string, unknown> = {}): Promise<T[]> {
  const text = await engine.readJson(sql, params);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** The result of a statement that takes no FORMAT. */
async function said(client: ClickHouseClient, query: string): Promise<string> {
  const { stream } = await client.exec({ query });
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8').trim();
}

/** Checks a PostgreSQL server. Never throws: failures are results. */
export async function checkPostgres(url: string): Promise<ServerCheck[]> {
  const name = 'PostgreSQL';
  const config = await postgresConnection(url, 10_000);
  if (!config.ok) return [failed(name, config.problem)];
  const { default: pg } = await import('pg');
  const client = new pg.Client(config.value);
  client.on('error', () => {});
  try {
    await client.connect();
    return await postgresChecks(client, name, url);
  } catch (error) {
    return [failed(name, recordProblem('answer', error))];
  } finally {
    await client.end().catch(() => {});
  }
}

async function postgresChecks(client: Client, name: string, url: string): Promise<ServerCheck[]> {
  const { rows } = await client.query(`
    SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major,
           current_setting('server_encoding') AS encoding, current_schema() AS schema,
           coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS creates,
           to_regclass('kysely_migration') IS NOT NULL AS begun`);
  const [row] = rows;
  const found = `${row.version} at ${shownAddress(url)}`;
  const tooOld = row.major < LEAST_POSTGRESQL;
  return [
    tooOld
      ? {
          name,
          state: 'fail',
          found,
          advice: `PostgreSQL ${LEAST_POSTGRESQL} or later, best ${TRIED.postgresql}`,
        }
      : versionCheck(name, found, row.major, TRIED.postgresql),
    row.encoding === 'UTF8'
      ? { name: 'PostgreSQL encoding', state: 'ok', found: 'UTF8' }
      : {
          name: 'PostgreSQL encoding',
          state: 'fail',
          found: String(row.encoding),
          advice: "make the database anew: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
        },
    row.creates === true
      ? { name: 'PostgreSQL rights', state: 'ok', found: `may make tables in schema ${row.schema}` }
      : {
          name: 'PostgreSQL rights',
          state: 'fail',
          found:
            row.schema === null ? 'no schema of the search path is there' : `may make no tables in schema ${row.schema}`,
          advice:
            'GRANT CREATE, USAGE ON SCHEMA … TO the user in the URL; PostgreSQL 15 and later do not grant it by default',
        },
    {
      name: 'PostgreSQL schema',
      state: 'ok',
      found:
        row.begun === true
          ? 'there; a node brings it up to date when it starts'
          : 'none yet; a node makes it when it starts',
    },
  ];
}

function versionCheck(name: string, found: string, major: number, tried: number): ServerCheck {
  if (major >= tried) return { name, state: 'ok', found };
  return { name, state: 'warn', found, advice: `tried with ${tried} and later only` };
}

function schemaFound(name: string, newest: number, known: number): ServerCheck {
  if (newest > known) {
    return {
      name,
      state: 'fail',
      found: `schema ${newest}`,
      advice: `this version knows schema ${known}: use a later one`,
    };
  }
  const behind = newest < known ? '; a node brings it up to date when it starts' : '';
  return { name, state: 'ok', found: `schema ${newest} of ${known}${behind}` };
}

function failed(name: string, problem: Problem): ServerCheck {
  return { name, state: 'fail', found: problem.message, advice: problem.hint ?? '' };
}
