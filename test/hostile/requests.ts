/** Requests to every route: mostly ones that a client could send, with anything in them. */
import type { Rng } from '../../src/base/rng.ts';
import { type HostileBody, recordsBody, schemaBody } from './bodies.ts';
import type { Known } from './known.ts';
import type { OpenApiParameter, Route } from './routes.ts';
import { likePattern, valueFor } from './schema.ts';
import { CANARY, hostileString } from './values.ts';

export interface Request {
  readonly route: Route;
  readonly method: string;
  readonly bytes: Buffer;
  /** The key or session with which it was sent, when there is one that was good. */
  readonly session: boolean;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'application/x-ndjson',
  'application/x-protobuf',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'nonsense',
  '',
];
/** In a path as they stand: percent signs that mean nothing, or something else than they seem. */
const PATH_TRICKS = [
  '%',
  '%zz',
  '%00',
  '%ff',
  '%C0%AE%C0%AE',
  '%2e%2e%2f',
  '..',
  '.',
  '%2F',
  ';x=1',
  '%ED%A0%80',
  'a%0d%0ab',
  '*',
  ':id',
  '%25%30%30',
  '[]',
  '~',
];

/** Conditions for policies, some that cost. */
const CONDITIONS = [
  'true',
  "campaign.found && campaign.confidence >= 0.97 && account.program != 'enterprise'",
  'account.risk > 0.5',
  'account.exchanges > 10',
  "exchange.matched >= 2 && account.action == 'allow'",
  'account.rsik > 1',
  `${'('.repeat(2_000)}true${')'.repeat(2_000)}`,
  `${'!'.repeat(3_000)}true`,
  Array.from({ length: 3_000 }, () => 'true').join('&&'),
  '[1,2,3].all(a,[1,2,3].all(b,[1,2,3].all(c,[1,2,3].all(d,a+b+c+d>0))))',
  "account.program.matches('(a+)+$')",
  '1/0 > 0',
  '9223372036854775807 + 1 > 0',
];
const VERSIONS = ['a', 'b', 'c1', 'd-2', 'e.3', 'constructor', '__proto__'];
/** A name that no resolver knows, and addresses that webhooks may not go to. */
const TARGETS = [
  'https://hook.invalid/x',
  'http://127.0.0.1:1/',
  'http://[::1]/',
  'http://169.254.169.254/latest',
  'file:///etc/passwd',
  'https://user:pass@hook.invalid',
  'http://0x7f000001/',
];

export function makeRequest(route: Route, known: Known, rng: Rng): Request {
  const method = rng.chance(0.04) ? rng.pick(METHODS) : route.method === 'GET' && rng.chance(0.05) ? 'HEAD' : route.method;
  const path = pathOf(route, known, rng);
  const special = (name: string): unknown => specialValue(name, path, known, route, rng);
  const headers: string[] = ['Host: x'];
  const session = authorize(headers, known, rng);
  for (const parameter of route.parameters)
    if (parameter.in === 'header' && rng.chance(0.4))
      headers.push(`${parameter.name}: ${headerSafe(queryValue(parameter, known, route, rng))}`);
  addOdd(headers, route, rng);

  let body: HostileBody | null = null;
  if (method !== 'GET' && method !== 'HEAD' && (route.body !== null || rng.chance(0.1))) {
    body = route.ingest ? recordsBody(rng) : schemaBody(route.body ?? {}, rng, special);
    const type = rng.chance(0.9) && route.types.length > 0 ? rng.pick(route.types) : rng.pick(TYPES);
    if (type !== '') headers.push(`Content-Type: ${type}`);
    if (body.encoding !== '') headers.push(`Content-Encoding: ${body.encoding}`);
  }
  if (body !== null || method === 'POST' || method === 'PUT' || method === 'PATCH')
    headers.push(`Content-Length: ${body?.bytes.length ?? 0}`);
  const head = Buffer.from(
    `${method} ${path}${queryOf(route, known, rng)} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`,
    'latin1',
  );
  return { route, method, bytes: body === null ? head : Buffer.concat([head, body.bytes]), session };
}

function specialValue(name: string, path: string, known: Known, route: Route, rng: Rng): unknown {
  switch (name) {
    case 'when':
      return rng.chance(0.5) ? 'true' : rng.pick(CONDITIONS);
    case 'version':
      // A document says the version that its path says.
      return route.method === 'PUT' ? path.split('/')[3] : `${rng.pick(VERSIONS)}${rng.int(1_000)}`;
    case 'url':
      return rng.chance(0.5) ? TARGETS[0] : rng.pick(TARGETS);
    case 'password':
    case 'current':
      return rng.chance(0.5) ? 'a long enough passphrase' : undefined;
    case 'account':
    case 'model':
      return known.some(name, rng) ?? undefined;
    case 'reason':
      return route.path.startsWith('/v1/policies') ? 'Because.' : undefined;
    default:
      return undefined;
  }
}

function authorize(headers: string[], known: Known, rng: Rng): boolean {
  const way = rng.next();
  if (way < 0.5) headers.push(`Authorization: Bearer ${known.every}`);
  else if (way < 0.68) headers.push(`Authorization: Bearer ${rng.pick(known.keys)}`);
  else if (way < 0.72) headers.push(`Authorization: Bearer ${known.some('token', rng) ?? known.every}`);
  else if (way < 0.79 && known.session !== null) {
    headers.push(`Cookie: ${known.session.cookie}`);
    if (rng.chance(0.85)) headers.push(`X-CSRF-Token: ${known.session.csrf}`);
    return true;
  } else if (way < 0.87)
    headers.push(
      rng.pick([
        'Authorization: Bearer ',
        'Authorization: Basic YTpi',
        `Authorization: Bearer ${known.every.slice(0, -1)}`,
        `Authorization: Bearer swk_${'A'.repeat(rng.int(3_000))}`,
        `Authorization: ${CANARY}`,
        `Cookie: __Host-stillwatch-session=${CANARY}`,
        `Cookie: ${'='.repeat(rng.int(50))};;a`,
        `Authorization: Bearer ${known.every}\r\nAuthorization: Bearer x`,
      ]),
    );
  return false;
}

function addOdd(headers: string[], route: Route, rng: Rng): void {
  if (route.path === '/v1/events' && rng.chance(0.8)) headers.push('Accept: application/json');
  if (rng.chance(0.5)) headers.push(`X-Forwarded-For: 10.${rng.int(256)}.${rng.int(256)}.${rng.int(256)}`);
  if (!rng.chance(0.1)) return;
  headers.push(
    rng.pick([
      `X-Forwarded-For: ${CANARY}, ::ffff:1.2.3.4, 999.1.1.1`,
      `X-Forwarded-For: ${'1.1.1.1,'.repeat(rng.int(500))}`,
      'Origin: https://evil.invalid',
      'Origin: null',
      'Sec-Fetch-Site: cross-site',
      `X-Request-Id: ${CANARY}`,
      `Traceparent: 00-${'0'.repeat(32)}-0-${CANARY}`,
      `If-None-Match: ${'"x",'.repeat(rng.int(500))}`,
      'Accept: */*;q=x',
      'Accept-Encoding: gzip;q=1e999, *;q=0',
      'Range: bytes=0-,-1,5-2',
      `Prefer: wait=${'9'.repeat(rng.int(30))}`,
      'X-HTTP-Method-Override: DELETE',
      'Content-Type: application/json\r\nContent-Type: text/plain',
      `User-Agent: ${CANARY}`,
      `X-Odd: ${'\xff\x80'.repeat(rng.int(20))}`,
      Array.from({ length: rng.int(300) }, (_, k) => `X-${k}: y`).join('\r\n') || 'X: y',
    ]),
  );
}

function pathOf(route: Route, known: Known, rng: Rng): string {
  if (rng.chance(0.02))
    return rng.pick(['/', '/v1', '/v1/', `/${CANARY}`, `${route.path}/`, `/v1//${CANARY}`, '/v1/%', `/v2${route.path}`]);
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const way = rng.next();
    const schema = route.parameters.find((one) => one.in === 'path' && one.name === name)?.schema;
    if (way < 0.55) {
      const there = known.idFor(route.path, rng);
      if (there !== null) return encoded(there);
    }
    if (way < 0.7 && schema?.pattern !== undefined) return encoded(likePattern(schema.pattern, rng));
    if (way < 0.8) return rng.pick(PATH_TRICKS);
    if (way < 0.82) return 'x'.repeat(1 + rng.int(3_000));
    return encoded(hostileString(rng).slice(0, 600)) || '%20';
  });
}

function queryOf(route: Route, known: Known, rng: Rng): string {
  const pairs: string[] = [];
  for (const parameter of route.parameters) {
    if (parameter.in !== 'query' || rng.chance(0.5)) continue;
    const { name } = parameter;
    pairs.push(`${name}=${encoded(queryValue(parameter, known, route, rng))}`);
    if (rng.chance(0.05)) pairs.push(`${name}=${encoded(queryValue(parameter, known, route, rng))}`);
    if (rng.chance(0.03)) pairs.push(`${name}[]=1`, `${name}[a]=1`, `__proto__[${name}]=1`);
  }
  if (rng.chance(0.04))
    pairs.push(
      rng.pick([
        '%',
        '&&&',
        '=',
        '%00=%ff',
        'constructor=1',
        `api_key=${CANARY}`,
        `${CANARY}=1`,
        'a&'.repeat(1_000),
        '__proto__=x',
      ]),
    );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function queryValue(parameter: OpenApiParameter, known: Known, route: Route, rng: Rng): string {
  if (rng.chance(0.2)) return hostileString(rng).slice(0, 2_000);
  if (rng.chance(0.3)) return known.some(parameter.name, rng) ?? known.idFor(route.path, rng) ?? '';
  return String(valueFor(parameter.schema, rng));
}

const headerSafe = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 500);

/** Percent-encoded; lone surrogates as what a bad encoder makes of them. */
function encoded(text: string): string {
  const sound = text.replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return encodeURIComponent(sound);
}
