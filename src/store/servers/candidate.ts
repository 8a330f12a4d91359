/**
 * Keeps a node a candidate for a lead as long as it runs: it takes the lead when it is free, and again after losing it. Parts
 * whose work only one node may do ask here whether this node leads.
 */
import { type Problem, ProblemError } from '../../base/problem.ts';
import type { Lead, LeaderLocks } from './leader.ts';

export interface LeaderCandidate {
  isLeader(): boolean;
  /** Calls `listener` when this node starts or stops leading. @returns a function that removes it */
  onChange(listener: (leads: boolean) => void): () => void;
  stats(): { readonly leads: 0 | 1; readonly elections: number; readonly failures: number };
  /** Resigns and stops being a candidate. */
  stop(): Promise<void>;
}

export interface CandidateOptions {
  /** Interval between attempts to lead, ms (default 5,000): the longest time without a leader after one is lost. */
  readonly every?: number;
  /** Called when an attempt failed, such as when the server is down. Attempts go on. */
  readonly onProblem?: (problem: Problem) => void;
}

const EVERY = 5_000;

/** Makes this node a candidate from now on. */
export function startCandidate(leadership: LeaderLocks, name: string, options: CandidateOptions = {}): LeaderCandidate {
  const listeners = new Set<(leads: boolean) => void>();
  let lead: Lead | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let elections = 0;
  let failures = 0;

  const tell = (leads: boolean): void => {
    for (const listener of listeners) listener(leads);
  };
  const later = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      trying = attempt();
    }, options.every ?? EVERY);
    timer.unref();
  };
  const lost = (): void => {
    lead = null;
    tell(false);
    later();
  };
  const attempt = async (): Promise<void> => {
    try {
      const won = await leadership.tryLead(name, lost);
      if (won === null) return later();
      if (stopped) return await won.resign();
      lead = won;
      elections++;
      tell(true);
    } catch (error) {
      failures++;
      if (!(error instanceof ProblemError)) throw error;
      options.onProblem?.(error.problem);
      later();
    }
  };
  let trying = attempt();

  return {
    isLeader: () => lead?.held() === true,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stats: () => ({ leads: lead?.held() === true ? 1 : 0, elections, failures }),
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await trying;
      const held = lead;
      lead = null;
      if (held === null) return;
      // Stop the work of the leader first, so that it does not overlap with that of another node.
      tell(false);
      await held.resign();
    },
  };
}
