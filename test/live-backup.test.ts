/** Backups of the running service: made while exchanges come in, and restored with every acknowledged one in them, once. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hash64BigInt } from '../src/kernels/hash.ts';
import { startService } from '../src/serve.ts';
import { verifyBackup } from '../src/service/backup/manifest.ts';
import { restoreBackup } from '../src/service/backup/restore.ts';
import { readConfig } from '../src/service/config/sources.ts';
import type { RunningService } from '../src/service/service.ts';
import { openStores } from '../src/store/stores.ts';
import { exchange, ndjson } from './intake-server.ts';
import { serveInProcess } from './started-service.ts';

/** Each test starts whole services; up to 120 s on a busy machine. */
const TEST_TIMEOUT = 360_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const PASSPHRASE = 'a passphrase for this test';
const BATCH = 400;
const SENDERS = 2;
/** Between two requests of a sender, ms: without it, most of the time goes into data that the backups only have to carry. */
const PAUSE_MS = 50;

interface Run {
  readonly id: string;
  readonly state: 'running' | 'complete' | 'failed';
  readonly problem: { readonly code: string } | null;
}

let root: string;
const at = (name: string): string => join(root, name);
const ended: (() => Promise<unknown>)[] = [];

async function serve(data: string, more: Record<string, string> = {}): Promise<RunningService & { stop(): Promise<void> }> {
  const service = await serveInProcess({ STILLWATCH_DATA: data, ...more });
  ended.push(service.stop);
  return {
    ...service,
    stop: async () => {
      expect(await service.stop()).toEqual([]);
    },
  };
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-live-backup-'));
});
afterAll(async () => {
  for (const end of ended) await end();
  rmSync(root, { recursive: true, force: true });
});

/** Sends until it is stopped; knows what was acknowledged. */
function startSending(address: string, key: string) {
  const acknowledged = new Set<string>();
  const accounts = new Set<string>();
  let next = 0;
  let stopping = false;
  const send = async (): Promise<void> => {
    while (!stopping) {
      const records = Array.from({ length: BATCH }, () => exchange(next++));
      const account = {
        account: `registered-${next}`,
        created: '2026-01-01T00:00:00Z',
        program: 'standard',
        email: `p${next}@example.com`,
      };
      const answer = await fetch(`${address}/v1/exchanges`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
        body: ndjson([...records, account]),
      });
      const receipt = (await answer.json()) as { accepted?: number };
      if (receipt.accepted !== BATCH + 1) throw new Error(`${answer.status} ${JSON.stringify(receipt)}`);
      for (const record of records) acknowledged.add(record.id as string);
      accounts.add(account.account);
      await delay(PAUSE_MS);
    }
  };
  const running = Promise.all(Array.from({ length: SENDERS }, send));
  return {
    acknowledged,
    accounts,
    async stop(): Promise<void> {
      stopping = true;
      await running;
    },
  };
}

describe('a running service with a folder for backups', () => {
  let service: Awaited<ReturnType<typeof serve>>;
  let key = '';
  const taken: { id: string; exchanges: string[]; accounts: string[] }[] = [];
  let everything: string[] = [];
  const call = (path: string, method = 'GET') =>
    fetch(`${service.address}${path}`, { method, headers: { authorization: `Bearer ${key}` } });
  const state = async () =>
    (await (await call('/v1/backups')).json()) as {
      last: Run | null;
      backups: { id: string; exchanges: number; bytes: number }[];
    };
  const finished = async (): Promise<Run> => {
    for (let tries = 0; tries < 600; tries++) {
      const { last } = await state();
      if (last !== null && last.state !== 'running') return last;
      await delay(50);
    }
    throw new Error('the backup did not end');
  };

  beforeAll(async () => {
    // What a killed process left.
    mkdirSync(join(at('backups'), 'stillwatch-20260101T000000000Z.partial'), { recursive: true });
    writeFileSync(at('passphrase'), `${PASSPHRASE}\n`);
    service = await serve(at('data'), {
      STILLWATCH_BACKUPS_DIRECTORY: at('backups'),
      STILLWATCH_BACKUPS_PASSPHRASE_FILE: at('passphrase'),
      STILLWATCH_BACKUPS_KEEP_COUNT: '2',
    });
    key = service.adminKey as string;
    expect(readdirSync(at('backups'))).toEqual([]);
  });

  it('backs itself up before anything has come', async () => {
    expect((await call('/v1/backups', 'POST')).status).toBe(202);
    const { id } = await finished();
    const [kept] = (await state()).backups;
    expect(kept).toMatchObject({ id, exchanges: 0 });
    cpSync(join(at('backups'), id), join(at('copies'), 'empty'), { recursive: true });
    rmSync(join(at('backups'), id), { recursive: true });
  });

  it('backs itself up while exchanges come in, one backup at a time', async () => {
    const sending = startSending(service.address, key);
    ended.unshift(() => sending.stop());
    for (const rows of [1_000, 3_000]) {
      while (sending.acknowledged.size < rows) await delay(10);
      const before = { exchanges: [...sending.acknowledged], accounts: [...sending.accounts] };
      const answer = await call('/v1/backups', 'POST');
      expect(answer.status).toBe(202);
      const { id } = (await answer.json()) as Run;
      const second = await call('/v1/backups', 'POST');
      expect(second.status).toBe(409);
      expect(await second.json()).toMatchObject({ code: 'backup_running' });
      const during = sending.acknowledged.size;
      expect(await finished()).toMatchObject({ id, state: 'complete', problem: null });
      expect(sending.acknowledged.size, 'exchanges came in meanwhile').toBeGreaterThan(during);
      taken.push({ id, ...before });
    }
    await sending.stop();
    const { backups } = await state();
    expect(backups.map(({ id }) => id)).toEqual(taken.map(({ id }) => id).reverse());
    expect(backups[0]?.bytes).toBeGreaterThan(100_000);

    cpSync(at('backups'), at('copies'), { recursive: true });
    everything = [...sending.acknowledged];
  });

  it('leaves nothing of the copies behind, counts, and writes down who asked', async () => {
    expect(existsSync(join(at('data'), 'spool', 'backup-records'))).toBe(false);
    expect(readdirSync(at('backups')).filter((name) => name.endsWith('.partial'))).toEqual([]);
    const metrics = await (await fetch(`${service.metricsAddress}/metrics`)).text();
    expect(metrics).toContain('stillwatch_backups_total{result="complete"} 3');
    expect(metrics).toContain('stillwatch_backup_running 0');
    expect(metrics).toMatch(/stillwatch_backup_last_bytes [1-9]/);
    const { entries } = (await (await call('/v1/audit')).json()) as { entries: { action: string }[] };
    const actions = entries.map(({ action }) => action);
    expect(actions.filter((one) => one === 'backup.started')).toHaveLength(3);
    expect(actions.filter((one) => one === 'backup.complete')).toHaveLength(3);
  });

  it('keeps as many as it was told to, and touches nothing else in the folder', async () => {
    writeFileSync(join(at('backups'), 'note.txt'), 'mine');
    const [newest, oldest] = (await state()).backups;
    expect((await call('/v1/backups', 'POST')).status).toBe(202);
    const { id } = await finished();
    expect((await state()).backups.map((one) => one.id)).toEqual([id, newest?.id]);
    expect(existsSync(join(at('backups'), oldest?.id as string))).toBe(false);
    expect(readFileSync(join(at('backups'), 'note.txt'), 'utf8')).toBe('mine');
  });

  it('says so when the folder cannot be written to, and goes on', async () => {
    rmSync(at('backups'), { recursive: true });
    writeFileSync(at('backups'), 'a file');
    const answer = await call('/v1/backups', 'POST');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'backup_folder_unusable' });
    rmSync(at('backups'));
    expect((await call('/v1/backups', 'POST')).status).toBe(202);
    expect(await finished()).toMatchObject({ state: 'complete' });
  });

  it('stopped in the middle of one, ends in time and leaves no draft', async () => {
    expect((await call('/v1/backups', 'POST')).status).toBe(202);
    await service.stop();
    expect(readdirSync(at('backups')).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('restores with everything that was acknowledged before, exactly once', async () => {
    expect(taken).toHaveLength(2);
    taken.unshift({ id: 'empty', exchanges: [], accounts: [] });
    for (const { id, exchanges, accounts } of taken) {
      const from = join(at('copies'), id);
      expect((await verifyBackup(from)).ok).toBe(true);
      const data = at(`restored-${id}`);
      const restored = await restoreBackup({
        from,
        data,
        key: { kind: 'sealed', passphrase: PASSPHRASE },
        clock: Date.now,
      });
      expect(restored.ok ? null : restored.problem).toBeNull();
      const again = await serve(data);
      const verified = await fetch(`${again.address}/v1/audit/verify`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(await verified.json()).toMatchObject({ whole: true });
      await again.stop();
      const stores = await openStores({ dataDirectory: data });
      if (!stores.ok) throw new Error(stores.problem.message);
      try {
        const counts = new Map<bigint, number>();
        for await (const ids of stores.value.exchanges.ids())
          for (const one of ids) counts.set(one, (counts.get(one) ?? 0) + 1);
        expect(exchanges.filter((one) => !counts.has(hash64BigInt(one)))).toEqual([]);
        expect([...counts.values()].filter((count) => count !== 1)).toEqual([]);
        const sent = new Set([...everything].map(hash64BigInt));
        expect([...counts.keys()].filter((one) => !sent.has(one))).toEqual([]);
        const stored = new Set<string>();
        for await (const page of stores.value.records.accounts()) for (const { account } of page) stored.add(account);
        expect(accounts.filter((one) => !stored.has(one))).toEqual([]);
      } finally {
        await stores.value.close();
      }
    }
  });
});

describe('a running service without such a folder', () => {
  it('refuses, says what to set, and takes no path from whoever asks', async () => {
    const service = await serve(at('plain'));
    const ask = (body: object) =>
      fetch(`${service.address}/v1/backups`, {
        method: 'POST',
        headers: { authorization: `Bearer ${service.adminKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await ask({ directory: at('elsewhere'), out: at('elsewhere') })).status).toBe(400);
    const answer = await ask({});
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'backup_off', where: 'backups.directory' });
    expect(existsSync(at('elsewhere'))).toBe(false);
    await service.stop();
  });

  it('does not start with one within its data directory', async () => {
    const read = readConfig({
      STILLWATCH_DATA: at('within'),
      STILLWATCH_LISTEN_PORT: '0',
      STILLWATCH_BACKUPS_DIRECTORY: join(at('within'), 'backups'),
    });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const started = await startService({
      config: read.config,
      clock: Date.now,
      log: { write: () => {} },
      signal: new AbortController().signal,
    });
    expect(started).toMatchObject({ ok: false, problem: { code: 'backup_target_unusable' } });
  });
});
