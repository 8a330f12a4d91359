/**
 * What follows from a look: the active policy decides on every account found, and what changed is stored in one
 * transaction with its numbers. Policies in shadow are asked beside it, and their answers are kept apart.
 */
import type { Clock } from '../../base/clock.ts';
import type { RecordFacts } from '../../decide/policy/from-detection.ts';
import { campaignFacts } from '../../decide/policy/from-detection.ts';
import type { PolicyOutcome } from '../../decide/policy/policy.ts';
import type { CampaignFinding, DetectionResult, SegmentMarks } from '../../detect/campaign/finding.ts';
import { unitId } from '../../model/unit-id.ts';
import { fromStorable, toStorable } from '../../store/records/storable-text.ts';
import type { DetectionListener, DetectionReport } from '../detection-listener.ts';
import { type FoundAccount, judgedOf, unitOf, verdictsOf } from './account-facts.ts';
import { type Decision, fromRow, hashOf } from './decision.ts';
import { decisionEvents } from './decision-events.ts';
import type { DecisionIndex } from './decision-index.ts';
import { COOL_OFF, type CurrentDecision, LATELY, type Transition, transitionOf } from './evaluation.ts';
import { keepLook } from './facts-history.ts';
import { changeDecisions, type Db, type End, type Ledger, type LedgerParts, sweepExpired } from './ledger.ts';
import type { Policies } from './policies.ts';
import { keepShadow } from './shadow.ts';

const PAGE = 5_000;

export interface LookParts extends LedgerParts {
  readonly clock: Clock;
  readonly policies: Policies;
  readonly index: DecisionIndex;
  readonly counts: LookCounts;
}

/** What looks did since the process started. */
export interface LookCounts {
  looks: number;
  accounts: number;
  made: number;
  proposed: number;
  withdrawn: number;
  heldBack: number;
}

export function createFoundSink(parts: LookParts): DetectionListener {
  const { db, clock, policies, index, counts } = parts;
  return {
    async onDetection({ detection }: DetectionReport) {
      const now = clock();
      const judged = await judgedOf(detection, await readRecords(db, detection), now);
      const active = await policies.active();
      const verdicts = await verdictsOf(active, judged);
      const kept = await keepLook(judged, now);
      const shadows = await Promise.all(
        (await policies.shadows()).map(async (policy) => ({
          policy,
          verdicts: await verdictsOf(policy, judged),
        })),
      );
      const outcome = await changeDecisions(parts, async (ledger) => {
        const changed = await apply(ledger, judged, verdicts, active.version, now);
        await replaceCampaigns(ledger, detection, now);
        await kept.store(ledger.tx);
        for (const shadow of shadows) {
          await keepShadow(ledger.tx, shadow.policy.version, judged, verdicts, shadow.verdicts, now);
        }
        await sweepExpired(ledger, now);
        tellOf(ledger, changed.made, active.version, now);
        return changed;
      });
      counts.looks++;
      counts.accounts += judged.length;
      counts.made += outcome.made.filter((decision) => decision.state === 'in_force').length;
      counts.proposed += outcome.made.filter((decision) => decision.state === 'proposed').length;
      counts.withdrawn += outcome.withdrawn;
      counts.heldBack += outcome.heldBack;
      await index.refresh();
    },
  };
}

function tellOf(ledger: Ledger, made: readonly Decision[], policy: string, now: number): void {
  if (made.length === 0) return;
  const detail = { ...byAction(made), ids: hashOf(made.map(({ id }) => id).join('\n')) };
  ledger.record(
    { actor: 'system', action: 'decisions.made', subject: policy, detail },
    decisionEvents(made, now),
  );
}

interface Outcome {
  readonly made: readonly Decision[];
  readonly withdrawn: number;
  readonly heldBack: number;
}

async function apply(
  ledger: Ledger,
  judged: readonly FoundAccount[],
  verdicts: readonly PolicyOutcome[],
  policy: string,
  now: number,
): Promise<Outcome> {
  const standing = await readStanding(ledger, now);
  const made: Decision[] = [];
  const ends: End[] = [];
  let withdrawn = 0;
  let heldBack = 0;
  for (let k = 0; k < judged.length; k++) {
    const stands = standing.get(unitOf(judged[k]));
    // Nearly every account: nothing stands, and nothing is asked for.
    if (stands === undefined && verdicts[k].action === 'allow') continue;
    const before = stands ?? NOTHING;
    const result = transitionOf(before, { ...judged[k], verdict: verdicts[k], policy, now });
    if (result.heldBack) heldBack++;
    if (result.withdrawn) withdrawn++;
    if (result.stands !== null) made.push(result.stands);
    if (result.proposal !== null) made.push(result.proposal);
    ends.push(...endsOf(before, result, now));
  }
  await ledger.insert(made);
  await keepInputs(ledger, judged, made);
  await ledger.end(ends);
  const changed = made
    .filter((decision) => decision.state === 'in_force')
    .map((decision) => ({
      unit: unitId(decision.account, decision.subAccount),
      from: decision.enforceFrom,
    }));
  await ledger.cutShort(changed);
  await ledger.publish(
    changed.map(({ unit }) => unit),
    now,
  );
  return { made, withdrawn, heldBack };
}

const NOTHING: CurrentDecision = { inForce: null, lapsed: null, proposed: null, refused: [] };

/** What ends: the open proposal, and what is in force when what takes its place is enforced. */
function endsOf({ inForce, proposed }: CurrentDecision, result: Transition, now: number): End[] {
  const { stands, proposal, withdrawn } = result;
  const ends: End[] = [];
  const end = (id: string, ended: number, by: Decision | null) =>
    ends.push({
      id,
      state: 'superseded',
      ended,
      by: 'system',
      reason: by === null ? 'no longer asked for' : `superseded by ${by.id}`,
    });
  if (proposed !== null && (proposal !== null || withdrawn)) end(proposed.id, now, proposal ?? stands);
  if (inForce !== null && stands !== null) end(inForce.id, stands.enforceFrom, stands);
  return ends;
}

async function readStanding({ tx }: Ledger, now: number): Promise<Map<string, CurrentDecision>> {
  const standing = new Map<
    string,
    { inForce: Decision | null; lapsed: Decision | null; proposed: Decision | null; refused: Decision[] }
  >();
  let after = '';
  for (;;) {
    const rows = await tx
      .selectFrom('decisions')
      .selectAll()
      .where('id', '>', after)
      .where((eb) =>
        eb.or([
          eb.and([eb('state', 'in', ['in_force', 'proposed']), eb('until', '>', now)]),
          eb.and([
            eb('state', 'in', ['in_force', 'expired']),
            eb('until', '>', now - LATELY),
            eb('until', '<=', now),
          ]),
          eb.and([eb('state', 'in', ['undone', 'rejected']), eb('ended', '>', now - COOL_OFF)]),
        ]),
      )
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const decision = fromRow(row);
      const unit = unitId(decision.account, decision.subAccount);
      const one = standing.get(unit) ?? { inForce: null, lapsed: null, proposed: null, refused: [] };
      standing.set(unit, one);
      if (decision.until <= now && decision.ended === null) {
        // A proposal that lapsed was never in force.
        const stood = decision.terms.approvals === 0 || decision.approved !== null;
        if (stood && decision.until > (one.lapsed?.until ?? 0)) one.lapsed = decision;
      } else if (decision.state === 'in_force') one.inForce = decision;
      else if (decision.state === 'proposed') one.proposed = decision;
      else one.refused.push(decision);
    }
    if (rows.length < PAGE) return standing;
    after = (rows.at(-1) as { id: string }).id;
  }
}

/** Facts of campaigns that decisions stand on, each once. */
async function keepInputs(
  { tx }: Ledger,
  judged: readonly FoundAccount[],
  made: readonly Decision[],
): Promise<void> {
  const needed = new Set(made.map((decision) => decision.campaignInputs).filter((hash) => hash !== null));
  if (needed.size === 0) return;
  const rows = [...new Set(judged.map(({ campaign }) => campaign))]
    .filter((campaign) => campaign.found)
    .map((campaign) => {
      const body = JSON.stringify(campaign);
      return { hash: hashOf(body), body: toStorable(body) };
    })
    .filter(({ hash }) => needed.has(hash));
  await tx
    .insertInto('decision_inputs')
    .values(rows)
    .onConflict((c) => c.column('hash').doNothing())
    .execute();
}

/** The campaigns of this look, for requests that carry their text. */
async function replaceCampaigns(ledger: Ledger, { campaigns }: DetectionResult, now: number): Promise<void> {
  const { tx } = ledger;
  await tx.deleteFrom('decision_campaigns').execute();
  if (campaigns.length === 0) return;
  const seq = ledger.next();
  for (let at = 0; at < campaigns.length; at += PAGE) {
    await tx
      .insertInto('decision_campaigns')
      .values(
        campaigns.slice(at, at + PAGE).map((finding) => ({
          campaign: finding.id,
          seq,
          facts: toStorable(JSON.stringify(campaignFacts(finding, now))),
          anchors: JSON.stringify(marksOf(finding)),
        })),
      )
      .execute();
  }
}

/** The anchors of each of a campaign's segments. */
function marksOf({ marks, segments }: CampaignFinding): readonly SegmentMarks[] {
  return marks ?? segments.map(({ id }) => ({ segment: id, anchors: [id] }));
}

/** What is known of the accounts that were found. */
async function readRecords(
  db: Db,
  { campaigns, others }: DetectionResult,
): Promise<Map<string, RecordFacts>> {
  const wanted = new Set<string>();
  for (const { members } of campaigns) for (const member of members) wanted.add(member.account);
  for (const other of others) wanted.add(other.account);
  const records = new Map<string, RecordFacts>();
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('accounts')
      .select(['account', 'created', 'program', 'verification', 'status', 'router'])
      .where('account', '>', after)
      .orderBy('account')
      .limit(PAGE)
      .execute();
    for (const { account: stored, created, ...rest } of rows) {
      const account = fromStorable(stored);
      if (wanted.has(account)) records.set(account, { created: Number(created), ...rest });
    }
    if (rows.length < PAGE) return records;
    after = (rows.at(-1) as { account: string }).account;
  }
}

function byAction(decisions: readonly Decision[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { action, state } of decisions) {
    const name = state === 'proposed' ? `${action} proposed` : action;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
