import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAccess } from '../src/access/access.ts';
import { OidcSettings } from '../src/access/oidc/settings.ts';
import { SCOPES } from '../src/access/principal.ts';
import { type Api, createServer } from '../src/api/server.ts';
import { openRecords, type RecordsWorld, serveAccess, somebody } from './access-world.ts';
import { walkRoutes } from './walk-routes.ts';

/** Every route of a service is called. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let world: RecordsWorld;
beforeAll(async () => {
  world = await openRecords();
});
afterAll(() => world.close());

async function foreignKey(): Promise<string> {
  const other = createAccess(world.db, { clock: Date.now, tenant: 'other' });
  return (await other.keys.create({ label: 'theirs', scopes: SCOPES }, somebody)).token;
}

const oidc = OidcSettings.parse({
  issuer: 'https://idp.example',
  clientId: 'c',
  roles: [{ role: 'admin', group: 'g' }],
});

describe('every route', () => {
  it('turns away who has no key, a wrong scope, the key of another tenant, or a cookie without its token', async () => {
    const { app, access, key } = await serveAccess(world.db, { oidc });
    const admin = await access.people.admit({
      issuer: 'https://idp',
      subject: 's',
      name: 'S',
      role: 'admin',
    });
    const session = await access.sessions.begin(admin.ok ? admin.value.id : '');
    const cookie = `__Host-stillwatch-session=${session.id}`;
    expect((await app.inject({ url: '/v1/keys', headers: { cookie } })).statusCode).toBe(200);
    const walk = await walkRoutes(app, { key, foreign: await foreignKey(), cookie });
    expect(walk.wrong).toEqual([]);
    expect(walk.routes.length).toBeGreaterThan(20);
    // Whoever adds to these says so here.
    expect(walk.open.toSorted()).toEqual([
      'GET /v1/docs',
      'GET /v1/oidc/callback',
      'GET /v1/oidc/login',
      'GET /v1/openapi.json',
      'HEAD /v1/docs',
      'HEAD /v1/oidc/callback',
      'HEAD /v1/oidc/login',
      'HEAD /v1/openapi.json',
      'POST /v1/session',
    ]);
    expect(walk.signedIn.toSorted()).toEqual([
      'DELETE /v1/session',
      'GET /v1/session',
      'HEAD /v1/session',
      'PUT /v1/session/password',
    ]);
    await app.close();
  });

  it('is walked: hidden ones, those with parameters, and those for people alone', async () => {
    const { app, key } = await serveAccess(world.db, { routes: addSome });
    const walk = await walkRoutes(app, { key, foreign: await foreignKey() });
    expect(walk.wrong).toEqual([]);
    expect(walk.routes).toEqual(expect.arrayContaining(SOME));
    await app.close();
  });

  it('that lets in whom it must not is found by the walk', async () => {
    const { key } = await serveAccess(world.db);
    const principal = {
      kind: 'key',
      id: 'k',
      name: 'k',
      tenant: 'default',
      scopes: new Set(SCOPES),
    } as const;
    const trusting = { authenticate: async () => ({ ok: true, value: principal }) as const };
    const app = await createServer({ authenticator: trusting, bodyLimit: 1_000 }, addSome);
    const { wrong } = await walkRoutes(app, { key, foreign: await foreignKey() });
    for (const route of SOME) expect(wrong).toContain(`${route}: without a key: expected 401, got ${STATUS[route] ?? 200}`);
    expect(wrong).toContain('GET /v1/hidden/:id: with a wrong scope: expected 403, got 200');
    await app.close();
  });
});

const SOME = ['GET /v1/hidden/:id', 'HEAD /v1/hidden/:id', 'POST /v1/approve'];
/** Who is for people alone is not fooled by a key with every scope. */
const STATUS: Record<string, number> = { 'POST /v1/approve': 403 };

function addSome(api: Api): void {
  api.get('/v1/hidden/:id', { config: { access: { scope: 'share' } }, schema: { hide: true } }, async () => ({}));
  api.post('/v1/approve', { config: { access: { scope: 'review', person: 'reviewer' } } }, async () => ({}));
}
