/**
 * Live detection: looks again when there is something new, at a pace that leaves time for the rest (pace.ts). What a look
 * finds is kept with the events that tell of it, in one transaction, and then handed on. A look that fails changes nothing:
 * what was found before stands, and it is tried again. One node looks; who begins to lead looks at once.
 */
import type { Kysely } from 'kysely';
import { assert } from '../../base/assert.ts';
import { type Clock, DAY, MINUTE, SECOND } from '../../base/clock.ts';
import { ProblemError } from '../../base/problem.ts';
import { NO_TRACES, type Span, type Tracer } from '../../base/tracing.ts';
import { VERSION } from '../../base/version.ts';
import { DEFAULT_POLICY, type Policy } from '../../decide/rule-of-two.ts';
import type { Lineage } from '../../model/lineage.ts';
import type { RunSummary } from '../../model/summary.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import type { RecordStore } from '../../store/records/record-store.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import type { DetectionListener } from '../detection-listener.ts';
import type { Outbox } from '../events/outbox.ts';
import type { Leadership } from '../leadership.ts';
import { createAccountFindings } from './account-findings.ts';
import { campaignEvents, type Told } from './campaign-events.ts';
import { createDetectionThread } from './detection-thread.ts';
import { type Pace, pauseAfter, pauseAfterFailure } from './pace.ts';
import type { DetectionRun } from './run-protocol.ts';

export interface DetectionOptions {
  readonly exchanges: Pick<ExchangeStore, 'answers' | 'rows'>;
  readonly records: Pick<
    RecordStore,
    'accounts' | 'routers' | 'releases' | 'lineages' | 'lastRun' | 'saveRun'
  >;
  readonly db: Kysely<RecordTables>;
  readonly outbox: Pick<Outbox, 'appendWithin' | 'wake'>;
  readonly found: DetectionListener;
  readonly leadership: Leadership;
  /** A number that is another one when exchanges or records have come since: a count will do. */
  readonly changed: () => number | Promise<number>;
  readonly clock: Clock;
  /** Absent: no traces. */
  readonly tracer?: Tracer;
  readonly log: (message: string, figures: Readonly<Record<string, string | number>>) => void;
  /** Exchanges older than this are not looked at, ms: or a little older, where that spares counting everything anew. */
  readonly window?: number;
  readonly pace?: Partial<Pace>;
  readonly policy?: Policy;
}

export interface DetectionStats {
  readonly runs: number;
  readonly failures: number;
  /** Of the last look that succeeded: its length, ms, and what it looked at and found. */
  readonly lastRunMs: number;
  readonly loadMs: number;
  readonly detectMs: number;
  readonly exchanges: number;
  /** Those of them that were counted one by one: the others had been for the looks before. */
  readonly counted: number;
  readonly units: number;
  readonly campaigns: number;
  /** Looks for which the exchanges before were counted again, because the store had changed otherwise than by more of them. */
  readonly disturbed: number;
  /** Exchanges in the store that are older than the window. */
  readonly outOfWindow: number;
  /** ms: at most how old the oldest exchange is that no look has seen, since it came; 0 when all were seen. */
  readonly unseenAge: number;
  readonly leads: 0 | 1;
}

export interface DetectionService {
  /** Resolves behind the first look that begins after the call; at once when this node does not lead. */
  runNow(): Promise<void>;
  stats(): DetectionStats;
  /** Stops; a look under way is given up, what is being kept is kept. */
  close(): Promise<void>;
}

const WINDOW = 45 * DAY;
/** The window's beginning moves on by this share of its length at once: where it moves everything is counted anew. */
const WINDOW_STEP = 1 / 45;
const PACE: Pace = { every: 30 * SECOND, share: 0.5, within: 2 * MINUTE, settle: 2 * SECOND };
/** How often is asked whether something has changed, ms. */
const ASK_EVERY = SECOND;
/** Seed of everything in detection that draws: as in an analysis. */
const SEED = 'stillwatch';

/** What is remembered from one look to the next. */
interface Memory {
  readonly lineages: readonly Lineage[];
  readonly told: Told;
}

/** Starts looking. */
export function startDetection(options: DetectionOptions): DetectionService {
  const { exchanges, records, leadership, clock, log, window = WINDOW } = options;
  const { tracer = NO_TRACES } = options;
  const pace: Pace = { ...PACE, ...options.pace };
  assert(pace.share > 0 && pace.share <= 1, `looking takes a share of the time, got ${pace.share}`);
  const looker = createDetectionThread({ exchanges, records });
  const accountFindings = createAccountFindings(options.db);
  const stop = new AbortController();
  let wake: () => void = () => {};
  const waiters: (() => void)[] = [];

  let memory: Memory | null = null;
  /** Where the window began at the last look, ms. */
  let from = Number.NEGATIVE_INFINITY;
  /** How often leadership has changed. */
  let term = 0;
  /** What `changed` said when the last look that succeeded began; null before the first. */
  let seen: number | null = null;
  /** What it said last. */
  let newest: number | null = null;
  /** Everything that had come by then has been seen. */
  let seenUntil = clock();
  /** Look whether something has changed or not. */
  let again = true;
  let due = 0;
  let failuresInARow = 0;
  const stats = {
    runs: 0,
    failures: 0,
    lastRunMs: 0,
    loadMs: 0,
    detectMs: 0,
    exchanges: 0,
    counted: 0,
    units: 0,
    campaigns: 0,
    disturbed: 0,
    outOfWindow: 0,
  };

  /** The figures of the store that a look begins with. */
  const beginning = async (): Promise<{ taken: number; outOfWindow: number }> => {
    const [row] = await exchanges.rows<{ taken: string; old: string }>(
      `SELECT toString(toUnixTimestamp64Milli(now64(3))) AS taken, toString(countIf(time < ${from})) AS old FROM exchanges`,
    );
    return { taken: Number(row?.taken), outOfWindow: Number(row?.old) };
  };

  const lookOnce = (): Promise<void> => tracer.span('detection.look', {}, lookIn);

  const lookIn = async (span: Span): Promise<void> => {
    const started = clock();
    const began = term;
    const changed = await options.changed();
    if (from < started - window * (1 + WINDOW_STEP)) from = started - window;
    const { taken, outOfWindow } = await beginning();
    // What was being taken in when the moment was read is in the store by the time it is looked at.
    await pause(pace.settle, stop.signal);
    const before = memory ?? (await recall());
    const loading = clock();
    const looked = await looker.look({
      stretch: { from, taken },
      lineages: before.lineages,
      policy: options.policy ?? DEFAULT_POLICY,
      seed: SEED,
    });
    // The thread that looks says how long each part took.
    const detecting = loading + looked.loading;
    tracer.past({ name: 'detection.load', attributes: {}, start: loading, end: detecting });
    tracer.past({
      name: 'detection.detect',
      attributes: {},
      start: detecting,
      end: detecting + looked.detecting,
    });
    span.set({
      'stillwatch.exchanges': looked.exchanges,
      'stillwatch.campaigns': looked.campaigns.campaigns.length,
    });
    // Whoever leads by now looks for itself, and so does this node if it has begun to lead again.
    if (stop.signal.aborted || began !== term) return;
    await tracer.span('detection.keep', {}, () => keep(looked, before, started));
    seen = changed;
    seenUntil = started;
    again = false;
    Object.assign(stats, {
      lastRunMs: clock() - started,
      loadMs: looked.loading,
      detectMs: looked.detecting,
      exchanges: looked.exchanges,
      counted: looked.counted,
      units: looked.detection.units,
      campaigns: looked.campaigns.campaigns.length,
      outOfWindow,
    });
    if (looked.disturbed) stats.disturbed++;
    stats.runs++;
  };

  const recall = async (): Promise<Memory> => {
    accountFindings.forget();
    const last = await records.lastRun();
    return {
      lineages: await records.lineages(),
      told: new Map(last?.campaigns.campaigns.map((campaign) => [campaign.id, campaign])),
    };
  };

  const keep = async (looked: DetectionRun, before: Memory, started: number): Promise<void> => {
    const { campaigns, lineages, detection } = looked;
    const finished = clock();
    const events = campaignEvents(campaigns.campaigns, before.told, before.lineages, lineages, finished);
    await accountFindings.replace(looked.accounts);
    await records.saveRun(
      { started, finished, summary: summaryOf(looked), campaigns },
      lineages.filter((lineage) => lineage.ended !== undefined),
      { alongside: (tx) => options.outbox.appendWithin(tx, events) },
    );
    options.outbox.wake();
    memory = {
      lineages,
      told: new Map(campaigns.campaigns.map(({ id, action, severity }) => [id, { action, severity }])),
    };
    await options.found.onDetection({ detection, lineages, started, finished });
  };

  const summaryOf = (looked: DetectionRun): RunSummary => ({
    version: VERSION,
    input: NOTHING_READ,
    totals: {
      exchanges: looked.exchanges,
      accounts: looked.senders,
      units: looked.detection.units,
    },
    window: looked.campaigns.window,
    stages: { link: Math.round(looked.loading), detect: Math.round(looked.detecting) },
    detours: {},
    parameters: {
      policy: (options.policy ?? DEFAULT_POLICY).version,
      seed: SEED,
      window_ms: window,
      live: true,
    },
  });

  /** Whether it is time for a look, and there is something to look at. */
  const ready = async (): Promise<boolean> => {
    if (!leadership.isLeader()) {
      await looker.rest();
      return false;
    }
    const asked = clock();
    newest = await options.changed();
    if (newest === seen) seenUntil = asked;
    if (waiters.length > 0) return true;
    return clock() >= due && (again || newest !== seen);
  };

  const turn = async (): Promise<void> => {
    if (!(await ready())) return;
    const called = waiters.splice(0);
    const began = clock();
    try {
      await lookOnce();
      failuresInARow = 0;
      // From the beginning of one look to the next at least `every`, whatever the pace allows.
      due = clock() + pauseAfter(pace, clock() - began);
    } catch (error) {
      if (stop.signal.aborted) return;
      stats.failures++;
      failuresInARow++;
      // What was remembered may be ahead of or behind what is kept.
      memory = null;
      again = true;
      due = clock() + pauseAfterFailure(pace, failuresInARow);
      log('a look at the exchanges failed', { error: nameOf(error), retry_ms: due - clock() });
    } finally {
      for (const resolve of called) resolve();
    }
  };

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await turn().catch((error) => log('detection could not go on', { error: nameOf(error) }));
      await Promise.race([woken, pause(ASK_EVERY, stop.signal)]);
    }
    for (const resolve of waiters.splice(0)) resolve();
  };
  const unsubscribe = leadership.onChange(() => {
    // Another node has looked meanwhile, or will.
    term++;
    memory = null;
    again = true;
    due = 0;
    wake();
  });
  const running = run();

  return {
    runNow() {
      if (!leadership.isLeader() || stop.signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        waiters.push(resolve);
        wake();
      });
    },
    stats: () => ({
      ...stats,
      unseenAge: newest === seen ? 0 : clock() - seenUntil,
      leads: leadership.isLeader() ? 1 : 0,
    }),
    async close() {
      stop.abort();
      wake();
      unsubscribe();
      await looker.close();
      await running;
    },
  };
}

/** A look reads the store, not a log. */
const NOTHING_READ: RunSummary['input'] = {
  files: 0,
  bytes: 0,
  records: 0,
  exchanges: 0,
  accounts: 0,
  releases: 0,
  duplicates: 0,
  rejected: 0,
  rejectedByReason: {},
  ignoredByReason: {},
  notes: {},
  formats: {},
};

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/** A problem as it is, which quotes nothing; a bug with where it is. The words of what the engines throw are not ours: they are Problems by now. */
function nameOf(error: unknown): string {
  if (error instanceof ProblemError) return `${error.problem.code}: ${error.problem.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : 'unknown';
}
