/** What happens on a connection, over raw sockets. */
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Authenticator } from './access-hook.ts';
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
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as { port: number }).port;
});
afterAll(() => app.close());

function head(length: number): string {
  return `POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
}

/** Writes to the end whatever comes back meanwhile, as a simple client does, and only then listens. */
async function sendAll(socket: Socket, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; at += 65_536) {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.write(bytes.subarray(at, at + 65_536), () => resolve());
    });
    if (at === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('a body that is refused for its size', () => {
  it('is answered where its sender hears it, and the connection goes on', async () => {
    const socket = connect(port, '127.0.0.1').pause();
    await sendAll(socket, Buffer.concat([Buffer.from(head(BODY)), Buffer.alloc(BODY, 32)]));
    await sendAll(socket, Buffer.from(`${head(2)}{}`));
    let answers = '';
    socket.on('data', (piece) => {
      answers += piece;
    });
    socket.resume();
    await expect.poll(() => answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
    socket.destroy();
  });
});
