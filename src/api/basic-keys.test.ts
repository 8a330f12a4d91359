/** Keys as the password of basic credentials: on the routes that say so, and nowhere else. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AccessServer, openRecords, type RecordsWorld, serveAccess } from '../../test/access-world.ts';

let world: RecordsWorld;
let server: AccessServer;
let token: string;
beforeAll(async () => {
  world = await openRecords();
  server = await serveAccess(world.db, {
    server: { limits: { failures: 30 } },
    routes(app) {
      app.get('/basic', { config: { access: { scope: 'ingest' }, basic: true } }, async () => ({}));
      app.get('/other', { config: { access: { scope: 'ingest' } } }, async () => ({}));
    },
  });
  token = await server.key('ingest');
});
afterAll(async () => {
  await server.app.close();
  await server.access.close();
  await world.close();
});

const ask = (url: string, authorization: string) =>
  server.app.inject({ url, headers: { authorization }, remoteAddress: '192.0.2.9' });
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

it('are taken with any user name, and as a bearer token too', async () => {
  for (const user of ['pk-lf-1234', '', 'ä'])
    expect((await ask('/basic', basic(`${user}:${token}`))).statusCode, user).toBe(200);
  expect((await ask('/basic', `Bearer ${token}`)).statusCode).toBe(200);
});

it('are refused on every other route', async () => {
  const answer = await ask('/other', basic(`pk:${token}`));
  expect([answer.statusCode, answer.json().code]).toEqual([401, 'unauthenticated']);
});

it('are checked like bearer tokens: scope, secret, and form', async () => {
  expect((await ask('/basic', basic(`pk:${await server.key('read')}`))).statusCode).toBe(403);
  const wrong = `${token.slice(0, 20)}${token[20] === 'a' ? 'b' : 'a'}${token.slice(21)}`;
  for (const bad of [basic(`pk:${wrong}`), basic(`${token}:`), basic(token), 'Basic', 'Basic !', 'Basic a:b', basic('')]) {
    const answer = await ask('/basic', bad);
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer realm="stillwatch"']);
    expect(answer.body).not.toContain(token);
  }
});

it('count as failures of their address like others', async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 40; i++) statuses.push((await ask('/basic', basic('pk:guess'))).statusCode);
  expect(statuses.at(-1)).toBe(429);
  expect((await ask('/basic', basic(`pk:${token}`))).statusCode, 'a good key from the same address').toBe(200);
});
