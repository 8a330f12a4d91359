/**
 * The rows that are counted: what detection reads of every exchange, those of one unit behind each other. 200 bytes a row, in an
 * order in which every number lies where a typed array can reach it, the arrays' length bytes included: nothing is
 * decoded.
 */
import { assert } from '../../base/assert.ts';
import { ANCHOR_SLOTS } from '../../model/fingerprint-layout.ts';
import { CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import type { ColumnLayout } from '../columns.ts';

export const ROW_LAYOUT: readonly ColumnLayout[] = [
  { name: 'flags', type: 'UInt16' },
  { name: 'tool_results', type: 'UInt16' },
  { name: 'reasoning_in_input', type: 'UInt8' },
  { name: 'n', type: 'UInt8' },
  { name: 'shared', type: 'UInt8' },
  { name: 'anchors', type: 'UInt64', slots: ANCHOR_SLOTS },
  { name: 'intents', type: 'UInt8', slots: INTENTS.length },
  { name: 'capabilities', type: 'UInt8', slots: CAPABILITIES.length },
  { name: 'encoded', type: 'UInt8' },
  { name: 'padding', type: 'UInt8' },
  { name: 'output_tokens', type: 'UInt32' },
  { name: 'prompt_chars', type: 'UInt32' },
  { name: 'system_chars', type: 'UInt32' },
  { name: 'body', type: 'UInt64' },
  { name: 'id', type: 'UInt64' },
  { name: 'time', type: 'Int64' },
  { name: 'u', type: 'UInt64' },
];

/** Bytes of a row. */
export const STRIDE = 200;
/** Rows looked at between two turns of the event loop, 1.6 MB. */
export const CHUNK_ROWS = 8_192;

/** Byte offsets in a row; of an array, of its first value. */
export const AT = {
  flags: 0,
  toolResults: 2,
  reasoning: 4,
  n: 5,
  shared: 6,
  anchors: 8,
  intents: 137,
  capabilities: 145,
  encoded: 154,
  outputTokens: 156,
  promptChars: 160,
  systemChars: 164,
  body: 168,
  id: 176,
  time: 184,
  unit: 192,
} as const;

assert(AT.intents === AT.anchors + 8 * ANCHOR_SLOTS + 1, 'intents stand behind the anchors');
assert(AT.capabilities === AT.intents + INTENTS.length + 1, 'capabilities stand behind the intents');
assert(AT.encoded === AT.capabilities + CAPABILITIES.length, 'the encoded share stands behind the capabilities');
assert(AT.outputTokens === AT.encoded + 2, 'tokens stand behind the padding');

/** The table's own order by account and unit, so that most of the sorting is done. */
export function rowSql(unitSql: string): string {
  const columns = ROW_LAYOUT.map(({ name }) =>
    name === 'padding' ? 'toUInt8(0) AS padding' : name === 'u' ? `${unitSql} AS u` : name,
  );
  return `SELECT ${columns.join(', ')} FROM exchanges ORDER BY account, unit`;
}

/** One chunk of rows, as the numbers of each width. */
export interface RowChunk {
  readonly rows: number;
  readonly bytes: Uint8Array;
  readonly halves: Uint16Array;
  readonly words: Uint32Array;
}

export function rowChunk(bytes: Uint8Array): RowChunk {
  const { buffer, byteOffset, byteLength } = bytes;
  return {
    rows: byteLength / STRIDE,
    bytes,
    halves: new Uint16Array(buffer, byteOffset, byteLength / 2),
    words: new Uint32Array(buffer, byteOffset, byteLength / 4),
  };
}
