/**
 * Own text: members send the same runs of text while the rest of their prompts differs, and hardly anybody else sends
 * them. Follows the template "in tens of thousands of variations" of the February 2026 disclosure; weighting after FRAUDAR.
 * Null model: a segment's users are spread over the population as its popularity says; popular agent prompts fail because
 * they are not the group's own. Defeated by rewriting every sentence of every prompt.
 */

import { valuesOf } from '../../../model/parameter.ts';
import { coverage, type Group, type Population } from '../../group/group.ts';
import { SEGMENT_OWN_TEXT_PARAMETERS } from '../../parameters/evidence/segment.ts';
import { differing } from '../../population/harvest.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const { fullStrength, coverage: enough, specificity: ownShare } = valuesOf(SEGMENT_OWN_TEXT_PARAMETERS);
/** Segments that the detail names. */
const SHOWN = 12;

/** Strength 0..1 of the group's own segments; null when it has none. */
export function ownTextMeasure(population: Population, group: Group): Measure | null {
  if (group.own.length === 0) return null;
  const covered = coverage(group);
  let weighted = 0;
  let total = 0;
  let harvested = 0;
  for (const own of group.own) {
    weighted += own.specificity * own.exchanges;
    total += own.exchanges;
  }
  for (const n of group.harvested) harvested += n;
  const specificity = weighted / total;
  return {
    name: 'own_text',
    strength: fullStrength * ramp(covered, ...enough) * ramp(specificity, ...ownShare) * differing(group.slice),
    summary: `${percentText(covered)} of the members send ${grouped(group.own.length)} runs of text that hardly any other account sends (${percentText(specificity)} of the users are members), in otherwise different messages (${grouped(group.slice.bodies)} around one of them).`,
    detail: {
      members_covered: percentText(covered),
      specificity: percentText(specificity),
      differing_messages: percentText(group.slice.uniqueBodies),
      // An estimate, until somebody counts them (campaign/exact-counts.ts).
      exchanges_carrying: `about ${grouped(harvested)}`,
      segments: group.own.slice(0, SHOWN).map((own) => population.segments.id(own.segment)),
    },
  };
}
