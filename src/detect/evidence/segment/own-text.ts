/**
 * Members send the same runs of text while the rest of their prompts differs, and hardly anybody else sends them.
 * Follows the template "in tens of thousands of variations" of the February 2026 disclosure; weighting after FRAUDAR.
 * Null model: a segment's users are spread over the population like its popularity says; popular agent prompts fail on
 * being the group's own. Defeated by rewriting every sentence of every prompt.
 */
import { coverage, type Group, type Population } from '../../group/group.ts';
import { differing } from '../../population/harvest.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const SHOWN = 12;

export function ownText(world: Population, group: Group): Measure | null {
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
    strength: 0.95 * ramp(covered, 0.2, 0.8) * ramp(specificity, 0.5, 0.9) * differing(group.slice),
    summary: `${percentText(covered)} of the members send ${grouped(group.own.length)} runs of text that are the group's own (${percentText(specificity)} of their users are members), while the messages around them differ (${grouped(group.slice.bodies)} different ones around one of them).`,
    detail: {
      members_covered: percentText(covered),
      specificity: percentText(specificity),
      differing_messages: percentText(group.slice.uniqueBodies),
      exchanges_carrying: grouped(harvested),
      segments: group.own.slice(0, SHOWN).map((own) => world.segments.id(own.segment)),
    },
  };
}
