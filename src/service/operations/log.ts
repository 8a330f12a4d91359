/**
 * The log: JSON lines through pino, without customer data. A request is logged as its method, route, status, duration and the
 * public id of its caller; an error as its kind, code and stack frames, since messages of other libraries may quote data.
 * Repeated lines are counted instead of written. Leaves out the observation of requests (src/api/request-observer.ts).
 */
import { type Logger, pino } from 'pino';
import { type Clock, monotonicClock } from '../../base/clock.ts';
import { type Problem, ProblemError } from '../../base/problem.ts';
import type { Config } from '../config/schema.ts';

export interface LogOptions {
  readonly level: Config['log']['level'];
  readonly clock: Clock;
  /** Measures the intervals in which repeated lines are counted. Absent: that of the process. */
  readonly monotonic?: Clock;
  readonly output: { write(text: string): unknown };
}

export interface Log {
  readonly logger: Logger;
  /** Number of lines that were counted instead of written. */
  suppressed(): number;
}

/** Lines of one kind written per interval; the next line after it says how many were suppressed. */
const MOST = 20;
const INTERVAL_MS = 10_000;
/** Maximum number of kinds remembered. */
const KINDS = 1_000;
const FRAMES = 12;

/** Makes the log of one process. */
export function createLog({ level, clock, monotonic = monotonicClock, output }: LogOptions): Log {
  const limit = createRepeatLimit(monotonic);
  const logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date(clock()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        err: errorForLog,
        error: errorForLog,
        problem: problemForLog,
        req: () => undefined,
        res: () => undefined,
      },
      hooks: {
        logMethod(args, method, number) {
          const [first, words] = args as unknown as [unknown, string | undefined];
          const fields = fieldsOf(first);
          const text = typeof first === 'string' ? first : (words ?? '');
          const missed = limit.take(`${number} ${text} ${fields.route ?? ''} ${fields.status ?? ''}`);
          if (missed === null) return;
          const more = missed === 0 ? fields : { ...fields, suppressed: missed };
          method.apply(this, [more, text] as unknown as Parameters<typeof method>);
        },
      },
    },
    { write: (text: string) => void output.write(text) },
  );
  return { logger, suppressed: limit.suppressed };
}

interface Fields {
  readonly err?: unknown;
  readonly route?: string;
  readonly status?: number;
}

/** For a bare error, pino would use the error's message as the line's. */
function fieldsOf(first: unknown): Fields {
  if (first instanceof Error) return { err: first };
  return typeof first === 'object' && first !== null ? first : {};
}

function createRepeatLimit(monotonic: Clock) {
  const kinds = new Map<string, { from: number; written: number; missed: number }>();
  let suppressed = 0;
  return {
    /** @returns null if the line must not be written; else how many lines of its kind were suppressed before it */
    take(kind: string): number | null {
      const now = monotonic();
      let seen = kinds.get(kind);
      if (seen === undefined || now - seen.from >= INTERVAL_MS) {
        const missed = seen?.missed ?? 0;
        if (kinds.size >= KINDS) kinds.clear();
        seen = { from: now, written: 1, missed: 0 };
        kinds.set(kind, seen);
        return missed;
      }
      if (seen.written < MOST) {
        seen.written++;
        return 0;
      }
      seen.missed++;
      suppressed++;
      return null;
    },
    suppressed: () => suppressed,
  };
}

/** Kind, code and stack frames; the message only if it is our own: of invariants and problems. */
function errorForLog(error: unknown): object {
  if (error instanceof ProblemError) return problemForLog(error.problem);
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code } = error as NodeJS.ErrnoException;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim());
  return {
    kind: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.message.startsWith('invariant broken:') ? { message: error.message } : {}),
    frames,
  };
}

function problemForLog({ code, message, where, hint }: Problem): object {
  return { code, message, where, hint };
}
