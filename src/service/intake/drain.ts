/**
 * Moves records from the journal into the stores in large inserts, and remembers its position. Failed inserts are repeated after
 * asking the store which of the rows it has, so that nothing is stored twice or left out. Leaves out the detection of duplicate
 * requests (claim-rows.ts).
 */
import { setTimeout as delay, setImmediate as yieldTurn } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import { type Problem, ProblemError } from '../../base/problem.ts';
import type { Tracer } from '../../base/tracing.ts';
import type { AccountRecord, ReleaseRecord } from '../../model/account-record.ts';
import { FINGERPRINT_STRIDE } from '../../model/fingerprint-layout.ts';
import type { NamedHash } from '../../model/named-hash.ts';
import { rowId, withoutRows } from '../../pipeline/duplicates.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import { createSemaphore } from '../../store/exchanges/semaphore.ts';
import type { RecordStore } from '../../store/records/record-store.ts';
import type { JournalFrame, Position } from './journal/frame.ts';
import type { Journal } from './journal/journal.ts';
import { decodeAccounts, decodeNames, decodeReleases, decodeRows } from './journal/records.ts';

export interface DrainOptions {
  readonly journal: Journal;
  readonly exchanges: Pick<ExchangeStore, 'insert' | 'insertNames' | 'known'>;
  readonly records: Pick<RecordStore, 'upsertAccounts' | 'upsertReleases'>;
  /** Tells the age of frames of an earlier process. */
  readonly clock: Clock;
  readonly monotonic: Clock;
  readonly tracer: Tracer;
  /** Maximum number of rows per insert, approximately: frames are not split. */
  readonly rows: number;
  /** How long frames are collected before an insert, ms. */
  readonly interval: number;
  /** End of the journal when it was opened: frames before it may already be stored. */
  readonly recoveredTo: Position;
  /** Called after `count` records were stored and these segments were removed. */
  stored(count: number, segments: readonly number[]): void;
  /** Called for every failed attempt. */
  failed(problem: Problem): void;
}

/** Maximum size of a batch in bytes, approximately. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Accounts per statement: few, since the embedded record store runs on the thread that answers requests. */
const ACCOUNT_BATCH = 250;
/** Pause after a failure, ms; it doubles up to the longest. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5_000;

/** Rows of exchanges in chunks. */
interface Rows {
  readonly rows: readonly Uint8Array[];
  readonly count: number;
}

interface Batch extends Rows {
  readonly rows: Uint8Array[];
  count: number;
  readonly names: Map<string, NamedHash>;
  readonly accounts: AccountRecord[];
  readonly releases: ReleaseRecord[];
  oldest: number;
  next: Position;
}

/** The drain of one node. */
export class Drain {
  private readonly options: DrainOptions;
  private readonly oneAtATime = createSemaphore(1);
  private running: Promise<void> | null = null;
  private readonly stopping = new AbortController();
  private wake: () => void = () => {};
  /** When the oldest frame that is not stored was accepted, monotonic ms; null if all are stored. */
  private oldest: number | null = null;
  /** Whether `oldest` is that of the next batch. Failed attempts do not measure again: a step of the wall clock would hide their age. */
  private measured = false;
  /** No frame is older than that, monotonic ms. */
  private oldestBefore = Number.NEGATIVE_INFINITY;
  /** An attempt failed, so part of it may be stored. */
  private doubt = false;
  /** The last batch was full. */
  private behind = false;
  /** Exchanges stored. */
  exchanges = 0;
  /** Accounts and releases stored. */
  records = 0;
  /** Exchanges that turned out to be stored already. */
  alreadyStored = 0;
  /** Failed attempts. */
  failures = 0;
  /** The last failure; null after a success. */
  failing: Problem | null = null;

  constructor(options: DrainOptions) {
    this.options = options;
  }

  /** Starts storing in the background. */
  start(): void {
    this.running ??= this.run();
  }

  /** To be called when something was appended to the journal. */
  notify(): void {
    this.oldest ??= this.options.monotonic();
    this.wake();
  }

  /** Age of the oldest frame that is not stored, ms; 0 only if all are stored. */
  get lag(): number {
    return this.oldest === null ? 0 : Math.max(1, this.options.monotonic() - this.oldest);
  }

  /** Stores the remaining frames within `most` ms and stops; gives up after a failure. */
  async stop(most: number): Promise<void> {
    const { journal } = this.options;
    this.stopping.abort();
    this.wake();
    const end = this.options.monotonic() + most;
    const rest = (async () => {
      await this.running;
      while (journal.hasMore && this.options.monotonic() < end) if (!(await this.step())) break;
    })();
    const late = new AbortController();
    await Promise.race([rest, delay(most, undefined, { signal: late.signal }).catch(() => {})]);
    late.abort();
  }

  private async run(): Promise<void> {
    const { journal, interval } = this.options;
    const { signal } = this.stopping;
    let pause = 0;
    while (!signal.aborted) {
      if (!journal.hasMore) {
        this.oldest = null;
        await new Promise<void>((resolve) => {
          this.wake = resolve;
          if (journal.hasMore || signal.aborted) resolve();
        });
      }
      // If a full batch is waiting, there is no reason to collect more.
      if (!this.behind) await delay(Math.max(pause, interval), undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      if (await this.step()) pause = 0;
      else pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, 2 * pause));
    }
  }

  /** Runs `work` while nothing is being stored: waits for the running batch and holds back the next one. */
  hold<T>(work: () => Promise<T>): Promise<T> {
    return this.oneAtATime(work);
  }

  /** Stores one batch. @returns false if that failed */
  private step(): Promise<boolean> {
    return this.oneAtATime(() => this.storeBatch());
  }

  private async storeBatch(): Promise<boolean> {
    const { journal } = this.options;
    try {
      const batch = await this.gather();
      if (batch === null) return true;
      this.measure(batch.oldest);
      const figures = {
        'stillwatch.exchanges': batch.count,
        'stillwatch.records': batch.accounts.length + batch.releases.length,
      };
      await this.options.tracer.span('intake.store', figures, () => this.store(batch));
      const segments = await journal.advance(batch.next);
      this.doubt = false;
      this.measured = false;
      this.oldestBefore = this.oldest ?? this.oldestBefore;
      this.failing = null;
      const stored = batch.count + batch.accounts.length + batch.releases.length;
      this.behind = batch.count >= this.options.rows;
      this.options.stored(stored, segments);
      if (!journal.hasMore) this.oldest = null;
      return true;
    } catch (error) {
      this.failures++;
      // The message of any other error may quote data. A code says that the machine is at fault: a full disk, for example.
      this.failing =
        error instanceof ProblemError
          ? error.problem
          : {
              code: 'internal',
              message: `Moving records from the journal to the stores failed: ${codeOf(error)}.`,
            };
      this.options.failed(this.failing);
      this.doubt = true;
      this.behind = false;
      return false;
    }
  }

  /** @param accepted when the oldest frame of the next batch was accepted, ms since the epoch */
  private measure(accepted: number): void {
    if (this.measured) return;
    this.measured = true;
    const { clock, monotonic } = this.options;
    this.oldest = Math.max(this.oldestBefore, monotonic() - Math.max(0, clock() - accepted));
  }

  private async gather(): Promise<Batch | null> {
    const { journal, rows } = this.options;
    const batch: Batch = {
      rows: [],
      count: 0,
      names: new Map(),
      accounts: [],
      releases: [],
      oldest: Number.POSITIVE_INFINITY,
      next: journal.drained,
    };
    let bytes = 0;
    while (batch.count < rows && bytes < MOST_BYTES) {
      const { frames, next } = await journal.read(batch.next);
      if (frames.length === 0) break;
      for (const frame of frames) {
        add(batch, frame);
        bytes += frame.payload.length;
      }
      batch.next = next;
    }
    if (bytes > 0) return batch;
    // Only damaged bytes were left.
    if (batch.next !== journal.drained) await journal.advance(batch.next);
    return null;
  }

  private async store(batch: Batch): Promise<void> {
    const { exchanges, records } = this.options;
    // Names first, so that readers of a row find its names.
    await exchanges.insertNames([...batch.names.values()]);
    for (let at = 0; at < batch.accounts.length; at += ACCOUNT_BATCH) {
      await records.upsertAccounts(batch.accounts.slice(at, at + ACCOUNT_BATCH));
      await yieldTurn();
    }
    if (batch.releases.length > 0) await records.upsertReleases(batch.releases);
    const isDoubtful = this.mayBeStored();
    const fresh = isDoubtful ? await this.unstored(batch) : batch;
    if (fresh.count > 0) await exchanges.insert(fresh.rows, fresh.count);
    if (isDoubtful && fresh.count > 0) await this.insertForgotten(fresh);
    this.exchanges += fresh.count;
    this.records += batch.accounts.length + batch.releases.length;
    this.alreadyStored += batch.count - fresh.count;
  }

  /** Inserts those of the rows once more that a server took for repeated although a power cut had taken them. */
  private async insertForgotten(inserted: Rows): Promise<void> {
    const { rows, count } = await this.unstored(inserted);
    if (count > 0) await this.options.exchanges.insert(rows, count, true);
  }

  /** Whether rows of the next batch may be stored already: after a failed attempt, and after a crash of the last process. */
  private mayBeStored(): boolean {
    const { journal, recoveredTo } = this.options;
    const { segment, offset } = journal.drained;
    return this.doubt || segment < recoveredTo.segment || (segment === recoveredTo.segment && offset < recoveredTo.offset);
  }

  /** The rows that are not stored yet, each id once. */
  private async unstored(asked: Rows): Promise<Rows> {
    const ids = new BigUint64Array(asked.count);
    let at = 0;
    for (const rows of asked.rows) for (let i = 0; i < rows.length / FINGERPRINT_STRIDE; i++) ids[at++] = rowId(rows, i);
    const known = await this.options.exchanges.known(ids);
    let count = 0;
    const kept = asked.rows.map((rows) => {
      const dropped: number[] = [];
      const n = rows.length / FINGERPRINT_STRIDE;
      for (let i = 0; i < n; i++) {
        const id = rowId(rows, i);
        if (known.has(id)) dropped.push(i);
        else known.add(id);
      }
      const rest = withoutRows(rows, n, dropped);
      count += rest.count;
      return rest.rows;
    });
    return { rows: kept.filter((rows) => rows.length > 0), count };
  }
}

function codeOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : name;
}

function add(batch: Batch, frame: JournalFrame): void {
  batch.oldest = Math.min(batch.oldest, frame.time);
  switch (frame.kind) {
    case 'exchanges': {
      const decoded = decodeRows(frame);
      if (!decoded.ok) throw new ProblemError(decoded.problem);
      batch.rows.push(decoded.value.rows);
      batch.count += decoded.value.count;
      return;
    }
    case 'names':
      for (const name of decodeNames(frame)) {
        const key = `${name.kind}:${name.hash}`;
        // Keep the first outline of an anchor; other names are always equal.
        if (!batch.names.has(key)) batch.names.set(key, name);
      }
      return;
    case 'accounts':
      batch.accounts.push(...decodeAccounts(frame));
      return;
    case 'releases':
      batch.releases.push(...decodeReleases(frame));
      return;
  }
}
