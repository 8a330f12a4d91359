import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { SCOPES } from '../access/principal.ts';
import type { Authenticator } from './access-hook.ts';
import { addHeldBodies } from './held-bodies.ts';
import { type Api, createServer } from './server.ts';

const everything: Authenticator = {
  authenticate: async () => ({
    ok: true,
    value: { kind: 'key', id: 'k', name: 'K', tenant: 'default', scopes: new Set(SCOPES) },
  }),
};
const BODY = JSON.stringify('x'.repeat(500_000));

let app: Api;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await app.close();
});

async function listen(most: number): Promise<number> {
  app = await createServer({ authenticator: everything, bodyLimit: 1_000_000 }, (api) => {
    addHeldBodies(api as never, most);
    api.post('/v1/decide', { config: { access: { scope: 'decide' } } }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return {};
    });
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
}

/** All of a body but its end. */
async function hold(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => {});
  const head = `POST /v1/decide HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n`;
  socket.write(head + BODY.slice(0, -1));
  await once(socket, 'drain');
  await new Promise((resolve) => setTimeout(resolve, 300));
}

async function post(port: number): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`http://127.0.0.1:${port}/v1/decide`, { method: 'POST', headers, body: BODY });
}

it('takes bodies while there is room, tells who comes with more to come back, and has room again afterwards', async () => {
  const port = await listen(1_200_000);
  expect((await post(port)).status).toBe(200);
  expect((await post(port)).status).toBe(200);
  expect((await post(port)).status).toBe(200);
  await Promise.all([hold(port), hold(port)]);
  const refused = await post(port);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({ code: 'too_many_requests' });
  for (const socket of sockets) socket.destroy();
  await expect.poll(async () => (await post(port)).status).toBe(200);
});

it('has the room again of requests behind each other whose connection is cut', async () => {
  const port = await listen(1_200_000);
  const body = JSON.stringify('x'.repeat(100_000));
  const head = `POST /v1/decide HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  for (let round = 0; round < 4; round++) {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.write((head + body).repeat(8));
    await new Promise((resolve) => setTimeout(resolve, 150));
    socket.destroy();
  }
  await expect.poll(async () => (await post(port)).status).toBe(200);
});
