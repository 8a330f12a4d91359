/**
 * A ClickHouse server behind the seam of clickhouse-engine.ts, over HTTP with the official client: rows stream in as the
 * body of a request and out as the body of an answer. Settings go with every query, so any server behind a balancer will
 * do. Reads are repeated when the connection fails; statements and inserts are not. A caller that repeats an insert sends the
 * same chunks, and the server recognises them by their digest.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { ok, type Result } from '../../base/problem.ts';
import {
  type BinaryResult,
  type ClickHouseEngine,
  columnNames,
  engineProblem,
  SERVER_SETTINGS,
  SESSION_SETTINGS,
} from '../exchanges/clickhouse-engine.ts';
import type { TableLayout } from '../exchanges/table-layout.ts';
import { parseClickHouseUrl } from './store-urls.ts';

export interface HttpEngineOptions {
  /** http(s)://user:password@host:8123/database */
  readonly url: string;
  /** Name of the ClickHouse cluster that holds the tables; if absent, a single server. */
  readonly cluster?: string | undefined;
  /** Number of replicas that must confirm an insert before it counts as stored; if absent, one. */
  readonly insertQuorum?: number | 'auto' | undefined;
  /** Maximum duration of a query, ms (default ten minutes). */
  readonly timeout?: number | undefined;
}

export interface HttpEngine extends ClickHouseEngine {
  /** Number of repeated reads. */
  stats(): { readonly retries: number };
}

/** Maximum duration of a query, ms: detection reads the whole window. */
const QUERY_TIMEOUT = 600_000;
const CONNECTIONS = 32;
/** Less than the 3 s after which servers before version 23.11 close idle connections. */
const IDLE_SOCKET_TTL = 2_000;
const IN_FLIGHT = 8;
/** Delays before a read is repeated, ms: a server that restarts is back within seconds. */
const RETRY_WAITS = [100, 400, 1_600];
/** Name of the table of rows that are sent along with a query. */
const BESIDE = 'beside';

/** Makes the engine. Connects on the first query. */
export async function openHttpEngine(options: HttpEngineOptions): Promise<Result<HttpEngine>> {
  const address = parseClickHouseUrl(options.url, options.cluster);
  if (!address.ok) return address;
  const { url, username, password, database, cluster } = address.value;
  const { ClickHouseLogLevel, createClient } = await import('@clickhouse/client');
  const client = createClient({
    url,
    username,
    password,
    database,
    application: 'stillwatch',
    clickhouse_settings: { ...SESSION_SETTINGS, ...SERVER_SETTINGS },
    request_timeout: options.timeout ?? QUERY_TIMEOUT,
    max_open_connections: CONNECTIONS,
    keep_alive: { idle_socket_ttl: IDLE_SOCKET_TTL, eagerly_destroy_stale_sockets: true },
    // Callers report failures as problems.
    log: { level: ClickHouseLogLevel.OFF },
  });
  const layout: TableLayout = cluster === undefined ? { kind: 'server' } : { kind: 'cluster', cluster, database };
  return ok(createEngine(client, layout, options.insertQuorum));
}

function createEngine(client: ClickHouseClient, layout: TableLayout, insertQuorum: number | 'auto' | undefined): HttpEngine {
  let retries = 0;
  const quorum: ClickHouseSettings =
    insertQuorum === undefined || layout.kind !== 'cluster' ? {} : { insert_quorum: String(insertQuorum) };

  const reading = async <T>(read: () => Promise<T>): Promise<T> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await read();
      } catch (error) {
        const wait = RETRY_WAITS[attempt];
        if (wait === undefined || !isConnectionFault(error)) throw error;
        retries++;
        await delay(wait);
      }
    }
  };

  /** The server sends nothing before the result is complete, so a query that fails midway never gives a partial result. */
  const readBinary = (
    sql: string,
    settings: ClickHouseSettings,
    rest: Omit<Parameters<ClickHouseClient['exec']>[0], 'query' | 'clickhouse_settings'> & {
      values?: Readable;
    },
  ): Promise<BinaryResult> =>
    client
      .exec({
        query: `${sql} FORMAT RowBinary`,
        clickhouse_settings: { ...settings, wait_end_of_query: 1 },
        ...rest,
      })
      .then(({ stream }) => ({ bytes: null, chunks: asAnswer(stream) }));

  return {
    client,
    layout,
    inFlight: IN_FLIGHT,
    stats: () => ({ retries }),

    async insertRowBinary(table, structure, rows, anew = false) {
      const token = anew ? randomUUID() : digest(rows);
      const { stream } = await client.exec({
        query: `INSERT INTO ${table} (${columnNames(structure)}) FORMAT RowBinary`,
        values: Readable.from(rows, { objectMode: false }),
        clickhouse_settings: { ...quorum, insert_deduplication_token: token, wait_end_of_query: 1 },
      });
      // The response to an insert is empty; when it ends, the rows are stored.
      for await (const _ of stream);
    },

    readJson: (sql, params) => {
      const read = async (): Promise<string> => {
        const result = await client.query({
          query: sql,
          format: 'JSONEachRow',
          query_params: params,
          clickhouse_settings: { wait_end_of_query: 1 },
        });
        return await result.text();
      };
      return READS.test(sql) ? reading(read) : read();
    },

    readRowBinary: (sql, params) => reading(() => readBinary(sql, {}, { query_params: params })),

    async spoolRowBinary(sql, params) {
      const path = join(tmpdir(), `stillwatch-${randomUUID()}.rows`);
      try {
        const { chunks } = await reading(() => readBinary(sql, {}, { query_params: params }));
        await pipeline(chunks, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
        return { path, bytes: (await stat(path)).size };
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },

    readBeside: (structure, rows, sql) =>
      reading(() => {
        const boundary = randomUUID();
        // External data of ClickHouse: the query and the format are in the URL, the rows in the body.
        const settings = { [`${BESIDE}_format`]: 'RowBinary', [`${BESIDE}_structure`]: structure };
        return readBinary(sql(BESIDE), settings as ClickHouseSettings, {
          values: Readable.from(multipart(boundary, rows), { objectMode: false }),
          http_headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
        });
      }),

    // A server ends its queries by itself.
    halt: async () => {},
    close: () => client.close(),
  };
}

/** The chunks of a response; if it breaks off, the error is that of a failed query. */
async function* asAnswer(stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    throw engineProblem('answer a query', error, false);
  }
}

/** Statements that can be repeated safely. */
const READS = /^\s*(SELECT|WITH|DESCRIBE|SHOW|EXISTS|EXPLAIN)\b/i;

function* multipart(boundary: string, rows: readonly Uint8Array[]): Generator<Uint8Array> {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${BESIDE}"; filename="${BESIDE}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  yield Buffer.from(head, 'latin1');
  yield* rows;
  yield Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1');
}

function digest(rows: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const chunk of rows) hash.update(chunk);
  return hash.digest('hex');
}

const FAULTS: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
]);

/** Whether the connection failed, so that it is unknown what the server did, as opposed to an error from the server. */
function isConnectionFault(error: unknown): boolean {
  return FAULTS.has((error as { code?: unknown } | null)?.code);
}
