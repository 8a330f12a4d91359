/**
 * Inspects the beginning of a file: whether it is a log, whether it has one record per line or JSON to be split, and its first
 * records. Only the contents matter, not the name.
 */

import { isUtf8 } from 'node:buffer';
import { LIMITS } from '../base/limits.ts';
import { bytesDeeperThan } from './depth.ts';
import { JsonSplitter, WRAPPER_KEYS } from './json-splitter.ts';
import { recordOfLine } from './reshape.ts';
import { type TableShape, tableShape } from './tables/table-format.ts';
import { asObject, type JsonObject } from './values.ts';

export type Inspection =
  | { kind: 'empty' }
  /** More bytes are needed to tell. */
  | { kind: 'more' }
  | { kind: 'not_a_log'; got: string }
  | { kind: 'table'; shape: TableShape }
  | { kind: 'lines' | 'split'; sample: JsonObject[] };

const SAMPLE = 50;

/** Judges the first bytes of a file; `whole` if there are no more. */
export function inspect(head: Uint8Array, whole: boolean): Inspection {
  const first = head.findIndex((c) => c !== 0x20 && c !== 0x09 && c !== 0x0a && c !== 0x0d);
  if (first < 0) return whole ? { kind: 'empty' } : { kind: 'more' };
  const lines = sampleLines(head, whole);
  if (lines.complete > 0 && lines.records.length > 0) {
    return { kind: lines.wrapped ? 'split' : 'lines', sample: lines.wrapped ? split(head) : lines.records };
  }
  if (lines.wrapped) return { kind: 'split', sample: split(head) };
  const c = head[first];
  if (c === 0x7b || c === 0x5b) {
    const sample = split(head);
    if (sample.length > 0) return { kind: 'split', sample };
    if (!whole) return { kind: 'more' };
    // An empty array, or one record that is cut off or broken: lines, whose faults the parser names.
    return c === 0x5b && isEmptyArray(head) ? { kind: 'empty' } : { kind: 'lines', sample: [] };
  }
  const shape = tableShape(head);
  return shape === undefined ? { kind: 'not_a_log', got: whatItIs(head) } : { kind: 'table', shape };
}

/** The records of the first lines that are JSON objects. */
function sampleLines(head: Uint8Array, whole: boolean): { records: JsonObject[]; complete: number; wrapped: boolean } {
  const records: JsonObject[] = [];
  let complete = 0;
  let wrapped = false;
  for (let from = 0; from < head.length && complete < SAMPLE; ) {
    const newline = head.indexOf(10, from);
    if (newline < 0 && !whole) break;
    const to = newline < 0 ? head.length : newline;
    const value = parse(head, from, to);
    from = to + 1;
    if (value === undefined) continue;
    complete++;
    const record = asObject(value);
    if (record === undefined || isWrapper(record)) {
      // The first record decides: later ones of another kind are faults of their lines.
      if (records.length === 0 && typeof value === 'object') wrapped = true;
    } else records.push(record);
    if (wrapped) break;
  }
  return { records, complete, wrapped };
}

/** An OpenTelemetry document on one line is a record itself. */
function isWrapper(record: JsonObject): boolean {
  return Object.keys(record).some(
    (key) => WRAPPER_KEYS.has(key) && !key.startsWith('resource') && Array.isArray(record[key]),
  );
}

function split(head: Uint8Array): JsonObject[] {
  const records: JsonObject[] = [];
  const splitter = new JsonSplitter({
    element: (bytes) => {
      const record = records.length < SAMPLE ? asObject(parse(bytes, 0, bytes.length)) : undefined;
      if (record !== undefined) records.push(record);
    },
    bad: () => {},
  });
  splitter.add(head);
  return records;
}

function parse(bytes: Uint8Array, from: number, to: number): unknown {
  if (to - from < 2 || bytesDeeperThan(bytes, from, to, LIMITS.jsonDepth)) return undefined;
  // Perhaps a time before the record, as CloudWatch exports have.
  if (bytes[from] === 0x32)
    return recordOfLine(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8'));
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8'));
  } catch {
    return undefined;
  }
}

function isEmptyArray(head: Uint8Array): boolean {
  return /^\s*\[\s*\]\s*$/.test(Buffer.from(head.subarray(0, 1024)).toString('latin1'));
}

const CONTAINERS: readonly [string, string][] = [
  ['504b0304', 'a ZIP archive'],
  ['425a68', 'bzip2 data'],
  ['fd377a585a00', 'xz data'],
  ['04224d18', 'LZ4 data'],
  ['25504446', 'a PDF file'],
  ['89504e47', 'an image'],
  ['ffd8ff', 'an image'],
];

function whatItIs(head: Uint8Array): string {
  const hex = Buffer.from(head.subarray(0, 8)).toString('hex');
  const container = CONTAINERS.find(([magic]) => hex.startsWith(magic));
  if (container !== undefined) return `${container[1]}: unpack or convert it first`;
  if (head.subarray(0, 4_096).includes(0) || !isUtf8(wholeCharacters(head))) return 'binary data';
  const line = Buffer.from(head.subarray(0, 4_096)).toString('utf8').trimStart().split('\n')[0];
  if (/^[^,;\t]+([,;\t][^,;\t]*){2,}/.test(line)) return 'separated values without a line of column names: add one';
  return line.startsWith('<') ? 'markup' : 'text that is not JSON';
}

/** Without the bytes of a character that is cut off at the end of the chunk. */
function wholeCharacters(head: Uint8Array): Uint8Array {
  if (head.length <= 4_096) return head;
  let end = 4_096;
  while (end > 4_093 && (head[end - 1] & 0xc0) === 0x80) end--;
  if (head[end - 1] >= 0xc0) end--;
  return head.subarray(0, end);
}
