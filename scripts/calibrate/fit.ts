/**
 * A logistic model with signs: no family may lower a confidence and openness may not raise it. Fitted by projected
 * gradient descent on the mean cross-entropy with a Gaussian prior around given weights (MAP), so that a family the
 * worlds hardly show keeps the weight that the public record suggests instead of running off.
 */
export interface Fitted {
  readonly intercept: number;
  readonly weights: readonly number[];
}

export interface FitOptions {
  /** Where weights are drawn to, in the order of the features; the intercept is drawn to `intercept`. */
  readonly around: Fitted;
  /** Strength of the pull, in samples: the inverse variance of the prior. */
  readonly pull: number;
  /** -1: may not be positive, 1: may not be negative. */
  readonly signs: readonly number[];
}

const STEPS = 20_000;
const RATE = 0.5;

/** @param weight how much each sample counts */
export function fitSigned(
  features: readonly (readonly number[])[],
  labels: readonly boolean[],
  weight: readonly number[],
  { around, pull, signs }: FitOptions,
): Fitted {
  const w = [...around.weights];
  let intercept = around.intercept;
  let total = 0;
  for (const x of weight) total += x;
  for (let step = 0; step < STEPS; step++) {
    const gradient = w.map((value, k) => (pull * (value - around.weights[k])) / total);
    let shift = (pull * (intercept - around.intercept)) / total;
    features.forEach((row, n) => {
      let z = intercept;
      for (let k = 0; k < w.length; k++) z += w[k] * row[k];
      const error = (weight[n] * (1 / (1 + Math.exp(-z)) - (labels[n] ? 1 : 0))) / total;
      shift += error;
      for (let k = 0; k < w.length; k++) gradient[k] += error * row[k];
    });
    intercept -= RATE * shift;
    for (let k = 0; k < w.length; k++) {
      const next = w[k] - RATE * gradient[k];
      w[k] = signs[k] * next < 0 ? 0 : next;
    }
  }
  return { intercept, weights: w };
}

export function probability(model: Fitted, features: readonly number[]): number {
  let z = model.intercept;
  model.weights.forEach((w, k) => {
    z += w * features[k];
  });
  return 1 / (1 + Math.exp(-z));
}

/** Expected calibration error over ten bins of equal width (Naeini, Cooper and Hauskrecht 2015). */
export function expectedCalibrationError(predicted: readonly number[], happened: readonly boolean[]): number {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, p: 0, y: 0 }));
  predicted.forEach((p, i) => {
    const bin = bins[Math.min(9, Math.floor(10 * p))];
    bin.n++;
    bin.p += p;
    bin.y += happened[i] ? 1 : 0;
  });
  return bins.reduce((sum, { p, y }) => sum + Math.abs(p - y), 0) / Math.max(1, predicted.length);
}
