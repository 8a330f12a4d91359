/**
 * The decision in force for an account, and what changed since a cursor: for gateways. What they ask for every request is in
 * decide.ts and check.ts.
 */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { orThrow } from '../../base/problem.ts';
import { ACTIONS } from '../../model/vocabulary.ts';
import { changesSince, currentHash, snapshotPage } from '../../service/decisions/client-view.ts';
import { type Item, noneInForce } from '../../service/decisions/current-items.ts';
import type { Entry } from '../../service/decisions/decision-index.ts';
import type { DecisionService } from '../../service/decisions/decisions.ts';
import { BUCKETS, hashToHex, timeText } from '../../service/decisions/reconcile-hash.ts';
import type { Api } from '../server.ts';
import { addCheckRoutes } from './check.ts';
import { addDecideRoutes } from './decide.ts';

/** The decision in force changes with time too: an answer is valid until then, and no longer than this, seconds. */
const MOST_AGE = 10;
const tags = ['decisions'];
const access = { scope: 'decide' } as const;

export const AccountId = z.string().min(1).max(128);
const time = z.iso.datetime();

const Current = z
  .object({
    account: z.string(),
    sub_account: z.string().optional(),
    action: z.enum(ACTIONS),
    decision: z.string().nullable().describe('Null when no decision is in force: allow.'),
    reason: z.string(),
    since: time.nullable(),
    until: time.nullable(),
    campaign: z.string().nullable(),
    policy: z.string().describe('The version of the policy that it was decided under.'),
    rule: z.string().nullable(),
  })
  .meta({ id: 'DecisionInForce' });

const CacheEntry = z
  .object({
    account: z.string(),
    sub_account: z.string().optional(),
    decisions: z
      .array(z.object({ id: z.string(), action: z.enum(ACTIONS), from: time, until: time }))
      .describe('The last whose from has come and whose until has not counts; none means allow.'),
  })
  .meta({ id: 'AccountDecisions' });

export interface DecisionRouteParts {
  readonly decisions: DecisionService;
  readonly clock: () => number;
  /** 0..1: spreads the clients. */
  readonly random: () => number;
  /** The id under which an account or a user is stored, if it is a mail address or the like. */
  readonly storedId: (id: string) => string;
}

/** Adds the routes that gateways ask: answered from memory, so that a node answers alone. */
export function addDecisionRoutes(app: Api, parts: DecisionRouteParts): void {
  addCurrentRoute(app, parts);
  addDecideRoutes(app, parts);
  addCheckRoutes(app, parts);
  addChangesRoute(app, parts);
  addSnapshotRoute(app, parts);
  addHashRoute(app, parts);
}

function addCurrentRoute(app: Api, { decisions, clock, storedId }: DecisionRouteParts): void {
  const { index } = decisions;
  /** Bodies as they are sent, by item: checking and writing one takes longer than all the rest of a request. */
  const written = new WeakMap<Item, string>();

  app.get(
    '/v1/decisions/:account',
    {
      config: { access },
      schema: {
        operationId: 'getDecision',
        tags,
        summary: 'The decision in force for an account, or for an end user of a router',
        description:
          'The ids may be those that were sent with the exchanges. A mail address, IP address or phone number is answered under the id that is stored in its place.',
        params: z.object({ account: AccountId }),
        querystring: z.object({ sub_account: AccountId.optional() }),
        response: { 200: Current, 304: z.null().describe('As the ETag says, nothing changed.') },
      },
    },
    async (request, reply) => {
      const account = storedId(request.params.account);
      const sub_account = request.query.sub_account === undefined ? undefined : storedId(request.query.sub_account);
      const now = clock();
      const item = index.at(account, sub_account ?? null, now);
      const left = secondsLeft(index.entry(account, null), now);
      const users = sub_account === undefined ? left : secondsLeft(index.entry(account, sub_account), now);
      const waiting = item === null ? index.next(account, sub_account ?? null, now) : null;
      const none = waiting === null ? `none-${decisions.activePolicy().version}` : `waiting-${waiting.id}`;
      const etag = `"${item?.id ?? none}"`;
      reply.header('etag', etag);
      reply.header('cache-control', `private, max-age=${Math.min(left, users)}`);
      if (request.headers['if-none-match'] === etag) return reply.code(304).send(null);
      const plain = item !== null && sub_account === undefined;
      const known = plain ? written.get(item) : undefined;
      if (known !== undefined) return sendWritten(reply, known);
      const body: z.infer<typeof Current> = {
        account,
        ...(sub_account === undefined ? {} : { sub_account }),
        action: item?.action ?? 'allow',
        decision: item?.id ?? null,
        reason: item?.reason ?? noneInForce(waiting),
        since: item === null ? null : timeText(item.since),
        until: item === null ? null : timeText(item.until),
        campaign: item?.campaign ?? null,
        policy: item?.policy ?? decisions.activePolicy().version,
        rule: item?.rule ?? null,
      };
      const text = JSON.stringify(body);
      if (plain) written.set(item, text);
      return sendWritten(reply, text);
    },
  );
}

function addChangesRoute(app: Api, { decisions: { index }, random }: DecisionRouteParts): void {
  app.get(
    '/v1/decisions',
    {
      config: { access, problems: ['cursor_too_old'] },
      schema: {
        operationId: 'listDecisionChanges',
        tags,
        summary: 'What changed after a cursor, for copies of the decisions in force',
        querystring: z.object({
          cursor: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
        }),
        response: {
          200: z.object({
            cursor: z.number().describe('Where to go on.'),
            changes: z.array(CacheEntry).describe('Each takes the place of what was known of its account.'),
            more: z.boolean().describe('Ask again at once.'),
            retry_after_ms: z.number().describe('When to ask again; spread over clients.'),
          }),
        },
      },
    },
    async (request, reply) => {
      const { cursor, limit } = request.query;
      const changes = orThrow(changesSince(index, cursor, limit, random));
      reply.header('cache-control', 'no-store');
      return {
        cursor: changes.cursor,
        changes: changes.entries.map(cacheEntry),
        more: changes.more,
        retry_after_ms: changes.retryAfter,
      };
    },
  );
}

function addSnapshotRoute(app: Api, { decisions: { index }, clock }: DecisionRouteParts): void {
  app.get(
    '/v1/decision-snapshot',
    {
      config: { access },
      schema: {
        operationId: 'getDecisionSnapshot',
        tags,
        summary: 'All decisions in force, in pages of whole buckets',
        querystring: z.object({
          bucket: z.coerce
            .number()
            .int()
            .min(0)
            .max(BUCKETS - 1)
            .default(0),
          limit: z.coerce
            .number()
            .int()
            .min(1)
            .max(5_000)
            .default(1_000)
            .describe('A page may have more: a bucket is not cut.'),
        }),
        response: {
          200: z.object({
            cursor: z.number().describe('Go on from the cursor of the first page.'),
            entries: z.array(CacheEntry),
            next_bucket: z.number().nullable(),
          }),
        },
      },
    },
    async (request, reply) => {
      const { bucket, limit } = request.query;
      const page = snapshotPage(index, bucket, limit, clock());
      reply.header('cache-control', 'no-store');
      return {
        cursor: page.cursor,
        entries: page.entries.map(cacheEntry),
        next_bucket: page.nextBucket,
      };
    },
  );
}

function addHashRoute(app: Api, { decisions: { index }, clock }: DecisionRouteParts): void {
  app.get(
    '/v1/decision-hash',
    {
      config: { access },
      schema: {
        operationId: 'getDecisionHash',
        tags,
        summary: 'A hash over all decisions in force, to check a copy against',
        querystring: z.object({ buckets: z.enum(['true', 'false']).default('false') }),
        response: {
          200: z.object({
            cursor: z.number().describe('The last change in it.'),
            at: time.describe('What had ended by then is not in it.'),
            items: z.number(),
            hash: z.string(),
            buckets: z.array(z.string()).optional(),
          }),
        },
      },
    },
    async (request, reply) => {
      const hash = currentHash(index, clock());
      reply.header('cache-control', 'no-store');
      return {
        cursor: hash.cursor,
        at: timeText(hash.at),
        items: hash.items,
        hash: hashToHex(hash.total),
        ...(request.query.buckets === 'true' ? { buckets: hash.buckets.map(hashToHex) } : {}),
      };
    },
  );
}

function sendWritten(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(text);
}

/** Gives how long until the decision in force changes with time, whole seconds. */
function secondsLeft(entry: Entry | undefined, now: number): number {
  let left = MOST_AGE * 1_000;
  for (const { from, until } of entry?.items ?? []) {
    if (from > now) left = Math.min(left, from - now);
    if (until > now) left = Math.min(left, until - now);
  }
  return Math.floor(left / 1_000);
}

function cacheEntry({ account, subAccount, items }: Entry): z.infer<typeof CacheEntry> {
  return {
    account,
    ...(subAccount === null ? {} : { sub_account: subAccount }),
    decisions: items.map(({ id, action, from, until }) => ({
      id,
      action,
      from: timeText(from),
      until: timeText(until),
    })),
  };
}
