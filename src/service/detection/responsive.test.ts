/**
 * That a run leaves this thread free: decoding and detection are seconds of work, and requests are answered meanwhile. On a
 * busy machine every thread waits for a processor: what counts is how long this one was on it without giving others a turn.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { dataDirectory, makeFolder } from '../../../test/analysis-run.ts';
import { keepingListener } from '../../../test/detection-fixture.ts';
import { type LiveWorld, liveWorld, multiply, takeIn } from '../../../test/live-world.ts';
import { type DataDirectory, openDataDirectory } from '../../store/directory/data-directory.ts';
import { createOutbox } from '../events/outbox.ts';
import { ALONE } from '../leadership.ts';
import { type DetectionService, startDetection } from './detection.ts';

/** Detection runs on a large log. */
const TEST_TIMEOUT = 180_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const EXCHANGES = 50_000;
/** ms. */
const BLOCKED = 50;
/** ns. */
const MS = 1e6;

let root: string;
let world: LiveWorld;
let directory: DataDirectory;
let detection: DetectionService;
const listener = keepingListener();

beforeAll(async () => {
  root = makeFolder('responsive');
  dataDirectory(root, 'data');
  world = await liveWorld(root, { world: 'feb-2026', scale: 0.001, seed: 5, days: 4, honest: 0.1 }, [1]);
  const opened = await openDataDirectory({ path: join(root, 'data') });
  if (!opened.ok) throw new Error(opened.problem.message);
  directory = opened.value;
  await takeIn(directory, world.parts[0] as string[], world.end);
  await multiply(directory, Math.ceil(EXCHANGES / world.exchanges));
  const db = await directory.database();
  detection = startDetection({
    exchanges: directory.exchanges,
    records: directory.records,
    db,
    outbox: createOutbox({ db, clock: () => world.end }),
    listener,
    leadership: ALONE,
    changed: () => 0,
    clock: () => world.end,
    log: (message, figures) => {
      // The world has few answers, and is warned about.
      if (figures.warning === undefined) throw new Error(`${message} ${JSON.stringify(figures)}`);
    },
    pace: { ingestSettleMs: 0, every: 3_600_000 },
  });
  // The first look starts the thread and compiles its code.
  await detection.runNow();
}, 180_000);

afterAll(async () => {
  await detection.close();
  await directory.close();
  rmSync(root, { recursive: true, force: true });
});

/** How long this thread has been on a processor, ms: time in which it waited for one counts against nobody here. */
function ownTime(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / MS;
  } catch {
    // Not Linux: the time on the clock, which a busy machine makes longer.
    return performance.now();
  }
}

/** Measures again and again how long this thread was held since it last had a turn; gives the most, ms. */
async function longestHold(work: () => Promise<void>): Promise<number> {
  let going = true;
  let longest = 0;
  const watch = async (): Promise<void> => {
    for (let last = ownTime(); going; ) {
      await setTimeout(1);
      const now = ownTime();
      longest = Math.max(longest, now - last);
      last = now;
    }
  };
  const watching = watch();
  await work();
  going = false;
  await watching;
  return longest;
}

it('holds this thread no longer than a moment while it runs over 50,000 exchanges', async () => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const longest = await longestHold(() => detection.runNow());
  delay.disable();
  expect(listener.decided.at(-1)?.detection.campaigns.length).toBeGreaterThan(0);
  expect(detection.stats().exchanges).toBeGreaterThanOrEqual(EXCHANGES);
  // What is off this thread would hold it for longer than this many times.
  expect(detection.stats().detectMs).toBeGreaterThan(5 * BLOCKED);
  expect(delay.percentile(99) / MS).toBeLessThan(BLOCKED);
  expect(longest).toBeLessThan(BLOCKED);
});
