/**
 * Settings for connections to a PostgreSQL server: the URL (TLS by `sslmode`), timeouts, and the parsing of values, which matches
 * that of the embedded PGlite.
 */
import type { ClientConfig, CustomTypesConfig } from 'pg';
import { ok, type Result } from '../../base/problem.ts';
import { parsePostgresUrl } from './store-urls.ts';

/** Maximum time to connect, ms. */
const CONNECT_TIMEOUT = 10_000;

/** How much longer than the server to wait for its answer, ms. */
const ANSWER_TIMEOUT = 5_000;

const INT8 = 20;
const INT8_ARRAY = 1016;

/**
 * Settings of one connection.
 * @param statementTimeout time after which the server aborts a statement, ms; absent for none
 */
export async function postgresConnection(url: string, statementTimeout?: number): Promise<Result<ClientConfig>> {
  const parsed = parsePostgresUrl(url);
  if (!parsed.ok) return parsed;
  const { default: pg } = await import('pg');
  const getTypeParser = ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && oid === INT8) return toNumber;
    if (format !== 'binary' && oid === INT8_ARRAY) return toNumbers;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as CustomTypesConfig['getTypeParser'];
  return ok({
    connectionString: url,
    application_name: 'stillwatch',
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    types: { getTypeParser },
    // The second is for a server that has vanished: it aborts nothing any more.
    ...(statementTimeout === undefined
      ? {}
      : { statement_timeout: statementTimeout, query_timeout: statementTimeout + ANSWER_TIMEOUT }),
  });
}

/** As in PGlite: a number, or a bigint if a number would be rounded. */
function toNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** Parses a one-dimensional array in PostgreSQL's notation, such as {1,2,NULL}. */
function toNumbers(text: string): (number | bigint | null)[] {
  const items = text === '{}' ? [] : text.slice(1, -1).split(',');
  return items.map((item) => (item === 'NULL' ? null : toNumber(item)));
}
