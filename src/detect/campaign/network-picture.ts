/** The picture of a campaign: accounts, and the values and segments that tie them. */
import type { NetworkPicture } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import type { Group, Population } from '../group/group.ts';
import { PICTURE_PARAMETERS } from '../parameters/campaign-report.ts';
import type { TyingValue } from './member-ties.ts';

const { maxAccounts, maxSegments, maxValues } = valuesOf(PICTURE_PARAMETERS);

/** Accounts that the drawn values tie, by how many values tie them, and those values. */
export function networkPicture(population: Population, group: Group, values: readonly TyingValue[]): NetworkPicture {
  const drawn = inTurns(values).slice(0, maxValues);
  for (const own of group.own.slice(0, maxSegments)) {
    const { postings } = population.segments;
    const holders: number[] = [];
    for (let p = postings.start[own.segment]; p < postings.start[own.segment + 1]; p++) {
      if (group.inside[postings.unit[p]]) holders.push(postings.unit[p]);
    }
    const id = population.segments.id(own.segment);
    drawn.push({
      id: `segment-${id}`,
      label: `segment ${id.slice(0, 8)}`,
      family: 'segment',
      members: holders,
    });
  }
  const score = new Map<number, number>();
  for (const value of drawn) for (const i of value.members) score.set(i, (score.get(i) ?? 0) + 1);
  const shown = [...score.entries()]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, maxAccounts)
    .map(([i]) => i);
  const visible = new Set(shown);
  const nodes: NetworkPicture['nodes'] = shown.map((i) => ({
    id: `account-${i}`,
    label: population.input.units.subAccount[i] ?? population.input.units.account[i],
    type: 'account',
    weight: population.input.units.exchanges[i],
  }));
  const edges: NetworkPicture['edges'] = [];
  for (const value of drawn) {
    const holders = value.members.filter((i) => visible.has(i));
    if (holders.length < 2) continue;
    nodes.push({
      id: value.id,
      label: value.label,
      type: 'value',
      family: value.family,
      weight: value.members.length,
    });
    for (const i of holders) edges.push({ from: `account-${i}`, to: value.id });
  }
  return { nodes, edges, omitted: group.members.length - shown.length };
}

/** The strongest value of each family, then the second of each, and so on: no family crowds the others out. */
function inTurns(values: readonly TyingValue[]): TyingValue[] {
  const rank = new Map<string, number>();
  const ranked = values.map((value) => {
    const place = rank.get(value.family) ?? 0;
    rank.set(value.family, place + 1);
    return { value, place };
  });
  return ranked.sort((a, b) => a.place - b.place).map(({ value }) => value);
}
