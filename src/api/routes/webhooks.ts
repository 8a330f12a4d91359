/** /v1/webhooks: receivers of events, and the history of their deliveries. A secret is shown only once, when it is created. */
import { z } from 'zod';
import type { AuditEntry, AuditTrail } from '../../access/audit-trail.ts';
import type { Principal } from '../../access/principal.ts';
import { HOUR } from '../../base/clock.ts';
import { type Problem, ProblemError } from '../../base/problem.ts';
import { EVENT_TYPES } from '../../service/events/event.ts';
import type { WebhookDelivery } from '../../service/events/webhook-delivery.ts';
import { LONGEST_OVERLAP, type Webhook, type WebhookStore } from '../../service/events/webhook-store.ts';
import { MOST_URL } from '../../service/events/webhook-target.ts';
import type { Api } from '../server.ts';

export interface WebhookParts {
  readonly webhooks: WebhookStore;
  readonly delivery: Pick<WebhookDelivery, 'test'>;
  readonly audit: Pick<AuditTrail, 'record'>;
}

const time = z.string().describe('RFC 3339.');
const Id = z.object({ id: z.string().regex(/^\w{1,64}$/) });
const Described = z
  .object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.enum(EVENT_TYPES)).describe('Types of events to send; empty means all.'),
    active: z.boolean(),
    inactive_because: z
      .string()
      .nullable()
      .describe('Why it is inactive: `failing`, `gone` (the receiver returned 410) or `stopped`.'),
    created: time,
    after: z.number().int().describe('Id of the last event that was delivered or given up.'),
    attempts: z.number().int().describe('Failed attempts to deliver the next event.'),
    next_attempt: time.nullable(),
    failing_since: time.nullable(),
    old_secret_until: time.nullable().describe('Until then, events also carry a signature with the previous secret.'),
  })
  .meta({ id: 'Webhook' });
const WithSecret = Described.extend({
  secret: z.string().describe('The secret that signs events. It is shown only this once.'),
}).meta({ id: 'WebhookWithSecret' });
const access = { scope: 'admin' } as const;
const tags = ['webhooks'];
/** Default time for which the old secret stays valid after a rotation, ms. */
const OVERLAP = 24 * HOUR;

/** Adds all routes of webhooks. Every change is recorded in the audit log. */
export function addWebhookRoutes(app: Api, parts: WebhookParts): void {
  addListedWebhooks(app, parts);
  addWebhookChanges(app, parts);
  addDeliveryRoutes(app, parts);
}

function addListedWebhooks(app: Api, { webhooks, audit }: WebhookParts): void {
  app.get(
    '/v1/webhooks',
    {
      config: { access },
      schema: {
        operationId: 'listWebhooks',
        summary: 'List webhooks',
        tags,
        response: { 200: z.object({ webhooks: z.array(Described) }) },
      },
    },
    async () => ({ webhooks: (await webhooks.list()).map(describe) }),
  );

  app.post(
    '/v1/webhooks',
    {
      config: { access, problems: ['webhook_target_refused', 'conflict'] },
      schema: {
        operationId: 'createWebhook',
        summary: 'Create a webhook',
        description: 'It receives events from now on.',
        tags,
        body: z.strictObject({
          url: z.string().min(1).max(MOST_URL),
          events: z.array(z.enum(EVENT_TYPES)).max(EVENT_TYPES.length).default([]),
        }),
        response: { 201: WithSecret },
      },
    },
    async ({ body, principal }, reply) => {
      const made = await webhooks.create(body.url, body.events);
      if (!made.ok) throw new ProblemError(made.problem);
      const { webhook, secret } = made.value;
      await record(audit, principal, 'webhook.created', webhook.id, { events: [...webhook.events] });
      return reply.code(201).send({ ...describe(webhook), secret });
    },
  );

  app.delete(
    '/v1/webhooks/:id',
    {
      config: { access, problems: ['not_found'] },
      schema: { operationId: 'deleteWebhook', summary: 'Delete a webhook', tags, params: Id, response: { 204: z.null() } },
    },
    async ({ params: { id }, principal }, reply) => {
      if (!(await webhooks.remove(id))) throw new ProblemError(noWebhook());
      await record(audit, principal, 'webhook.deleted', id);
      return reply.code(204).send(null);
    },
  );
}

function addWebhookChanges(app: Api, { webhooks, audit }: WebhookParts): void {
  app.post(
    '/v1/webhooks/:id/rotate',
    {
      config: { access, problems: ['not_found'] },
      schema: {
        operationId: 'rotateWebhookSecret',
        summary: "Rotate a webhook's secret",
        description: 'Creates a new secret. Until the overlap ends, events are also signed with the previous one.',
        tags,
        params: Id,
        body: z.strictObject({ overlap_ms: z.number().int().min(0).max(LONGEST_OVERLAP).optional() }).nullish(),
        response: { 200: WithSecret },
      },
    },
    async ({ params: { id }, body, principal }) => {
      const rotated = await webhooks.rotate(id, body?.overlap_ms ?? OVERLAP);
      if (rotated === null) throw new ProblemError(noWebhook());
      await record(audit, principal, 'webhook.rotated', id);
      return { ...describe(rotated.webhook), secret: rotated.secret };
    },
  );

  app.post(
    '/v1/webhooks/:id/active',
    {
      config: { access, problems: ['not_found'] },
      schema: {
        operationId: 'setWebhookActive',
        summary: 'Pause or resume a webhook',
        description: 'A resumed webhook continues where it was paused.',
        tags,
        params: Id,
        body: z.strictObject({ active: z.boolean() }),
        response: { 200: Described },
      },
    },
    async ({ params: { id }, body: { active }, principal }) => {
      const webhook = await webhooks.setActive(id, active);
      if (webhook === null) throw new ProblemError(noWebhook());
      await record(audit, principal, active ? 'webhook.activated' : 'webhook.stopped', id);
      return describe(webhook);
    },
  );
}

function addDeliveryRoutes(app: Api, { webhooks, delivery }: WebhookParts): void {
  app.post(
    '/v1/webhooks/:id/test',
    {
      config: { access, problems: ['not_found'] },
      schema: {
        operationId: 'testWebhook',
        summary: 'Send a test event',
        description: 'Sends one event of type `webhook.test`, without retries, and returns the result.',
        tags,
        params: Id,
        response: {
          200: z.object({
            delivered: z.boolean(),
            status: z.number().int().nullable().describe('HTTP status that the receiver returned.'),
            reason: z.string().nullable().describe('Why the delivery failed; null if it succeeded.'),
          }),
        },
      },
    },
    async ({ params: { id } }) => {
      const posted = await delivery.test(id);
      if (posted === null) throw new ProblemError(noWebhook());
      const { status, reason } = posted;
      return { delivered: reason === null, status, reason };
    },
  );

  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      config: { access, problems: ['not_found'] },
      schema: {
        operationId: 'listWebhookDeliveries',
        summary: 'List recent deliveries, newest first',
        tags,
        params: Id,
        querystring: z.object({
          before: z.coerce.number().int().min(1).optional().describe('Return deliveries of events before this event id.'),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: {
          200: z.object({
            deliveries: z.array(
              z.object({
                event: z.number().int(),
                type: z.string(),
                outcome: z.enum(['delivered', 'dead', 'retrying']),
                attempts: z.number().int(),
                time,
                status: z.number().int().nullable(),
                reason: z.string().nullable(),
              }),
            ),
          }),
        },
      },
    },
    async ({ params: { id }, query }) => {
      if ((await webhooks.find(id)) === null) throw new ProblemError(noWebhook());
      const deliveries = await webhooks.deliveries(id, query.before ?? null, query.limit);
      return { deliveries: deliveries.map((one) => ({ ...one, time: instant(one.time) })) };
    },
  );
}

function record(
  audit: WebhookParts['audit'],
  principal: Principal | null,
  action: string,
  subject: string,
  detail?: AuditEntry['detail'],
): Promise<void> {
  return audit.record({
    actor: principal === null ? 'system' : { kind: principal.kind, id: principal.id },
    action,
    subject,
    ...(detail === undefined ? {} : { detail }),
  });
}

function describe(webhook: Webhook): z.infer<typeof Described> {
  return {
    id: webhook.id,
    url: webhook.url,
    events: [...webhook.events],
    active: webhook.active,
    inactive_because: webhook.inactiveBecause,
    created: instant(webhook.created),
    after: webhook.after,
    attempts: webhook.attempts,
    next_attempt: webhook.attempts === 0 ? null : instant(webhook.nextAttempt),
    failing_since: webhook.failingSince === null ? null : instant(webhook.failingSince),
    old_secret_until: webhook.oldSecretUntil === null ? null : instant(webhook.oldSecretUntil),
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

function noWebhook(): Problem {
  return {
    code: 'not_found',
    message: 'Expected the id of a webhook, got an unknown one.',
    hint: 'GET /v1/webhooks lists all webhooks.',
  };
}
