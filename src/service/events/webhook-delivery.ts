/**
 * Sends events to webhooks, on the leading node. Each webhook gets events in order, and each event is retried until it is
 * delivered or too old. Delivery is at least once: after a crash between a response and its record, an event is sent again with
 * the same webhook-id. Events that were given up are recorded as dead. A webhook that has failed for days is disabled, which is
 * an event itself.
 */
import type { Kysely } from 'kysely';
import { type Clock, DAY, HOUR, MINUTE, monotonicClock, SECOND } from '../../base/clock.ts';
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
  /** Measures the pauses between attempts. Absent: that of the process. */
  readonly monotonic?: Clock;
  /** Whether the wall clock can be believed; if not, no event expires and no webhook is disabled. Absent: always. */
  readonly settled?: () => boolean;
  /** Random numbers, uniform in [0, 1), for the jitter of retries. */
  readonly chance: () => number;
  readonly resolve: Resolve;
  /** If absent, nothing is traced. */
  readonly tracer?: Tracer;
  readonly log: (message: string, figures: Readonly<Record<string, string | number>>) => void;
  /** Time for one attempt, ms (default 15 s). */
  readonly timeout?: number;
  /** Delay before the first retry, ms (default 5 s); it doubles with each further one. */
  readonly firstRetry?: number;
  /** Age at which an undelivered event is given up, ms (default three days). */
  readonly giveUp?: number;
  /** A webhook whose attempts have failed for this long is disabled, ms (default five days). */
  readonly disableAfter?: number;
}

export interface DeliveryStats {
  readonly delivered: number;
  readonly failed: number;
  readonly dead: number;
  /** Events that expired before a webhook received them. */
  readonly missed: number;
  readonly disabled: number;
}

export interface WebhookDelivery {
  /** Sends a test event, once and without recording it. @returns null if there is no such webhook */
  test(id: string): Promise<Posted | null>;
  stats(): DeliveryStats;
  /** Stops sending; resolves when running attempts have been recorded. */
  close(): Promise<void>;
}

const LONGEST_RETRY = 6 * HOUR;
/** Longest wait that a stored time is believed, ms: a receiver may ask for more than the longest retry. */
const LONGEST_WAIT = DAY;
/** Maximum time between two rounds through all webhooks: retries may be due, and other nodes may have changed webhooks. */
const ROUND = SECOND;
const SWEEP_EVERY = 10 * MINUTE;
const PAGE = 50;
/** Number of deliveries kept per webhook. */
const KEPT_DELIVERIES = 1_000;

/** Starts sending; it goes on until it is closed. */
export function startWebhookDelivery(options: DeliveryOptions): WebhookDelivery {
  return new RunningDelivery(options);
}

const DEFAULTS = {
  tracer: NO_TRACES,
  monotonic: monotonicClock,
  settled: (): boolean => true,
  timeout: 15 * SECOND,
  firstRetry: 5 * SECOND,
  giveUp: 3 * DAY,
  disableAfter: 5 * DAY,
} as const;

class RunningDelivery implements WebhookDelivery {
  private readonly options: DeliveryOptions & Required<Pick<DeliveryOptions, keyof typeof DEFAULTS>>;
  private readonly stop = new AbortController();
  /** Webhooks that are being served. */
  private readonly busy = new Map<string, Promise<void>>();
  private readonly counts = { delivered: 0, failed: 0, dead: 0, missed: 0, disabled: 0 };
  /** By webhook: the stored time of its next attempt, and the same moment by the monotonic clock. */
  private readonly due = new Map<string, { readonly stored: number; readonly at: number }>();
  private sweptAt = Number.NEGATIVE_INFINITY;
  private readonly running: Promise<void>;

  constructor(options: DeliveryOptions) {
    this.options = { ...DEFAULTS, ...options };
    this.running = this.run();
  }

  async test(id: string): Promise<Posted | null> {
    const { webhooks, clock } = this.options;
    const webhook = await webhooks.find(id);
    if (webhook === null) return null;
    const now = clock();
    return this.send(webhook, `test_${webhook.id}_${now}`, 'webhook.test', now, { webhook: id });
  }

  stats(): DeliveryStats {
    return { ...this.counts };
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { outbox, leadership, log } = this.options;
    while (!this.stop.signal.aborted) {
      const before = outbox.wakes();
      const newest = await outbox.last().catch(() => 0);
      if (leadership.isLeader())
        await this.round().catch((error) => log('failed to serve webhooks', { error: nameOf(error) }));
      await outbox.wait(newest, before, ROUND, this.stop.signal);
    }
    await Promise.all(this.busy.values());
  }

  private async round(): Promise<void> {
    const { db, outbox, webhooks, monotonic, settled, log } = this.options;
    const all = await webhooks.list();
    for (const id of this.due.keys()) if (!all.some((one) => one.id === id)) this.due.delete(id);
    for (const webhook of all) {
      const { id } = webhook;
      if (!webhook.active || this.busy.has(id) || !this.isDue(webhook)) continue;
      const work = this.drain(id)
        .catch((error) => log('failed to serve a webhook', { webhook: id, error: nameOf(error) }))
        .finally(() => this.busy.delete(id));
      this.busy.set(id, work);
    }
    if (monotonic() - this.sweptAt < SWEEP_EVERY) return;
    this.sweptAt = monotonic();
    if (settled()) await outbox.sweep();
    await sweepDeliveries(db);
  }

  /**
   * Whether a webhook's next attempt is due. The time is stored by the wall clock, for other nodes and the next start, and
   * measured from when this node stored or first saw it: a clock that is set back does not stop deliveries.
   */
  private isDue({ id, nextAttempt }: Pick<Webhook, 'id' | 'nextAttempt'>): boolean {
    const { clock, monotonic } = this.options;
    let due = this.due.get(id);
    if (due?.stored !== nextAttempt) due = this.dueIn(id, nextAttempt, nextAttempt - clock());
    return monotonic() >= due.at;
  }

  private dueIn(id: string, stored: number, wait: number): { readonly stored: number; readonly at: number } {
    const due = { stored, at: this.options.monotonic() + Math.min(LONGEST_WAIT, Math.max(0, wait)) };
    this.due.set(id, due);
    return due;
  }

  /** Sends a webhook its next events until there are no more or one is not accepted. */
  private async drain(id: string): Promise<void> {
    const { outbox, webhooks, leadership, log } = this.options;
    while (!this.stop.signal.aborted && leadership.isLeader()) {
      const webhook = await webhooks.find(id);
      if (webhook === null || !webhook.active || !this.isDue(webhook)) return;
      const { events, next, missed } = await outbox.read(webhook.after, PAGE);
      if (missed > 0) {
        this.counts.missed += missed;
        log('events expired before a webhook received them', { webhook: id, missed });
      }
      const wanted = events.find((event) => wants(webhook, event));
      if (wanted === undefined) {
        if (next === webhook.after || !(await this.moveOn(webhook, next, false))) return;
      } else if (!(await this.deliver(webhook, wanted))) return;
    }
  }

  /** @returns whether to go on with the next event */
  private async deliver(webhook: Webhook, event: StoredEvent): Promise<boolean> {
    const { db, clock, settled, log, chance, firstRetry, giveUp, disableAfter } = this.options;
    const posted = await this.send(webhook, `evt_${event.id}`, event.type, event.time, event.data);
    if (posted.reason === null) {
      await this.recordDelivery(webhook, event, 'delivered', posted);
      this.counts.delivered++;
      return this.moveOn(webhook, event.id, true);
    }
    // Aborted by this node, not refused by the receiver: the event is sent again later.
    if (this.stop.signal.aborted) return false;
    this.counts.failed++;
    const now = clock();
    const failingSince = webhook.failingSince ?? now;
    const attempts = webhook.attempts + 1;
    const over = settled() && now - event.time > giveUp;
    await this.recordDelivery(webhook, event, over ? 'dead' : 'retrying', posted);
    const wait = retryAfter(attempts, posted.retryAfter, firstRetry, chance());
    // Measured from now: the clock may be set before the next round reads it.
    this.dueIn(webhook.id, now + wait, wait);
    await db
      .updateTable('webhooks')
      .set({
        attempts,
        failing_since: failingSince,
        next_attempt: now + wait,
      })
      .where('id', '=', webhook.id)
      .where('after', '=', webhook.after)
      .execute();
    if (posted.status === 410) await this.disable(webhook, 'gone');
    else if (settled() && now - failingSince > disableAfter) await this.disable(webhook, 'failing');
    if (!over) return false;
    this.counts.dead++;
    log('gave up an event that a webhook did not accept in time', { webhook: webhook.id, event: event.id });
    return this.moveOn(webhook, event.id, false);
  }

  private send(webhook: Webhook, id: string, type: string, time: number, data: unknown): Promise<Posted> {
    return this.options.tracer.span('webhook.deliver', { 'stillwatch.event_type': type }, async (span) => {
      const posted = await this.attempt(webhook, id, type, time, data);
      if (posted.status !== null) span.set({ 'http.response.status_code': posted.status });
      if (posted.reason !== null) span.fail(posted.status === null ? 'not_sent' : String(posted.status));
      return posted;
    });
  }

  private async attempt(webhook: Webhook, id: string, type: string, time: number, data: unknown): Promise<Posted> {
    const secrets = await this.options.webhooks.secrets(webhook.id);
    if (!secrets.ok) return { status: null, reason: secrets.problem.code, retryAfter: null };
    const body = JSON.stringify({ type, timestamp: new Date(time).toISOString(), data });
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'stillwatch-webhooks/1',
      ...signWebhook(secrets.value, id, this.options.clock(), body),
    };
    return post(webhook.url, headers, body, { ...this.options, signal: this.stop.signal });
  }

  /** Marks the events up to `after` as done. @returns false if another node has moved the webhook on */
  private async moveOn(webhook: Webhook, after: number, tried: boolean): Promise<boolean> {
    const moved = await this.options.db
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
  }

  private async recordDelivery(
    webhook: Webhook,
    event: StoredEvent,
    outcome: 'delivered' | 'dead' | 'retrying',
    { status, reason }: Posted,
  ): Promise<void> {
    const { db, clock } = this.options;
    const row = { outcome, attempts: webhook.attempts + 1, time: clock(), status, reason };
    await db
      .insertInto('webhook_deliveries')
      .values({ webhook: webhook.id, event: event.id, type: event.type, ...row })
      .onConflict((c) => c.columns(['webhook', 'event']).doUpdateSet(row))
      .execute();
  }

  private async disable(webhook: Webhook, because: 'gone' | 'failing'): Promise<void> {
    const { db, outbox, clock, log } = this.options;
    const changed = await db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('webhooks')
        .set({ active: false, inactive_because: because })
        .where('id', '=', webhook.id)
        .where('active', '=', true)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) return false;
      await outbox.appendWithin(tx, [{ type: 'webhook.disabled', time: clock(), data: { webhook: webhook.id, because } }]);
      return true;
    });
    if (!changed) return;
    outbox.wake();
    this.counts.disabled++;
    log('disabled a webhook', { webhook: webhook.id, because });
  }
}

function wants({ events }: Webhook, { type }: StoredEvent): boolean {
  return events.length === 0 || events.includes(type);
}

/**
 * Delay before the next attempt, ms: doubles with each attempt up to six hours, with up to half of it taken off at random, so
 * that webhooks that failed together are not retried together.
 * @param asked Retry-After of the receiver, in seconds: the delay is at least that
 */
export function retryAfter(attempts: number, asked: number | null, first: number, chance: number): number {
  const full = Math.min(LONGEST_RETRY, first * 2 ** Math.min(attempts - 1, 30));
  return Math.max(Math.round(full * (0.5 + 0.5 * chance)), (asked ?? 0) * SECOND);
}

/** Code or name of an error, never its message, which may quote stored data. */
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
    await db.deleteFrom('webhook_deliveries').where('webhook', '=', id).where('event', '<=', oldest.event).execute();
  }
}
