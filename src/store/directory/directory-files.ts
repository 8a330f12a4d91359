/**
 * The small files of a data directory: the version file, which says that the directory is ours and how it is laid
 * out, and the key of its keyed hashes. Both are written whole and renamed into place, so a crash leaves the old
 * file or the new one. docs/formats/data-directory.md has the table for readers.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../base/problem.ts';

export const VERSION_FILE = 'version.json';
export const KEY_FILE = 'identity.key';
/** There while the stored hashes are brought under a new key: neither key fits all of them. */
export const NEXT_KEY_FILE = 'identity.key.next';
/** Raised when the layout of the directory itself changes; the stores number their schemas on their own. */
const DIRECTORY_FORMAT = 1;
const KEY_BYTES = 32;
/** Keys that one file may hold: it was changed one time less. */
const MOST_KEYS = 64;

const Version = z.object({ format: z.number().int().min(1), created: z.string() });

/** Whether the directory was completely made before; fails for a newer layout or a damaged version file. */
export function readVersion(directory: string): Result<boolean> {
  const path = join(directory, VERSION_FILE);
  if (!existsSync(path)) return ok(false);
  let format: number;
  try {
    format = Version.parse(JSON.parse(readFileSync(path, 'utf8'))).format;
  } catch {
    return fail({
      code: 'data_directory_damaged',
      message: `Expected ${VERSION_FILE} to hold a format number and a date, got something else.`,
      where: path,
      hint: 'Restore the file from a backup, or start with a new --data directory.',
    });
  }
  if (format > DIRECTORY_FORMAT) {
    return fail({
      code: 'data_directory_newer',
      message: `Expected a data directory of format ${DIRECTORY_FORMAT} or older, got format ${format}.`,
      where: path,
      hint: 'A newer Stillwatch made it: use that version, or another --data directory.',
    });
  }
  return ok(true);
}

/** Written last when a directory is made: its presence means the rest is there. */
export function writeVersion(directory: string, created: string): void {
  writeWhole(join(directory, VERSION_FILE), `${JSON.stringify({ format: DIRECTORY_FORMAT, created })}\n`);
}

/** The directory's key, made at its first opening, or `given` then and the same ever after. A directory that lost its key is refused: a new key would silently match nothing that is stored. */
export function identityKey(directory: string, made: boolean, given?: Uint8Array): Result<Uint8Array> {
  const path = join(directory, KEY_FILE);
  if (!existsSync(path)) {
    if (made) {
      return fail({
        code: 'identity_key_missing',
        message: `Expected the key of this data directory in ${KEY_FILE}, got no such file.`,
        where: path,
        hint: 'Restore it from a backup. Without it new identifiers cannot be matched with the stored ones; start a new --data directory if it is lost.',
      });
    }
    writeWhole(path, given ?? newIdentityKey());
  }
  if (existsSync(join(directory, NEXT_KEY_FILE))) {
    return fail({
      code: 'rekey_unfinished',
      message: 'Expected a data directory with one key, got one whose change of key was stopped half-way.',
      where: join(directory, NEXT_KEY_FILE),
      hint: 'Run `stillwatch rekey` on it again: it goes on where it was.',
    });
  }
  const keys = readKeys(path);
  if (keys.ok && given !== undefined && !Buffer.from(given).equals(keys.value.subarray(0, KEY_BYTES))) {
    return fail({
      code: 'identity_key_mismatch',
      message: `Expected the identity key that is in ${KEY_FILE}, got another one.`,
      where: path,
      hint: 'Leave the key out, or give the one of this directory: with another, new identifiers match nothing that is stored.',
    });
  }
  return keys;
}

/** One key, or several of a key that was changed, the newest first. */
export function readKeys(path: string): Result<Uint8Array> {
  const key = readFileSync(path);
  if (key.length === 0 || key.length % KEY_BYTES !== 0 || key.length > MOST_KEYS * KEY_BYTES) {
    return fail({
      code: 'identity_key_damaged',
      message: `Expected ${KEY_BYTES} bytes or a multiple in ${basename(path)}, got ${key.length}.`,
      where: path,
      hint: 'Restore it from a backup, or start with a new --data directory.',
    });
  }
  return ok(new Uint8Array(key));
}

export function newIdentityKey(): Uint8Array {
  return new Uint8Array(randomBytes(KEY_BYTES));
}

/** Renames a file or folder so that the new name outlives a power cut. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  const folder = openSync(dirname(to), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

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
