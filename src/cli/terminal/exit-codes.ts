/**
 * The exit codes of the command line. They are a contract and never change meaning; docs/reference/command-line.md lists
 * them, and a test compares the two.
 */
import type { Problem } from '../../base/problem.ts';

/** Exit code by name. */
export const EXIT = {
  ok: 0,
  /** A bug in Stillwatch. */
  bug: 1,
  /** The command line or the configuration is wrong. */
  usage: 2,
  /** The input cannot be used: nothing readable, wrong file. */
  input: 3,
  /** The machine or a store, not the input: locked directory, full disk, missing engine. */
  environment: 4,
  /** `--fail-on`: an account reached the action. */
  failOn: 10,
  /** Ctrl-C or SIGTERM (128 + SIGINT). */
  interrupted: 130,
} as const;

/** Codes about the command line or the configuration. */
const USAGE_CODES: ReadonlySet<string> = new Set([
  'usage',
  'bad_option',
  'config_invalid',
  'config_unknown',
  'config_unreadable',
  'option_invalid',
]);

/** Codes about the machine, a data directory or a server. All codes that are in neither set are about the input. */
export const ENVIRONMENT_CODES: ReadonlySet<string> = new Set([
  'audit_broken',
  'audit_head_missing',
  'audit_shortened',
  'address_unusable',
  'data_directory_absent',
  'data_directory_damaged',
  'data_directory_foreign',
  'data_directory_locked',
  'data_directory_lost',
  'data_directory_name',
  'data_directory_newer',
  'data_directory_unusable',
  'demo_directory',
  'disk_full',
  'engine_in_use',
  'exchange_store_failed',
  'identity_key_damaged',
  'identity_key_invalid',
  'identity_key_mismatch',
  'identity_key_missing',
  'identity_key_required',
  'journal_other_version',
  'journal_not_empty',
  'no_permission',
  'out_of_memory',
  'record_store_broken',
  'record_store_failed',
  'rekey_cluster',
  'rekey_disturbed',
  'rekey_file_other',
  'rekey_in_use',
  'rekey_unfinished',
  'service_other',
  'service_unreachable',
  'simulator_missing',
  'key_refused',
  'key_scope',
  'key_unreadable',
  'lookup_failed',
  'one_address',
  'out_unusable',
  'out_of_time',
  'proxy_not_trusted',
  'stop_incomplete',
  'store_closed',
  'store_schema_newer',
  'store_url_invalid',
  'too_many_open_files',
]);

/** The exit code of a command that ends with a problem. */
export function exitCodeOf(problem: Problem): number {
  if (problem.code === 'interrupted') return EXIT.interrupted;
  if (problem.code === 'internal') return EXIT.bug;
  if (USAGE_CODES.has(problem.code)) return EXIT.usage;
  return ENVIRONMENT_CODES.has(problem.code) ? EXIT.environment : EXIT.input;
}
