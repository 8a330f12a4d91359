/**
 * The fingerprint: one fixed-width little-endian row an exchange. The same bytes are what a worker writes,
 * what crosses threads and what the store takes in as ClickHouse RowBinary, so nothing is encoded twice.
 * docs/formats/fingerprint.md has the table for readers. Arrays have a fixed number of slots (RowBinary's
 * one-byte length in front); an unused slot is 0 and queries leave zeros out. No prompt text, ever.
 */
import { CAPABILITIES, INTENTS } from './vocabulary.ts';

/** Raised when a column is added, moved or reinterpreted; stored with every row. */
export const FINGERPRINT_VERSION = 5;

export const ANCHOR_SLOTS = 16;
export const SKELETON_SLOTS = 8;
export const ISSUED_SLOTS = 2;
export const PRESENTED_SLOTS = 4;

type Scalar = 'UInt8' | 'UInt16' | 'UInt32' | 'UInt64' | 'Int64';

export interface Column {
  readonly name: string;
  readonly type: Scalar;
  /** Present for arrays: the fixed number of slots. */
  readonly slots?: number;
  /** An array that no query looks into. */
  readonly whole?: true;
  /** No query of an analysis reads it: whoever looks at the rows of a data directory does. */
  readonly unread?: true;
  readonly comment: string;
}

const BYTES: Record<Scalar, number> = { UInt8: 1, UInt16: 2, UInt32: 4, UInt64: 8, Int64: 8 };

export const FINGERPRINT_COLUMNS = [
  { name: 'version', type: 'UInt8', unread: true, comment: 'FINGERPRINT_VERSION' },
  { name: 'id', type: 'UInt64', comment: 'hash of the exchange id: the idempotency key' },
  { name: 'time', type: 'Int64', comment: 'ms since the epoch' },
  { name: 'unit', type: 'UInt64', comment: 'hash of (account, sub_account)' },
  { name: 'account', type: 'UInt64', comment: 'hash of the account' },
  { name: 'session', type: 'UInt64', comment: 'hash of the session, 0 if none' },
  { name: 'model', type: 'UInt64', comment: 'hash of the model name' },
  { name: 'surface', type: 'UInt64', comment: 'hash of the surface, 0 if none' },
  { name: 'ip', type: 'UInt64', comment: 'keyed hash of the address' },
  { name: 'net', type: 'UInt64', comment: 'keyed hash of the /24 or /48' },
  { name: 'asn', type: 'UInt32', comment: 'autonomous system' },
  { name: 'user_agent', type: 'UInt64', comment: 'keyed hash of the user agent' },
  { name: 'ja4', type: 'UInt64', comment: 'keyed hash of the JA4' },
  { name: 'system', type: 'UInt64', unread: true, comment: 'hash of the system prompt, 0 if none' },
  { name: 'body', type: 'UInt64', comment: 'hash of what the request says anew' },
  {
    name: 'anchors',
    type: 'UInt64',
    slots: ANCHOR_SLOTS,
    whole: true,
    comment: 'segment anchors, shared ones first',
  },
  { name: 'shared', type: 'UInt8', comment: 'how many anchors recur over accounts in their block' },
  {
    name: 'skeleton',
    type: 'UInt32',
    slots: SKELETON_SLOTS,
    comment: 'MinHash of a refused instruction, else 0',
  },
  {
    name: 'capabilities',
    type: 'UInt8',
    slots: CAPABILITIES.length,
    whole: true,
    comment: 'scores, 0..255',
  },
  { name: 'intents', type: 'UInt8', slots: INTENTS.length, comment: 'scores, 0..255' },
  { name: 'prompt_chars', type: 'UInt32', comment: 'all input text' },
  { name: 'system_chars', type: 'UInt32', comment: 'system prompt' },
  { name: 'output_chars', type: 'UInt32', unread: true, comment: 'answer text, if logged' },
  { name: 'input_tokens', type: 'UInt32', unread: true, comment: '' },
  { name: 'output_tokens', type: 'UInt32', comment: '' },
  { name: 'cache_read_tokens', type: 'UInt32', unread: true, comment: '' },
  { name: 'reasoning_tokens', type: 'UInt32', unread: true, comment: '' },
  { name: 'max_tokens', type: 'UInt32', unread: true, comment: '0 if not asked' },
  { name: 'turns', type: 'UInt16', unread: true, comment: 'user messages in the request' },
  { name: 'tools', type: 'UInt16', comment: 'tools offered' },
  { name: 'tool_results', type: 'UInt16', comment: 'tool results in the context' },
  { name: 'images', type: 'UInt16', unread: true, comment: 'image parts' },
  { name: 'code_share', type: 'UInt8', unread: true, comment: 'share of code-like lines, 0..255' },
  { name: 'script', type: 'UInt8', unread: true, comment: 'main script (SCRIPTS); a shape, never evidence' },
  { name: 'reasoning_in_input', type: 'UInt8', comment: 'reasoning text in the input, 0..255' },
  {
    name: 'invariant_share',
    type: 'UInt8',
    unread: true,
    comment: 'share of the prompt that recurs in its block, 0..255',
  },
  { name: 'temperature', type: 'UInt8', unread: true, comment: 'x100, 255 if not asked' },
  { name: 'n', type: 'UInt8', comment: 'completions asked, 1 if not said' },
  { name: 'flags', type: 'UInt16', comment: 'FLAGS' },
  { name: 'status', type: 'UInt16', unread: true, comment: 'HTTP status, 0 if not logged' },
  { name: 'latency_ms', type: 'UInt32', unread: true, comment: '' },
  { name: 'issued', type: 'UInt64', slots: ISSUED_SLOTS, comment: 'hashes of signatures in the answer' },
  {
    name: 'presented',
    type: 'UInt64',
    slots: PRESENTED_SLOTS,
    comment: 'hashes of signatures in the request',
  },
  { name: 'issued_after', type: 'UInt32', comment: 'what a signed answer followed, 0 if none was signed' },
  {
    name: 'presented_after',
    type: 'UInt32',
    slots: PRESENTED_SLOTS,
    comment: 'what each presented signature stands behind',
  },
  { name: 'encoded', type: 'UInt8', comment: 'share of the input text that is encoded or unreadable, 0..255' },
] as const satisfies readonly Column[];

export type ColumnName = (typeof FINGERPRINT_COLUMNS)[number]['name'];

export const FLAGS = {
  stream: 1,
  logprobs: 2,
  thinkingAsked: 4,
  thinkingReturned: 8,
  refused: 16,
  /** Stopped because the output limit was reached. */
  truncated: 32,
  /** The request holds an assistant message that others follow: a conversation that goes on. */
  followUp: 64,
  hasResponse: 128,
} as const;

/**
 * The fields of `issued_after` and `presented_after` (src/fingerprint/context-digest.ts): masks of the user's turn before the
 * signed answer, of the system prompt with the tools' names, and of the user's earlier turns.
 */
export const CONTEXT_DIGEST = { turn: 0xfff, frame: 0x3ff000, past: 0xffc00000 } as const;

export const SCRIPTS = ['none', 'latin', 'cyrillic', 'han', 'kana', 'hangul', 'arabic', 'devanagari', 'other'] as const;

/** Byte offset of each column's first value (behind the length byte of an array) in a row. */
export const OFFSET = {} as Record<ColumnName, number>;

/** Bytes of one row. */
export const FINGERPRINT_STRIDE: number = layOut();

function layOut(): number {
  let offset = 0;
  for (const column of FINGERPRINT_COLUMNS) {
    const slots = 'slots' in column ? column.slots : 0;
    if (slots > 0) offset += 1;
    OFFSET[column.name] = offset;
    offset += BYTES[column.type] * Math.max(1, slots);
  }
  return offset;
}

/** A row with every array's length byte in place and everything else 0: copy it, then write the values. */
export function emptyFingerprint(): Uint8Array {
  const row = new Uint8Array(FINGERPRINT_STRIDE);
  row[OFFSET.version] = FINGERPRINT_VERSION;
  for (const column of FINGERPRINT_COLUMNS) {
    if ('slots' in column) row[OFFSET[column.name] - 1] = column.slots;
  }
  return row;
}

/** A column as a store takes it in. */
export interface StoreColumn {
  readonly name: string;
  /** In ClickHouse. */
  readonly type: string;
  /** Absent ones are bytes of a row that are taken in and not kept. */
  readonly kept: boolean;
}

/**
 * The columns of a store, as they lie in a row.
 * @param scratch for a store that is gone when the run ends: arrays that no query looks into are strings of their bytes, which in
 * RowBinary are the same, length byte and all, and the engine takes them in and gives them back without looking at their values.
 * What no query reads is not kept, and goes by in one piece where several such columns stand together.
 */
export function storeColumns(scratch = false): StoreColumn[] {
  const columns: StoreColumn[] = [];
  let passed = 0;
  const endPassed = (): void => {
    if (passed > 0) columns.push({ name: `unread_${columns.length}`, type: `FixedString(${passed})`, kept: false });
    passed = 0;
  };
  for (const column of FINGERPRINT_COLUMNS as readonly Column[]) {
    if (scratch && column.unread) passed += bytesOf(column);
    else {
      endPassed();
      columns.push({ name: column.name, type: clickhouseType(column, scratch), kept: true });
    }
  }
  endPassed();
  return columns;
}

function clickhouseType(column: Column, scratch: boolean): string {
  if (column.slots === undefined) return column.type;
  return scratch && column.whole ? `FixedString(${bytesOf(column)})` : `Array(${column.type})`;
}

/** Bytes of a row that a column takes, with an array's length byte. */
function bytesOf({ type, slots }: Column): number {
  return slots === undefined ? BYTES[type] : 1 + slots * BYTES[type];
}

/** The columns as ClickHouse types: the structure of a RowBinary insert. */
export function clickhouseStructure(scratch = false): string {
  return storeColumns(scratch)
    .map(({ name, type }) => `${name} ${type}`)
    .join(', ');
}
