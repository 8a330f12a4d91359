/**
 * The interface between the exchange store and an engine with ClickHouse's SQL. Statements go through `client`; the other methods
 * transfer binary data, which the embedded engine does through files and a server through the request body.
 */
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { Problem } from '../../base/problem.ts';
import { ProblemError } from '../../base/problem.ts';
import type { TableLayout } from './table-layout.ts';

export interface BinaryResult {
  /** Size of the whole result in bytes; null if it is not known in advance. */
  readonly bytes: number | null;
  /**
   * The result in chunks; iterate once, to the end or until a break. A chunk is valid until the next one is requested, and its
   * memory may be transferred to another thread.
   */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** A result in a file, for reading it several times. */
export interface SpooledAnswer {
  readonly path: string;
  readonly bytes: number;
}

export interface ClickHouseEngine {
  /** Client for statements. It throws its own errors and never repeats a statement. */
  readonly client: ClickHouseClient;
  /** Layout of the tables on this engine. */
  readonly layout: TableLayout;
  /** Maximum number of concurrent queries. */
  readonly inFlight: number;
  /**
   * Inserts rows, all or none. They are readable and survive a kill once this resolves. If a server failed to respond, the insert
   * may have succeeded; repeating it with the same chunks stores the rows once.
   * @param structure columns as "name Type, …"
   * @param rows chunks of RowBinary
   * @param anew store the rows even if the server remembers an insert of the same
   */
  insertRowBinary(table: string, structure: string, rows: readonly Uint8Array[], anew?: boolean): Promise<void>;
  /** Runs a SELECT (without FORMAT). @returns one line of JSON per row */
  readJson(sql: string, params: Record<string, unknown>): Promise<string>;
  /** Runs a SELECT (without FORMAT). */
  readRowBinary(sql: string, params: Record<string, unknown>): Promise<BinaryResult>;
  /** Runs a SELECT (without FORMAT) and writes its RowBinary to a file, which the caller has to remove. */
  spoolRowBinary(sql: string, params: Record<string, unknown>): Promise<SpooledAnswer>;
  /** Runs a SELECT with additional rows that exist only for this query. @param sql gets a table expression for these rows */
  readBeside(structure: string, rows: readonly Uint8Array[], sql: (source: string) => string): Promise<BinaryResult>;
  /**
   * Starts no further call and resolves once those under way have ended, for a process that is about to exit out of order: the
   * embedded engine crashes it if it exits during a query. Nothing can be called afterwards.
   */
  halt(): Promise<void>;
  close(): Promise<void>;
}

/** Limits per query, so that no query can exhaust the machine. */
export const QUERY_LIMITS = {
  /** Maximum memory in bytes; beyond it the query fails. */
  max_memory_usage: 3_221_225_472,
  /** Size of aggregation and sort state, in bytes, above which it is moved to disk; less than half of the memory limit. */
  max_bytes_before_external_group_by: 1_073_741_824,
  max_bytes_before_external_sort: 1_073_741_824,
} as const;

/** Settings of every connection. 64-bit integers in JSON are strings, since doubles would round hashes. */
export const SESSION_SETTINGS: Readonly<Record<string, number>> = {
  ...QUERY_LIMITS,
  output_format_json_quote_64bit_integers: 1,
  // Queries name accounts and anchors by the thousand (aggregate/count-selected.ts); the engine's own limit is 256 KB.
  max_query_size: 16_777_216,
  // An insert of up to MAX_INSERT_ROWS (exchange-store.ts) is one block and therefore one part: all or none.
  min_insert_block_size_rows: 1_048_576,
  min_insert_block_size_bytes: 1_073_741_824,
  max_insert_threads: 1,
};

/** Additional settings of every query to a server, whose profiles may have other values. */
export const SERVER_SETTINGS: Readonly<ClickHouseSettings> = {
  // Copies of a row count once; all copies are in the partition of its day (table-layout.ts).
  final: 1,
  do_not_merge_across_partitions_select_final: 1,
  // An insert returns only when it is stored on all shards involved.
  async_insert: 0,
  insert_distributed_sync: 1,
  // Old logs contain rows from many days.
  throw_on_max_partitions_per_insert_block: 0,
  // Collect the rows of subqueries from all shards first, and send them to every shard.
  distributed_product_mode: 'global',
};

interface EngineError {
  readonly code?: string;
  readonly type?: string;
  readonly message?: string;
}

/** The column names of a structure ("name Type, …"), separated by commas. */
export function columnNames(structure: string): string {
  return structure
    .split(', ')
    .map((column) => column.split(' ', 1)[0])
    .join(', ');
}

/** Text as a string literal of ClickHouse's SQL. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/**
 * An error of an engine as a problem.
 * @param doing what failed, to follow "could not"
 * @param quiet leave out the engine's message, which may quote data
 */
export function engineProblem(doing: string, error: unknown, quiet: boolean): ProblemError {
  if (error instanceof ProblemError) return error;
  const { code, type, message } = error as EngineError;
  const name = type ? ` ${code} (${type})` : code ? ` ${code}` : '';
  const words = quiet ? '' : `: ${String(message ?? error).split('\n', 1)[0]}`;
  const problem: Problem = {
    code: 'exchange_store_failed',
    message: `The exchange store could not ${doing}: engine error${name}${words}`,
    hint: HINTS[type ?? code ?? ''] ?? 'Stored data is unchanged. Run the command again.',
  };
  const wrapped = new ProblemError(problem);
  if (!quiet) wrapped.cause = error;
  return wrapped;
}

const UNREACHABLE = 'Check that the ClickHouse server is running and reachable from here; `stillwatch doctor` tests it.';
const HINTS: Record<string, string> = {
  MEMORY_LIMIT_EXCEEDED: 'Analyse a shorter window, or use a machine with more memory.',
  NOT_ENOUGH_SPACE: 'Free space on the disk of the data directory, then run the command again.',
  CANNOT_WRITE_TO_FILE_DESCRIPTOR: 'Free space on the disk of the data directory, then run the command again.',
  AUTHENTICATION_FAILED: 'Check the user and the password in the ClickHouse URL.',
  ACCESS_DENIED: 'Grant the user of the ClickHouse URL the rights listed in docs/how-to/scale-out.md.',
  UNKNOWN_DATABASE: 'Create the database that the ClickHouse URL names.',
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
};
