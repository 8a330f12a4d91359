/**
 * Live detection: runs over what the store has, decided and kept as findings. Puts its parts together: when to run
 * (schedule.ts), the thread that detects (detection-thread.ts), what becomes of the result (findings-keeper.ts). A run that
 * fails changes nothing: the findings before it stay.
 */
import type { Kysely } from 'kysely';
import { assert } from '../../base/assert.ts';
import { type Clock, DAY, MINUTE, monotonicClock, SECOND } from '../../base/clock.ts';
import { NO_TRACES, type Span, type Tracer } from '../../base/tracing.ts';
import { type InputWarning, type InputWarningName, inputWarnings } from '../../model/input-warnings.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import type { RecordStore } from '../../store/records/record-store.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import type { DetectionListener } from '../detection-listener.ts';
import type { Outbox } from '../events/outbox.ts';
import type { Leadership } from '../leadership.ts';
import { createDetectionThread, type DetectionThread } from './detection-thread.ts';
import { type CoveredWindow, WINDOW_STEP, type WindowEnd } from './detection-window.ts';
import { FindingsKeeper } from './findings-keeper.ts';
import { NormHistory } from './norm-history.ts';
import type { Pace } from './pace.ts';
import type { DetectionRun } from './run-protocol.ts';
import { DetectionSchedule, pause } from './schedule.ts';
import { windowFacts } from './window-facts.ts';

export interface DetectionOptions {
  readonly exchanges: Pick<ExchangeStore, 'answers' | 'rows'>;
  readonly records: Pick<
    RecordStore,
    'accounts' | 'routers' | 'releases' | 'lineages' | 'lastRun' | 'saveRun' | 'setting' | 'saveSetting'
  >;
  readonly db: Kysely<RecordTables>;
  readonly outbox: Pick<Outbox, 'appendWithin' | 'wake'>;
  /** Decides on what is found. */
  readonly listener: DetectionListener;
  readonly leadership: Leadership;
  /** A number that is another one when exchanges or records have come since: a count will do. */
  readonly changed: () => number | Promise<number>;
  readonly clock: Clock;
  /** Measures pauses and durations. Absent: that of the process. */
  readonly monotonic?: Clock;
  /** Absent: no traces. */
  readonly tracer?: Tracer;
  readonly log: (message: string, figures: Readonly<Record<string, string | number>>) => void;
  /**
   * Exchanges older than this are left out, ms; or those a little older, where that spares counting everything anew.
   * Default: 45 days.
   */
  readonly window?: number;
  /** Where the window ends. Default: at the clock. */
  readonly windowEnd?: WindowEnd;
  readonly pace?: Partial<Pace>;
}

/** Figures of the last run that succeeded, and counts since the process started. */
export interface DetectionStats {
  readonly runs: number;
  readonly failures: number;
  /** How long the last run took in all, and its parts, ms. */
  readonly lastRunMs: number;
  readonly loadMs: number;
  readonly detectMs: number;
  /** Exchanges in the window. */
  readonly exchanges: number;
  /** Those of them that were counted one by one: the others had been counted for the runs before. */
  readonly counted: number;
  readonly units: number;
  readonly campaigns: number;
  /** Runs that counted everything anew, because the store had changed otherwise than by more exchanges. */
  readonly disturbed: number;
  /** Exchanges in the store that are older than the window. */
  readonly outOfWindow: number;
  /** ms: at most how old the oldest exchange is that no run has seen, since it came; 0 when all were seen. */
  readonly unseenAge: number;
  readonly leads: 0 | 1;
  /** Warnings about the exchanges of the window as a whole: 1 by name. */
  readonly warnings: Readonly<Record<string, number>>;
}

export interface DetectionService {
  /** Resolves after the first run that begins after the call; at once when this node does not lead. */
  runNow(): Promise<void>;
  stats(): DetectionStats;
  /** Stops; a run under way is abandoned, one that is being stored is stored. */
  close(): Promise<void>;
}

const WINDOW = 45 * DAY;
const PACE: Pace = { every: 30 * SECOND, share: 0.5, within: 2 * MINUTE, ingestSettleMs: 2 * SECOND };
/** Exchanges that the store took in more than this after its present time, ms, came before its clock was set back. */
const AHEAD = 10 * MINUTE;
/** Seed of everything in detection that draws: as in an analysis. */
const SEED = 'stillwatch';

/** Starts detection: the first run begins at once, on the node that leads. */
export function startDetection(options: DetectionOptions): DetectionService {
  const { exchanges, records, db, outbox, listener, leadership, changed, clock, log } = options;
  const { window = WINDOW, windowEnd = 'clock', tracer = NO_TRACES, monotonic = monotonicClock } = options;
  const pace: Pace = { ...PACE, ...options.pace };
  assert(pace.share > 0 && pace.share <= 1, `detection takes a share of the time, got ${pace.share}`);
  const thread = createDetectionThread({ exchanges, records });
  const parameters = { seed: SEED, window_ms: window, live: true };
  const keeper = new FindingsKeeper({ records, db, outbox, listener, clock, parameters });
  const runner = new DetectionRunner({
    exchanges,
    db,
    log,
    keeper,
    norms: new NormHistory(records),
    thread,
    tracer,
    clock,
    monotonic,
    window,
    windowEnd,
    settle: pace.ingestSettleMs,
  });
  const schedule: DetectionSchedule = new DetectionSchedule({
    work: {
      run: (isCurrent) => runner.run(isCurrent, schedule.signal),
      decideAgain: () => keeper.decideAgain(),
      forget: () => keeper.forget(),
      rest: () => thread.rest(),
    },
    pace,
    leadership,
    changed,
    monotonic,
    log,
  });
  return {
    runNow: () => schedule.runNow(),
    stats: () => ({
      ...runner.stats,
      failures: schedule.failures,
      unseenAge: schedule.unseenAge,
      leads: leadership.isLeader() ? 1 : 0,
      warnings: Object.fromEntries(runner.warned.map((name) => [name, 1])),
    }),
    close: () => schedule.close(() => thread.close()),
  };
}

interface RunnerParts {
  readonly exchanges: Pick<ExchangeStore, 'rows'>;
  readonly db: Kysely<RecordTables>;
  readonly log: DetectionOptions['log'];
  readonly keeper: FindingsKeeper;
  readonly norms: NormHistory;
  readonly thread: DetectionThread;
  readonly tracer: Tracer;
  readonly clock: Clock;
  readonly monotonic: Clock;
  /** ms. */
  readonly window: number;
  readonly windowEnd: WindowEnd;
  readonly settle: number;
}

/** Makes one run after another, and counts. */
class DetectionRunner {
  private readonly parts: RunnerParts;
  /** Where the window began in the last run, ms since the epoch. */
  private from = Number.NEGATIVE_INFINITY;
  /** Warnings about the input that the last run gave. */
  warned: readonly InputWarningName[] = [];
  readonly stats = {
    runs: 0,
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

  constructor(parts: RunnerParts) {
    this.parts = parts;
  }

  /** @returns whether the result was kept: not if it is no longer current when it is there */
  run(isCurrent: () => boolean, signal: AbortSignal): Promise<boolean> {
    return this.parts.tracer.span('detection.look', {}, (span) => this.runIn(span, isCurrent, signal));
  }

  private async runIn(span: Span, isCurrent: () => boolean, signal: AbortSignal): Promise<boolean> {
    const { keeper, norms, thread, tracer, clock, monotonic, window, windowEnd, settle } = this.parts;
    const [started, began] = [clock(), monotonic()];
    const end = windowEnd === 'clock' ? started : await this.newest(started);
    // It follows the wall clock back as well: otherwise the window would be short by what the clock was ahead.
    if (this.from < end - window * (1 + WINDOW_STEP) || this.from > end - window) this.from = end - window;
    const { taken, ahead, outOfWindow } = await this.beginning();
    // Exchanges that were being stored when the time was read are in the store when the run reads it.
    await pause(settle, signal);
    const lineages = await keeper.lineages();
    const earlier = await norms.earlier(started);
    const loading = clock();
    const run = await thread.run({ stretch: { from: this.from, taken, ahead }, lineages, earlier, seed: SEED });
    // The thread says how long each part took.
    const detecting = loading + run.loading;
    tracer.past({ name: 'detection.load', attributes: {}, start: loading, end: detecting });
    tracer.past({
      name: 'detection.detect',
      attributes: {},
      start: detecting,
      end: detecting + run.detecting,
    });
    span.set({
      'stillwatch.exchanges': run.exchanges,
      'stillwatch.campaigns': run.detection.campaigns.length,
    });
    if (!isCurrent()) return false;
    const warnings = await this.warnings();
    const covered: CoveredWindow = { from: this.from, to: end, end: windowEnd, outside: outOfWindow, warnings };
    await tracer.span('detection.keep', {}, () => keeper.keep(run, started, covered));
    await norms.keep(run.detection.norm, started);
    this.count(run, monotonic() - began, outOfWindow);
    return true;
  }

  /** The time of the newest exchange in the store; `now` if it has none. */
  private async newest(now: number): Promise<number> {
    const [row] = await this.parts.exchanges.rows<{ newest: string }>(
      'SELECT toString(max(time)) AS newest FROM exchanges HAVING count() > 0',
    );
    return row === undefined ? now : Number(row.newest);
  }

  /**
   * Reads the time of the store, how many exchanges the window leaves out, and from when on the store has exchanges of a time to
   * come: its clock was set back. Those of the next minutes are not among them, since more may be coming in.
   */
  private async beginning(): Promise<{ taken: number; ahead: number | null; outOfWindow: number }> {
    const [row] = await this.parts.exchanges.rows<{ moment: string; ahead: string; old: string }>(
      `WITH toUnixTimestamp64Milli(now64(3)) AS present
      SELECT toString(present) AS moment, toString(minIf(taken, taken > present + ${AHEAD})) AS ahead,
        toString(countIf(time < ${this.from})) AS old
      FROM exchanges`,
    );
    const ahead = Number(row?.ahead);
    return { taken: Number(row?.moment), ahead: ahead > 0 ? ahead : null, outOfWindow: Number(row?.old) };
  }

  /** What is suspicious about the exchanges of the window; each is logged when it is new. */
  private async warnings(): Promise<InputWarning[]> {
    const { exchanges, db, log } = this.parts;
    const warnings = inputWarnings(await windowFacts(exchanges, db, this.from));
    const names = warnings.map(({ name }) => name);
    for (const { name, message, advice } of warnings)
      if (!this.warned.includes(name)) log(message, { warning: name, advice });
    this.warned = names;
    return warnings;
  }

  private count(run: DetectionRun, lastRunMs: number, outOfWindow: number): void {
    const { stats } = this;
    Object.assign(stats, {
      lastRunMs,
      loadMs: run.loading,
      detectMs: run.detecting,
      exchanges: run.exchanges,
      counted: run.counted,
      units: run.detection.units,
      campaigns: run.detection.campaigns.length,
      outOfWindow,
    });
    if (run.disturbed) stats.disturbed++;
    stats.runs++;
  }
}
