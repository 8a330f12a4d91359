/**
 * The seam between the exchange store and an engine that speaks ClickHouse's SQL. Everything an engine does the same
 * way goes through `client`; what follows it is the binary part, which the embedded engine does through files and a
 * server does through the request body.
 */
import type { ClickHouseClient } from '@clickhouse/client';
import type { Problem } from '../base/problem.ts';
import { ProblemError } from '../base/problem.ts';

export interface BinaryResult {
  /** Size of the whole result where it is known beforehand. */
  readonly bytes: number | null;
  /** The result in bounded pieces; iterate once, to the end or break. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface ClickHouseEngine {
  readonly client: ClickHouseClient;
  /** Appends rows in pieces (`structure`: "name Type, …"): all of them or none, readable and safe from a kill when resolved. */
  insertRowBinary(table: string, structure: string, rows: readonly Uint8Array[]): Promise<void>;
  /** Makes rows readable as a table expression for as long as `use` runs. */
  withStagedRows<T>(
    structure: string,
    rows: readonly Uint8Array[],
    use: (source: string) => Promise<T>,
  ): Promise<T>;
  /** Runs a SELECT (without FORMAT) and leaves its RowBinary in a file, which is the caller's to remove. */
  spoolRowBinary(sql: string, params: Record<string, unknown>): Promise<{ readonly path: string; readonly bytes: number }>;
  /** Runs a SELECT (without FORMAT). */
  readRowBinary(sql: string, params: Record<string, unknown>): Promise<BinaryResult>;
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

interface EngineError {
  readonly code?: string;
  readonly type?: string;
  readonly message?: string;
}

/**
 * What an engine threw, as a Problem. `quiet` leaves the engine's own words out: a message about data that could not
 * be parsed quotes the data.
 */
export function engineProblem(doing: string, error: unknown, quiet: boolean): ProblemError {
  if (error instanceof ProblemError) return error;
  const { code, type, message } = error as EngineError;
  const name = type ? ` ${code} (${type})` : '';
  const words = quiet ? '' : `: ${String(message ?? error).split('\n', 1)[0]}`;
  const problem: Problem = {
    code: 'exchange_store_failed',
    message: `The exchange store could not ${doing}: engine error${name}${words}`,
    hint: HINTS[type ?? ''] ?? 'The data that was stored before is untouched; run the command again.',
  };
  const wrapped = new ProblemError(problem);
  if (!quiet) wrapped.cause = error;
  return wrapped;
}

const HINTS: Record<string, string> = {
  MEMORY_LIMIT_EXCEEDED: 'Analyse a shorter window, or a machine with more memory.',
  NOT_ENOUGH_SPACE: 'Free disk space where the data directory is, then run the command again.',
  CANNOT_WRITE_TO_FILE_DESCRIPTOR: 'Free disk space where the data directory is, then run the command again.',
};
