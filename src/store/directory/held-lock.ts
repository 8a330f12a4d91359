/**
 * The lock of a data directory in the hands of its holder: touched at every beat, and compared with what the holder took before
 * anything is written. A process that finds the lock gone or another's ends before it writes again, because another process may
 * have opened the stores by then. Leaves out how the lock is taken (directory-lock.ts).
 */
import { closeSync, fstatSync, futimesSync, readFileSync, rmSync, type Stats, writeSync } from 'node:fs';
import { uptime } from 'node:os';
import { type Problem, ProblemError } from '../../base/problem.ts';
import { BEAT_MS, holderName, isSameFile, parseHolder, SILENT_MS } from './lock-file.ts';

export interface DirectoryLock {
  /**
   * Call it before each write to the directory: a few microseconds.
   * @throws ProblemError `data_directory_lost` if the lock is no longer this process's
   */
  readonly check: () => void;
  /** Releases the lock. Further calls have no effect. */
  release(): void;
}

/** Called once when a process finds that it lost its lock. */
export type OnLost = (problem: Problem) => void;

export interface HeldLock {
  readonly path: string;
  /** Open on the lock file. */
  readonly descriptor: number;
  /** What the file names its holder by. */
  readonly token: string;
  /** Whether the kernel keeps others out. If not, a pause after which others may take over ends the process. */
  readonly kernel: boolean;
  readonly onLost: OnLost;
  /** Seconds that never go back and go on while the machine sleeps. */
  readonly monotonic?: () => number;
}

/** Keeps a lock that was taken. */
export function heldLock({ path, descriptor, token, kernel, onLost, monotonic = uptime }: HeldLock): DirectoryLock {
  const file = fstatSync(descriptor);
  let touched = monotonic();
  let lost: Problem | null = null;
  let released = false;

  const lossNow = (whole: boolean): Problem | null =>
    lossOf({ path, file, token }, whole) ?? (kernel ? null : pauseProblem(path, monotonic() - touched));
  const assertMine = (whole: boolean): void => {
    if (released) return;
    if (lost === null) {
      lost = lossNow(whole);
      if (lost === null) return;
      end();
      onLost(lost);
    }
    throw new ProblemError(lost);
  };
  const beat = setInterval(() => {
    try {
      assertMine(true);
      const now = new Date();
      futimesSync(descriptor, now, now);
      touched = monotonic();
    } catch {
      // Lost, which onLost has heard, or a broken disk, about which the stores say more.
    }
  }, BEAT_MS);
  beat.unref();
  const end = (): void => clearInterval(beat);
  return {
    check: () => assertMine(false),
    release() {
      if (released) return;
      end();
      if (lost === null && lossOf({ path, file, token }, true) === null) rmSync(path, { force: true });
      released = true;
      closeSync(descriptor);
    },
  };
}

/** Ends the process where it stands: anything more orderly would write to the stores, which are another process's now. */
export function endProcess({ message, where, hint }: Problem): void {
  writeSync(2, `error data_directory_lost: ${message}\n  at    ${where}\n  hint  ${hint}\n`);
  process.kill(process.pid, 'SIGKILL');
}

interface OwnLock {
  readonly path: string;
  readonly file: Pick<Stats, 'dev' | 'ino'>;
  readonly token: string;
}

/**
 * How the lock was lost; null if it was not, or if the disk does not say: the write that follows fails by itself.
 * @param whole whether to read the token even of a file with the same inode
 */
function lossOf({ path, file, token }: OwnLock, whole: boolean): Problem | null {
  try {
    if (!whole && isSameFile(path, file)) return null;
    const found = readFileSync(path);
    const holder = parseHolder(found);
    // Some network file systems number their inodes anew: the token decides.
    if (holder?.token === token) return null;
    return lostProblem(path, holder === null ? 'a file that names no process' : `that of ${holderName(holder)}`);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? lostProblem(path, 'none') : null;
  }
}

/** Others take over from a holder that has been silent, so one that was must not go on. @param silent since the last touch, s */
function pauseProblem(path: string, silent: number): Problem | null {
  if (silent * 1_000 < SILENT_MS - BEAT_MS) return null;
  return lostProblem(path, `one that was not renewed for ${Math.round(silent)} s and that others may have taken`);
}

function lostProblem(path: string, got: string): Problem {
  return {
    code: 'data_directory_lost',
    message: `Expected this process's own lock on the data directory, got ${got}.`,
    where: path,
    hint: 'The process has ended before it wrote again. Let one process use the directory, and do not remove its lock file by hand.',
  };
}
