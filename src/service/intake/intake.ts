/**
 * The intake: takes request bodies and stores their exchanges, each id once. A body is read in a thread, compared with the
 * known ids, and answered when its new records are durable in the journal. From there, the drain moves them into the stores.
 *
 * Results of the threads are processed in rounds, in the order of their arrival. A round asks the store once about all ids that
 * it may have, and then synchronously decides which rows are new, claims their ids and appends them to the journal. A request
 * with a duplicate of a row that is not durable yet is therefore behind that row in the journal's queue, and fails if it fails.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, monotonicClock } from '../../base/clock.ts';
import { fail, ok, type Problem, type ProblemError, type Result } from '../../base/problem.ts';
import { NO_TRACES, type Tracer } from '../../base/tracing.ts';
import { FINGERPRINT_STRIDE } from '../../model/fingerprint-layout.ts';
import type { NamedHash } from '../../model/named-hash.ts';
import { rowId, withoutRows } from '../../pipeline/duplicates.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import type { RecordStore } from '../../store/records/record-store.ts';
import { DEFAULT_IN_FLIGHT_BYTES, DEFAULT_JOURNAL_BYTES } from '../config/schema.ts';
import type { ReadResult, UnreadBody } from './body-task.ts';
import { claimRows, type Receipt } from './claim-rows.ts';
import { Drain } from './drain.ts';
import { InFlightBytes, type Reservation } from './in-flight-bytes.ts';
import { journalFull, moreThanJournal, readingFailed, stopping } from './intake-problems.ts';
import { BodyCounts, type IntakeStats } from './intake-stats.ts';
import { type JournalFiles, systemFiles } from './journal/files.ts';
import { Journal } from './journal/journal.ts';
import { JournalProbe } from './journal/probe.ts';
import { decodeRows, encodeRecords } from './journal/records.ts';
import { recoverJournal } from './journal/recovery.ts';
import { KnownIds } from './known-ids.ts';
import type { WindowWatch } from './outside-window.ts';
import { type ReadingThreads, startReading, taskSize } from './reading.ts';

export interface IntakeParts {
  readonly exchanges: Pick<ExchangeStore, 'insert' | 'insertNames' | 'known' | 'ids'>;
  readonly records: Pick<RecordStore, 'upsertAccounts' | 'upsertReleases'>;
  /** Identity key of the data directory. */
  readonly identityKey: Uint8Array;
  /** The data directory of this node; the journal is in it. */
  readonly directory: string;
  readonly clock: Clock;
  /** Measures ages and deadlines. Absent: that of the process. */
  readonly monotonic?: Clock;
  /** If absent, nothing is traced. */
  readonly tracer?: Tracer;
  /** Default: the file system. */
  readonly files?: JournalFiles;
  /** Counts exchanges that detection leaves out. Absent: they are not counted. */
  readonly windowWatch?: WindowWatch;
  /** Called before each write to the journal; throws if the directory is no longer this process's. */
  readonly assertHeld?: () => void;
  /** Called for every failed write to the journal or the stores, for the log. Nothing is lost by such a failure. */
  onFailure?(problem: Problem): void;
  /** Called for every failure of a reading thread: a bug, or not enough memory. */
  onReadFailure?(error: unknown): void;
}

export interface IntakeOptions {
  /** Number of reading threads. */
  readonly threads: number;
  /** Maximum total size of the requests being processed, before decompression, in bytes. */
  readonly maxInFlightBytes: number;
  /** Maximum size of the journal, in bytes. */
  readonly maxJournalBytes: number;
  /** Size of a segment of the journal, in bytes. */
  readonly segmentBytes: number;
  /** How long records are collected before they are stored, ms. */
  readonly drainInterval: number;
  /** Maximum number of rows per insert, approximately. */
  readonly drainRows: number;
  /** How long to wait for the store to look up ids, ms. */
  readonly lookupTimeout: number;
  /** Hash mail addresses, IP addresses and phone numbers in the place of ids. */
  readonly hashIdentifiers: boolean;
}

/** Default options. */
export const INTAKE_DEFAULTS: IntakeOptions = {
  threads: 1,
  maxInFlightBytes: DEFAULT_IN_FLIGHT_BYTES,
  maxJournalBytes: DEFAULT_JOURNAL_BYTES,
  segmentBytes: 64 * 1024 * 1024,
  drainInterval: 500,
  drainRows: 65_536,
  lookupTimeout: 10_000,
  hashIdentifiers: true,
};

export interface IntakeService {
  /** Reserves room for a request while it is received. Pass it to `take`, or release it. */
  reserve(): Reservation;
  /**
   * Accepts a body. Everything in the receipt is durable. Problem codes: `bad_request`, `too_large`, `too_many_requests`,
   * `unavailable`; nothing of the body has then been accepted, and it can be sent again. Releases the reservation.
   */
  take(body: UnreadBody, reservation: Reservation): Promise<Result<Receipt>>;
  stats(): IntakeStats;
  /** The problem with which requests are refused now; null if they are accepted. */
  unable(): Problem | null;
  /** The problem that keeps accepted records from being stored; null if there is none. */
  failing(): Problem | null;
  /** A number that grows with every stored record. */
  changed(): number;
  /** Calls `listener` after records were stored. @returns a function that removes the listener */
  onChanged(listener: () => void): () => void;
  /**
   * Runs `work` while nothing is moved from the journal to the stores, so that both together contain each accepted exchange.
   * New records are kept in the journal meanwhile.
   */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Accepts nothing more, finishes accepted requests, and stores what it can within `most` ms (default 15,000). The rest remains
   * in the journal for the next start.
   */
  close(most?: number): Promise<void>;
}

interface Waiting {
  readonly body: UnreadBody;
  /** Read it alone: a thread failed on it together with others, or together they do not fit into the journal. */
  readonly alone: boolean;
  readonly resolve: (result: Result<Receipt>) => void;
}

interface ReadBodies {
  readonly waiting: readonly Waiting[];
  readonly result: ReadResult;
}

/** Bytes of rows that are read but not durable yet, above which the threads wait. */
const MOST_HELD_ROWS = 128 * 1024 * 1024;
/** Default time for closing, ms. */
const CLOSE_WITHIN = 15_000;
/** Upper bound on what frames and names add to the rows of a task, in bytes. */
const FRAME_ROOM = 65_536;

/**
 * Opens the intake: recovers the journal in the directory and continues where the previous process stopped.
 * Problem code: `journal_other_version`. Throws file system errors.
 */
export async function openIntake(parts: IntakeParts, options: Partial<IntakeOptions> = {}): Promise<Result<IntakeService>> {
  const chosen = { ...INTAKE_DEFAULTS, ...options };
  const known = new KnownIds();
  await known.addStored(parts.exchanges);
  let problem: Problem | null = null;
  const directory = join(parts.directory, 'journal');
  const recovered = await recoverJournal(directory, (frame, segment) => {
    if (frame.kind !== 'exchanges') return;
    const decoded = decodeRows(frame);
    if (!decoded.ok) problem ??= decoded.problem;
    else for (let i = 0; i < decoded.value.count; i++) known.addRecovered(rowId(decoded.value.rows, i), segment);
  });
  if (problem !== null) return fail(problem);
  const journal = new Journal(
    {
      directory,
      files: parts.files ?? systemFiles,
      assertHeld: parts.assertHeld,
      segmentBytes: chosen.segmentBytes,
      maxBytes: chosen.maxJournalBytes,
    },
    recovered,
  );
  const threads = await startReading(chosen.threads, parts.identityKey, parts.clock(), !chosen.hashIdentifiers);
  return ok(new OpenIntake(parts, chosen, known, journal, threads, recovered.tornBytes));
}

class OpenIntake implements IntakeService {
  private readonly parts: IntakeParts;
  private readonly monotonic: Clock;
  private readonly options: IntakeOptions;
  private readonly known: KnownIds;
  private readonly journal: Journal;
  private readonly threads: ReadingThreads;
  private readonly drain: Drain;
  private readonly probe: JournalProbe;
  private readonly tornBytes: number;
  private readonly bytes: InFlightBytes;
  private readonly counts = new BodyCounts();
  private readonly listeners = new Set<() => void>();
  private changes = 0;
  private lookups = 0;
  private lookupFailures = 0;
  private waiting: Waiting[] = [];
  private reading = 0;
  private heldRows = 0;
  /** Results that no round has processed yet. */
  private unprocessed: ReadBodies[] = [];
  private processing = false;
  /** Names that a thread has sent, which it does only once, and that are not in the journal yet; by kind and hash. */
  private owedNames = new Map<string, NamedHash>();
  /** Number of requests without an answer. */
  private open = 0;
  private whenIdle: (() => void)[] = [];
  private closing: Promise<void> | null = null;

  constructor(
    parts: IntakeParts,
    options: IntakeOptions,
    known: KnownIds,
    journal: Journal,
    threads: ReadingThreads,
    tornBytes: number,
  ) {
    this.parts = parts;
    this.monotonic = parts.monotonic ?? monotonicClock;
    this.options = options;
    this.known = known;
    this.journal = journal;
    this.threads = threads;
    this.tornBytes = tornBytes;
    this.bytes = new InFlightBytes(options.maxInFlightBytes);
    this.drain = new Drain({
      journal,
      exchanges: parts.exchanges,
      records: parts.records,
      clock: parts.clock,
      monotonic: this.monotonic,
      tracer: parts.tracer ?? NO_TRACES,
      rows: options.drainRows,
      interval: options.drainInterval,
      recoveredTo: journal.end,
      stored: (count, segments) => this.onStored(count, segments),
      failed: (problem) => parts.onFailure?.(problem),
    });
    this.probe = new JournalProbe(join(parts.directory, 'journal'), parts.files ?? systemFiles, journal);
    this.probe.start();
    this.drain.start();
    if (journal.hasMore) this.drain.notify();
  }

  /** Against which future times are refused: senders whose clocks are right are not refused while this one is set back. */
  private latestTime(): number {
    return Math.max(this.parts.clock(), this.monotonic());
  }

  reserve(): Reservation {
    return this.bytes.reserve();
  }

  async take(body: UnreadBody, reservation: Reservation): Promise<Result<Receipt>> {
    this.open++;
    try {
      const result = await this.admit(body);
      if (!result.ok) this.counts.refuse(result.problem.code);
      return result;
    } finally {
      reservation.release();
      if (--this.open === 0) for (const resolve of this.whenIdle.splice(0)) resolve();
    }
  }

  private async admit(body: UnreadBody): Promise<Result<Receipt>> {
    if (this.closing !== null) return fail(stopping());
    if (!this.journal.hasRoom(0)) return fail(journalFull());
    return new Promise((resolve) => {
      this.waiting.push({ body, alone: false, resolve });
      this.pump();
    });
  }

  /** Passes waiting bodies to the threads. */
  private pump(): void {
    while (this.waiting.length > 0 && this.reading < this.options.threads && this.heldRows < MOST_HELD_ROWS) {
      const waiting = this.waiting.splice(0, taskSize(this.waiting));
      this.reading++;
      this.threads
        .read({ now: this.latestTime(), bodies: waiting.map(({ body }) => body) })
        .then(
          (result) => this.takeResult({ waiting, result }),
          (error: unknown) => {
            this.parts.onReadFailure?.(error);
            if (waiting.length === 1) answerAll(waiting, fail(readingFailed()));
            else this.readAlone(waiting);
          },
        )
        .finally(() => {
          this.reading--;
          this.pump();
        });
    }
  }

  /** Reads each of them again, alone and before all others. */
  private readAlone(waiting: readonly Waiting[]): void {
    this.waiting.unshift(...waiting.map((one) => ({ ...one, alone: true })));
  }

  private takeResult(read: ReadBodies): void {
    // A thread sends a name only once, so the next append to the journal has to include it.
    for (const name of read.result.names) this.owedNames.set(`${name.kind}:${name.hash}`, name);
    this.heldRows += read.result.rows.length;
    this.unprocessed.push(read);
    if (this.processing) return;
    this.processing = true;
    void this.processAll();
  }

  private async processAll(): Promise<void> {
    // Results that arrive in the same turn of the event loop are processed together.
    await Promise.resolve();
    while (this.unprocessed.length > 0) {
      const round = this.unprocessed;
      this.unprocessed = [];
      this.known.beginRound();
      const suspects = round.map(({ result }) => new Set(this.known.suspects(result.rows, result.count)));
      const stored = await this.lookUp(round, suspects);
      // No await from here to the last append.
      for (let i = 0; i < round.length; i++) this.append(round[i], suspects[i], stored);
    }
    // In the same turn in which the queue was found empty.
    this.processing = false;
  }

  /** The ids of suspects that the store or the journal has; null if the store does not respond. */
  private async lookUp(round: readonly ReadBodies[], suspects: readonly Set<number>[]): Promise<Set<bigint> | null> {
    const ids = new Set<bigint>();
    const journalled: bigint[] = [];
    round.forEach(({ result }, r) => {
      for (const i of suspects[r]) {
        const id = rowId(result.rows, i);
        if (this.known.isJournalled(id)) journalled.push(id);
        else ids.add(id);
      }
    });
    if (ids.size === 0) return new Set(journalled);
    this.lookups++;
    const late = new AbortController();
    try {
      const found = await Promise.race([
        this.parts.exchanges.known(BigUint64Array.from(ids)),
        delay(this.options.lookupTimeout, null, { signal: late.signal }),
      ]);
      if (found === null) throw new Error('the store did not answer in time');
      for (const id of journalled) found.add(id);
      return found;
    } catch {
      this.lookupFailures++;
      return null;
    } finally {
      late.abort();
    }
  }

  /** Claims the new rows of a task and appends them to the journal; answers its bodies when they are durable. */
  private append({ waiting, result }: ReadBodies, suspects: Set<number>, stored: Set<bigint> | null): void {
    const { known, journal } = this;
    const release = (): void => {
      this.heldRows -= result.rows.length;
      this.pump();
    };
    const bytes = result.rows.length + FRAME_ROOM;
    if (bytes > journal.most) {
      if (waiting.length === 1) answerAll(waiting, fail(moreThanJournal(result.count, bytes, journal.most)));
      else this.readAlone(waiting);
      release();
      return;
    }
    if (!journal.hasRoom(bytes)) {
      release();
      answerAll(waiting, fail(journalFull()));
      return;
    }
    const { claimed, dropped, answers } = claimRows(known, result, suspects, stored, this.parts.windowWatch);
    const { rows, count } = withoutRows(result.rows, result.count, dropped);
    const names = this.owedNames;
    this.owedNames = new Map();
    const frames = encodeRecords(
      {
        rows: [rows.subarray(0, count * FINGERPRINT_STRIDE)],
        count,
        names: [...names.values()],
        accounts: result.accounts,
        releases: result.releases,
      },
      this.parts.clock(),
    );
    journal
      .append(frames, (segment) => {
        known.markDurable(claimed, segment);
        if (frames.length > 0) this.drain.notify();
      })
      .then(
        () => this.answer(waiting, result, answers),
        (error: ProblemError) => {
          known.release(claimed);
          this.parts.onFailure?.(error.problem);
          for (const [key, name] of names) if (!this.owedNames.has(key)) this.owedNames.set(key, name);
          answerAll(waiting, fail(error.problem));
        },
      )
      .finally(release);
  }

  private answer(waiting: readonly Waiting[], result: ReadResult, answers: readonly Result<Receipt>[]): void {
    waiting.forEach(({ body, resolve }, i) => {
      const answer = answers[i];
      if (answer.ok) this.counts.take(body.bytes.length, result.bodies[i], answer.value);
      resolve(answer);
    });
  }

  private onStored(count: number, segments: readonly number[]): void {
    for (const segment of segments) this.known.retire(segment);
    if (count === 0) return;
    this.changes += count;
    for (const listener of this.listeners) listener();
  }

  stats(): IntakeStats {
    const { counts, journal, drain } = this;
    const { accepted, duplicates, rejected, ignored } = counts;
    return {
      requests: counts.requests,
      refused: { ...counts.refused },
      receivedBytes: counts.receivedBytes,
      received: accepted + duplicates + rejected + ignored,
      accepted,
      duplicates,
      rejected,
      rejectedByReason: { ...counts.rejectedByReason },
      ignored,
      ignoredByReason: { ...counts.ignoredByReason },
      callersBySource: { ...counts.callersBySource },
      hashedByKind: { ...counts.hashedByKind },
      ...counts.unknownFields(),
      outsideWindow: counts.outsideWindow,
      inFlightBytes: this.bytes.held,
      journalBytes: journal.bytes,
      journalCommits: journal.commits,
      journalFailures: journal.failures,
      journalTornBytes: this.tornBytes,
      journalDamagedBytes: journal.damagedBytes,
      lagMs: drain.lag,
      drainedExchanges: drain.exchanges,
      drainedRecords: drain.records,
      alreadyStored: drain.alreadyStored,
      drainFailures: drain.failures,
      lookups: this.lookups,
      lookupFailures: this.lookupFailures,
    };
  }

  unable(): Problem | null {
    if (this.closing !== null) return stopping();
    return this.probe.problem ?? (this.journal.hasRoom(0) ? null : journalFull());
  }

  failing(): Problem | null {
    return this.drain.failing;
  }

  changed(): number {
    return this.changes;
  }

  hold<T>(work: () => Promise<T>): Promise<T> {
    return this.drain.hold(work);
  }

  onChanged(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(most = CLOSE_WITHIN): Promise<void> {
    this.closing ??= this.shut(most);
    return this.closing;
  }

  private async shut(most: number): Promise<void> {
    const end = this.monotonic() + most;
    const late = new AbortController();
    const idle = new Promise<void>((resolve) => {
      if (this.open === 0) resolve();
      else this.whenIdle.push(resolve);
    });
    await Promise.race([idle, delay(most, undefined, { signal: late.signal }).catch(() => {})]);
    late.abort();
    await this.probe.stop();
    await this.threads.close();
    await this.drain.stop(Math.max(0, end - this.monotonic()));
    await this.journal.close();
  }
}

function answerAll(waiting: readonly Waiting[], answer: Result<Receipt>): void {
  for (const { resolve } of waiting) resolve(answer);
}
