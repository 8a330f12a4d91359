/**
 * The small files of a data directory: the version file, which marks it as a data directory with a certain layout, and the
 * identity key. Both are written to a draft and renamed, so a crash leaves either the old or the new file.
 * docs/formats/data-directory.md lists all files.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../base/problem.ts';

export const VERSION_FILE = 'version.json';
/** Number and hash of the newest audit entry; its format is that of a head (access/audit-chain.ts). */
export const AUDIT_ANCHOR_FILE = 'audit.head';
export const KEY_FILE = 'identity.key';
/** Exists during a key rotation, when neither key matches all stored hashes. */
export const NEXT_KEY_FILE = 'identity.key.next';
/** Version of the layout of the directory; the stores have schema versions of their own. */
const DIRECTORY_FORMAT = 1;
const KEY_BYTES = 32;
/** Files synced at a time: the file system writes several in one transaction. */
const SYNCED_AT_ONCE = 16;
/** Maximum number of keys in a file: one more than there were rotations. */
const MOST_KEYS = 64;

const Version = z.object({ format: z.number().int().min(1), created: z.string() });

/** Whether the creation of the directory was completed. Problem codes: `data_directory_damaged`, `data_directory_newer`. */
export function readVersion(directory: string): Result<boolean> {
  const path = join(directory, VERSION_FILE);
  if (!existsSync(path)) return ok(false);
  let format: number;
  try {
    format = Version.parse(JSON.parse(readFileSync(path, 'utf8'))).format;
  } catch {
    return fail({
      code: 'data_directory_damaged',
      message: `Expected a format number and a date in ${VERSION_FILE}, got something else.`,
      where: path,
      hint: 'Restore the file from a backup, or start with a new --data directory.',
    });
  }
  if (format > DIRECTORY_FORMAT) {
    return fail({
      code: 'data_directory_newer',
      message: `Expected a data directory of format ${DIRECTORY_FORMAT} or older, got format ${format}.`,
      where: path,
      hint: 'A newer version of Stillwatch created it. Use that version, or another --data directory.',
    });
  }
  return ok(true);
}

/** Writes the version file, which marks the creation of the directory as complete. @param created RFC 3339 */
export function writeVersion(directory: string, created: string): void {
  writeWhole(join(directory, VERSION_FILE), `${JSON.stringify({ format: DIRECTORY_FORMAT, created })}\n`);
}

/**
 * Reads the identity key of a directory, or creates it for a new one. If a directory has lost its key, a new one is not created,
 * since it would match no stored hash.
 * @param made whether the creation of the directory was completed before
 * @param given key that the directory must have or gets
 * @returns the keys, newest first, or a problem: `identity_key_missing`, `rekey_unfinished`, `identity_key_mismatch`,
 *   `identity_key_damaged`
 */
export function identityKey(directory: string, made: boolean, given?: Uint8Array): Result<Uint8Array> {
  const path = join(directory, KEY_FILE);
  if (!existsSync(path)) {
    if (made) {
      return fail({
        code: 'identity_key_missing',
        message: `Expected the identity key of this data directory in ${KEY_FILE}, got no such file.`,
        where: path,
        hint: 'Restore the file from a backup. Without it, new identifiers cannot be matched with stored ones. If it is lost, start with a new --data directory.',
      });
    }
    writeWhole(path, given ?? newIdentityKey());
  }
  if (existsSync(join(directory, NEXT_KEY_FILE))) {
    return fail({
      code: 'rekey_unfinished',
      message: 'Expected a data directory with one key, got one whose key rotation was interrupted.',
      where: join(directory, NEXT_KEY_FILE),
      hint: 'Run `stillwatch rekey` again: it continues where it stopped.',
    });
  }
  const keys = readKeys(path);
  if (keys.ok && given !== undefined && !Buffer.from(given).equals(keys.value.subarray(0, KEY_BYTES))) {
    return fail({
      code: 'identity_key_mismatch',
      message: `Expected the identity key in ${KEY_FILE}, got another one.`,
      where: path,
      hint: 'Omit the key, or use the one of this directory: with another key, new identifiers match no stored ones.',
    });
  }
  return keys;
}

/** Reads the keys in a file, newest first; several after a rotation. Problem code: `identity_key_damaged`. */
export function readKeys(path: string): Result<Uint8Array> {
  const key = readFileSync(path);
  if (key.length === 0 || key.length % KEY_BYTES !== 0 || key.length > MOST_KEYS * KEY_BYTES) {
    return fail({
      code: 'identity_key_damaged',
      message: `Expected ${KEY_BYTES} bytes or a multiple in ${basename(path)}, got ${key.length}.`,
      where: path,
      hint: 'Restore the file from a backup, or start with a new --data directory.',
    });
  }
  return ok(new Uint8Array(key));
}

/** 32 random bytes. */
export function newIdentityKey(): Uint8Array {
  return new Uint8Array(randomBytes(KEY_BYTES));
}

/** Renames a file or directory and syncs its parent directory, so that the new name survives a power failure. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  const folder = openSync(dirname(to), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Syncs every file and directory below `folder`, and the folder itself, so that a power cut keeps them. */
export async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = [folder, ...entries.map(({ parentPath, name }) => join(parentPath, name))];
  let next = 0;
  const syncNext = async (): Promise<void> => {
    while (next < paths.length) {
      const file = await open(paths[next++], 'r');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    }
  };
  await Promise.all(Array.from({ length: SYNCED_AT_ONCE }, syncNext));
}

/** Writes a file atomically and durably. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameDurably(draft, path);
}
