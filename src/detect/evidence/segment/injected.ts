/**
 * An injected text: one fixed text stands in most of what the members send, and everything around it is what unrelated
 * people send: other system prompts and tools from one request to the next, messages of every length. The prompt of an
 * agent tool or a product, in contrast, stands in requests that are all built alike. Follows the injected prompt of
 * re-routed users in the September 2026 report.
 *
 * Null models: how often two requests of one outsider come in different frames (detect-input.ts), and how often two of
 * different outsiders do. Members that each vary like strangers pass on what strangers send. The lengths of the messages
 * around the text must also spread as an outsider's do: the filled slots of a template do not. End users of one account
 * are no evidence: its router may put a text before all of them. Defeated by passing on requests of one kind only, and by
 * rewording the text each time.
 */

import { valuesOf } from '../../../model/parameter.ts';
import type { Group, OwnSegment, Population } from '../../group/group.ts';
import { SEGMENT_INJECTED_PARAMETERS } from '../../parameters/evidence/segment.ts';
import type { Baseline } from '../../population/baseline.ts';
import { deviation } from '../../population/habits.ts';
import { grouped, median, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const {
  fullStrength,
  segmentsTried,
  minAccounts,
  usualQuantile,
  minFrameMargin,
  share: shareOfMember,
  members: shareOfMembers,
  lengthSpread,
} = valuesOf(SEGMENT_INJECTED_PARAMETERS);

/** Strength 0..1 of the own segment that looks most like it; null where members do not vary, and in one account. */
export function injectedMeasure(population: Population, group: Group, baseline: Baseline): Measure | null {
  const { habits } = baseline;
  const frames = habits.frames.against(group.members);
  const alone = frames.quantile(usualQuantile);
  const varied = ramp(frames.median, alone, Math.max(habits.framesBetween, alone + minFrameMargin)) * frames.excessAbove();
  if (varied === 0 || countAccounts(population, group) < minAccounts) return null;
  const usual = habits.spread.against(group.members).quantile(0.5);
  let best: { own: OwnSegment; share: number; spread: number; strength: number } | null = null;
  for (const own of group.own.slice(0, segmentsTried)) {
    const share = typicalShare(population, group, own.segment);
    const spread = spreadAround(population, own.segment);
    const strength =
      fullStrength *
      varied *
      ramp(share, ...shareOfMember) *
      ramp(own.members / group.members.length, ...shareOfMembers) *
      (usual > 0 ? ramp(spread / usual, ...lengthSpread) : 0);
    if (!best || strength > best.strength) best = { own, share, spread, strength };
  }
  if (!best) return null;
  return {
    name: 'injected',
    strength: best.strength,
    summary: `One text is in ${percentText(best.share)} of what a member sends, although two requests of a member have different system prompts or tools ${percentText(frames.median)} of the time, as two strangers' requests do (${percentText(habits.framesBetween)}). For three in four single accounts it is at most ${percentText(alone)}.`,
    detail: {
      injected_segment: population.segments.id(best.own.segment),
      injected_share: percentText(best.share),
      injected_members: grouped(best.own.members),
      frames_differ: percentText(frames.median),
      frames_differ_between_strangers: percentText(habits.framesBetween),
      length_spread: Number(best.spread.toFixed(2)),
      population_length_spread: Number(usual.toFixed(2)),
    },
  };
}

/** Share of its exchanges in which the typical member that uses a segment carries it. */
function typicalShare(population: Population, group: Group, segment: number): number {
  const { start, unit, weight } = population.segments.postings;
  const shares: number[] = [];
  for (let p = start[segment]; p < start[segment + 1]; p++)
    if (group.inside[unit[p]]) shares.push(weight[p] / population.input.units.exchanges[unit[p]]);
  return median(shares);
}

/** Standard deviation of the logarithms of the lengths of the messages around a segment. */
function spreadAround(population: Population, segment: number): number {
  const { anchors, anchorShapes } = population.input;
  const a = population.segments.speaker[segment];
  return deviation(anchorShapes.logBody[a], anchorShapes.logBodySquares[a], anchors.exchanges[a]);
}

function countAccounts(population: Population, group: Group): number {
  return new Set(group.members.map((i) => population.input.units.account[i])).size;
}
