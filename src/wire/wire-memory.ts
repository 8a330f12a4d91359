/**
 * The memory of the wire kernels (src/wire/assembly/): the module, its tables, and room for the most that one block can hold. Room
 * is address space, not memory: a page costs something when it is first written.
 */
import { readFileSync } from 'node:fs';
import { assert } from '../base/assert.ts';
import { LIMITS } from '../base/limits.ts';
import { SECTOR } from '../base/uncached-read.ts';
import { type ModelFile, SHAPE_TERMS } from '../fingerprint/classify.ts';
import { INPUTS } from '../fingerprint/inputs.ts';
import { RUN_VALUES } from '../fingerprint/plain-text.ts';
import { restSteps, type ScoreSteps, scoreSteps } from '../fingerprint/score-steps.ts';
import { CHARACTER_CLASSES, CONNECTIVE, REFLECTIVE, TAGS } from '../fingerprint/shape.ts';
import { TermIndex } from '../fingerprint/terms.ts';
import { WORD_TABLE } from '../kernels/fold.ts';
import { twoPlaceTable } from '../kernels/two-places.ts';
import { startModule, type WasmGlobal } from '../kernels/wasm.ts';
import { emptyFingerprint, FINGERPRINT_STRIDE } from '../model/fingerprint-layout.ts';

const PAGE = 65_536;
/** Newlines behind a block: the kernels read up to this far past a token's end. */
const PADDING = 64;
/** The shortest line that can be an exchange, its newline included. */
const SHORTEST_LINE = 56;
/** The shortest piece of JSON that is a text of its own. */
const SHORTEST_TEXT = 12;
/** Texts that came before, and what they gave. */
const MEMO_BYTES = 24 * 1024 * 1024;
const MEMO_SLOT_BYTES = 32_768 * 16;
/** Addresses, clients and names that came before: as many as tens of thousands of accounts have. */
const INTERN_BYTES = 8 * 1024 * 1024;
const INTERN_SLOT_BYTES = 262_144 * 32;
const NAME_SLOT_BYTES = 262_144 * 8;
/** What one exchange may take: texts of 500,000 units and as many words, 8,000 pieces (src/wire/assembly/content.ts). */
const TEXT_BYTES = 2 * 1024 * 1024 + PADDING;
const WORD_BYTES = 4 * 524_288 + PADDING;
const PIECE_BYTES = 32 * 8_192;
/** Most anchors of a block that the kernels mine; 16 MB of ordinary logs have a tenth of it. A power of two. */
export const MINED_ANCHORS = 2 ** 21;

/** What the kernels ask of the host. Strings are places in memory: between the quotes of JSON strings. */
export interface WireHost {
  line(from: number, to: number, line: number): void;
  name(kind: number, from: number, to: number, from2: number, to2: number): void;
  identifier(from: number, to: number, whole: number, out: number): number;
  keyed(kind: number, from: number, to: number): void;
  outline(i: number, lo: number, hi: number, from: number, to: number): number;
}

/** Exports of src/wire/assembly/wire.ts; places are globals that the host sets. */
interface WireExports {
  readonly readBlock: (from: number, to: number) => number;
  readonly mineBlock: (count: number) => void;
  readonly setTimes: (from: number, to: number) => void;
  readonly addAnchor: (lo: number, hi: number, at: number) => void;
  readonly setAnchorCount: (count: number) => void;
  readonly markEnclosedAnchors: () => void;
  readonly endExchange: () => void;
  readonly heapBase: WasmGlobal;
  readonly rowCount: WasmGlobal;
  readonly anchorCount: WasmGlobal;
  /** Names of the block's unknown fields, and where they are noted: from, to and level of each. */
  readonly unknownCount: WasmGlobal;
  readonly unknownNames: WasmGlobal;
  readonly [place: string]: unknown;
}

export interface WireMemory {
  readonly exports: WireExports;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /**
   * Where a block's bytes go, and how many may: {@link INPUTS} places, so that some are filled while one is read. They begin
   * at multiples of {@link SECTOR}, and two of these longer may be what they come in.
   */
  readonly inputs: readonly number[];
  readonly capacity: number;
  readonly rows: number;
  readonly anchorLo: Uint32Array;
  readonly anchorHi: Uint32Array;
  readonly anchorAt: Uint32Array;
  readonly starts: Uint32Array;
  readonly enclosed: Uint32Array;
  /** Triples: first word, text's place from and to. */
  readonly held: Uint32Array;
  readonly heldStarts: Uint32Array;
  /** Of each row, the bits of its unknown fields, low half first. */
  readonly unknownMasks: Uint32Array;
  /** Where the host writes keyed hashes. */
  readonly reply: number;
}

/** Lays out the memory for blocks of at most `capacity` bytes. */
export function createWireMemory(model: ModelFile, host: WireHost, capacity: number = LIMITS.blockBytes + 1): WireMemory {
  // Above the module's own data, whose end is known when it is there: a page is more than it needs.
  const base = 4 * PAGE;
  const layout = new Layout(base);
  const tables = termTables(model);
  const texts = Math.ceil(capacity / SHORTEST_TEXT);
  const rows = Math.ceil(capacity / SHORTEST_LINE);
  // A word takes two bytes at least, and no text has more anchors than words.
  const anchors = Math.ceil(capacity / 2);
  const places = {
    wordTable: layout.put(WORD_TABLE),
    classTable: layout.put(CHARACTER_CLASSES),
    starterTable: layout.put(starterTable()),
    runValues: layout.put(RUN_VALUES),
    termWords: layout.put(tables.words),
    termPairs: layout.put(tables.pairs),
    termPairSigns: layout.put(tables.pairSigns),
    termRecords: layout.put(termRecords(model)),
    modelNumbers: layout.put(modelNumbers(model)),
    scoreSteps: layout.put(steps(scoreSteps())),
    restSteps: layout.put(steps(restSteps())),
    emptyRow: layout.put(emptyFingerprint()),
    reply: layout.room(16),
    words: layout.room(WORD_BYTES),
    pieces: layout.room(PIECE_BYTES),
    decoded: layout.room(TEXT_BYTES),
    joined: layout.room(TEXT_BYTES),
    plainFirst: layout.room(TEXT_BYTES),
    plainSecond: layout.room(TEXT_BYTES),
    memoSlots: layout.room(MEMO_SLOT_BYTES),
    memoArena: layout.room(MEMO_BYTES),
    memoArenaEnd: layout.end,
    internSlots: layout.room(INTERN_SLOT_BYTES),
    internArena: layout.room(INTERN_BYTES),
    internArenaEnd: layout.end,
    nameSlots: layout.room(NAME_SLOT_BYTES),
    starts: layout.room(4 * (rows + 1)),
    heldStarts: layout.room(4 * (rows + 1)),
    held: layout.room(12 * texts),
    unknownMasks: layout.room(8 * rows),
    anchorLo: layout.room(4 * anchors),
    anchorHi: layout.room(4 * anchors),
    anchorAt: layout.room(4 * anchors),
    enclosed: layout.room(4 * rows),
    mineSlots: layout.room(4 * MINED_ANCHORS),
    mineTable: layout.room(16 * 2 * MINED_ANCHORS),
    mineRuns: layout.room(8 * MINED_ANCHORS),
    mineLast: layout.room(8 * MINED_ANCHORS),
    rows: layout.room(rows * FINGERPRINT_STRIDE),
  };
  const inputs = Array.from({ length: INPUTS }, () => layout.room(capacity + 2 * SECTOR + PADDING, SECTOR));
  const started = startModule(readFileSync(new URL('./wire.wasm', import.meta.url)), Math.ceil(layout.end / PAGE), {
    host: { ...host, exp: Math.exp },
  });
  const exports = started.exports as WireExports;
  const { memory } = started;
  assert(exports.heapBase.value <= base, `the module's data ends below ${base}, got ${exports.heapBase.value}`);
  const bytes = new Uint8Array(memory);
  layout.fill(bytes);
  const set = (name: string, value: number): void => {
    (exports[name] as WasmGlobal).value = value;
  };
  for (const [name, place] of Object.entries(places)) set(name, place);
  set('termWordMask', tables.words.length / 2 - 1);
  set('termPairMask', tables.pairs.length / 2 - 1);
  set('termCount', tables.terms);
  const columns = (at: number, length: number) => new Uint32Array(memory, at, length);
  return {
    exports,
    bytes,
    view: new DataView(memory),
    inputs,
    capacity,
    rows: places.rows,
    anchorLo: columns(places.anchorLo, anchors),
    anchorHi: columns(places.anchorHi, anchors),
    anchorAt: columns(places.anchorAt, anchors),
    starts: columns(places.starts, rows + 1),
    enclosed: columns(places.enclosed, rows),
    held: columns(places.held, 3 * texts),
    heldStarts: columns(places.heldStarts, rows + 1),
    unknownMasks: columns(places.unknownMasks, 2 * rows),
    reply: places.reply,
  };
}

/** Hands out places one behind the other, each at a multiple of 16 or more. */
class Layout {
  end: number;
  private readonly tables: { at: number; bytes: Uint8Array }[] = [];

  constructor(base: number) {
    this.end = base;
  }

  room(bytes: number, alignment = 16): number {
    const at = Math.ceil(this.end / alignment) * alignment;
    this.end = Math.ceil((at + bytes) / 16) * 16;
    return at;
  }

  put(table: Uint8Array | Uint32Array | Int32Array | Float64Array): number {
    const at = this.room(table.byteLength);
    this.tables.push({ at, bytes: new Uint8Array(table.buffer, table.byteOffset, table.byteLength) });
    return at;
  }

  fill(memory: Uint8Array): void {
    for (const { at, bytes } of this.tables) memory.set(bytes, at);
  }
}

/** The vocabulary's tables with key and value side by side: one line of the cache a place. */
function termTables(model: ModelFile) {
  const index = new TermIndex(model.terms);
  return {
    words: inTwoPlaces(index.wordKeys, index.wordValues),
    pairs: inTwoPlaces(index.pairKeys, index.pairValues),
    pairSigns: signsOf(index.pairKeys),
    terms: index.size,
  };
}

function inTwoPlaces(keys: Uint32Array, values: Int32Array): Uint32Array {
  const used = Uint32Array.from(keys.keys()).filter((i) => keys[i] !== 0);
  return twoPlaceTable(
    used.map((i) => keys[i]),
    used.map((i) => values[i]),
  );
}

/** Words of {@link signsOf}. */
const SIGN_WORDS = 2 ** 12;

/** Says of every number whether it may be a key, by its upper 17 bits (src/wire/assembly/terms.ts): 16 KB, an eighth of it ones. */
function signsOf(keys: Uint32Array): Uint32Array {
  const signs = new Uint32Array(SIGN_WORDS);
  for (const key of keys) if (key !== 0) signs[key >>> 20] |= 1 << ((key >>> 15) & 31);
  return signs;
}

/** Bytes of a term's record: a weight an output, then what the kernels note of it. */
const RECORD = 32;

/** The terms' weights as the kernels read them. */
function termRecords(model: ModelFile): Uint8Array {
  const { terms, weights, outputs } = model;
  const records = new Int8Array(terms.length * RECORD);
  for (let term = 0; term < terms.length; term++)
    records.set(weights.subarray(term * outputs.length, (term + 1) * outputs.length), term * RECORD);
  return new Uint8Array(records.buffer);
}

/** The thresholds, then the bytes to begin with. */
function steps({ from, start }: ScoreSteps): Uint8Array {
  const bytes = new Uint8Array(from.byteLength + start.length);
  bytes.set(new Uint8Array(from.buffer));
  bytes.set(start, from.byteLength);
  return bytes;
}

/** Outputs, padded as the kernels lay them out. */
const ROW = 16;

/** Scale, bias, slope and offset by output, then the weights of the shape's features. */
function modelNumbers(model: ModelFile): Float64Array {
  const rows = [model.scale, model.bias, model.slope, model.offset, ...SHAPE_TERMS.map((f) => model.shape[f])];
  const numbers = new Float64Array(rows.length * ROW);
  rows.forEach((row, i) => {
    numbers.set(row, i * ROW);
  });
  return numbers;
}

const STARTER_SLOTS = 256;

/** Words that open a sentence of reasoning, and names of tags: hash and kind by open addressing on the hash's low byte. */
function starterTable(): Uint32Array {
  const kinds = new Map<number, number>();
  // A word that is both counts as reflective, as it does in shape.ts.
  for (const [bit, hashes] of [
    [1, REFLECTIVE],
    [2, CONNECTIVE],
    [4, TAGS],
  ] as const) {
    for (const hash of hashes) kinds.set(hash, (kinds.get(hash) ?? 0) | bit);
  }
  const table = new Uint32Array(2 * STARTER_SLOTS);
  for (const [hash, kind] of kinds) {
    let slot = hash & (STARTER_SLOTS - 1);
    while (table[2 * slot + 1] !== 0) slot = (slot + 1) & (STARTER_SLOTS - 1);
    table[2 * slot] = hash;
    table[2 * slot + 1] = kind;
  }
  return table;
}
