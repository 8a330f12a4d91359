/**
 * Parses the lines of a block as JSON objects with their positions. A line that is not a JSON object in valid UTF-8 within the
 * limits is reported as a fault; its text is never quoted.
 */
import { isUtf8 } from 'node:buffer';
import { LIMITS } from '../base/limits.ts';
import type { Fault } from './adapters/adapter.ts';
import { bytesDeeperThan } from './depth.ts';
import { describe } from './describe.ts';
import type { LineBlock, SourcePosition } from './format.ts';
import { asObject, type JsonObject } from './values.ts';

const NEWLINE = 10;

/** Calls `take` with every line that is a JSON object and `bad` with the fault of every other. Blank lines only count. */
export function eachRecord(
  block: LineBlock,
  take: (record: JsonObject, place: SourcePosition) => void,
  bad: (fault: Fault, place: SourcePosition) => void,
): void {
  const { bytes } = block;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Check the block as a whole first: nearly all blocks are valid, and then no line has to be checked.
  const valid = isUtf8(text);
  const end = bytes.length;
  let line = block.firstLine;
  for (let from = 0; from < end; line++) {
    // Finds the end of the line and counts '{' and '[' (0x7b and 0x5b, one bit apart): few mean no depth to look for.
    let openers = 0;
    let to = from;
    for (; to < end; to++) {
      const c = bytes[to];
      if (c === NEWLINE) break;
      if ((c | 0x20) === 0x7b) openers++;
    }
    if (!isBlank(bytes, from, to)) {
      const place = block.places?.[line - block.firstLine] ?? { file: block.file, line };
      const read = readLine(text, from, to, openers, valid);
      if (read instanceof BadLine) bad(read.fault, place);
      else take(read, place);
    }
    from = to + 1;
  }
}

/** A class, to distinguish it from records, which may have any fields. */
class BadLine {
  readonly fault: Fault;

  constructor(reason: string, expected: string, got: string) {
    this.fault = { reason, field: '', expected, got };
  }
}

function readLine(text: Buffer, from: number, to: number, openers: number, valid: boolean): JsonObject | BadLine {
  const length = to - from;
  if (length > LIMITS.lineBytes) {
    return new BadLine('line_too_long', `at most ${LIMITS.lineBytes} bytes`, `${length} bytes`);
  }
  if (!valid && !isUtf8(text.subarray(from, to))) {
    return new BadLine('invalid_utf8', 'UTF-8 text', `${length} bytes that are not`);
  }
  if (openers > LIMITS.jsonDepth && bytesDeeperThan(text, from, to, LIMITS.jsonDepth)) {
    return new BadLine('too_deep', `objects and arrays nested at most ${LIMITS.jsonDepth} deep`, 'deeper nesting');
  }
  let value: unknown;
  try {
    value = JSON.parse(text.toString('utf8', from, to));
  } catch {
    // The parser's own message quotes the text, which may be a prompt.
    return new BadLine('invalid_json', 'one JSON object on the line', notJson(text, from, to));
  }
  return asObject(value) ?? new BadLine('not_an_object', 'one JSON object on the line', describe(value));
}

function notJson(text: Buffer, from: number, to: number): string {
  const trimmed = text.toString('utf8', from, to).trim();
  if (!trimmed.startsWith('{')) return `${to - from} bytes of other text`;
  return trimmed.endsWith('}')
    ? `an object with an error in it, ${to - from} bytes`
    : `an object that ends early, ${to - from} bytes`;
}

/** Only white space. Looks at most lines' first byte only. */
function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = bytes[i];
    if (c !== 0x20 && c !== 0x0d && c !== 0x09) return false;
  }
  return true;
}
