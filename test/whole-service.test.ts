/** The whole service: who may call what, and the way from an exchange over HTTP to a decision, across a restart. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAccess } from '../src/access/access.ts';
import { SCOPES, type Scope } from '../src/access/principal.ts';
import { addHealthRoutes } from '../src/api/routes/health.ts';
import { createServer } from '../src/api/server.ts';
import { HOUR } from '../src/base/clock.ts';
import { startService } from '../src/serve.ts';
import { wire } from '../src/serve-parts.ts';
import { readConfig } from '../src/service/config/sources.ts';
import { createLog } from '../src/service/operations/log.ts';
import { METRICS } from '../src/service/operations/metric-table.ts';
import type { RunningService, ServiceOptions } from '../src/service/service.ts';
import { openStores } from '../src/store/stores.ts';
import { liveWorld } from './live-world.ts';
import { walkRoutes } from './walk-routes.ts';

/** Each test starts whole services and lets them detect. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-whole-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function optionsFor(data: string, clock: () => number, signal = new AbortController().signal): ServiceOptions {
  const read = readConfig({
    STILLWATCH_DATA: data,
    STILLWATCH_LISTEN_PORT: '0',
    STILLWATCH_DETECTION_MIN_INTERVAL_MS: '1000',
    STILLWATCH_BACKUPS_DIRECTORY: `${data}-backups`,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { config: read.config, clock, log: { write: () => {} }, signal };
}

describe('every route of the service', () => {
  it('turns away who has no key, a wrong scope or the key of another tenant', async () => {
    const options = optionsFor(join(root, 'walked'), Date.now);
    const stores = await openStores({ dataDirectory: options.config.data });
    if (!stores.ok) throw new Error(stores.problem.message);
    const log = createLog({ level: 'silent', clock: Date.now, output: options.log });
    const wired = await wire(options, stores.value, log);
    const app = await createServer({ authenticator: wired.authenticator, bodyLimit: 10_000 }, async (api) => {
      addHealthRoutes(api, async () => ({ state: 'running', ready: true, parts: [] }));
      await wired.routes(api);
    });
    const db = await stores.value.database();
    const somebody = { kind: 'key', id: 'test' } as const;
    const keyOf = async (tenant: string, scopes: readonly Scope[]) =>
      (await createAccess(db, { clock: Date.now, tenant }).keys.create({ label: 'l', scopes }, somebody)).token;

    const walk = await walkRoutes(app, {
      key: (...scopes) => keyOf('default', scopes),
      foreign: await keyOf('other', SCOPES),
    });
    expect(walk.wrong).toEqual([]);
    expect(walk.routes).toEqual(
      expect.arrayContaining([
        'POST /v1/exchanges',
        'POST /v1/traces',
        'POST /v1/decide',
        'GET /v1/decisions/:account',
        'GET /v1/campaigns',
        'GET /v1/events',
        'POST /v1/webhooks',
        'POST /v1/policies',
        'GET /v1/audit',
        'POST /v1/keys',
        'POST /v1/backups',
      ]),
    );
    // Whoever adds to these says so here.
    expect(walk.open.filter((route) => !route.startsWith('HEAD')).toSorted()).toEqual([
      'GET /healthz',
      'GET /readyz',
      'GET /v1/docs',
      'GET /v1/openapi.json',
      'POST /v1/session',
    ]);
    await app.close();
    for (const part of wired.parts.toReversed()) await part.stop?.(Date.now() + 10_000);
    await stores.value.close();
  });
});

describe('a world sent to the service', () => {
  let service: RunningService | null = null;
  let controller: AbortController;
  let key = '';
  let clock: () => number = Date.now;

  const start = async (): Promise<void> => {
    controller = new AbortController();
    const started = await startService(optionsFor(join(root, 'data'), clock, controller.signal));
    if (!started.ok) throw new Error(JSON.stringify(started.problem));
    service = started.value;
  };
  const adminKey = () => service?.adminKey;
  const stop = async (): Promise<void> => {
    controller.abort();
    expect(await service?.ended).toEqual([]);
    service = null;
  };
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${service?.address}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, ...init.headers },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const until = async <T>(work: () => Promise<T>, enough: (value: T) => boolean): Promise<T> => {
    for (const end = Date.now() + 100_000; ; await delay(500)) {
      const value = await work();
      if (enough(value)) return value;
      if (Date.now() > end) throw new Error(`nothing came of it: ${JSON.stringify(value).slice(0, 500)}`);
    }
  };
  const post = (path: string, body: unknown, headers: Record<string, string>) =>
    fetch(`${service?.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  /** As a person does it: logged in, with the token of the session; the second proposal at once. */
  const approve = async (late: string, atOnce: string): Promise<void> => {
    const account = { login: 'approver', password: 'a long enough passphrase' };
    const made = await post(
      '/v1/people',
      { ...account, name: 'Approver', role: 'approver' },
      { authorization: `Bearer ${key}` },
    );
    expect(made.status).toBe(201);
    const session = await post('/v1/session', account, {});
    const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const { csrf_token } = (await session.json()) as { csrf_token: string };
    expect((await post(`/v1/decisions/${late}/approve`, {}, { cookie })).status).toBe(403);
    for (const [decision, body] of [
      [late, {}],
      [atOnce, { at_once: true }],
    ] as const) {
      const approved = await post(`/v1/decisions/${decision}/approve`, body, {
        cookie,
        'x-csrf-token': csrf_token,
      });
      expect(approved.status, await approved.text()).toBe(200);
    }
  };
  interface Campaigns {
    readonly look: { readonly started: string } | null;
    readonly campaigns: readonly { readonly id: string; readonly action: string }[];
  }
  interface Proposals {
    readonly proposals: readonly {
      readonly id: string;
      readonly account: string;
      readonly campaign: string;
      readonly action: string;
    }[];
  }
  interface Standing {
    readonly action: string;
    readonly campaign: string | null;
  }

  afterAll(async () => {
    if (service !== null) await stop();
  });

  it('becomes campaigns, decisions and events, which outlive a restart', async () => {
    const world = await liveWorld(root, { world: 'feb-2026', scale: 0.002, seed: 3, days: 10, honest: 0.2 }, [1]);
    let behind = Date.now() - world.end;
    clock = () => Date.now() - behind;
    await start();
    key = adminKey() ?? '';
    expect(key).toMatch(/^swk_/);

    let accepted = 0;
    for (const path of world.parts.flat()) {
      const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
      for (let at = 0; at < lines.length; at += 500) {
        const receipt = await ask<{ accepted: number; rejected: number }>('/v1/exchanges', {
          method: 'POST',
          headers: { 'content-type': 'application/x-ndjson' },
          body: lines.slice(at, at + 500).join('\n'),
        });
        expect(receipt.rejected).toBe(0);
        accepted += receipt.accepted;
      }
    }
    expect(accepted).toBeGreaterThan(world.exchanges);

    // By a run that began when all had come, or that has been the last for a while: another would decide anew.
    const sent = clock();
    let last = { started: '', seen: Date.now() };
    const found = await until(
      () => ask<Campaigns>('/v1/campaigns'),
      ({ look, campaigns }) => {
        const started = look?.started ?? '';
        if (started !== last.started) last = { started, seen: Date.now() };
        return campaigns.length >= 2 && (Date.parse(started) >= sent || Date.now() - last.seen > 15_000);
      },
    );
    // What limits or suspends is proposed, and stands when a person has approved it.
    const { proposals } = await until(
      () => ask<Proposals>('/v1/decision-proposals'),
      (page) => page.proposals.length > 1,
    );
    const [proposal, urgent] = proposals;
    expect(found.campaigns.map(({ id }) => id)).toContain(proposal?.campaign);
    const standing = `/v1/decisions/${encodeURIComponent(proposal?.account ?? '')}`;
    expect((await ask<Standing>(standing)).action).not.toBe(proposal?.action);
    // Until then the account is asked to verify: some hours later, as whatever is enforced.
    behind -= 14 * HOUR;
    expect(await ask<Standing>(standing)).toMatchObject({ action: 'verify', campaign: proposal?.campaign });
    await approve(proposal?.id ?? '', urgent?.id ?? '');
    const other = `/v1/decisions/${encodeURIComponent(urgent?.account ?? '')}`;
    expect((await ask<Standing>(other)).action).toBe(urgent?.action);
    // Enforced some hours later, so that the moment does not tell what tripped it.
    expect((await ask<Standing>(standing)).action).not.toBe(proposal?.action);
    behind -= 14 * HOUR;
    expect(await ask<Standing>(standing)).toMatchObject({
      action: proposal?.action,
      campaign: proposal?.campaign,
    });
    const events = await ask<{ events: { type: string }[] }>('/v1/events', {
      headers: { accept: 'application/json' },
    });
    expect(events.events.map(({ type }) => type)).toContain('campaign.found');
    const metrics = await fetch(`${service?.address}/metrics`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const figures = await metrics.text();
    expect(figures).toMatch(new RegExp(`stillwatch_ingest_exchanges_total(\\{[^}]*\\})? ${accepted}\\n`));
    // What has a label is there from its first value on: an action that stands, a line that was set aside.
    const missing = METRICS.filter(({ name }) => !new RegExp(`^${name}(\\{[^}]*\\})? `, 'm').test(figures));
    expect(missing.filter(({ label }) => label === undefined).map(({ name }) => name)).toEqual([]);

    await stop();
    await start();
    expect(adminKey()).toBeNull();
    const again = await ask<Campaigns>('/v1/campaigns');
    expect(again.campaigns.map(({ id }) => id)).toEqual(found.campaigns.map(({ id }) => id));
    expect((await ask<Standing>(standing)).action).toBe(proposal?.action);
    const { entries } = await ask<{ entries: { action: string }[] }>('/v1/audit');
    expect(entries.map(({ action }) => action)).toContain('decision.approved');
  }, 240_000);
});
