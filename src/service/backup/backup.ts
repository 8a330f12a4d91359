/**
 * Makes a backup of an embedded data directory: both stores, every other file of it, a manifest. The directory's lock is
 * held meanwhile, so nothing changes and nothing is half there. Written beside its place and renamed when it is complete.
 * The key is sealed under a passphrase or left out: it is never in a backup as it is.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import { identityKey, readVersion, renameDurably } from '../../store/directory/directory-files.ts';
import { type DirectoryLock, lockDirectory } from '../../store/directory/directory-lock.ts';
import { exportStores } from '../../store/directory/store-export.ts';
import { PATTERN_CHARACTERS } from '../../store/exchanges/chdb-engine.ts';
import { engineProblem } from '../../store/exchanges/clickhouse-engine.ts';
import { finishDraft, LEFT_OUT, OTHER_FOLDER, writeSealedKey } from './draft.ts';
import type { Manifest } from './manifest.ts';

export interface BackupOptions {
  readonly data: string;
  /** A folder that does not exist, or is empty. */
  readonly out: string;
  /** Absent: the key is left out. */
  readonly passphrase?: string;
  readonly clock: Clock;
}

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
  for (const name of readdirSync(directory)) {
    if (LEFT_OUT.test(name)) continue;
    cpSync(join(directory, name), join(draft, OTHER_FOLDER, name), { recursive: true });
  }
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
      hint: 'Pass the folder that `stillwatch serve` or `analyze --data` was given.',
    };
  }
  return unusableTarget(directory, out) ?? notEmpty(out);
}

/** Why a backup of the directory cannot be at this path, whatever is there. */
export function unusableTarget(directory: string, out: string): Problem | null {
  if (PATTERN_CHARACTERS.test(out)) {
    return {
      code: 'data_directory_name',
      message: 'Expected a path without the characters * ? { }, got one that has them.',
      where: out,
      hint: 'The embedded engine reads these as patterns: choose another folder.',
    };
  }
  if (`${out}/`.startsWith(`${directory}/`)) {
    return {
      code: 'backup_target_unusable',
      message: 'Expected a folder outside of the data directory, got one within.',
      where: out,
      hint: 'Choose a folder on another disk.',
    };
  }
  return null;
}

/** A folder that is there must be empty: nothing of somebody's is written over. */
export function notEmpty(folder: string): Problem | null {
  if (!existsSync(folder) && existsSync(dirname(folder))) return null;
  try {
    if (!existsSync(folder)) mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
    else if (readdirSync(folder).length > 0) {
      return {
        code: 'backup_target_unusable',
        message: 'Expected a folder that is empty or does not exist, got one with something in it.',
        where: folder,
        hint: 'Choose another, or move what is there away.',
      };
    }
    return null;
  } catch (error) {
    return {
      code: 'backup_target_unusable',
      message: `Expected a folder, got ${(error as NodeJS.ErrnoException).code}.`,
      where: folder,
      hint: 'Check the path, its owner and its mode.',
    };
  }
}

/** A passphrase or key as a file holds it: without the line's end. */
export function readPassphrase(path: string): Result<string> {
  try {
    return ok(readFileSync(path, 'utf8').replace(/\r?\n$/, ''));
  } catch (error) {
    return fail({
      code: 'path_unreadable',
      message: `Expected a file with a passphrase, got ${(error as NodeJS.ErrnoException).code}.`,
      where: path,
      hint: 'Check the path and its mode.',
    });
  }
}
