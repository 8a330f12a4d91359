/** The middleware of deploy/gateways/node in Express, Fastify and Hono, before a handler, with a whole service. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardExpress } from '../../deploy/gateways/node/express.ts';
import { guardFastify } from '../../deploy/gateways/node/fastify.ts';
import { type Caller, createGuard, type Guard, type GuardOptions } from '../../deploy/gateways/node/guard.ts';
import { type GuardedVariables, guardHono } from '../../deploy/gateways/node/hono.ts';
import { freePort, type GatewayWorld, silentPort, startGatewayWorld } from './gateway-world.ts';

let world: GatewayWorld;
beforeAll(async () => {
  world = await startGatewayWorld();
});
afterAll(() => world.close());

interface Running {
  readonly address: string;
  /** How often the handler behind the middleware ran. */
  readonly handled: () => number;
  stop(): Promise<void>;
}

const HEADER = 'x-test-account';

/** `ACCOUNT`, or `ACCOUNT user USER`: what stands in for the authentication of an operator. */
function callerIn(header: string | string[] | undefined): Caller | undefined {
  if (typeof header !== 'string') return undefined;
  const [account = '', subAccount] = header.split(' user ');
  return { account, ...(subAccount === undefined ? {} : { subAccount }) };
}

async function inExpress(guard: Guard): Promise<Running> {
  let handled = 0;
  const app = express();
  app.use(guardExpress(guard, (request) => callerIn(request.get(HEADER))));
  app.post('/v1/messages', (_request, response) => {
    handled++;
    response.json({ action: response.locals.stillwatchAction ?? null });
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handled: () => handled,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function inFastify(guard: Guard): Promise<Running> {
  let handled = 0;
  const app = Fastify({ forceCloseConnections: true });
  guardFastify(app, guard, ({ headers }) => callerIn(headers[HEADER]));
  app.post('/v1/messages', async ({ stillwatchAction }) => {
    handled++;
    return { action: stillwatchAction };
  });
  return { address: await app.listen({ host: '127.0.0.1', port: 0 }), handled: () => handled, stop: () => app.close() };
}

async function inHono(guard: Guard): Promise<Running> {
  let handled = 0;
  const app = new Hono<{ Variables: GuardedVariables }>();
  app.use(guardHono(guard, (context) => callerIn(context.req.header(HEADER))));
  app.post('/v1/messages', (context) => {
    handled++;
    return context.json({ action: context.get('stillwatchAction') ?? null });
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handled: () => handled,
    async stop() {
      server.close();
      await once(server, 'close');
    },
  };
}

describe.each([
  ['Express', inExpress],
  ['Fastify', inFastify],
  ['Hono', inHono],
])('%s', (_, start) => {
  /** What one request gets, with what the guard reported. */
  async function send(account: string | undefined, given: Partial<GuardOptions> = {}) {
    const unanswered: string[] = [];
    const options = { baseUrl: world.address, key: world.key, onUnanswered: (why: string) => unanswered.push(why) };
    const running = await start(createGuard({ ...options, ...given }));
    const started = performance.now();
    const answer = await fetch(`${running.address}/v1/messages`, {
      method: 'POST',
      headers: { connection: 'close', 'content-type': 'application/json', ...(account ? { [HEADER]: account } : {}) },
      body: '{}',
    });
    const body = (await answer.json()) as object;
    const ms = performance.now() - started;
    await running.stop();
    return { status: answer.status, body, handled: running.handled(), unanswered, ms };
  }

  it('runs the handler with the action, whatever the id contains', async () => {
    for (const [account, action] of [
      ['unknown', 'allow'],
      ['reviewed', 'review'],
      ['limited', 'limit'],
      ['a/b,c?d', 'allow'],
    ] as const)
      expect(await send(account), account).toMatchObject({ status: 200, body: { action }, handled: 1, unanswered: [] });
    expect(await send(undefined)).toMatchObject({ status: 200, body: { action: null }, handled: 1 });
  });

  it('refuses a suspended account before the handler', async () => {
    const refused = await send('suspended');
    expect(refused).toMatchObject({ status: 403, body: { error: { type: 'permission_error' } }, handled: 0 });
    expect(await send('router user suspended-user')).toMatchObject({ status: 403, handled: 0 });
    expect(await send('router user other')).toMatchObject({ status: 200, handled: 1 });
    for (const user of ['u'.repeat(200), 'u'.repeat(9_000)])
      expect(await send(`suspended user ${user}`)).toMatchObject({ status: 400, handled: 0 });
  });

  it('fails open within its time, or closed if asked to, and says so', async () => {
    const silent = await silentPort();
    const silence = { baseUrl: `http://127.0.0.1:${silent.port}` };
    const passed = await send('suspended', silence);
    expect(passed).toMatchObject({ status: 200, body: { action: 'unanswered' }, unanswered: ['TimeoutError'] });
    expect(passed.ms).toBeLessThan(2_000);
    expect(await send('unknown', { ...silence, failClosed: true })).toMatchObject({ status: 503, handled: 0 });
    silent.close();
    const nowhere = { baseUrl: `http://127.0.0.1:${await freePort()}` };
    expect(await send('suspended', nowhere)).toMatchObject({ status: 200, unanswered: ['TypeError'] });
    expect(await send('suspended', { key: 'swk_of_none' })).toMatchObject({ status: 200, unanswered: ['401'] });
    expect(await send('suspended', { key: world.wrongKey })).toMatchObject({ status: 200, unanswered: ['403'] });
  });
});
