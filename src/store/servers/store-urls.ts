/**
 * The addresses of the servers of the scaled tier, parsed once. They hold passwords: no message and no `where` repeats
 * more of them than the host and the database.
 */
import { fail, ok, type Result } from '../../base/problem.ts';
import { CLUSTER_NAME } from '../exchanges/table-layout.ts';

export interface ClickHouseAddress {
  /** Without user and password. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  readonly cluster: string | undefined;
}

/** Form of database names, which are part of paths in the servers' coordination service. */
const DATABASE_NAME = /^[A-Za-z0-9_-]{1,128}$/;

/** Parses the URL of a ClickHouse server and checks the name of the cluster, if given. */
export function parseClickHouseUrl(text: string, cluster: string | undefined): Result<ClickHouseAddress> {
  const url = parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return invalid('ClickHouse', 'http://user:password@host:8123/database');
  }
  const database = url.pathname.slice(1) || 'default';
  if (!DATABASE_NAME.test(database)) {
    return invalid('ClickHouse', 'a database of letters, digits, _ and - behind the host');
  }
  if (url.search !== '' || url.hash !== '') {
    return invalid('ClickHouse', 'nothing behind the database');
  }
  if (cluster !== undefined && !CLUSTER_NAME.test(cluster)) {
    return fail({
      code: 'store_url_invalid',
      message: 'Expected the name of a cluster, of letters, digits and _ . { } -, got something else.',
      hint: '`SELECT DISTINCT cluster FROM system.clusters` on the server lists the names.',
    });
  }
  const [username, password] = [unescaped(url.username), unescaped(url.password)];
  if (username === null || password === null) {
    return invalid('ClickHouse', 'a user and a password with % written as %25');
  }
  return ok({ url: url.origin, username: username || 'default', password, database, cluster });
}

/** Checks the text; it goes to the driver as it is, which knows more of its parts (sslmode, options). */
export function parsePostgresUrl(text: string): Result<URL> {
  const url = parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    return invalid('PostgreSQL', 'postgres://user:password@host:5432/database');
  }
  if (unescaped(url.username) === null || unescaped(url.password) === null) {
    return invalid('PostgreSQL', 'a user and a password with % written as %25');
  }
  return ok(url);
}

/** What may be shown of an address: host and database. */
export function shownAddress(text: string): string {
  const url = parse(text);
  return url === null ? 'an address that is not a URL' : `${url.host || 'a local socket'}${url.pathname}`;
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    // The error would quote the text.
    return null;
  }
}

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function invalid(server: string, expected: string): Result<never> {
  return fail({
    code: 'store_url_invalid',
    message: `Expected the URL of a ${server} server (${expected}), got something else.`,
    hint: 'The URL is not repeated here, since it may contain a password.',
  });
}
