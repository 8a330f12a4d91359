/**
 * The seam between the exchange store and an engine that speaks ClickHouse's SQL. Everything an engine does the same
 * way goes through `client`; what follows it is the binary part, which the embedded engine does through files and a
 * server does through the request body.
 */
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { Problem } from '../../base/problem.ts';
import { ProblemError } from '../../base/problem.ts';
import type { TableLayout } from './table-layout.ts';

export interface BinaryResult {
  /** Size of the whole result where it is known beforehand. */
  readonly bytes: number | null;
  /**
   * The result in bounded chunks; iterate once, to the end or break. A chunk is good until the next is asked for, and its memory may
   * be handed on to another thread.
   */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** An answer as a file, for whoever goes through it several times. */
export interface SpooledAnswer {
  readonly path: string;
  readonly bytes: number;
}

export interface ClickHouseEngine {
  /** For statements: their failures are thrown as the client gives them, and none is sent twice. */
  readonly client: ClickHouseClient;
  /** How the tables of this engine are laid out. */
  readonly layout: TableLayout;
  /** Queries handed to it at once. */
  readonly inFlight: number;
  /**
   * Appends rows in chunks (`structure`: "name Type, …"): all of them or none, readable and safe from a kill when resolved.
   * A server that failed to answer may have stored them: the same chunks again are then stored once.
   */
  insertRowBinary(table: string, structure: string, rows: readonly Uint8Array[]): Promise<void>;
  /** Runs a SELECT (without FORMAT); a line of JSON a row. */
  readJson(sql: string, params: Record<string, unknown>): Promise<string>;
  /** Runs a SELECT (without FORMAT). */
  readRowBinary(sql: string, params: Record<string, unknown>): Promise<BinaryResult>;
  /** Runs a SELECT (without FORMAT) and leaves its RowBinary in a file, which is the caller's to remove. */
  spoolRowBinary(sql: string, params: Record<string, unknown>): Promise<SpooledAnswer>;
  /** Runs a SELECT that may name, as a table expression, rows which are there for this query alone. */
  readBeside(
    structure: string,
    rows: readonly Uint8Array[],
    sql: (source: string) => string,
  ): Promise<BinaryResult>;
  close(): Promise<void>;
}

/** Limits of one query, so that no query can take the machine down with it. */
export const QUERY_LIMITS = {
  /** Bytes of memory; past it the query fails with a Problem. */
  max_memory_usage: 3_221_225_472,
  /** Bytes of aggregation or sort state after which it goes on on disk, at less than half of the memory limit. */
  max_bytes_before_external_group_by: 1_073_741_824,
  max_bytes_before_external_sort: 1_073_741_824,
} as const;

/** Settings every connection has. 64-bit integers in JSON are strings: a double would round the hashes. */
export const SESSION_SETTINGS: Readonly<Record<string, number>> = {
  ...QUERY_LIMITS,
  output_format_json_quote_64bit_integers: 1,
  // One insert of up to MAX_INSERT_ROWS (exchange-store.ts) is one block, hence one part, hence all or nothing.
  min_insert_block_size_rows: 1_048_576,
  min_insert_block_size_bytes: 1_073_741_824,
  max_insert_threads: 1,
};

/** Settings of every query to a server beside those; its own profiles may say otherwise. */
export const SERVER_SETTINGS: Readonly<ClickHouseSettings> = {
  // Copies of a row count once; a day's copies are all in its partition (table-layout.ts).
  final: 1,
  do_not_merge_across_partitions_select_final: 1,
  // An insert is stored when it is answered, on every shard that got a chunk of it.
  async_insert: 0,
  insert_distributed_sync: 1,
  // Rows from many days come when old logs are taken in.
  throw_on_max_partitions_per_insert_block: 0,
  // What a query looks up in another shard's rows is gathered first and sent to all.
  distributed_product_mode: 'global',
};

interface EngineError {
  readonly code?: string;
  readonly type?: string;
  readonly message?: string;
}

/** The names of a structure ("name Type, …"), as a column list. */
export function columnNames(structure: string): string {
  return structure
    .split(', ')
    .map((column) => column.split(' ', 1)[0])
    .join(', ');
}

/** A text as a literal of ClickHouse's SQL. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/**
 * What an engine threw, as a Problem. `quiet` leaves the engine's own words out: a message about data that could not
 * be parsed quotes the data.
 */
export function engineProblem(doing: string, error: unknown, quiet: boolean): ProblemError {
  if (error instanceof ProblemError) return error;
  const { code, type, message } = error as EngineError;
  const name = type ? ` ${code} (${type})` : code ? ` ${code}` : '';
  const words = quiet ? '' : `: ${String(message ?? error).split('\n', 1)[0]}`;
  const problem: Problem = {
    code: 'exchange_store_failed',
    message: `The exchange store could not ${doing}: engine error${name}${words}`,
    hint: HINTS[type ?? code ?? ''] ?? 'The data that was stored before is untouched; run the command again.',
  };
  const wrapped = new ProblemError(problem);
  if (!quiet) wrapped.cause = error;
  return wrapped;
}

const UNREACHABLE =
  'Check that the ClickHouse server is up and can be reached from here; `stillwatch doctor` tries.';
const HINTS: Record<string, string> = {
  MEMORY_LIMIT_EXCEEDED: 'Analyse a shorter window, or a machine with more memory.',
  NOT_ENOUGH_SPACE: 'Free disk space where the data directory is, then run the command again.',
  CANNOT_WRITE_TO_FILE_DESCRIPTOR: 'Free disk space where the data directory is, then run the command again.',
  AUTHENTICATION_FAILED: 'Check the user and the password in the ClickHouse URL.',
  ACCESS_DENIED: 'Give the user of the ClickHouse URL the rights that docs/how-to/scale-out.md lists.',
  UNKNOWN_DATABASE: 'Create the database that the ClickHouse URL names.',
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
};
