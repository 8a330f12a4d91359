/** One evidence row from the layers of a relational family: each layer's excess, trusted as far as its kind deserves. */
import type { Evidence } from '../../model/finding.ts';
import type { RelationalFamily } from '../../model/vocabulary.ts';
import type { Group, World } from '../group.ts';
import { grouped, noisyOr, percent } from '../numbers.ts';
import { measureSharing, type Sharing } from '../sharing.ts';

/** Excess below this is noise and is not shown. */
const VISIBLE = 0.05;

export function sharingEvidence(
  world: World,
  group: Group,
  family: RelationalFamily,
  trust: Readonly<Record<string, number>>,
  covered: number,
  what: string,
): Evidence | null {
  if (covered < 3) return null;
  const measured: { name: string; label: (v: number) => string; sharing: Sharing; strength: number }[] = [];
  for (const layer of world.layers) {
    const trusted = trust[layer.name];
    if (trusted === undefined) continue;
    const sharing = measureSharing(world, group, layer, covered);
    measured.push({ name: layer.name, label: layer.label, sharing, strength: trusted * sharing.excess });
  }
  const strength = noisyOr(measured.map((m) => m.strength));
  if (strength < VISIBLE) return null;
  measured.sort((a, b) => b.strength - a.strength);
  const best = measured[0];
  const detail: Evidence['detail'] = { members_with_data: covered };
  for (const m of measured) {
    if (m.strength < VISIBLE) continue;
    detail[`${m.name}_sharing`] = `${grouped(m.sharing.sharing)} of ${grouped(covered)}`;
    detail[`${m.name}_expected_by_chance`] = percent(m.sharing.expected);
    detail[`${m.name}_values`] = m.sharing.top.map(
      (t) => `${m.label(t.value)}: ${grouped(t.members)} members, ${grouped(t.outside)} others`,
    );
  }
  return {
    family,
    kind: 'relational',
    strength,
    summary: `${grouped(best.sharing.sharing)} of ${grouped(covered)} members ${what} (${best.name.replaceAll('_', ' ')}); chance explains ${percent(best.sharing.expected)}.`,
    detail,
  };
}
