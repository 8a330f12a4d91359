/**
 * The stores as a detection run on live traffic reads them: exchanges from a moment on, so that the cost of a run is bounded by
 * its window, and only what the store had taken in by another moment, so that all queries of one run see the same state while
 * more comes in. Records are read as they are.
 */
import { assert } from '../base/assert.ts';
import type { DetectSource } from './columns.ts';
import { filtered } from './filtered.ts';

/** The stretch of the log that a detection run reads. */
export interface Stretch {
  /** ms since the epoch: exchanges that were made earlier are left out. */
  readonly from: number;
  /** ms since the epoch by the engine's clock: exchanges that the store took in later are left out. */
  readonly taken: number;
}

/** @param behind leaves out what the store took in by that moment as well, ms since the epoch by the engine's clock */
export function during(source: DetectSource, { from, taken }: Stretch, behind = -1): DetectSource {
  for (const moment of [from, taken, behind])
    assert(Number.isSafeInteger(moment), `a moment is a whole number of milliseconds, got ${moment}`);
  return {
    exchanges: filtered(source.exchanges, `time >= ${from} AND taken > ${behind} AND taken <= ${taken}`),
    records: source.records,
  };
}
