/**
 * Cuts the power of a service's disk at random moments, starts it again, and asks for everything that it had answered: keys,
 * revocations, people, webhooks, account records, exchanges and the audit log. STILLWATCH_CUT_ROUNDS sets how often
 * (`npm run faults:power`: 100), STILLWATCH_SEED the moments; a failure prints the seed.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createRng, type Rng } from '../../src/base/rng.ts';
import { openStores } from '../../src/store/stores.ts';
import { exchange, ndjson } from '../intake-server.ts';
import { PowerCutDisk, whyNoPowerCut } from './power-cut-disk.ts';
import { type SpawnedService, spawnService } from './spawned-service.ts';

const ROUNDS = Number(process.env.STILLWATCH_CUT_ROUNDS ?? 1);
const SEED = process.env.STILLWATCH_SEED ?? `power-cut-${Date.now()}`;
/** A service starts, works for seconds and is started again. */
const TEST_TIMEOUT = 120_000 + ROUNDS * 60_000;
/** Revoked keys that are tried: the service slows down an address that sends more bad keys a minute. */
const PROBED = 30;
/** Longest time between the first answer of a round and the cut, ms. */
const WORK_MS = 3_000;

/** What was answered with success. */
class Answered {
  /** Secrets of keys that are valid, and of those that were revoked. */
  readonly keys = new Map<string, string>();
  readonly revoked = new Set<string>();
  readonly people = new Set<string>();
  readonly webhooks = new Set<string>();
  readonly accounts = new Set<string>();
  readonly exchanges = new Set<string>();
  head = '';

  count(): Record<string, number> {
    const { keys, revoked, people, webhooks, accounts, exchanges } = this;
    const sets = { keys, revoked, people, webhooks, accounts, exchanges };
    return Object.fromEntries(Object.entries(sets).map(([name, { size }]) => [name, size]));
  }
}

type Call = (method: string, path: string, body?: unknown, key?: string) => Promise<{ status: number; body: never }>;

function caller(service: SpawnedService, admin: string): Call {
  return async (method, path, body, key = admin) => {
    const answer = await service.call(method, path, { key, body });
    return { status: answer.status, body: answer.body as never };
  };
}

/** One change of each kind, again and again, until the power is cut; only what was answered counts. */
async function work(call: Call, answered: Answered, rng: Rng, cut: () => boolean): Promise<void> {
  const one = async (change: () => Promise<void>): Promise<void> => {
    while (!cut()) await change().catch(() => delay(20));
  };
  const name = (): string => `n${rng.int(1e9)}`;
  await Promise.all([
    one(async () => {
      const { status, body } = await call('POST', '/v1/keys', { label: name(), scopes: ['ingest'] });
      if (status !== 201) return;
      const { key, token } = body as { key: { id: string }; token: string };
      answered.keys.set(key.id, token);
      if (rng.chance(0.5)) return;
      const ended = await call('POST', `/v1/keys/${key.id}/revoke`, {}).catch(() => null);
      // Without an answer, both may be true.
      answered.keys.delete(key.id);
      if (ended?.status === 200) answered.revoked.add(token);
    }),
    one(async () => {
      const login = name();
      const person = { login, name: login, role: 'analyst', password: 'harbour ladder violet spoon' };
      if ((await call('POST', '/v1/people', person)).status === 201) answered.people.add(login);
      const { status, body } = await call('POST', '/v1/webhooks', { url: `https://example.com/${login}` });
      if (status === 201) answered.webhooks.add((body as { id: string }).id);
    }),
    one(async () => {
      const account = `acct_${name()}`;
      const line = ndjson([{ account, created: '2026-01-01T00:00:00Z', program: 'standard' }]);
      const { status, body } = await call('POST', '/v1/accounts', line);
      if (status === 200 && (body as { accepted: number }).accepted === 1) answered.accounts.add(account);
    }),
    one(async () => {
      const id = name();
      const { status, body } = await call('POST', '/v1/exchanges', exchangeLine(id));
      if (status === 200 && (body as { accepted: number }).accepted === 1) answered.exchanges.add(id);
    }),
    one(async () => {
      const { status, body } = await call('GET', '/v1/audit/head');
      if (status === 200) answered.head = (body as { checkpoint: string }).checkpoint;
    }),
  ]);
}

function exchangeLine(id: string): string {
  return ndjson([exchange(id)]);
}

/** Everything that was answered and is not there. */
async function lost(call: Call, answered: Answered): Promise<string[]> {
  const missing: string[] = [];
  for (const [id, key] of answered.keys) {
    if ((await call('GET', '/v1/session', undefined, key)).status === 401) missing.push(`key ${id}`);
  }
  for (const key of [...answered.revoked].slice(-PROBED)) {
    const { status } = await call('GET', '/v1/session', undefined, key);
    if (status !== 401) missing.push(`revocation (${status})`);
  }
  const listed = JSON.stringify([(await call('GET', '/v1/people')).body, (await call('GET', '/v1/webhooks')).body]);
  for (const name of [...answered.people, ...answered.webhooks]) if (!listed.includes(name)) missing.push(name);
  const again = [...answered.exchanges].map(exchangeLine).join('');
  const { body } = await call('POST', '/v1/exchanges', again);
  const twice = body as { accepted: number; duplicates: number };
  if (answered.exchanges.size > 0 && twice.accepted > 0) missing.push(`${twice.accepted} exchanges`);
  const { body: verdict } = await call('GET', `/v1/audit/verify?head=${encodeURIComponent(answered.head)}`);
  if (answered.head !== '' && !(verdict as { whole: boolean }).whole) missing.push(`audit ${JSON.stringify(verdict)}`);
  return missing;
}

/** Waits until everything in the journal is in the stores. */
async function drained(address: string, admin: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const response = await fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${admin}` } });
        return /^stillwatch_ingest_lag_seconds (\S+)$/m.exec(await response.text())?.[1];
      },
      { timeout: 60_000 },
    )
    .toBe('0');
}

/** Account records are in no answer of the service: they are read from its stores. */
async function lostAccounts(data: string, answered: ReadonlySet<string>): Promise<string[]> {
  const opened = await openStores({ dataDirectory: data });
  if (!opened.ok) throw new Error(opened.problem.message);
  const missing = new Set(answered);
  for await (const page of opened.value.records.accounts(1_000)) for (const { account } of page) missing.delete(account);
  await opened.value.close();
  return [...missing];
}

const reason = whyNoPowerCut();
if (reason !== null) it.skip(`has everything it answered after power cuts: ${reason}`);
else {
  it(
    `has everything it answered after ${ROUNDS} power cuts (seed ${SEED})`,
    async () => {
      const rng = createRng(SEED);
      const disk = new PowerCutDisk();
      onTestFinished(() => disk.remove());
      const data = join(disk.path, 'data');
      const answered = new Answered();
      let admin: string | null = null;
      for (let round = 0; round < ROUNDS; round++) {
        const served = await spawnService({ STILLWATCH_DATA: data });
        admin ??= served.adminKey;
        const call = caller(served, admin as string);
        expect(await lost(call, answered), `before round ${round}`).toEqual([]);
        let cut = false;
        const working = work(call, answered, rng.fork(`round ${round}`), () => cut);
        await delay(rng.int(WORK_MS));
        cut = true;
        disk.cutPower();
        await served.kill();
        await working;
        disk.powerOn();
        if (ROUNDS > 5) console.log(`cut ${round + 1}:`, answered.count());
      }
      const served = await spawnService({ STILLWATCH_DATA: data });
      expect(await lost(caller(served, admin as string), answered)).toEqual([]);
      await drained(served.address, admin as string);
      await served.kill();
      expect(await lostAccounts(data, answered.accounts)).toEqual([]);
      console.log(`${ROUNDS} power cuts, seed ${SEED}: nothing lost of`, answered.count());
    },
    TEST_TIMEOUT,
  );
}
