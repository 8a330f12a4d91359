/**
 * How many of some events (a closing, a silence) are each followed soon by an event of another kind (a beginning),
 * against the same events at other times. The null model moves all of them by one span round the window, once for every
 * span it tries: bunches on either side stay as bunched as they are, only the relation between the two is broken (the
 * shift predictor of Perkel, Gerstein and Moore, Biophys J 1967).
 */
import { valuesOf } from '../../model/parameter.ts';
import { SUCCESSION_PARAMETERS } from '../parameters/evidence/shared.ts';

const { shifts } = valuesOf(SUCCESSION_PARAMETERS);

/** How often one kind of event follows another, and how often by chance. */
export interface Succession {
  /** Events that are followed soon by one of the second kind. */
  readonly found: number;
  /** The mean of that number at other times. */
  readonly mean: number;
  /** By how many standard deviations the number found exceeds that mean. */
  readonly deviations: number;
}

/**
 * Counts the events that are followed soon, and what other times give. Null when the window is too short to move anything
 * in it.
 *
 * @param before times of the first events, ms, sorted and inside the window
 * @param after times of the events that may follow, ms, sorted and inside the window
 * @param within ms: how soon after the first the second must come
 */
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
  for (let k = 1; k < shifts; k++) {
    const by = (k * length) / shifts;
    // A shift no longer than a succession, either way round, would find the real ones again.
    if (by <= 2 * within || length - by <= 2 * within) continue;
    const moved = before.map((t) => window.from + ((t - window.from + by) % length)).sort((a, b) => a - b);
    const count = countFollowed(moved, after, within);
    sum += count;
    squares += count * count;
    tried++;
  }
  if (tried === 0) return null;
  const found = countFollowed(before, after, within);
  const mean = sum / tried;
  const deviation = Math.sqrt(Math.max(0, squares / tried - mean * mean));
  // Half an event more keeps the quotient finite where all shifts give the same number.
  return { found, mean, deviations: (found - mean) / (deviation + 0.5) };
}

/** How many of the first have one of the second of their own soon after them; both sorted. */
function countFollowed(before: readonly number[], after: readonly number[], within: number): number {
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
