/**
 * Where a score's byte changes, for the kernels: fourteen calls of exp() a row were a twenty-fifth of their time. A score is the
 * logistic function of an exponent, kept as a byte; which byte is a matter of 255 thresholds, and a coarse table says where to
 * begin looking. Found by halving, with the function itself, so that both ways round alike.
 */

/**
 * Cells of the coarse table: exponents from -{@link STEPS_TO} up to it. Two of them are shorter than the way from one threshold to the
 * next (1/64 at least), so that at most one lies between where a lookup begins and where it ends.
 */
export const STEP_CELLS = 4096;
export const STEPS_TO = 8;

export interface ScoreSteps {
  /** Threshold b: the least exponent with byte b; the first is minus infinity, and no exponent reaches the 257th. */
  readonly from: Float64Array;
  /** For each cell the byte of a place at or before its beginning. */
  readonly start: Uint8Array;
}

/** The steps of a score: Math.round(255 p) of p = 1 / (1 + exp(-x)). */
export function scoreSteps(): ScoreSteps {
  return stepsOf((x) => Math.round(255 * logistic(x)));
}

/** The steps of what a score leaves, over the negated exponent: Math.round(255 (1 - p)) of p = 1 / (1 + exp(x)). */
export function restSteps(): ScoreSteps {
  return stepsOf((x) => Math.round(255 * (1 - logistic(-x))));
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function stepsOf(byteAt: (x: number) => number): ScoreSteps {
  const from = new Float64Array(257).fill(Number.NaN);
  from[0] = Number.NEGATIVE_INFINITY;
  for (let byte = 1; byte < 256; byte++) from[byte] = firstWith((x) => byteAt(x) >= byte);
  const cell = (2 * STEPS_TO) / STEP_CELLS;
  // One cell early: the cell of an exponent is told by a sum that may have been rounded up.
  const start = Uint8Array.from({ length: STEP_CELLS }, (_, i) => byteAt((i - 1) * cell - STEPS_TO));
  return { from, start };
}

/** The least number from -STEPS_TO to STEPS_TO of which a rising condition holds. */
function firstWith(holds: (x: number) => boolean): number {
  let low = -STEPS_TO;
  let high = STEPS_TO;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (holds(middle)) high = middle;
    else low = middle;
  }
}
