/**
 * The intake: bodies of bytes in, exchanges in the store, each id once. A body is read in a thread, judged (what is new in
 * it?), and answered when what is new is durable in the journal; the drain stores it from there.
 *
 * Results of the threads are judged one round after another, in the order in which they came. A round asks the store once
 * for all ids that may be there, and then, without a pause, decides, claims the new ids and appends to the journal. So
 * whoever is told "duplicate" of an id that is on its way stands behind it in the journal's queue: what fails in front of
 * them fails them too.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, type ProblemError, type Result } from '../../base/problem.ts';
import { NO_TRACES, type Tracer } from '../../base/tracing.ts';
import { FINGERPRINT_STRIDE } from '../../model/fingerprint-layout.ts';
import type { NamedHash } from '../../model/named-hash.ts';
import { rowId, withoutRows } from '../../pipeline/duplicates.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import type { RecordStore } from '../../store/records/record-store.ts';
import { DEFAULT_IN_FLIGHT_BYTES, DEFAULT_JOURNAL_BYTES } from '../config/schema.ts';
import type { BodyReport, LineError, ReadResult, UnreadBody } from './body-task.ts';
import { Drain } from './drain.ts';
import { InFlightBytes, type Reservation } from './in-flight-bytes.ts';
import { BodyCounts, type IntakeStats } from './intake-stats.ts';
import { type JournalFiles, systemFiles } from './journal/files.ts';
import { Journal } from './journal/journal.ts';
import { decodeRows, encodeRecords } from './journal/records.ts';
import { recoverJournal } from './journal/recovery.ts';
import { KnownIds } from './known-ids.ts';
import { type ReadingThreads, startReading, taskSize } from './reading.ts';

export interface IntakeParts {
  readonly exchanges: Pick<ExchangeStore, 'insert' | 'insertNames' | 'known' | 'ids'>;
  readonly records: Pick<RecordStore, 'upsertAccounts' | 'upsertReleases'>;
  /** Of the data directory. */
  readonly identityKey: Uint8Array;
  /** The data directory, or another folder of this node's own: the journal is made in it. */
  readonly directory: string;
  readonly clock: Clock;
  /** Absent: no traces. */
  readonly tracer?: Tracer;
  /** Absent: the file system. */
  readonly files?: JournalFiles;
  /** Told of every failure to write the journal or the stores, for the log: nothing is lost by it, but an operator should know. */
  onFailure?(problem: Problem): void;
  /** Told of what a reading thread failed with: a bug, or memory that ran out. */
  onReadFailure?(error: unknown): void;
}

export interface IntakeOptions {
  /** Reading threads. */
  readonly threads: number;
  /** Most bytes of requests at once, as they are sent. */
  readonly maxInFlightBytes: number;
  /** Most bytes of the journal: what is taken in while the store is away. */
  readonly maxJournalBytes: number;
  readonly segmentBytes: number;
  /** How long what is taken in gathers before it is stored, ms, and how many rows are stored at once. */
  readonly drainInterval: number;
  readonly drainRows: number;
  /** How long the store has to say which ids it knows, ms. */
  readonly lookupTimeout: number;
}

export const INTAKE_DEFAULTS: IntakeOptions = {
  threads: 1,
  maxInFlightBytes: DEFAULT_IN_FLIGHT_BYTES,
  maxJournalBytes: DEFAULT_JOURNAL_BYTES,
  segmentBytes: 64 * 1024 * 1024,
  drainInterval: 500,
  drainRows: 65_536,
  lookupTimeout: 10_000,
};

/** What became of a body. */
export interface Receipt {
  /** Records that are new, and durable. */
  readonly accepted: number;
  /** Exchanges whose id was taken before; they are durable too. */
  readonly duplicates: number;
  readonly rejected: number;
  /** Records that carry no exchange and are none of ours: a span of a tool. */
  readonly ignored: number;
  /** The first rejections. */
  readonly errors: readonly LineError[];
}

export interface IntakeService {
  /** Room for a request's bytes while it is received; give it to take(), or release it. */
  reserve(): Reservation;
  /**
   * Takes a body in; what the receipt says is durable. Problem codes: `bad_request`, `too_large`, `too_many_requests`,
   * `unavailable`. After a problem nothing was acknowledged, and it may be sent again. Releases the reservation.
   */
  take(body: UnreadBody, reservation: Reservation): Promise<Result<Receipt>>;
  stats(): IntakeStats;
  /** Why nothing is being stored just now; null when all is well. */
  failing(): Problem | null;
  /** Goes up with everything that is stored. */
  changed(): number;
  /** Calls back when something was stored; gives what takes the listener away. */
  onChanged(listener: () => void): () => void;
  /**
   * Does `work` while nothing goes from the journal into the stores, so that both together hold what was acknowledged, each
   * exchange once. What is taken in meanwhile gathers in the journal.
   */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /** Takes nothing more, answers what was taken, and stores what it can within `most` ms; the journal keeps the rest. */
  close(most?: number): Promise<void>;
}

interface Waiting {
  readonly body: UnreadBody;
  /** A thread failed over it and others, or the journal never has room for all: it is read by itself, so that only whose fault it is pays. */
  readonly alone: boolean;
  readonly resolve: (result: Result<Receipt>) => void;
}

interface ReadBodies {
  readonly waiting: readonly Waiting[];
  readonly result: ReadResult;
}

/** Rows that are read and not durable yet: the threads wait beyond it. */
const MOST_HELD_ROWS = 128 * 1024 * 1024;
const CLOSE_WITHIN = 15_000;
/** What frames and names may add to the rows of a task. */
const FRAME_ROOM = 65_536;

/** Opens the journal in the directory and goes on where the process before stopped. */
export async function openIntake(
  parts: IntakeParts,
  options: Partial<IntakeOptions> = {},
): Promise<Result<IntakeService>> {
  const chosen = { ...INTAKE_DEFAULTS, ...options };
  const known = new KnownIds();
  await known.addStored(parts.exchanges);
  let problem: Problem | null = null;
  const directory = join(parts.directory, 'journal');
  const recovered = await recoverJournal(directory, (frame, segment) => {
    if (frame.kind !== 'exchanges') return;
    const decoded = decodeRows(frame);
    if (!decoded.ok) problem ??= decoded.problem;
    else
      for (let i = 0; i < decoded.value.count; i++) known.addRecovered(rowId(decoded.value.rows, i), segment);
  });
  if (problem !== null) return fail(problem);
  const journal = new Journal(
    {
      directory,
      files: parts.files ?? systemFiles,
      segmentBytes: chosen.segmentBytes,
      maxBytes: chosen.maxJournalBytes,
    },
    recovered,
  );
  const threads = await startReading(chosen.threads, parts.identityKey, parts.clock());
  return ok(new OpenIntake(parts, chosen, known, journal, threads, recovered.tornBytes));
}

class OpenIntake implements IntakeService {
  private readonly parts: IntakeParts;
  private readonly options: IntakeOptions;
  private readonly known: KnownIds;
  private readonly journal: Journal;
  private readonly threads: ReadingThreads;
  private readonly drain: Drain;
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
  private unjudged: ReadBodies[] = [];
  private judging = false;
  /** Names that a thread has sent once and the journal does not have yet, by kind and hash. */
  private owedNames = new Map<string, NamedHash>();
  /** Requests that have no answer yet. */
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
      tracer: parts.tracer ?? NO_TRACES,
      rows: options.drainRows,
      interval: options.drainInterval,
      recoveredTo: journal.end,
      stored: (count, segments) => this.onStored(count, segments),
      failed: (problem) => parts.onFailure?.(problem),
    });
    this.drain.start();
    if (journal.hasMore) this.drain.notify(parts.clock());
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

  /** Gives the threads what waits. */
  private pump(): void {
    while (this.waiting.length > 0 && this.reading < this.options.threads && this.heldRows < MOST_HELD_ROWS) {
      const waiting = this.waiting.splice(0, taskSize(this.waiting));
      this.reading++;
      this.threads
        .read({ now: this.parts.clock(), bodies: waiting.map(({ body }) => body) })
        .then(
          (result) => this.takeResult({ waiting, result }),
          (error: unknown) => {
            this.parts.onReadFailure?.(error);
            if (waiting.length === 1) answerAll(waiting, fail(unreadable()));
            else this.readAlone(waiting);
          },
        )
        .finally(() => {
          this.reading--;
          this.pump();
        });
    }
  }

  /** Each is read once more, by itself, before all others. */
  private readAlone(waiting: readonly Waiting[]): void {
    this.waiting.unshift(...waiting.map((one) => ({ ...one, alone: true })));
  }

  private takeResult(read: ReadBodies): void {
    // A thread sends a name once: from here on it goes into the journal with whatever goes there next.
    for (const name of read.result.names) this.owedNames.set(`${name.kind}:${name.hash}`, name);
    this.heldRows += read.result.rows.length;
    this.unjudged.push(read);
    if (this.judging) return;
    this.judging = true;
    void this.judgeAll();
  }

  private async judgeAll(): Promise<void> {
    // Results that come in the same turn are judged together.
    await Promise.resolve();
    while (this.unjudged.length > 0) {
      const round = this.unjudged;
      this.unjudged = [];
      this.known.beginRound();
      const suspects = round.map(({ result }) => new Set(this.known.suspects(result.rows, result.count)));
      const stored = await this.lookUp(round, suspects);
      // From here to the append of the last there is no pause.
      for (let i = 0; i < round.length; i++) this.append(round[i], suspects[i], stored);
    }
    // In the turn in which nothing more was seen.
    this.judging = false;
  }

  /** Which of the suspects the store has; null if it cannot say. Those in the journal are not asked for. */
  private async lookUp(
    round: readonly ReadBodies[],
    suspects: readonly Set<number>[],
  ): Promise<Set<bigint> | null> {
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

  /** Decides on a task's rows, claims the new ones and appends them; its bodies are answered when that is durable. */
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
    const claimed: bigint[] = [];
    const dropped: number[] = [];
    const answers: Result<Receipt>[] = [];
    let at = 0;
    for (const report of result.bodies) {
      const end = at + report.rows;
      const problem = report.problem ?? this.unjudgeable(result, at, end, suspects, stored);
      let duplicates = 0;
      for (let i = at; i < end; i++) {
        const id = problem === null ? rowId(result.rows, i) : 0n;
        const isKnown =
          problem === null &&
          suspects.has(i) &&
          (known.isInFlight(id) || known.isJournalled(id) || stored?.has(id) === true);
        if (isKnown) duplicates++;
        if (isKnown || problem !== null) dropped.push(i);
        else {
          known.claim(id);
          claimed.push(id);
        }
      }
      answers.push(problem === null ? ok(receipt(report, duplicates)) : fail(problem));
      at = end;
    }
    const { rows, count } = withoutRows(result.rows, result.count, dropped);
    const names = this.owedNames;
    this.owedNames = new Map();
    const time = this.parts.clock();
    const chunks = encodeRecords(
      {
        rows: [rows.subarray(0, count * FINGERPRINT_STRIDE)],
        count,
        names: [...names.values()],
        accounts: result.accounts,
        releases: result.releases,
      },
      time,
    );
    journal
      .append(chunks, (segment) => {
        known.markDurable(claimed, segment);
        if (chunks.length > 0) this.drain.notify(time);
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

  /** Why a body cannot be judged: an id of it may be stored, and the store does not say. */
  private unjudgeable(
    { rows }: ReadResult,
    from: number,
    to: number,
    suspects: Set<number>,
    stored: Set<bigint> | null,
  ): Problem | null {
    if (stored !== null) return null;
    for (let i = from; i < to; i++) {
      if (!suspects.has(i)) continue;
      const id = rowId(rows, i);
      if (!this.known.isInFlight(id) && !this.known.isJournalled(id)) return storeAway();
    }
    return null;
  }

  private answer(waiting: readonly Waiting[], result: ReadResult, answers: readonly Result<Receipt>[]): void {
    waiting.forEach(({ body, resolve }, i) => {
      const answer = answers[i];
      if (answer.ok)
        this.counts.take(body.bytes.length, result.bodies[i], answer.value.accepted, answer.value.duplicates);
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
    const end = this.parts.clock() + most;
    const late = new AbortController();
    const idle = new Promise<void>((resolve) => {
      if (this.open === 0) resolve();
      else this.whenIdle.push(resolve);
    });
    await Promise.race([idle, delay(most, undefined, { signal: late.signal }).catch(() => {})]);
    late.abort();
    await this.threads.close();
    await this.drain.stop(Math.max(0, end - this.parts.clock()));
    await this.journal.close();
  }
}

function receipt(report: BodyReport, duplicates: number): Receipt {
  return {
    accepted: report.rows - duplicates + report.accounts + report.releases,
    duplicates,
    rejected: report.rejected,
    ignored: Object.values(report.ignored).reduce((sum, count) => sum + count, 0),
    errors: report.errors,
  };
}

function answerAll(waiting: readonly Waiting[], answer: Result<Receipt>): void {
  for (const { resolve } of waiting) resolve(answer);
}

function stopping(): Problem {
  return {
    code: 'unavailable',
    message: 'The service is stopping: nothing of this request was taken.',
    hint: 'Send it again; another node, or this one, answers soon.',
  };
}

function journalFull(): Problem {
  return {
    code: 'unavailable',
    message:
      'The journal is as large as it may be, since the store does not keep up: nothing of this request was taken.',
    hint: 'Send it again later. Operators: see intake lag and store errors.',
  };
}

/** Sent again it would not fit either, whatever is stored by then. */
function moreThanJournal(exchanges: number, bytes: number, most: number): Problem {
  return {
    code: 'too_large',
    message: `Expected what fits into the journal, ${most} bytes, got ${exchanges} exchanges that take ${bytes} there: nothing of this request was taken.`,
    hint: 'Send it in smaller parts. Operators: raise ingest.journal_bytes.',
  };
}

function storeAway(): Problem {
  return {
    code: 'unavailable',
    message: 'The store cannot say whether an id of this request is stored already: nothing of it was taken.',
    hint: 'Send it again later.',
  };
}

function unreadable(): Problem {
  return {
    code: 'unavailable',
    message: 'The thread that reads requests failed: nothing of this request was taken.',
    hint: 'Send it again in smaller parts.',
  };
}
