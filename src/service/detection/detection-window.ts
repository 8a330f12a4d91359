/**
 * The window that detection covers: where it lies, and what the last run found in it. It ends at the clock, or, for a log of the
 * past, at the newest exchange that is stored. The record store keeps it with the run, so that every node says the same.
 */
import type { Kysely } from 'kysely';
import type { Clock } from '../../base/clock.ts';
import type { InputWarning } from '../../model/input-warnings.ts';
import type { RunSummary } from '../../model/summary.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';

/** Where the window ends: at the clock, or at the newest exchange stored. */
export const WINDOW_ENDS = ['clock', 'newest_exchange'] as const;
export type WindowEnd = (typeof WINDOW_ENDS)[number];

/** The window's beginning moves on by this share of its length at once: where it moves, everything is counted anew. */
export const WINDOW_STEP = 1 / 45;

/** The window of one run. Times in ms since the epoch. */
export interface CoveredWindow {
  readonly from: number;
  readonly to: number;
  readonly end: WindowEnd;
  /** Exchanges in the store that are older than the window. */
  readonly outside: number;
  /** What is suspicious about its exchanges as a whole. */
  readonly warnings: readonly InputWarning[];
}

/** The window of the last run; before the first, the one that it will have. */
export interface CurrentWindow extends CoveredWindow {
  /** When the last run ended; null before the first. */
  readonly finished: number | null;
  /** Exchanges in the window. */
  readonly exchanges: number;
  /** Whether the exchanges are sample data. */
  readonly sample: boolean;
}

export interface WindowReader {
  current(): Promise<CurrentWindow>;
}

/** What a run's summary says of its window. */
export function windowParameters({ from, to, end, outside }: CoveredWindow): RunSummary['parameters'] {
  return { window_from: from, window_to: to, window_end: end, outside_window: outside };
}

export function createWindowReader(
  db: Kysely<RecordTables>,
  {
    clock,
    window,
    end,
    sample = false,
  }: { readonly clock: Clock /** ms. */; readonly window: number; readonly end: WindowEnd; readonly sample?: boolean },
): WindowReader {
  return {
    async current() {
      const row = await db
        .selectFrom('runs')
        .select(['finished', 'summary'])
        .orderBy('run', 'desc')
        .limit(1)
        .executeTakeFirst();
      const now = clock();
      const none: CurrentWindow = {
        from: now - window,
        to: now,
        end,
        outside: 0,
        warnings: [],
        finished: null,
        exchanges: 0,
        sample,
      };
      if (row === undefined) return none;
      const { parameters, totals, input } = JSON.parse(row.summary) as Partial<RunSummary>;
      const finished = Number(row.finished);
      // Runs of earlier versions, and of `analyze` on this directory, say nothing of it.
      if (typeof parameters?.window_from !== 'number')
        return { ...none, from: finished - window, to: finished, finished, exchanges: totals?.exchanges ?? 0 };
      return {
        from: parameters.window_from,
        to: Number(parameters.window_to),
        end: parameters.window_end === 'newest_exchange' ? 'newest_exchange' : 'clock',
        outside: Number(parameters.outside_window),
        warnings: input?.warnings ?? [],
        finished,
        exchanges: totals?.exchanges ?? 0,
        sample,
      };
    },
  };
}
