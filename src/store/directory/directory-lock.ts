/**
 * An exclusive lock on a directory, as a file in it: neither embedded engine locks its files, and a second
 * process would corrupt them. The file appears complete and at once (a hard link to a written file), so a reader
 * never sees half of it. A lock whose process is gone is taken over; one held in another container or on another
 * host, which cannot be looked up, counts as gone when its owner has not touched it for a while.
 * Leaves out waiting: a held lock is an answer, not a queue.
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
/** How often the owner touches its lock. */
const BEAT_MS = 10_000;
/** A lock from elsewhere that was not touched for this long has lost its owner. */
const SILENT_MS = 120_000;
/** How long to wait, and how often, while another process removes a stale lock. */
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
  release(): void;
}

/** Takes the lock of `directory`, or says who holds it and since when. */
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
      // It was released between the two looks.
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

/** Whether the directory's lock is there and its owner is gone: what the sweep of left-over directories asks. */
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
      // The directory was removed under us; the engines will say so with more to tell.
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

/** The holder; null when the file is not one of ours (a lock is never seen half written, so it is damaged). */
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
 * Removes a stale lock. Two processes may find the same one, and the slower would remove the faster one's new lock: so
 * whoever removes holds a second lock for that moment and looks again under it. False when another process holds it.
 */
function removeAbandoned(path: string, draft: string, seen: Holder | null): boolean {
  const removal = `${path}.removal`;
  if (!linkIfFree(draft, removal)) {
    // A process that died within these few calls left it.
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

/** How much older than `draft` the file is, by the file system's own clock, which another host shares; 0 when it is gone. */
function silence(path: string, draft: string): number {
  try {
    return statSync(draft).mtimeMs - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function lockedProblem(directory: string, holder: Holder | null) {
  const who =
    holder === null ? 'another process' : `process ${holder.pid} on ${holder.host} since ${holder.since}`;
  return {
    code: 'data_directory_locked',
    message: `Expected a data directory that nobody uses, got one that is held by ${who}.`,
    where: directory,
    hint: 'Wait until it has finished, or use another --data directory. One process at a time can open a data directory.',
  };
}
