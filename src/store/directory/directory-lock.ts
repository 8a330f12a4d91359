/**
 * An exclusive lock on a directory, as a file in it. It is needed because neither embedded engine locks its files, and a second
 * process would corrupt them. The file is created atomically (a hard link to a complete file), so it is never read half written.
 * A lock whose process has ended is taken over. A lock from another container or host, whose process cannot be checked, is
 * abandoned when its owner has not touched it for a while. Leaves out waiting for a lock.
 */
import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Result } from '../../base/problem.ts';
import { currentProcess, livenessOf, type ProcessIdentity } from './process-identity.ts';

export const LOCK_FILE = 'lock';
/** How often the owner touches its lock, ms. */
const BEAT_MS = 10_000;
/** A lock from elsewhere is abandoned if it was not touched for this long, ms. */
const SILENT_MS = 120_000;
/** Waits while another process removes an abandoned lock: their length in ms, and their number. */
const RETRY_MS = 10;
const ATTEMPTS = 50;

const Holder = z.object({
  pid: z.number().int().positive(),
  start: z.string().nullable(),
  boot: z.string().nullable(),
  space: z.string().nullable(),
  host: z.string(),
  token: z.string().min(1),
  since: z.string(),
});
type Holder = z.infer<typeof Holder>;

export interface DirectoryLock {
  /** Releases the lock. Further calls have no effect. */
  release(): void;
}

/** Takes the lock. Problem code: `data_directory_locked`, which says who holds it and since when. */
export async function lockDirectory(directory: string, clock: Clock): Promise<Result<DirectoryLock>> {
  const path = join(directory, LOCK_FILE);
  const self = currentProcess();
  const token = randomBytes(16).toString('hex');
  const mine: Holder = { ...self, token, since: new Date(clock()).toISOString() };
  const draft = `${path}.${token}`;
  writeFileSync(draft, `${JSON.stringify(mine)}\n`, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (linkIfFree(draft, path)) return ok(heldLock(path, token));
      const seen = readHolder(path);
      // It was released in between.
      if (seen === 'absent') continue;
      if (seen !== null && !isAbandoned(path, draft, seen, self)) return fail(lockedProblem(directory, seen));
      if (!removeAbandoned(path, draft, seen)) await sleep(RETRY_MS);
    }
    const holder = readHolder(path);
    return fail(lockedProblem(directory, holder === 'absent' ? null : holder));
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Whether the directory has a lock whose process has ended; for the clean-up of temporary directories. */
export function lockIsAbandoned(directory: string): boolean {
  const path = join(directory, LOCK_FILE);
  const holder = readHolder(path);
  if (holder === 'absent') return false;
  return holder === null || livenessOf(holder, currentProcess()) === 'dead';
}

function heldLock(path: string, token: string): DirectoryLock {
  const beat = setInterval(() => {
    try {
      const now = new Date();
      utimesSync(path, now, now);
    } catch {
      // The directory was removed; the engines will report it in more detail.
    }
  }, BEAT_MS);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      const holder = readHolder(path);
      if (holder !== 'absent' && holder?.token === token) rmSync(path, { force: true });
    },
  };
}

function linkIfFree(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The holder of the lock; null if the file is damaged, since a lock is never read half written. */
function readHolder(path: string): Holder | 'absent' | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return 'absent';
  }
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function isAbandoned(path: string, draft: string, holder: Holder, self: ProcessIdentity): boolean {
  const liveness = livenessOf(holder, self);
  if (liveness !== 'elsewhere') return liveness === 'dead';
  return silence(path, draft) > SILENT_MS;
}

/**
 * Removes an abandoned lock. If two processes find the same one, the slower could remove the new lock of the faster. Therefore
 * the remover takes a second lock for that moment and checks again. @returns false if another process has the second lock
 */
function removeAbandoned(path: string, draft: string, seen: Holder | null): boolean {
  const removal = `${path}.removal`;
  if (!linkIfFree(draft, removal)) {
    // Left by a process that died during these few calls.
    if (silence(removal, draft) > SILENT_MS) rmSync(removal, { force: true });
    return false;
  }
  try {
    const now = readHolder(path);
    if (now !== 'absent' && now?.token === seen?.token) rmSync(path, { force: true });
    return true;
  } finally {
    rmSync(removal, { force: true });
  }
}

/** How much older than `draft` the file is, ms, by the clock of the file system, which all hosts share; 0 if it is gone. */
function silence(path: string, draft: string): number {
  try {
    return statSync(draft).mtimeMs - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function lockedProblem(directory: string, holder: Holder | null) {
  const who = holder === null ? 'another process' : `process ${holder.pid} on ${holder.host} since ${holder.since}`;
  return {
    code: 'data_directory_locked',
    message: `Expected a data directory that is not in use, got one that is used by ${who}.`,
    where: directory,
    hint: 'Wait until it has finished, or use another --data directory. Only one process at a time can use a data directory.',
  };
}
