/**
 * Evaluates a replay for any grouping of the accounts: when was each group first raised, and how much had it sent by then?
 * A group is raised in a step when most members of a finding at that action belong to the group. A finding that includes a
 * few of its accounts among many others therefore does not count; one that contains only a part of the group does.
 */
import type { Raised, ReplayJournal } from '../model/replay.ts';
import { unitId } from '../model/unit-id.ts';
import { ACTIONS, type Action } from '../model/vocabulary.ts';

/** A finding belongs to a group when more than this share of its members does. */
export const MAJORITY = 0.5;

const REVIEW = ACTIONS.indexOf('review');
const LIMIT = ACTIONS.indexOf('limit');

/** When one group was first raised. */
export interface GroupTimes {
  readonly group: string;
  /** Of the units that the replay knows. */
  readonly accounts: number;
  readonly exchanges: number;
  /** ms since the epoch. */
  readonly firstExchange: number;
  readonly review: Raised | null;
  readonly limit: Raised | null;
  /**
   * Of what was sent in the steps, the share sent before its own account was named at review or above; null when
   * nothing was sent in them.
   */
  readonly unnamedShare: number | null;
  readonly curve: { readonly passed: readonly number[]; readonly unnamed: readonly number[] };
}

/**
 * @param groupOf the group of a unit id; null for a unit of no group, which still counts as a member of a finding;
 * undefined for an unknown unit, which does not count
 */
export function raisedGroups(
  { steps, findings, members }: ReplayJournal,
  groupOf: (key: string) => string | null | undefined,
): GroupTimes[] {
  const names: string[] = [];
  const number = new Map<string, number>();
  const group = members.map((member) => {
    const name = groupOf(unitId(member.account, member.sub_account));
    if (name === undefined) return -2;
    if (name === null) return -1;
    if (!number.has(name)) number.set(name, names.push(name) - 1);
    return number.get(name) as number;
  });
  const ranks = findings.map(({ states }) => rankByStep(states, steps.length));
  const tallies = names.map(() => new Tally(steps.length));
  const changes = steps.map((): Change[] => []);
  members.forEach((member, m) => {
    const g = group[m] as number;
    if (g === -2) return;
    for (const [f, from, to] of triples(member.in)) {
      changes[from]?.push({ f, g, by: 1 });
      changes[to + 1]?.push({ f, g, by: -1 });
    }
    if (g >= 0) (tallies[g] as Tally).add(member, namedAt(member.in, ranks));
  });

  const present = findings.map(() => new Presence(names.length));
  const review = names.map((): Raised | null => null);
  const limit = names.map((): Raised | null => null);
  steps.forEach((at, s) => {
    for (const { f, g, by } of changes[s] as Change[]) present[f]?.change(g, by);
    const named = { review: new Float64Array(names.length), limit: new Float64Array(names.length) };
    const owned = { review: new Set<number>(), limit: new Set<number>() };
    present.forEach((presence, f) => {
      const rank = (ranks[f] as Int8Array)[s] as number;
      if (rank < REVIEW) return;
      const owner = presence.owner();
      for (const kind of rank >= LIMIT ? (['review', 'limit'] as const) : (['review'] as const)) {
        presence.addTo(named[kind]);
        if (owner >= 0) owned[kind].add(owner);
      }
    });
    for (const g of owned.review) review[g] ??= (tallies[g] as Tally).raised(at, s, named.review[g] as number);
    for (const g of owned.limit) limit[g] ??= (tallies[g] as Tally).raised(at, s, named.limit[g] as number);
  });
  return names.map((name, g) => ({
    group: name,
    ...(tallies[g] as Tally).totals(),
    review: review[g] as Raised | null,
    limit: limit[g] as Raised | null,
  }));
}

/** For each unit, the first step in which a finding at review or above contained it; -1 for none. */
export function firstNamed({ findings, steps, members }: ReplayJournal): Int32Array {
  const ranks = findings.map(({ states }) => rankByStep(states, steps.length));
  return Int32Array.from(members, (member) => namedAt(member.in, ranks));
}

/** The median; null for no values. */
export function middle(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}

interface Change {
  readonly f: number;
  readonly g: number;
  readonly by: number;
}

/** The action of a finding in each step as its place in ACTIONS; -1 where it was not there. */
function rankByStep(states: readonly (readonly [number, Action | null, number])[], steps: number): Int8Array {
  const ranks = new Int8Array(steps).fill(-1);
  states.forEach(([from, action], k) => {
    const to = states[k + 1]?.[0] ?? steps;
    ranks.fill(action === null ? -1 : ACTIONS.indexOf(action), from, to);
  });
  return ranks;
}

function namedAt(spans: readonly number[], ranks: readonly Int8Array[]): number {
  let first = -1;
  for (const [f, from, to] of triples(spans)) {
    for (let s = from; s <= to && (first < 0 || s < first); s++) {
      if ((ranks[f]?.[s] ?? -1) >= REVIEW) first = s;
    }
  }
  return first;
}

function* triples(flat: readonly number[]): Generator<[number, number, number]> {
  for (let k = 0; k + 2 < flat.length; k += 3) yield [flat[k] as number, flat[k + 1] as number, flat[k + 2] as number];
}

/** How many members of each group a finding has in the step at hand. */
class Presence {
  private readonly counts: Float64Array;
  private all = 0;

  constructor(groups: number) {
    this.counts = new Float64Array(groups);
  }

  change(group: number, by: number): void {
    this.all += by;
    if (group >= 0) this.counts[group] = (this.counts[group] as number) + by;
  }

  addTo(sums: Float64Array): void {
    for (let g = 0; g < sums.length; g++) sums[g] = (sums[g] as number) + (this.counts[g] as number);
  }

  /** The group that most members are of, or -1. */
  owner(): number {
    for (let g = 0; g < this.counts.length; g++) {
      if ((this.counts[g] as number) > MAJORITY * this.all) return g;
    }
    return -1;
  }
}

/** What a group sent by step, and how much of it before its accounts were named. */
class Tally {
  private accounts = 0;
  private exchanges = 0;
  private first = Number.POSITIVE_INFINITY;
  private readonly sent: Float64Array;
  private readonly sentUnnamed: Float64Array;
  private passed: number[] | null = null;

  constructor(steps: number) {
    this.sent = new Float64Array(steps);
    this.sentUnnamed = new Float64Array(steps);
  }

  add(member: ReplayJournal['members'][number], named: number): void {
    this.accounts++;
    this.exchanges += member.exchanges;
    this.first = Math.min(this.first, Date.parse(member.first_exchange));
    for (let k = 0; k + 1 < member.sent.length; k += 2) {
      const [s, n] = [member.sent[k] as number, member.sent[k + 1] as number];
      this.sent[s] = (this.sent[s] as number) + n;
      if (named < 0 || s <= named) this.sentUnnamed[s] = (this.sentUnnamed[s] as number) + n;
    }
  }

  raised(at: string, step: number, accounts: number): Raised {
    this.passed ??= cumulative(this.sent);
    const exchanges = this.passed[step] as number;
    return {
      at,
      after_ms: Math.max(0, Date.parse(at) - this.first),
      exchanges,
      share: this.exchanges === 0 ? 0 : exchanges / this.exchanges,
      accounts,
    };
  }

  totals(): Omit<GroupTimes, 'group' | 'review' | 'limit'> {
    const curve = { passed: cumulative(this.sent), unnamed: cumulative(this.sentUnnamed) };
    const sent = curve.passed.at(-1) ?? 0;
    return {
      accounts: this.accounts,
      exchanges: this.exchanges,
      firstExchange: this.first,
      unnamedShare: sent === 0 ? null : (curve.unnamed.at(-1) as number) / sent,
      curve,
    };
  }
}

function cumulative(values: Float64Array): number[] {
  let sum = 0;
  return Array.from(values, (value) => {
    sum += value;
    return sum;
  });
}
