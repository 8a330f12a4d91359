/**
 * Creates, lists, rotates and revokes API keys, each change with an entry in the audit log. A key consists of a public id
 * and a secret of 256 random bits, of which only the SHA-256 is stored (secrets.ts says why no slow hash is needed). Leaves
 * out checking keys on requests (key-ring.ts).
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

/** A key without its secret. Times are ms since the epoch. */
export interface ApiKey {
  readonly id: string;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly created: number;
  readonly createdBy: string;
  /** Null if the key is valid until it is revoked. */
  readonly expires: number | null;
  /** Accurate to about a minute; null if never used. */
  readonly lastUsed: number | null;
  readonly revoked: number | null;
  /** Id of the key that replaced it by rotation. */
  readonly replacedBy: string | null;
}

/** A new key with its token, which cannot be recovered later. */
export interface NewKey {
  readonly key: ApiKey;
  readonly token: string;
}

export interface KeyRequest {
  readonly label: string;
  readonly scopes: readonly Scope[];
  /** ms since the epoch; absent or null for a key without expiry. */
  readonly expires?: number | null;
}

export interface Keys {
  create(request: KeyRequest, actor: Actor): Promise<NewKey>;
  /** Keys, newest first; those after the key `after`, if given. Problem code: `not_found`. */
  list(limit: number, after?: string): Promise<Result<ApiKey[]>>;
  /**
   * Creates a key with the same label, scopes and lifetime. The old key ends `overlap` ms from now, or at its expiry if
   * that is earlier. Problem codes: `not_found`, `conflict`.
   */
  rotate(id: string, overlap: number, actor: Actor): Promise<Result<NewKey>>;
  /** Revokes a key now; a key that is already revoked is returned unchanged. Problem code: `not_found`. */
  revoke(id: string, actor: Actor): Promise<Result<ApiKey>>;
  /** Creates a key with all scopes if no admin key or administrator was ever created; otherwise returns null. */
  createFirst(label: string): Promise<NewKey | null>;
}

export interface KeysOptions {
  readonly tenant: string;
  readonly clock: Clock;
  /** Called with the id of a key after it was revoked or rotated, once the change is committed. */
  readonly onEnd?: (id: string) => void;
}

interface KeyParts extends KeysOptions {
  readonly db: Kysely<RecordTables>;
  readonly audit: AuditLog;
}

type Tx = Transaction<RecordTables>;

/** Makes the key management of one tenant. */
export function createKeys(db: Kysely<RecordTables>, audit: AuditLog, options: KeysOptions): Keys {
  const parts: KeyParts = { ...options, db, audit };
  const ended = <T>(id: string, result: Result<T>): Result<T> => {
    if (result.ok) options.onEnd?.(id);
    return result;
  };
  return {
    create: (request, actor) => db.transaction().execute((tx) => createKey(tx, parts, request, actor)),
    list: (limit, after) => listKeys(parts, limit, after),
    rotate: async (id, overlap, actor) =>
      ended(id, await db.transaction().execute((tx) => rotateKey(tx, parts, id, overlap, actor))),
    revoke: async (id, actor) => ended(id, await db.transaction().execute((tx) => revokeKey(tx, parts, id, actor))),
    createFirst: (label) => db.transaction().execute((tx) => createFirstKey(tx, parts, label)),
  };
}

async function createKey(tx: Tx, parts: KeyParts, request: KeyRequest, actor: Actor): Promise<NewKey> {
  const made = await insertKey(tx, parts, request, actor);
  await parts.audit.recordWithin(tx, {
    actor,
    action: 'key.created',
    subject: made.key.id,
    detail: auditDetail(made.key),
  });
  return made;
}

async function createFirstKey(tx: Tx, parts: KeyParts, label: string): Promise<NewKey | null> {
  const { audit, tenant } = parts;
  await audit.lock(tx);
  // Revoked keys count too: whoever revoked the first key on purpose must not get another one printed.
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
  return createKey(tx, parts, { label, scopes: SCOPES }, 'system');
}

async function listKeys({ db, tenant }: KeyParts, limit: number, after: string | undefined): Promise<Result<ApiKey[]>> {
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
      eb.or([eb('created', '<', last.created), eb.and([eb('created', '=', last.created), eb('id', '<', last.id)])]),
    );
  }
  return ok((await query.execute()).map(toKey));
}

async function rotateKey(tx: Tx, parts: KeyParts, id: string, overlap: number, actor: Actor): Promise<Result<NewKey>> {
  const old = await lockKey(tx, parts, id);
  if (old === undefined) return fail(unknownKey());
  const now = parts.clock();
  if (hasEnded(old, now) || old.replaced_by !== null) return fail(endedKey());
  const life = old.expires === null ? null : Number(old.expires) - Number(old.created);
  const before = toKey(old);
  const made = await insertKey(
    tx,
    parts,
    { label: before.label, scopes: before.scopes, expires: life === null ? null : now + life },
    actor,
  );
  const ends = Math.min(now + overlap, before.expires ?? Number.POSITIVE_INFINITY);
  await tx.updateTable('api_keys').set({ expires: ends, replaced_by: made.key.id }).where('id', '=', id).execute();
  await parts.audit.recordWithin(tx, {
    actor,
    action: 'key.rotated',
    subject: id,
    detail: { replaced_by: made.key.id, ends, ...auditDetail(made.key) },
  });
  return ok(made);
}

async function revokeKey(tx: Tx, parts: KeyParts, id: string, actor: Actor): Promise<Result<ApiKey>> {
  const row = await lockKey(tx, parts, id);
  if (row === undefined) return fail(unknownKey());
  if (row.revoked !== null) return ok(toKey(row));
  const revoked = parts.clock();
  await tx.updateTable('api_keys').set({ revoked }).where('id', '=', id).execute();
  await parts.audit.recordWithin(tx, { actor, action: 'key.revoked', subject: id });
  return ok(toKey({ ...row, revoked }));
}

async function insertKey(tx: Tx, { tenant, clock }: KeyParts, request: KeyRequest, actor: Actor): Promise<NewKey> {
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
}

/** A key of this tenant, locked until the transaction ends. */
function lockKey(tx: Tx, { tenant }: KeyParts, id: string): Promise<ApiKeyRow | undefined> {
  return tx
    .selectFrom('api_keys')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Whether a key has expired or was revoked. */
export function hasEnded(row: Pick<ApiKeyRow, 'expires' | 'revoked'>, now: number): boolean {
  return row.revoked !== null || (row.expires !== null && Number(row.expires) <= now);
}

/** Scopes of a stored key; names that this version does not know are dropped. */
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

function auditDetail(key: ApiKey): Record<string, unknown> {
  return { label: key.label, scopes: key.scopes, expires: key.expires };
}

function unknownKey(): Problem {
  return {
    code: 'not_found',
    message: 'Expected the id of a key, got an unknown one.',
    hint: 'GET /v1/keys and `stillwatch keys list` list all keys.',
  };
}

function endedKey(): Problem {
  return {
    code: 'conflict',
    message: 'Expected a valid key, got one that is revoked, expired or already rotated.',
    hint: 'Create a new key.',
  };
}
