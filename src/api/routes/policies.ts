/** Policies: drafts, checks, backtests, shadow, activation. */

import { z } from 'zod';
import type { Principal } from '../../access/principal.ts';
import { assert } from '../../base/assert.ts';
import { DAY } from '../../base/clock.ts';
import { orThrow } from '../../base/problem.ts';
import { PolicyDocument, PolicyVersion } from '../../decide/policy/document.ts';
import { compilePolicy } from '../../decide/policy/policy.ts';
import { ACTIONS } from '../../model/vocabulary.ts';
import { Time } from '../../model/wire.ts';
import type { Touched } from '../../service/decisions/backtest.ts';
import type { DecisionService } from '../../service/decisions/decisions.ts';
import type { PolicyInfo } from '../../service/decisions/policies.ts';
import { timeText } from '../../service/decisions/reconcile-hash.ts';
import { POLICY_STATES } from '../../store/records/tables/decisions.ts';
import type { Api } from '../server.ts';

const tags = ['policies'];
const read = { scope: 'read' } as const;
const admin = { scope: 'admin' } as const;
const params = z.object({ version: PolicyVersion });
const time = z.iso.datetime();
const accounts = z.number().int();
const ByAction = z.object({
  allow: accounts,
  watch: accounts,
  review: accounts,
  verify: accounts,
  limit: accounts,
  suspend: accounts,
});

const PolicyBody = z
  .object({
    version: z.string(),
    state: z.enum(POLICY_STATES),
    created: time,
    created_by: z.string(),
    activated: time.nullable(),
    activated_by: z.string().nullable(),
    document: PolicyDocument,
  })
  .meta({ id: 'Policy' });

const TouchedBody = z
  .object({
    accounts: z.number(),
    outside_campaigns: z.number(),
    verified: z.number(),
    enterprise: z.number(),
    education_or_research: z.number(),
  })
  .meta({ id: 'TouchedAccounts' });

const BacktestBody = z
  .object({
    looks: z.number().describe('Earlier detection runs that it covers.'),
    accounts: z.number(),
    omitted: z.number().describe('Accounts of little risk whose facts were not kept.'),
    active: ByAction,
    draft: ByAction,
    gained: z.number().describe('Accounts that the draft treats more strictly than the active policy.'),
    lost: z.number().describe('Accounts that it treats more mildly.'),
    touched: TouchedBody.describe('Who the draft asks to verify or more.'),
    newly_touched: TouchedBody.describe('Those of them whom the active policy does not.'),
    changes: z.array(
      z.object({
        account: z.string(),
        sub_account: z.string().optional(),
        active: z.enum(ACTIONS),
        draft: z.enum(ACTIONS),
        campaign: z.string().nullable(),
        rule: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Backtest' });

export interface PolicyRouteParts {
  readonly decisions: DecisionService;
  readonly clock: () => number;
}

/** Adds the routes of policies: reading for the scope `read`, the rest for `admin`. */
export function addPolicyRoutes(app: Api, parts: PolicyRouteParts): void {
  addReadingRoutes(app, parts);
  addDraftRoutes(app, parts);
  addBacktestRoute(app, parts);
  addShadowRoutes(app, parts);
  addActivationRoute(app, parts);
}

function addReadingRoutes(app: Api, { decisions: { policies } }: PolicyRouteParts): void {
  app.get(
    '/v1/policies',
    {
      config: { access: read },
      schema: {
        operationId: 'listPolicies',
        tags,
        summary: 'Every policy, the latest first',
        response: { 200: z.object({ policies: z.array(PolicyBody) }) },
      },
    },
    async () => ({ policies: (await policies.list()).map(bodyOf) }),
  );

  app.get(
    '/v1/policies/:version',
    {
      config: { access: read, problems: ['not_found'] },
      schema: {
        operationId: 'getPolicy',
        tags,
        summary: 'One version of the policy',
        params,
        response: { 200: PolicyBody },
      },
    },
    async (request) => bodyOf(orThrow(await policies.get(request.params.version))),
  );
}

function addDraftRoutes(app: Api, { decisions: { policies } }: PolicyRouteParts): void {
  app.post(
    '/v1/policies',
    {
      config: { access: admin, problems: ['bad_policy', 'policy_exists', 'policy_limit'] },
      schema: {
        operationId: 'createPolicy',
        tags,
        summary: 'Makes a draft',
        body: PolicyDocument,
        response: { 201: PolicyBody },
      },
    },
    async (request, reply) => {
      const made = orThrow(await policies.createDraft(request.body, by(request.principal)));
      return reply.code(201).send(bodyOf(made));
    },
  );

  app.put(
    '/v1/policies/:version',
    {
      config: { access: admin, problems: ['not_found', 'bad_policy', 'policy_exists', 'policy_not_draft'] },
      schema: {
        operationId: 'editPolicy',
        tags,
        summary: 'Edits a draft',
        params,
        body: PolicyDocument,
        response: { 200: PolicyBody },
      },
    },
    async (request) => {
      const { version } = request.params;
      return bodyOf(orThrow(await policies.editDraft(version, request.body, by(request.principal))));
    },
  );

  app.delete(
    '/v1/policies/:version',
    {
      config: { access: admin, problems: ['not_found', 'policy_not_draft'] },
      schema: { operationId: 'deletePolicy', tags, summary: 'Removes a draft', params, response: { 204: z.null() } },
    },
    async (request, reply) => {
      orThrow(await policies.removeDraft(request.params.version, by(request.principal)));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/v1/policy-check',
    {
      config: { access: admin, problems: ['bad_policy'] },
      schema: {
        operationId: 'checkPolicy',
        tags,
        summary: 'Checks a document and stores nothing; an error names its rule and place',
        body: PolicyDocument,
        response: { 200: z.object({ version: z.string(), rules: z.number() }) },
      },
    },
    async (request) => {
      const policy = orThrow(compilePolicy(request.body));
      return { version: policy.version, rules: policy.document.rules.length };
    },
  );
}

function addBacktestRoute(app: Api, { decisions, clock }: PolicyRouteParts): void {
  app.post(
    '/v1/policies/:version/backtest',
    {
      config: { access: admin, problems: ['not_found', 'bad_policy'] },
      schema: {
        operationId: 'backtestPolicy',
        tags,
        summary: 'Accounts that a version would have affected, had it been active',
        params,
        body: z.strictObject({
          from: Time.optional().describe('Default: 14 days ago.'),
          to: Time.optional().describe('Default: now.'),
          limit: z.number().int().min(0).max(5_000).default(500).describe('Accounts named; all are counted.'),
        }),
        response: { 200: BacktestBody },
      },
    },
    async (request) => {
      const now = clock();
      const { from = now - 14 * DAY, to = now, limit } = request.body;
      const report = orThrow(await decisions.backtest(request.params.version, { from, to, limit }));
      const { runs, newlyTouched, touched, changes, ...rest } = report;
      return {
        looks: runs,
        ...rest,
        touched: touchedBody(touched),
        newly_touched: touchedBody(newlyTouched),
        changes: changes.map(({ subAccount, ...change }) => ({
          ...change,
          ...(subAccount === null ? {} : { sub_account: subAccount }),
        })),
      };
    },
  );
}

function addShadowRoutes(app: Api, { decisions }: PolicyRouteParts): void {
  app.post(
    '/v1/policies/:version/shadow',
    {
      config: { access: admin, problems: ['not_found', 'bad_policy', 'policy_not_draft', 'policy_limit'] },
      schema: {
        operationId: 'setPolicyShadow',
        tags,
        summary: 'Starts or stops trying a draft beside the active policy',
        params,
        body: z.strictObject({ on: z.boolean() }),
        response: { 200: PolicyBody },
      },
    },
    async (request) => {
      const { version } = request.params;
      return bodyOf(orThrow(await decisions.policies.setShadow(version, request.body.on, by(request.principal))));
    },
  );

  app.get(
    '/v1/policies/:version/shadow',
    {
      config: { access: read, problems: ['not_found'] },
      schema: {
        operationId: 'getPolicyShadow',
        tags,
        summary: 'What a policy in shadow would decide, beside what the active one does',
        params,
        querystring: z.object({ limit: z.coerce.number().int().min(0).max(5_000).default(500) }),
        response: {
          200: z.object({
            looks: z.number().describe('Detection runs that it was tried on.'),
            finished: time.nullable().describe('When the last of them ended.'),
            counts: z
              .record(z.string(), z.record(z.string(), z.number()))
              .describe('Accounts of the last run by the action of the active policy, then of this one.'),
            differing: z.array(
              z.object({
                account: z.string(),
                sub_account: z.string().optional(),
                active: z.enum(ACTIONS),
                shadow: z.enum(ACTIONS),
                rule: z.string().nullable(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const report = orThrow(await decisions.shadow(request.params.version, request.query.limit));
      return {
        looks: report.runs,
        finished: report.finished === null ? null : timeText(report.finished),
        counts: report.counts as Record<string, Record<string, number>>,
        differing: report.differing.map(({ subAccount, ...one }) => ({
          ...one,
          ...(subAccount === null ? {} : { sub_account: subAccount }),
        })),
      };
    },
  );
}

function addActivationRoute(app: Api, { decisions: { policies } }: PolicyRouteParts): void {
  app.post(
    '/v1/policies/:version/activate',
    {
      config: { access: admin, problems: ['not_found', 'bad_policy', 'policy_not_draft'] },
      schema: {
        operationId: 'activatePolicy',
        tags,
        summary: 'Puts a version in force in the place of the active one; the last detection run is decided again under it',
        params,
        response: { 200: PolicyBody },
      },
    },
    async (request) => bodyOf(orThrow(await policies.activate(request.params.version, by(request.principal)))),
  );
}

function by(principal: Principal | null): Principal {
  assert(principal !== null, 'these routes are not open');
  return principal;
}

function bodyOf(info: PolicyInfo): z.infer<typeof PolicyBody> {
  return {
    version: info.version,
    state: info.state,
    created: timeText(info.created),
    created_by: info.createdBy,
    activated: info.activated === null ? null : timeText(info.activated),
    activated_by: info.activatedBy,
    document: info.document,
  };
}

function touchedBody(touched: Touched): z.infer<typeof TouchedBody> {
  return {
    accounts: touched.accounts,
    outside_campaigns: touched.outsideCampaigns,
    verified: touched.verified,
    enterprise: touched.enterprise,
    education_or_research: touched.educationOrResearch,
  };
}
