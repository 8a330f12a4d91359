/**
 * A block that has been read -> its anchors in its rows, and the outlines of segments not outlined before. One instance a
 * thread: what was outlined for an earlier block is passed over.
 */
import { FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';
import type { HeldText } from './exchange-fingerprinter.ts';
import type { Outliner } from './outline.ts';
import { setAnchors } from './row.ts';
import { type BlockAnchors, type Choice, chooseAnchors, createChoice, SegmentMiner } from './segments.ts';

/** The redacted outline of a segment around one of its anchors. */
export interface AnchorOutline {
  readonly anchor: bigint;
  readonly outline: string;
}

/** An anchor is outlined when it stands in at least this many exchanges of a block. */
export const OUTLINE_FROM = 4;
/** Anchors that one block outlines, and those a thread remembers to have outlined. */
export const OUTLINES_A_BLOCK = 1024;
const OUTLINES_REMEMBERED = 50_000;
export const RECENT_SLOTS = 4096;

export class BlockMining {
  readonly outliner: Outliner;
  /** Anchors outlined so far. */
  readonly outlined = new Set<bigint>();
  /** Pairs of lo and hi by the low bits of lo. */
  private readonly lately = new Uint32Array(2 * RECENT_SLOTS);
  private readonly miner = new SegmentMiner();
  private readonly choice: Choice = createChoice();
  private unit = new Uint32Array(0);

  constructor(outliner: Outliner) {
    this.outliner = outliner;
  }

  /**
   * Completes `count` rows. Exchange i has the anchors list[start[i], start[i + 1]); `held` gives the texts that they were
   * taken from, and is asked for few of them.
   */
  mine(rows: Uint8Array, block: Omit<BlockAnchors, 'unit'>, held: (i: number) => HeldText): AnchorOutline[] {
    const { count } = block;
    const { choice } = this;
    const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
    if (this.unit.length < count) this.unit = new Uint32Array(2 * count);
    for (let i = 0; i < count; i++) this.unit[i] = view.getUint32(i * FINGERPRINT_STRIDE + OFFSET.unit, true);
    const mined: BlockAnchors = { ...block, unit: this.unit };
    this.miner.count(mined);
    const outlines = new BlockOutlines(this, held);
    this.lately.fill(0);
    let outlined = 0;
    for (let i = 0; i < count; i++) {
      chooseAnchors(this.miner, mined, i, choice);
      setAnchors(view, i * FINGERPRINT_STRIDE, choice);
      for (let k = 0; k < choice.shared && outlined < OUTLINES_A_BLOCK; k++) {
        if (choice.exchanges[k] < OUTLINE_FROM || this.metLately(choice.lo[k], choice.hi[k])) continue;
        outlined = outlines.offer(i, choice.lo[k], choice.hi[k], choice.from[k], choice.to[k]);
      }
    }
    return outlines.found;
  }

  /** Anchors that this block met a moment ago need no BigInt and no set: a fortieth of all time went there. */
  private metLately(lo: number, hi: number): boolean {
    const at = 2 * (lo & (RECENT_SLOTS - 1));
    if (this.lately[at] === lo && this.lately[at + 1] === hi) return true;
    this.lately[at] = lo;
    this.lately[at + 1] = hi;
    return false;
  }
}

/**
 * The outlines of one block. Which anchors a block outlines depends on the block alone. An anchor outlined for an earlier
 * block is passed over: that block comes first wherever results are put in order, so the work would be lost.
 */
export class BlockOutlines {
  readonly found: AnchorOutline[] = [];
  private readonly mining: BlockMining;
  private readonly held: (i: number) => HeldText;
  private readonly eligible = new Set<bigint>();
  /** The exchange that was offered last, and its texts: its other anchors come next. */
  private last = -1;
  private texts: HeldText = { texts: [], from: [] };

  constructor(mining: BlockMining, held: (i: number) => HeldText) {
    this.mining = mining;
    this.held = held;
  }

  /** Offers a shared anchor of exchange i, which stands in a run of its words. @returns how many anchors the block outlines */
  offer(i: number, lo: number, hi: number, from: number, to: number): number {
    const { eligible, mining } = this;
    const anchor = (BigInt(hi) << 32n) | BigInt(lo);
    if (eligible.has(anchor)) return eligible.size;
    eligible.add(anchor);
    if (mining.outlined.has(anchor)) return eligible.size;
    if (i !== this.last) {
      this.texts = this.held(i);
      this.last = i;
    }
    const read = this.texts;
    let r = read.from.length - 1;
    while (r > 0 && read.from[r] > from) r--;
    const outline = mining.outliner.outline(read.texts[r], from - read.from[r], to - read.from[r]);
    if (outline === null) return eligible.size;
    this.found.push({ anchor, outline });
    if (mining.outlined.size < OUTLINES_REMEMBERED) mining.outlined.add(anchor);
    return eligible.size;
  }
}
