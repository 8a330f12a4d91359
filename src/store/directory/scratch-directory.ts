/**
 * Temporary data directories: made under the system's temporary folder, removed on close. What a killed process
 * left behind is removed by the next one that starts. Leaves out what is inside (data-directory.ts).
 */
import { lstatSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { HOUR } from '../../base/clock.ts';
import { lockIsAbandoned } from './directory-lock.ts';
import { LOCK_FILE } from './lock-file.ts';

const PREFIX = 'stillwatch-scratch-';
/** A directory without a lock is one whose maker died between the two steps, if it is older than this. */
const UNLOCKED_MS = HOUR;

/** STILLWATCH_TMPDIR, or the system's temporary folder. */
export function scratchRoot(env: NodeJS.ProcessEnv): string {
  return realpathSync(env.STILLWATCH_TMPDIR || tmpdir());
}

/** Makes a new, empty directory that only this user can read. */
export function makeScratchDirectory(root: string): string {
  return mkdtempSync(join(root, PREFIX));
}

/** Removes a directory with everything in it. */
export function removeDirectory(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes the directories of processes that are gone; returns how many. Other users' directories and links are left alone. */
export function sweepScratchDirectories(root: string, clock: Clock): number {
  let removed = 0;
  for (const name of readdirSync(root)) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(root, name);
    try {
      const found = lstatSync(path);
      if (!found.isDirectory() || found.uid !== process.getuid?.()) continue;
      const unlocked = !readdirSync(path).includes(LOCK_FILE) && clock() - found.mtimeMs > UNLOCKED_MS;
      if (!unlocked && !lockIsAbandoned(path)) continue;
      removeDirectory(path);
      removed++;
    } catch {
      // Another process swept it first, or its owner closes it now: gone either way.
    }
  }
  return removed;
}
