import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appendEvents } from '../../../test/append-events.ts';
import { openRecordDatabase, type RecordDatabase } from '../../../test/record-database.ts';
import { DAY } from '../../base/clock.ts';
import type { NewEvent } from './event.ts';
import { createOutbox, type EventPage, type Outbox } from './outbox.ts';

let records: RecordDatabase;
let outbox: Outbox;
let now = Date.UTC(2026, 1, 3);

const event = (n: number): NewEvent => ({ type: 'campaign.found', time: now, data: { campaign: `C-${n}` } });
const several = (count: number): NewEvent[] => Array.from({ length: count }, (_, n) => event(n));

beforeAll(async () => {
  records = await openRecordDatabase('outbox');
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.db.deleteFrom('events').execute();
  await records.db.updateTable('event_sequence').set({ last: 0 }).execute();
  outbox = createOutbox({ db: records.db, clock: () => now, poll: 50, keepMost: 20 });
});

describe('the outbox', () => {
  it('numbers events without gaps, whoever appends at the same time', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, k) => appendEvents(records.db, outbox, several(1 + (k % 3)))));
    const { events, next, missed } = await outbox.read(0, 1_000);
    expect(events.map(({ id }) => id)).toEqual(Array.from({ length: 19 }, (_, k) => k + 1));
    expect({ next, missed }).toEqual({ next: 19, missed: 0 });
    expect(events[0]).toEqual({ id: 1, ...event(0) });
  });

  it('gives no number to what a transaction takes back', async () => {
    await appendEvents(records.db, outbox, [event(1)]);
    const undone = records.db.transaction().execute(async (tx) => {
      await outbox.appendWithin(tx, several(5));
      throw new Error('taken back');
    });
    await expect(undone).rejects.toThrow('taken back');
    await appendEvents(records.db, outbox, [event(2)]);
    expect((await outbox.read(0, 10)).events.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('wakes who follows at once, and in order', async () => {
    const stop = new AbortController();
    const slow = createOutbox({ db: records.db, clock: () => now, poll: 60_000 });
    const got: number[] = [];
    const following = (async () => {
      for await (const page of slow.follow(0, stop.signal)) got.push(...page.events.map(({ id }) => id));
    })();
    await appendEvents(records.db, slow, several(2));
    await expect.poll(() => got).toEqual([1, 2]);
    await appendEvents(records.db, slow, several(3));
    await expect.poll(() => got).toEqual([1, 2, 3, 4, 5]);
    expect(slow.stats()).toEqual({ appended: 5, swept: 0, followers: 1 });
    stop.abort();
    await following;
    expect(slow.stats().followers).toBe(0);
  });

  it('shows what another node appended within a poll', async () => {
    const stop = new AbortController();
    const pages: EventPage[] = [];
    const following = (async () => {
      for await (const page of outbox.follow(0, stop.signal)) pages.push(page);
    })();
    const elsewhere = createOutbox({ db: records.db, clock: () => now });
    await appendEvents(records.db, elsewhere, [event(1)]);
    await expect.poll(() => pages.length, { timeout: 5_000 }).toBe(1);
    stop.abort();
    await following;
  });

  it('keeps events for some days and up to a number, and says how many are missed', async () => {
    await appendEvents(records.db, outbox, several(30));
    await outbox.sweep();
    expect(await outbox.read(0, 5)).toMatchObject({ missed: 10, next: 15 });
    expect((await outbox.read(12, 1)).missed).toBe(0);
    now += 31 * DAY;
    await outbox.sweep();
    expect(await outbox.read(3, 5)).toEqual({ events: [], next: 30, missed: 27 });
    expect(await outbox.read(30, 5)).toEqual({ events: [], next: 30, missed: 0 });
    await appendEvents(records.db, outbox, [event(1)]);
    expect((await outbox.read(30, 5)).events.map(({ id }) => id)).toEqual([31]);
    expect(outbox.stats().swept).toBe(30);
  });
});
