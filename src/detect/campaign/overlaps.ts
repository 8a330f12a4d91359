/**
 * Resolves overlaps: an account belongs to one campaign. Communities come first, since they hardly overlap; then the groups that one template showed.
 * A template that is the main text of two accepted groups makes them one campaign (two pools with one injected
 * prompt); one that two campaigns merely have in common does not. A member stays in its campaign,
 * except that it may return to the one that opened the account (shared-origin.ts).
 */

import { valuesOf } from '../../model/parameter.ts';
import { type Group, type Population, profileGroup } from '../group/group.ts';
import { sendTheSame } from '../group/split.ts';
import { mayTie } from '../group/ties.ts';
import { OVERLAP_PARAMETERS, SHARED_ORIGIN_PARAMETERS } from '../parameters/campaign-acceptance.ts';
import { isSomebodys } from '../population/layers.ts';
import { ofOnePool } from './pool-overlap.ts';
import { membersOfOtherOrigin } from './shared-origin.ts';
import type { TestedGroup } from './tested-group.ts';

const { containedShare, mainTextShare, keptOfEach, keptOfAll, minFreeShare, sameShare } = valuesOf(OVERLAP_PARAMETERS);
const { actionLines } = valuesOf(SHARED_ORIGIN_PARAMETERS);

/** A tested group with the segment that showed it, if one did. */
export interface CandidateGroup extends TestedGroup {
  readonly seedSegment: number | null;
}

/** How overlapping groups are tested again. */
export interface OverlapRules {
  test(members: readonly number[]): TestedGroup;
  /** The members that the whole holds, and the users of its templates: what refine.ts does to a community. */
  refine(members: readonly number[]): readonly number[];
  accepts(group: Group): boolean;
  readonly confidence: number;
}

/**
 * Makes campaigns of candidates so that no account is in two of them.
 *
 * @returns campaigns, those with most exchanges first
 */
export function resolveOverlaps(
  population: Population,
  candidates: readonly CandidateGroup[],
  rules: OverlapRules,
): TestedGroup[] {
  const state = new OverlapResolver(population, rules);
  const bySize = (a: CandidateGroup, b: CandidateGroup) =>
    b.group.members.length - a.group.members.length || b.verdict.confidence - a.verdict.confidence;
  const found = candidates.filter((c) => c.verdict.confidence >= rules.confidence).sort(bySize);
  for (const candidate of found) if (candidate.seedSegment === null) state.place(candidate);
  for (const candidate of found) {
    if (candidate.seedSegment === null) continue;
    const parts = state.partsOf(candidate.group, candidate.seedSegment);
    if (parts.length > 0) state.join(parts, candidate.group);
    else state.place(candidate);
  }
  const held = candidates.filter((c) => c.verdict.confidence < rules.confidence).sort(bySize);
  for (const candidate of held) state.addOtherWork(candidate);
  state.returnToOrigin();
  state.joinPools();
  return state.campaigns().sort((a, b) => b.group.exchanges - a.group.exchanges);
}

class OverlapResolver {
  private readonly population: Population;
  private readonly rules: OverlapRules;
  private readonly accepted: (TestedGroup | null)[] = [];
  private readonly owner: Int32Array;

  constructor(population: Population, rules: OverlapRules) {
    this.population = population;
    this.rules = rules;
    this.owner = new Int32Array(population.input.units.count).fill(-1);
  }

  /**
   * Moves accounts that two campaigns use to the one that opened them, the largest moves first, where both remain campaigns and
   * neither becomes so uncertain that another action would follow: who lends accounts is not better off for it.
   */
  returnToOrigin(): void {
    const places = this.accepted.flatMap((t, k) => (t ? [k] : []));
    const groups = places.map((k) => (this.accepted[k] as TestedGroup).group);
    const moves = new Map<string, { from: number; to: number; units: Set<number> }>();
    for (const [i, from, to] of membersOfOtherOrigin(this.population, groups)) {
      const move = moves.get(`${from}/${to}`) ?? { from: places[from], to: places[to], units: new Set() };
      moves.set(`${from}/${to}`, move);
      move.units.add(i);
    }
    for (const { from, to, units } of [...moves.values()].sort((a, b) => b.units.size - a.units.size)) {
      const [giving, receiving] = [this.accepted[from], this.accepted[to]];
      if (!giving || !receiving) continue;
      const after = [
        this.rules.test(giving.group.members.filter((i) => !units.has(i))),
        this.rules.test([...receiving.group.members, ...units].sort((a, b) => a - b)),
      ];
      if (!this.remains(after[0], giving) || !this.remains(after[1], receiving)) continue;
      this.accept(after[0], from);
      this.accept(after[1], to);
    }
  }

  /** Whether a campaign is one still, and above the same lines of confidence as before. */
  private remains({ group, verdict }: TestedGroup, before: TestedGroup): boolean {
    const reached = actionLines.filter((line) => before.verdict.confidence >= line);
    return this.rules.accepts(group) && verdict.confidence >= Math.max(this.rules.confidence, ...reached);
  }

  campaigns(): TestedGroup[] {
    return this.accepted.filter((t): t is TestedGroup => t !== null);
  }

  /** Accepts a candidate's free members, as more of the campaign it mostly overlaps or as a campaign of their own. */
  place(candidate: TestedGroup): void {
    const free = candidate.group.members.filter((i) => this.owner[i] < 0);
    if (free.length === candidate.group.members.length) {
      this.accept(candidate);
      return;
    }
    if (free.length === 0) return;
    const [into, shared] = this.mostOverlapped(candidate.group);
    const before = this.accepted[into];
    if (before && shared >= sameShare * candidate.group.members.length) {
      const grown = this.testTogether([...before.group.members, ...free], [into]);
      if (grown.verdict.confidence >= this.rules.confidence) this.accept(grown, into);
      return;
    }
    const rest = this.rules.test(free);
    if (this.rules.accepts(rest.group) && rest.verdict.confidence >= this.rules.confidence) this.accept(rest);
    else if (before) this.joinWhole(before, into, free);
  }

  /**
   * A candidate that is a campaign as a whole, but not without the members of another one: where both draw on one pool of
   * cards and mailboxes, it is other work of the same operator, who gives some accounts both.
   */
  private joinWhole(before: TestedGroup, into: number, free: readonly number[]): void {
    if (!ofOnePool(this.population, before.group.members, free)) return;
    const joined = this.testTogether([...before.group.members, ...free], [into]);
    if (joined.verdict.confidence < this.rules.confidence || this.kept(into, joined.group) < keptOfAll) return;
    this.accept(joined, into);
  }

  /** A group that is no campaign by itself is other work of one whose cards and mailboxes its accounts share throughout. */
  addOtherWork(candidate: TestedGroup): void {
    const free = candidate.group.members.filter((i) => this.owner[i] < 0);
    if (free.length < minFreeShare * candidate.group.members.length) return;
    for (const into of this.sharingWith(free)) {
      const before = this.accepted[into];
      if (before && free.every((i) => this.owner[i] < 0)) this.joinWhole(before, into, free);
    }
  }

  /** Campaigns that draw on one pool throughout are one operator's, whatever each of them sends. */
  joinPools(): void {
    for (let a = 0; a < this.accepted.length; a++) {
      for (const b of this.sharingWith(this.accepted[a]?.group.members ?? [])) {
        const one = this.accepted[a]?.group;
        const other = this.accepted[b]?.group;
        if (b <= a || !one || !other || !ofOnePool(this.population, one.members, other.members)) continue;
        this.join([a, b], profileGroup(this.population, [...one.members, ...other.members]));
      }
    }
  }

  /** Campaigns with which units share a personal value; few do, and only these are worth comparing. Ascending. */
  private sharingWith(units: readonly number[]): number[] {
    const largest = Math.max(0, ...this.accepted.map((t) => t?.group.members.length ?? 0));
    const found = new Set<number>();
    for (const layer of this.population.layers.filter(isSomebodys)) {
      const { start, value } = layer.byUnit;
      const { postings } = layer;
      const seen = new Set<number>();
      for (const i of units) {
        for (let r = start[i]; r < start[i + 1]; r++) {
          const v = value[r];
          if (seen.has(v) || !mayTie(layer, v, units.length + largest)) continue;
          seen.add(v);
          for (let p = postings.start[v]; p < postings.start[v + 1]; p++)
            if (this.owner[postings.unit[p]] >= 0) found.add(this.owner[postings.unit[p]]);
        }
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  /** Accepted groups that the users of a segment contain and that live by it, or send what all of them send. */
  partsOf(group: Group, segment: number): number[] {
    const parts: number[] = [];
    this.accepted.forEach((part, k) => {
      if (!part) return;
      if (this.kept(k, group) < containedShare) return;
      const lives = this.uses(part.group, segment) >= mainTextShare * (part.group.own[0]?.exchanges ?? 0);
      if (lives || sendTheSame(this.population, group, part.group.members, group.members)) parts.push(k);
    });
    return parts;
  }

  join(parts: readonly number[], group: Group): void {
    const members = new Set(group.members.filter((i) => this.owner[i] < 0));
    for (const k of parts) for (const i of this.accepted[k]?.group.members ?? []) members.add(i);
    const joined = this.testTogether([...members], parts);
    if (joined.verdict.confidence < this.rules.confidence) return;
    // Refined together they may lose a part, which is then better left as it was found.
    const before = parts.reduce((sum, k) => sum + this.size(k), 0);
    const after = parts.reduce((sum, k) => sum + this.size(k) * this.kept(k, joined.group), 0);
    // One part is the same campaign found twice: what the larger finding leaves out of it, it leaves out for a reason.
    const least = parts.length > 1 ? keptOfAll : keptOfEach;
    if (after < least * before || parts.some((k) => this.kept(k, joined.group) < keptOfEach)) return;
    this.accept(joined, parts[0], parts);
  }

  /** Tests units as one group, refined as a community is; members of campaigns other than `parts` stay where they are. */
  private testTogether(members: number[], parts: readonly number[]): TestedGroup {
    const refined = this.rules.refine(members.sort((a, b) => a - b));
    return this.rules.test(refined.filter((i) => this.owner[i] < 0 || parts.includes(this.owner[i])));
  }

  /** Accepts a campaign at a place and gives up those at `parts`. */
  private accept(tested: TestedGroup, at = this.accepted.length, parts: readonly number[] = [at]): void {
    for (const k of parts) {
      for (const i of this.accepted[k]?.group.members ?? []) this.owner[i] = -1;
      if (k < this.accepted.length) this.accepted[k] = null;
    }
    this.accepted[at] = tested;
    for (const i of tested.group.members) this.owner[i] = at;
  }

  /** Share of an accepted group's members that are in another one. */
  private kept(part: number, group: Group): number {
    const members = this.accepted[part]?.group.members ?? [];
    return members.filter((i) => group.inside[i] === 1).length / Math.max(1, members.length);
  }

  private size(part: number): number {
    return this.accepted[part]?.group.members.length ?? 0;
  }

  private mostOverlapped(group: Group): [number, number] {
    const overlap = new Map<number, number>();
    for (const i of group.members) {
      if (this.owner[i] >= 0) overlap.set(this.owner[i], (overlap.get(this.owner[i]) ?? 0) + 1);
    }
    return [...overlap.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [-1, 0];
  }

  /** Exchanges of a group's members that carry a segment. */
  private uses(group: Group, segment: number): number {
    const { start, unit, weight } = this.population.segments.postings;
    let sum = 0;
    for (let p = start[segment]; p < start[segment + 1]; p++) if (group.inside[unit[p]]) sum += weight[p];
    return sum;
  }
}
