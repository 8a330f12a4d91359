/**
 * How alike the instruction skeletons of many requests are, from a sketch that adds up over accounts. A slot of a MinHash
 * agrees in two requests with probability their Jaccard index, so the mean similarity of all pairs is the number of pairs
 * that agree in a slot over the number of pairs. That needs the sum of squares of how often each value occurs, which
 * random signs estimate (Alon, Matias and Szegedy 1996): each value has a sign, and the square of the sum of signs has
 * that sum of squares as its mean. The values need not be kept, and the sketch does not grow with the number of requests.
 */

/**
 * Mean similarity of the skeletons of two different requests, 0..1.
 * @param sketch sums of signs over the requests, several independent ones
 */
export function meanSimilarity(sketch: Float64Array, requests: number): number {
  if (requests < 2) return 0;
  let squares = 0;
  for (const sum of sketch) squares += sum * sum;
  squares /= sketch.length;
  return Math.min(1, Math.max(0, (squares - requests) / (requests * (requests - 1))));
}

/** Number of equally frequent structures, nothing in common, that would be as alike: at most the number of requests. */
export function effectiveStructures(sketch: Float64Array, requests: number): number {
  if (requests === 0) return 0;
  // Two different requests of one structure among N: 1 / S of the pairs agree.
  return 1 / Math.max(1 / requests, meanSimilarity(sketch, requests));
}
