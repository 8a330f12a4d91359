/**
 * A share's anchors in a stretch of rows, side by side. Every anchor has its places in tables that are larger than any cache:
 * whoever looks them up one by one waits for memory each time. Here all of a stretch are looked up at once, in loops
 * without branches that only read, so that the processor waits for many together; what comes behind them finds the
 * places near.
 */
import { ANCHOR_SLOTS } from '../../model/fingerprint-layout.ts';
import { AT, type Piece, STRIDE } from './row.ts';

/** Rows of a stretch, at most: their places fill half of a core's own cache. */
export const STRETCH_ROWS = 32;
const MOST = STRETCH_ROWS * ANCHOR_SLOTS;
/** Shares are told apart by no more than these many of a hash's highest bits. */
const SHARE_BITS = 16;

/** Which anchors: those whose hashes begin with these `bits` bits. */
export interface Share {
  readonly bits: number;
  readonly index: number;
}

export const ALL_ANCHORS: Share = { bits: 0, index: 0 };

export class Stretch {
  /** Anchors at hand. */
  count = 0;
  readonly low = new Uint32Array(MOST + 1);
  readonly high = new Uint32Array(MOST + 1);
  /** The row of each, ascending. */
  readonly row = new Uint32Array(MOST + 1);
  /** For whoever looks places up: one of each anchor. */
  readonly place = new Int32Array(MOST + 1);

  /** The share's anchors have `bits` in the high half of their hash under `mask`. */
  private readonly mask: number;
  private readonly bits: number;

  constructor({ bits, index }: Share) {
    this.mask = bits === 0 ? 0 : -1 << (32 - bits);
    this.bits = bits === 0 ? 0 : index << (32 - bits);
  }

  /** Takes the share's anchors of rows [from, to) up, at most {@link STRETCH_ROWS}. */
  take({ words }: Piece, from: number, to: number): void {
    const { low, high, row, mask, bits } = this;
    let count = 0;
    for (let r = from; r < to; r++) {
      for (let a = (r * STRIDE + AT.anchors) >> 2, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
        const l = words[a];
        const h = words[a + 1];
        if ((l | h) === 0) break;
        low[count] = l;
        high[count] = h;
        row[count] = r;
        // Every other anchor is another share's: counted, not asked.
        count += isZero(((h & mask) ^ bits) >>> (32 - SHARE_BITS));
      }
    }
    this.count = count;
  }

  /** Keeps anchor i as the kept-th. */
  keep(i: number, kept: number): void {
    this.low[kept] = this.low[i];
    this.high[kept] = this.high[i];
    this.row[kept] = this.row[i];
  }
}

/** 1 of 0, 0 of any other number up to 2^31. */
export function isZero(number: number): number {
  return (number - 1) >>> 31;
}
