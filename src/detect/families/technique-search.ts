/**
 * technique_search (content): a burst of structurally different attempts at getting the reasoning out, many of them
 * refused. Follows the search of over 12,000 techniques in the September 2026 report. Null model: refusals and
 * reasoning elicitation are rare together outside research. Defeated by searching with accounts that do nothing else.
 */
import type { Evidence } from '../../model/finding.ts';
import { INTENTS } from '../../model/vocabulary.ts';
import { type Group, trafficSlice, type World } from '../group.ts';
import { percent, ramp } from '../numbers.ts';

const ELICITATION = INTENTS.indexOf('reasoning_elicitation');

export function techniqueSearchEvidence(world: World, group: Group): Evidence | null {
  const all = trafficSlice(world, group.members);
  const elicits = all.intents[ELICITATION];
  const strength = 0.8 * ramp(all.refused, 0.08, 0.35) * ramp(elicits, 0.1, 0.4);
  if (strength < 0.05) return null;
  return {
    family: 'technique_search',
    kind: 'content',
    strength,
    summary: `${percent(all.refused)} of the group's requests were refused while ${percent(elicits)} ask for the reasoning: a search for a technique that works.`,
    detail: {
      refused: percent(all.refused),
      reasoning_elicitation: percent(elicits),
      distinct_messages: percent(all.uniqueBodies),
    },
  };
}
