/** Detection runs as detection hands them to decisions, and what else tests of decisions need. */
import type { AuditEntry, AuditTrail } from '../src/access/audit-trail.ts';
import { type Principal, type Role, scopesOf } from '../src/access/principal.ts';
import { inTurns } from '../src/base/stepwise.ts';
import { deciding, type EvaluatedAccount } from '../src/decide/decide.ts';
import { defaultPolicy } from '../src/decide/policy/default-policy.ts';
import type { Policy } from '../src/decide/policy/policy.ts';
import type { CampaignFinding, DetectionResult, MemberFinding, OtherFinding } from '../src/detect/campaign/finding.ts';
import type { Evidence } from '../src/model/finding.ts';
import { type Family, RELATIONAL_FAMILIES } from '../src/model/vocabulary.ts';
import type { DecidedDetection, DetectionListener } from '../src/service/detection-listener.ts';
import type { EventSink, NewEvent } from '../src/service/events/event.ts';

export interface CampaignGiven {
  readonly id?: string;
  readonly confidence?: number;
  readonly families?: readonly Family[];
  readonly segments?: readonly string[];
  /** Accounts tied by both, by content alone, by relation alone. */
  readonly tied?: readonly string[];
  readonly content?: readonly string[];
  readonly relation?: readonly string[];
}

export function evidenceRow(family: Family, strength = 0.9): Evidence {
  const relational = (RELATIONAL_FAMILIES as readonly string[]).includes(family);
  return { family, kind: relational ? 'relational' : 'content', strength, summary: '', detail: {} };
}

export function campaignFound(given: CampaignGiven = {}): CampaignFinding {
  const confidence = given.confidence ?? 0.95;
  const member = (account: string, byContent: boolean, byRelation: boolean): MemberFinding => ({
    account,
    subAccount: null,
    risk: confidence,
    byContent,
    byRelation,
    contentShare: byContent ? 1 : 0,
    exchanges: 40,
    reasons: [],
  });
  const members = [
    ...(given.tied ?? []).map((account) => member(account, true, true)),
    ...(given.content ?? []).map((account) => member(account, true, false)),
    ...(given.relation ?? []).map((account) => member(account, false, true)),
  ];
  return {
    id: given.id ?? 'C-1',
    confidence,
    severity: 'high',
    accounts: members.map(({ account }) => account),
    exchanges: 40 * members.length,
    first_seen: '2026-02-01T00:00:00.000Z',
    last_seen: '2026-02-20T00:00:00.000Z',
    capabilities: [],
    intents: [],
    segments: (given.segments ?? []).map((id) => ({ id, accounts: members.length, exchanges: 40 })),
    evidence: (given.families ?? ['payment', 'intent']).map((family) => evidenceRow(family)),
    timeline: [],
    network: { nodes: [], edges: [], omitted: 0 },
    members,
    open: { verified: 0, openlyLinked: 0, inTheOpen: 0 },
  };
}

export function foundOf(campaigns: readonly CampaignFinding[], others: readonly OtherFinding[] = []): DetectionResult {
  return { window: null, units: 0, campaigns, dismissed: [], others, texts: [], textsLeftOut: 0, textMarks: [], norm: null };
}

/** Has a run decided under the policy in force, and the decisions that follow made. */
export async function decideOn(node: DetectionListener, detection: DetectionResult): Promise<void> {
  await node.onDetection(await node.evaluate(detection));
}

export function otherFound(account: string, risk = 0): OtherFinding {
  return { account, risk, reasons: [], exchanges: 5 };
}

export function person(id: string, role: Role): Principal {
  return { kind: 'person', id, name: id, tenant: 'default', scopes: scopesOf(role), role };
}

/** Keeps what it is told. */
export function listening(): Pick<AuditTrail, 'recordWithin'> & EventSink & { entries: AuditEntry[]; events: NewEvent[] } {
  const entries: AuditEntry[] = [];
  const events: NewEvent[] = [];
  return {
    entries,
    events,
    recordWithin: async (_tx, entry) => {
      entries.push(entry);
    },
    appendWithin: async (_tx, more) => {
      events.push(...more);
    },
    wake: () => {},
  };
}

/** Decides by a policy that a test may replace, on no account records, and keeps what it is handed. */
export function keepingListener(
  policy: Policy = defaultPolicy(),
): DetectionListener & { policy: Policy; readonly decided: DecidedDetection[] } {
  const decided: DecidedDetection[] = [];
  return {
    policy,
    decided,
    async versionInForce() {
      return this.policy.version;
    },
    async evaluate(detection, finished = 0) {
      const accounts: EvaluatedAccount[] = [];
      const { policy } = this;
      const work = deciding(detection, {
        policy,
        now: finished,
        onAccount: (account) => accounts.push(account),
      });
      const findings = await inTurns(work, () => {});
      return { detection, finished, policy: policy.version, findings, accounts };
    },
    async onDetection(one) {
      decided.push(one);
    },
  };
}
