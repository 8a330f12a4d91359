/**
 * technique_search (content): a search for a technique that gets the reasoning out: many refused requests, hardly two
 * built alike, from accounts that ask for the reasoning. Follows the search of over 12,000 techniques in the September
 * 2026 report. A job that is refused again and again repeats one structure; a person who is refused rewords one
 * question a few times; a search goes through dozens.
 *
 * Null models: the population's rate of refusals (how many would a group of this traffic have?), and how much each
 * account outside elicits: few are needed to stand out, since the classifier knows hardly any technique. What counts as structure is the skeleton of the instruction (src/kernels/skeleton.ts). Safety researchers do
 * the same work in the open: alone they are no group, and nothing ties them. Defeated by searching with accounts that
 * share nothing with those that harvest, and on models that do not say that they refuse.
 */

import { SKETCH_WIDTH } from '../../../aggregate/detect-input.ts';
import type { Evidence } from '../../../model/finding.ts';
import { INTENTS } from '../../../model/vocabulary.ts';
import { type Group, type Population, trafficSlice } from '../../group/group.ts';
import type { Baseline } from '../../population/baseline.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import { joinMeasures, type Measure } from '../measure.ts';
import { effectiveStructures } from './structures.ts';

const ELICITATION = INTENTS.indexOf('reasoning_elicitation');
/** Refused requests, and structures among them, that chance and rewording explain. */
const FEW_REFUSED = 8;
const FEW_STRUCTURES = 3;
/** A member with this many refusals searches; one that does is no group's search. */
const SEARCHES = 4;

export function techniqueSearchEvidence(
  world: Population,
  group: Group,
  baseline: Baseline,
): Evidence | null {
  return joinMeasures('technique_search', [search(world, group, baseline)]);
}

function search(world: Population, group: Group, baseline: Baseline): Measure | null {
  const { attempts, units } = world.input;
  const sketch = new Float64Array(SKETCH_WIDTH);
  const ours = { refused: 0, elicitation: 0, searchers: 0 };
  const theirs = { rates: 0, units: units.count - group.members.length };
  for (let r = 0; r < attempts.unit.length; r++) {
    const i = attempts.unit[r];
    if (!group.inside[i]) {
      theirs.rates += attempts.refused[r] / units.exchanges[i];
      continue;
    }
    ours.refused += attempts.refused[r];
    ours.elicitation += attempts.elicitation[r];
    if (attempts.refused[r] >= SEARCHES) ours.searchers++;
    for (let k = 0; k < SKETCH_WIDTH; k++) sketch[k] += attempts.sketch[r * SKETCH_WIDTH + k];
  }
  if (ours.refused < FEW_REFUSED) return null;
  // One refusal in a thousand is assumed of everybody, so that a log without refusals does not make the first one a search.
  const rate = Math.max(0.001, theirs.rates / Math.max(1, theirs.units));
  const expected = rate * group.exchanges;
  const structures = effectiveStructures(sketch, ours.refused);
  const asked = Math.max(
    ours.elicitation / ours.refused,
    trafficSlice(world, group.members).intents[ELICITATION],
    group.slice.intents[ELICITATION],
  );
  const fewer = baseline.habits.elicitation.against(group.members).shareBelow(asked);
  return {
    name: 'search',
    strength:
      0.85 *
      ramp(Math.log(ours.refused / Math.max(1, expected)), Math.log(2), Math.log(8)) *
      ramp(Math.log(structures), Math.log(FEW_STRUCTURES), Math.log(3 * FEW_STRUCTURES)) *
      ramp(Math.log(ours.refused), Math.log(FEW_REFUSED), Math.log(25 * FEW_REFUSED)) *
      ramp(ours.searchers, 1, 3) *
      ramp(fewer, 0.75, 0.95),
    summary: `${grouped(ours.refused)} requests were refused, most of them of ${grouped(ours.searchers)} members (at everybody's rate: ${grouped(expected)}), and they are built in about ${grouped(structures)} different ways, while ${percentText(asked)} ask for the reasoning (more than in ${percentText(fewer)} of the accounts outside): a search for a technique that works.`,
    detail: {
      refused: grouped(ours.refused),
      refused_expected: grouped(expected),
      members_searching: ours.searchers,
      different_structures: Number(structures.toFixed(1)),
      reasoning_elicitation: percentText(asked),
      population_elicits_less: percentText(fewer),
    },
  };
}
