/**
 * Reads where signatures of answers went: each one presented is looked up where it was issued. Between units that is a
 * replay; within one, the session and what came before the signed block are compared. A signature that was issued
 * before the log begins says nothing.
 */
import { CONTEXT_DIGEST } from '../model/fingerprint-layout.ts';
import type { DetectSource, Index } from './columns.ts';
import type { Presentations, Replays } from './detect-input.ts';

/** Bits of a context digest that differ when the turn or the frame before the signed block was changed. */
const EDIT = CONTEXT_DIGEST.turn | CONTEXT_DIGEST.frame;

/** What {@link loadSignatures} reads. */
export interface Signatures {
  readonly replays: Replays;
  readonly presentations: Presentations;
}

/** Reads the presented signatures and where they were issued. */
export async function loadSignatures(source: DetectSource, unitSql: string, units: number, at: Index): Promise<Signatures> {
  // A tuple's minimum is one row whatever order rows come in: the earliest issue, should a signature be logged twice.
  const columns = await source.exchanges.columns(
    `WITH seen AS (SELECT signature, ${unitSql} AS presenter, session AS presented_in, behind, count() AS times
         FROM exchanges ARRAY JOIN presented AS signature, presented_after AS behind
         WHERE presented[1] != 0 AND signature != 0 GROUP BY signature, presenter, presented_in, behind),
       issues AS (SELECT arrayJoin(issued) AS signature, min((time, id, ${unitSql}, session, issued_after)) AS first
         FROM exchanges WHERE issued[1] != 0 AND signature IN (SELECT signature FROM seen) GROUP BY signature),
       pairs AS (SELECT first.3 AS issuer, presenter, times, issuer = presenter AND presented_in != 0 AND first.4 != 0 AS sessions,
           presented_in != first.4 AS elsewhere, behind != 0 AND first.5 != 0 AS leads, bitXor(behind, first.5) AS difference
         FROM seen INNER JOIN issues ON seen.signature = issues.signature)
     SELECT issuer, presenter, toFloat64(sum(times)) AS n,
       toFloat64(sumIf(times, sessions)) AS in_sessions, toFloat64(sumIf(times, sessions AND elsewhere)) AS other_session,
       toFloat64(sumIf(times, leads)) AS compared, toFloat64(sumIf(times, leads AND bitAnd(difference, ${EDIT}) != 0)) AS edited,
       toFloat64(sumIf(times, leads AND difference != 0 AND bitAnd(difference, ${EDIT}) = 0)) AS trimmed
     FROM pairs GROUP BY issuer, presenter ORDER BY issuer, presenter`,
    [
      { name: 'issuer', type: 'UInt64' },
      { name: 'presenter', type: 'UInt64' },
      { name: 'n', type: 'Float64' },
      { name: 'in_sessions', type: 'Float64' },
      { name: 'other_session', type: 'Float64' },
      { name: 'compared', type: 'Float64' },
      { name: 'edited', type: 'Float64' },
      { name: 'trimmed', type: 'Float64' },
    ],
  );
  const issuer = at(columns.issuer as BigUint64Array);
  const presenter = at(columns.presenter as BigUint64Array);
  const perUnit = (values: Float64Array) => {
    const out = new Float64Array(units);
    for (let r = 0; r < values.length; r++) out[presenter[r]] += values[r];
    return out;
  };
  const travelled = presenter.map((_, r) => r).filter((r) => issuer[r] !== presenter[r]);
  const n = columns.n as Float64Array;
  return {
    replays: {
      issuer: travelled.map((r) => issuer[r]),
      presenter: travelled.map((r) => presenter[r]),
      count: Float64Array.from(travelled, (r) => n[r]),
    },
    presentations: {
      inSessions: perUnit(columns.in_sessions as Float64Array),
      otherSession: perUnit(columns.other_session as Float64Array),
      compared: perUnit(columns.compared as Float64Array),
      edited: perUnit(columns.edited as Float64Array),
      trimmed: perUnit(columns.trimmed as Float64Array),
    },
  };
}
