/**
 * The exit codes of the command line: part of the contract, so they never change meaning.
 * docs/reference/command-line.md lists them; a test keeps the two alike.
 */
import type { Problem } from '../base/problem.ts';

export const EXIT = {
  ok: 0,
  /** A bug in Stillwatch. */
  bug: 1,
  /** The command line was not understood. */
  usage: 2,
  /** The input could not be used: nothing readable, wrong file. */
  input: 3,
  /** The machine, not the input: locked directory, full disk, engine missing. */
  environment: 4,
  /** `--fail-on`: an account reached the action. */
  failOn: 10,
  /** Ctrl-C or SIGTERM (128 + SIGINT). */
  interrupted: 130,
} as const;

/** Codes that speak of the machine. Every other code is about the input, except usage and interrupted. */
const ENVIRONMENT_CODES: ReadonlySet<string> = new Set([
  'data_directory_locked',
  'data_directory_newer',
  'data_directory_invalid',
  'data_directory_unusable',
  'disk_full',
  'engine_missing',
  'engine_failed',
  'migration_failed',
  'no_permission',
  'out_of_memory',
  'output_unwritable',
  'simulator_missing',
  'store_failed',
  'too_many_open_files',
  'worker_failed',
]);

export function exitCodeOf(problem: Problem): number {
  if (problem.code === 'interrupted') return EXIT.interrupted;
  if (problem.code === 'usage') return EXIT.usage;
  return ENVIRONMENT_CODES.has(problem.code) ? EXIT.environment : EXIT.input;
}
