/**
 * A block of lines -> the exchanges in it that a selection means. Rows come from the reader of the analysis, so that they are those
 * that it counted: which anchors a row keeps depends on its whole block. Only lines that match are read again as text.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { loadModel } from '../../fingerprint/classify.ts';
import { Outliner } from '../../fingerprint/outline.ts';
import { type ExchangePassages, PassageFinder, type SegmentPassage } from '../../fingerprint/passages.ts';
import type { LineBlock, SourcePosition } from '../../ingest/format.ts';
import { createIdentityHasher, type IdentityHasher } from '../../ingest/identity-hasher.ts';
import { createParser, type ParsedSink } from '../../ingest/parser.ts';
import { WINDOW } from '../../kernels/winnow.ts';
import { FINGERPRINT_STRIDE, OFFSET } from '../../model/fingerprint-layout.ts';
import type { Exchange } from '../../model/wire.ts';
import { BlockReader } from '../block-reader.ts';
import {
  type FoundExchange,
  type FoundText,
  MATCH,
  type MatchResult,
  type MatchSettings,
  type MatchTask,
} from './match-task.ts';
import { RowMatcher } from './row-matcher.ts';

const NEWLINE = 10;
/** Characters of a passage that are given at most; what is longer is cut in its middle. */
const LONGEST_PASSAGE = 2_000;
/** Characters of a message that stand for it when nothing is marked, for each of context. */
const EXCERPT_FACTOR = 3;

/** Reads blocks one after the other; one instance a thread. */
export class BlockMatcher {
  private readonly settings: MatchSettings;
  private readonly reader: BlockReader;
  private readonly parser: ReturnType<typeof createParser>;
  private readonly hasher: IdentityHasher;
  private readonly whole: RowMatcher;
  private readonly part: RowMatcher;
  private readonly passages: PassageFinder;
  private readonly outliner: Outliner | null;
  private memory = new ArrayBuffer(0);
  private room = new Uint8Array(0);

  constructor(settings: MatchSettings) {
    this.settings = settings;
    this.reader = new BlockReader(settings);
    this.parser = createParser({ now: settings.now });
    this.hasher = createIdentityHasher(settings.identityKey);
    const segments = new Map(settings.segments);
    this.whole = new RowMatcher(settings.whole, segments);
    this.part = new RowMatcher(settings.part, segments);
    this.passages = new PassageFinder(new Map(settings.marked.map((id) => [id, segments.get(id) ?? []])));
    this.outliner = settings.redact ? new Outliner(loadModel().terms) : null;
  }

  /** Finds the exchanges of one block. */
  match(task: MatchTask): MatchResult {
    const block = 'bytes' in task ? task : this.readRange(task);
    const result = this.reader.read({ ...block, memory: this.memory });
    this.memory = result.rows.buffer as ArrayBuffer;
    const { count } = result;
    const rows = new DataView(result.rows.buffer, result.rows.byteOffset, count * FINGERPRINT_STRIDE);
    const ids: bigint[] = [];
    const bits: number[] = [];
    const listed = new Map<number, number>();
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const time = Number(rows.getBigInt64(i * FINGERPRINT_STRIDE + OFFSET.time, true));
      first = Math.min(first, time);
      last = Math.max(last, time);
      if (!this.whole.isOfUnits(rows, i)) continue;
      const whole = this.whole.meets(rows, i) ? MATCH.whole : 0;
      const part = whole !== 0 && this.part.isOfUnits(rows, i) && this.part.meets(rows, i) ? MATCH.part : 0;
      if (part !== 0 && listed.size < task.wanted) listed.set(i, ids.length);
      ids.push(rows.getBigUint64(i * FINGERPRINT_STRIDE + OFFSET.id, true));
      bits.push(whole | part);
    }
    const offset = 'from' in task ? task.from : null;
    return {
      exchanges: count,
      first,
      last,
      lines: countLines(block.bytes),
      rejected: result.rejections.length,
      ids: BigUint64Array.from(ids),
      matches: Uint8Array.from(bits),
      found: listed.size === 0 ? [] : this.describe(block, listed, offset),
    };
  }

  private readRange({ file, from, to, consumed }: Exclude<MatchTask, LineBlock>): LineBlock {
    if (this.room.length < to - from) this.room = new Uint8Array(to - from);
    const descriptor = openSync(file, 'r');
    let filled = 0;
    try {
      while (filled < to - from) {
        const read = readSync(descriptor, this.room, filled, to - from - filled, from + filled);
        if (read === 0) break;
        filled += read;
      }
    } finally {
      closeSync(descriptor);
    }
    return {
      file,
      format: 'stillwatch',
      origin: 'stillwatch',
      firstLine: 1,
      bytes: this.room.subarray(0, filled),
      consumed,
    };
  }

  /** @param listed the rows that are wanted, with their places among the ids */
  private describe(block: LineBlock, listed: ReadonlyMap<number, number>, offset: number | null): MatchResult['found'] {
    const found: MatchResult['found'][number][] = [];
    const take = (row: number, exchange: Exchange, place: SourcePosition, at: number | null): void => {
      const k = listed.get(row);
      if (k !== undefined) found.push({ k, exchange: this.describeExchange(exchange, place, at) });
    };
    if (block.format === 'stillwatch') this.eachWireRow(block, listed, offset, take);
    else {
      let row = 0;
      // Texts are decoded from memory of this thread's own: not every decoder takes what is shared.
      const bytes = block.bytes.buffer instanceof SharedArrayBuffer ? block.bytes.slice() : block.bytes;
      this.parser.parse(
        { ...block, bytes },
        onlyExchanges((exchange, place) => take(row++, exchange, place, null)),
      );
    }
    return found;
  }

  /** Walks the lines of a block as its rows were made: a line that the kernels did not hand back is a row, unless it is blank. */
  private eachWireRow(
    block: LineBlock,
    listed: ReadonlyMap<number, number>,
    offset: number | null,
    take: (row: number, exchange: Exchange, place: SourcePosition, at: number | null) => void,
  ): void {
    const { outcomes } = this.reader;
    const { bytes } = block;
    let row = 0;
    let line = 0;
    for (let from = 0; from < bytes.length; line++) {
      const newline = bytes.indexOf(NEWLINE, from);
      const to = newline < 0 ? bytes.length : newline;
      const outcome = outcomes.get(line);
      if (outcome === undefined ? !isBlank(bytes, from, to) : outcome === 'exchange') {
        if (listed.has(row)) {
          const place = block.places?.[line];
          const one = {
            ...block,
            bytes: bytes.slice(from, to),
            firstLine: block.firstLine + line,
            places: place && [place],
          };
          const at = offset === null ? null : offset + from;
          this.parser.parse(
            one,
            onlyExchanges((exchange, where) => take(row, exchange, where, at)),
          );
        }
        row++;
      }
      from = to + 1;
    }
  }

  private describeExchange(exchange: Exchange, { file, line }: SourcePosition, offset: number | null): FoundExchange {
    const { context } = this.settings;
    const found = this.passages.find(exchange);
    const excerpt = found.lastUser.slice(0, EXCERPT_FACTOR * context);
    return {
      file,
      line,
      offset,
      id: exchange.id,
      time: exchange.time,
      account: this.stored(exchange.account),
      sub_account: exchange.sub_account ? this.stored(exchange.sub_account) : null,
      model: exchange.model,
      passages: found.passages.map(({ segment, text, from, to }) => ({
        segment,
        role: found.texts[text].role,
        text,
        from,
        to,
      })),
      texts: joined(found.passages).map((run) => this.describeText(found, run)),
      excerpt:
        found.passages.length > 0 || this.outliner !== null
          ? null
          : excerpt.length < found.lastUser.length
            ? `${excerpt}…`
            : excerpt,
    };
  }

  private describeText({ texts }: ExchangePassages, { text, from, to, fromWord, toWord }: Run): FoundText {
    const { role, text: whole } = texts[text];
    if (this.outliner !== null) return { role, outline: this.outliner.outline(whole, fromWord, toWord) };
    const { context } = this.settings;
    return {
      role,
      before: whole.slice(Math.max(0, from - context), from),
      match: shortened(whole.slice(from, to)),
      after: whole.slice(to, to + context),
    };
  }

  /** An id as the analysis shows it. */
  private stored(id: string): string {
    return this.settings.rawIdentifiers === true ? id : this.hasher.pseudonym(id).id;
  }
}

type Run = Omit<SegmentPassage, 'segment'>;

/** Passages of one text that touch or overlap become one run; so do those with less than a window of words between them. */
function joined(passages: readonly SegmentPassage[]): Run[] {
  const runs: { text: number; from: number; to: number; fromWord: number; toWord: number }[] = [];
  for (const { text, from, to, fromWord, toWord } of passages) {
    const last = runs.at(-1);
    if (last?.text === text && fromWord <= last.toWord + WINDOW) {
      last.to = Math.max(last.to, to);
      last.toWord = Math.max(last.toWord, toWord);
    } else runs.push({ text, from, to, fromWord, toWord });
  }
  return runs;
}

function shortened(text: string): string {
  if (text.length <= LONGEST_PASSAGE) return text;
  const half = LONGEST_PASSAGE / 2;
  return `${text.slice(0, half)} … ${text.slice(-half)}`;
}

function onlyExchanges(exchange: ParsedSink['exchange']): ParsedSink {
  const nothing = (): void => {};
  return {
    exchange,
    account: nothing,
    release: nothing,
    reject: nothing,
    ignored: nothing,
    note: nothing,
    unknown: nothing,
  };
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  let at = bytes.indexOf(NEWLINE);
  let last = -1;
  for (; at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) {
    lines++;
    last = at;
  }
  return last === bytes.length - 1 ? lines : lines + 1;
}

/** As the kernels see it. */
function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== 0x20 && bytes[i] !== 0x0d && bytes[i] !== 0x09) return false;
  return true;
}
