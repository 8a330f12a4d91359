/**
 * The key of keyed hashes as the record store knows it: it must be the one that stored hashes were made with, on every node, or one
 * identifier would have two hashes. What the store keeps of it is a check value, from which nothing can be learned but
 * whether a key is the same.
 */
import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import { fail, ok, type Result } from '../../base/problem.ts';
import type { RecordTables } from './record-tables.ts';

export const KEY_BYTES = 32;
/** The setting of the record store that holds the check value. */
const CHECK_SETTING = 'identity_key_check';
/** And while the stores are brought under another key, the one of that. */
const PENDING_SETTING = 'identity_key_pending';

/**
 * Reads a key of 32 bytes in hexadecimal or base64. The key of a directory that was rekeyed is several such, one behind the
 * other: values go through all of them.
 */
export function parseIdentityKey(text: string): Result<Uint8Array> {
  const trimmed = text.trim();
  const hex = /^([0-9a-f]{64})+$/i.test(trimmed);
  const bytes = Buffer.from(trimmed, hex ? 'hex' : 'base64');
  if (!hex && !/^[A-Za-z0-9+/]+=*$/.test(trimmed)) return invalidKey();
  if (bytes.length === 0 || bytes.length % KEY_BYTES !== 0) return invalidKey();
  return ok(new Uint8Array(bytes));
}

/**
 * Compares the key with the one that the store was begun with, and writes down the first one.
 * @param file of the key; if absent, it comes from the configuration
 * @returns nothing, or a problem: `identity_key_mismatch`, `rekey_unfinished`
 */
export async function checkIdentityKey(db: Kysely<RecordTables>, key: Uint8Array, file?: string): Promise<Result<void>> {
  const value = JSON.stringify(checkOf(key));
  await db
    .insertInto('settings')
    .values({ name: CHECK_SETTING, value })
    .onConflict((c) => c.column('name').doNothing())
    .execute();
  const pending = await pendingRekey(db);
  if (pending !== null) return rekeyUnfinished();
  // Two nodes that begin a store at once: the row that is there decides for both.
  const kept = await db.selectFrom('settings').select('value').where('name', '=', CHECK_SETTING).executeTakeFirstOrThrow();
  if (kept.value === value) return ok(undefined);
  return fail({
    code: 'identity_key_mismatch',
    message: 'Expected the identity key that the stored hashes were made with, got another one.',
    ...(file === undefined ? {} : { where: file }),
    hint: `${file === undefined ? 'Set STILLWATCH_IDENTITY_KEY to the same key on every node' : 'Restore identity.key from a copy or a backup'}. With another key, new identifiers would match no stored ones.`,
  });
}

/** Forgets which key the store is under: the next one that is checked is taken for it. */
export async function forgetIdentityKey(db: Kysely<RecordTables>): Promise<void> {
  await db.deleteFrom('settings').where('name', '=', CHECK_SETTING).execute();
}

/** The check value of the key to which a change is under way; null if there is none. */
export async function pendingRekey(db: Kysely<RecordTables>): Promise<string | null> {
  const row = await settingOf(db, PENDING_SETTING);
  return row === null ? null : (JSON.parse(row) as string);
}

/** Which key the store is under: null where no node has begun it yet. */
export async function isUnderKey(db: Kysely<RecordTables>, key: Uint8Array): Promise<boolean | null> {
  const kept = await settingOf(db, CHECK_SETTING);
  return kept === null ? null : kept === JSON.stringify(checkOf(key));
}

/** From here on no node starts, whatever its key, until {@link endRekey}. */
export async function beginRekey(db: Kysely<RecordTables>, key: Uint8Array): Promise<void> {
  await saveSetting(db, PENDING_SETTING, JSON.stringify(checkOf(key)));
}

/** Nodes start with this key, and with no other. */
export async function endRekey(db: Kysely<RecordTables>, key: Uint8Array): Promise<void> {
  await saveSetting(db, CHECK_SETTING, JSON.stringify(checkOf(key)));
  await db.deleteFrom('settings').where('name', '=', PENDING_SETTING).execute();
}

async function settingOf(db: Kysely<RecordTables>, name: string): Promise<string | null> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}

async function saveSetting(db: Kysely<RecordTables>, name: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute();
}

function rekeyUnfinished(): Result<never> {
  return fail({
    code: 'rekey_unfinished',
    message: 'Expected stores with one key, got stores whose key rotation was interrupted.',
    hint: 'Run `stillwatch rekey` again with the same --new-key-file: it continues where it stopped.',
  });
}

/** The problem of a PostgreSQL server without an identity key. */
export function identityKeyRequired(): Result<never> {
  return fail({
    code: 'identity_key_required',
    message: 'Expected an identity key together with the URL of a PostgreSQL server, got none.',
    hint: 'Nodes that share stores need the same key. Generate it once with `openssl rand -hex 32` and set STILLWATCH_IDENTITY_KEY to it on every node.',
  });
}

/** Identifies a key without revealing it: a keyed hash of a fixed text. */
export function checkOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('stillwatch: check of an identity key').digest('hex');
}

function invalidKey(): Result<never> {
  return fail({
    code: 'identity_key_invalid',
    message: `Expected an identity key of ${KEY_BYTES} bytes in hexadecimal or base64, got something else.`,
    hint: 'Generate one with `openssl rand -hex 32`. The value is not repeated here.',
  });
}
