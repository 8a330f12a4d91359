/**
 * A measure made from shared values: how far members share values of some layers beyond chance and beyond what
 * circumstances explain (group/sharing.ts), weighed by how much each kind of value says.
 */
import type { Evidence } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import type { Group, Population } from '../group/group.ts';
import { measureSharing, type Sharing } from '../group/sharing.ts';
import { SHARING_EVIDENCE_PARAMETERS } from '../parameters/evidence/shared.ts';
import { grouped, noisyOr, percentText } from '../population/numbers.ts';
import { type Measure, minStrength } from './measure.ts';

const { minMembers } = valuesOf(SHARING_EVIDENCE_PARAMETERS);
/** The summary mentions circumstances when they leave less than this of the best layer. Changes the sentence only. */
const MENTIONED_BELOW = 0.9;

/** The strength (0..1) of each layer when all members share its values and nothing else explains it. */
export type LayerStrengths = Readonly<Record<string, number>>;

interface LayerSharing {
  readonly name: string;
  readonly label: (value: number) => string;
  readonly sharing: Sharing;
  /** 0..1 */
  readonly strength: number;
}

/**
 * A measure of strength 0..1 whose null model is that of group/sharing.ts; null for too few members with data, and when
 * it is noise.
 *
 * @param facts each the layers that see one fact (an address lies in its network). Layers of one fact are not two
 *   reasons: the strongest counts, and facts are joined by noisy-or.
 * @param covered how many members carry a record of this kind at all.
 * @param what the predicate of the summary: 'pay with an instrument that another member also uses'.
 */
export function sharingMeasure(
  population: Population,
  group: Group,
  name: string,
  facts: readonly LayerStrengths[],
  covered: number,
  what: string,
): Measure | null {
  if (covered < minMembers) return null;
  const byFact = facts.map((layers) => measureLayers(population, group, layers, covered));
  const strength = noisyOr(byFact.map((fact) => fact.reduce((most, one) => Math.max(most, one.strength), 0)));
  if (strength < minStrength) return null;
  const measured = byFact.flat().sort((a, b) => b.strength - a.strength);
  const detail: Evidence['detail'] = { members_with_data: covered };
  for (const one of measured) if (one.strength >= minStrength) Object.assign(detail, figures(one, covered));
  const { name: layer, sharing } = measured[0];
  const explained =
    sharing.unexplained < MENTIONED_BELOW
      ? `; a campus, an event, a crowd of strangers or a common region explains ${percentText(1 - sharing.unexplained)} of the rest`
      : '';
  return {
    name,
    strength,
    summary: `${grouped(sharing.sharing)} of ${grouped(covered)} members ${what} (${layer.replaceAll('_', ' ')}); expected by chance: ${percentText(sharing.expected)}${explained}.`,
    detail,
  };
}

function measureLayers(population: Population, group: Group, strengths: LayerStrengths, covered: number): LayerSharing[] {
  const measured: LayerSharing[] = [];
  for (const layer of population.layers) {
    const fullStrength = strengths[layer.name];
    if (fullStrength === undefined) continue;
    const sharing = measureSharing(population, group, layer, covered);
    measured.push({ name: layer.name, label: layer.label, sharing, strength: fullStrength * sharing.excess });
  }
  return measured;
}

function figures({ name, label, sharing }: LayerSharing, covered: number): Evidence['detail'] {
  const detail: Evidence['detail'] = {
    [`${name}_sharing`]: `${grouped(sharing.sharing)} of ${grouped(covered)}`,
    [`${name}_expected_by_chance`]: percentText(sharing.expected),
  };
  if (sharing.unexplained < 1) detail[`${name}_left_by_circumstances`] = percentText(sharing.unexplained);
  detail[`${name}_values`] = sharing.top.map(
    (t) => `${label(t.value)}: ${grouped(t.members)} members, ${grouped(t.outside)} others`,
  );
  return detail;
}
