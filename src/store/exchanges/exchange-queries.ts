/**
 * Reading of the exchange store: answers of the engine, as text or bytes, decoded into objects and columns. The two halves
 * may be in different threads: the thread with the engine provides {@link Answers}, and the other one decodes them.
 */
import { assert } from '../../base/assert.ts';
import type { BinaryResult, SpooledAnswer } from './clickhouse-engine.ts';
import { type ColumnSpec, clickhouseType, createColumnDecoder, type RowBinaryColumns, rowStride } from './row-binary.ts';
import { type SpooledRows, spooledRows } from './spooled-rows.ts';

/** What an engine says to a SELECT (without FORMAT); `params` bind {name:Type} placeholders. */
export interface Answers {
  /** A small result: a line of JSON a row. */
  json(sql: string, params: Record<string, unknown>): Promise<string>;
  /** A big result, as RowBinary. */
  binary(sql: string, params: Record<string, unknown>): Promise<BinaryResult>;
  /** The same in a file, which is the caller's to remove. */
  file(sql: string, params: Record<string, unknown>): Promise<SpooledAnswer>;
}

export interface ExchangeQueries {
  /** A small result as objects. 64-bit integers come as strings. `params` bind {name:Type} placeholders. */
  rows<T>(sql: string, params?: Record<string, unknown>): Promise<T[]>;
  /** A big numeric result as one typed array a column. `layout` names every column of the SELECT in order, with its exact type. */
  columns<const L extends readonly ColumnSpec[]>(
    sql: string,
    layout: L,
    params?: Record<string, unknown>,
  ): Promise<RowBinaryColumns<L>>;
  /** A large numeric result in a file, for reading it several times; rows are in the given layout. */
  spool(sql: string, layout: readonly ColumnSpec[], params?: Record<string, unknown>): Promise<SpooledRows>;
  /** Like columns(), in pages of at most `pageRows` rows, for results that need not or cannot be in memory at once. */
  pages<const L extends readonly ColumnSpec[]>(
    sql: string,
    layout: L,
    pageRows: number,
    params?: Record<string, unknown>,
  ): AsyncIterable<RowBinaryColumns<L>>;
}

/** Makes queries over undecoded results, which may come from another thread. */
export function createExchangeReader(answers: Answers): ExchangeQueries {
  const rows = async <T>(sql: string, params: Record<string, unknown> = {}): Promise<T[]> =>
    parseLines(await answers.json(sql, params));

  const pages = async function* <const L extends readonly ColumnSpec[]>(
    sql: string,
    layout: L,
    pageRows: number,
    params: Record<string, unknown> = {},
  ): AsyncIterable<RowBinaryColumns<L>> {
    assert(pageRows >= 1, `a page has at least one row, got ${pageRows}`);
    const stride = rowStride(layout);
    const [described, result] = await Promise.all([
      rows<DescribedColumn>(`DESCRIBE TABLE (${sql})`, params),
      answers.binary(sql, params),
    ]);
    checkColumns(layout, described);
    const expected = result.bytes === null ? undefined : Math.min(pageRows, Math.ceil(result.bytes / stride));
    const decoder = createColumnDecoder(layout, expected);
    let taken = false;
    for await (const chunk of result.chunks) {
      for (let at = 0; at < chunk.length; ) {
        // At most the rows that fill the page, so that no page is longer; a row cut off at the chunk's end waits in the decoder.
        const room = (pageRows - decoder.rows) * stride;
        decoder.push(chunk.subarray(at, at + room));
        at += room;
        if (decoder.rows < pageRows) continue;
        yield decoder.take();
        taken = true;
      }
    }
    decoder.end();
    if (decoder.rows > 0 || !taken) yield decoder.take();
  };

  return {
    rows,
    pages,
    async columns(sql, layout, params = {}) {
      for await (const page of pages(sql, layout, Number.MAX_SAFE_INTEGER, params)) return page;
      throw new Error('invariant broken: a result has at least one page');
    },
    async spool(sql, layout, params = {}) {
      checkColumns(layout, await rows<DescribedColumn>(`DESCRIBE TABLE (${sql})`, params));
      const { path, bytes } = await answers.file(sql, params);
      return spooledRows(path, bytes, rowStride(layout));
    },
  };
}

interface DescribedColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * The decoder reads bytes by the layout: a column of another type would come out as noise, so the engine is asked first. An array
 * may be stored as a string of its bytes.
 */
function checkColumns(layout: readonly ColumnSpec[], described: readonly DescribedColumn[]): void {
  const wanted = layout.map((spec) => `${spec.name} ${clickhouseType(spec)}`).join(', ');
  const got = described
    .map(({ name, type }, c) => {
      const spec = layout[c];
      const bytes = spec?.slots !== undefined && type === `FixedString(${rowStride([spec])})`;
      return `${name} ${bytes ? clickhouseType(spec) : type}`;
    })
    .join(', ');
  assert(wanted === got, `the query gives the columns of its layout (${wanted}), got (${got})`);
}

function parseLines<T>(text: string): T[] {
  const parsed: T[] = [];
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    if (to > from) parsed.push(JSON.parse(text.slice(from, to)) as T);
    from = to + 1;
  }
  return parsed;
}
