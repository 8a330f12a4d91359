/** The statistics of the intake, for metrics. */
import { LIMITS } from '../../base/limits.ts';
import { shownCounts, UnknownFieldTally } from '../../model/unknown-fields.ts';
import type { BodyReport } from './body-task.ts';
import type { Receipt } from './claim-rows.ts';

export interface IntakeStats {
  /** Requests answered with a receipt. */
  readonly requests: number;
  /** Refused requests by problem code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Bytes of bodies before decompression. */
  readonly receivedBytes: number;
  /** Records of those requests: received = accepted + duplicates + rejected + ignored. */
  readonly received: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly rejectedByReason: Readonly<Record<string, number>>;
  readonly ignored: number;
  readonly ignoredByReason: Readonly<Record<string, number>>;
  /** Exchanges of formats with several places for the caller, by the place in which it was found; `none`: rejected. */
  readonly callersBySource: Readonly<Record<string, number>>;
  /** Ids that were hashed, by kind: mail address, IP address, phone number. */
  readonly hashedByKind: Readonly<Record<string, number>>;
  /** Records with fields that no rule reads. */
  readonly unknownFieldRecords: number;
  /** Those records by field: the most frequent names, and `(other)`. */
  readonly unknownFields: Readonly<Record<string, number>>;
  /** Exchanges, accepted or known, that are older than the detection window. */
  readonly outsideWindow: number;
  /** Bytes of requests being received or processed. */
  readonly inFlightBytes: number;
  readonly journalBytes: number;
  readonly journalCommits: number;
  readonly journalFailures: number;
  /** Bytes cut off at the start: an incomplete write of the previous process. */
  readonly journalTornBytes: number;
  /** Bytes found damaged since they were written. */
  readonly journalDamagedBytes: number;
  /** Age of the oldest accepted record that is not stored, ms. */
  readonly lagMs: number;
  /** Exchanges moved into the store. */
  readonly drainedExchanges: number;
  /** Accounts and releases moved into the store. */
  readonly drainedRecords: number;
  /** Exchanges that a failed attempt had already stored. */
  readonly alreadyStored: number;
  /** Failed attempts to store. */
  readonly drainFailures: number;
  /** Queries for ids that may be stored already. */
  readonly lookups: number;
  /** Failed ones among them. */
  readonly lookupFailures: number;
}

/** Counts requests and their records. */
export class BodyCounts {
  requests = 0;
  receivedBytes = 0;
  accepted = 0;
  duplicates = 0;
  rejected = 0;
  ignored = 0;
  outsideWindow = 0;
  readonly refused: Record<string, number> = {};
  readonly rejectedByReason: Record<string, number> = {};
  readonly ignoredByReason: Record<string, number> = {};
  readonly callersBySource: Record<string, number> = {};
  readonly hashedByKind: Record<string, number> = {};
  private readonly unknown = new UnknownFieldTally(LIMITS.unknownFields);

  /** Records with fields that no rule reads, and by field; `(other)` for those whose name is not given. */
  unknownFields(): Pick<IntakeStats, 'unknownFieldRecords' | 'unknownFields'> {
    const { records, fields, unnamed } = shownCounts(this.unknown);
    return { unknownFieldRecords: records, unknownFields: unnamed === 0 ? fields : { ...fields, '(other)': unnamed } };
  }

  /** Counts a refused request. */
  refuse(code: string): void {
    bump(this.refused, code, 1);
  }

  /** Counts an accepted request. */
  take(bytes: number, report: BodyReport, { accepted, duplicates, outsideWindow }: Receipt): void {
    this.requests++;
    this.receivedBytes += bytes;
    this.accepted += accepted;
    this.duplicates += duplicates;
    this.outsideWindow += outsideWindow?.exchanges ?? 0;
    this.rejected += report.rejected;
    this.unknown.add(report.unknown);
    for (const [reason, count] of Object.entries(report.rejectedByReason)) bump(this.rejectedByReason, reason, count);
    for (const [source, count] of Object.entries(report.callers)) bump(this.callersBySource, source, count);
    for (const [kind, count] of Object.entries(report.hashed)) bump(this.hashedByKind, kind, count);
    for (const [reason, count] of Object.entries(report.ignored)) {
      this.ignored += count;
      bump(this.ignoredByReason, reason, count);
    }
  }
}

function bump(counts: Record<string, number>, key: string, by: number): void {
  counts[key] = (counts[key] ?? 0) + by;
}
