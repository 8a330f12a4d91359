/** Campaigns as the last detection run found them, their history over earlier runs, and the findings about one account. */
import { z } from 'zod';
import { LIMITS } from '../../base/limits.ts';
import { type Problem, ProblemError } from '../../base/problem.ts';
import { AccountFinding, CAMPAIGN_EVENTS, Campaign } from '../../model/finding.ts';
import { ACTIONS, SEVERITIES } from '../../model/vocabulary.ts';
import type { CampaignReader } from '../../service/detection/campaign-reader.ts';
import type { WindowReader } from '../../service/detection/detection-window.ts';
import { EMPTY_REASONS, emptyReason, WindowBody, windowBody, withWindow } from '../detection-window.ts';
import type { Api } from '../server.ts';

const time = z.string().describe('RFC 3339');
const CampaignId = z.object({ id: z.string().min(1).max(LIMITS.idChars) });

/** Answers have it as `look`, the name that clients know. */
const Run = z.object({ started: time, finished: time }).nullable().describe('the last detection run; null before the first');

const CampaignList = z
  .object({
    look: Run,
    window: WindowBody,
    empty_because: z
      .enum(EMPTY_REASONS)
      .nullable()
      .describe('Why there is no campaign: no detection run yet, no exchanges in the window, or nothing found in it.'),
    campaigns: z.array(
      z.object({
        id: z.string(),
        confidence: z.number(),
        severity: z.enum(SEVERITIES),
        action: z.enum(ACTIONS),
        accounts: z.number().int().describe('accounts, and end users of routers'),
        exchanges: z.number().int(),
        event: z.enum(CAMPAIGN_EVENTS).describe('what became of it since the run before'),
      }),
    ),
    next: z.number().int().nullable().describe('ask from here for more; null at the end'),
  })
  .meta({ id: 'CampaignPage' });

const History = z
  .object({
    id: z.string(),
    states: z.array(
      z.object({
        at: time.describe('the end of the log that the run saw'),
        event: z.enum(CAMPAIGN_EVENTS),
        accounts: z.number().int(),
        exchanges: z.number().int(),
        confidence: z.number(),
        action: z.enum(ACTIONS),
      }),
    ),
  })
  .meta({ id: 'CampaignStates' });

const Finding = z
  .object({
    account: z.string(),
    /** Absent: there is no finding about the account itself. */
    finding: AccountFinding.omit({ sub_account: true }).optional(),
    sub_accounts: z.array(AccountFinding).describe('end users of a router with a finding'),
    look: Run,
    window: WindowBody,
  })
  .meta({ id: 'AccountFindings' });

const CampaignBody = Campaign.extend({ window: WindowBody }).meta({ id: 'CampaignWithWindow' });

/**
 * Adds the routes that read findings; every node gives the same answers.
 * @param windows what the runs covered
 * @param storedId the id under which an account is stored, if it is a mail address or the like
 */
export function addCampaignRoutes(
  app: Api,
  campaigns: CampaignReader,
  windows: WindowReader,
  storedId: (id: string) => string,
): void {
  const lastRun = async () => {
    const run = await campaigns.lastRun();
    if (run === null) return null;
    return {
      started: new Date(run.started).toISOString(),
      finished: new Date(run.finished).toISOString(),
    };
  };

  app.get(
    '/v1/campaigns',
    {
      config: { access: { scope: 'read' } },
      schema: {
        operationId: 'listCampaigns',
        summary: 'Lists the campaigns of the last detection run, most severe first, then by confidence',
        tags: ['campaigns'],
        querystring: z.object({
          from: z.coerce.number().int().min(0).max(1_000_000).default(0),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: CampaignList },
      },
    },
    async ({ query: { from, limit } }) => {
      const found = await campaigns.list(from, limit);
      const window = await windows.current();
      return {
        look: await lastRun(),
        window: windowBody(window),
        empty_because: from === 0 && found.length === 0 ? emptyReason(window) : null,
        campaigns: found,
        next: found.length < limit ? null : from + limit,
      };
    },
  );

  app.get(
    '/v1/campaigns/:id',
    {
      config: { access: { scope: 'read' }, problems: ['not_found'] },
      schema: {
        operationId: 'getCampaign',
        summary: 'One campaign with its accounts and evidence',
        tags: ['campaigns'],
        params: CampaignId,
        response: { 200: CampaignBody },
      },
    },
    async ({ params }, reply) => {
      const body = await campaigns.body(params.id);
      if (body === null) throw new ProblemError(noCampaign());
      // Text that was made from a Campaign: parsing it and writing it again would hold the thread for a large one.
      return reply.type('application/json').send((await withWindow(body, windows)) as never);
    },
  );

  app.get(
    '/v1/campaigns/:id/history',
    {
      config: { access: { scope: 'read' }, problems: ['not_found'] },
      schema: {
        operationId: 'getCampaignHistory',
        summary: 'States of a campaign in earlier detection runs, the oldest first',
        tags: ['campaigns'],
        params: CampaignId,
        response: { 200: History },
      },
    },
    async ({ params: { id } }) => {
      const states = await campaigns.history(id);
      if (states.length === 0) throw new ProblemError(noCampaign());
      return { id, states: [...states] };
    },
  );

  app.get(
    '/v1/accounts/:account/finding',
    {
      config: { access: { scope: 'read' } },
      schema: {
        operationId: 'getAccountFinding',
        summary: 'Findings of the last detection run about an account',
        tags: ['campaigns'],
        params: z.object({ account: z.string().min(1).max(LIMITS.idChars) }),
        response: { 200: Finding },
      },
    },
    async ({ params }) => {
      const account = storedId(params.account);
      const found = await campaigns.account(account);
      const own = found.find((finding) => finding.sub_account === undefined);
      return {
        account,
        ...(own === undefined ? {} : { finding: own }),
        sub_accounts: found.filter((finding) => finding.sub_account !== undefined),
        look: await lastRun(),
        window: windowBody(await windows.current()),
      };
    },
  );
}

function noCampaign(): Problem {
  return {
    code: 'not_found',
    message: 'Expected the id of a campaign that a detection run has found, got another.',
    hint: 'GET /v1/campaigns lists those of the last run.',
  };
}
