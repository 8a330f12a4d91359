/** Webhooks over real HTTP to receivers on this machine, with the real outbox; the clock is held still and moved by hand. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appendEvents } from '../../../test/append-events.ts';
import { openRecordDatabase, type RecordDatabase } from '../../../test/record-database.ts';
import { DAY, HOUR, SECOND } from '../../base/clock.ts';
import { ALONE } from '../leadership.ts';
import type { EventType } from './event.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createSeal } from './seal.ts';
import { verifyWebhook } from './signature.ts';
import { type DeliveryOptions, retryAfter, startWebhookDelivery, type WebhookDelivery } from './webhook-delivery.ts';
import { createWebhookStore, type WebhookStore, type WithSecret } from './webhook-store.ts';
import { type ResolvedAddress, resolveName } from './webhook-target.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const RULES = { allowPrivate: true, allowHttp: true };
let records: RecordDatabase;
let outbox: Outbox;
let webhooks: WebhookStore;
let delivery: WebhookDelivery | null = null;
let now = Date.UTC(2026, 1, 3);
let receiver: Server;
let url: string;
let got: Received[];
/** What the receiver answers with; null: hangs up in the middle. */
let answer: () => { status: number; headers?: Record<string, string> } | null;
const log: string[] = [];

beforeAll(async () => {
  records = await openRecordDatabase('webhooks');
});
afterAll(() => records.close());

beforeEach(async () => {
  for (const table of ['webhooks', 'events'] as const) await records.db.deleteFrom(table).execute();
  outbox = createOutbox({ db: records.db, clock: () => now });
  webhooks = createWebhookStore({
    db: records.db,
    outbox,
    seal: createSeal([Buffer.alloc(32, 1)], randomBytes),
    clock: () => now,
    random: randomBytes,
    rules: RULES,
  });
  got = [];
  answer = () => ({ status: 204 });
  receiver = await listen(0);
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?a=1`;
});
afterEach(async () => {
  await delivery?.close();
  delivery = null;
  receiver.closeAllConnections();
  receiver.close();
});

function listen(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      const said = answer();
      if (said === null) request.socket.destroy();
      else response.writeHead(said.status, said.headers).end('thanks');
    });
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

function start(options: Partial<DeliveryOptions> = {}): WebhookDelivery {
  delivery = startWebhookDelivery({
    db: records.db,
    outbox,
    webhooks,
    leadership: ALONE,
    clock: () => now,
    monotonic: () => now,
    chance: () => 0.987654,
    resolve: resolveName,
    log: (message) => log.push(message),
    ...RULES,
    ...options,
  });
  return delivery;
}

async function create(events: EventType[] = []): Promise<WithSecret> {
  const made = await webhooks.create(url, events);
  if (!made.ok) throw new Error(made.problem.message);
  return made.value;
}

const tell = (campaign: string, type: EventType = 'campaign.found') =>
  appendEvents(records.db, outbox, [{ type, time: now, data: { campaign } }]);
const campaigns = () => got.map(({ body }) => JSON.parse(body).data.campaign);

describe('a webhook', () => {
  it('gets the events it asked for, in order, signed for who has the secret', async () => {
    const { secret, webhook } = await create(['campaign.found']);
    start();
    await tell('C-1');
    await tell('C-2', 'campaign.ended');
    await tell('C-3');
    await expect.poll(campaigns).toEqual(['C-1', 'C-3']);
    for (const { headers, body } of got) expect(verifyWebhook(secret, headers, body, now).ok).toBe(true);
    const ids = got.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(2);
    expect(JSON.parse(got[0]?.body ?? '')).toEqual({
      type: 'campaign.found',
      timestamp: new Date(now).toISOString(),
      data: { campaign: 'C-1' },
    });
    await expect
      .poll(async () => (await webhooks.deliveries(webhook.id, null, 10)).map(({ outcome, status }) => [outcome, status]))
      .toEqual([
        ['delivered', 204],
        ['delivered', 204],
      ]);
  });

  it('gets nothing from before it was made, and what came while nobody sent', async () => {
    await tell('C-before');
    await create();
    await tell('C-after');
    start();
    await expect.poll(campaigns).toEqual(['C-after']);
  });

  it('gets an event again with the same id when its receiver dies in the middle, and the next ones behind it', async () => {
    const { webhook } = await create();
    answer = () => null;
    start();
    await tell('C-1');
    await tell('C-2');
    await expect.poll(() => webhooks.find(webhook.id).then((one) => one?.attempts)).toBe(1);
    const { port } = receiver.address() as AddressInfo;
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
    now += 5 * SECOND;
    await expect.poll(() => webhooks.find(webhook.id).then((one) => one?.attempts), { timeout: 5_000 }).toBe(2);
    expect((await webhooks.deliveries(webhook.id, null, 1))[0]).toMatchObject({
      outcome: 'retrying',
      attempts: 2,
      status: null,
      reason: 'ECONNREFUSED',
    });
    answer = () => ({ status: 200 });
    receiver = await listen(port);
    now += 10 * SECOND;
    await expect.poll(campaigns, { timeout: 5_000 }).toEqual(['C-1', 'C-1', 'C-2']);
    expect(got[1]?.headers['webhook-id']).toBe(got[0]?.headers['webhook-id']);
    await expect.poll(() => webhooks.find(webhook.id).then((one) => one?.failingSince)).toBe(null);
  });

  it('does not hold up another', async () => {
    const other = await listen(0);
    const first = await webhooks.create(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`, []);
    other.close();
    expect(first.ok).toBe(true);
    await create();
    start();
    await tell('C-1');
    await expect.poll(campaigns).toEqual(['C-1']);
  });

  it('that does not take an event for days has it put aside as dead, and goes on', async () => {
    const { webhook } = await create();
    answer = () => ({ status: got.length > 2 ? 200 : 500 });
    start({ giveUp: DAY });
    await tell('C-old');
    for (const attempts of [1, 2]) {
      // Noted, not only received: the next attempt is due by the clock as it is then.
      await expect.poll(() => webhooks.find(webhook.id).then((one) => one?.attempts), { timeout: 5_000 }).toBe(attempts);
      now += DAY;
    }
    await tell('C-new');
    await expect.poll(campaigns, { timeout: 5_000 }).toEqual(['C-old', 'C-old', 'C-old', 'C-new']);
  });

  it('that has taken nothing for long is made inactive, an event says so, and it can be let go on', async () => {
    const { webhook } = await create();
    answer = () => ({ status: 503, headers: { 'retry-after': '30' } });
    start({ disableAfter: HOUR, giveUp: 30 * DAY });
    await tell('C-1');
    await expect.poll(() => webhooks.find(webhook.id).then((one) => one?.nextAttempt)).toBe(now + 30 * SECOND);
    now += 2 * HOUR;
    await expect.poll(() => webhooks.find(webhook.id).then((one) => one?.active), { timeout: 5_000 }).toBe(false);
    const { events } = await outbox.read(webhook.after, 10);
    expect(events.at(-1)).toMatchObject({
      type: 'webhook.disabled',
      data: { webhook: webhook.id, because: 'failing' },
    });
    answer = () => ({ status: 200 });
    await webhooks.setActive(webhook.id, true);
    await expect.poll(() => webhooks.find(webhook.id).then((one) => one?.after), { timeout: 5_000 }).toBe(webhook.after + 2);
  });

  it('that says it is gone is asked no more', async () => {
    const { webhook } = await create();
    answer = () => ({ status: 410 });
    start();
    await tell('C-1');
    await expect.poll(() => webhooks.find(webhook.id).then((one) => one?.inactiveBecause)).toBe('gone');
    now += 30 * DAY;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(got).toHaveLength(1);
  });

  it('is not followed elsewhere', async () => {
    const { webhook } = await create();
    answer = () => ({ status: 307, headers: { location: url } });
    start();
    await tell('C-1');
    await expect.poll(() => webhooks.deliveries(webhook.id, null, 1).then(([one]) => one?.status)).toBe(307);
    expect(got).toHaveLength(1);
  });

  it('has two signatures while its secret is being replaced, and one afterwards', async () => {
    const { webhook, secret: old } = await create();
    const rotated = await webhooks.rotate(webhook.id, HOUR);
    start();
    await tell('C-1');
    await expect.poll(() => got.length).toBe(1);
    const [first] = got as [Received];
    for (const secret of [old, rotated?.secret as string])
      expect(verifyWebhook(secret, first.headers, first.body, now).ok).toBe(true);
    now += HOUR;
    await tell('C-2');
    await expect.poll(() => got.length).toBe(2);
    const second = got[1] as Received;
    expect(verifyWebhook(old, second.headers, second.body, now).ok).toBe(false);
    expect(verifyWebhook(rotated?.secret as string, second.headers, second.body, now).ok).toBe(true);
  });

  it('whose secret no key opens any more is not sent to unsigned', async () => {
    const { webhook } = await create();
    const elsewhere = createWebhookStore({
      db: records.db,
      outbox,
      seal: createSeal([Buffer.alloc(32, 2)], randomBytes),
      clock: () => now,
      random: randomBytes,
      rules: RULES,
    });
    const sender = start({ webhooks: elsewhere });
    expect(await sender.test(webhook.id)).toMatchObject({
      status: null,
      reason: 'webhook_secret_unreadable',
    });
    expect(got).toHaveLength(0);
  });

  it('that answers slowly, or never ends, is given up in time', async () => {
    const stuck = createServer((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.on('close', () => clearInterval(timer));
    });
    const silent = createServer(() => {});
    for (const server of [stuck, silent]) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const sender = start({ timeout: 300 });
    const test = async (server: Server) => {
      const made = await webhooks.create(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, []);
      if (!made.ok) throw new Error(made.problem.message);
      return sender.test(made.value.webhook.id);
    };
    expect(await test(stuck)).toMatchObject({ status: 200 });
    expect(await test(silent)).toEqual({ status: null, reason: 'timeout', retryAfter: null });
    const connections = () =>
      new Promise<number>((resolve, reject) => stuck.getConnections((error, n) => (error ? reject(error) : resolve(n))));
    await expect.poll(connections).toBe(0);
    for (const server of [stuck, silent]) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('does not hold up a service that stops, and gets the event when one starts again', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const made = await webhooks.create(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/`, []);
    if (!made.ok) throw new Error(made.problem.message);
    const { id } = made.value.webhook;
    const sender = start();
    await tell('C-1');
    await expect
      .poll(() => new Promise((resolve) => silent.getConnections((_, n) => resolve(n))), { timeout: 5_000 })
      .toBe(1);
    const began = performance.now();
    await sender.close();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await webhooks.find(id)).toMatchObject({ attempts: 0, failingSince: null });
    silent.closeAllConnections();
    silent.close();
    await records.db.updateTable('webhooks').set({ url }).where('id', '=', id).execute();
    start();
    await expect.poll(campaigns).toEqual(['C-1']);
  });

  it('does not reach this machine through a name, unless that is allowed', async () => {
    const { port } = receiver.address() as AddressInfo;
    const made = await webhooks.create(`http://hooks.example.com:${port}/`, []);
    if (!made.ok) throw new Error(made.problem.message);
    const asked: string[] = [];
    const resolve = async (name: string): Promise<ResolvedAddress[]> => {
      asked.push(name);
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const strict = start({ allowPrivate: false, resolve });
    expect(await strict.test(made.value.webhook.id)).toMatchObject({ reason: 'webhook_target_refused' });
    expect(got).toHaveLength(0);
    await strict.close();
    const lax = start({ resolve });
    expect(await lax.test(made.value.webhook.id)).toMatchObject({ status: 204, reason: null });
    expect(got[0]?.headers.host).toBe(`hooks.example.com:${port}`);
    expect(asked).toEqual(['hooks.example.com', 'hooks.example.com']);
  });
});

describe('a retry', () => {
  it('waits twice as long each time up to some hours, half of it by chance, and as long as it was asked to', () => {
    expect([1, 2, 3, 4].map((n) => retryAfter(n, null, 1_000, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(retryAfter(1, null, 1_000, 0)).toBe(500);
    expect(retryAfter(1, null, 1_000, 0.123456), 'whole ms: the store has no others').toBe(562);
    expect(retryAfter(200, null, 1_000, 1)).toBe(6 * HOUR);
    expect(retryAfter(1, 60, 1_000, 1)).toBe(60_000);
  });
});

describe('a secret', () => {
  it('is in the database only sealed, and opens in its own row alone', async () => {
    const first = await create();
    const second = await create();
    const rows = await records.db.selectFrom('webhooks').selectAll().execute();
    for (const { secret } of [first, second]) expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
    const moved = rows.find(({ id }) => id === first.webhook.id)?.secret as string;
    await records.db.updateTable('webhooks').set({ secret: moved }).where('id', '=', second.webhook.id).execute();
    expect(await webhooks.secrets(first.webhook.id)).toEqual({ ok: true, value: [first.secret] });
    expect(await webhooks.secrets(second.webhook.id)).toMatchObject({
      problem: { code: 'webhook_secret_unreadable' },
    });
  });
});
