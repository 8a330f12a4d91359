/**
 * Replacement one by one: each time a member is closed a new account of the group signs up or begins within hours.
 * Follows "when one account is banned, another takes its place" of the February 2026 disclosure.
 * Null model: the same closings at other times (succession.ts), so that a group which grows steadily, or on one day, is met
 * by chance as often as it deserves. Closings that come together count once: what follows a mass
 * closing is pools.ts' matter. Defeated by a stock of accounts that are opened beforehand.
 */
import { HOUR } from '../../../base/clock.ts';
import type { Group, Population } from '../../group/group.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { succession } from '../succession.ts';
import { closingsOf } from './closings.ts';

const TRUST = 0.75;
/** A replacement comes within this time … */
const WITHIN = 8 * HOUR;
/** … and closings nearer to each other than this are one. */
const APART = 2 * HOUR;
const MIN_REPLACED = 3;
const DEVIATIONS: readonly [number, number] = [2.5, 6];
const SHARE: readonly [number, number] = [0.25, 0.7];

export function replacementMeasure(world: Population, group: Group): Measure | null {
  const { units, window } = world.input;
  if (!window) return null;
  const closings = apart(closingsOf(world, group).times.filter((t) => t >= window.from && t <= window.to));
  if (closings.length < MIN_REPLACED) return null;
  // An account begins when it signs up; one without a record when it is first seen.
  const begins = group.members
    .map((i) => units.record[i]?.created ?? units.first[i])
    .filter((t) => t > window.from && t <= window.to)
    .sort((a, b) => a - b);
  if (begins.length < MIN_REPLACED) return null;
  const chain = succession(closings, begins, WITHIN, window);
  if (!chain) return null;
  const { found: replaced, mean, deviation } = chain;
  const share = Math.max(0, replaced - mean) / closings.length;
  return {
    name: 'replacement',
    strength:
      replaced < MIN_REPLACED
        ? 0
        : TRUST * ramp((replaced - mean) / (deviation + 0.5), ...DEVIATIONS) * ramp(share, ...SHARE),
    summary: `${grouped(replaced)} of ${grouped(closings.length)} closings were followed within eight hours by a new account of the group; at other times ${mean.toFixed(1)} would have been.`,
    detail: {
      replaced: `${grouped(replaced)} of ${grouped(closings.length)}`,
      replaced_expected: Number(mean.toFixed(1)),
      replaced_beyond_chance: percentText(share),
    },
  };
}

/** Sorted times without those that follow another too closely. */
function apart(times: readonly number[]): number[] {
  const kept: number[] = [];
  for (const t of times) if (kept.length === 0 || t - kept[kept.length - 1] >= APART) kept.push(t);
  return kept;
}
