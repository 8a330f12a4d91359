/**
 * API keys: made, listed, rotated and revoked, each change with its entry in the audit log. A key is a public id and a
 * secret of 256 random bits, of which only the SHA-256 is stored (why not a slow hash: secrets.ts). Leaves out proving
 * a key on each request (key-ring.ts).
 */
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../base/problem.ts';
import type { RecordTables } from '../store/records/record-tables.ts';
import type { ApiKeyRow } from '../store/records/tables/access.ts';
import type { AuditLog } from './audit-log.ts';
import type { AuditEntry } from './audit-trail.ts';
import { formatToken } from './key-token.ts';
import { SCOPES, type Scope } from './principal.ts';
import { randomId, randomSecret, sha256 } from './secrets.ts';

type Actor = AuditEntry['actor'];

/** A key as it is listed: nothing of its secret. */
export interface ApiKey {
  readonly id: string;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly created: number;
  readonly createdBy: string;
  /** ms since the epoch; null: until it is revoked. */
  readonly expires: number | null;
  /** Exact to a minute or so. */
  readonly lastUsed: number | null;
  readonly revoked: number | null;
  readonly replacedBy: string | null;
}

/** A key that was just made; its token is told this once. */
export interface NewKey {
  readonly key: ApiKey;
  readonly token: string;
}

export interface KeyRequest {
  readonly label: string;
  readonly scopes: readonly Scope[];
  /** ms since the epoch. */
  readonly expires?: number | null;
}

export interface Keys {
  create(request: KeyRequest, actor: Actor): Promise<NewKey>;
  /** The newest first; after the key `after`, when given. */
  list(limit: number, after?: string): Promise<Result<ApiKey[]>>;
  /** Makes a key that takes over; the old one ends `overlap` ms from now, or when it would have. */
  rotate(id: string, overlap: number, actor: Actor): Promise<Result<NewKey>>;
  /** Ends a key now; one that has ended is left as it is. */
  revoke(id: string, actor: Actor): Promise<Result<ApiKey>>;
  /** Makes a key for everything when neither a key nor a person with that was ever made; null otherwise. */
  createFirst(label: string): Promise<NewKey | null>;
}

export interface KeysOptions {
  readonly tenant: string;
  readonly clock: Clock;
  /** Called with the id of a key that ends sooner than was known. */
  readonly onEnd?: (id: string) => void;
}

export function createKeys(db: Kysely<RecordTables>, audit: AuditLog, options: KeysOptions): Keys {
  const { tenant, clock } = options;

  const insert = async (
    tx: Transaction<RecordTables>,
    request: KeyRequest,
    actor: Actor,
  ): Promise<NewKey> => {
    const [id, secret] = [randomId(), randomSecret()];
    const row: ApiKeyRow = {
      id,
      tenant,
      label: request.label,
      scopes: SCOPES.filter((scope) => request.scopes.includes(scope)).join(' '),
      secret_hash: sha256(secret),
      created: clock(),
      created_by: actor === 'system' ? 'system' : actor.id,
      expires: request.expires ?? null,
      last_used: null,
      revoked: null,
      replaced_by: null,
    };
    await tx.insertInto('api_keys').values(row).execute();
    return { key: toKey(row), token: formatToken({ id, secret }) };
  };

  /** A key of this tenant, held until the transaction ends. */
  const take = (tx: Transaction<RecordTables>, id: string): Promise<ApiKeyRow | undefined> =>
    tx
      .selectFrom('api_keys')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();

  return {
    create: (request, actor) =>
      db.transaction().execute(async (tx) => {
        const made = await insert(tx, request, actor);
        await audit.recordWithin(tx, {
          actor,
          action: 'key.created',
          subject: made.key.id,
          detail: told(made.key),
        });
        return made;
      }),

    async list(limit, after) {
      let query = db
        .selectFrom('api_keys')
        .selectAll()
        .where('tenant', '=', tenant)
        .orderBy('created', 'desc')
        .orderBy('id', 'desc')
        .limit(limit);
      if (after !== undefined) {
        const last = await db
          .selectFrom('api_keys')
          .select(['created', 'id'])
          .where('tenant', '=', tenant)
          .where('id', '=', after)
          .executeTakeFirst();
        if (last === undefined) return fail(unknownKey());
        query = query.where((eb) =>
          eb.or([
            eb('created', '<', last.created),
            eb.and([eb('created', '=', last.created), eb('id', '<', last.id)]),
          ]),
        );
      }
      return ok((await query.execute()).map(toKey));
    },

    rotate: (id, overlap, actor) =>
      settle(options.onEnd, id, () =>
        db.transaction().execute(async (tx): Promise<Result<NewKey>> => {
          const old = await take(tx, id);
          if (old === undefined) return fail(unknownKey());
          const now = clock();
          if (hasEnded(old, now) || old.replaced_by !== null) return fail(endedKey());
          const life = old.expires === null ? null : Number(old.expires) - Number(old.created);
          const before = toKey(old);
          const made = await insert(
            tx,
            { label: before.label, scopes: before.scopes, expires: life === null ? null : now + life },
            actor,
          );
          const ends = Math.min(now + overlap, before.expires ?? Number.POSITIVE_INFINITY);
          await tx
            .updateTable('api_keys')
            .set({ expires: ends, replaced_by: made.key.id })
            .where('id', '=', id)
            .execute();
          await audit.recordWithin(tx, {
            actor,
            action: 'key.rotated',
            subject: id,
            detail: { replaced_by: made.key.id, ends, ...told(made.key) },
          });
          return ok(made);
        }),
      ),

    revoke: (id, actor) =>
      settle(options.onEnd, id, () =>
        db.transaction().execute(async (tx): Promise<Result<ApiKey>> => {
          const row = await take(tx, id);
          if (row === undefined) return fail(unknownKey());
          if (row.revoked !== null) return ok(toKey(row));
          const revoked = clock();
          await tx.updateTable('api_keys').set({ revoked }).where('id', '=', id).execute();
          await audit.recordWithin(tx, { actor, action: 'key.revoked', subject: id });
          return ok(toKey({ ...row, revoked }));
        }),
      ),

    createFirst: (label) =>
      db.transaction().execute(async (tx) => {
        await audit.lock(tx);
        // Ever made, not usable now: who revoked the first key on purpose does not get another one printed.
        const keys = await tx
          .selectFrom('api_keys')
          .select('id')
          .where('tenant', '=', tenant)
          .where('scopes', 'like', '%admin%')
          .limit(1)
          .execute();
        const people = await tx
          .selectFrom('people')
          .select('id')
          .where('tenant', '=', tenant)
          .where('role', '=', 'admin')
          .limit(1)
          .execute();
        if (keys.length + people.length > 0) return null;
        const made = await insert(tx, { label, scopes: SCOPES }, 'system');
        await audit.recordWithin(tx, {
          actor: 'system',
          action: 'key.created',
          subject: made.key.id,
          detail: told(made.key),
        });
        return made;
      }),
  };
}

/** Runs a change and tells, once it is committed, that the key may have ended. */
async function settle<T>(
  onEnd: KeysOptions['onEnd'],
  id: string,
  change: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const result = await change();
  if (result.ok) onEnd?.(id);
  return result;
}

export function hasEnded(row: Pick<ApiKeyRow, 'expires' | 'revoked'>, now: number): boolean {
  return row.revoked !== null || (row.expires !== null && Number(row.expires) <= now);
}

/** Scopes of a stored key; a name that this version does not know gives nothing. */
export function scopesIn(text: string): Scope[] {
  const names = text.split(' ');
  return SCOPES.filter((scope) => names.includes(scope));
}

function toKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    label: row.label,
    scopes: scopesIn(row.scopes),
    created: Number(row.created),
    createdBy: row.created_by,
    expires: orNull(row.expires),
    lastUsed: orNull(row.last_used),
    revoked: orNull(row.revoked),
    replacedBy: row.replaced_by,
  };
}

function orNull(value: number | null): number | null {
  return value === null ? null : Number(value);
}

function told(key: ApiKey): Record<string, unknown> {
  return { label: key.label, scopes: key.scopes, expires: key.expires };
}

function unknownKey(): Problem {
  return {
    code: 'not_found',
    message: 'Expected the id of a key, got one that no key has.',
    hint: 'GET /v1/keys and `stillwatch keys list` show the ids.',
  };
}

function endedKey(): Problem {
  return {
    code: 'conflict',
    message: 'Expected a key that is in use, got one that was revoked, has expired or was rotated before.',
    hint: 'Make a new key.',
  };
}
