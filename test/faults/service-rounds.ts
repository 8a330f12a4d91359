/**
 * A service that works on everything it can acknowledge, backups and detection under way, is struck at random moments and started
 * again, round after round; before each round and in the end it must have everything that it had acknowledged.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { openStores, type Stores } from '../../src/store/stores.ts';
import { liveWorld } from '../live-world.ts';
import type { AcknowledgedKind, KindParts } from './acknowledged-kinds.ts';
import * as kinds from './acknowledged-kinds.ts';
import { settingsOf, type TierServers } from './fault-tiers.ts';
import { type SpawnedService, spawnService } from './spawned-service.ts';

export interface ServiceRounds {
  /** Folder for the data directory and the backups. */
  readonly folder: string;
  readonly servers: TierServers;
  readonly rounds: number;
  readonly seed: string;
  /** Ends the service where it stands, in the way of the test; the folder and the servers are there again when it resolves. */
  strike(service: SpawnedService): Promise<void>;
}

/** Longest time between the start of a round's work and its end, ms. */
const WORK_MS = 4_000;
/** Between two changes of a kind, ms. */
const PAUSE_MS = 25;
const KEEP_BACKUPS = 2;
/** Ms: what the service does by itself, on a busy machine. */
const SETTLED = { timeout: 400_000, interval: 500 };

/** Runs the rounds; fails if anything acknowledged is missing. */
export async function serviceRounds({ folder, servers, rounds, seed, strike }: ServiceRounds): Promise<void> {
  const rng = createRng(seed);
  const data = join(folder, 'data');
  const backups = join(folder, 'backups');
  const settings = {
    STILLWATCH_DATA: data,
    STILLWATCH_BACKUPS_DIRECTORY: backups,
    STILLWATCH_BACKUPS_KEEP_COUNT: String(KEEP_BACKUPS),
    ...settingsOf(servers.servers),
  };
  let admin: string | null = null;
  let service: SpawnedService | null = null;
  const start = async (): Promise<SpawnedService> => {
    service = await spawnService(settings, admin);
    admin = service.adminKey;
    return service;
  };
  const partsFor = (name: string): KindParts => ({ rng: rng.fork(name), service: () => service as SpawnedService });
  const made = makeKinds(partsFor);
  // Servers are backed up with their own tools.
  const isEmbedded = servers.pids().length === 0;
  if (isEmbedded) made.push(kinds.backupsKind({ ...partsFor('backups'), folder: backups, keep: KEEP_BACKUPS }));

  await start();
  await sendWorld(service as unknown as SpawnedService);
  for (let round = 0; round < rounds; round++) {
    if (round > 0) await start();
    await expectAll(made, `before round ${round}`);
    const end = new AbortController();
    const working = Promise.all(made.map((kind) => workOn(kind, end.signal)));
    if (round === 0)
      await expect.poll(() => made.filter((kind) => kind.count() === 0).map(({ name }) => name), SETTLED).toEqual([]);
    await delay(rng.int(WORK_MS));
    await strike(service as unknown as SpawnedService);
    end.abort();
    await working;
    if (rounds > 5) console.log(`round ${round + 1}:`, JSON.stringify(counts(made)));
  }
  const last = await start();
  await expectAll(made, 'in the end');
  await expect.poll(() => last.metric('stillwatch_ingest_lag_seconds'), SETTLED).toBe(0);
  await last.stop();
  await expectStored(made, { dataDirectory: data, ...servers.servers });
  console.log(`${rounds} rounds, seed ${seed}: nothing lost of`, JSON.stringify(counts(made)));
}

function makeKinds(partsFor: (name: string) => KindParts): AcknowledgedKind[] {
  return [
    kinds.keysKind(partsFor('keys')),
    kinds.peopleKind(partsFor('people')),
    kinds.webhooksKind(partsFor('webhooks')),
    kinds.recordsKind(partsFor('records')),
    kinds.exchangesKind(partsFor('exchanges')),
    kinds.policiesKind(partsFor('policies')),
    kinds.decisionsKind(partsFor('decisions')),
    kinds.eventsKind(partsFor('events')),
  ];
}

/** A world in which detection finds a campaign, as if it had just happened; resolves when there are decisions about it. */
async function sendWorld(service: SpawnedService): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'fault-world-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const world = await liveWorld(root, { world: 'feb-2026', scale: 0.001, seed: 5, days: 4, honest: 0.1 }, [1]);
  const shift = Date.now() - world.end;
  for (const path of world.parts.flat()) {
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    for (let at = 0; at < lines.length; at += 500) {
      const moved = lines
        .slice(at, at + 500)
        .map((line) => line.replace(/"time":(\d+)/, (_, time) => `"time":${Number(time) + shift}`));
      const { status } = await service.call('POST', '/v1/exchanges', { body: `${moved.join('\n')}\n` });
      expect(status).toBe(200);
    }
  }
  const decided = async (): Promise<number> => {
    const { body } = await service.call('GET', '/v1/decision-snapshot');
    return (body as { entries: unknown[] }).entries.length;
  };
  await expect.poll(decided, SETTLED).toBeGreaterThan(0);
}

/** One change after the other, until the end or an answer that does not come. */
async function workOn(kind: AcknowledgedKind, end: AbortSignal): Promise<void> {
  while (!end.aborted) {
    await kind.change().catch(() => {});
    await delay(PAUSE_MS);
  }
}

async function expectAll(made: readonly AcknowledgedKind[], when: string): Promise<void> {
  for (const kind of made) expect((await kind.lost?.()) ?? [], `${kind.name} ${when}`).toEqual([]);
}

async function expectStored(made: readonly AcknowledgedKind[], options: Parameters<typeof openStores>[0]): Promise<void> {
  const opened = await openStores(options);
  if (!opened.ok) throw new Error(opened.problem.message);
  const stores: Stores = opened.value;
  for (const kind of made) expect((await kind.lostInStores?.(stores)) ?? [], kind.name).toEqual([]);
  const [row] = await stores.exchanges.rows<{ n: string }>('SELECT count() - uniqExact(id) AS n FROM exchanges');
  expect(Number(row?.n), 'exchanges that are there twice').toBe(0);
  await stores.close();
}

function counts(made: readonly AcknowledgedKind[]): Record<string, number> {
  return Object.fromEntries(made.map((kind) => [kind.name, kind.count()]));
}
