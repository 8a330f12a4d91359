/**
 * Decides which rows of read bodies are new and claims their ids, body by body. Leaves out asking the store which ids it has
 * (intake.ts).
 */
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import type { UnknownFieldCounts } from '../../model/unknown-fields.ts';
import { rowId } from '../../pipeline/duplicates.ts';
import type { BodyReport, LineError, ReadResult } from './body-task.ts';
import { storeUnavailable } from './intake-problems.ts';
import type { KnownIds } from './known-ids.ts';
import type { OlderExchanges, WindowWatch } from './outside-window.ts';

/** The outcome of a request. */
export interface Receipt {
  /** New records; they are durable. */
  readonly accepted: number;
  /** Exchanges whose id was accepted before; they are durable too. */
  readonly duplicates: number;
  /** Invalid records. */
  readonly rejected: number;
  /** Valid records without an exchange, such as the span of a tool. */
  readonly ignored: number;
  /** Details of the first rejected records. */
  readonly errors: readonly LineError[];
  /** Rejected records by reason. */
  readonly rejectedByReason: Readonly<Record<string, number>>;
  /** Ids that were hashed, since they were mail addresses, IP addresses or phone numbers. */
  readonly hashedIdentifiers: number;
  /** Exchanges by the place in which their caller was found, for formats that have several; `none`: rejected. */
  readonly callers: Readonly<Record<string, number>>;
  /** Fields that no rule reads, of wire records that were not rejected, duplicates included. */
  readonly unknownFields: UnknownFieldCounts;
  /** Exchanges, accepted or known, that are older than the detection window; null if there are none. */
  readonly outsideWindow: OlderExchanges | null;
}

export interface ClaimedRows {
  /** Ids that were claimed: release them if they do not become durable. */
  readonly claimed: readonly bigint[];
  /** Indices of rows that must not be stored: duplicates, and rows of refused bodies. */
  readonly dropped: readonly number[];
  /** The answer to each body, valid once the claimed rows are durable. */
  readonly answers: readonly Result<Receipt>[];
}

/**
 * Claims the new rows of a read task.
 * @param suspects indices of the rows whose ids may be known
 * @param watch counts exchanges older than the detection window
 * @param stored ids among those of the suspects that the store has; null if it does not respond
 */
export function claimRows(
  known: KnownIds,
  result: ReadResult,
  suspects: ReadonlySet<number>,
  stored: ReadonlySet<bigint> | null,
  watch?: WindowWatch,
): ClaimedRows {
  watch?.see(result.rows, result.count);
  const claimed: bigint[] = [];
  const dropped: number[] = [];
  const answers: Result<Receipt>[] = [];
  let at = 0;
  for (const report of result.bodies) {
    const end = at + report.rows;
    const problem = report.problem ?? undecidable(known, result, at, end, suspects, stored);
    let duplicates = 0;
    for (let i = at; i < end; i++) {
      const id = problem === null ? rowId(result.rows, i) : 0n;
      const isKnown =
        problem === null && suspects.has(i) && (known.isInFlight(id) || known.isJournalled(id) || stored?.has(id) === true);
      if (isKnown) duplicates++;
      if (isKnown || problem !== null) dropped.push(i);
      else {
        known.claim(id);
        claimed.push(id);
      }
    }
    answers.push(
      problem === null ? ok(receipt(report, duplicates, watch?.count(result.rows, at, end) ?? null)) : fail(problem),
    );
    at = end;
  }
  return { claimed, dropped, answers };
}

/** The problem of a body with an id that only the store can decide on while it does not respond; null otherwise. */
function undecidable(
  known: KnownIds,
  { rows }: ReadResult,
  from: number,
  to: number,
  suspects: ReadonlySet<number>,
  stored: ReadonlySet<bigint> | null,
): Problem | null {
  if (stored !== null) return null;
  for (let i = from; i < to; i++) {
    if (!suspects.has(i)) continue;
    const id = rowId(rows, i);
    if (!known.isInFlight(id) && !known.isJournalled(id)) return storeUnavailable();
  }
  return null;
}

function receipt(report: BodyReport, duplicates: number, outsideWindow: OlderExchanges | null): Receipt {
  return {
    accepted: report.rows - duplicates + report.accounts + report.releases,
    duplicates,
    rejected: report.rejected,
    ignored: sum(report.ignored),
    errors: report.errors,
    rejectedByReason: report.rejectedByReason,
    hashedIdentifiers: sum(report.hashed),
    callers: report.callers,
    unknownFields: report.unknown,
    outsideWindow,
  };
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}
