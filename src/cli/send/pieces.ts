/**
 * Cuts blocks of a log into request bodies. Lines of the wire format are sent as they are; records of every other format are
 * parsed and become wire lines. Leaves out reading files (ingest/reader.ts) and sending (sender.ts).
 */
import type { LineBlock, SourcePosition } from '../../ingest/format.ts';
import type { createParser } from '../../ingest/parser.ts';
import type { Rejection } from '../../model/rejection.ts';

/** One request body. */
export interface Piece {
  /** Wire lines in memory of their own. */
  readonly body: Uint8Array;
  readonly lines: number;
  /** Where line `index` of the body, from 0, came from. */
  place(index: number): SourcePosition;
  /** The file's line up to which everything is sent once this piece and all before it are; null if that is not known. */
  readonly reaches: { readonly file: string; readonly line: number } | null;
}

/** What is met on the way to the pieces. */
export interface PieceSink {
  reject(rejection: Rejection): void;
  ignored(reason: string): void;
}

/** Bytes of a body, well below the service's limit: a line that is longer is a piece of its own. */
export const PIECE_BYTES = 4 * 1024 * 1024;
/** Lines of a body; the service takes 100,000. */
const PIECE_LINES = 50_000;
const NEWLINE = 10;

/**
 * The pieces of a block, cut where the content says: the same block gives the same pieces.
 * @param done lines of the file that were sent before; blocks of joined records are sent whole
 */
export function* piecesOf(
  block: LineBlock,
  parser: ReturnType<typeof createParser>,
  sink: PieceSink,
  done = 0,
): Generator<Piece> {
  if (block.format !== 'stillwatch') yield* parsedPieces(block, parser, sink, done);
  else if (block.places === undefined) yield* wirePieces(block, done);
  else yield* cut(block.bytes, (index) => block.places?.[index] ?? { file: block.file, line: 0 });
}

function* wirePieces(block: LineBlock, done: number): Generator<Piece> {
  const { bytes, file } = block;
  let { firstLine } = block;
  let from = 0;
  for (; firstLine <= done && from < bytes.length; firstLine++) from = endOfLine(bytes, from);
  let line = firstLine;
  for (const piece of cut(bytes.subarray(from), () => ({ file, line: 0 }))) {
    const first = line;
    line += piece.lines;
    yield {
      ...piece,
      place: (index) => ({ file, line: first + index }),
      reaches: { file, line: line - 1 },
    };
  }
}

function* parsedPieces(
  block: LineBlock,
  parser: ReturnType<typeof createParser>,
  sink: PieceSink,
  done: number,
): Generator<Piece> {
  const lastLine = block.firstLine + countLines(block.bytes) - 1;
  if (lastLine <= done) return;
  const lines: string[] = [];
  const places: SourcePosition[] = [];
  const take = (record: unknown, place: SourcePosition): void => {
    lines.push(`${JSON.stringify(record)}\n`);
    places.push(place);
  };
  parser.parse(block, {
    exchange: take,
    account: take,
    release: take,
    reject: sink.reject,
    ignored: sink.ignored,
    note: () => {},
    // Foreign formats know no such fields; those of wire lines are counted where they arrive.
    unknown: () => {},
  });
  const text = Buffer.from(lines.join(''));
  let at = 0;
  for (const piece of cut(text, () => ({ file: block.file, line: 0 }))) {
    const first = at;
    at += piece.lines;
    yield {
      ...piece,
      place: (index) => places[first + index] ?? { file: block.file, line: 0 },
      // Adapters hand over some records late, so only the end of the block says that all before it are sent.
      reaches: at === places.length ? { file: block.file, line: lastLine } : null,
    };
  }
}

/** Cuts at line ends, by bytes and by lines. */
function* cut(bytes: Uint8Array, place: Piece['place']): Generator<Piece> {
  let from = 0;
  let first = 0;
  let lines = 0;
  const piece = (to: number): Piece => {
    const start = first;
    return { body: bytes.slice(from, to), lines, place: (index) => place(start + index), reaches: null };
  };
  for (let at = 0; at < bytes.length; ) {
    const end = endOfLine(bytes, at);
    if (lines > 0 && (end - from > PIECE_BYTES || lines === PIECE_LINES)) {
      yield piece(at);
      from = at;
      first += lines;
      lines = 0;
    }
    lines++;
    at = end;
  }
  if (lines > 0) yield piece(bytes.length);
}

/** Two halves of a piece that the service found too large; null for a single line. */
export function halves(piece: Piece): readonly [Piece, Piece] | null {
  if (piece.lines < 2) return null;
  const upper = piece.lines >> 1;
  let at = 0;
  for (let line = 0; line < upper; line++) at = endOfLine(piece.body, at);
  return [
    { body: piece.body.subarray(0, at), lines: upper, place: piece.place, reaches: null },
    {
      body: piece.body.subarray(at),
      lines: piece.lines - upper,
      place: (index) => piece.place(upper + index),
      reaches: null,
    },
  ];
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const newline = bytes.indexOf(NEWLINE, from);
  return newline < 0 ? bytes.length : newline + 1;
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = 0; at < bytes.length; at = endOfLine(bytes, at)) lines++;
  return lines;
}
