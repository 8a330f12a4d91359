/**
 * Live detection on the real engines, with its real thread: a simulated world that grows meanwhile. One data
 * directory, since the embedded engine takes one a process at a time.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { dataDirectory, makeFolder } from '../../../test/analysis-run.ts';
import { keepingListener } from '../../../test/detection-fixture.ts';
import { type LiveWorld, liveWorld, takeIn } from '../../../test/live-world.ts';
import { loadDetectInput } from '../../aggregate/load-input.ts';
import { during } from '../../aggregate/window-store.ts';
import { DAY, HOUR } from '../../base/clock.ts';
import { decide } from '../../decide/decide.ts';
import { defaultPolicy } from '../../decide/policy/default-policy.ts';
import { detect } from '../../detect/detect.ts';
import { Norm } from '../../model/norm.ts';
import { type DataDirectory, openDataDirectory } from '../../store/directory/data-directory.ts';
import type { DecidedDetection } from '../detection-listener.ts';
import { createOutbox, type Outbox } from '../events/outbox.ts';
import { ALONE, type Leadership } from '../leadership.ts';
import { accountFindingsOf } from './account-findings.ts';
import { type DetectionOptions, type DetectionService, startDetection } from './detection.ts';
import { createWindowReader } from './detection-window.ts';
import { windowFacts } from './window-facts.ts';

/** Each test runs detection on a whole log; up to 35 s on a busy machine. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let root: string;
let world: LiveWorld;
let directory: DataDirectory;
let outbox: Outbox;
let changed = 0;
const listener = keepingListener();
const found = listener.decided;
const log: string[] = [];
const open: DetectionService[] = [];

async function openStores(): Promise<void> {
  const opened = await openDataDirectory({ path: join(root, 'data') });
  if (!opened.ok) throw new Error(opened.problem.message);
  directory = opened.value;
  outbox = createOutbox({ db: await directory.database(), clock: () => world.end });
}

async function start(options: Partial<DetectionOptions> = {}): Promise<DetectionService> {
  const detection = startDetection({
    exchanges: directory.exchanges,
    records: directory.records,
    db: await directory.database(),
    outbox,
    listener,
    leadership: ALONE,
    changed: () => changed,
    clock: () => world.end,
    // The world has few answers, and is warned about.
    log: (message, figures) => figures.warning ?? log.push(`${message}: ${JSON.stringify(figures)}`),
    pace: { ingestSettleMs: 0, every: 0 },
    ...options,
  });
  open.push(detection);
  return detection;
}

async function events(after = 0): Promise<string[]> {
  return (await outbox.read(after, 1_000)).events.map(({ type, data }) => `${type} ${data.campaign ?? data.text}`);
}

async function take(part: number): Promise<void> {
  await takeIn(directory, world.parts[part] as string[], world.end);
  changed++;
}

beforeAll(async () => {
  root = makeFolder('detection');
  dataDirectory(root, 'data');
  world = await liveWorld(root, { world: 'feb-2026', scale: 0.001, seed: 5, days: 4, honest: 0.1 }, [0.5, 0.8, 1]);
  await openStores();
}, 120_000);

afterAll(async () => {
  for (const detection of open) await detection.close();
  await directory.close();
  rmSync(root, { recursive: true, force: true });
});

describe('live detection', () => {
  let ids: string[];
  let detection: DetectionService;

  it('finds the campaigns of what is there, keeps them and reports each', async () => {
    await take(0);
    detection = await start();
    await detection.runNow();
    expect(log).toEqual([]);
    const last = found.at(-1) as DecidedDetection;
    ids = last.detection.campaigns.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    const { texts } = last.detection;
    expect(await events()).toEqual([
      ...ids.map((id) => `campaign.found ${id}`),
      ...texts.map(({ id }) => `text.opened ${id}`),
    ]);
    const kept = (await directory.records.lastRun())?.campaigns;
    expect(kept?.campaigns.map(({ id }) => id)).toEqual(ids);
    expect(kept?.texts_under_review).toEqual(texts);
    const member = last.detection.campaigns[0]?.members[0];
    const [finding] = await accountFindingsOf(await directory.database(), member?.account as string, 10);
    expect(finding).toMatchObject({ account: member?.account, campaign: ids[0] });
    expect(detection.stats()).toMatchObject({ runs: 1, failures: 0, campaigns: ids.length, leads: 1 });
  });

  it('finds what an analysis of the same exchanges finds', async () => {
    const input = await loadDetectInput(directory);
    const fresh = detect(input, { seed: 'stillwatch' });
    const stripped = (campaigns: DecidedDetection['detection']['campaigns']) =>
      campaigns.map(({ history: _, ...campaign }) => campaign);
    const last = found.at(-1) as DecidedDetection;
    expect(stripped(last.detection.campaigns)).toEqual(stripped(fresh.campaigns));
    expect(last.detection.others).toEqual(fresh.others);
    expect(last.detection.dismissed).toEqual(fresh.dismissed);
    const kept = (await directory.records.lastRun())?.campaigns.campaigns.map(({ action }) => action);
    const { campaigns } = decide(fresh, { policy: defaultPolicy(), now: world.end });
    expect(kept).toEqual(campaigns.campaigns.map(({ action }) => action));
  });

  it('runs again by itself when more has come, and the campaigns are the same ones', async () => {
    const before = (await outbox.read(0, 1_000)).next;
    const { runs } = detection.stats();
    const taken = Date.now();
    const { exchanges } = detection.stats();
    await take(1);
    const then = await loadDetectInput(during(directory, { from: 0, taken, ahead: null }));
    expect(
      then.units.exchanges.reduce((sum, n) => sum + n, 0),
      'of what came later nothing is seen',
    ).toBe(exchanges);
    await expect.poll(() => detection.stats().runs, { timeout: 20_000 }).toBeGreaterThan(runs);
    const last = found.at(-1) as DecidedDetection;
    const now = last.detection.campaigns.map(({ id }) => id);
    expect(now).toEqual(expect.arrayContaining(ids));
    for (const { history } of last.detection.campaigns) expect(history?.since).toBeDefined();
    const told = await events(before);
    for (const id of ids) expect(told).not.toContain(`campaign.found ${id}`);
    ids = now;
    const { unseenAge, counted, disturbed, ...stats } = detection.stats();
    expect({ unseenAge, disturbed }).toEqual({ unseenAge: 0, disturbed: 0 });
    expect(counted, 'what the run before counted is not counted again').toBe(stats.exchanges - exchanges);
  });

  it('does not run when nothing has come', async () => {
    const { runs } = detection.stats();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(detection.stats().runs).toBe(runs);
  });

  it('knows its campaigns again after a restart', async () => {
    await detection.close();
    await directory.close();
    await openStores();
    const before = (await outbox.read(0, 1_000)).next;
    await take(2);
    detection = await start();
    await detection.runNow();
    const last = found.at(-1) as DecidedDetection;
    expect(last.detection.campaigns.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    const told = await events(before);
    for (const id of ids) expect(told).not.toContain(`campaign.found ${id}`);
  });

  it('leaves out what is older than its window, and says how much that is', async () => {
    const last = found.at(-1) as DecidedDetection;
    const { from, to } = last.detection.window as { from: number; to: number };
    await detection.close();
    const short = await start({ window: Math.round(world.end - (from + to) / 2) });
    await short.runNow();
    const { exchanges, outOfWindow } = short.stats();
    expect(exchanges).toBeGreaterThan(0);
    expect(outOfWindow).toBeGreaterThan(0);
    expect(exchanges + outOfWindow).toBe(await directory.exchanges.count());
    expect(found.at(-1)?.detection.window?.from).toBeGreaterThanOrEqual(Math.floor((from + to) / 2));
    await short.close();
  });

  it('keeps what it had when a run fails, tries again, and counts', async () => {
    const kept = await directory.records.lastRun();
    let failing = true;
    const { answers } = directory.exchanges;
    const failed = await start({
      pace: { ingestSettleMs: 0, every: 60_000 },
      exchanges: {
        rows: directory.exchanges.rows,
        answers: {
          ...answers,
          binary: async (sql, params) => {
            if (failing) throw new Error('the engine is gone');
            return answers.binary(sql, params);
          },
        },
      },
    });
    await failed.runNow();
    expect(failed.stats()).toMatchObject({ runs: 0, failures: 1 });
    expect(log.at(-1)).toContain('failed');
    expect(await directory.records.lastRun()).toEqual(kept);
    failing = false;
    await failed.runNow();
    expect(failed.stats()).toMatchObject({ runs: 1, failures: 1 });
    await failed.close();
  });

  it('discards a run whose queries did not see one state of the store', async () => {
    const { answers } = directory.exchanges;
    const disturbed = await start({
      pace: { ingestSettleMs: 0, every: 60_000 },
      exchanges: {
        rows: directory.exchanges.rows,
        answers: {
          ...answers,
          // As if everything had been deleted before the exchanges are counted by day.
          binary: (sql, params) =>
            answers.binary(sql.includes('AS networks') ? sql.replace(/time >= \d+/, 'time < 0') : sql, params),
        },
      },
    });
    await disturbed.runNow();
    expect(disturbed.stats()).toMatchObject({ runs: 0, failures: 1 });
    expect(log.at(-1)).toContain('look_disturbed');
    await disturbed.close();
  });

  it('stops in the middle of a run, which leaves no trace', async () => {
    const kept = await directory.records.lastRun();
    const logged = log.length;
    const { answers } = directory.exchanges;
    let asked = 0;
    const stopped = await start({
      exchanges: {
        rows: directory.exchanges.rows,
        answers: { ...answers, binary: (sql, params) => answers.binary(sql, params).finally(() => asked++) },
      },
    });
    const running = stopped.runNow();
    await expect.poll(() => asked, { timeout: 20_000 }).toBeGreaterThan(3);
    await stopped.close();
    await running;
    expect(stopped.stats()).toMatchObject({ runs: 0, failures: 0 });
    expect(log.length).toBe(logged);
    expect(await directory.records.lastRun()).toEqual(kept);
  });

  it('goes on at its pace when the wall clock is set two days ahead and back, and no age is negative', async () => {
    const every = 3_000;
    let wall = world.end;
    const steady = await start({ clock: () => wall, pace: { ingestSettleMs: 0, every, share: 1 } });
    await steady.runNow();
    const { exchanges } = steady.stats();
    for (const step of [2 * DAY, -2 * DAY, -2 * DAY, 2 * DAY]) {
      const { runs } = steady.stats();
      wall += step;
      changed++;
      const began = performance.now();
      await expect
        .poll(
          () => {
            expect(steady.stats().unseenAge).toBeGreaterThanOrEqual(0);
            return steady.stats().runs;
          },
          { timeout: 30_000, interval: 20 },
        )
        .toBeGreaterThan(runs);
      expect(performance.now() - began).toBeLessThan(2 * every);
      expect(steady.stats().lastRunMs).toBeGreaterThanOrEqual(0);
    }
    expect(steady.stats().exchanges, 'the window is where it was').toBe(exchanges);
    await steady.close();
  });

  it('says once what is suspicious about the exchanges as a whole, and with the window', async () => {
    const newest = await windowFacts(directory.exchanges, await directory.database(), world.end);
    expect(newest).toMatchObject({ exchanges: 0, accounts: 0 });
    const facts = await windowFacts(directory.exchanges, await directory.database(), 0);
    expect(facts).toMatchObject({ accounts: 2, units: 2, addresses: 2, accountRecords: 1 });
    expect(facts.first).toBeLessThan(facts.last);

    // Exchanges after the last of the world, all of one account and one second.
    const made = Array.from({ length: 30 }, (_, i) =>
      JSON.stringify({ id: `lonely-${i}`, time: world.end + DAY, account: 'lonely', model: 'm', request: {}, status: 200 }),
    );
    const path = join(root, 'lonely.ndjson');
    writeFileSync(path, `${made.join('\n')}\n`);
    await takeIn(directory, [path], world.end);
    changed++;
    const told: string[] = [];
    const lonely = await start({
      clock: () => world.end + DAY + HOUR,
      window: 2 * HOUR,
      log: (_, { warning }) => told.push(String(warning)),
    });
    await lonely.runNow();
    await lonely.runNow();
    const names = ['one_account', 'no_texts', 'one_second', 'no_addresses', 'no_answers'];
    expect(told).toEqual(names);
    expect(lonely.stats().warnings).toEqual(Object.fromEntries(names.map((name) => [name, 1])));
    const reader = createWindowReader(await directory.database(), {
      clock: () => world.end,
      window: 2 * HOUR,
      end: 'clock',
    });
    expect((await reader.current()).warnings.map(({ name }) => name)).toEqual(names);
    await lonely.close();
  });

  it('leaves detection to the node that leads, and runs at once when it begins to lead', async () => {
    let leads = false;
    let tell: (leads: boolean) => void = () => {};
    const leadership: Leadership = {
      isLeader: () => leads,
      onChange: (listener) => {
        tell = listener;
        return () => {};
      },
    };
    const follower = await start({ leadership });
    await follower.runNow();
    expect(follower.stats()).toMatchObject({ runs: 0, leads: 0 });
    leads = true;
    tell(true);
    await expect.poll(() => follower.stats().runs, { timeout: 20_000 }).toBe(1);
    await follower.close();
  });

  it('remembers what accounts were like, and measures campaigns against it weeks later', async () => {
    const kept = async () =>
      z.array(z.object({ at: z.number(), norm: Norm })).parse(await directory.records.setting('detection_norms'));
    const [{ norm }] = await kept();
    const medians = () =>
      found.at(-1)?.detection.campaigns.map(({ evidence }) => {
        const intent = evidence.find(({ family }) => family === 'intent');
        return Number.parseFloat(String(intent?.detail.population_median ?? Number.NaN));
      });
    const before = medians();
    // Accounts that all asked for training data now and then.
    const quantiles = { ...norm.quantiles, harvestIntent: norm.quantiles.harvestIntent.map(() => 0.2) };
    await directory.records.saveSetting('detection_norms', [{ at: 0, norm: { ...norm, quantiles } }]);
    const later = await start();
    await later.runNow();
    await later.close();
    expect(medians()).toHaveLength(before?.length ?? 0);
    for (const [k, median] of medians()?.entries() ?? []) expect(median).toBeGreaterThan(before?.[k] ?? 1);
    expect(await kept()).toHaveLength(2);
  });
});
