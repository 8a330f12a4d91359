/**
 * Accounts and users that are named by mail addresses, IP addresses and phone numbers, through the whole service: they are found,
 * decided on and answered for under what the caller calls them, and no byte of the data directory or of a backup has one.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { fixture } from '../src/ingest/fixtures/read.ts';
import { restoreBackup } from '../src/service/backup/restore.ts';
import { openDataDirectory } from '../src/store/directory/data-directory.ts';
import { exchange } from './intake-server.ts';
import { liveWorld } from './live-world.ts';
import { type StartedService, serveInProcess } from './started-service.ts';

/** Starts whole services and lets them detect. */
const TEST_TIMEOUT = 360_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const DOMAIN = 'mailbox.example';
const PERSONAL = ['lena.stein@mail.example', '198.51.100.77', '+49 1512 9473806', '2001:db8::77'] as const;
/** What must be nowhere, in any part. The domain of an account's mail address is kept (docs/security-and-privacy.md). */
const SECRETS = [DOMAIN, 'lena.stein', '198.51.100.77', '9473806', '2001:db8::77'];

let root: string;
let service: StartedService;
let behind = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-personal-'));
});
afterAll(async () => {
  await service?.stop();
  rmSync(root, { recursive: true, force: true });
});

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = { authorization: `Bearer ${service.adminKey}`, ...init.headers };
  const answer = await fetch(`${service.address}${path}`, { ...init, headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

interface Receipt {
  readonly accepted: number;
  readonly rejected: number;
  readonly hashed_identifiers?: number;
}

function send<T = Receipt>(path: string, body: unknown, type = 'application/json'): Promise<T> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return ask<T>(path, { method: 'POST', headers: { 'content-type': type }, body: text });
}

async function until<T>(work: () => Promise<T>, enough: (value: T) => boolean): Promise<T> {
  for (const end = Date.now() + 120_000; ; await delay(500)) {
    const value = await work();
    if (enough(value)) return value;
    if (Date.now() > end) throw new Error(`nothing came of it: ${JSON.stringify(value).slice(0, 500)}`);
  }
}

/** A world whose every account is a mail address, sent as records. @returns the addresses by their hashed ids' decisions */
async function sendWorld(): Promise<string[]> {
  const world = await liveWorld(root, { world: 'feb-2026', scale: 0.002, seed: 3, days: 10, honest: 0.2 }, [1]);
  behind = Date.now() - world.end;
  service = await serveInProcess(
    { STILLWATCH_DATA: join(root, 'data'), STILLWATCH_BACKUPS_DIRECTORY: join(root, 'backups') },
    {},
    () => Date.now() - behind,
  );
  const accounts = new Set<string>();
  for (const path of world.parts.flat()) {
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    const mailed = lines.map((line) => {
      const record = JSON.parse(line) as { account?: string };
      if (record.account === undefined) return line;
      const account = `${record.account}@${DOMAIN}`;
      accounts.add(account);
      return JSON.stringify({ ...record, account });
    });
    for (let at = 0; at < mailed.length; at += 500) {
      const body = mailed.slice(at, at + 500).join('\n');
      const receipt = await send('/v1/exchanges', body, 'application/x-ndjson');
      expect(receipt.rejected).toBe(0);
      if (body.includes(DOMAIN)) expect(receipt.hashed_identifiers).toBeGreaterThan(0);
    }
  }
  return [...accounts];
}

/** The same kinds of ids, through every other door. */
async function sendElsewhere(time: number): Promise<void> {
  const wire = PERSONAL.flatMap((id, n) => [
    exchange(`p-${n}`, { time, account: id }),
    exchange(`q-${n}`, { time, account: 'router', sub_account: id, session: id }),
    { account: id, created: time - 1e8, program: 'standard', email_domain: `lena.stein@mail.example`, router: false },
  ]);
  const receipt = await send('/v1/exchanges', wire);
  expect(receipt).toMatchObject({ accepted: 12, rejected: 0, hashed_identifiers: 12 });

  const [payload] = readFileSync(fixture('litellm.ndjson'), 'utf8').split('\n');
  const litellm = PERSONAL.map((id, n) => {
    const record = JSON.parse(payload as string) as Record<string, unknown>;
    return { ...record, id: `l-${n}`, startTime: time / 1_000, endTime: time / 1_000 + 1, end_user: id };
  });
  expect(await send('/v1/litellm', litellm)).toMatchObject({ accepted: 4, hashed_identifiers: 4 });

  const spans = PERSONAL.map((id, n) => ({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: `00f067aa0ba902b${n}`,
    startTimeUnixNano: String(time * 1e6),
    attributes: Object.entries({
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'large-4',
      'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: 'Open the lock.' }] }]),
      'user.email': id,
    }).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  }));
  expect(await send<object>('/v1/traces', { resourceSpans: [{ scopeSpans: [{ spans }] }] })).toEqual({});
}

/** Bytes of every file below a folder that contain one of the texts; files with none are left out. */
function found(folder: string, texts: readonly string[]): string[] {
  const hits: string[] = [];
  let files = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files++;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    for (const text of texts) {
      for (const spelling of [Buffer.from(text), Buffer.from(text, 'utf16le')]) {
        if (bytes.includes(spelling)) hits.push(`${entry.name}: ${text}`);
      }
    }
  }
  expect(files).toBeGreaterThan(0);
  return hits;
}

/** Every text in both stores of a data directory that is not in use. */
async function storedTexts(path: string): Promise<string> {
  const opened = await openDataDirectory({ path });
  if (!opened.ok) throw new Error(opened.problem.message);
  const directory = opened.value;
  const db = await directory.database();
  const tables = await db.introspection.getTables();
  expect(tables.length).toBeGreaterThan(5);
  const texts = [JSON.stringify(await directory.exchanges.rows('SELECT * FROM names'))];
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`SELECT t::text AS text FROM ${sql.table(name)} AS t`.execute(db);
    texts.push(...rows.map(({ text }) => text));
  }
  await directory.close();
  return texts.join('\n');
}

interface Current {
  readonly account: string;
  readonly action: string;
  readonly campaign: string | null;
}

it('are found, decided on and answered for, and stored nowhere', async () => {
  const accounts = await sendWorld();
  await sendElsewhere(Date.now() - behind - 60_000);

  const proposals = await until(
    () => ask<{ proposals: { account: string }[] }>('/v1/decision-proposals'),
    (page) => page.proposals.length > 0,
  );
  for (const { account } of proposals.proposals) expect(account).toMatch(/^email_[0-9a-f]{16}$/);
  // Enforced some hours later, as everything is.
  behind -= 14 * 3_600_000;
  const answers = await Promise.all(
    accounts.map(async (raw) => ({ raw, ...(await ask<Current>(`/v1/decisions/${encodeURIComponent(raw)}`)) })),
  );
  const acted = answers.filter(({ action }) => action !== 'allow');
  expect(acted.length).toBeGreaterThan(0);
  const proposed = new Set(proposals.proposals.map(({ account }) => account));
  expect(acted.some(({ account }) => proposed.has(account))).toBe(true);
  const [one] = acted;
  // Another spelling of the same address, the stored id, and a request before it runs give the same decision.
  for (const id of [one?.raw.toUpperCase(), one?.account]) {
    expect(await ask<Current>(`/v1/decisions/${encodeURIComponent(id as string)}`)).toMatchObject({ action: one?.action });
  }
  const request = { account: one?.raw, model: 'large-4', request: { messages: [{ role: 'user', content: 'Hello.' }] } };
  expect(await send<Current>('/v1/decide', request)).toMatchObject({ action: one?.action });
  const finding = await ask<{ account: string; finding?: object }>(
    `/v1/accounts/${encodeURIComponent(one?.raw as string)}/finding`,
  );
  expect(finding).toMatchObject({ account: one?.account, finding: {} });

  const metrics = await (await fetch(`${service.metricsAddress}/metrics`)).text();
  for (const kind of ['email', 'ip', 'phone']) {
    expect(metrics).toMatch(new RegExp(`stillwatch_ingest_hashed_identifiers_total\\{kind="${kind}"\\} [1-9]`));
  }
  expect(metrics).toMatch(/stillwatch_ingest_callers_total\{source="user\.email"\} 4/);

  await send('/v1/backups', {});
  await until(
    () => ask<{ last: { state: string } | null }>('/v1/backups'),
    ({ last }) => last?.state === 'complete',
  );
  const events = await ask<unknown>('/v1/events', { headers: { accept: 'application/json' } });
  const said = JSON.stringify([events, await ask('/v1/campaigns'), await ask('/v1/audit'), await ask('/v1/decisions')]);
  for (const secret of SECRETS) expect(said).not.toContain(secret);
  // While it runs, so that the journal and the write-ahead logs are searched too.
  expect(found(join(root, 'data'), SECRETS)).toEqual([]);
  expect(await service.stop()).toEqual([]);
  expect(found(join(root, 'data'), SECRETS)).toEqual([]);
  expect(found(join(root, 'backups'), SECRETS)).toEqual([]);
  // Columns and backups are compressed: their contents are searched as well.
  const [backup] = readdirSync(join(root, 'backups')).filter((name) => !name.startsWith('.'));
  const from = join(root, 'backups', backup as string);
  const restored = await restoreBackup({
    from,
    data: join(root, 'restored'),
    key: { kind: 'file', path: join(root, 'data', 'identity.key') },
    clock: Date.now,
  });
  expect(restored.ok ? null : restored.problem).toBeNull();
  for (const folder of ['data', 'restored']) {
    const texts = await storedTexts(join(root, folder));
    expect(texts).toMatch(/email_[0-9a-f]{16}/);
    expect(texts).toMatch(/ip_[0-9a-f]{16}/);
    for (const secret of SECRETS) expect(texts.includes(secret), `${folder}: ${secret}`).toBe(false);
  }
});

it('are stored as they come if the setting says so', async () => {
  await service?.stop();
  const data = join(root, 'raw');
  service = await serveInProcess({ STILLWATCH_DATA: data, STILLWATCH_INGEST_HASH_IDENTIFIERS: 'false' });
  const receipt = await send('/v1/exchanges', [exchange(1, { time: Date.now(), account: PERSONAL[0] })]);
  expect(receipt).toMatchObject({ accepted: 1 });
  expect(receipt.hashed_identifiers).toBeUndefined();
  expect(found(join(data, 'journal'), [PERSONAL[0]])).not.toEqual([]);
});
