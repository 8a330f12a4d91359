/**
 * Candidate groups: communities of the graph in which units and the values they share are nodes. Keeping values as
 * nodes, rather than joining every pair of holders, makes a value with d holders cost d edges and not d squared.
 * Segments tie the more they look like a harvest, relational values the rarer they are.
 */
import { onGrid } from '../../graph/community-links.ts';
import { louvain } from '../../graph/louvain.ts';
import { type SharedValue, sharedValuesCsr } from '../../graph/shared-values.ts';
import { valuesOf } from '../../model/parameter.ts';
import { CLUSTER_PARAMETERS } from '../parameters/group-formation.ts';
import type { Layer } from '../population/layers.ts';
import { rarity } from '../population/link-weight.ts';
import { countParties, type Parties } from '../population/parties.ts';
import type { Segments } from '../population/segments.ts';

const { segmentWeight, plainSegmentShare, minLinkWeight, resolution } = valuesOf(CLUSTER_PARAMETERS);

/** Groups of unit indices, largest first; a group has at least `minParties` parties. */
export function candidateGroups(
  units: number,
  layers: readonly Layer[],
  segments: Segments,
  harvest: Float64Array,
  parties: Parties,
  minParties: number,
  seed: string,
): number[][] {
  const values: SharedValue[] = [];
  const addValue = ({ start, unit }: Layer['postings'], v: number, base: number) => {
    const from = start[v];
    const to = start[v + 1];
    if (to - from < 2) return;
    const weight = base * rarity(to - from, Math.max(units, 8));
    if (weight < minLinkWeight || !tiesParties(unit, from, to, parties)) return;
    values.push({ unit, from, to, weight: onGrid(weight) });
  };
  for (const layer of layers) {
    for (let v = 0; v < layer.postings.values; v++) addValue(layer.postings, v, layer.weight);
  }
  for (let s = 0; s < segments.postings.values; s++) {
    // A passage ties no one, and there are thousands: together they would outweigh every template.
    const plain = plainSegmentShare + (1 - plainSegmentShare) * harvest[s];
    addValue(segments.postings, s, segmentWeight * segments.template[s] * plain);
  }
  const label = louvain(sharedValuesCsr(units, values), { resolution, seed });
  const groups = new Map<number, number[]>();
  for (let i = 0; i < units; i++) {
    const list = groups.get(label[i]);
    if (list) list.push(i);
    else groups.set(label[i], [i]);
  }
  return [...groups.values()]
    .filter((members) => countParties(members, parties) >= minParties)
    .sort((a, b) => b.length - a.length || a[0] - b[0]);
}

function tiesParties(unit: Uint32Array, from: number, to: number, parties: Parties): boolean {
  const first = parties.of[unit[from]];
  for (let p = from + 1; p < to; p++) if (parties.of[unit[p]] !== first) return true;
  return false;
}
