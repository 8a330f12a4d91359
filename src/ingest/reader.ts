/**
 * Reads files into blocks of lines, on the main thread: opens and decompresses them, recognises the format by the contents, splits
 * JSON that is not one record per line, and joins records that belong together. Leaves out parsing ordinary records, which the
 * workers do.
 */
import { assert } from '../base/assert.ts';
import type { Rejection } from '../model/rejection.ts';
import { adapterOf, detectFormat, unusableFormat } from './adapters/registry.ts';
import { BlockMemory } from './block-memory.ts';
import { BLOCK_LIMITS, BlockCutter, type BlockLimits } from './blocks.ts';
import { type ByteChunk, type ByteInput, type Compression, readPlain } from './byte-stream.ts';
import { type FileRange, FORMAT_NAMES, type FormatName, type LineBlock } from './format.ts';
import { type Inspection, inspect } from './inspect.ts';
import { Join, type JoinReports } from './joins.ts';
import { JsonSplitter } from './json-splitter.ts';
import { fileRanges, isPlain } from './ranges.ts';
import { reshaped, reshapeOf, type WrapperName } from './reshape.ts';
import type { Source } from './sources.ts';
import { type FieldMapping, hasExpressions } from './tables/field-mapping.ts';
import { readTable, type TableInput } from './tables/read-table.ts';
import type { TableFormat } from './tables/table-format.ts';
import { toUtf8 } from './text-encoding.ts';
import type { JsonObject } from './values.ts';

export type { LineBlock } from './format.ts';
export { planSources, type Source } from './sources.ts';

/** What a file turned out to be. */
export interface SourceFound {
  readonly path: string;
  readonly format: FormatName;
  readonly compression: Compression;
  /** One record a line, JSON to be split, or a table. */
  readonly layout: 'lines' | 'json' | 'table';
  /** Of a local table its format. */
  readonly table: TableFormat | 'json' | undefined;
  /** What a cloud's log service wrapped around the records. */
  readonly wrapper: WrapperName | undefined;
  /** Of a table: the columns or expressions that the parts of an exchange are read from. */
  readonly parts: ReadonlyMap<string, string>;
}

export interface SourceOptions extends JoinReports {
  /** 'auto' tells each file's format from its content. */
  format: FormatName | 'auto';
  /** Fields that have other names than those that are looked for. */
  mapping?: FieldMapping;
  /** Lines of tables also have the columns that might be the account, under `columns`. */
  withCandidates?: boolean;
  /** What '-' reads. */
  stdin?: ByteInput;
  onReject(rejection: Rejection): void;
  /** Valid records without an exchange, met while joining. */
  onIgnored?(reason: string): void;
  /** Mild repairs and gaps, met while joining. */
  onNote?(code: string): void;
  /** What a file turned out to be, before its first block. */
  onSource?(found: SourceFound): void;
  /** Stops reading; what has been handed over stays valid. */
  signal?: AbortSignal;
  /** There is more to read than the system's cache keeps: ranges are to be read past it. */
  uncached?: boolean;
  /** Smaller blocks, for tests; the longest line is a block. */
  limits?: BlockLimits;
  /** Memory of blocks that were read, for those that come; absent: each has its own. */
  memory?: BlockMemory;
}

/**
 * All sources in order as blocks. A file that cannot be used is rejected as a whole and the next is read. With `ranges`,
 * plain files of wire lines come as ranges, for the taker to read.
 */
export function readBlocks(
  sources: readonly Source[],
  options: SourceOptions & { ranges: true },
): AsyncGenerator<LineBlock | FileRange>;
export function readBlocks(sources: readonly Source[], options: SourceOptions): AsyncGenerator<LineBlock>;
export async function* readBlocks(
  sources: readonly Source[],
  options: SourceOptions & { ranges?: boolean },
): AsyncGenerator<LineBlock | FileRange> {
  const joins = new Map<FormatName, Join>();
  for (const source of sources) {
    if (options.signal?.aborted) return;
    try {
      yield* readSource(source, options, joins);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (typeof code !== 'string') throw error;
      rejectFile(source.path, 'unreadable', 'a file that can be read', `${code} from the system`, options);
    }
  }
  if (options.signal?.aborted) return;
  for (const join of joins.values()) yield* join.flush();
}

async function* readSource(
  source: Source,
  options: SourceOptions & { ranges?: boolean },
  joins: Map<FormatName, Join>,
): AsyncGenerator<LineBlock | FileRange> {
  const { path, remote } = source;
  const { mapping = NO_MAPPING } = options;
  if (remote !== undefined) {
    yield* readThroughEngine(source, remote, 'none', options, joins);
    return;
  }
  let compression: Compression = 'none';
  const chunks = toUtf8(
    readPlain(path, {
      onCompression: (found) => {
        compression = found;
      },
      stdin: options.stdin,
      signal: options.signal,
      onDamage: (reason, got) => rejectFile(path, reason, 'a whole file; what came before is used', got, options),
    }),
  );
  try {
    const start = await readStart(path, chunks, options);
    if (start === undefined) return;
    if (start.found.kind === 'table' || hasExpressions(mapping)) {
      if (path === '-') {
        rejectFile(
          path,
          'not_a_log',
          'NDJSON or JSON on standard input',
          'a table: save it to a file and name that',
          options,
        );
        return;
      }
      const shape = start.found.kind === 'table' ? start.found.shape : { format: 'json' as const };
      await chunks.return(undefined);
      yield* readThroughEngine(source, { file: path, shape, compression }, compression, options, joins);
      return;
    }
    yield* readRecords(path, { ...start, found: start.found }, chunks, { compression }, options, joins);
  } finally {
    await chunks.return(undefined);
  }
}

/** A table or a remote log, which the engine gives as lines. */
async function* readThroughEngine(
  { path }: Source,
  input: TableInput,
  compression: Compression,
  options: SourceOptions,
  joins: Map<FormatName, Join>,
): AsyncGenerator<LineBlock | FileRange> {
  const { mapping = NO_MAPPING } = options;
  let parts: ReadonlyMap<string, string> | undefined;
  const chunks = readTable(input, mapping, {
    signal: options.signal,
    withCandidates: options.withCandidates === true,
    onPlan: (planned) => {
      parts = planned;
    },
    onFault: (reason, expected, got, row) => reject(path, row, reason, expected, got, options),
  });
  try {
    const start = await readStart(path, chunks, options);
    if (start === undefined) return;
    if (start.found.kind === 'table') {
      const expected =
        'a name that ends as the format does (.parquet, .csv …), since the format of a remote source follows from its name';
      rejectFile(path, 'not_a_log', expected, `a ${start.found.shape.format} table`, options);
      return;
    }
    // Lines of a table are mapped already.
    const rest = parts === undefined ? options : { ...options, mapping: NO_MAPPING };
    yield* readRecords(
      path,
      { ...start, found: start.found },
      chunks,
      { compression, parts, table: 'shape' in input ? input.shape.format : undefined },
      rest,
      joins,
    );
  } finally {
    await chunks.return(undefined);
  }
}

/** How a file was opened. */
interface Opened {
  readonly compression: Compression;
  readonly table?: TableFormat | 'json' | undefined;
  readonly parts?: ReadonlyMap<string, string> | undefined;
}

/** Records of a file whose beginning is known: as ranges, as blocks of lines, reshaped or joined. */
async function* readRecords(
  path: string,
  start: Start,
  chunks: AsyncGenerator<ByteChunk>,
  { compression, parts, table }: Opened,
  options: SourceOptions & { ranges?: boolean },
  joins: Map<FormatName, Join>,
): AsyncGenerator<LineBlock | FileRange> {
  const reshape = reshapeOf(start.found.sample, options.mapping ?? NO_MAPPING);
  const sample = reshape === undefined ? start.found.sample : start.found.sample.flatMap((record) => reshape.open(record));
  const format = chooseFormat(path, sample, parts !== undefined, options);
  if (format === undefined) return;
  const lines = start.found.kind === 'lines' ? 'lines' : 'json';
  options.onSource?.({
    path,
    format,
    compression,
    layout: parts === undefined ? lines : 'table',
    table,
    wrapper: reshape?.wrapper,
    parts: parts ?? new Map(),
  });
  const adapter = adapterOf(format);
  const isJoined = adapter?.joins(sample) === true;
  if (isJoined && (options.mapping?.size ?? 0) > 0) {
    rejectFile(
      path,
      'map_invalid',
      'records with one exchange each',
      `a log in the format ${format}, whose records are joined`,
      options,
    );
    return;
  }
  const isWire = options.ranges && format === 'stillwatch' && start.found.kind === 'lines' && start.firstLine === 1;
  if (isWire && reshape === undefined && parts === undefined && (await isPlain(path, start.head))) {
    yield* fileRanges(path, options);
    return;
  }
  const cut = cutBlocks(path, format, start, chunks, options);
  const memory = memoryOf(options);
  const blocks =
    reshape === undefined ? cut : reshaped(cut, path, format, reshape, memory, (line) => rejectLong(path, line, options));
  if (adapter === undefined || !isJoined) {
    yield* blocks;
    return;
  }
  let join = joins.get(format);
  if (join === undefined) {
    join = new Join(adapter, path, options, memory);
    joins.set(format, join);
  }
  for await (const block of blocks) yield* join.read(block);
  join.endOfFile();
}

const NO_MAPPING: FieldMapping = new Map();

type RecordsFound = Extract<Inspection, { kind: 'lines' | 'split' }>;

/** The beginning of a file, read far enough to judge it. */
interface Start {
  found: RecordsFound;
  head: Uint8Array;
  raw: number;
  /** Number of the line that `head` begins with: lines too long to hold may have come before. */
  firstLine: number;
}

const FIRST_LOOK = 256 * 1024;

async function readStart(
  path: string,
  chunks: AsyncGenerator<ByteChunk>,
  options: SourceOptions,
): Promise<(Omit<Start, 'found'> & { found: RecordsFound | Extract<Inspection, { kind: 'table' }> }) | undefined> {
  const most = (options.limits ?? BLOCK_LIMITS).blockBytes;
  let firstLine = 1;
  let held: Uint8Array[] = [];
  let length = 0;
  let raw = 0;
  let wanted = Math.min(FIRST_LOOK, most);
  let skipping = false;
  for (;;) {
    const next = await chunks.next();
    const whole = next.done === true;
    if (next.done !== true) {
      let { bytes } = next.value;
      raw = Math.max(raw, next.value.raw);
      if (skipping) {
        const newline = bytes.indexOf(10);
        if (newline < 0) continue;
        skipping = false;
        firstLine++;
        bytes = bytes.subarray(newline + 1);
      }
      // A chunk is only valid until the next one.
      held.push(bytes.slice());
      length += bytes.length;
      if (length < wanted) continue;
    }
    const head = Buffer.concat(held);
    held = [head];
    const found = inspect(head, whole);
    if (found.kind === 'empty' || (found.kind === 'more' && whole)) return undefined;
    if (found.kind === 'not_a_log') {
      rejectFile(
        path,
        'not_a_log',
        `a request log: NDJSON, JSON, CSV, TSV, Parquet, Arrow, Avro or ORC, plain, .gz or .zst`,
        found.got,
        options,
      );
      return undefined;
    }
    if (found.kind !== 'more') return { found, head, raw, firstLine };
    if (length > most) {
      // Not one record in a whole block: a first line that is too long, or one pretty-printed record that is.
      const lines = head.includes(10);
      reject(path, lines ? 0 : firstLine, 'line_too_long', `records of at most ${most} bytes`, 'a longer one', options);
      if (lines) return undefined;
      held = [];
      length = 0;
      wanted = Math.min(FIRST_LOOK, most);
      skipping = true;
    } else wanted = Math.min(most + 1, wanted * 4);
  }
}

function chooseFormat(
  path: string,
  sample: readonly JsonObject[],
  isTable: boolean,
  options: SourceOptions,
): FormatName | undefined {
  if (options.format !== 'auto') return options.format;
  // No readable record in sight: as wire lines, the parser names what is wrong with each.
  if (sample.length === 0) return 'stillwatch';
  const unusable = unusableFormat(sample);
  if (unusable !== undefined) {
    rejectFile(path, 'unusable_format', unusable.instead, unusable.name, options);
    return undefined;
  }
  const format = detectFormat(sample);
  if (format === undefined) {
    const fields = Object.keys(sample[0] as JsonObject).length;
    rejectFile(
      path,
      'unknown_format',
      `one of ${FORMAT_NAMES.join(', ')}; or name its fields, for example --map account=FIELD,time=FIELD,text=FIELD`,
      isTable ? `a table with the columns ${columnNames(sample[0])}` : `JSON objects of ${fields} fields in no known form`,
      options,
    );
  }
  return format;
}

async function* cutBlocks(
  path: string,
  format: FormatName,
  start: Start,
  chunks: AsyncGenerator<ByteChunk>,
  options: SourceOptions,
): AsyncGenerator<LineBlock> {
  const most = (options.limits ?? BLOCK_LIMITS).blockBytes;
  const cutter = new BlockCutter(
    path,
    format,
    format,
    (line) => rejectLong(path, line, options),
    start.firstLine,
    memoryOf(options),
  );
  cutter.rawRead = start.raw;
  if (start.found.kind === 'lines') {
    yield* cutter.add(start.head);
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
      cutter.rawRead = Math.max(cutter.rawRead, next.value.raw);
      yield* cutter.add(next.value.bytes);
    }
    yield* cutter.end();
    return;
  }

  const ready: LineBlock[] = [];
  let index = 0;
  const put = (bytes: Uint8Array): void => {
    index++;
    for (const block of cutter.add(bytes)) ready.push(block);
    for (const block of cutter.add(LINE_END)) ready.push(block);
  };
  const splitter = new JsonSplitter(
    {
      element: put,
      bad: (reason, got) => {
        // Replaced by an empty line, so that the numbers of later lines stay right.
        put(EMPTY);
        reject(path, index, reason, 'one JSON object', got, options);
      },
    },
    most,
  );
  splitter.add(start.head);
  yield* ready.splice(0);
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    cutter.rawRead = Math.max(cutter.rawRead, next.value.raw);
    splitter.add(next.value.bytes);
    yield* ready.splice(0);
  }
  if (splitter.end() && !options.signal?.aborted) {
    reject(path, index + 1, 'truncated', 'JSON that is closed', 'the end of the file inside a record or list', options);
  }
  yield* cutter.end();
}

function rejectLong(path: string, line: number, options: SourceOptions): void {
  const most = (options.limits ?? BLOCK_LIMITS).blockBytes;
  reject(path, line, 'line_too_long', `a line of at most ${most} bytes`, 'a longer one, which was skipped', options);
}

/** Names of a table's first columns. Keys of JSON may be data; names of columns are not. */
function columnNames(record: JsonObject | undefined): string {
  const names = Object.keys(record ?? {});
  const shown = names
    .slice(0, 12)
    .map((name) => name.slice(0, 40))
    .join(', ');
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown;
}

function memoryOf({ limits = BLOCK_LIMITS, memory }: SourceOptions): BlockMemory {
  assert(
    memory === undefined || memory.bytes === limits.blockBytes + 1,
    `memory for blocks of ${limits.blockBytes} bytes, got some for ${memory?.bytes}`,
  );
  return memory ?? new BlockMemory(limits.blockBytes);
}

const EMPTY = new Uint8Array(0);
const LINE_END = Uint8Array.of(10);

function rejectFile(path: string, reason: string, expected: string, got: string, options: SourceOptions): void {
  reject(path, 0, reason, expected, got, options);
}

function reject(file: string, line: number, reason: string, expected: string, got: string, options: SourceOptions): void {
  options.onReject({ file, line, field: '', expected, got, reason });
}
