/** What happens on a connection, over raw sockets. */
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InFlightBytes } from '../service/intake/in-flight-bytes.ts';
import type { Authenticator } from './access-hook.ts';
import { takeRawBodies } from './ingest-body.ts';
import { type Api, createServer } from './server.ts';

const BODY = 6_000_000;
const nobody: Authenticator = {
  authenticate: async () => ({
    ok: false,
    problem: { code: 'unauthorized', message: 'Expected a key, got none.' },
  }),
};
let app: Api;
let port: number;

beforeAll(async () => {
  app = await createServer({ authenticator: nobody, bodyLimit: 1_000 }, (api) => {
    api.post('/v1/echo', { config: { access: 'open' } }, async () => ({ ok: true }));
    api.register(async (scope) => {
      takeRawBodies(scope as never, ['application/x-ndjson'], () => new InFlightBytes(10 * BODY).reserve());
      scope.post('/v1/raw', { bodyLimit: 1_000, config: { access: 'open' } }, async () => ({ ok: true }));
    });
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as { port: number }).port;
});
afterAll(() => app.close());

function whole(path: string, type: string, body: Buffer): Buffer {
  return Buffer.concat([head(path, type, `Content-Length: ${body.length}`), body]);
}

function inChunks(path: string, type: string, body: Buffer): Buffer {
  const chunks: Buffer[] = [head(path, type, 'Transfer-Encoding: chunked')];
  for (let at = 0; at < body.length; at += 50_000) {
    const chunk = body.subarray(at, at + 50_000);
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]);
}

function head(path: string, type: string, length: string): Buffer {
  return Buffer.from(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`);
}

/** Writes to the end whatever comes back meanwhile, as a simple client does, and only then listens. */
async function sendAll(socket: Socket, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; at += 65_536) {
    await new Promise<void>((resolve, reject) => {
      socket.write(bytes.subarray(at, at + 65_536), (error) => (error ? reject(error) : resolve()));
    });
    if (at === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('a body that is refused for its size', () => {
  it.each([
    ['/v1/echo', 'application/json', whole],
    ['/v1/echo', 'application/json', inChunks],
    ['/v1/raw', 'application/x-ndjson', whole],
    ['/v1/raw', 'application/x-ndjson', inChunks],
  ] as const)('is answered where its sender hears it, and the connection goes on: %s', async (path, type, send) => {
    const socket = connect(port, '127.0.0.1').pause();
    await sendAll(socket, send(path, type, Buffer.alloc(BODY, 32)));
    await sendAll(socket, send(path, type, Buffer.from('{}')));
    let answers = '';
    socket.on('data', (chunk) => {
      answers += chunk;
    });
    socket.resume();
    await expect.poll(() => answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
    socket.destroy();
  });
});
