/**
 * One event after another: how many of some events (a closing, a silence) are each followed soon by an event of another
 * kind (a beginning), against the same events at other times. For the null model all of them are moved by one span round
 * the window, once for every span there is to try: bunches on either side stay as bunched as they are, only the relation
 * between the two is broken (the shift-predictor of Perkel, Gerstein and Moore, Biophys J 1967).
 */
const SHIFTS = 48;

export interface Succession {
  readonly found: number;
  /** What other times give, and how much it varies. */
  readonly mean: number;
  readonly deviation: number;
}

/** Both sorted, in the window. Null when the window is too short to move anything in it. */
export function succession(
  before: readonly number[],
  after: readonly number[],
  within: number,
  window: { readonly from: number; readonly to: number },
): Succession | null {
  const length = window.to - window.from;
  let sum = 0;
  let squares = 0;
  let tried = 0;
  for (let k = 1; k < SHIFTS; k++) {
    const by = (k * length) / SHIFTS;
    // A shift no longer than a succession, either way round, would find the real ones again.
    if (by <= 2 * within || length - by <= 2 * within) continue;
    const moved = before.map((t) => window.from + ((t - window.from + by) % length)).sort((a, b) => a - b);
    const count = followed(moved, after, within);
    sum += count;
    squares += count * count;
    tried++;
  }
  if (tried === 0) return null;
  const mean = sum / tried;
  return {
    found: followed(before, after, within),
    mean,
    deviation: Math.sqrt(Math.max(0, squares / tried - mean * mean)),
  };
}

/** How many of the first have one of the second of their own soon after them; both sorted. */
function followed(before: readonly number[], after: readonly number[], within: number): number {
  let found = 0;
  for (let b = 0, a = 0; b < before.length && a < after.length; ) {
    if (after[a] < before[b]) a++;
    else if (after[a] - before[b] > within) b++;
    else {
      found++;
      a++;
      b++;
    }
  }
  return found;
}
