/** What the intake counts: plain numbers, for metrics and for whoever asks how it is. */
import type { BodyReport } from './body-task.ts';

export interface IntakeStats {
  /** Requests that were answered with a receipt, and those that were refused, by problem code. */
  readonly requests: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Bytes of bodies, as they were sent. */
  readonly receivedBytes: number;
  /** Records of those requests: received = accepted + duplicates + rejected + ignored. */
  readonly received: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly rejectedByReason: Readonly<Record<string, number>>;
  readonly ignored: number;
  readonly ignoredByReason: Readonly<Record<string, number>>;
  /** Bytes of requests that are being received or answered. */
  readonly inFlightBytes: number;
  readonly journalBytes: number;
  readonly journalCommits: number;
  readonly journalFailures: number;
  /** Bytes of a frame that was being written when the process before was killed, and bytes that have changed since they were written. */
  readonly journalTornBytes: number;
  readonly journalDamagedBytes: number;
  /** Age of the oldest thing taken in and not stored, ms. */
  readonly lagMs: number;
  /** Exchanges and records stored, exchanges found stored already after a failure, and attempts that failed. */
  readonly drainedExchanges: number;
  readonly drainedRecords: number;
  readonly alreadyStored: number;
  readonly drainFailures: number;
  /** Look-ups of ids that may be stored already, and those that failed. */
  readonly lookups: number;
  readonly lookupFailures: number;
}

/** Counts of bodies. */
export class BodyCounts {
  requests = 0;
  receivedBytes = 0;
  accepted = 0;
  duplicates = 0;
  rejected = 0;
  ignored = 0;
  readonly refused: Record<string, number> = {};
  readonly rejectedByReason: Record<string, number> = {};
  readonly ignoredByReason: Record<string, number> = {};

  refuse(code: string): void {
    bump(this.refused, code, 1);
  }

  take(bytes: number, report: BodyReport, accepted: number, duplicates: number): void {
    this.requests++;
    this.receivedBytes += bytes;
    this.accepted += accepted;
    this.duplicates += duplicates;
    this.rejected += report.rejected;
    for (const [reason, count] of Object.entries(report.rejectedByReason))
      bump(this.rejectedByReason, reason, count);
    for (const [reason, count] of Object.entries(report.ignored)) {
      this.ignored += count;
      bump(this.ignoredByReason, reason, count);
    }
  }
}

function bump(counts: Record<string, number>, key: string, by: number): void {
  counts[key] = (counts[key] ?? 0) + by;
}
