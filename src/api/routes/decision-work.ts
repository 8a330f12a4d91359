/** What people do with decisions: read proposals, approve, reject, undo, propose, replay. */

import { z } from 'zod';
import type { Principal } from '../../access/principal.ts';
import { assert } from '../../base/assert.ts';
import { orThrow } from '../../base/problem.ts';
import { ACTIONS, CONTENT_FAMILIES, RELATIONAL_FAMILIES } from '../../model/vocabulary.ts';
import type { Decision } from '../../service/decisions/decision.ts';
import { SHOWN_STATES, shownState } from '../../service/decisions/decision-state.ts';
import type { DecisionService } from '../../service/decisions/decisions.ts';
import { timeText } from '../../service/decisions/reconcile-hash.ts';
import { REVIEW_ACTS } from '../../service/decisions/review-changes.ts';
import type { Api } from '../server.ts';
import { AccountId } from './decisions.ts';

const tags = ['decisions'];
const DecisionId = z.string().regex(/^D-[0-9a-f]{20}$/);
const Reason = z.string().min(1).max(500);
const time = z.iso.datetime();

const DecisionBody = z
  .object({
    id: z.string(),
    account: z.string(),
    sub_account: z.string().optional(),
    action: z.enum(ACTIONS),
    state: z
      .enum(SHOWN_STATES)
      .describe(
        'What holds now: `pending` waits for people, `scheduled` is decided and enforced from `enforce_from` on, `in_force` is enforced.',
      ),
    since: time,
    enforce_from: time.describe('From when it is enforced; of a proposal, when it was made.'),
    delay_seconds: z
      .number()
      .describe(
        'How long after the last approval, or after it was made, it is enforced; `at_once` of the approval skips it.',
      ),
    jitter_seconds: z.number().describe('Up to this much is added to the delay, by account.'),
    until: time,
    campaign: z.string().nullable(),
    reason: z.string(),
    families: z.array(z.enum([...RELATIONAL_FAMILIES, ...CONTENT_FAMILIES])),
    policy: z.string(),
    rule: z.string().nullable(),
    inputs_hash: z.string(),
    approvals_needed: z.number(),
    approved_by: z.array(z.string()),
    proposed_by: z.string(),
    previous: z.string().nullable(),
    ended: time.nullable(),
    ended_by: z.string().nullable(),
    end_reason: z.string().nullable(),
  })
  .meta({ id: 'Decision' });

/** Ids that one batch may name, and decisions that its answer lists. */
const BATCH_IDS = 5_000;
const LISTED = 500;

const BatchBody = z
  .strictObject({
    act: z.enum(REVIEW_ACTS),
    campaign: z.string().max(64).optional().describe('Only decisions of this campaign.'),
    action: z.enum(ACTIONS).optional().describe('Only decisions with this action.'),
    ids: z.array(DecisionId).min(1).max(BATCH_IDS).optional().describe('Only these decisions.'),
    reason: Reason,
    at_once: z.boolean().default(false).describe('Of approvals: enforced without the delay and jitter of the policy.'),
    preview: z.boolean().default(false).describe('Says what would change, and changes nothing.'),
  })
  .refine(({ campaign, action, ids }) => campaign !== undefined || action !== undefined || ids !== undefined, {
    message: 'Expected a campaign, an action or ids, got none of them.',
  });

const BatchAnswer = z
  .object({
    batch: z.string().nullable().describe('The subject of the entry in the audit log; null if nothing changed.'),
    preview: z.boolean(),
    changed: z.number().describe('How many decisions changed, or would.'),
    by_action: z.record(z.string(), z.number()).describe('The same by action.'),
    decisions: z
      .array(
        DecisionBody.pick({
          id: true,
          account: true,
          sub_account: true,
          action: true,
          state: true,
          enforce_from: true,
          until: true,
        }),
      )
      .describe(`The first ${LISTED} of them, as they are now.`),
    refused: z.number().describe('How many decisions of the selection were left as they are.'),
    refusals: z
      .array(z.object({ id: z.string(), code: z.string(), detail: z.string() }))
      .describe(`The first ${LISTED} of them, and why.`),
  })
  .meta({ id: 'DecisionBatch' });

interface ReviewParts {
  readonly decisions: DecisionService;
  readonly clock: () => number;
  /** The id under which an account or a user is stored, if it is a mail address or the like. */
  readonly storedId: (id: string) => string;
}

/** Adds the routes by which people review decisions. */
export function addDecisionWorkRoutes(app: Api, parts: ReviewParts): void {
  addReadingRoutes(app, parts);
  addReviewRoutes(app, parts);
  addBatchRoute(app, parts);
}

function addReadingRoutes(app: Api, { decisions, storedId, clock }: ReviewParts): void {
  app.get(
    '/v1/decision-proposals',
    {
      config: { access: { scope: 'read' } },
      schema: {
        operationId: 'listProposals',
        tags,
        summary: 'Proposals that wait for people',
        querystring: z.object({
          account: AccountId.optional().describe('Only proposals about this account and its end users.'),
          after: DecisionId.optional(),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: z.object({ proposals: z.array(DecisionBody), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { account, after, limit } = request.query;
      const about = account === undefined ? null : storedId(account);
      const proposals = await decisions.pending(after ?? null, limit, about);
      return {
        proposals: proposals.map((one) => bodyOf(one, clock())),
        next: proposals.length === limit ? (proposals.at(-1)?.id ?? null) : null,
      };
    },
  );

  app.get(
    '/v1/decisions/:account/history',
    {
      config: { access: { scope: 'read' } },
      schema: {
        operationId: 'listAccountDecisions',
        tags,
        summary: 'Every decision about an account, the latest first',
        params: z.object({ account: AccountId }),
        querystring: z.object({
          sub_account: AccountId.optional(),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: z.object({ decisions: z.array(DecisionBody) }) },
      },
    },
    async (request) => {
      const { sub_account, limit } = request.query;
      const user = sub_account === undefined ? null : storedId(sub_account);
      const found = await decisions.history(storedId(request.params.account), user, limit);
      return { decisions: found.map((one) => bodyOf(one, clock())) };
    },
  );

  app.get(
    '/v1/decisions/:id/replay',
    {
      config: { access: { scope: 'read' }, problems: ['not_found'] },
      schema: {
        operationId: 'replayDecision',
        tags,
        summary: 'Makes a decision again from its stored inputs, and compares',
        params: z.object({ id: DecisionId }),
        response: {
          200: z.object({
            same: z.boolean(),
            checks: z.array(z.object({ what: z.string(), same: z.boolean() })),
            decision: DecisionBody,
            inputs: z.object({ campaign: z.unknown(), account: z.unknown() }),
          }),
        },
      },
    },
    async (request) => {
      const replay = orThrow(await decisions.replay(request.params.id));
      return {
        same: replay.same,
        checks: [...replay.checks],
        decision: bodyOf(replay.decision, clock()),
        inputs: replay.inputs,
      };
    },
  );
}

function addReviewRoutes(app: Api, { decisions, clock }: ReviewParts): void {
  app.post(
    '/v1/decisions/:id/approve',
    {
      config: {
        access: { scope: 'review', person: 'approver' },
        problems: ['not_found', 'decision_state', 'same_person', 'rule_of_two'],
      },
      schema: {
        operationId: 'approveDecision',
        tags,
        summary: 'Approves a proposal; not by the person who proposed it',
        params: z.object({ id: DecisionId }),
        body: z
          .strictObject({
            reason: Reason.optional().describe('Kept in the audit log.'),
            at_once: z
              .boolean()
              .default(false)
              .describe(
                'Enforced with this approval, without the delay and jitter of the policy; of several approvals the last one says it.',
              ),
          })
          .nullish(),
        response: { 200: DecisionBody },
      },
    },
    async (request) => {
      const by = caller(request.principal);
      const { reason = null, at_once } = request.body ?? {};
      return bodyOf(orThrow(await decisions.approve(request.params.id, by, reason, at_once)), clock());
    },
  );

  for (const [verb, summary] of [
    ['reject', 'Rejects a proposal: it is not made again on the same evidence'],
    ['undo', 'Ends a decision in force: it is not made again on the same evidence'],
  ] as const) {
    app.post(
      `/v1/decisions/:id/${verb}`,
      {
        config: { access: { scope: 'review' }, problems: ['not_found', 'decision_state'] },
        schema: {
          operationId: `${verb}Decision`,
          tags,
          summary,
          params: z.object({ id: DecisionId }),
          body: z.strictObject({ reason: Reason }),
          response: { 200: DecisionBody },
        },
      },
      async (request) => {
        const by = caller(request.principal);
        return bodyOf(orThrow(await decisions[verb](request.params.id, by, request.body.reason)), clock());
      },
    );
  }

  app.post(
    '/v1/decisions/:id/propose',
    {
      config: {
        access: { scope: 'review', person: 'reviewer' },
        problems: ['not_found', 'decision_state', 'same_person', 'rule_of_two'],
      },
      schema: {
        operationId: 'proposeDecision',
        tags,
        summary: 'Proposes another action on the evidence of a decision; somebody else has to approve it',
        params: z.object({ id: DecisionId }),
        body: z.strictObject({ action: z.enum(ACTIONS), reason: Reason }),
        response: { 200: DecisionBody },
      },
    },
    async (request) => {
      const { action, reason } = request.body;
      const by = caller(request.principal);
      return bodyOf(orThrow(await decisions.propose(request.params.id, action, by, reason)), clock());
    },
  );
}

function addBatchRoute(app: Api, { decisions, clock }: ReviewParts): void {
  app.post(
    '/v1/decision-batches',
    {
      config: { access: { scope: 'review' }, problems: ['forbidden', 'too_many_decisions'] },
      schema: {
        operationId: 'changeDecisions',
        tags,
        summary: 'Approves, rejects or undoes many decisions as one act',
        description:
          'Decisions are chosen by campaign, action or ids. Those that do not allow the act are left as they are and listed; the rest changes together, with one entry in the audit log. With `preview`, nothing changes.',
        body: BatchBody,
        response: { 200: BatchAnswer },
      },
    },
    async (request) => {
      const { act, campaign, action, ids, reason, at_once, preview } = request.body;
      const selection = {
        ...(campaign === undefined ? {} : { campaign }),
        ...(action === undefined ? {} : { action }),
        ...(ids === undefined ? {} : { ids }),
      };
      const by = caller(request.principal);
      const outcome = orThrow(await decisions.batch({ act, selection, reason, atOnce: at_once, preview }, by));
      const by_action: Record<string, number> = {};
      for (const one of outcome.changed) by_action[one.action] = (by_action[one.action] ?? 0) + 1;
      return {
        batch: outcome.id,
        preview,
        changed: outcome.changed.length,
        by_action,
        decisions: outcome.changed.slice(0, LISTED).map((one) => bodyOf(one, clock())),
        refused: outcome.refused.length,
        refusals: outcome.refused
          .slice(0, LISTED)
          .map(({ id, problem }) => ({ id, code: problem.code, detail: problem.message })),
      };
    },
  );
}

function caller(principal: Principal | null): Principal {
  assert(principal !== null, 'these routes are not open');
  return principal;
}

/** @param now ms since the epoch */
function bodyOf(decision: Decision, now: number): z.infer<typeof DecisionBody> {
  const { subAccount } = decision;
  return {
    id: decision.id,
    account: decision.account,
    ...(subAccount === null ? {} : { sub_account: subAccount }),
    action: decision.action,
    state: shownState(decision, now),
    since: timeText(decision.since),
    enforce_from: timeText(decision.enforceFrom),
    delay_seconds: decision.terms.delay / 1_000,
    jitter_seconds: decision.terms.jitter / 1_000,
    until: timeText(decision.until),
    campaign: decision.campaign,
    reason: decision.reason,
    families: [...decision.families],
    policy: decision.policy,
    rule: decision.rule,
    inputs_hash: decision.inputsHash,
    approvals_needed: decision.terms.approvals,
    approved_by: [...decision.approvedBy],
    proposed_by: decision.proposedBy,
    previous: decision.previous,
    ended: decision.ended === null ? null : timeText(decision.ended),
    ended_by: decision.endedBy,
    end_reason: decision.endReason,
  };
}
