/**
 * Sends events to webhooks: one node does, each webhook in the order of the events, each event until it is taken or its time
 * is over. A crash between an answer and its note sends one again: at least once, with the same webhook-id. What is given up
 * is kept as dead; a webhook that has only failed for days is made inactive, and an event says so.
 */
import type { Kysely } from 'kysely';
import { type Clock, DAY, HOUR, MINUTE, SECOND } from '../../base/clock.ts';
import { NO_TRACES, type Tracer } from '../../base/tracing.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import type { Leadership } from '../leadership.ts';
import type { Outbox, StoredEvent } from './outbox.ts';
import { type Posted, post } from './post.ts';
import { signWebhook } from './signature.ts';
import type { Webhook, WebhookStore } from './webhook-store.ts';
import type { Resolve, TargetRules } from './webhook-target.ts';

export interface DeliveryOptions extends TargetRules {
  readonly db: Kysely<RecordTables>;
  readonly outbox: Outbox;
  readonly webhooks: WebhookStore;
  readonly leadership: Leadership;
  readonly clock: Clock;
  /** Uniform in [0, 1): the jitter of retries. */
  readonly chance: () => number;
  readonly resolve: Resolve;
  /** Absent: no traces. */
  readonly tracer?: Tracer;
  readonly log: (message: string, figures: Readonly<Record<string, string | number>>) => void;
  /** For one attempt, ms. */
  readonly timeout?: number;
  /** Before the first retry, ms; each further one waits twice as long. */
  readonly firstRetry?: number;
  /** An event older than this that is not taken is given up, ms. */
  readonly giveUp?: number;
  /** A webhook that has taken nothing for this long, and was tried, becomes inactive, ms. */
  readonly disableAfter?: number;
}

export interface DeliveryStats {
  readonly delivered: number;
  readonly failed: number;
  readonly dead: number;
  /** Events that were swept before a webhook had them. */
  readonly missed: number;
  readonly disabled: number;
}

export interface WebhookDelivery {
  /** Sends something made up, once, and says what came of it; nothing is noted. Null when there is no such webhook. */
  test(id: string): Promise<Posted | null>;
  stats(): DeliveryStats;
  /** Stops; resolves when what was under way has been noted. */
  close(): Promise<void>;
}

const LONGEST_RETRY = 6 * HOUR;
const TIMEOUT = 15 * SECOND;
/** How long nothing may happen before the webhooks are looked through all the same: retries are due, others changed them. */
const ROUND = SECOND;
const SWEEP_EVERY = 10 * MINUTE;
const PAGE = 50;
/** Deliveries that are kept of a webhook, newest first. */
const KEPT_DELIVERIES = 1_000;

/** Starts sending. */
export function startWebhookDelivery(options: DeliveryOptions): WebhookDelivery {
  const { db, outbox, webhooks, leadership, clock } = options;
  const { timeout = TIMEOUT, firstRetry = 5 * SECOND, giveUp = 3 * DAY, disableAfter = 5 * DAY } = options;
  const { tracer = NO_TRACES } = options;
  const stop = new AbortController();
  const busy = new Map<string, Promise<void>>();
  const counts = { delivered: 0, failed: 0, dead: 0, missed: 0, disabled: 0 };
  let sweptAt = Number.NEGATIVE_INFINITY;

  const send = (webhook: Webhook, id: string, type: string, time: number, data: unknown): Promise<Posted> =>
    tracer.span('webhook.deliver', { 'stillwatch.event_type': type }, async (span) => {
      const posted = await attempt(webhook, id, type, time, data);
      if (posted.status !== null) span.set({ 'http.response.status_code': posted.status });
      if (posted.reason !== null) span.fail(posted.status === null ? 'not_sent' : String(posted.status));
      return posted;
    });

  const attempt = async (
    webhook: Webhook,
    id: string,
    type: string,
    time: number,
    data: unknown,
  ): Promise<Posted> => {
    const secrets = await webhooks.secrets(webhook.id);
    if (!secrets.ok) return { status: null, reason: secrets.problem.code, retryAfter: null };
    const body = JSON.stringify({ type, timestamp: new Date(time).toISOString(), data });
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'stillwatch-webhooks/1',
      ...signWebhook(secrets.value, id, clock(), body),
    };
    return post(webhook.url, headers, body, { ...options, timeout, signal: stop.signal });
  };

  /** Moves a webhook on, unless another node has; false then. */
  const moveOn = async (webhook: Webhook, after: number, tried: boolean): Promise<boolean> => {
    const moved = await db
      .updateTable('webhooks')
      .set({
        after,
        attempts: 0,
        first_attempt: null,
        next_attempt: 0,
        ...(tried ? { failing_since: null } : {}),
      })
      .where('id', '=', webhook.id)
      .where('after', '=', webhook.after)
      .executeTakeFirst();
    return Number(moved.numUpdatedRows) > 0;
  };

  const note = async (
    webhook: Webhook,
    event: StoredEvent,
    outcome: 'delivered' | 'dead' | 'retrying',
    { status, reason }: Posted,
  ): Promise<void> => {
    const row = { outcome, attempts: webhook.attempts + 1, time: clock(), status, reason };
    await db
      .insertInto('webhook_deliveries')
      .values({ webhook: webhook.id, event: event.id, type: event.type, ...row })
      .onConflict((c) => c.columns(['webhook', 'event']).doUpdateSet(row))
      .execute();
  };

  /** Gives whether to go on with the next event. */
  const deliver = async (webhook: Webhook, event: StoredEvent): Promise<boolean> => {
    const posted = await send(webhook, `evt_${event.id}`, event.type, event.time, event.data);
    if (posted.reason === null) {
      await note(webhook, event, 'delivered', posted);
      counts.delivered++;
      return moveOn(webhook, event.id, true);
    }
    // Given up by this node, not by the receiver: sent again when somebody sends again.
    if (stop.signal.aborted) return false;
    counts.failed++;
    const now = clock();
    const failingSince = webhook.failingSince ?? now;
    const attempts = webhook.attempts + 1;
    const over = now - event.time > giveUp;
    await note(webhook, event, over ? 'dead' : 'retrying', posted);
    await db
      .updateTable('webhooks')
      .set({
        attempts,
        failing_since: failingSince,
        next_attempt: now + retryAfter(attempts, posted.retryAfter, firstRetry, options.chance()),
      })
      .where('id', '=', webhook.id)
      .where('after', '=', webhook.after)
      .execute();
    if (posted.status === 410) await disable(webhook, 'gone');
    else if (now - failingSince > disableAfter) await disable(webhook, 'failing');
    if (!over) return false;
    counts.dead++;
    options.log('a webhook did not take an event in time', { webhook: webhook.id, event: event.id });
    return moveOn(webhook, event.id, false);
  };

  const disable = async (webhook: Webhook, because: 'gone' | 'failing'): Promise<void> => {
    const changed = await db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('webhooks')
        .set({ active: false, inactive_because: because })
        .where('id', '=', webhook.id)
        .where('active', '=', true)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) return false;
      await outbox.appendWithin(tx, [
        { type: 'webhook.disabled', time: clock(), data: { webhook: webhook.id, because } },
      ]);
      return true;
    });
    if (!changed) return;
    outbox.wake();
    counts.disabled++;
    options.log('a webhook was made inactive', { webhook: webhook.id, because });
  };

  /** Everything a webhook has not had, until there is no more or one is not taken. */
  const drain = async (id: string): Promise<void> => {
    while (!stop.signal.aborted && leadership.isLeader()) {
      const webhook = await webhooks.find(id);
      if (webhook === null || !webhook.active || webhook.nextAttempt > clock()) return;
      const { events, next, missed } = await outbox.read(webhook.after, PAGE);
      if (missed > 0) {
        counts.missed += missed;
        options.log('events were no longer kept when a webhook was ready for them', { webhook: id, missed });
      }
      const wanted = events.find((event) => wants(webhook, event));
      if (wanted === undefined) {
        if (next === webhook.after || !(await moveOn(webhook, next, false))) return;
      } else if (!(await deliver(webhook, wanted))) return;
    }
  };

  const round = async (): Promise<void> => {
    for (const { id, active, nextAttempt } of await webhooks.list()) {
      if (!active || busy.has(id) || nextAttempt > clock()) continue;
      const work = drain(id)
        .catch((error) => options.log('a webhook could not be served', { webhook: id, error: nameOf(error) }))
        .finally(() => busy.delete(id));
      busy.set(id, work);
    }
    if (clock() - sweptAt < SWEEP_EVERY) return;
    sweptAt = clock();
    await outbox.sweep();
    await sweepDeliveries(db);
  };

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const before = outbox.wakes();
      const newest = await outbox.last().catch(() => 0);
      if (leadership.isLeader())
        await round().catch((error) => options.log('webhooks could not be served', { error: nameOf(error) }));
      await outbox.wait(newest, before, ROUND, stop.signal);
    }
    await Promise.all(busy.values());
  };
  const running = run();

  return {
    async test(id) {
      const webhook = await webhooks.find(id);
      if (webhook === null) return null;
      const now = clock();
      return send(webhook, `test_${webhook.id}_${now}`, 'webhook.test', now, { webhook: id });
    },
    stats: () => ({ ...counts }),
    async close() {
      stop.abort();
      await running;
    },
  };
}

function wants({ events }: Webhook, { type }: StoredEvent): boolean {
  return events.length === 0 || events.includes(type);
}

/** Doubles, up to some hours; half of it is left to chance, so that webhooks that failed together do not come back together. */
export function retryAfter(attempts: number, asked: number | null, first: number, chance: number): number {
  const full = Math.min(LONGEST_RETRY, first * 2 ** Math.min(attempts - 1, 30));
  return Math.max(Math.round(full * (0.5 + 0.5 * chance)), (asked ?? 0) * SECOND);
}

/** What an error is called; its words may quote what was stored. */
function nameOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'unknown');
}

async function sweepDeliveries(db: Kysely<RecordTables>): Promise<void> {
  for (const { id } of await db.selectFrom('webhooks').select('id').execute()) {
    const oldest = await db
      .selectFrom('webhook_deliveries')
      .select('event')
      .where('webhook', '=', id)
      .orderBy('event', 'desc')
      .offset(KEPT_DELIVERIES)
      .limit(1)
      .executeTakeFirst();
    if (oldest === undefined) continue;
    await db
      .deleteFrom('webhook_deliveries')
      .where('webhook', '=', id)
      .where('event', '<=', oldest.event)
      .execute();
  }
}
