/** The routes of webhooks on real parts, and what the audit log is told. */
import { randomBytes } from 'node:crypto';
import { createServer as createReceiver, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordDatabase, type RecordDatabase } from '../../../test/record-database.ts';
import type { AuditEntry } from '../../access/audit-trail.ts';
import { SCOPES, scopesOf } from '../../access/principal.ts';
import { createOutbox } from '../../service/events/outbox.ts';
import { createSeal } from '../../service/events/seal.ts';
import { verifyWebhook } from '../../service/events/signature.ts';
import { startWebhookDelivery, type WebhookDelivery } from '../../service/events/webhook-delivery.ts';
import { createWebhookStore } from '../../service/events/webhook-store.ts';
import { resolveName } from '../../service/events/webhook-target.ts';
import { ALONE } from '../../service/leadership.ts';
import { type Api, createServer } from '../server.ts';
import { addWebhookRoutes } from './webhooks.ts';

let records: RecordDatabase;
let delivery: WebhookDelivery;
let app: Api;
let receiver: Server;
let url: string;
let now = Date.UTC(2026, 1, 3);
let scopes = new Set(SCOPES) as ReadonlySet<(typeof SCOPES)[number]>;
const audited: AuditEntry[] = [];
const got: { headers: Record<string, string | string[] | undefined>; body: string }[] = [];

beforeAll(async () => {
  records = await openRecordDatabase('webhook-routes');
  receiver = createReceiver((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const clock = () => now;
  const rules = { allowPrivate: true, allowHttp: true };
  const outbox = createOutbox({ db: records.db, clock });
  const webhooks = createWebhookStore({
    db: records.db,
    outbox,
    seal: createSeal([Buffer.alloc(32, 1)], randomBytes),
    clock,
    random: randomBytes,
    rules,
  });
  delivery = startWebhookDelivery({
    db: records.db,
    outbox,
    webhooks,
    leadership: ALONE,
    clock,
    chance: () => 1,
    resolve: resolveName,
    log: () => {},
    ...rules,
  });
  const key = () => ({ kind: 'key', id: 'k1', name: 'K', tenant: 'default', scopes }) as const;
  app = await createServer(
    { authenticator: { authenticate: async () => ({ ok: true, value: key() }) }, bodyLimit: 10_000 },
    (api) =>
      addWebhookRoutes(api, {
        webhooks,
        delivery,
        audit: { record: async (entry) => void audited.push(entry) },
      }),
  );
});
afterAll(async () => {
  await app.close();
  await delivery.close();
  receiver.close();
  await records.close();
});

const call = async (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) => {
  const answer = await app.inject({ method, url: `/v1/webhooks${path}`, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
};

describe('/v1/webhooks', () => {
  let id: string;
  let secret: string;

  it('makes one and shows its secret once', async () => {
    const made = await call('POST', '', { url, events: ['campaign.found'] });
    expect(made.status).toBe(201);
    ({ id, secret } = made.body);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const listed = await call('GET', '');
    expect(listed.body.webhooks).toMatchObject([{ id, url, events: ['campaign.found'], active: true }]);
    expect(JSON.stringify(listed.body)).not.toContain(secret);
  });

  it('sends a test that who has the secret believes', async () => {
    expect(await call('POST', `/${id}/test`)).toEqual({
      status: 200,
      body: { delivered: true, status: 204, reason: null },
    });
    const [{ headers, body }] = got as [(typeof got)[0]];
    expect(verifyWebhook(secret, headers, body, now).ok).toBe(true);
    expect(JSON.parse(body).type).toBe('webhook.test');
  });

  it('rotates a secret with an overlap, stops one and lets it go on', async () => {
    const rotated = await call('POST', `/${id}/rotate`, { overlap_ms: 60_000 });
    expect(rotated.body.secret).not.toBe(secret);
    expect(rotated.body.old_secret_until).toBe(new Date(now + 60_000).toISOString());
    const again = await call('POST', `/${id}/rotate`);
    expect(again.body.old_secret_until).toBe(new Date(now + 24 * 3_600_000).toISOString());
    expect((await call('POST', `/${id}/active`, { active: false })).body).toMatchObject({
      active: false,
      inactive_because: 'stopped',
    });
    expect((await call('POST', `/${id}/active`, { active: true })).body.active).toBe(true);
    now += 1;
  });

  it('refuses targets it may not send to, and types it does not have', async () => {
    const ftp = await call('POST', '', { url: 'ftp://example.com/' });
    expect([ftp.status, ftp.body.code]).toEqual([400, 'webhook_target_refused']);
    expect((await call('POST', '', { url, events: ['no.such'] })).status).toBe(400);
  });

  it('ends one, and knows it no more', async () => {
    expect((await call('GET', `/${id}/deliveries`)).body).toEqual({ deliveries: [] });
    expect((await call('DELETE', `/${id}`)).status).toBe(204);
    for (const [method, path, payload] of [
      ['DELETE', `/${id}`],
      ['POST', `/${id}/test`],
      ['POST', `/${id}/rotate`, {}],
      ['POST', `/${id}/active`, { active: true }],
      ['GET', `/${id}/deliveries`],
    ] as const)
      expect((await call(method, path, payload)).status, path).toBe(404);
  });

  it('refuses an id that the record store could not even hold', async () => {
    for (const id of ['%00', 'wh_%00', 'a%20b', '%F0%9F%94%91'])
      expect((await call('POST', `/${id}/rotate`, {})).status, id).toBe(400);
  });

  it('tells the audit log who did what, and no secret', () => {
    expect(audited.map(({ action }) => action)).toEqual([
      'webhook.created',
      'webhook.rotated',
      'webhook.rotated',
      'webhook.stopped',
      'webhook.activated',
      'webhook.deleted',
    ]);
    for (const entry of audited) expect(entry.actor).toEqual({ kind: 'key', id: 'k1' });
    expect(JSON.stringify(audited)).not.toContain('whsec_');
  });

  it('is for administrators', async () => {
    scopes = scopesOf('approver');
    for (const [method, path] of [
      ['GET', ''],
      ['POST', ''],
      ['DELETE', '/x'],
    ] as const)
      expect((await call(method, path, method === 'POST' ? { url } : undefined)).status).toBe(403);
  });
});
