import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { monotonicClock } from '../base/clock.ts';
import type { Authenticator } from './access-hook.ts';
import { httpListener } from './http-listener.ts';
import { type Api, createServer } from './server.ts';

const nobody: Authenticator = {
  authenticate: async () => ({ ok: false, problem: { code: 'unauthenticated', message: 'Expected a key.' } }),
};

function server(routes: (app: Api) => void = () => {}, started?: () => boolean): Promise<Api> {
  return createServer({ authenticator: nobody, bodyLimit: 1000, ...(started ? { started } : {}) }, routes);
}

const at = { name: 'api', host: '127.0.0.1', monotonic: monotonicClock };

describe('a listener', () => {
  it('says where it listens, and why it cannot', async () => {
    const listener = httpListener(await server(), { ...at, port: 0 });
    const address = await listener.open();
    expect((await fetch(`${address}/v1/openapi.json`)).status).toBe(200);
    const other = httpListener(await server(), { ...at, port: Number(new URL(address).port) });
    await expect(other.open()).rejects.toMatchObject({
      problem: { code: 'address_unusable', message: expect.stringContaining('EADDRINUSE') },
    });
    await Promise.all([listener.close(monotonicClock() + 1000), other.close(monotonicClock() + 1000)]);
  });

  it('finishes requests that run, and cuts off those that do not end', async () => {
    const listener = httpListener(
      await server((app) => {
        app.get('/slow', { config: { access: 'open' } }, async () => {
          await sleep(150);
          return { done: true };
        });
        app.get('/never', { config: { access: 'open' } }, () => new Promise(() => {}));
      }),
      { ...at, port: 0 },
    );
    const address = await listener.open();
    const slow = fetch(`${address}/slow`);
    const never = fetch(`${address}/never`);
    never.catch(() => {});
    await sleep(50);
    const before = performance.now();
    await listener.close(monotonicClock() + 600);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(await (await slow).json()).toEqual({ done: true });
    await expect(never).rejects.toThrow();
    await expect(fetch(`${address}/slow`)).rejects.toThrow();
  });

  it('answers guarded routes with 503 until the parts have started, and open ones at once', async () => {
    let started = false;
    const app = await server(
      (api) => {
        api.get('/open', { config: { access: 'open' } }, async () => ({}));
        api.get('/guarded', { config: { access: { scope: 'read' } } }, async () => ({}));
      },
      () => started,
    );
    expect((await app.inject('/open')).statusCode).toBe(200);
    const early = await app.inject('/guarded');
    expect(early.statusCode).toBe(503);
    expect(early.headers['retry-after']).toBe('5');
    expect(early.json().code).toBe('unavailable');
    started = true;
    expect((await app.inject('/guarded')).statusCode).toBe(401);
    await app.close();
  });
});
