/** Processes with everything they started, as Linux lists them. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process and all its descendants. */
export function processTree(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    const parent = Number(statusField(Number(name), 'PPid'));
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [pid];
  for (const one of tree) tree.push(...(children.get(one) ?? []));
  return tree;
}

/** A field of `/proc/PID/status` up to its first blank; empty if the process has ended. */
export function statusField(pid: number, name: string): string {
  try {
    return new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}

/** Halts processes where they stand; resolves when no thread of theirs can answer anybody any more. */
export async function haltProcesses(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGSTOP');
  // T: stopped, Z and nothing: ended. D: in the middle of a system call, after which it stops.
  while (pids.some((pid) => !['T', 'Z', 'D', ''].includes(statusField(pid, 'State')))) await delay(1);
}

/** Ends processes where they stand; resolves when they are gone. */
export async function killProcesses(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGKILL');
  while (pids.some(isAlive)) await delay(5);
}

/** Whether any thread is left: the first one is a zombie as long as others hold the files. */
function isAlive(pid: number): boolean {
  const state = statusField(pid, 'State');
  if (state !== 'Z') return state !== '';
  try {
    return readdirSync(`/proc/${pid}/task`).length > 1;
  } catch {
    return false;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It has ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
