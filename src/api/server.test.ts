import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SCOPES, scopesOf } from '../access/principal.ts';
import type { Authenticator } from './access-hook.ts';
import { createServer } from './server.ts';

const denying: Authenticator = {
  authenticate: async () => ({ ok: false, problem: { code: 'unauthenticated', message: 'Expected a key.' } }),
};
const viewer: Authenticator = {
  authenticate: async () => ({
    ok: true,
    value: {
      kind: 'person',
      id: 'p',
      name: 'P',
      tenant: 'default',
      scopes: scopesOf('viewer'),
      role: 'viewer',
    },
  }),
};

describe('the server', () => {
  it('does not start with a route that does not say who may call it', async () => {
    await expect(
      createServer({ authenticator: denying, bodyLimit: 1000 }, (app) => {
        app.get('/v1/forgotten', async () => ({}));
      }),
    ).rejects.toThrow('config.access');
  });

  it('answers a caller without credentials, and one with too little, with problems', async () => {
    for (const [authenticator, status] of [
      [denying, 401],
      [viewer, 403],
    ] as const) {
      const app = await createServer({ authenticator, bodyLimit: 1000 }, (api) => {
        api.get('/v1/guarded', { config: { access: { scope: 'admin' } } }, async () => ({}));
      });
      const answer = await app.inject('/v1/guarded');
      expect(answer.statusCode).toBe(status);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.json().code).toBe(status === 401 ? 'unauthenticated' : 'forbidden');
      await app.close();
    }
  });

  it('takes large bodies on routes for gateways alone', async () => {
    const gateway: Authenticator = {
      authenticate: async () => ({
        ok: true,
        value: { kind: 'key', id: 'k', name: 'K', tenant: 'default', scopes: new Set(SCOPES) },
      }),
    };
    const app = await createServer({ authenticator: gateway, bodyLimit: 4_000_000 }, (api) => {
      for (const scope of SCOPES) api.post(`/v1/${scope}`, { config: { access: { scope } } }, async () => ({}));
    });
    const status = async (scope: string, bytes: number) =>
      (
        await app.inject({
          method: 'POST',
          url: `/v1/${scope}`,
          headers: { 'content-type': 'application/json' },
          payload: JSON.stringify('x'.repeat(bytes)),
        })
      ).statusCode;
    for (const scope of SCOPES) {
      const isGateway = scope === 'ingest' || scope === 'decide';
      expect(await status(scope, 900_000)).toBe(200);
      expect(await status(scope, 2_000_000)).toBe(isGateway ? 200 : 413);
      expect(await status(scope, 4_000_001)).toBe(413);
    }
    await app.close();
  });

  it('says where a body differs from its schema, and describes its routes in OpenAPI 3.1', async () => {
    const app = await createServer({ authenticator: viewer, bodyLimit: 1000 }, (api) => {
      api.post(
        '/v1/things',
        {
          config: { access: { scope: 'read' } },
          schema: { body: z.object({ size: z.number() }), response: { 200: z.object({ size: z.number() }) } },
        },
        async (request) => ({ size: request.body.size }),
      );
    });
    const wrong = await app.inject({ method: 'POST', url: '/v1/things', payload: { size: 'big' } });
    expect(wrong.statusCode).toBe(400);
    expect(wrong.json()).toMatchObject({ code: 'bad_request', where: 'body/size' });
    const right = await app.inject({ method: 'POST', url: '/v1/things', payload: { size: 2 } });
    expect(right.json()).toEqual({ size: 2 });
    const document = (await app.inject('/v1/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(['/v1/things']);
    await app.close();
  });
});
