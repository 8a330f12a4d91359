/**
 * One fixed text stands in most of what the members send, and everything around it is what unrelated people send: other
 * system prompts and tools from one request to the next, messages of every length. An agent tool's or a product's own
 * prompt stands in requests that are all built alike. Follows the injected prompt of re-routed users in the September
 * 2026 report.
 *
 * Null models: two requests of one outsider come in different frames (detect-input.ts) this often; two of different outsiders
 * that often. Members that vary like strangers, each for itself, pass on what strangers send. And the lengths of the
 * messages around the text must spread as an outsider's do: the filled slots of a template do not. The end users of
 * one account are no evidence: whoever routes them may put a text before all of them. Defeated by passing on requests of
 * one kind only, and by rewording the text each time.
 */

import type { Group, OwnSegment, Population } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { deviation } from '../../population/habits.ts';
import { grouped, median, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

/** Segments looked at, the most used ones. */
const TRIED = 8;
const MIN_ACCOUNTS = 3;

export function injected(world: Population, group: Group, baseline: Baseline): Measure | null {
  const { habits } = baseline;
  const frames = habits.frames.against(group.members);
  const alone = frames.quantile(0.75);
  const varied =
    ramp(frames.median, alone, Math.max(habits.framesBetween, alone + 0.1)) * frames.excessAbove();
  if (varied === 0 || accounts(world, group) < MIN_ACCOUNTS) return null;
  const usual = habits.spread.against(group.members).quantile(0.5);
  let best: { own: OwnSegment; share: number; spread: number; strength: number } | null = null;
  for (const own of group.own.slice(0, TRIED)) {
    const share = typicalShare(world, group, own.segment);
    const spread = spreadAround(world, own.segment);
    const strength =
      0.9 *
      varied *
      ramp(share, 0.1, 0.4) *
      ramp(own.members / group.members.length, 0.3, 0.7) *
      (usual > 0 ? ramp(spread / usual, 0.4, 0.8) : 0);
    if (!best || strength > best.strength) best = { own, share, spread, strength };
  }
  if (!best) return null;
  return {
    name: 'injected',
    strength: best.strength,
    summary: `One text stands in ${percentText(best.share)} of what a member sends, although two requests of a member come with different system prompts or tools ${percentText(frames.median)} of the time, as requests of strangers do (${percentText(habits.framesBetween)}) and those of one account hardly (three in four accounts: at most ${percentText(alone)}).`,
    detail: {
      injected_segment: world.segments.id(best.own.segment),
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
function typicalShare(world: Population, group: Group, segment: number): number {
  const { start, unit, weight } = world.segments.postings;
  const shares: number[] = [];
  for (let p = start[segment]; p < start[segment + 1]; p++)
    if (group.inside[unit[p]]) shares.push(weight[p] / world.input.units.exchanges[unit[p]]);
  return median(shares);
}

function spreadAround(world: Population, segment: number): number {
  const { anchors, anchorShapes } = world.input;
  const a = world.segments.speaker[segment];
  return deviation(anchorShapes.logBody[a], anchorShapes.logBodySquares[a], anchors.exchanges[a]);
}

function accounts(world: Population, group: Group): number {
  return new Set(group.members.map((i) => world.input.units.account[i])).size;
}
