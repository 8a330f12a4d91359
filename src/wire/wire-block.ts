/**
 * Wire-format lines -> fingerprint rows, a block at a time, by the kernels in src/wire/assembly/. They read the usual form of an
 * exchange and hand every other line back; the row that the fallback makes of it takes its place among the others. Rows and
 * outlines are those that the fallback alone would give; a test compares them.
 */
import { isUtf8 } from 'node:buffer';
import { assert } from '../base/assert.ts';
import { type FilePart, SECTOR } from '../base/uncached-read.ts';
import type { Fingerprinting } from '../fingerprint/block.ts';
import type { ExchangeFingerprinter, HeldText } from '../fingerprint/exchange-fingerprinter.ts';
import { type AnchorOutline, type BlockMining, BlockOutlines } from '../fingerprint/mining.ts';
import { plainText } from '../fingerprint/plain-text.ts';
import { type ClientKeys, type Half64, RowWriter } from '../fingerprint/row.ts';
import type { BlockAnchors } from '../fingerprint/segments.ts';
import { FIELD_LEVELS, shownField } from '../ingest/unknown-fields.ts';
import { createAnchorList } from '../kernels/winnow.ts';
import { FINGERPRINT_STRIDE } from '../model/fingerprint-layout.ts';
import type { Exchange } from '../model/wire.ts';
import type { RecentAnchors } from './recent-anchors.ts';
import { createWireMemory, MINED_ANCHORS, type WireMemory } from './wire-memory.ts';

const NEWLINE = 10;
/** Bytes of a field's name that are read. */
const MOST_NAME = 128;
const ASCII = new TextEncoder();
/** Room for what is stored in the place of an id (src/wire/assembly/personal.ts). */
const STORED_CHARS = 32;

/** What the owner adds: names and keyed hashes of lines that were read, and the fallback for those that were not. */
export interface WireOwner {
  /** A unit's account and sub-account ('' if none) that may be new. */
  unit(account: string, subAccount: string): void;
  model(name: string): void;
  surface(name: string): void;
  /**
   * What is stored in the place of an id that may be personal.
   * @param whole only if it is one as a whole: for names of models and surfaces
   */
  identifier(text: string, whole: boolean): string;
  /** Keyed hashes of an address and its network. */
  ip(text: string): { readonly ip: Half64; readonly net: Half64 };
  userAgent(text: string): Half64;
  ja4(text: string): Half64;
  /** Reads one line by the fallback, `line` lines behind the block's first; its exchange, if it is one, goes to {@link WireBlocks.add}. */
  line(bytes: Uint8Array, line: number): void;
}

/** Times in ms that the kernels may take; others go to the fallback. */
export interface PlainTimes {
  readonly earliest: number;
  readonly latest: number;
}

export interface WireRows {
  readonly rows: Uint8Array;
  readonly count: number;
  readonly lines: number;
  readonly outlines: AnchorOutline[];
  /** Fields that no rule reads, in lines that the kernels read. */
  readonly unknown: UnknownBits;
}

/** Which rows of a block have which unknown fields; valid until the next block is read. */
export interface UnknownBits {
  /** Paths by number; null for a name that is not given. One that is past them has the last bit. */
  readonly fields: readonly (string | null)[];
  /** Two words a row, low half first: a bit for each field. */
  readonly masks: Uint32Array;
}

/** Reads blocks of wire lines; one instance a thread. */
export class WireBlocks {
  private readonly memory: WireMemory;
  private readonly reader: () => ExchangeFingerprinter;
  private readonly mining: BlockMining;
  private readonly owner: WireOwner;
  private readonly recent: RecentAnchors | null;
  /** Of the block that is mined. */
  private outlines: BlockOutlines | null = null;
  /** One row at a time, and its anchors. */
  private readonly fallbackRow = new RowWriter();
  private readonly fallbackAnchors = createAnchorList(1 << 10);
  /** Texts of rows that the fallback read. */
  private readonly fallbackHeld = new Map<number, HeldText>();

  /** @param recent exchanges of earlier blocks that each block is compared with; none for a log, whose blocks are large */
  constructor(
    { model, reader, mining }: Fingerprinting,
    owner: WireOwner,
    times: PlainTimes,
    capacity?: number,
    recent: RecentAnchors | null = null,
  ) {
    this.reader = reader;
    this.mining = mining;
    this.owner = owner;
    this.recent = recent;
    this.memory = createWireMemory(
      model,
      {
        line: (from, to, line) => owner.line(this.memory.bytes.subarray(from, to), line),
        name: (kind, from, to, from2, to2) => this.name(kind, from, to, from2, to2),
        identifier: (from, to, whole, out) => this.identifier(from, to, whole !== 0, out),
        keyed: (kind, from, to) => this.keyed(kind, from, to),
        outline: (i, lo, hi, from, to) => this.outlines?.offer(i, lo >>> 0, hi >>> 0, from, to) ?? 0,
      },
      capacity,
    );
    this.setTimes(times);
  }

  /** Rows of the block so far: the number of the row that is being read. */
  get rowCount(): number {
    return this.memory.exports.rowCount.value;
  }

  setTimes({ earliest, latest }: PlainTimes): void {
    this.memory.exports.setTimes(earliest, latest);
  }

  /** Room for a block's bytes and two {@link SECTOR}s: write them there, then call {@link read}. There are {@link INPUTS}, from 0 on. */
  input(which: number): Uint8Array {
    const { bytes, inputs, capacity } = this.memory;
    return bytes.subarray(inputs[which], inputs[which] + capacity + 2 * SECTOR);
  }

  /**
   * Reads `filled` bytes of an {@link input} from `at` on: whole lines.
   * @param memoryForRows where the rows go if they have room there, otherwise into more than they need, for the next; absent: into
   * just as much as they need
   */
  read(which: number, { at, filled }: FilePart, memoryForRows?: ArrayBuffer): WireRows {
    const { memory } = this;
    assert(filled <= memory.capacity, `a block has at most ${memory.capacity} bytes, got ${filled}`);
    const { bytes, exports } = memory;
    const input = memory.inputs[which] + at;
    const end = input + filled;
    bytes.fill(NEWLINE, end, end + 64);
    // Bytes that are not UTF-8 are rare, and a block of them need not be fast.
    const lines = isUtf8(bytes.subarray(input, end)) ? exports.readBlock(input, end) : this.fallbackLines(input, end);
    const count = exports.rowCount.value;
    const unknown = { fields: this.unknownFields(), masks: memory.unknownMasks };
    const rows = bytes.subarray(memory.rows, memory.rows + count * FINGERPRINT_STRIDE);
    const list = {
      lo: memory.anchorLo,
      hi: memory.anchorHi,
      at: memory.anchorAt,
      length: exports.anchorCount.value,
    };
    const outlines = this.mine(rows, { list, start: memory.starts, enclosed: memory.enclosed, count });
    this.fallbackHeld.clear();
    return { rows: copied(rows, memoryForRows), count, lines, outlines, unknown };
  }

  /** Adds an exchange that the fallback read. */
  add(exchange: Exchange, client: ClientKeys): void {
    const { memory, fallbackRow: longRow, fallbackAnchors: longAnchors } = this;
    longRow.count = 0;
    longAnchors.length = 0;
    const held = this.reader().read(exchange, client, longRow, longAnchors);
    const { exports } = memory;
    const i = exports.rowCount.value;
    memory.bytes.set(longRow.rows, memory.rows + i * FINGERPRINT_STRIDE);
    for (let j = 0; j < longAnchors.length; j++) {
      if (j === held.enclosed) exports.markEnclosedAnchors();
      exports.addAnchor(longAnchors.lo[j], longAnchors.hi[j], longAnchors.at[j]);
    }
    if (held.enclosed === longAnchors.length) exports.markEnclosedAnchors();
    memory.unknownMasks.fill(0, 2 * i, 2 * i + 2);
    exports.endExchange();
    this.fallbackHeld.set(i, held);
  }

  /** By the kernels, unless the block has more anchors than they have room for. */
  private mine(rows: Uint8Array, block: Omit<BlockAnchors, 'unit'>): AnchorOutline[] {
    const { mining, memory, recent } = this;
    const held = (i: number) => this.held(i);
    if (block.list.length > MINED_ANCHORS) return mining.mine(rows, block, held);
    this.outlines = new BlockOutlines(mining, held);
    recent?.addTo(memory, MINED_ANCHORS);
    memory.exports.mineBlock(block.count);
    recent?.remember(memory, block.count);
    return this.outlines.found;
  }

  private unknownFields(): (string | null)[] {
    const { exports, view, bytes } = this.memory;
    return Array.from({ length: exports.unknownCount.value }, (_, i) => {
      const at = exports.unknownNames.value + 12 * i;
      const [from, to, level] = [view.getUint32(at, true), view.getUint32(at + 4, true), view.getUint32(at + 8, true)];
      // The kernels take keys of plain ASCII only.
      const name = Buffer.from(bytes.buffer, from, Math.min(to - from, MOST_NAME)).toString('latin1');
      return shownField(FIELD_LEVELS[level], name);
    });
  }

  private fallbackLines(from: number, to: number): number {
    const { bytes, exports } = this.memory;
    exports.readBlock(from, from);
    let line = 0;
    for (let start = from; start < to; line++) {
      const end = bytes.indexOf(NEWLINE, start);
      this.owner.line(bytes.subarray(start, end), line);
      start = end + 1;
    }
    return line;
  }

  private name(kind: number, from: number, to: number, from2: number, to2: number): void {
    const text = this.text(from, to);
    if (kind === 1) this.owner.model(text);
    else if (kind === 2) this.owner.surface(text);
    else this.owner.unit(text, from2 === to2 ? '' : this.text(from2, to2));
  }

  /** Writes what is stored in the place of an id at `out`, and answers its length; 0: the id itself is stored. */
  private identifier(from: number, to: number, whole: boolean, out: number): number {
    const text = this.text(from, to);
    const stored = this.owner.identifier(text, whole);
    if (stored === text) return 0;
    const { written } = ASCII.encodeInto(stored, this.memory.bytes.subarray(out, out + STORED_CHARS));
    assert(written === stored.length, `what is stored in the place of an id is at most ${STORED_CHARS} ASCII characters`);
    return written;
  }

  private keyed(kind: number, from: number, to: number): void {
    const text = this.text(from, to);
    if (kind === 0) {
      const { ip, net } = this.owner.ip(text);
      this.reply(0, ip);
      this.reply(8, net);
    } else this.reply(0, kind === 1 ? this.owner.userAgent(text) : this.owner.ja4(text));
  }

  private reply(at: number, { hi, lo }: Half64): void {
    this.memory.view.setUint32(this.memory.reply + at, lo, true);
    this.memory.view.setUint32(this.memory.reply + at + 4, hi, true);
  }

  private held(i: number): HeldText {
    const long = this.fallbackHeld.get(i);
    if (long !== undefined) return long;
    const { held, heldStarts } = this.memory;
    const texts: string[] = [];
    const from: number[] = [];
    for (let h = heldStarts[i]; h < heldStarts[i + 1]; h++) {
      from.push(held[3 * h]);
      texts.push(plainText(this.text(held[3 * h + 1], held[3 * h + 2])));
    }
    return { texts, from };
  }

  /** The text of a JSON string whose content lies at [from, to). */
  private text(from: number, to: number): string {
    const { buffer } = this.memory.bytes;
    const text = Buffer.from(buffer, from, to - from).toString('utf8');
    return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
  }
}

/** Memory is made in steps of this, so that what one block leaves has room for another. */
const MEMORY_STEP = 2 ** 20;

function copied(rows: Uint8Array, memory?: ArrayBuffer): Uint8Array {
  if (memory === undefined) return rows.slice();
  const room =
    memory.byteLength >= rows.length ? memory : new ArrayBuffer(MEMORY_STEP * Math.ceil(rows.length / MEMORY_STEP));
  const copy = new Uint8Array(room, 0, rows.length);
  copy.set(rows);
  return copy;
}
