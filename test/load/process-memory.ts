/** Memory of a process and everything it started, as Linux counts it. */
import { processTree, statusField } from '../process-tree.ts';

export interface ProcessMemory {
  /** All resident memory, and the part of it that is no page of a file; bytes. */
  readonly resident: number;
  readonly anonymous: number;
}

/** Processes that end meanwhile count as nothing. */
export function treeMemory(pid: number): ProcessMemory {
  const pids = processTree(pid);
  const sum = (field: string): number => pids.reduce((all, one) => all + 1_024 * Number(statusField(one, field)), 0);
  return { resident: sum('VmRSS'), anonymous: sum('RssAnon') };
}
