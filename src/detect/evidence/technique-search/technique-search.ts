/**
 * technique_search (content): a search for a technique that reveals the reasoning: many refused requests, hardly two built
 * alike, from accounts that ask for the reasoning. Follows the search of over 12,000 techniques in the September 2026
 * report. A job that is refused again and again repeats one structure; a person who is refused rewords one question a few
 * times; a search tries dozens.
 *
 * Null models: the population's rate of refusals (how many would a group with this traffic have?), and how much each
 * account outside elicits; few requests suffice to stand out, since the classifier knows hardly any technique. Structure
 * means the skeleton of the instruction (src/kernels/skeleton.ts). Safety researchers do the same work in the open: one of
 * them is no group, and nothing ties several. Defeated by searching with accounts that share nothing with those that
 * harvest, and on models that do not say that they refuse.
 */

import { SKETCH_WIDTH } from '../../../aggregate/detect-input.ts';
import type { Evidence } from '../../../model/finding.ts';
import { valuesOf } from '../../../model/parameter.ts';
import { INTENTS } from '../../../model/vocabulary.ts';
import { type Group, type Population, trafficSlice } from '../../group/group.ts';
import { TECHNIQUE_SEARCH_PARAMETERS } from '../../parameters/evidence/technique-search.ts';
import type { Baseline } from '../../population/baseline.ts';
import { grouped, percentText, ramp } from '../../population/numbers.ts';
import { joinMeasures, type Measure } from '../measure.ts';
import { effectiveStructures } from './structures.ts';

const ELICITATION = INTENTS.indexOf('reasoning_elicitation');
const {
  fullStrength,
  refusedOverExpected,
  structures: manyStructures,
  refused: manyRefused,
  minRefusedOfSearcher,
  searchers: manySearchers,
  elicitsMoreThan,
  minRefusalRate,
} = valuesOf(TECHNIQUE_SEARCH_PARAMETERS);

/** The technique_search row of a group, strength 0..1; null for few refusals, and when nothing stands out. */
export function techniqueSearchEvidence(population: Population, group: Group, baseline: Baseline): Evidence | null {
  return joinMeasures('technique_search', [searchMeasure(population, group, baseline)]);
}

function searchMeasure(population: Population, group: Group, baseline: Baseline): Measure | null {
  const { attempts, units } = population.input;
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
    if (attempts.refused[r] >= minRefusedOfSearcher) ours.searchers++;
    for (let k = 0; k < SKETCH_WIDTH; k++) sketch[k] += attempts.sketch[r * SKETCH_WIDTH + k];
  }
  if (ours.refused < manyRefused[0]) return null;
  const rate = Math.max(minRefusalRate, theirs.rates / Math.max(1, theirs.units));
  const expected = rate * group.exchanges;
  const structures = effectiveStructures(sketch, ours.refused);
  const asked = Math.max(
    ours.elicitation / ours.refused,
    trafficSlice(population, group.members).intents[ELICITATION],
    group.slice.intents[ELICITATION],
  );
  const fewer = baseline.habits.elicitation.against(group.members).shareBelow(asked);
  return {
    name: 'search',
    strength:
      fullStrength *
      logRamp(ours.refused / Math.max(1, expected), refusedOverExpected) *
      logRamp(structures, manyStructures) *
      logRamp(ours.refused, manyRefused) *
      ramp(ours.searchers, ...manySearchers) *
      ramp(fewer, ...elicitsMoreThan),
    summary: `A search for an extraction technique: ${grouped(ours.refused)} requests were refused, most of them from ${grouped(ours.searchers)} members (expected at the population's rate: ${grouped(expected)}). They are built in about ${grouped(structures)} different ways, and ${percentText(asked)} ask for the reasoning, more than for ${percentText(fewer)} of the accounts outside the group.`,
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

/** A ramp between the logarithms of two numbers. */
function logRamp(x: number, [low, high]: readonly [number, number]): number {
  return ramp(Math.log(x), Math.log(low), Math.log(high));
}
