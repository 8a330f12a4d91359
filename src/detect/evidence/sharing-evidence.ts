/** One measure from the layers of a relational family: each layer's excess, trusted as far as its kind deserves. */
import type { Evidence } from '../../model/finding.ts';
import type { Group, Population } from '../group/group.ts';
import { measureSharing, type Sharing } from '../group/sharing.ts';
import { grouped, noisyOr, percentText } from '../population/numbers.ts';
import { type Measure, VISIBLE } from './measure.ts';

/** A circumstance that explains less than this of the best layer goes unmentioned. */
const MENTIONED = 0.9;

/**
 * @param trust facts, each the layers that see it with the strength of each when all members share and nothing else
 *   explains it. Layers of one fact are not two reasons (an address lies in its network): the strongest speaks.
 * @param covered how many members carry a record of this kind at all.
 */
export function sharingMeasure(
  world: Population,
  group: Group,
  name: string,
  trust: readonly Readonly<Record<string, number>>[],
  covered: number,
  what: string,
): Measure | null {
  if (covered < 3) return null;
  const measured: { name: string; label: (v: number) => string; sharing: Sharing; strength: number }[] = [];
  const facts: number[] = [];
  for (const layers of trust) {
    let strongest = 0;
    for (const layer of world.layers) {
      const trusted = layers[layer.name];
      if (trusted === undefined) continue;
      const sharing = measureSharing(world, group, layer, covered);
      const strength = trusted * sharing.excess;
      measured.push({ name: layer.name, label: layer.label, sharing, strength });
      strongest = Math.max(strongest, strength);
    }
    facts.push(strongest);
  }
  const strength = noisyOr(facts);
  if (strength < VISIBLE) return null;
  measured.sort((a, b) => b.strength - a.strength);
  const best = measured[0];
  const detail: Evidence['detail'] = { members_with_data: covered };
  for (const m of measured) {
    if (m.strength < VISIBLE) continue;
    detail[`${m.name}_sharing`] = `${grouped(m.sharing.sharing)} of ${grouped(covered)}`;
    detail[`${m.name}_expected_by_chance`] = percentText(m.sharing.expected);
    if (m.sharing.unexplained < 1)
      detail[`${m.name}_left_by_circumstances`] = percentText(m.sharing.unexplained);
    detail[`${m.name}_values`] = m.sharing.top.map(
      (t) => `${m.label(t.value)}: ${grouped(t.members)} members, ${grouped(t.outside)} others`,
    );
  }
  const explained =
    best.sharing.unexplained < MENTIONED
      ? ` and a campus, an event, a crowd of strangers or a common region ${percentText(1 - best.sharing.unexplained)} of the rest`
      : '';
  return {
    name,
    strength,
    summary: `${grouped(best.sharing.sharing)} of ${grouped(covered)} members ${what} (${best.name.replaceAll('_', ' ')}); chance explains ${percentText(best.sharing.expected)}${explained}.`,
    detail,
  };
}
