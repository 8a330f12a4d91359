/** A tested group as a finding: shares, timeline, segments, members with reasons. */
import { postingSize } from '../../aggregate/detect-input.ts';
import { DAY } from '../../base/clock.ts';
import { hash64BigInt } from '../../kernels/hash.ts';
import type { Evidence } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import { CAPABILITIES, INTENTS, type Severity } from '../../model/vocabulary.ts';
import type { Group, Population } from '../group/group.ts';
import { likenessTo } from '../group/membership.ts';
import { openMembers } from '../group/openness.ts';
import { membershipCore } from '../group/refine.ts';
import { DESCRIPTION_PARAMETERS } from '../parameters/campaign-report.ts';
import { GROUP_PARAMETERS } from '../parameters/group-membership.ts';
import { capabilityShares } from '../population/baseline.ts';
import type { CampaignFinding, MemberFinding, OwnText, SegmentMarks } from './finding.ts';
import { memberTies, type Tie, type TyingValue } from './member-ties.ts';
import { networkPicture } from './network-picture.ts';
import type { TestedGroup } from './tested-group.ts';

const {
  maxSegments,
  minMarkSpecificity,
  minListedShare,
  severeConfidence,
  criticalMembers,
  criticalExchanges,
  highMembers,
  highExchanges,
  mediumConfidence,
  contentMemberRisk,
  plainMemberRisk,
  tiedMemberRisk,
  untiedMemberRisk,
} = valuesOf(DESCRIPTION_PARAMETERS);
const { minHarvest } = valuesOf(GROUP_PARAMETERS);

/**
 * Describes a tested group as a campaign.
 *
 * @param ordinal its place among the campaigns, which only matters to the id of a campaign without texts
 */
export function describeCampaign(population: Population, tested: TestedGroup, ordinal: number): CampaignFinding {
  const { group, verdict } = tested;
  const { units } = population.input;
  const { core, byContent, bySignature } = membershipCore(population, group);
  const ties = memberTies(population, group, core);
  const senders = group.members.filter((i) => byContent[i] === 1);
  const likeness = likenessTo(population, senders, (i) => ties.of.has(i));
  const inTheOpen = openMembers(population, group);
  const members = group.members.map((i, k) =>
    describeMember(population, group, i, k, {
      inTheOpen: inTheOpen.open[k] === 1,
      askedThrough: inTheOpen.contact[k] < 0 ? null : units.account[inTheOpen.contact[k]],
      confidence: verdict.confidence,
      byContent: byContent[i] === 1,
      bySignature: bySignature[i] === 1,
      ties: ties.of.get(i) ?? [],
      like: likeness.telling(i),
    }),
  );
  const contacts = [...new Set(members.flatMap(({ askedThrough }) => askedThrough ?? []))].sort();
  return {
    ...describeMembers(population, tested, { members, ties: ties.values, ordinal }),
    ...(contacts.length === 0 ? {} : { contacts }),
    marks: marksOf(population, group),
    ...(group.own.length === 0 ? {} : { ownText: ownTextOf(population, group) }),
  };
}

/** The members of a group as findings, with what ties them. */
interface Described {
  readonly members: readonly MemberFinding[];
  readonly ties: readonly TyingValue[];
  readonly ordinal: number;
}

/** A tested group as a campaign with these members. It marks no request, and asks no organisation in the open. */
export function describeMembers(
  population: Population,
  { group, evidence, verdict, open }: TestedGroup,
  { members, ties, ordinal }: Described,
): CampaignFinding {
  const { units } = population.input;
  const routed = group.members.filter((i) => units.subAccount[i] !== null);
  const direct = group.members.filter((i) => units.subAccount[i] === null);
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const i of group.members) {
    first = Math.min(first, units.first[i]);
    last = Math.max(last, units.last[i]);
  }
  const shares = capabilityShares(group.slice.capabilities);
  const intentShares = capabilityShares(group.slice.intents);
  return {
    id: campaignId(anchorOf(population, group, ordinal)),
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
    capabilities: namedShares(CAPABILITIES, shares),
    intents: namedShares(INTENTS, intentShares),
    segments: group.own.slice(0, maxSegments).map((own) => ({
      id: population.segments.id(own.segment),
      accounts: own.members,
      exchanges: own.exchanges,
      ...exemplarOf(population, own.segment),
    })),
    evidence: ranked(evidence, verdict.contributions),
    timeline: timeline(population, group),
    network: networkPicture(population, group, ties),
    members,
    marks: [],
    open,
  };
}

/** Rows with what they add to the confidence, the most first; or the strongest first, if the confidence is no sum of theirs. */
function ranked(evidence: readonly Evidence[], contributions: readonly number[]): Evidence[] {
  if (contributions.length === 0) return [...evidence].sort((a, b) => b.strength - a.strength);
  return evidence
    .map((row, r) => ({ row, logOdds: contributions[r] }))
    .sort((a, b) => b.logOdds - a.logOdds)
    .map(({ row, logOdds }) => ({ ...row, log_likelihood_ratio: Number(logOdds.toFixed(3)) }));
}

/**
 * The segments by which a request is attributed to the campaign: they look like a harvest, and hardly any other account
 * sends them. A tool's prompt that most of its members work under is their own too, and says nothing about who sends it.
 */
function marksOf(population: Population, group: Group): SegmentMarks[] {
  const { postings, others } = population.segments;
  // A request does not show which part of a split segment it is of.
  const wholeShare = (s: number) =>
    others[s] < 0 ? 1 : postingSize(postings, s) / (postingSize(postings, s) + postingSize(postings, others[s]));
  return group.own
    .filter(
      ({ segment: s, specificity }) =>
        specificity * wholeShare(s) >= minMarkSpecificity && population.harvest[s] >= minHarvest,
    )
    .slice(0, maxSegments)
    .map(({ segment }) => ({
      segment: population.segments.id(segment),
      anchors: population.segments.marks(segment),
    }));
}

function ownTextOf({ segments }: Population, { own, sliceSegments }: Group): OwnText {
  return {
    segments: own.map(({ segment }) => ({ segment: segments.id(segment), anchors: segments.keys(segment) })),
    slice: sliceSegments.map(({ segment }) => segments.id(segment)),
  };
}

function exemplarOf(population: Population, segment: number): { exemplar?: string } {
  const exemplar = population.segments.outline(segment);
  return exemplar ? { exemplar } : {};
}

/** What the id is made from: the most used segment or the first account, not the place in a list. */
function anchorOf(population: Population, group: Group, ordinal: number): string {
  return group.own.length > 0
    ? `${population.segments.id(group.own[0].segment)}/`
    : `${population.input.units.account[group.members[0]]}/${ordinal}`;
}

/** A campaign id (C- and eight hexadecimal digits) from the text that stands for it. */
export function campaignId(anchor: string): string {
  return `C-${hash64BigInt(anchor).toString(16).padStart(16, '0').slice(0, 8).toUpperCase()}`;
}

function severityOf(group: Group, confidence: number): Severity {
  const { members, exchanges } = group;
  if (confidence >= severeConfidence) {
    if (members.length >= criticalMembers || exchanges >= criticalExchanges) return 'critical';
    if (members.length >= highMembers || exchanges >= highExchanges) return 'high';
  }
  return confidence >= mediumConfidence ? 'medium' : 'low';
}

/** Shares with their names, the largest first; what is too small to be listed is left out. */
export function namedShares<T extends string>(names: readonly T[], shares: Float64Array): { name: T; share: number }[] {
  return names
    .map((name, k) => ({ name, share: Number(shares[k].toFixed(4)) }))
    .filter((entry) => entry.share >= minListedShare)
    .sort((a, b) => b.share - a.share);
}

function timeline(population: Population, group: Group): CampaignFinding['timeline'] {
  const { daily } = population.input;
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

interface Membership {
  readonly inTheOpen: boolean;
  /** The account that is asked for its organisation. */
  readonly askedThrough: string | null;
  readonly confidence: number;
  readonly byContent: boolean;
  /** Lives by the templates and presents another circle's signatures. */
  readonly bySignature: boolean;
  readonly ties: readonly Tie[];
  /** Traits in which it is like the others. */
  readonly like: readonly string[];
}

function describeMember(
  population: Population,
  group: Group,
  i: number,
  k: number,
  { inTheOpen, askedThrough, confidence, byContent, bySignature, ties, like }: Membership,
): MemberFinding {
  const { units } = population.input;
  const harvested = group.harvested[k];
  const reasons = ties.map((tie) => tie.reason);
  if (ties.length === 0 && like.length > 0)
    reasons.push(`behaves as the other members do and few others do: ${like.join(', ')}`);
  const membership =
    (byContent ? contentMemberRisk : plainMemberRisk) + (ties.length > 0 ? tiedMemberRisk : untiedMemberRisk);
  return {
    account: units.account[i],
    subAccount: units.subAccount[i],
    risk: Number((confidence * Math.min(1, membership)).toFixed(4)),
    byContent,
    contentShare: harvested > 0 ? Number((harvested / units.exchanges[i]).toFixed(4)) : byContent ? 1 : 0,
    byRelation: bySignature || ties.some((tie) => tie.relational),
    ...(inTheOpen ? { inTheOpen } : {}),
    ...(askedThrough === null ? {} : { askedThrough }),
    exchanges: units.exchanges[i],
    ...(harvested > 0 ? { carrying: { exchanges: harvested, counted: false } } : {}),
    reasons,
  };
}
