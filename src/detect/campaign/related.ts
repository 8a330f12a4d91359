/**
 * Campaigns that share infrastructure or accounts. An account belongs to one campaign; that a card supplier, a proxy
 * network or some accounts serve several operators is shown beside it and does not make the campaigns one: shared
 * infrastructure proves a supplier, not a customer (September 2026 report).
 */
import type { Related } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import type { Group, Population } from '../group/group.ts';
import { RELATED_PARAMETERS } from '../parameters/campaign-report.ts';
import { isRelational, type Layer } from '../population/layers.ts';
import type { CampaignFinding } from './finding.ts';
import type { TestedGroup } from './tested-group.ts';

const { minLayerWeight, minCampaignShare, minValues, minExchanges } = valuesOf(RELATED_PARAMETERS);

/** Adds `related` to findings; findings[k] describes campaigns[k]. */
export function relate(
  population: Population,
  campaigns: readonly TestedGroup[],
  findings: readonly CampaignFinding[],
): CampaignFinding[] {
  if (findings.length < 2) return [...findings];
  const owner = new Int32Array(population.input.units.count).fill(-1);
  campaigns.forEach(({ group }, k) => {
    for (const i of group.members) owner[i] = k;
  });
  const shared = new PairTable(findings.length);
  for (const layer of population.layers) {
    if (isRelational(layer) && layer.weight >= minLayerWeight) countShared(layer, owner, shared);
  }
  return findings.map((finding, a) => {
    const related: Related[] = [];
    findings.forEach((other, b) => {
      if (a === b) return;
      const kinds = shared.between(a, b).filter((entry) => entry.values >= minValues);
      const texts = sharedTexts(campaigns[a].group, campaigns[b].group);
      if (texts > 0) kinds.push({ kind: 'segment', values: texts });
      const both = sendingBoth(population, campaigns[a].group, campaigns[b].group);
      if (kinds.length === 0 && both === 0) return;
      related.push({ id: other.id, shared: kinds, accounts_in_both: both });
    });
    return related.length > 0 ? { ...finding, related } : finding;
  });
}

/** Values with holders in two campaigns, and mostly in campaigns. */
function countShared(layer: Layer, owner: Int32Array, shared: PairTable): void {
  const { start, unit, values } = layer.postings;
  for (let v = 0; v < values; v++) {
    const held = new Set<number>();
    let inside = 0;
    for (let p = start[v]; p < start[v + 1]; p++) {
      if (owner[unit[p]] < 0) continue;
      inside++;
      held.add(owner[unit[p]]);
    }
    if (held.size < 2 || inside < minCampaignShare * (start[v + 1] - start[v])) continue;
    const list = [...held].sort((a, b) => a - b);
    for (let x = 0; x < list.length; x++) for (let y = x + 1; y < list.length; y++) shared.add(list[x], list[y], layer.name);
  }
}

/** Own segments that both send: operators who harvest with one text (operators.ts). */
function sharedTexts(group: Group, other: Group): number {
  const theirs = new Set(other.own.map((own) => own.segment));
  return group.own.filter((own) => theirs.has(own.segment)).length;
}

function sendingBoth(population: Population, group: Group, other: Group): number {
  const theirs = new Uint8Array(population.segments.postings.values);
  for (const own of other.own) theirs[own.segment] = 1;
  for (const own of group.own) theirs[own.segment] = 0;
  const { start, value, weight } = population.unitTemplates;
  let count = 0;
  for (const i of group.members) {
    let most = 0;
    for (let r = start[i]; r < start[i + 1]; r++) if (theirs[value[r]] === 1) most = Math.max(most, weight[r]);
    if (most >= minExchanges) count++;
  }
  return count;
}

/** Values by kind for each pair of campaigns. */
class PairTable {
  private readonly pairs = new Map<number, Map<string, number>>();
  private readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  add(a: number, b: number, kind: string): void {
    const key = a * this.width + b;
    const kinds = this.pairs.get(key) ?? new Map<string, number>();
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    this.pairs.set(key, kinds);
  }

  between(a: number, b: number): { kind: string; values: number }[] {
    const kinds = this.pairs.get(Math.min(a, b) * this.width + Math.max(a, b));
    return [...(kinds ?? [])].map(([kind, values]) => ({ kind, values }));
  }
}
