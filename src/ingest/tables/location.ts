/**
 * Remote sources that a user names: s3://, gs://, https:// and clickhouse://. They become table functions of the engine. What may
 * hold a secret (user, password, query string) goes to the engine only; `shown` is what messages and results may repeat.
 */
import { fail, ok, type Result } from '../../base/problem.ts';
import { ENGINE_FORMATS, tableByName } from './table-format.ts';
import { quoteName, quoteText } from './table-plan.ts';

/** A remote source. */
export interface RemoteSource {
  /** Without secrets. */
  readonly shown: string;
  /** A table function of the engine; may hold secrets. */
  readonly sql: string;
  /** A table, or a log whose lines are taken as they are. */
  readonly kind: 'table' | 'lines';
}

export type SourceEnvironment = Readonly<Record<string, string | undefined>>;

const SCHEMES = 's3://BUCKET/KEY, gs://BUCKET/KEY, https://HOST/PATH or clickhouse://USER@HOST:8123/DATABASE/TABLE';

/** Whether a path names a remote source. */
export function isRemote(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path);
}

/** Parses a remote source. Credentials come from the address or from the environment's usual variables. */
export function parseRemote(text: string, env: SourceEnvironment): Result<RemoteSource> {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return invalid(`an address such as ${SCHEMES}`, '');
  }
  const shown = `${url.protocol}//${url.host}${url.pathname}`;
  switch (url.protocol) {
    case 's3:':
    case 'gs:':
      return bucketSource(url, env, shown);
    case 'https:':
    case 'http:': {
      if (url.protocol === 'http:' && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname))
        return invalid('https, since http would send the log and its credentials in the clear', shown);
      return ok(remote(shown, url.pathname, (format) => `url(${quoteText(url.href)}, ${quoteText(format)})`));
    }
    case 'clickhouse:':
    case 'clickhouses:':
      return serverSource(url, env, shown);
    default:
      return invalid(`an address such as ${SCHEMES}`, shown);
  }
}

function remote(shown: string, path: string, sql: (format: string) => string): RemoteSource {
  const format = tableByName(path);
  return format === undefined
    ? { shown, sql: sql('LineAsString'), kind: 'lines' }
    : { shown, sql: sql(ENGINE_FORMATS[format]), kind: 'table' };
}

function bucketSource(url: URL, env: SourceEnvironment, shown: string): Result<RemoteSource> {
  const bucket = url.host;
  const key = decodeURIComponent(url.pathname.slice(1));
  if (!/^[a-z0-9][a-z0-9._-]{1,253}$/.test(bucket) || key === '') return invalid(`${url.protocol}//BUCKET/KEY`, shown);
  const google = url.protocol === 'gs:';
  const endpoint = google
    ? (env.STORAGE_ENDPOINT ?? 'https://storage.googleapis.com')
    : (env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL);
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  const base =
    endpoint === undefined
      ? `https://${bucket}.s3${region === undefined ? '' : `.${region}`}.amazonaws.com`
      : `${endpoint.replace(/\/$/, '')}/${bucket}`;
  const [id, secret, token] = google
    ? [env.GS_ACCESS_KEY_ID, env.GS_SECRET_ACCESS_KEY, undefined]
    : [env.AWS_ACCESS_KEY_ID, env.AWS_SECRET_ACCESS_KEY, env.AWS_SESSION_TOKEN];
  const credentials =
    id === undefined || secret === undefined
      ? ['NOSIGN']
      : [quoteText(id), quoteText(secret), ...(token === undefined ? [] : [quoteText(token)])];
  const sql = (format: string): string =>
    `s3(${[quoteText(`${base}/${key}`), ...credentials, quoteText(format)].join(', ')})`;
  return ok(remote(shown, key, sql));
}

/** A table of a ClickHouse server, over HTTP in its native format. */
function serverSource(url: URL, env: SourceEnvironment, shown: string): Result<RemoteSource> {
  const [database, name, ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  if (!database || !name || rest.length > 0) return invalid('clickhouse://USER@HOST:8123/DATABASE/TABLE', shown);
  const secure = url.protocol === 'clickhouses:';
  const address = new URL(`${secure ? 'https' : 'http'}://${url.hostname}:${url.port || (secure ? 8443 : 8123)}/`);
  address.searchParams.set('database', database);
  address.searchParams.set('query', `SELECT * FROM ${quoteName(name)} FORMAT Native`);
  const user = decodeURIComponent(url.username) || 'default';
  const password = decodeURIComponent(url.password) || (env.CLICKHOUSE_PASSWORD ?? '');
  const login = Buffer.from(`${user}:${password}`).toString('base64');
  const headers = `headers('Authorization' = ${quoteText(`Basic ${login}`)})`;
  return ok({ shown, sql: `url(${quoteText(address.href)}, 'Native', ${headers})`, kind: 'table' });
}

function invalid(expected: string, where: string): Result<never> {
  return fail({
    code: 'source_invalid',
    message: `Expected ${expected}.`,
    ...(where === '' ? {} : { where }),
    hint: 'docs/how-to/connect-your-log.md lists the sources and where their credentials come from.',
  });
}
