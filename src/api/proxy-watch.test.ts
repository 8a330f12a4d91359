import { Writable } from 'node:stream';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { addProxyWatch } from './proxy-watch.ts';

/** A server that takes the header `caller` for who is calling. */
function watched() {
  const lines: { msg: string }[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const app = Fastify({ logger: { level: 'warn', stream } });
  let counted = 0;
  app.decorateRequest('principal', null);
  app.addHook('onRequest', async (request) => {
    const id = request.headers.caller;
    if (typeof id === 'string') request.principal = { kind: 'key', id, name: id, tenant: 'default', scopes: new Set() };
  });
  addProxyWatch(app, () => counted++);
  app.get('/', async () => '');
  const ask = (remoteAddress: string, headers: Record<string, string>) => app.inject({ url: '/', remoteAddress, headers });
  return { ask, warnings: () => lines.map(({ msg }) => msg), counted: () => counted };
}

it('warns once of a proxy on a private address that is not trusted, and counts what it sends', async () => {
  const { ask, warnings, counted } = watched();
  await ask('203.0.113.7', { 'x-forwarded-for': '198.51.100.1' });
  await ask('10.0.0.1', {});
  expect([warnings(), counted()]).toEqual([[], 0]);
  await ask('::ffff:10.0.0.1', { 'x-forwarded-for': '198.51.100.1' });
  await ask('fd00::1', { forwarded: 'for=198.51.100.1' });
  expect([warnings(), counted()]).toEqual([['requests come through a proxy that is not trusted'], 2]);
});

it('warns when several callers all have one private address, and not when one has another', async () => {
  const [same, spread] = [watched(), watched()];
  for (let k = 0; k < 1_000; k++) {
    await same.ask('10.0.0.1', { caller: `c${k % 3}` });
    await spread.ask(k === 500 ? '10.0.0.2' : '10.0.0.1', { caller: `c${k % 3}` });
  }
  expect([same.warnings(), spread.warnings()]).toEqual([['all callers come from one private address'], []]);
});
