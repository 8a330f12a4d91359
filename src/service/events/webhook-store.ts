/**
 * Stores webhooks: their URLs, event types and secrets, and the last event delivered to each. Leaves out sending
 * (webhook-delivery.ts).
 */
import type { Kysely, Selectable } from 'kysely';
import type { Clock } from '../../base/clock.ts';
import { DAY } from '../../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import type { WebhookDeliveryRow, WebhookRow } from '../../store/records/tables/events.ts';
import type { EventType } from './event.ts';
import type { Outbox } from './outbox.ts';
import type { Seal } from './seal.ts';
import { SECRET_PREFIX } from './signature.ts';
import { checkTarget, type TargetRules } from './webhook-target.ts';

/** A webhook without its secrets. Times are ms since the epoch. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** Types of events to send; empty means all. */
  readonly events: readonly EventType[];
  readonly active: boolean;
  /** Why it is inactive: `failing`, `gone` (the receiver returned 410) or `stopped` (by a user). */
  readonly inactiveBecause: string | null;
  readonly created: number;
  /** Id of the last event that was delivered or given up. */
  readonly after: number;
  /** Failed attempts to deliver the next event. */
  readonly attempts: number;
  readonly nextAttempt: number;
  readonly failingSince: number | null;
  /** Until then, events also carry a signature with the previous secret. */
  readonly oldSecretUntil: number | null;
}

export interface Delivery {
  /** Id of the event. */
  readonly event: number;
  readonly type: string;
  /** `dead` means that the event was given up. */
  readonly outcome: WebhookDeliveryRow['outcome'];
  readonly attempts: number;
  readonly time: number;
  readonly status: number | null;
  readonly reason: string | null;
}

/** A webhook with a new secret, which cannot be recovered later. */
export interface WithSecret {
  readonly webhook: Webhook;
  readonly secret: string;
}

export interface WebhookStore {
  list(): Promise<Webhook[]>;
  find(id: string): Promise<Webhook | null>;
  /** Creates a webhook for events from now on. Problem codes: `webhook_target_refused`, `conflict`. */
  create(url: string, events: readonly EventType[]): Promise<Result<WithSecret>>;
  /**
   * Creates a new secret; the previous one also signs for `overlap` ms, at most {@link LONGEST_OVERLAP}.
   * @returns null if there is no such webhook
   */
  rotate(id: string, overlap: number): Promise<WithSecret | null>;
  /** Pauses or resumes a webhook. @returns null if there is no such webhook */
  setActive(id: string, active: boolean): Promise<Webhook | null>;
  /** @returns false if there was no such webhook */
  remove(id: string): Promise<boolean>;
  /** At most `limit` deliveries, newest first, of events with ids below `before` if it is given. */
  deliveries(id: string, before: number | null, limit: number): Promise<Delivery[]>;
  /** The valid secrets, newest first. Problem code: `webhook_secret_unreadable`. */
  secrets(id: string): Promise<Result<string[]>>;
}

export interface WebhookStoreOptions {
  readonly db: Kysely<RecordTables>;
  readonly outbox: Pick<Outbox, 'last'>;
  readonly seal: Seal;
  readonly clock: Clock;
  /** Returns the given number of unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly rules: TargetRules;
}

/** Maximum number of webhooks: each needs a queue and a connection. */
const MOST_WEBHOOKS = 100;
const SECRET_BYTES = 32;
const ID_BYTES = 12;
/** Maximum time for which two secrets are valid, ms. */
export const LONGEST_OVERLAP = 7 * DAY;

/** Makes the store of webhooks over an open record database. */
export function createWebhookStore(options: WebhookStoreOptions): WebhookStore {
  const { db, seal, clock, random } = options;
  const newSecret = (): string => SECRET_PREFIX + Buffer.from(random(SECRET_BYTES)).toString('base64');
  const rowOf = (id: string) => db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();

  const find = async (id: string): Promise<Webhook | null> => {
    const row = await rowOf(id);
    return row === undefined ? null : webhookOf(row);
  };

  return {
    async list() {
      const rows = await db.selectFrom('webhooks').selectAll().orderBy('created').orderBy('id').execute();
      return rows.map(webhookOf);
    },
    find,

    async create(url, events) {
      const target = checkTarget(url, options.rules);
      if (!target.ok) return target;
      const id = `wh_${Buffer.from(random(ID_BYTES)).toString('hex')}`;
      const secret = newSecret();
      const row: WebhookRow = {
        id,
        url: target.value.href,
        types: JSON.stringify([...new Set(events)]),
        secret: seal.close(id, secret),
        old_secret: null,
        old_secret_until: null,
        active: true,
        inactive_because: null,
        created: clock(),
        after: await options.outbox.last(),
        attempts: 0,
        first_attempt: null,
        next_attempt: 0,
        failing_since: null,
      };
      return (await insertWebhook(db, row)) ? ok({ webhook: webhookOf(row), secret }) : fail(tooMany());
    },

    async rotate(id, overlap) {
      const secret = newSecret();
      const until = clock() + Math.min(overlap, LONGEST_OVERLAP);
      const changed = await db
        .updateTable('webhooks')
        .set((eb) => ({
          old_secret: eb.ref('secret'),
          old_secret_until: until,
          secret: seal.close(id, secret),
        }))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return changed === undefined ? null : { webhook: webhookOf(changed), secret };
    },

    async setActive(id, active) {
      const changed = await db
        .updateTable('webhooks')
        .set({
          active,
          inactive_because: active ? null : 'stopped',
          // A resumed webhook starts with a fresh failure count.
          ...(active ? { attempts: 0, first_attempt: null, next_attempt: 0, failing_since: null } : {}),
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return changed === undefined ? null : webhookOf(changed);
    },

    async remove(id) {
      const gone = await db.deleteFrom('webhooks').where('id', '=', id).executeTakeFirst();
      return Number(gone.numDeletedRows) > 0;
    },

    async deliveries(id, before, limit) {
      let query = db.selectFrom('webhook_deliveries').selectAll().where('webhook', '=', id);
      if (before !== null) query = query.where('event', '<', before);
      return (await query.orderBy('event', 'desc').limit(limit).execute()).map(deliveryOf);
    },

    async secrets(id) {
      const row = await rowOf(id);
      if (row === undefined) return ok([]);
      const current = seal.open(id, row.secret);
      if (!current.ok) return current;
      if (row.old_secret === null || Number(row.old_secret_until) <= clock()) return ok([current.value]);
      // If no key decrypts the old secret any more, the overlap merely ends early.
      const old = seal.open(id, row.old_secret);
      return ok(old.ok ? [current.value, old.value] : [current.value]);
    },
  };
}

/** @returns false if the maximum number of webhooks exists */
function insertWebhook(db: Kysely<RecordTables>, row: WebhookRow): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { n } = await tx
      .selectFrom('webhooks')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    if (Number(n) >= MOST_WEBHOOKS) return false;
    await tx.insertInto('webhooks').values(row).execute();
    return true;
  });
}

function webhookOf(row: Selectable<WebhookRow>): Webhook {
  const number = (value: number | string | null): number | null => (value === null ? null : Number(value));
  return {
    id: row.id,
    url: row.url,
    events: JSON.parse(row.types),
    active: row.active,
    inactiveBecause: row.inactive_because,
    created: Number(row.created),
    after: Number(row.after),
    attempts: row.attempts,
    nextAttempt: Number(row.next_attempt),
    failingSince: number(row.failing_since),
    oldSecretUntil: number(row.old_secret_until),
  };
}

function deliveryOf(row: Selectable<WebhookDeliveryRow>): Delivery {
  const { type, outcome, attempts, status, reason } = row;
  return { event: Number(row.event), type, outcome, attempts, time: Number(row.time), status, reason };
}

function tooMany(): Problem {
  return {
    code: 'conflict',
    message: `Expected at most ${MOST_WEBHOOKS} webhooks, got one more.`,
    hint: 'Delete a webhook that is not needed. One webhook can receive several types of events.',
  };
}
