/**
 * Counts exchanges that detection leaves out because they are older than its window, and says so in the log now and then: a log of
 * the past would otherwise be taken in and never be seen again.
 */
import { type Clock, MINUTE } from '../../base/clock.ts';
import { FINGERPRINT_STRIDE, OFFSET } from '../../model/fingerprint-layout.ts';
import { WINDOW_STEP, type WindowEnd } from '../detection/detection-window.ts';

/** Exchanges older than the window. Times in ms since the epoch. */
export interface OlderExchanges {
  readonly exchanges: number;
  readonly earliest: number;
  readonly latest: number;
}

export interface WindowWatchOptions {
  /** ms. */
  readonly window: number;
  readonly end: WindowEnd;
  readonly clock: Clock;
  readonly monotonic: Clock;
  /** Called at most every five minutes, with all that was counted since the last call. */
  onOlder(older: OlderExchanges, from: number): void;
}

const LOG_EVERY = 5 * MINUTE;

export class WindowWatch {
  private readonly options: WindowWatchOptions;
  /** The newest exchange that this process has seen, for a window that ends there. */
  private newest = Number.NEGATIVE_INFINITY;
  private pending: OlderExchanges | null = null;
  private logged = Number.NEGATIVE_INFINITY;

  constructor(options: WindowWatchOptions) {
    this.options = options;
  }

  /** Notes the newest exchange of the rows: of all bodies that are read together, before they are counted one by one. */
  see(rows: Uint8Array, count: number): void {
    if (this.options.end === 'clock') return;
    const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
    for (let i = 0; i < count; i++) this.newest = Math.max(this.newest, timeOf(view, i));
  }

  /** The rows from `start` to `end` that are older than the window; null if none is. */
  count(rows: Uint8Array, start: number, end: number): OlderExchanges | null {
    const from = this.from();
    const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
    let exchanges = 0;
    let earliest = Number.POSITIVE_INFINITY;
    let latest = Number.NEGATIVE_INFINITY;
    for (let i = start; i < end; i++) {
      const time = timeOf(view, i);
      if (time >= from) continue;
      exchanges++;
      earliest = Math.min(earliest, time);
      latest = Math.max(latest, time);
    }
    if (exchanges === 0) return null;
    const older = { exchanges, earliest, latest };
    this.report(older, from);
    return older;
  }

  private from(): number {
    const { end, clock, window } = this.options;
    // A run's window may begin a little earlier.
    return (end === 'clock' ? clock() : this.newest) - window * (1 + WINDOW_STEP);
  }

  private report(older: OlderExchanges, from: number): void {
    const { pending } = this;
    this.pending = {
      exchanges: older.exchanges + (pending?.exchanges ?? 0),
      earliest: Math.min(older.earliest, pending?.earliest ?? older.earliest),
      latest: Math.max(older.latest, pending?.latest ?? older.latest),
    };
    const now = this.options.monotonic();
    if (now - this.logged < LOG_EVERY) return;
    this.logged = now;
    this.options.onOlder(this.pending, from);
    this.pending = null;
  }
}

function timeOf(view: DataView, i: number): number {
  return Number(view.getBigInt64(i * FINGERPRINT_STRIDE + OFFSET.time, true));
}
