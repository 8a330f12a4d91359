/** Counts rejected records by what was wrong with them, so that a summary can name the most frequent faults. */
import type { Rejection } from '../model/rejection.ts';
import type { RejectionCount } from '../model/summary.ts';

/** Most different faults that are told apart; more are in the file of rejections. */
const MOST_KINDS = 1_000;
const MOST_SHOWN = 5;

/** Faults with their counts and first examples. */
export class RejectionCounts {
  private readonly kinds = new Map<string, { count: number; example: Rejection }>();

  add(rejection: Rejection): void {
    const { reason, field, expected } = rejection;
    const key = JSON.stringify([reason, field, expected]);
    const kind = this.kinds.get(key);
    if (kind !== undefined) kind.count++;
    else if (this.kinds.size < MOST_KINDS) this.kinds.set(key, { count: 1, example: rejection });
  }

  /** The most frequent faults; of equal ones, that which came first. */
  most(): RejectionCount[] {
    return [...this.kinds.values()].sort((a, b) => b.count - a.count).slice(0, MOST_SHOWN);
  }
}
