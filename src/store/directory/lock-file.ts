/**
 * The lock file of a data directory: what it says, how it is looked at without changing anything, and what a refusal says of its
 * holder. Leaves out taking it (directory-lock.ts) and keeping it (held-lock.ts).
 */
import { closeSync, fstatSync, openSync, readFileSync, type Stats, statSync } from 'node:fs';
import { z } from 'zod';
import type { Problem } from '../../base/problem.ts';
import { type KernelLock, takeKernelLock } from './kernel-lock.ts';

export const LOCK_FILE = 'lock';
/** How often the holder touches its lock, ms. */
export const BEAT_MS = 10_000;
/** A lock that the kernel says nothing about is abandoned if it was not touched for this long, ms. */
export const SILENT_MS = 120_000;

const LockHolder = z.object({
  pid: z.number().int().positive(),
  start: z.string().nullable(),
  boot: z.string().nullable(),
  space: z.string().nullable(),
  host: z.string(),
  token: z.string().min(1),
  since: z.string(),
  /** Whether the holder has the kernel's lock on the file; versions without one do not say. */
  kernel: z.boolean().default(false),
});
export type LockHolder = z.infer<typeof LockHolder>;

export interface SeenLock {
  /** Open on the file that was seen; has the kernel's lock if that was free. */
  readonly descriptor: number;
  /** Null if the file is damaged: a lock is never read half written. */
  readonly holder: LockHolder | null;
  readonly kernel: KernelLock;
}

/** Looks at the lock at `path`. `moved`: it was replaced or removed meanwhile. The caller closes the descriptor. */
export function seeLock(path: string): SeenLock | 'absent' | 'moved' {
  let descriptor: number;
  try {
    // For writing, which the kernel's lock requires; nothing is written.
    descriptor = openSync(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent';
    throw error;
  }
  const kernel = takeKernelLock(descriptor);
  if (isSameFile(path, fstatSync(descriptor))) return { descriptor, kernel, holder: parseHolder(readFileSync(descriptor)) };
  closeSync(descriptor);
  return 'moved';
}

/** Whether the file at `path` is this one. Throws what the file system throws, except for a file that is not there. */
export function isSameFile(path: string, { dev, ino }: Pick<Stats, 'dev' | 'ino'>): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.ino === ino && found.dev === dev;
}

/** The holder that the bytes of a lock file name; null if they are damaged. */
export function parseHolder(bytes: Buffer): LockHolder | null {
  try {
    return LockHolder.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return null;
  }
}

/** A process as a lock file names it. */
export function holderName({ pid, host, since }: LockHolder): string {
  return `process ${pid} on ${host} since ${since}`;
}

/**
 * The problem of a directory whose lock cannot be taken, with what is known and no more.
 * @param known `kernel`: the kernel says that a process has it; `process`: its process runs here; `touched`: nothing can be checked,
 *   but it was touched lately
 */
export function lockedProblem(
  directory: string,
  holder: LockHolder | null,
  known: 'kernel' | 'process' | 'touched',
): Problem {
  const named = holder === null ? 'a process that its lock file does not name' : holderName(holder);
  const [got, hint] = {
    kernel: [
      `one that a running process has locked; the lock file names ${named}`,
      'The process runs on this machine, perhaps in another container, or is halted. Stop it, or use another --data directory.',
    ],
    process: [`one that is used by ${named}`, 'Wait until it has finished, or use another --data directory.'],
    touched: [
      `one with the lock of ${named}, which cannot be checked from here and was renewed less than ${SILENT_MS / 1_000} s ago`,
      'If that process still runs, stop it or use another --data directory. If it has ended, start again in two minutes.',
    ],
  }[known];
  return {
    code: 'data_directory_locked',
    message: `Expected a data directory that is not in use, got ${got}.`,
    where: directory,
    hint: `${hint} Only one process at a time can use a data directory.`,
  };
}
