/**
 * Random Fourier features of an RBF kernel (Rahimi & Recht, NIPS 2007): the inner product of two feature vectors is
 * about exp(-|x - y|² / (2 s²)). The bandwidth s is the median distance of a sample (median heuristic).
 */
import type { Rng } from '../../../src/base/rng.ts';

export interface FourierMap {
  readonly size: number;
  features(point: Float32Array): Float32Array;
  /** The mean embedding of a set of feature vectors; the origin for none. */
  mean(features: readonly Float32Array[]): Float64Array;
}

/** @param sample Points that the bandwidth is taken from. */
export function drawFourierMap(sample: readonly Float32Array[], width: number, size: number, rng: Rng): FourierMap {
  const bandwidth = medianDistance(sample);
  const half = size / 2;
  const directions = new Float32Array(half * width);
  for (let i = 0; i < directions.length; i++) directions[i] = rng.normal() / bandwidth;
  const scale = 1 / Math.sqrt(half);
  return {
    size,
    // Cosine and sine of one direction: lower variance than one cosine with a random phase.
    features(point) {
      const out = new Float32Array(size);
      for (let k = 0; k < half; k++) {
        let angle = 0;
        for (let i = 0, at = k * width; i < width; i++, at++) angle += directions[at] * point[i];
        out[2 * k] = scale * Math.cos(angle);
        out[2 * k + 1] = scale * Math.sin(angle);
      }
      return out;
    },
    mean(features) {
      const sum = new Float64Array(size);
      for (const vector of features) for (let i = 0; i < size; i++) sum[i] += vector[i];
      for (let i = 0; i < size && features.length > 0; i++) sum[i] /= features.length;
      return sum;
    },
  };
}

/** 1 for a sample without two different points. */
function medianDistance(sample: readonly Float32Array[]): number {
  const distances: number[] = [];
  for (let k = 1; k < sample.length; k++) {
    let sum = 0;
    for (let i = 0; i < sample[k].length; i++) sum += (sample[k][i] - sample[k - 1][i]) ** 2;
    if (sum > 0) distances.push(Math.sqrt(sum));
  }
  distances.sort((a, b) => a - b);
  return distances[distances.length >> 1] ?? 1;
}
