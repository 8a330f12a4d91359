/**
 * Fits the outputs: one logistic regression each, on the maximum over windows (multiple-instance learning: the label
 * belongs to the document, the window that carries it is found while training). AdaGrad with L2 and term dropout,
 * which spreads weight over many words instead of the few a template repeats. Deterministic for a seed.
 */
import type { Rng } from '../../src/base/rng.ts';
import { SHAPE_TERMS } from '../../src/fingerprint/classify.ts';
import type { Sample } from './samples.ts';

export interface Weights {
  /** term * outputs + output. */
  readonly terms: Float64Array;
  /** feature * outputs + output. */
  readonly shape: Float64Array;
  /** One an output. */
  readonly bias: Float64Array;
}

export interface FitSettings {
  readonly epochs: number;
  readonly rate: number;
  /** Pull of a term's weight towards zero at each step that sees it. */
  readonly l2: number;
  readonly shapeL2: number;
  /** Share of terms hidden from each step. */
  readonly dropout: number;
  /** Greatest weight of one term, so that no single word decides. */
  readonly cap: number;
  /** How much a false alarm costs against a miss; intents only, a capability accuses nobody. */
  readonly negativeWeight: number;
}

const F = SHAPE_TERMS.length;
const SHAPE_RATE = 4;

/** Fits one output for each label of the samples; the first `accusing` of them weigh a false alarm by `negativeWeight`. */
export function fitWeights(
  samples: readonly Sample[],
  vocabularySize: number,
  accusing: number,
  settings: FitSettings,
  rng: Rng,
): Weights {
  const K = samples[0].labels.length;
  const weights: Weights = {
    terms: new Float64Array(vocabularySize * K),
    shape: new Float64Array(F * K),
    bias: new Float64Array(K).fill(-3),
  };
  const squares = new Float64Array(vocabularySize * K).fill(1e-3);
  const shapeSquares = new Float64Array(F * K).fill(1e-3);
  const biasSquares = new Float64Array(K).fill(1e-3);
  const order = samples.map((_, i) => i);
  const hidden = new Uint8Array(vocabularySize);
  const best = new Float64Array(K);
  const bestBlock = new Int32Array(K);
  const { rate, l2, shapeL2, dropout, cap, negativeWeight } = settings;

  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    shuffle(order, rng);
    for (const i of order) {
      const sample = samples[i];
      for (const term of sample.terms) hidden[term] = rng.chance(dropout) ? 1 : 0;
      bestWindows(sample, weights, hidden, best, bestBlock);
      for (let k = 0; k < K; k++) {
        let logit = weights.bias[k] + best[k] / (1 - dropout);
        for (let f = 0; f < F; f++) logit += weights.shape[f * K + k] * sample.shape[f];
        const label = sample.labels[k];
        const cost = label === 1 || k >= accusing ? 1 : negativeWeight;
        const error = (1 / (1 + Math.exp(-logit)) - label) * cost;
        if (Math.abs(error) < 1e-4) continue;
        biasSquares[k] += error * error;
        weights.bias[k] -= (rate * error) / Math.sqrt(biasSquares[k]);
        for (let f = 0; f < F; f++) {
          const gradient = error * sample.shape[f] + shapeL2 * weights.shape[f * K + k];
          const at = f * K + k;
          shapeSquares[at] += gradient * gradient;
          // Dense features see every sample, so AdaGrad tires of them first.
          weights.shape[at] -= (SHAPE_RATE * rate * gradient) / Math.sqrt(shapeSquares[at]);
        }
        const from = sample.start[Math.max(0, bestBlock[k] - 1)];
        const to = sample.start[bestBlock[k] + 1];
        for (let t = from; t < to; t++) {
          const term = sample.terms[t];
          if (hidden[term] === 1) continue;
          const at = term * K + k;
          const gradient = error + l2 * weights.terms[at];
          squares[at] += gradient * gradient;
          const moved = weights.terms[at] - (rate * gradient) / Math.sqrt(squares[at]);
          weights.terms[at] = Math.min(cap, Math.max(-cap, moved));
        }
      }
    }
  }
  return weights;
}

/** Logit of each output for one sample. */
export function logitsOf(sample: Sample, weights: Weights): Float64Array {
  const K = weights.bias.length;
  const best = new Float64Array(K);
  bestWindows(sample, weights, null, best, new Int32Array(K));
  for (let k = 0; k < K; k++) {
    best[k] += weights.bias[k];
    for (let f = 0; f < F; f++) best[k] += weights.shape[f * K + k] * sample.shape[f];
  }
  return best;
}

function bestWindows(
  sample: Sample,
  weights: Weights,
  hidden: Uint8Array | null,
  best: Float64Array,
  bestBlock: Int32Array,
): void {
  const { terms, start } = sample;
  const K = best.length;
  let before = new Float64Array(K);
  let current = new Float64Array(K);
  best.fill(Number.NEGATIVE_INFINITY);
  for (let block = 0; block + 1 < start.length; block++) {
    for (let t = start[block]; t < start[block + 1]; t++) {
      if (hidden !== null && hidden[terms[t]] === 1) continue;
      const row = terms[t] * K;
      for (let k = 0; k < K; k++) current[k] += weights.terms[row + k];
    }
    for (let k = 0; k < K; k++) {
      const sum = before[k] + current[k];
      if (sum > best[k]) {
        best[k] = sum;
        bestBlock[k] = block;
      }
    }
    [before, current] = [current, before];
    current.fill(0);
  }
}

/**
 * Platt scaling: slope and offset of a sigmoid over logits of samples that were not trained on. Newton's method with
 * step halving on the log-likelihood plus a weak pull towards slope 1, offset 0. A weight says how many real requests
 * a sample stands for: the grammar has far more harvest than traffic has.
 */
export function calibrate(
  logits: readonly number[],
  labels: readonly number[],
  weights: readonly number[],
): { slope: number; offset: number } {
  let slope = 1;
  let offset = 0;
  let loss = calibrationLoss(slope, offset, logits, labels, weights);
  for (let step = 0; step < 100; step++) {
    let g0 = slope - 1;
    let g1 = offset;
    let h00 = 1;
    let h01 = 0;
    let h11 = 1;
    for (let i = 0; i < logits.length; i++) {
      const p = 1 / (1 + Math.exp(-(slope * logits[i] + offset)));
      const w = weights[i] * p * (1 - p);
      const error = weights[i] * (p - labels[i]);
      g0 += error * logits[i];
      g1 += error;
      h00 += w * logits[i] * logits[i];
      h01 += w * logits[i];
      h11 += w;
    }
    const determinant = h00 * h11 - h01 * h01;
    const d0 = (h11 * g0 - h01 * g1) / determinant;
    const d1 = (h00 * g1 - h01 * g0) / determinant;
    let size = 1;
    let next = calibrationLoss(slope - d0, offset - d1, logits, labels, weights);
    while (next > loss && size > 1e-6) {
      size /= 2;
      next = calibrationLoss(slope - size * d0, offset - size * d1, logits, labels, weights);
    }
    if (loss - next < 1e-9) break;
    slope -= size * d0;
    offset -= size * d1;
    loss = next;
  }
  return { slope: Math.max(0.05, slope), offset };
}

function calibrationLoss(
  slope: number,
  offset: number,
  logits: readonly number[],
  labels: readonly number[],
  weights: readonly number[],
): number {
  let loss = 0.5 * ((slope - 1) ** 2 + offset ** 2);
  for (let i = 0; i < logits.length; i++) {
    const z = slope * logits[i] + offset;
    // log(1 + e^z) - label * z, without overflow.
    loss += weights[i] * (Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))) - labels[i] * z);
  }
  return loss;
}

function shuffle(list: number[], rng: Rng): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
}
