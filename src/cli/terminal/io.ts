/**
 * What a command may use of the process: streams, environment, clock, interrupts. Commands take it as an argument, so
 * that tests can replace all of it.
 */
import picocolors from 'picocolors';
import { type Clock, monotonicClock, systemClock } from '../../base/clock.ts';
import type { ByteInput } from '../../ingest/byte-stream.ts';
import { isPipe, PipeInput } from './pipe-input.ts';

/** A stream for text; a terminal when isTTY is true. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The process as commands see it. */
export interface Io {
  readonly stdin: ByteInput & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly monotonic: Clock;
  /** Calls back on Ctrl-C and SIGTERM until the returned function is called. */
  onInterrupt(handler: () => void): () => void;
  /** Calls back with uncaught exceptions instead of printing their messages, until the returned function is called. */
  onCrash(handler: (error: unknown) => void): () => void;
  /** Ends the process now: the second Ctrl-C. */
  exitNow(code: number): void;
}

/** The real process. */
export function processIo(): Io {
  let stdin: Io['stdin'] | undefined;
  return {
    get stdin() {
      // Created on first use: an unused stream costs two milliseconds at every start.
      stdin ??= isPipe(0) ? new PipeInput(0) : process.stdin;
      return stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    clock: systemClock,
    monotonic: monotonicClock,
    onInterrupt(handler) {
      process.on('SIGINT', handler);
      process.on('SIGTERM', handler);
      return () => {
        process.off('SIGINT', handler);
        process.off('SIGTERM', handler);
      };
    },
    onCrash(handler) {
      // Unhandled rejections arrive here as well.
      process.on('uncaughtException', handler);
      return () => process.off('uncaughtException', handler);
    },
    exitNow: (code) => process.exit(code),
  };
}

/** Functions that colour a text, or leave it as it is. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours for one stream. NO_COLOR and FORCE_COLOR decide first, then whether the stream is a terminal with colours. */
export function colorsFor(output: Output, env: Io['env']): Colors {
  return picocolors.createColors(wantsColor(output, env));
}

function wantsColor(output: Output, env: Io['env']): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') return env.FORCE_COLOR !== '0';
  return output.isTTY === true && env.TERM !== 'dumb';
}
