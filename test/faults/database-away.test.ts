/**
 * PostgreSQL goes away under load and comes back: requests with keys seen before are answered all the while, nothing acknowledged
 * is lost, a key that was revoked meanwhile ends when the database is back, and /readyz says what is degraded.
 * STILLWATCH_AWAY_SECONDS sets how long it is away (`npm run faults:database`: ten minutes).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { exchange, ndjson } from '../intake-server.ts';
import { NO_POSTGRES, postgresIsThere, startPostgres } from '../postgres/start.ts';
import { keyOf, type SpawnedService, spawnService } from './spawned-service.ts';

const AWAY_SECONDS = Number(process.env.STILLWATCH_AWAY_SECONDS ?? 20);
const TEST_TIMEOUT = 240_000 + AWAY_SECONDS * 2_000;
/** Pause between two requests of a sender, ms. */
const PACE = 100;
const SENDERS = 4;

/** Senders of exchanges and of questions for decisions, which count what they get. */
class Traffic {
  readonly acknowledged: string[] = [];
  asked = 0;
  readonly failed: string[] = [];
  slowest = 0;
  private stopping = false;
  private readonly running: Promise<unknown>;

  constructor(service: SpawnedService, keys: readonly string[]) {
    this.running = Promise.all(keys.map((key, k) => this.send(service, key, k)));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  private async send(service: SpawnedService, key: string, k: number): Promise<void> {
    for (let n = 0; !this.stopping; n++) {
      const id = `away-${k}-${n}`;
      await this.one(async () => {
        const { status, body } = await service.call('POST', '/v1/exchanges', { key, body: ndjson([exchange(id)]) });
        if (status === 200 && (body as { accepted: number }).accepted === 1) this.acknowledged.push(id);
        return status;
      });
      await this.one(async () => (await service.call('GET', '/v1/decisions/account-9', { key })).status);
      await delay(PACE);
    }
  }

  private async one(ask: () => Promise<number>): Promise<void> {
    this.asked++;
    const began = performance.now();
    const status = await ask().catch((error) => String(error));
    this.slowest = Math.max(this.slowest, performance.now() - began);
    if (status !== 200) this.failed.push(String(status));
  }
}

interface Readyz {
  readonly parts: readonly { readonly name: string; readonly ready: boolean; readonly degraded?: string }[];
}

async function degraded(service: SpawnedService): Promise<string[]> {
  const { status, body } = await service.call('GET', '/readyz', { key: null });
  expect(status).toBe(200);
  return (body as Readyz).parts.filter((part) => part.degraded !== undefined).map(({ name }) => name);
}

if (!postgresIsThere() || process.env.STILLWATCH_TEST_POSTGRES_URL !== undefined)
  it.skip(`a database that is away: ${NO_POSTGRES.replace('not run', 'needs a server of its own')}`);
else {
  it(
    `PostgreSQL away for ${AWAY_SECONDS} s costs no request of a key seen before, and nothing acknowledged`,
    async () => {
      const root = mkdtempSync(join(tmpdir(), 'database-away-'));
      onTestFinished(() => rmSync(root, { recursive: true, force: true }));
      const postgres = await startPostgres();
      onTestFinished(() => postgres.stop().catch(() => {}));
      const service = await spawnService({
        STILLWATCH_DATA: join(root, 'data'),
        STILLWATCH_POSTGRES_URL: postgres.url,
        STILLWATCH_IDENTITY_KEY: 'a'.repeat(64),
      });
      const keys = await Promise.all(Array.from({ length: SENDERS }, () => keyOf(service, 'ingest', 'decide')));
      const [ended, ...others] = keys as [(typeof keys)[number], ...typeof keys];
      const tokens = others.map(({ token }) => token);
      const traffic = new Traffic(service, tokens);
      expect((await service.call('GET', '/v1/decisions/account-9', { key: ended.token })).status).toBe(200);
      await delay(2_000);

      await postgres.shutDown();
      await delay(AWAY_SECONDS * 500);
      expect(await degraded(service)).toContain('stores');
      expect((await service.call('GET', '/v1/keys')).status, 'nothing else rides on a believed key').toBe(503);
      expect((await service.call('GET', '/v1/decisions/account-9', { key: ended.token })).status).toBe(200);
      await delay(AWAY_SECONDS * 500);
      await postgres.startAgain();
      await postgres.run(`UPDATE api_keys SET revoked = 1 WHERE id = '${ended.id}'`);
      await expect
        .poll(async () => (await service.call('GET', '/v1/decisions/account-9', { key: ended.token })).status, {
          timeout: 15_000,
        })
        .toBe(401);
      await expect.poll(() => degraded(service), { timeout: 30_000 }).toEqual([]);
      await traffic.stop();

      const answered = 1 - traffic.failed.length / traffic.asked;
      const { acknowledged, asked, failed, slowest } = traffic;
      console.log(`away ${AWAY_SECONDS} s:`, {
        asked,
        answered,
        failed: failed.slice(0, 5),
        acknowledged: acknowledged.length,
        slowest_ms: Math.round(slowest),
      });
      expect(answered).toBeGreaterThanOrEqual(0.999);
      const again = ndjson(acknowledged.map((id) => exchange(id)));
      const { body } = await service.call('POST', '/v1/exchanges', { key: tokens[0] as string, body: again });
      expect(body).toMatchObject({ accepted: 0, duplicates: acknowledged.length });
      await expect.poll(() => service.metric('stillwatch_ingest_lag_seconds'), { timeout: 60_000 }).toBe(0);
    },
    TEST_TIMEOUT,
  );

  it(
    'a node that starts while PostgreSQL is away serves what it has on disk, and catches up when it is back',
    async () => {
      const root = mkdtempSync(join(tmpdir(), 'database-away-'));
      onTestFinished(() => rmSync(root, { recursive: true, force: true }));
      const postgres = await startPostgres();
      onTestFinished(() => postgres.stop().catch(() => {}));
      const settings = {
        STILLWATCH_DATA: join(root, 'data'),
        STILLWATCH_POSTGRES_URL: postgres.url,
        STILLWATCH_IDENTITY_KEY: 'a'.repeat(64),
        STILLWATCH_OUTAGE_START_WITHOUT_DATABASE: 'true',
      };
      const before = await spawnService(settings);
      const seen = await keyOf(before, 'ingest', 'decide', 'admin');
      const revoked = await keyOf(before, 'ingest', 'decide');
      const unseen = await keyOf(before, 'decide');
      await before.call('POST', '/v1/exchanges', { key: seen.token, body: ndjson([exchange('before')]) });
      await before.call('GET', '/v1/decisions/account-9', { key: revoked.token });
      const policy = (await before.call('GET', '/v1/decisions/account-9', { key: seen.token })).body;
      await before.stop();

      await postgres.shutDown();
      await expect(spawnService({ ...settings, STILLWATCH_DATA: join(root, 'empty') })).rejects.toThrow(
        'record_store_failed',
      );
      const service = await spawnService(settings, before.adminKey);
      const ask = async (key: string, path = '/v1/decisions/account-9') => (await service.call('GET', path, { key })).status;
      expect((await service.call('GET', '/v1/decisions/account-9', { key: seen.token })).body).toEqual(policy);
      const sent = await service.call('POST', '/v1/exchanges', { key: seen.token, body: ndjson([exchange('away')]) });
      expect(sent).toMatchObject({ status: 200, body: { accepted: 1 } });
      expect([await ask(revoked.token), await ask(unseen.token), await ask(seen.token, '/v1/keys')]).toEqual([
        200, 503, 503,
      ]);
      expect(await degraded(service)).toContain('stores');

      await postgres.startAgain();
      await postgres.run(`UPDATE api_keys SET revoked = 1 WHERE id = '${revoked.id}'`);
      await expect.poll(() => ask(seen.token, '/v1/keys'), { timeout: 60_000 }).toBe(200);
      await expect.poll(() => ask(revoked.token), { timeout: 15_000 }).toBe(401);
      expect(await ask(unseen.token)).toBe(200);
      await expect.poll(() => degraded(service), { timeout: 30_000 }).toEqual([]);
      const again = ndjson([exchange('before'), exchange('away')]);
      const { body } = await service.call('POST', '/v1/exchanges', { key: seen.token, body: again });
      expect(body).toMatchObject({ accepted: 0, duplicates: 2 });
      await expect.poll(() => service.metric('stillwatch_detection_leader'), { timeout: 30_000 }).toBe(1);
    },
    TEST_TIMEOUT,
  );
}
