/** What no HTTP client sends: bytes that are no request, two requests in one, headers without end. */
import type { Rng } from '../../src/base/rng.ts';
import { CANARY } from './values.ts';

const HOST = 'Host: x\r\n';

/** Bytes for a connection of their own; `bearer` is a key that is good. */
export function rudeBytes(rng: Rng, bearer: string): Buffer {
  const key = rng.chance(0.7) ? `Authorization: Bearer ${bearer}\r\n` : '';
  const head = (first: string, more = ''): string => `${first}\r\n${HOST}${key}${more}\r\n`;
  const ways: (() => string | Buffer)[] = [
    () => head(`GET http://evil.invalid/v1/keys?x=${CANARY} HTTP/1.1`),
    () => head('GET https://user:pass@evil.invalid HTTP/1.1'),
    () => head('OPTIONS * HTTP/1.1'),
    () => head('CONNECT evil.invalid:443 HTTP/1.1'),
    () => head('TRACE /v1/keys HTTP/1.1'),
    () => head('GET /v1/../../etc/passwd HTTP/1.1'),
    () => head('GET //evil.invalid/v1/keys HTTP/1.1'),
    () => head(`GET /v1/keys/${CANARY} x HTTP/1.1`),
    () => head(`GET /v1/${'a'.repeat(1 + rng.int(40_000))} HTTP/1.1`),
    () => head(`get /v1/keys HTTP/1.1`),
    () => head(`${CANARY} /v1/keys HTTP/1.1`),
    () => head('GET /v1/keys HTTP/1.0'),
    () => head('GET /v1/keys HTTP/9.9'),
    () => 'GET /v1/keys\r\n\r\n',
    () => `GET /v1/keys HTTP/1.1\r\n${key}\r\n`,
    () => head('GET /healthz HTTP/1.1', 'Host: y\r\n'),
    () => head('GET /healthz HTTP/1.1', 'X: a\0b\r\n'),
    () => head('GET /healthz HTTP/1.1', 'X: a\r\n folded\r\n'),
    () => head('GET /healthz HTTP/1.1', ': nameless\r\n'),
    () => head('GET /healthz HTTP/1.1', `${CANARY}\r\n`),
    () => head('GET /healthz HTTP/1.1', 'X: a\nY: b\r\n'),
    () => head('GET /healthz HTTP/1.1', flood(rng)),
    () => head('GET /v1/keys HTTP/1.1', `Cookie: ${'a=b; '.repeat(1 + rng.int(3_000))}\r\n`),
    () => head('GET /v1/keys HTTP/1.1', `Accept: ${'a/b,'.repeat(1 + rng.int(3_000))}\r\n`),
    () => head('GET /v1/keys HTTP/1.1', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'),
    () => head('GET /v1/keys HTTP/1.1', 'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AA\r\n'),
    () => head('POST /v1/exchanges HTTP/1.1', 'Content-Length: 5\r\nContent-Length: 6\r\n'),
    () => head('POST /v1/exchanges HTTP/1.1', 'Content-Length: -1\r\n'),
    () => head('POST /v1/exchanges HTTP/1.1', 'Content-Length: 99999999999999999999999\r\n'),
    () =>
      head(
        'POST /v1/exchanges HTTP/1.1',
        `Content-Type: application/x-ndjson\r\nContent-Length: ${1 + rng.int(9_000_000)}\r\n`,
      ),
    () =>
      `${head('POST /v1/keys HTTP/1.1', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n')}0\r\n\r\nGET /v1/audit HTTP/1.1\r\n\r\n`,
    () =>
      `${head('POST /v1/decide HTTP/1.1', 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n')}zz\r\nx\r\n`,
    () =>
      `${head('POST /v1/decide HTTP/1.1', 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n')}ffffffffffffffff\r\nx`,
    () =>
      `${head('POST /v1/exchanges HTTP/1.1', 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n')}1;${'e'.repeat(1 + rng.int(40_000))}\r\n{\r\n`,
    () =>
      `${head('POST /v1/exchanges HTTP/1.1', 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n')}2\r\n{}\r\n0\r\n${flood(rng)}\r\n`,
    () => head('POST /v1/exchanges HTTP/1.1', 'Transfer-Encoding: gzip, chunked\r\n'),
    () => head('POST /v1/exchanges HTTP/1.1', 'Transfer-Encoding: identity\r\n'),
    () =>
      `${head('POST /v1/decide HTTP/1.1', 'Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 2\r\n')}{}`,
    () => head('POST /v1/decide HTTP/1.1', `Expect: ${CANARY}\r\nContent-Length: 0\r\n`),
    () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0',
    () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
    () => Buffer.from(Array.from({ length: 1 + rng.int(3_000) }, () => rng.int(256))),
    () => '\r\n'.repeat(1 + rng.int(1_000)),
  ];
  const made = rng.pick(ways)();
  return typeof made === 'string' ? Buffer.from(made, 'latin1') : made;
}

function flood(rng: Rng): string {
  const value = 'v'.repeat(rng.int(20));
  return Array.from({ length: 1 + rng.int(4_000) }, (_, k) => `X-${k}: ${value}\r\n`).join('');
}
