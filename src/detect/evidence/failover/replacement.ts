/**
 * Replacement one by one: each time a member is closed a new account of the group signs up or begins within hours.
 * Follows "when one account is banned, another takes its place" of the February 2026 disclosure.
 * Null model: the same closings at other times (succession.ts), so that a group which grows steadily, or on one day, is
 * met by chance as often as it deserves. Closings that come together count once: what follows a mass closing is the
 * matter of pools.ts. Defeated by a stock of accounts that are opened beforehand.
 */
import { HOUR } from '../../../base/clock.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { FAILOVER_REPLACEMENT_PARAMETERS } from '../../parameters/evidence/failover.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { succession } from '../succession.ts';
import { closingsOf } from './closings.ts';

const {
  fullStrength,
  withinHours,
  apartHours,
  minReplaced,
  deviations: surplus,
  share: replacedShare,
} = valuesOf(FAILOVER_REPLACEMENT_PARAMETERS);
/** ms */
const WITHIN = withinHours * HOUR;
const APART = apartHours * HOUR;

/** Strength 0..1 of replacements beyond those of other times; null for too few closings or beginnings. */
export function replacementMeasure(population: Population, group: Group): Measure | null {
  const { units, window } = population.input;
  if (!window) return null;
  const closings = apart(closingsOf(population, group).times.filter((t) => t >= window.from && t <= window.to));
  if (closings.length < minReplaced) return null;
  // An account begins when it signs up; one without a record when it is first seen.
  const begins = group.members
    .map((i) => units.record[i]?.created ?? units.first[i])
    .filter((t) => t > window.from && t <= window.to)
    .sort((a, b) => a - b);
  if (begins.length < minReplaced) return null;
  const chain = succession(closings, begins, WITHIN, window);
  if (!chain) return null;
  const { found: replaced, mean, deviations } = chain;
  const share = Math.max(0, replaced - mean) / closings.length;
  return {
    name: 'replacement',
    strength: replaced < minReplaced ? 0 : fullStrength * ramp(deviations, ...surplus) * ramp(share, ...replacedShare),
    summary: `After ${grouped(replaced)} of ${grouped(closings.length)} closings, a new account of the group started within eight hours; at other times ${mean.toFixed(1)} would have.`,
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
