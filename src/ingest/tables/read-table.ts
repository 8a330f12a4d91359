/** Reads one table or remote log: asks the engine for its columns and some rows, plans, and gives lines of JSON. */
import type { ByteChunk, Compression } from '../byte-stream.ts';
import type { JsonObject } from '../values.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { RemoteSource } from './location.ts';
import { ENGINE_GONE, EngineFailure, TableEngine } from './table-engine.ts';
import { ENGINE_FORMATS, type TableShape } from './table-format.ts';
import { planTable, quoteText, type SourceColumn } from './table-plan.ts';

/** What is read through the engine. */
export type TableInput =
  | { readonly file: string; readonly shape: TableShape | { readonly format: 'json' }; readonly compression: Compression }
  | RemoteSource;

export interface TableReports {
  /** The parts of an exchange by the column or expression that they are read from; empty of rows that adapters read. */
  onPlan(parts: ReadonlyMap<string, string>): void;
  /** The table cannot be read, or not to its end. */
  onFault(reason: string, expected: string, got: string, row: number): void;
  /** Give the columns that might be the account as well. */
  readonly withCandidates: boolean;
  readonly signal?: AbortSignal | undefined;
}

const SAMPLE_ROWS = 50;

/** The rows of a table as lines of JSON, in order. A chunk is valid until the next one. */
export async function* readTable(
  input: TableInput,
  mapping: FieldMapping,
  reports: TableReports,
): AsyncGenerator<ByteChunk> {
  const separator = 'shape' in input && 'separator' in input.shape ? input.shape.separator : undefined;
  const engine = await TableEngine.open(separator);
  const stop = (): void => {
    void engine.close();
  };
  reports.signal?.addEventListener('abort', stop, { once: true });
  try {
    const source = 'sql' in input ? input.sql : await localSource(engine, input);
    if ('kind' in input && input.kind === 'lines') {
      for await (const bytes of engine.lines(`SELECT line FROM ${source}`)) yield { bytes, raw: 0 };
      return;
    }
    const plan = await planSource(engine, source, mapping, reports.withCandidates);
    reports.onPlan(plan.parts);
    for await (const bytes of engine.lines(`SELECT ${plan.line} AS line FROM ${source}`)) yield { bytes, raw: 0 };
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    if (reports.signal?.aborted) return;
    const { reason, expected, got } = explain(error, input);
    reports.onFault(reason, expected, got, error.row ?? 0);
  } finally {
    reports.signal?.removeEventListener('abort', stop);
    await engine.close();
  }
}

async function localSource(engine: TableEngine, input: Extract<TableInput, { file: string }>): Promise<string> {
  const { shape, compression } = input;
  const format = shape.format === 'json' ? 'JSONEachRow' : ENGINE_FORMATS[shape.format];
  const link = await engine.linkFile(input.file);
  return `file(${quoteText(link)}, ${quoteText(format)}, 'auto', ${quoteText(compression)})`;
}

async function planSource(engine: TableEngine, source: string, mapping: FieldMapping, withCandidates: boolean) {
  const columns = await engine.rows<SourceColumn>(`DESCRIBE TABLE ${source}`);
  const expressions = [...mapping].flatMap(([target, from]) => ('sql' in from ? [`${from.sql} AS map_${target}`] : []));
  const sample = await engine.rows<JsonObject>(
    `SELECT ${[...expressions, '*'].join(', ')} FROM ${source} LIMIT ${SAMPLE_ROWS}`,
  );
  return planTable(columns, sample, mapping, withCandidates);
}

/** Codes of the engine: https://clickhouse.com/docs/operations/system-tables/errors lists them by name. */
const UNKNOWN_NAMES: readonly number[] = [47, 46, 36, 42, 43, 53, 62, 386, 70];
const MEMORY: readonly number[] = [241, 173];
const DAMAGED: readonly number[] = [6, 26, 27, 32, 33, 38, 41, 72, 117, 228, 271, 354, 636, 1001];
const NETWORK: readonly number[] = [86, 198, 209, 210, 499, 59, 1000];

function explain(failure: EngineFailure, input: TableInput): { reason: string; expected: string; got: string } {
  const { code, status } = failure;
  const answer = status === undefined ? '' : `, HTTP status ${status}`;
  if (MEMORY.includes(code) || code === ENGINE_GONE)
    return {
      reason: 'table_too_large',
      expected: 'rows and row groups that fit into 1.5 GB of memory; write the table again with smaller row groups',
      got: code === ENGINE_GONE ? 'an engine that stopped' : 'more',
    };
  if (UNKNOWN_NAMES.includes(code))
    return {
      reason: 'map_invalid',
      expected:
        'a mapping whose fields the table has and whose functions fit their types; stillwatch inspect lists the fields',
      got: `engine code ${code}`,
    };
  if ('sql' in input || NETWORK.includes(code))
    return {
      reason: 'source_unreachable',
      expected: 'a source that exists and may be read with the credentials in the environment',
      got: `engine code ${code}${answer}`,
    };
  if (DAMAGED.includes(code))
    return { reason: 'damaged', expected: 'a whole table; what came before is used', got: `engine code ${code}` };
  return { reason: 'table_unreadable', expected: 'a table that the engine can read', got: `engine code ${code}` };
}
