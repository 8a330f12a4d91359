/**
 * What is deleted or given up by age, across steps of the wall clock: held back until the time has stood for a day, and then done
 * by the corrected clock. Both clocks are moved by hand; stores, timers and HTTP are those of the service.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as yieldTurn } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/base/clock.ts';
import { emptyFingerprint } from '../../src/model/fingerprint-layout.ts';
import { createOutbox } from '../../src/service/events/outbox.ts';
import { createSeal } from '../../src/service/events/seal.ts';
import { startWebhookDelivery } from '../../src/service/events/webhook-delivery.ts';
import { createWebhookStore } from '../../src/service/events/webhook-store.ts';
import { resolveName } from '../../src/service/events/webhook-target.ts';
import { ALONE } from '../../src/service/leadership.ts';
import { createClockWatch } from '../../src/service/operations/clock-watch.ts';
import { createRetention } from '../../src/service/operations/retention.ts';
import { openDataDirectory } from '../../src/store/directory/data-directory.ts';
import { appendEvents } from '../append-events.ts';
import { openRecordDatabase } from '../record-database.ts';

/** Engines are opened. */
const TEST_TIMEOUT = 240_000;
const NOW = Date.UTC(2026, 5, 1);
const KEPT_DAYS = 90;

/** Two clocks that run together, and a wall clock that can be set. */
class Clocks {
  elapsed = 0;
  offset = 0;
  readonly wall = (): number => NOW + this.elapsed + this.offset;
  readonly monotonic = (): number => this.elapsed;
}

it(
  'retention deletes nothing for a day after a step, and then by the corrected clock',
  async () => {
    const root = mkdtempSync(join(tmpdir(), 'held-retention-'));
    const opened = await openDataDirectory({ path: join(root, 'data') });
    if (!opened.ok) throw new Error(opened.problem.message);
    const { exchanges, database, close } = opened.value;
    onTestFinished(async () => {
      vi.useRealTimers();
      await close();
      rmSync(root, { recursive: true, force: true });
    });
    // A day each: half a day to 119.5 days old.
    const rows = Array.from({ length: 120 }, (_, day) => {
      const row = emptyFingerprint();
      const view = new DataView(row.buffer, row.byteOffset);
      view.setBigUint64(1, BigInt(day + 1), true);
      view.setBigInt64(9, BigInt(NOW - (day + 0.5) * DAY), true);
      return row;
    });
    await exchanges.insert(rows, rows.length);

    const clocks = new Clocks();
    const held: number[] = [];
    const watch = createClockWatch({ clock: clocks.wall, monotonic: clocks.monotonic, onStep: () => {} });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const retention = createRetention({
      exchanges,
      database,
      settings: { exchanges_days: KEPT_DAYS, runs_days: 400, events_days: 30, every_hours: 1 },
      clock: clocks.wall,
      isLeader: () => true,
      settled: watch.settled,
      onHeld: () => held.push(clocks.elapsed),
      onError: (error) => {
        throw error;
      },
    });
    const runs = () => retention.part.stats?.().runs as { succeeded: number; failed: number; held: number };
    /** Lets time pass, a minute at once, as long as no run is under way. */
    const pass = async (ms: number): Promise<void> => {
      for (const end = clocks.elapsed + ms; clocks.elapsed < end; ) {
        const { succeeded } = runs();
        clocks.elapsed += MINUTE;
        vi.advanceTimersByTime(MINUTE);
        for (let turns = 0; turns < 20; turns++) await yieldTurn();
        if (runs().succeeded !== succeeded) await exchanges.count();
      }
    };
    await watch.part.start?.();
    await retention.part.start?.();

    clocks.offset = 60 * DAY;
    await pass(HOUR);
    expect(runs()).toEqual({ succeeded: 0, failed: 0, held: 1 });
    clocks.offset = 0;
    // A day after the correction, not after the first step.
    await pass(DAY - HOUR);
    expect(runs()).toMatchObject({ succeeded: 0, held: 24 });
    expect(held[0]).toBe(10 * MINUTE);
    expect(await exchanges.count()).toBe(120);
    await pass(2 * HOUR);
    await retention.part.stop?.(Number.POSITIVE_INFINITY);
    expect(runs().succeeded).toBeGreaterThan(0);
    // A day and an hour have passed: as many as are 90 days old by now, and none of the 60 days of the wrong clock.
    expect(await exchanges.count()).toBe(KEPT_DAYS - 1);
  },
  TEST_TIMEOUT,
);

it(
  'a webhook is tried again at its pace across steps, and is given up only when the time has stood for a day',
  async () => {
    const records = await openRecordDatabase('held-webhooks');
    const statuses: number[] = [];
    let status = 500;
    const receiver = createServer((request, response) => {
      request.resume().on('end', () => {
        statuses.push(status);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
    const clocks = new Clocks();
    const watch = createClockWatch({ clock: clocks.wall, monotonic: clocks.monotonic, onStep: () => {} });
    const outbox = createOutbox({ db: records.db, clock: clocks.wall, poll: 20 });
    const rules = { allowPrivate: true, allowHttp: true };
    const random = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(7);
    const seal = createSeal([new Uint8Array(32).fill(1)], random);
    const webhooks = createWebhookStore({ db: records.db, outbox, seal, clock: clocks.wall, random, rules });
    const delivery = startWebhookDelivery({
      ...rules,
      db: records.db,
      outbox,
      webhooks,
      leadership: ALONE,
      clock: clocks.wall,
      monotonic: clocks.monotonic,
      settled: watch.settled,
      chance: () => 1,
      resolve: resolveName,
      log: () => {},
      firstRetry: 10 * SECOND,
    });
    onTestFinished(async () => {
      await delivery.close();
      receiver.closeAllConnections();
      receiver.close();
      await records.close();
    });
    const { port } = receiver.address() as AddressInfo;
    const made = await webhooks.create(`http://127.0.0.1:${port}/`, ['campaign.found']);
    if (!made.ok) throw new Error(made.problem.message);
    const { id } = made.value.webhook;
    const attempts = async () => (await webhooks.find(id))?.attempts;
    const noted = (count: number) => expect.poll(attempts, { timeout: 30_000 }).toBe(count);
    /** Long enough for a round through all webhooks, which nothing is due in. */
    const aRound = () => new Promise((resolve) => setTimeout(resolve, 1_500));
    const tell = (campaign: string) =>
      appendEvents(records.db, outbox, [{ type: 'campaign.found', time: clocks.wall(), data: { campaign } }]);

    await tell('C-1');
    await noted(1);
    // Later than an event may be delivered, and than a webhook may fail: neither is believed, nor is the next attempt due.
    clocks.offset = 7 * DAY;
    await aRound();
    expect(await attempts()).toBe(1);
    clocks.elapsed += 10 * SECOND;
    await noted(2);
    // The time of the next attempt was stored by the wrong clock: the pause is as long as it was.
    clocks.offset = 0;
    clocks.elapsed += 19 * SECOND;
    await aRound();
    expect(await attempts()).toBe(2);
    clocks.elapsed += SECOND;
    await noted(3);
    expect(delivery.stats()).toMatchObject({ dead: 0, disabled: 0 });
    expect((await webhooks.find(id))?.active).toBe(true);

    // Four days later by both clocks: the event is too old, and what comes next is delivered.
    clocks.elapsed += 4 * DAY;
    await expect.poll(() => delivery.stats().dead, { timeout: 30_000 }).toBe(1);
    status = 204;
    await tell('C-2');
    await expect.poll(() => delivery.stats().delivered, { timeout: 30_000 }).toBe(1);
    expect((await webhooks.find(id))?.active).toBe(true);
    expect(statuses).toEqual([500, 500, 500, 500, 204]);
  },
  TEST_TIMEOUT,
);
