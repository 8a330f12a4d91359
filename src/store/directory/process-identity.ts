/**
 * Who is running, well enough to tell whether a process named in a lock file still lives. A process id alone
 * is not enough: after a kill the id is given to someone else, so the kernel's start time of the process is
 * recorded with it. Ids of another container or host say nothing here; for those the answer is `elsewhere`, unless the
 * file system tells that there is no other host.
 * Leaves out locking itself (directory-lock.ts).
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in kernel ticks since boot; null where /proc is absent. */
  readonly start: string | null;
  /** The kernel's boot id; null where /proc is absent. */
  readonly boot: string | null;
  /** The process-id namespace (container); null where /proc is absent. */
  readonly space: string | null;
  readonly host: string;
}

export type Liveness = 'alive' | 'dead' | 'elsewhere';

/** The identity of this process. */
export function currentProcess(): ProcessIdentity {
  return {
    pid: process.pid,
    start: startTime(process.pid),
    boot: orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    space: orNull(() => readlinkSync('/proc/self/ns/pid')),
    host: hostname(),
  };
}

/** Whether both run, or ran, under one kernel that has not restarted since. Without boot ids, the host name decides. */
export function isSameKernel(one: ProcessIdentity, other: ProcessIdentity): boolean {
  return one.boot === other.boot && (one.boot !== null || one.host === other.host);
}

/**
 * Whether `other` still runs, as far as `self` can see.
 * @param oneKernel whether both are known to be on the same machine, perhaps before and after it restarted
 */
export function livenessOf(other: ProcessIdentity, self: ProcessIdentity, oneKernel: boolean): Liveness {
  if (!isSameKernel(other, self)) return oneKernel ? 'dead' : 'elsewhere';
  if (other.space !== self.space) return 'elsewhere';
  if (!exists(other.pid)) return 'dead';
  const start = startTime(other.pid);
  // Without start times the id is taken at its word: refusing is safe, taking over is not.
  return other.start !== null && start !== null && start !== other.start ? 'dead' : 'alive';
}

/** Field 22 of /proc/PID/stat. The command name (field 2) may hold spaces and brackets, so fields are counted behind its last bracket. */
export function startTime(pid: number): string | null {
  const stat = orNull(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  if (stat === null) return null;
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function orNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
