/** Detection and account records -> the facts that a policy decides on. */
import { DAY } from '../../base/clock.ts';
import { clearPurposeStrength, purposeStrength } from '../../detect/campaign/confidence.ts';
import type { CampaignFinding, MemberFinding, OtherFinding, Sampling } from '../../detect/campaign/finding.ts';
import type { Openness } from '../../detect/group/openness.ts';
import type { AccountRecord } from '../../model/account-record.ts';
import type { Evidence } from '../../model/finding.ts';
import { type CampaignKind, type Family, type FamilyKind, RELATIONAL_FAMILIES } from '../../model/vocabulary.ts';
import { realFamilies } from '../rule-of-two.ts';
import { type AccountFacts, type CampaignFacts, NO_CAMPAIGN, type PartFacts } from './facts.ts';

/** The facts about one account or end user: everything that a policy's finding rules can ask for. */
export interface FindingFacts {
  /** Null for an account itself; else the end user of a router. */
  readonly subAccount: string | null;
  readonly account: AccountFacts;
  /** {@link NO_CAMPAIGN} for an account in none. */
  readonly campaign: CampaignFacts;
}

/** What facts take from an account's record. */
export type RecordFacts = Pick<AccountRecord, 'created' | 'program' | 'verification' | 'status' | 'router'>;

/** The grounds of a campaign's action that counterfactuals change. */
export interface CampaignGrounds {
  readonly kind?: CampaignKind;
  /** 0..1 */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly open: Openness;
}

/** @param now ms since the epoch: ages count back from here */
export function campaignFacts(finding: CampaignFinding, now: number): CampaignFacts {
  const { members } = finding;
  const { confidence, families, relational, content, purpose, clear_purpose, verified_share, together_share } =
    groundFacts(finding);
  // The order of the fields is part of the hash that decisions carry of their facts.
  return {
    found: true,
    id: finding.id,
    kind: finding.kind ?? '',
    confidence,
    severity: finding.severity,
    accounts: members.length,
    exchanges: finding.exchanges,
    age_days: daysSince(finding.first_seen, now),
    quiet_days: daysSince(finding.last_seen, now),
    families,
    relational,
    content,
    purpose,
    clear_purpose,
    intents: finding.intents,
    capabilities: finding.capabilities,
    segments: finding.segments.length,
    some_tied: members.some((member) => member.byContent && member.byRelation),
    tied_share: members.filter((member) => member.byRelation).length / Math.max(1, members.length),
    verified_share,
    together_share,
    ...leastFacts(finding.samplings ?? []),
  };
}

/** The weakest of each that any sampling shows: a family that one of them lacks is not there. */
function leastFacts(samplings: readonly Sampling[]): Pick<CampaignFacts, 'least'> {
  if (samplings.length === 0) return {};
  const all = samplings.map(groundFacts);
  const [first, ...rest] = all;
  const families = first.families.flatMap((family) => {
    const others = rest.map(({ families: found }) => found.find(({ name }) => name === family.name)?.strength ?? 0);
    const strength = Math.min(family.strength, ...others);
    return strength > 0 ? [{ ...family, strength }] : [];
  });
  const { relational, content } = realFamilies(families);
  return {
    least: {
      confidence: Math.min(...all.map(({ confidence }) => confidence)),
      families,
      relational: relational.length,
      content: content.length,
      purpose: Math.min(...all.map(({ purpose }) => purpose)),
      clear_purpose: Math.min(...all.map(({ clear_purpose }) => clear_purpose)),
    },
  };
}

/** Gives the facts of the same campaign on other grounds: with less evidence, or with members who show who they are. */
export function onOtherGrounds(facts: CampaignFacts, grounds: CampaignGrounds): CampaignFacts {
  return { ...facts, ...groundFacts(grounds) };
}

/**
 * @param record the record of the account itself; null for the end user of a router, who has none
 * @param now ms since the epoch: ages count back from here
 * @param part what the loosely tied part of the campaign shows
 */
export function memberFacts(
  member: MemberFinding,
  campaign: CampaignFacts,
  record: RecordFacts | null,
  now: number,
  part: PartFacts | null = null,
): FindingFacts {
  return {
    subAccount: member.subAccount,
    account: {
      id: member.account,
      end_user: member.subAccount !== null,
      risk: member.risk,
      by_content: member.byContent,
      by_relation: member.byRelation,
      content_share: member.contentShare,
      in_the_open: member.inTheOpen ?? false,
      asked_through: member.askedThrough ?? '',
      exchanges: member.exchanges,
      ...recordFacts(record, now),
      ...(member.loose && part !== null ? { part } : {}),
    },
    campaign,
  };
}

/** The facts of a campaign's loosely tied part; null if it has none. */
export function loosePartFacts({ loosePart }: CampaignFinding): PartFacts | null {
  return loosePart === undefined ? null : groundFacts(loosePart);
}

/** The facts about an account in no campaign; the parameters are those of {@link memberFacts}. */
export function otherFacts(other: OtherFinding, record: RecordFacts | null, now: number): FindingFacts {
  return {
    subAccount: other.sub_account ?? null,
    account: {
      id: other.account,
      end_user: other.sub_account !== undefined,
      risk: other.risk,
      by_content: false,
      by_relation: false,
      content_share: 0,
      in_the_open: false,
      asked_through: '',
      exchanges: other.exchanges,
      ...recordFacts(record, now),
    },
    campaign: NO_CAMPAIGN,
  };
}

function groundFacts({ confidence, evidence, open }: CampaignGrounds) {
  const strengths = new Map<Family, number>();
  for (const { family, strength } of evidence) {
    strengths.set(family, Math.max(strength, strengths.get(family) ?? 0));
  }
  const families = [...strengths]
    .map(([name, strength]) => ({ name, kind: kindOf(name), strength }))
    .sort((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1));
  const { relational, content } = realFamilies(families);
  return {
    confidence,
    families,
    relational: relational.length,
    content: content.length,
    purpose: Number(purposeStrength(evidence, open).toFixed(4)),
    clear_purpose: Number(clearPurposeStrength(evidence, open).toFixed(4)),
    verified_share: open.verified,
    together_share: open.inTheOpen,
  };
}

function recordFacts(record: RecordFacts | null, now: number) {
  return {
    known: record !== null,
    program: record?.program ?? '',
    verification: record?.verification ?? '',
    status: record?.status ?? '',
    router: record?.router ?? false,
    age_days: record === null ? 0 : Math.max(0, (now - record.created) / DAY),
  };
}

function kindOf(family: Family): FamilyKind {
  return (RELATIONAL_FAMILIES as readonly string[]).includes(family) ? 'relational' : 'content';
}

function daysSince(time: string, now: number): number {
  return Math.max(0, (now - Date.parse(time)) / DAY);
}
