/** What people do with decisions: read proposals, approve, reject, undo, propose, replay. */

import { z } from 'zod';
import type { Principal } from '../../access/principal.ts';
import { assert } from '../../base/assert.ts';
import { orThrow } from '../../base/problem.ts';
import { ACTIONS, CONTENT_FAMILIES, RELATIONAL_FAMILIES } from '../../model/vocabulary.ts';
import type { Decision } from '../../service/decisions/decision.ts';
import type { DecisionService } from '../../service/decisions/decisions.ts';
import { timeText } from '../../service/decisions/reconcile-hash.ts';
import { DECISION_STATES } from '../../store/records/tables/decisions.ts';
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
    state: z.enum(DECISION_STATES),
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

interface ReviewParts {
  readonly decisions: DecisionService;
  /** The id under which an account or a user is stored, if it is a mail address or the like. */
  readonly storedId: (id: string) => string;
}

/** Adds the routes by which people review decisions. */
export function addDecisionWorkRoutes(app: Api, parts: ReviewParts): void {
  addReadingRoutes(app, parts);
  addReviewRoutes(app, parts);
}

function addReadingRoutes(app: Api, { decisions, storedId }: ReviewParts): void {
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
        proposals: proposals.map(bodyOf),
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
      return { decisions: found.map(bodyOf) };
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
        decision: bodyOf(replay.decision),
        inputs: replay.inputs,
      };
    },
  );
}

function addReviewRoutes(app: Api, { decisions }: ReviewParts): void {
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
      return bodyOf(orThrow(await decisions.approve(request.params.id, by, request.body?.at_once)));
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
        return bodyOf(orThrow(await decisions[verb](request.params.id, by, request.body.reason)));
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
      return bodyOf(orThrow(await decisions.propose(request.params.id, action, by, reason)));
    },
  );
}

function caller(principal: Principal | null): Principal {
  assert(principal !== null, 'these routes are not open');
  return principal;
}

function bodyOf(decision: Decision): z.infer<typeof DecisionBody> {
  const { subAccount } = decision;
  return {
    id: decision.id,
    account: decision.account,
    ...(subAccount === null ? {} : { sub_account: subAccount }),
    action: decision.action,
    state: decision.state,
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
