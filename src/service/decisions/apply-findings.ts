/**
 * Decisions from a detection run: what the policy in force gives for each account is compared with what is in force for
 * it, and what changes is stored in one transaction, with the facts for backtests. Policies in shadow are evaluated on
 * the same facts, and what they give is stored apart. Leaves out how an account goes from one decision to the next
 * (evaluation.ts).
 */
import type { Clock } from '../../base/clock.ts';
import type { EvaluatedAccount } from '../../decide/decide.ts';
import { campaignFacts } from '../../decide/policy/from-detection.ts';
import type { CampaignFinding, DetectionResult, SegmentMarks } from '../../detect/campaign/finding.ts';
import { unitId } from '../../model/unit-id.ts';
import { toStorable } from '../../store/records/storable-text.ts';
import type { DecidedDetection } from '../detection-listener.ts';
import { type Decision, fromRow, hashOf } from './decision.ts';
import { decisionEvents } from './decision-events.ts';
import type { DecisionIndex } from './decision-index.ts';
import { outcomesUnder, unitOf } from './evaluate-detection.ts';
import { COOL_OFF, type CurrentDecision, RECENT_LAPSE_MS, type Transition, transitionOf } from './evaluation.ts';
import { compressFacts } from './facts-history.ts';
import { changeDecisions, type End, type Ledger, type LedgerParts, sweepExpired } from './ledger.ts';
import type { Policies } from './policies.ts';
import { keepShadow } from './shadow.ts';

const PAGE = 5_000;

export interface FindingsParts extends LedgerParts {
  readonly clock: Clock;
  readonly policies: Policies;
  readonly index: DecisionIndex;
  readonly counts: RunCounts;
}

/** What followed from detection runs since the process started. */
export interface RunCounts {
  runs: number;
  accounts: number;
  made: number;
  proposed: number;
  withdrawn: number;
  heldBack: number;
}

/** Makes the decisions that follow from a run. Resolves when they are stored and this node answers by them. */
export async function applyFindings(parts: FindingsParts, decided: DecidedDetection): Promise<void> {
  const { clock, policies, index, counts } = parts;
  const { accounts, detection, finished, policy } = decided;
  const now = clock();
  const facts = await compressFacts(accounts, finished);
  const shadows = await Promise.all(
    (await policies.shadows()).map(async (shadow) => ({
      version: shadow.version,
      outcomes: await outcomesUnder(shadow, accounts),
    })),
  );
  const changed = await changeDecisions(parts, async (ledger) => {
    const outcome = await apply(ledger, accounts, policy, now);
    await replaceCampaigns(ledger, detection, now);
    await facts.store(ledger.tx);
    for (const { version, outcomes } of shadows) {
      await keepShadow(ledger.tx, version, accounts, outcomes, finished);
    }
    await sweepExpired(ledger, now);
    record(ledger, outcome.made, policy, now);
    return outcome;
  });
  counts.runs++;
  counts.accounts += accounts.length;
  counts.made += changed.made.filter((decision) => decision.state === 'in_force').length;
  counts.proposed += changed.made.filter((decision) => decision.state === 'proposed').length;
  counts.withdrawn += changed.withdrawn;
  counts.heldBack += changed.heldBack;
  await index.refresh();
}

/** Writes what was decided to the audit log, in numbers, and as events. */
function record(ledger: Ledger, made: readonly Decision[], policy: string, now: number): void {
  if (made.length === 0) return;
  const detail = { ...byAction(made), ids: hashOf(made.map(({ id }) => id).join('\n')) };
  ledger.record({ actor: 'system', action: 'decisions.made', subject: policy, detail }, decisionEvents(made, now));
}

interface Outcome {
  readonly made: readonly Decision[];
  readonly withdrawn: number;
  readonly heldBack: number;
}

async function apply(ledger: Ledger, accounts: readonly EvaluatedAccount[], policy: string, now: number): Promise<Outcome> {
  const current = await readCurrent(ledger, now);
  const made: Decision[] = [];
  const ends: End[] = [];
  let withdrawn = 0;
  let heldBack = 0;
  for (const account of accounts) {
    const known = current.get(unitOf(account));
    // Nearly every account: nothing is in force, and the policy asks for nothing.
    if (known === undefined && account.outcome.action === 'allow') continue;
    const before = known ?? NOTHING;
    const result = transitionOf(before, { ...account, policy, now });
    if (result.heldBack) heldBack++;
    if (result.withdrawn) withdrawn++;
    if (result.next !== null) made.push(result.next);
    if (result.proposal !== null) made.push(result.proposal);
    ends.push(...endsOf(before, result, now));
  }
  await ledger.insert(made);
  await keepInputs(ledger, accounts, made);
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

/** Ends the open proposal, and what is in force from when the next decision is enforced. */
function endsOf({ inForce, proposed }: CurrentDecision, result: Transition, now: number): End[] {
  const { next, proposal, withdrawn } = result;
  const ends: End[] = [];
  const end = (id: string, ended: number, by: Decision | null) =>
    ends.push({
      id,
      state: 'superseded',
      ended,
      by: 'system',
      reason: by === null ? 'no longer asked for' : `superseded by ${by.id}`,
    });
  if (proposed !== null && (proposal !== null || withdrawn)) end(proposed.id, now, proposal ?? next);
  if (inForce !== null && next !== null) end(inForce.id, next.enforceFrom, next);
  return ends;
}

/** Reads what is in force, proposed, lately over or lately refused, by account or end user. */
async function readCurrent({ tx }: Ledger, now: number): Promise<Map<string, CurrentDecision>> {
  const current = new Map<
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
            eb('until', '>', now - RECENT_LAPSE_MS),
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
      const one = current.get(unit) ?? { inForce: null, lapsed: null, proposed: null, refused: [] };
      current.set(unit, one);
      if (decision.until <= now && decision.ended === null) {
        // A proposal that lapsed was never in force.
        const wasInForce = decision.terms.approvals === 0 || decision.approved !== null;
        if (wasInForce && decision.until > (one.lapsed?.until ?? 0)) one.lapsed = decision;
      } else if (decision.state === 'in_force') one.inForce = decision;
      else if (decision.state === 'proposed') one.proposed = decision;
      else one.refused.push(decision);
    }
    if (rows.length < PAGE) return current;
    after = (rows.at(-1) as { id: string }).id;
  }
}

/** Stores the facts of the campaigns that decisions rest on, each once. */
async function keepInputs({ tx }: Ledger, accounts: readonly EvaluatedAccount[], made: readonly Decision[]): Promise<void> {
  const needed = new Set(made.map((decision) => decision.campaignInputs).filter((hash) => hash !== null));
  if (needed.size === 0) return;
  const rows = [...new Set(accounts.map(({ campaign }) => campaign))]
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

/** Stores the campaigns of this run, for requests that carry their text. */
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

function byAction(decisions: readonly Decision[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { action, state } of decisions) {
    const name = state === 'proposed' ? `${action} proposed` : action;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
