/**
 * Calibration: does a risk of 0.8 mean eight in ten? Expected calibration error over ten equal-width bins: the gap between
 * the mean risk of a bin and the share of harvesting accounts in it, weighted by the bin's size
 * (Naeini, Cooper & Hauskrecht, AAAI 2015). Most accounts sit in the lowest bin, so the bins are given as well.
 */
import { assert } from '../base/assert.ts';

/** One bin of risk, [from, to). */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly accounts: number;
  readonly meanRisk: number;
  readonly harvesting: number;
}

/** The expected calibration error and the bins behind it. */
export interface Calibration {
  readonly ece: number | null;
  /** Bins with at least one account, lowest first. */
  readonly bins: readonly CalibrationBin[];
}

const BINS = 10;

/** @param scores risks of 0 to 1 @param labels 1 for a harvesting account, 0 for an honest one */
export function reliability(scores: Float64Array, labels: Uint8Array): Calibration {
  assert(scores.length === labels.length, `a label a score: got ${scores.length} and ${labels.length}`);
  const accounts = new Float64Array(BINS);
  const risk = new Float64Array(BINS);
  const hits = new Float64Array(BINS);
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    // The last bin is closed on the right, so that a risk of exactly 1 has a place.
    const bin = Math.min(BINS - 1, Math.floor(score * BINS));
    accounts[bin] = (accounts[bin] as number) + 1;
    risk[bin] = (risk[bin] as number) + score;
    hits[bin] = (hits[bin] as number) + (labels[i] as number);
  }
  const bins: CalibrationBin[] = [];
  let ece = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const size = accounts[bin] as number;
    if (size === 0) continue;
    ece += Math.abs((risk[bin] as number) - (hits[bin] as number)) / scores.length;
    bins.push({
      from: bin / BINS,
      to: (bin + 1) / BINS,
      accounts: size,
      meanRisk: (risk[bin] as number) / size,
      harvesting: (hits[bin] as number) / size,
    });
  }
  return { ece: scores.length === 0 ? null : ece, bins };
}
