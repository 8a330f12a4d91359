/** Adds up what a service answered to the pieces of a log, and what was set aside before sending. */
import type { SourcePosition } from '../../ingest/format.ts';
import type { Rejection } from '../../model/rejection.ts';
import type { Piece } from './pieces.ts';
import type { IngestReceipt } from './sender.ts';

/** Records that were rejected for one reason. */
export interface RejectedReason {
  readonly reason: string;
  records: number;
  /** The first of them: where it is, and what was wrong. */
  readonly example: SourcePosition & { readonly field: string; readonly expected: string; readonly got: string };
}

/** What became of the records. */
export interface SendTotals {
  accepted: number;
  duplicates: number;
  rejected: number;
  ignored: number;
  /** Ids of accounts and users that the service stores as keyed hashes. */
  hashed_identifiers: number;
  /** Exchanges, accepted or known, that are older than the service's detection window; null if there are none. */
  outside_window: { exchanges: number; earliest: string; latest: string } | null;
  /** Acknowledged in an earlier run, and not sent again. */
  skipped_lines: number;
}

export class SendTally {
  readonly totals: SendTotals = {
    accepted: 0,
    duplicates: 0,
    rejected: 0,
    ignored: 0,
    hashed_identifiers: 0,
    outside_window: null,
    skipped_lines: 0,
  };
  private readonly reasons = new Map<string, RejectedReason>();

  /** Adds the receipt of a piece. */
  add(piece: Piece, receipt: IngestReceipt): void {
    const { totals } = this;
    totals.accepted += receipt.accepted;
    totals.duplicates += receipt.duplicates;
    totals.ignored += receipt.ignored;
    totals.hashed_identifiers += receipt.hashed_identifiers ?? 0;
    const older = receipt.outside_window;
    if (older !== undefined) {
      const known = totals.outside_window ?? { ...older, exchanges: 0 };
      // Times of one form: the order of their text is theirs.
      const [earliest, , , latest] = [known.earliest, known.latest, older.earliest, older.latest].sort();
      totals.outside_window = {
        exchanges: known.exchanges + older.exchanges,
        earliest: earliest as string,
        latest: latest as string,
      };
    }
    for (const { line, field, expected, got, reason } of receipt.errors) {
      this.reject({ ...piece.place(Math.max(0, line - 1)), field, expected, got, reason });
    }
    // The receipt names only the first of many.
    const unnamed = receipt.rejected - receipt.errors.length;
    if (unnamed > 0) {
      const example = {
        ...piece.place(0),
        field: '',
        expected: 'see the other reasons',
        got: 'not itemised by the service',
      };
      this.reject({ ...example, reason: 'not_itemised' }, unnamed);
    }
  }

  /** Adds rejected records. */
  reject({ reason, ...example }: Rejection, records = 1): void {
    this.totals.rejected += records;
    const known = this.reasons.get(reason);
    if (known === undefined) this.reasons.set(reason, { reason, records, example });
    else known.records += records;
  }

  /** The reasons for which records were rejected, the most frequent first. */
  rejectedFor(): RejectedReason[] {
    return [...this.reasons.values()].sort((a, b) => b.records - a.records);
  }
}
