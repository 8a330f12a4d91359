/**
 * One policy decides everywhere: when another version is activated, campaigns, account findings, events, webhooks and
 * decisions follow it. The whole service over HTTP, on its embedded stores.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOUR } from '../src/base/clock.ts';
import { ACTIONS } from '../src/model/vocabulary.ts';
import { liveWorld } from './live-world.ts';
import { type StartedService, serveInProcess } from './started-service.ts';

/** Ms: for what the service does by itself, on a busy machine. */
const SOON = { timeout: 100_000, interval: 250 };
/** Asks for less than the default policy does of any campaign. */
const MILDER = {
  format: 1,
  version: 'milder',
  rules: [
    {
      name: 'watch-only',
      at: 'finding',
      when: 'campaign.found',
      give: { action: 'watch' },
      reason: 'Only watch.',
    },
  ],
};

interface Told {
  readonly type: string;
  readonly data: { readonly campaign: string; readonly action: string; readonly event: string };
}
interface Campaigns {
  readonly look: { readonly started: string } | null;
  readonly campaigns: readonly { readonly id: string; readonly action: string }[];
}
interface AccountFindings {
  readonly finding?: { readonly campaign: string | null; readonly action: string };
}
interface Standing {
  readonly action: string;
  readonly policy: string;
  readonly campaign: string | null;
}

let root: string;
let service: StartedService;
let receiver: Server;
let behind = 0;
const delivered: Told[] = [];
const streamed: Told[] = [];
const closing = new AbortController();

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-policy-'));
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      delivered.push(JSON.parse(body));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
});

afterAll(async () => {
  closing.abort();
  await service?.stop();
  receiver.close();
  rmSync(root, { recursive: true, force: true });
});

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${service.address}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${service.adminKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function send(lines: readonly string[]): Promise<void> {
  const answer = await fetch(`${service.address}/v1/exchanges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.adminKey}`, 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

/** Follows the event stream until the test ends. */
async function follow(): Promise<void> {
  const answer = await fetch(`${service.address}/v1/events`, {
    headers: { authorization: `Bearer ${service.adminKey}`, accept: 'text/event-stream' },
    signal: closing.signal,
  });
  if (answer.body === null) throw new Error('the stream has no body');
  let text = '';
  for await (const chunk of answer.body) {
    text += Buffer.from(chunk).toString('utf8');
    const whole = text.split('\n\n');
    text = whole.pop() ?? '';
    for (const event of whole) {
      const data = event.split('\n').find((line) => line.startsWith('data:'));
      if (data !== undefined) streamed.push(JSON.parse(data.slice('data:'.length)));
    }
  }
}

const campaigns = () => call<Campaigns>('GET', '/v1/campaigns');
const findingOf = async (account: string) =>
  (await call<AccountFindings>('GET', `/v1/accounts/${encodeURIComponent(account)}/finding`)).finding;
const standingOf = (account: string) => call<Standing>('GET', `/v1/decisions/${encodeURIComponent(account)}`);
const changesIn = (events: readonly Told[], campaign: string) =>
  events
    .filter(({ type, data }) => type === 'campaign.changed' && data.campaign === campaign)
    .map(({ data }) => data.action);

it('has campaigns, account findings, events, webhooks and decisions follow a policy that is activated', async () => {
  const options = { world: 'feb-2026', scale: 0.001, seed: 5, days: 4, honest: 0.1 } as const;
  const world = await liveWorld(root, options, [1]);
  behind = Date.now() - world.end;
  service = await serveInProcess(
    { STILLWATCH_DATA: join(root, 'data'), STILLWATCH_WEBHOOKS_ALLOW_PRIVATE_ADDRESSES: 'true' },
    {},
    () => Date.now() - behind,
  );
  const { port } = receiver.address() as AddressInfo;
  await call('POST', '/v1/webhooks', { url: `http://127.0.0.1:${port}/` });
  follow().catch((error) => {
    if (!closing.signal.aborted) throw error;
  });
  for (const path of world.parts.flat()) {
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    for (let at = 0; at < lines.length; at += 500) await send(lines.slice(at, at + 500));
  }
  // Until the last run has seen everything: from here on no run changes anything.
  const unseen = async () => {
    const answer = await fetch(`${service.metricsAddress}/metrics`);
    const line = /^stillwatch_detection_unseen_age_seconds(?:\{[^}]*\})? (\S+)$/m.exec(await answer.text());
    return Number(line?.[1] ?? Number.NaN);
  };
  await expect.poll(async () => (await campaigns()).campaigns.length, SOON).toBeGreaterThan(0);
  await expect.poll(unseen, SOON).toBe(0);

  // An account that the default policy asks to verify, some hours later, as it enforces that.
  behind -= 14 * HOUR;
  const before = await campaigns();
  const [{ id, action }] = before.campaigns as [Campaigns['campaigns'][number]];
  expect(ACTIONS.indexOf(action as (typeof ACTIONS)[number])).toBeGreaterThan(ACTIONS.indexOf('review'));
  const { accounts } = await call<{ accounts: string[] }>('GET', `/v1/campaigns/${id}`);
  let account = '';
  for (const member of accounts) if ((await standingOf(member)).action === 'verify') account = member;
  expect(await standingOf(account)).toMatchObject({ action: 'verify', policy: 'default-4', campaign: id });
  expect(await findingOf(account)).toMatchObject({ action, campaign: id });
  const told = { streamed: changesIn(streamed, id).length, delivered: changesIn(delivered, id).length };

  await call('POST', '/v1/policies', MILDER);
  await call('POST', '/v1/policies/milder/activate');

  await expect
    .poll(async () => new Set((await campaigns()).campaigns.map((campaign) => campaign.action)), SOON)
    .toEqual(new Set(['watch']));
  expect(await call('GET', `/v1/campaigns/${id}`)).toMatchObject({
    action: 'watch',
    action_reason: expect.stringContaining('policy milder'),
  });
  await expect.poll(() => findingOf(account), SOON).toMatchObject({ action: 'watch', campaign: id });
  await expect.poll(() => standingOf(account), SOON).toMatchObject({ action: 'watch', policy: 'milder', campaign: id });
  await expect.poll(() => changesIn(streamed, id).slice(told.streamed), SOON).toEqual(['watch']);
  await expect.poll(() => changesIn(delivered, id).slice(told.delivered), SOON).toEqual(['watch']);
  const last = streamed.findLast(({ type, data }) => type === 'campaign.changed' && data.campaign === id);
  expect(last?.data.event, 'the campaign itself is the same').toBe('continued');
  const { states } = await call<{ states: { action: string }[] }>('GET', `/v1/campaigns/${id}/history`);
  expect(states.at(-1)?.action).toBe('watch');

  // And back again, still without another detection run.
  await call('POST', '/v1/policies/default-4/activate');
  await expect.poll(async () => (await campaigns()).campaigns, SOON).toEqual(before.campaigns);
  await expect.poll(() => findingOf(account), SOON).toMatchObject({ action });
  await expect.poll(() => changesIn(streamed, id).slice(told.streamed), SOON).toEqual(['watch', action]);
  await expect.poll(() => changesIn(delivered, id).slice(told.delivered), SOON).toEqual(['watch', action]);
  expect((await campaigns()).look, 'no detection ran in between').toEqual(before.look);
}, 300_000);
