/** What never reaches a route, over real connections: answered as a problem that repeats nothing, or ended. */
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Authenticator } from './access-hook.ts';
import type { DoneRequest } from './request-observer.ts';
import { type Api, createServer, type ServerOptions } from './server.ts';

const nobody: Authenticator = {
  authenticate: async () => ({ ok: false, problem: { code: 'unauthenticated', message: 'Expected a key.' } }),
};
const CANARY = 'zanzibar';
const PAGE = 'x'.repeat(500_000);

let app: Api;
afterEach(() => app.close());

async function listen(more: Partial<ServerOptions> = {}): Promise<number> {
  app = await createServer({ authenticator: nobody, bodyLimit: 1000, ...more }, (api) => {
    api.get('/v1/open/:id', { config: { access: 'open' } }, async () => ({}));
    api.post('/v1/open', { config: { access: 'open' } }, async () => ({}));
    api.get('/v1/page', { config: { access: 'open' } }, async (_, reply) => reply.send(PAGE as never));
    api.get('/v1/half', { config: { access: 'open' } }, async (_, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { 'content-length': '100' });
      reply.raw.write('half of it');
      return reply as never;
    });
    api.get('/v1/long', { config: { access: 'open' } }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      return { done: true };
    });
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
}

/** Everything that the server says to these bytes until it ends the connection, or for so long. */
async function say(port: number, bytes: string, patience = 2_000): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    if (/\r\n\r\n.*\}$/s.test(text)) socket.destroy();
  });
  socket.on('error', () => {});
  socket.setTimeout(patience, () => socket.destroy());
  socket.write(bytes, 'latin1');
  await once(socket, 'close');
  return text;
}

function problemIn(text: string): Record<string, unknown> {
  const [head, body] = text.split('\r\n\r\n');
  expect(head?.toLowerCase()).toContain('content-type: application/problem+json');
  return JSON.parse(body ?? '');
}

describe('broken HTTP', () => {
  it.each([
    ['a request without Host', 'GET /v1/open/a HTTP/1.1\r\n\r\n', 400, 'bad_request'],
    ['bytes that are no request', `${CANARY}\r\n\r\n`, 400, 'bad_request'],
    [
      'a chunk without a size',
      'POST /v1/open HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      400,
      'bad_request',
    ],
    [
      'two lengths',
      'POST /v1/open HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n',
      400,
      'bad_request',
    ],
    [
      'headers without end',
      `GET /v1/open/a HTTP/1.1\r\nHost: x\r\nX: ${CANARY.repeat(4_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    ['a path that is no UTF-8', `GET /v1/open/${CANARY}%ff HTTP/1.1\r\nHost: x\r\n\r\n`, 400, 'bad_request'],
    ['a parameter without end', `GET /v1/open/${CANARY.repeat(100)} HTTP/1.1\r\nHost: x\r\n\r\n`, 414, 'path_too_long'],
  ])('%s is answered with a problem that repeats nothing', async (_, bytes, status, code) => {
    const text = await say(await listen(), bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(problemIn(text)).toMatchObject({ type: 'about:blank', status, code });
    expect(text).not.toContain(CANARY);
  });

  it('behind a request is not answered in the middle of the answer to that', async () => {
    const port = await listen();
    const later = connect(port, '127.0.0.1');
    let seen = '';
    later.on('data', (chunk) => {
      if (seen === '') later.write(`${CANARY}\r\n\r\n`);
      seen += chunk.toString('latin1');
    });
    later.on('error', () => {});
    later.write('GET /v1/half HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(later, 'close');
    expect(seen).toMatch(/half of it$/);
  });

  it('of a path that cannot be read is seen by the observer', async () => {
    const seen: DoneRequest[] = [];
    const port = await listen({ observe: (request) => seen.push(request) });
    await say(port, 'GET /v1/open/%ff HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(seen).toMatchObject([{ method: 'GET', route: null, status: 400, principal: null }]);
  });

  it('is not an expectation that nobody knows: the request is answered', async () => {
    const text = await say(await listen(), `GET /v1/open/a HTTP/1.1\r\nHost: x\r\nExpect: ${CANARY}\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe('a connection', () => {
  it('above the most that there may be is ended at once, and another may come when one has gone', async () => {
    const port = await listen({ connections: 2 });
    const held = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    await expect.poll(() => open()).toBe(2);
    const request = 'GET /v1/open/a HTTP/1.1\r\nHost: x\r\n\r\n';
    expect(await say(port, request)).toBe('');
    held[0]?.destroy();
    await expect.poll(() => open()).toBe(1);
    expect(await say(port, request)).toMatch(/^HTTP\/1.1 200 /);
    held[1]?.destroy();
  });
});

describe('an answer', () => {
  it('that nobody reads is not kept for ever', async () => {
    const port = await listen({ patience: 300 });
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.pause();
    // More than what the kernel takes for both sides.
    socket.write('GET /v1/page HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(40));
    await expect.poll(() => open(), { timeout: 5_000 }).toBe(1);
    await expect.poll(() => open(), { timeout: 5_000 }).toBe(0);
    socket.destroy();
  });

  it('is not made for more requests than a connection may have before it reads', async () => {
    const port = await listen();
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /v1/long HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(100));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    const count = (status: number) => text.split(`HTTP/1.1 ${status} `).length - 1;
    await expect.poll(() => [count(200), count(429)], { timeout: 10_000 }).toEqual([64, 36]);
    // Those are answered: there is room again.
    socket.write('GET /v1/open/a HTTP/1.1\r\nHost: x\r\n\r\n');
    await expect.poll(() => count(200), { timeout: 10_000 }).toBe(65);
    socket.destroy();
  });

  it('that takes longer than that to make is waited for', async () => {
    const text = await say(await listen({ patience: 300 }), 'GET /v1/long HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(text).toContain('{"done":true}');
  });
});

async function open(): Promise<number> {
  return new Promise((resolve) => app.server.getConnections((_, count) => resolve(count)));
}
