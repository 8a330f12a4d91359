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
  /**
   * ms since the epoch by the engine's clock: exchanges that it took in from then on are read as well. They are there because its
   * clock was ahead before it was set back. Null if there are none.
   */
  readonly ahead: number | null;
}

/**
 * The exchanges of a stretch.
 * @param behind only what the store took in after that moment, ms since the epoch by the engine's clock; what it took in with its
 *   clock ahead was read before
 */
export function during(source: DetectSource, { from, taken, ahead }: Stretch, behind?: number): DetectSource {
  for (const moment of [from, taken, ahead ?? 0, behind ?? 0])
    assert(Number.isSafeInteger(moment), `a moment is a whole number of milliseconds, got ${moment}`);
  const present =
    behind !== undefined
      ? `taken > ${behind} AND taken <= ${taken}`
      : ahead === null
        ? `taken <= ${taken}`
        : `(taken <= ${taken} OR taken >= ${ahead})`;
  return {
    exchanges: filtered(source.exchanges, `time >= ${from} AND ${present}`),
    records: source.records,
  };
}
