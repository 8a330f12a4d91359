/**
 * How connections to a PostgreSQL server are made: the address as the driver reads it (TLS by its `sslmode`), timeouts,
 * and values as the embedded PGlite gives them, so that code that runs on one runs on the other.
 */
import type { ClientConfig, CustomTypesConfig } from 'pg';
import { ok, type Result } from '../../base/problem.ts';
import { parsePostgresUrl } from './store-urls.ts';

/** A server that does not answer is given up after this, in ms. */
const CONNECT_TIMEOUT = 10_000;

const INT8 = 20;
const INT8_ARRAY = 1016;

/** Settings of one connection; with `statementTimeout` (ms) the server ends statements that take longer. */
export async function postgresConnection(
  url: string,
  statementTimeout?: number,
): Promise<Result<ClientConfig>> {
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
    ...(statementTimeout === undefined ? {} : { statement_timeout: statementTimeout }),
  });
}

/** As PGlite does: a number, or a bigint where a number would be rounded. */
function toNumber(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** A list of one dimension, as PostgreSQL writes it: {1,2,NULL}. */
function toNumbers(text: string): (number | bigint | null)[] {
  const items = text === '{}' ? [] : text.slice(1, -1).split(',');
  return items.map((item) => (item === 'NULL' ? null : toNumber(item)));
}
