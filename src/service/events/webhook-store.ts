/**
 * Webhooks as they are kept: who wants which events where, with which secrets, and how far each has come. Leaves out the
 * sending (webhook-delivery.ts).
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

export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** Types of events that are sent; empty for all. */
  readonly events: readonly EventType[];
  readonly active: boolean;
  /** Why it is not: `failing`, `gone` (it answered 410), or `stopped` by somebody. */
  readonly inactiveBecause: string | null;
  readonly created: number;
  /** The last event that is done with. */
  readonly after: number;
  /** At the event behind that one. */
  readonly attempts: number;
  readonly nextAttempt: number;
  readonly failingSince: number | null;
  /** A second signature is made with the secret before, until then. */
  readonly oldSecretUntil: number | null;
}

export interface Delivery {
  readonly event: number;
  readonly type: string;
  /** `dead`: given up, not to be sent again. */
  readonly outcome: WebhookDeliveryRow['outcome'];
  readonly attempts: number;
  readonly time: number;
  readonly status: number | null;
  readonly reason: string | null;
}

/** A secret is told once, to whoever made it. */
export interface WithSecret {
  readonly webhook: Webhook;
  readonly secret: string;
}

export interface WebhookStore {
  list(): Promise<Webhook[]>;
  find(id: string): Promise<Webhook | null>;
  /** From now on. Problem codes: `webhook_target_refused`, `conflict`. */
  create(url: string, events: readonly EventType[]): Promise<Result<WithSecret>>;
  /** A new secret; the one before signs as well for `overlap` ms. Null when there is no such webhook. */
  rotate(id: string, overlap: number): Promise<WithSecret | null>;
  setActive(id: string, active: boolean): Promise<Webhook | null>;
  remove(id: string): Promise<boolean>;
  /** The newest first; `before` an event. */
  deliveries(id: string, before: number | null, limit: number): Promise<Delivery[]>;
  /** Those valid now, the newest first. Problem code: `webhook_secret_unreadable`. */
  secrets(id: string): Promise<Result<string[]>>;
}

export interface WebhookStoreOptions {
  readonly db: Kysely<RecordTables>;
  readonly outbox: Pick<Outbox, 'last'>;
  readonly seal: Seal;
  readonly clock: Clock;
  /** That many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly rules: TargetRules;
}

/** Most webhooks: each is a queue and a connection. */
const MOST_WEBHOOKS = 100;
const SECRET_BYTES = 32;
const ID_BYTES = 12;
/** Longest time for which two secrets are valid. */
export const LONGEST_OVERLAP = 7 * DAY;

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
      const after = await options.outbox.last();
      const made = await db.transaction().execute(async (tx) => {
        const { n } = await tx
          .selectFrom('webhooks')
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow();
        if (Number(n) >= MOST_WEBHOOKS) return null;
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
          after,
          attempts: 0,
          first_attempt: null,
          next_attempt: 0,
          failing_since: null,
        };
        await tx.insertInto('webhooks').values(row).execute();
        return webhookOf(row);
      });
      return made === null ? fail(tooMany()) : ok({ webhook: made, secret });
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
          // Who comes back is not met with the patience that had run out.
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
      // An old secret that no key opens any more only shortens the overlap.
      const old = seal.open(id, row.old_secret);
      return ok(old.ok ? [current.value, old.value] : [current.value]);
    },
  };
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
    message: `Expected at most ${MOST_WEBHOOKS} webhooks, got another one.`,
    hint: 'Delete one that is not needed; one receiver can take several types of events.',
  };
}
