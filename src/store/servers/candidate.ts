/**
 * Stands for a lead for as long as a node runs: takes it when it is free, and again when it was lost. Whoever does what one
 * node alone may do asks here whether it is this one.
 */
import { type Problem, ProblemError } from '../../base/problem.ts';
import type { Lead, LeaderLocks } from './leader.ts';

export interface LeaderCandidate {
  isLeader(): boolean;
  /** Calls back when this node begins or ceases to lead; gives a function that ends it. */
  onChange(listener: (leads: boolean) => void): () => void;
  stats(): { readonly leads: 0 | 1; readonly elections: number; readonly failures: number };
  /** Resigns and stands no more. */
  stop(): Promise<void>;
}

export interface CandidateOptions {
  /** Between two attempts to lead, in ms: how long a name is without a leader when one is lost. */
  readonly every?: number;
  /** An attempt failed, as when the server is down; the next one comes by itself. */
  readonly onProblem?: (problem: Problem) => void;
}

const EVERY = 5_000;

export function standFor(
  leadership: LeaderLocks,
  name: string,
  options: CandidateOptions = {},
): LeaderCandidate {
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
      // First whoever leads here ends, then another node may begin.
      tell(false);
      await held.resign();
    },
  };
}
