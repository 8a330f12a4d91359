/**
 * An exclusive lock on a directory: the file `lock` in it. Its holder keeps it open under a lock of the kernel (kernel-lock.ts), which
 * ends with the process and with nothing else; where that kernel is the only one to reach the directory, it alone decides. Elsewhere
 * (network file systems) what the file says counts as well: a holder whose process cannot be checked has abandoned its lock
 * when it has not touched it for a while.
 *
 * The file is written to a draft and appears whole: linked if there is none, or renamed over that of a dead holder by the process that
 * has the kernel's lock on it. Those who are refused have written nothing. Decision 38 gives the reasons. Leaves out
 * waiting for a lock.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { type DirectoryLock, endProcess, heldLock, type OnLost } from './held-lock.ts';
import { isOnOneKernel, takeKernelLock } from './kernel-lock.ts';
import { LOCK_FILE, type LockHolder, lockedProblem, parseHolder, type SeenLock, SILENT_MS, seeLock } from './lock-file.ts';
import { currentProcess, isSameKernel, livenessOf } from './process-identity.ts';

/** Waits while another process looks at a lock or replaces it: their length in ms, and their number. */
const RETRY_MS = 10;
const ATTEMPTS = 30;

/**
 * Takes the lock, before anything in the directory is opened.
 * @param onLost is called if the lock turns out to be another's later; the default ends the process
 * @returns the lock, or the problem `data_directory_locked`, which says what is known of its holder
 */
export async function lockDirectory(
  directory: string,
  clock: Clock,
  onLost: OnLost = endProcess,
): Promise<Result<DirectoryLock>> {
  const newcomer = new Newcomer(directory, clock);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const outcome = newcomer.attempt();
      if (outcome === 'refused') break;
      if (outcome === 'taken') return ok(newcomer.hold(onLost));
      await sleep(RETRY_MS);
    }
    return fail(newcomer.refusal);
  } finally {
    newcomer.leave();
  }
}

/** Whether the directory has a lock whose process has ended; for the clean-up of temporary directories. */
export function lockIsAbandoned(directory: string): boolean {
  const seen = seeLock(join(directory, LOCK_FILE));
  if (seen === 'absent' || seen === 'moved') return false;
  try {
    return judge(seen, isOnOneKernel(directory)) === 'abandoned';
  } finally {
    closeSync(seen.descriptor);
  }
}

/** The file of a newcomer before it is in place, with the kernel's lock on it where there is one. */
interface Draft {
  readonly path: string;
  readonly descriptor: number;
  readonly token: string;
  readonly kernel: boolean;
}

/** A process that asks for the lock. */
class Newcomer {
  refusal: Problem;
  private readonly directory: string;
  private readonly path: string;
  private readonly clock: Clock;
  private readonly oneKernel: boolean;
  /** Made only when it may be needed. */
  private draft: Draft | null = null;
  private held = false;

  constructor(directory: string, clock: Clock) {
    this.directory = directory;
    this.path = join(directory, LOCK_FILE);
    this.clock = clock;
    this.oneKernel = isOnOneKernel(directory);
    this.refusal = lockedProblem(directory, null, 'kernel');
  }

  attempt(): 'taken' | 'refused' | 'again' {
    const seen = seeLock(this.path);
    if (seen === 'moved') return 'again';
    if (seen === 'absent') return this.settled(linkIfFree(this.drafted().path, this.path));
    try {
      const verdict = judge(seen, this.oneKernel);
      if (verdict !== 'abandoned') this.refusal = lockedProblem(this.directory, seen.holder, verdict);
      // Perhaps another newcomer, which has it for a moment.
      if (verdict === 'kernel') return 'again';
      if (verdict === 'process') return 'refused';
      if (verdict === 'touched' && silence(this.path, this.drafted().path) <= SILENT_MS) return 'refused';
      return this.settled(this.replace(seen));
    } finally {
      closeSync(seen.descriptor);
    }
  }

  hold(onLost: OnLost): DirectoryLock {
    return heldLock({ ...this.drafted(), path: this.path, onLost });
  }

  /** Removes what was made for the attempts, but not the lock. */
  leave(): void {
    if (this.draft === null) return;
    rmSync(this.draft.path, { force: true });
    if (!this.held) closeSync(this.draft.descriptor);
  }

  private settled(taken: boolean): 'taken' | 'again' {
    this.held = taken;
    return taken ? 'taken' : 'again';
  }

  private drafted(): Draft {
    this.draft ??= writeDraft(this.path, this.clock);
    return this.draft;
  }

  private replace(seen: SeenLock): boolean {
    const draft = this.drafted();
    if (seen.kernel !== 'taken')
      return removeAbandoned(this.path, draft.path, seen.holder) && linkIfFree(draft.path, this.path);
    // Nobody else can replace this file: that takes the kernel's lock on it.
    renameSync(draft.path, this.path);
    return true;
  }
}

function writeDraft(lock: string, clock: Clock): Draft {
  const token = randomBytes(16).toString('hex');
  const path = `${lock}.${token}`;
  const descriptor = openSync(path, 'wx', 0o600);
  const kernel = takeKernelLock(descriptor) === 'taken';
  const holder: LockHolder = { ...currentProcess(), token, since: new Date(clock()).toISOString(), kernel };
  try {
    writeSync(descriptor, `${JSON.stringify(holder)}\n`);
  } catch (error) {
    rmSync(path, { force: true });
    closeSync(descriptor);
    throw error;
  }
  return { path, descriptor, token, kernel };
}

/** Who has the lock: a process, as the kernel or its id says; perhaps one (`touched`), if it has touched it lately; or none. */
function judge({ holder, kernel }: SeenLock, oneKernel: boolean): 'kernel' | 'process' | 'touched' | 'abandoned' {
  if (kernel === 'busy') return 'kernel';
  if (holder === null) return 'abandoned';
  const self = currentProcess();
  // A holder with a lock of this kernel would have it still if it lived.
  if (kernel === 'taken' && holder.kernel && (oneKernel || isSameKernel(holder, self))) return 'abandoned';
  const liveness = livenessOf(holder, self, oneKernel);
  if (liveness === 'dead') return 'abandoned';
  return liveness === 'alive' ? 'process' : 'touched';
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

/**
 * Removes an abandoned lock where the kernel has no locks. If two processes find the same one, the slower could remove the new lock of
 * the faster. Therefore the remover takes a second lock for that moment and checks again.
 * @returns false if another process has the second lock
 */
function removeAbandoned(path: string, draft: string, seen: LockHolder | null): boolean {
  const removal = `${path}.removal`;
  if (!linkIfFree(draft, removal)) {
    // Left by a process that died during these few calls.
    if (silence(removal, draft) > SILENT_MS) rmSync(removal, { force: true });
    return false;
  }
  try {
    if (parseHolder(readFileSync(path))?.token === seen?.token) rmSync(path, { force: true });
    return true;
  } catch (error) {
    // It was removed meanwhile.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
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
