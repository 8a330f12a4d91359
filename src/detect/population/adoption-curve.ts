/**
 * How the population takes to a new model: for each release and horizon the sum over units of the share of their traffic
 * on it, and the ranks of shares and of first uses. Made once a run, so that comparing a group costs its own size.
 */
import type { Adoption, AdoptionHorizon } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import { HABIT_PARAMETERS } from '../parameters/population-traffic.ts';
import { Ranking } from './ranking.ts';

const { minRankedExchanges, fullWeightExchanges } = valuesOf(HABIT_PARAMETERS);

/** How the population takes to one release, at each horizon. */
export interface AdoptionCurve {
  /** The row of each unit in the adoption; -1 if it sent nothing. */
  readonly row: Int32Array;
  readonly points: readonly {
    /** Sums over all units: of their weights, and of weighted shares. */
    readonly weight: number;
    readonly moved: number;
    readonly shares: Ranking;
  }[];
  readonly firstUse: Ranking;
}

/** Makes the curve of one release. */
export function measureCurve(adoption: Adoption, units: number): AdoptionCurve {
  const { unit, horizons } = adoption;
  const row = new Int32Array(units).fill(-1);
  const firstUse = new Float64Array(units).fill(Number.NaN);
  unit.forEach((i, r) => {
    row[i] = r;
    firstUse[i] = adoption.firstUse[r];
  });
  const points = horizons.map((horizon) => {
    const shares = new Float64Array(units).fill(Number.NaN);
    const sums = { weight: 0, moved: 0 };
    for (let r = 0; r < unit.length; r++) {
      const weight = weightOf(horizon, r);
      sums.weight += weight;
      sums.moved += weight * shareOf(horizon, r);
      if (horizon.exchanges[r] >= minRankedExchanges) shares[unit[r]] = shareOf(horizon, r);
    }
    return { ...sums, shares: new Ranking(shares) };
  });
  return { row, points, firstUse: new Ranking(firstUse) };
}

/** Share of a unit's exchanges up to the horizon that went to the new model, 0..1. */
export function shareOf(horizon: AdoptionHorizon, row: number): number {
  return horizon.exchanges[row] === 0 ? 0 : horizon.onNewModel[row] / horizon.exchanges[row];
}

/** A unit that sent once has a share of 0 or 1: it counts for less. */
export function weightOf(horizon: AdoptionHorizon, row: number): number {
  return Math.min(1, horizon.exchanges[row] / fullWeightExchanges);
}
