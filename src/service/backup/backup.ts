/**
 * Backs up a data directory that is not in use: both stores, all other files, and a manifest. Holds the lock of the directory
 * meanwhile, so that nothing changes. The backup is written to a temporary name and renamed when it is complete. It contains
 * the identity key only encrypted with a passphrase, or not at all.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import { identityKey, readVersion, renameDurably } from '../../store/directory/directory-files.ts';
import { lockDirectory } from '../../store/directory/directory-lock.ts';
import type { DirectoryLock } from '../../store/directory/held-lock.ts';
import { exportStores } from '../../store/directory/store-export.ts';
import { PATTERN_CHARACTERS } from '../../store/exchanges/chdb-engine.ts';
import { engineProblem } from '../../store/exchanges/clickhouse-engine.ts';
import { finishDraft, writeSealedKey } from './draft.ts';
import { COPIED, type Manifest, OTHER_FOLDER } from './manifest.ts';

export interface BackupOptions {
  /** The data directory. */
  readonly data: string;
  /** Target directory, which must not exist or must be empty. */
  readonly out: string;
  /** Encrypts the identity key. If absent, the backup does not contain the key. */
  readonly passphrase?: string;
  readonly clock: Clock;
}

/**
 * Makes a backup.
 * @returns its manifest, or a problem: `data_directory_absent`, `data_directory_name`, `backup_target_unusable`, or one of
 *   locking and reading the directory. Throws file system errors. After a failure, nothing is left at the target.
 */
export async function makeBackup(options: BackupOptions): Promise<Result<Manifest>> {
  const directory = resolve(options.data);
  const out = resolve(options.out);
  const refused = unusable(directory, out);
  if (refused !== null) return fail(refused);
  let lock: DirectoryLock | null = null;
  const draft = `${out}.partial`;
  try {
    const locked = await lockDirectory(directory, options.clock);
    if (!locked.ok) return locked;
    lock = locked.value;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true, mode: 0o700 });
    const made = await fill(directory, draft, options);
    if (!made.ok) return made;
    rmSync(out, { recursive: true, force: true });
    renameDurably(draft, out);
    return made;
  } catch (error) {
    if (error instanceof ProblemError) return fail(error.problem);
    if (typeof (error as NodeJS.ErrnoException).syscall === 'string') throw error;
    return fail(engineProblem('be read', error, true).problem);
  } finally {
    rmSync(draft, { recursive: true, force: true });
    lock?.release();
  }
}

async function fill(directory: string, draft: string, options: BackupOptions): Promise<Result<Manifest>> {
  const key = identityKey(directory, true);
  if (!key.ok) return key;
  const draftKey = { bytes: key.value, passphrase: options.passphrase };
  const sealed = await writeSealedKey(draft, draftKey);
  if (!sealed.ok) return sealed;
  const copied = join(directory, COPIED);
  if (existsSync(copied)) cpSync(copied, join(draft, OTHER_FOLDER, COPIED), { recursive: true });
  const counts = await exportStores(directory, draft);
  return ok(await finishDraft(draft, counts, draftKey, options.clock()));
}

function unusable(directory: string, out: string): Problem | null {
  const version = existsSync(directory) ? readVersion(directory) : ok(false);
  if (!version.ok) return version.problem;
  if (!version.value) {
    return {
      code: 'data_directory_absent',
      message: 'Expected a data directory, got a path without one.',
      where: directory,
      hint: 'Pass the directory that you use with `stillwatch serve` or `analyze --data`.',
    };
  }
  return unusableTarget(directory, out) ?? notEmpty(out);
}

/** Why this path can never be the target of a backup of the directory; null if it can. */
export function unusableTarget(directory: string, out: string): Problem | null {
  if (PATTERN_CHARACTERS.test(out)) {
    return {
      code: 'data_directory_name',
      message: 'Expected a path without the characters * ? { }, got one with them.',
      where: out,
      hint: 'The embedded engine interprets these as patterns. Choose another directory.',
    };
  }
  if (`${out}/`.startsWith(`${directory}/`)) {
    return {
      code: 'backup_target_unusable',
      message: 'Expected a target outside the data directory, got one inside.',
      where: out,
      hint: 'Choose a directory on another disk.',
    };
  }
  return null;
}

/** The problem of a target directory that has files in it or cannot be created; null otherwise. Nothing is overwritten. */
export function notEmpty(folder: string): Problem | null {
  if (!existsSync(folder) && existsSync(dirname(folder))) return null;
  try {
    if (!existsSync(folder)) mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
    else if (readdirSync(folder).length > 0) {
      return {
        code: 'backup_target_unusable',
        message: 'Expected a directory that is empty or does not exist, got one that contains files.',
        where: folder,
        hint: 'Choose another directory, or move the files away.',
      };
    }
    return null;
  } catch (error) {
    return {
      code: 'backup_target_unusable',
      message: `Expected a usable directory, got ${(error as NodeJS.ErrnoException).code}.`,
      where: folder,
      hint: 'Check the path, its owner and its permissions.',
    };
  }
}

/** Reads a passphrase or key from a file, without the trailing line break. Problem code: `path_unreadable`. */
export function readPassphrase(path: string): Result<string> {
  try {
    return ok(readFileSync(path, 'utf8').replace(/\r?\n$/, ''));
  } catch (error) {
    return fail({
      code: 'path_unreadable',
      message: `Expected a file with a passphrase, got ${(error as NodeJS.ErrnoException).code}.`,
      where: path,
      hint: 'Check the path and the permissions of the file.',
    });
  }
}
