import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { campaignFound, decideOn, foundOf, listening, otherFound, person } from '../../../test/detection-fixture.ts';
import { DAY, HOUR, MINUTE } from '../../base/clock.ts';
import type { Action } from '../../model/vocabulary.ts';
import { type DataDirectory, openDataDirectory } from '../../store/directory/data-directory.ts';
import { changesSince, currentHash, snapshotPage } from './client-view.ts';
import { itemAt } from './current-items.ts';
import type { DecisionIndex, Entry } from './decision-index.ts';
import { openDecisions } from './decisions.ts';
import { addHash, itemHash } from './reconcile-hash.ts';

/** Each test replays thousands of changes. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let directory: DataDirectory;
beforeAll(async () => {
  const opened = await openDataDirectory();
  if (!opened.ok) throw new Error(opened.problem.message);
  directory = opened.value;
});
afterAll(() => directory.close());

async function clear(): Promise<void> {
  const db = await directory.database();
  for (const table of ['decisions', 'decision_units', 'decision_campaigns', 'decision_looks'] as const) {
    await db.deleteFrom(table).execute();
  }
  await db.updateTable('decision_sequence').set({ value: 0, floor: 0, swept: 0 }).execute();
}
beforeEach(clear);

const START = Date.parse('2026-03-01T00:00:00Z');
const ACCOUNTS = ['a', 'b', 'c', 'd', 'e', '["x"]', 'ü/ö'];

/** A gateway's copy, kept as docs/how-to/enforce-decisions.md tells it to. */
class Copy {
  readonly entries = new Map<string, Entry>();
  cursor = 0;
  snapshots = 0;

  follow(index: DecisionIndex, limit: number, now: number): void {
    for (;;) {
      const changes = changesSince(index, this.cursor, limit, () => 0.5);
      if (!changes.ok) {
        this.takeSnapshot(index, limit, now);
        continue;
      }
      for (const entry of changes.value.entries) this.entries.set(entry.unit, entry);
      this.cursor = changes.value.cursor;
      if (!changes.value.more) return;
    }
  }

  takeSnapshot(index: DecisionIndex, limit: number, now: number): void {
    this.snapshots++;
    this.entries.clear();
    let bucket: number | null = 0;
    let first: number | null = null;
    while (bucket !== null) {
      const page = snapshotPage(index, bucket, limit, now);
      for (const entry of page.entries) this.entries.set(entry.unit, entry);
      first ??= page.cursor;
      bucket = page.nextBucket;
    }
    this.cursor = first as number;
  }

  hash(at: number): bigint {
    let sum = 0n;
    for (const { account, subAccount, items } of this.entries.values()) {
      for (const item of items) if (item.until > at) sum = addHash(sum, itemHash(account, subAccount, item));
    }
    return sum;
  }

  action(unit: string, time: number): Action {
    const entry = this.entries.get(unit);
    return (entry === undefined ? null : itemAt(entry.items, time))?.action ?? 'allow';
  }
}

const members = fc.subarray(ACCOUNTS);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('look' as const),
      confidence: fc.constantFrom(0.3, 0.6, 0.8, 0.95),
      tied: members,
      others: members,
      wait: fc.constantFrom(MINUTE, HOUR, DAY, 5 * DAY, 12 * DAY),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('people' as const),
      what: fc.constantFrom('approve' as const, 'undo' as const, 'reject' as const),
      pick: fc.nat(20),
      wait: fc.constantFrom(MINUTE, HOUR),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('follow' as const), limit: fc.integer({ min: 1, max: 4 }) }),
  },
);

describe("a client's copy", () => {
  it('that follows the changes is what a snapshot and the index say, over any history', async () => {
    const db = await directory.database();
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        await clear();
        let now = START;
        const heard = listening();
        const parts = { db, clock: () => now, audit: heard, events: heard };
        const decisions = await openDecisions(parts);
        // Another node, that learns by refreshing.
        const other = await openDecisions(parts);
        const copy = new Copy();
        for (const one of steps) {
          if (one.kind === 'look') {
            now += one.wait;
            const others = one.others.filter((account) => !one.tied.includes(account));
            const campaigns = one.tied.length > 0 ? [campaignFound({ confidence: one.confidence, tied: one.tied })] : [];
            await decideOn(
              decisions,
              foundOf(
                campaigns,
                others.map((account) => otherFound(account, 0.3)),
              ),
            );
          } else if (one.kind === 'people') {
            now += one.wait;
            const rows = await db.selectFrom('decisions').select(['id', 'state']).orderBy('id').execute();
            const wanted = one.what === 'undo' ? 'in_force' : 'proposed';
            const open = rows.filter(({ state }) => state === wanted);
            if (open.length === 0) continue;
            const { id } = open[one.pick % open.length];
            const by = person('ann', 'approver');
            if (one.what === 'approve') await other.approve(id, by, null, one.pick % 2 === 0);
            else await other[one.what](id, by, 'R');
          } else {
            await decisions.refresh();
            copy.follow(decisions.index, one.limit, now);
          }
        }
        await decisions.refresh();
        await other.refresh();
        copy.follow(decisions.index, 2, now);
        const fresh = new Copy();
        fresh.takeSnapshot(other.index, 3, now);
        const at = currentHash(other.index, now);
        expect(at.total).toBe(currentHash(decisions.index, now).total);
        expect(copy.hash(at.at)).toBe(at.total);
        // What ended in the running minute is in the hash, and no snapshot has it any more.
        expect(fresh.hash(now)).toBe(copy.hash(now));
        for (const account of ACCOUNTS) {
          const unit = decisions.index.entry(account, null)?.unit ?? account;
          for (const time of [now, now + 6 * HOUR, now + 13 * HOUR, now + 8 * DAY, now + 40 * DAY]) {
            const action = decisions.index.at(account, null, time)?.action ?? 'allow';
            expect(copy.action(unit, time)).toBe(action);
            expect(fresh.action(unit, time)).toBe(action);
            if (action !== 'allow') compared++;
          }
        }
      }),
      { numRuns: 15 },
    );
    expect(compared).toBeGreaterThan(30);
  });

  it('that is too old is told so, and one ahead of a node that lags keeps its place', async () => {
    const db = await directory.database();
    let now = START;
    const heard = listening();
    const parts = { db, clock: () => now, audit: heard, events: heard };
    const decisions = await openDecisions(parts);
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.6, tied: ['a', 'b'] })]));
    const before = decisions.index.cursor;
    now += 30 * DAY;
    await decideOn(decisions, foundOf([]));
    await decisions.refresh();
    expect(decisions.index.entry('a', null)).toBeUndefined();
    expect(changesSince(decisions.index, 0, 10, Math.random)).toMatchObject({
      ok: false,
      problem: { code: 'cursor_too_old' },
    });
    const ahead = changesSince(decisions.index, before + 1_000, 10, () => 0);
    expect(ahead).toMatchObject({ ok: true, value: { cursor: before + 1_000, entries: [] } });
  });

  it('of another node is whole though it did not refresh while something was undone and forgotten', async () => {
    const db = await directory.database();
    let now = START;
    const heard = listening();
    const parts = { db, clock: () => now, audit: heard, events: heard };
    const decisions = await openDecisions(parts);
    const other = await openDecisions(parts);
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.3, tied: ['late'] })]));
    await other.refresh();
    const id = other.index.at('late', null, now)?.id as string;
    await decisions.undo(id, person('ann', 'approver'), 'R');
    now += 12 * DAY;
    await decideOn(decisions, foundOf([]));
    await other.refresh();
    expect(other.index.at('late', null, now)).toBeNull();
    expect(currentHash(other.index, now).total).toBe(currentHash(decisions.index, now).total);
  });

  it('misses nothing while many nodes write at once', async () => {
    const db = await directory.database();
    const heard = listening();
    const parts = { db, clock: () => START, audit: heard, events: heard };
    const nodes = await Promise.all([1, 2, 3, 4].map(() => openDecisions(parts)));
    const tied = Array.from({ length: 60 }, (_, k) => `many-${k}`);
    await decideOn(nodes[0], foundOf([campaignFound({ id: 'C-9', confidence: 0.6, tied })]));
    const ids = tied.map((account) => nodes[0].index.at(account, null, START)?.id as string);
    const copy = new Copy();
    let done = false;
    const reading = (async () => {
      while (!done) {
        await nodes[3].refresh();
        copy.follow(nodes[3].index, 7, START);
      }
    })();
    await Promise.all(
      ids.flatMap((id, k) => [
        nodes[k % 3].undo(id, person('ann', 'approver'), 'R'),
        // The same by somebody else: one of them comes too late.
        nodes[(k + 1) % 3].undo(id, person('bob', 'approver'), 'R'),
      ]),
    ).then((results) => expect(results.filter(({ ok }) => ok)).toHaveLength(60));
    done = true;
    await reading;
    await nodes[3].refresh();
    copy.follow(nodes[3].index, 7, START);
    expect(tied.filter((account) => copy.action(account, START) !== 'allow')).toEqual([]);
    expect(copy.hash(START)).toBe(currentHash(nodes[3].index, START).total);
  });

  it('is advised to come again at different times', async () => {
    const db = await directory.database();
    const heard = listening();
    const decisions = await openDecisions({ db, clock: () => START, audit: heard, events: heard });
    const after = [0, 0.25, 0.99].map((drawn) => {
      const changes = changesSince(decisions.index, decisions.index.cursor, 10, () => drawn);
      return changes.ok ? changes.value.retryAfter : 0;
    });
    expect(after).toEqual([5_000, 6_250, 9_950]);
  });
});
