/** Detection and account records -> the facts that a policy decides on. */
import { DAY } from '../../base/clock.ts';
import type { CampaignFinding, DetectionResult, MemberFinding } from '../../detect/campaign/finding.ts';
import type { AccountRecord } from '../../model/account-record.ts';
import { type Family, type FamilyKind, RELATIONAL_FAMILIES } from '../../model/vocabulary.ts';
import { realFamilies } from '../rule-of-two.ts';
import type { AccountFacts, CampaignFacts } from './facts.ts';

/** What is read of an account's record. */
export type RecordFacts = Pick<AccountRecord, 'created' | 'program' | 'verification' | 'status' | 'router'>;

/** @param now ms: the time of the look, from which ages count */
export function campaignFacts(finding: CampaignFinding, now: number): CampaignFacts {
  const strengths = new Map<Family, number>();
  for (const { family, strength } of finding.evidence) {
    strengths.set(family, Math.max(strength, strengths.get(family) ?? 0));
  }
  const { relational, content } = realFamilies(finding.evidence);
  const { members, open } = finding;
  return {
    found: true,
    id: finding.id,
    confidence: finding.confidence,
    severity: finding.severity,
    accounts: members.length,
    exchanges: finding.exchanges,
    age_days: daysSince(finding.first_seen, now),
    quiet_days: daysSince(finding.last_seen, now),
    families: [...strengths]
      .map(([name, strength]) => ({ name, kind: kindOf(name), strength }))
      .sort((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1)),
    relational: relational.length,
    content: content.length,
    intents: finding.intents,
    capabilities: finding.capabilities,
    segments: finding.segments.length,
    some_tied: members.some((member) => member.byContent && member.byRelation),
    tied_share: members.filter((member) => member.byRelation).length / Math.max(1, members.length),
    verified_share: open.verified,
    together_share: open.openlyLinked,
  };
}

/** @param record of the account itself; an end user of a router has none of its own */
export function memberFacts(member: MemberFinding, record: RecordFacts | null, now: number): AccountFacts {
  return {
    id: member.account,
    end_user: member.subAccount !== null,
    risk: member.risk,
    by_content: member.byContent,
    by_relation: member.byRelation,
    exchanges: member.exchanges,
    ...recordFacts(record, now),
  };
}

/** An account in no campaign. */
export function otherFacts(
  other: DetectionResult['others'][number],
  record: RecordFacts | null,
  now: number,
): AccountFacts {
  return {
    id: other.account,
    end_user: other.sub_account !== undefined,
    risk: other.risk,
    by_content: false,
    by_relation: false,
    exchanges: other.exchanges,
    ...recordFacts(record, now),
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
