/** A tested group as a finding: shares, timeline, segments, a picture of what ties the accounts, members with reasons. */
import { DAY } from '../base/clock.ts';
import { hash64BigInt } from '../kernels/hash.ts';
import type { NetworkPicture } from '../model/finding.ts';
import { CAPABILITIES, INTENTS, type Severity } from '../model/vocabulary.ts';
import { capabilityShares } from './baseline.ts';
import { likenessTo } from './belonging.ts';
import type { CampaignFinding, MemberFinding, SegmentMarks } from './finding.ts';
import { type Group, HARVEST, type World } from './group.ts';
import { isRelational, type Layer } from './layers.ts';
import { grouped } from './numbers.ts';
import { standingOf } from './refine.ts';
import type { TestedGroup } from './tested-group.ts';
import { tiesByLayer } from './ties.ts';

const MAX_SEGMENTS = 24;
/** The members' share of a segment's users from which it tells that somebody sends the campaign's text. */
const TELLING = 0.8;
const PICTURE_ACCOUNTS = 36;
const PICTURE_VALUES = 18;
/** Layers lighter than this (a popular client, an issuer range) are drawn but are no reason about one account. */
const TIES_FROM = 0.5;
/** Ties named for one account. */
const MAX_REASONS = 4;

export function describeCampaign(world: World, tested: TestedGroup, ordinal: number): CampaignFinding {
  const { group, evidence, verdict } = tested;
  const { units } = world.input;
  const routed = group.members.filter((i) => units.subAccount[i] !== null);
  const direct = group.members.filter((i) => units.subAccount[i] === null);
  const { core, byContent } = standingOf(world, group);
  const ties = relationalTies(world, group, core);
  const senders = group.members.filter((i) => byContent[i] === 1);
  const likeness = likenessTo(world, senders, (i) => ties.of.has(i));
  const members = group.members.map((i, k) =>
    describeMember(world, group, i, k, {
      confidence: verdict.confidence,
      byContent: byContent[i] === 1,
      ties: ties.of.get(i) ?? [],
      like: likeness.telling(i),
    }),
  );
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const i of group.members) {
    first = Math.min(first, units.first[i]);
    last = Math.max(last, units.last[i]);
  }
  const shares = capabilityShares(group.slice.capabilities);
  const intentShares = capabilityShares(group.slice.intents);
  const ranked = evidence
    .map((row, r) => ({ row, logOdds: verdict.contributions[r] }))
    .sort((a, b) => b.logOdds - a.logOdds)
    .map(({ row, logOdds }) => ({ ...row, log_likelihood_ratio: Number(logOdds.toFixed(3)) }));
  return {
    id: campaignId(anchorOf(world, group, ordinal)),
    confidence: Number(verdict.confidence.toFixed(4)),
    severity: severityOf(group, verdict.confidence),
    accounts: direct.map((i) => units.account[i]),
    ...(routed.length > 0
      ? {
          sub_accounts: routed.map((i) => ({
            account: units.account[i],
            sub_account: units.subAccount[i] as string,
          })),
        }
      : {}),
    exchanges: group.exchanges,
    first_seen: new Date(first).toISOString(),
    last_seen: new Date(last).toISOString(),
    capabilities: rank(CAPABILITIES, shares),
    intents: rank(INTENTS, intentShares),
    segments: group.own.slice(0, MAX_SEGMENTS).map((own) => ({
      id: world.segments.id(own.segment),
      accounts: own.members,
      exchanges: own.exchanges,
      ...exemplarOf(world, own.segment),
    })),
    evidence: ranked,
    timeline: timeline(world, group),
    network: picture(world, group, ties),
    members,
    marks: marksOf(world, group),
    open: tested.open,
  };
}

/**
 * The segments that speak for the campaign in a stranger's request: they look like a harvest, and hardly anybody else
 * sends them. A tool's prompt that most of its members work under is their own too, and says nothing about who sends it.
 */
function marksOf(world: World, group: Group): SegmentMarks[] {
  return group.own
    .filter(({ segment, specificity }) => specificity >= TELLING && world.harvest[segment] >= HARVEST)
    .slice(0, MAX_SEGMENTS)
    .map(({ segment }) => ({
      segment: world.segments.id(segment),
      anchors: world.segments.marks(segment),
    }));
}

function exemplarOf(world: World, segment: number): { exemplar?: string } {
  const exemplar = world.segments.outline(segment);
  return exemplar ? { exemplar } : {};
}

/** Follows what the campaign is, not where it stands in a list: its most used segment, or its first account. */
function anchorOf(world: World, group: Group, ordinal: number): string {
  return group.own.length > 0
    ? `${world.segments.id(group.own[0].segment)}/`
    : `${world.input.units.account[group.members[0]]}/${ordinal}`;
}

export function campaignId(anchor: string): string {
  return `C-${hash64BigInt(anchor).toString(16).padStart(16, '0').slice(0, 8).toUpperCase()}`;
}

function severityOf(group: Group, confidence: number): Severity {
  if (confidence >= 0.9 && (group.members.length >= 1000 || group.exchanges >= 1_000_000)) return 'critical';
  if (confidence >= 0.9 && (group.members.length >= 20 || group.exchanges >= 10_000)) return 'high';
  return confidence >= 0.7 ? 'medium' : 'low';
}

function rank<T extends string>(names: readonly T[], shares: Float64Array): { name: T; share: number }[] {
  return names
    .map((name, k) => ({ name, share: Number(shares[k].toFixed(4)) }))
    .filter((entry) => entry.share >= 0.005)
    .sort((a, b) => b.share - a.share);
}

function timeline(world: World, group: Group): CampaignFinding['timeline'] {
  const { daily } = world.input;
  const days = new Map<number, { exchanges: number; accounts: number }>();
  for (let r = 0; r < daily.unit.length; r++) {
    if (!group.inside[daily.unit[r]]) continue;
    const entry = days.get(daily.day[r]) ?? { exchanges: 0, accounts: 0 };
    entry.exchanges += daily.exchanges[r];
    entry.accounts++;
    days.set(daily.day[r], entry);
  }
  return [...days.entries()]
    .sort((a, b) => a[0] - b[0])
    .map(([day, entry]) => ({ day: new Date(day * DAY).toISOString().slice(0, 10), ...entry }));
}

interface Tie {
  readonly reason: string;
  readonly relational: boolean;
}

interface TyingValue {
  readonly id: string;
  readonly label: string;
  readonly family: string;
  readonly members: readonly number[];
}

interface Ties {
  /** Values that tie members, the strongest few of each family: strongest first. */
  readonly values: readonly TyingValue[];
  /** The values that tie a member. */
  readonly of: ReadonlyMap<number, Tie[]>;
}

function relationalTies(world: World, group: Group, core: Uint8Array): Ties {
  const of = new Map<number, Tie[]>();
  const strongest = new Map<string, Ranked[]>();
  for (const ties of tiesByLayer(world, { ...group, core }, () => true)) {
    const { layer, held } = ties;
    const members: number[][] = Array.from({ length: held.count }, () => []);
    const named: (Tie | undefined)[] = new Array(held.count);
    ties.each((p, k) => {
      const i = group.members[p];
      members[k].push(i);
      if (layer.weight < TIES_FROM) return;
      const list = of.get(i);
      if (list !== undefined && list.length >= MAX_REASONS) return;
      named[k] ??= {
        reason: `shares ${layer.label(held.value[k])} with ${grouped(held.holders[k] - 1)} other members`,
        relational: isRelational(layer),
      };
      if (list === undefined) of.set(i, [named[k]]);
      else list.push(named[k]);
    });
    const family = strongest.get(layer.family) ?? [];
    strongest.set(layer.family, family);
    for (let k = 0; k < held.count; k++) {
      if (members[k].length === 0) continue;
      const weight = layer.weight * members[k].length;
      if (family.length < PICTURE_VALUES || weight >= family[family.length - 1].weight)
        keepStrongest(family, { layer, value: held.value[k], members: members[k], weight });
    }
  }
  const values = [...strongest.values()]
    .flat()
    .sort(byStrength)
    .map(({ layer, value, members }) => ({
      id: idOf(layer, value),
      label: layer.label(value),
      family: layer.family,
      members,
    }));
  return { values, of };
}

interface Ranked {
  readonly layer: Layer;
  readonly value: number;
  readonly members: readonly number[];
  readonly weight: number;
}

function idOf(layer: Layer, value: number): string {
  return `${layer.name}-${value}`;
}

function byStrength(a: Ranked, b: Ranked): number {
  return b.weight - a.weight || (idOf(a.layer, a.value) < idOf(b.layer, b.value) ? -1 : 1);
}

/** No picture shows more of a family. */
function keepStrongest(family: Ranked[], value: Ranked): void {
  family.push(value);
  family.sort(byStrength);
  if (family.length > PICTURE_VALUES) family.pop();
}

/** Accounts that the drawn values tie, by how many values tie them, and those values. */
function picture(world: World, group: Group, ties: Ties): NetworkPicture {
  const drawn = inTurns(ties.values)
    .slice(0, PICTURE_VALUES - 4)
    .map((v) => ({ ...v }));
  for (const own of group.own.slice(0, 4)) {
    const { postings } = world.segments;
    const holders: number[] = [];
    for (let p = postings.start[own.segment]; p < postings.start[own.segment + 1]; p++) {
      if (group.inside[postings.unit[p]]) holders.push(postings.unit[p]);
    }
    const id = world.segments.id(own.segment);
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
    .slice(0, PICTURE_ACCOUNTS)
    .map(([i]) => i);
  const visible = new Set(shown);
  const nodes: NetworkPicture['nodes'] = shown.map((i) => ({
    id: `account-${i}`,
    label: world.input.units.subAccount[i] ?? world.input.units.account[i],
    type: 'account',
    weight: world.input.units.exchanges[i],
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
function inTurns(values: Ties['values']): Ties['values'] {
  const rank = new Map<string, number>();
  const ranked = values.map((value) => {
    const place = rank.get(value.family) ?? 0;
    rank.set(value.family, place + 1);
    return { value, place };
  });
  return ranked.sort((a, b) => a.place - b.place).map(({ value }) => value);
}

interface Membership {
  readonly confidence: number;
  readonly byContent: boolean;
  readonly ties: readonly Tie[];
  /** Traits in which it is like the others. */
  readonly like: readonly string[];
}

function describeMember(
  world: World,
  group: Group,
  i: number,
  k: number,
  { confidence, byContent, ties, like }: Membership,
): MemberFinding {
  const { units } = world.input;
  const harvested = group.harvested[k];
  const reasons: string[] = [];
  if (harvested > 0) {
    reasons.push(
      `${grouped(harvested)} of ${grouped(units.exchanges[i])} exchanges carry the group's own text`,
    );
  }
  for (const tie of ties) reasons.push(tie.reason);
  if (ties.length === 0 && like.length > 0)
    reasons.push(`works as the other members do and few others: ${like.join(', ')}`);
  const membership = (byContent ? 0.7 : 0.4) + (ties.length > 0 ? 0.3 : 0.15);
  return {
    account: units.account[i],
    subAccount: units.subAccount[i],
    risk: Number((confidence * Math.min(1, membership)).toFixed(4)),
    byContent,
    byRelation: ties.some((tie) => tie.relational),
    exchanges: units.exchanges[i],
    reasons,
  };
}
