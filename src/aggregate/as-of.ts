/**
 * The stores as they stood at a moment of the past: what had not happened, or was not known yet, is not there. A replay
 * asks detection with one of these per step, and detection need not know. Exchanges before the moment; account records
 * created before it, without a later suspension; releases before it. Exact: nothing is sampled or estimated.
 *
 * Leaves out what no record dates: verification, payment, contact and grants of an account are as last recorded, and an
 * exchange keeps the anchors that were chosen when its block of the log was read (docs/concepts.md#time-to-detect).
 */
import { assert } from '../base/assert.ts';
import type { AccountRecord } from '../model/account-record.ts';
import type { DetectSource } from './columns.ts';
import { filtered } from './filtered.ts';

/**
 * @param until ms since the epoch; what is at it or later is the future
 * @param from earlier exchanges are left out, for callers that have read them already
 */
export function asOf(source: DetectSource, until: number, from: number | null = null): DetectSource {
  for (const moment of [until, from ?? until])
    assert(Number.isSafeInteger(moment), `a moment is a whole number of milliseconds, got ${moment}`);
  return {
    exchanges: filtered(source.exchanges, from === null ? `time < ${until}` : `time >= ${from} AND time < ${until}`),
    records: {
      async *accounts() {
        for await (const batch of source.records.accounts()) {
          const known = batch.filter((record) => record.created < until);
          if (known.length > 0) yield known.map((record) => knownAt(record, until));
        }
      },
      routers: async () => (await source.records.routers()).filter((record) => record.created < until),
      releases: async () => (await source.records.releases()).filter((release) => release.released < until),
    },
  };
}

/** A suspension or closure that was to come, or that nobody dated, is not known: the account is active. */
function knownAt(record: AccountRecord, until: number): AccountRecord {
  if (record.status === 'active') return record;
  if (record.statusTime !== null && record.statusTime < until) return record;
  return { ...record, status: 'active', statusTime: null };
}
