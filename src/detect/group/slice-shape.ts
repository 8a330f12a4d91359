/**
 * How requests and answers of a group's slice are built: of the exchanges around its own segments, or, where it has
 * none, of all its traffic. Like the slice itself, nothing that is mixed in can dilute it.
 */

import type { Shapes } from '../../aggregate/detect-input.ts';
import { deviation } from '../population/habits.ts';
import type { Comparison } from '../population/ranking.ts';
import type { Group, Population } from './group.ts';

/** How the requests and answers of a slice are built. */
export interface SliceShape {
  /**
   * Standard deviation of the logarithm of the requests' length, system prompts left out: within a segment's exchanges,
   * or within a member's.
   */
  readonly spread: number;
  /** Shares of exchanges. */
  readonly truncated: number;
  readonly sampled: number;
  readonly traced: number;
  /** Mean share of a request's text. */
  readonly encoded: number;
}

/** Measures the shape of a group's slice. */
export function sliceShape(population: Population, group: Group): SliceShape {
  const { segments, input } = population;
  // Of a text that others harvest with, the shape would be theirs.
  const own = group.own.filter(({ segment }) => segments.aside[segment] === 0);
  if (own.length > 0) {
    return meanShape(
      input.anchorShapes,
      input.anchors.exchanges,
      own.map(({ segment }) => segments.speaker[segment]),
      own.map(({ exchanges }) => exchanges),
    );
  }
  const { exchanges } = input.units;
  return meanShape(
    input.unitShapes,
    exchanges,
    group.members,
    group.members.map((i) => exchanges[i]),
  );
}

/**
 * What the slice shows may be one loud member's when it is all the traffic: then the members, one by one, must show it.
 * The slice of an own text needs nothing more: every member that counts sends the text.
 */
export function borneOut(group: Group, members: Comparison): number {
  return group.own.length > 0 ? 1 : members.excessAbove();
}

/** Means over rows of shapes, `of[k]` weighing `weight[k]`. */
function meanShape(shapes: Shapes, exchanges: Float64Array, of: readonly number[], weight: readonly number[]): SliceShape {
  let total = 0;
  let variance = 0;
  const sums = { truncated: 0, sampled: 0, traced: 0, encoded: 0 };
  of.forEach((row, k) => {
    const n = exchanges[row];
    total += weight[k];
    variance += weight[k] * deviation(shapes.logBody[row], shapes.logBodySquares[row], n) ** 2;
    sums.truncated += (weight[k] * shapes.truncated[row]) / n;
    sums.sampled += (weight[k] * shapes.sampled[row]) / n;
    sums.traced += (weight[k] * shapes.traced[row]) / n;
    sums.encoded += (weight[k] * shapes.encoded[row]) / n;
  });
  const per = Math.max(1, total);
  return {
    spread: Math.sqrt(variance / per),
    truncated: sums.truncated / per,
    sampled: sums.sampled / per,
    traced: sums.traced / per,
    encoded: sums.encoded / per,
  };
}
