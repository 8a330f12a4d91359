/**
 * What a command may touch of the outside: streams, environment, clock, interrupts. Commands take it as an
 * argument, so a test can hold all of it in its hands.
 */
import picocolors from 'picocolors';
import { type Clock, systemClock } from '../../base/clock.ts';
import type { ByteInput } from '../../ingest/byte-stream.ts';
import { isPipe, PipeInput } from './pipe-input.ts';

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Io {
  readonly stdin: ByteInput & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Calls back on Ctrl-C and SIGTERM until the returned function is called. */
  onInterrupt(handler: () => void): () => void;
  /** Calls back with what nobody caught, instead of printing its words, until the returned function is called. */
  onCrash(handler: (error: unknown) => void): () => void;
  /** Ends the process now: the second Ctrl-C. */
  exitNow(code: number): void;
}

/** The real process. */
export function processIo(): Io {
  let stdin: Io['stdin'] | undefined;
  return {
    get stdin() {
      // Made when somebody asks: a stream that nobody reads costs a start two milliseconds.
      stdin ??= isPipe(0) ? new PipeInput(0) : process.stdin;
      return stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    clock: systemClock,
    onInterrupt(handler) {
      process.on('SIGINT', handler);
      process.on('SIGTERM', handler);
      return () => {
        process.off('SIGINT', handler);
        process.off('SIGTERM', handler);
      };
    },
    onCrash(handler) {
      // Rejections that nobody handles come here as well.
      process.on('uncaughtException', handler);
      return () => process.off('uncaughtException', handler);
    },
    exitNow: (code) => process.exit(code),
  };
}

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours for one stream: NO_COLOR and FORCE_COLOR first, then whether it is a terminal that has any. */
export function colorsFor(output: Output, env: Io['env']): Colors {
  return picocolors.createColors(wantsColor(output, env));
}

function wantsColor(output: Output, env: Io['env']): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR !== '0';
  return output.isTTY === true && env.TERM !== 'dumb';
}
