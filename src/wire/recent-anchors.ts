/**
 * Anchors of the exchanges that a thread read last, to compare the next block with. What recurs among prompts shows when
 * many are mined together (segments.ts); a block of a log has ten thousand of them, a request to the service a few. Holds
 * hashes, no text. Leaves out the mining itself.
 */
import { FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';
import type { WireMemory } from './wire-memory.ts';

/** Exchanges and anchors that are remembered. */
const MOST_EXCHANGES = 8_192;
const MOST_ANCHORS = 131_072;
/**
 * Anchors that a block is compared with, at least, and for each of its own: counting 32,768 takes some 0.6 ms, which a block
 * of one exchange can bear, and all of them only a block of a hundred or more.
 */
const LEAST_COMPARED = 32_768;
const COMPARED_FOR_EACH = 16;

export class RecentAnchors {
  /** Twice as much as is used, so that the older half is moved out of the way now and then only. */
  private readonly lo = new Uint32Array(2 * MOST_ANCHORS);
  private readonly hi = new Uint32Array(2 * MOST_ANCHORS);
  private anchors = 0;
  /** Of each exchange: the low half of its unit, and where its anchors end. */
  private readonly unit = new Uint32Array(2 * MOST_EXCHANGES);
  private readonly end = new Uint32Array(2 * MOST_EXCHANGES);
  private count = 0;

  /** Appends what is remembered to the block in `memory`, behind its own exchanges; the latest first to stay if there is no room. */
  addTo(memory: WireMemory, mostAnchors: number): void {
    const { exports, view } = memory;
    const own = exports.anchorCount.value;
    const rows = exports.rowCount.value;
    const wanted = Math.min(MOST_ANCHORS, Math.max(LEAST_COMPARED, COMPARED_FOR_EACH * own));
    const room = Math.min(wanted, mostAnchors - own);
    const from = this.firstWithin(Math.min(MOST_EXCHANGES, memory.starts.length - 1 - rows), room);
    const start = this.startOf(from);
    memory.anchorLo.set(this.lo.subarray(start, this.anchors), own);
    memory.anchorHi.set(this.hi.subarray(start, this.anchors), own);
    for (let i = from; i < this.count; i++) {
      const row = memory.rows + (rows + i - from) * FINGERPRINT_STRIDE;
      view.setUint32(row + OFFSET.unit, this.unit[i], true);
      exports.setAnchorCount(own + this.end[i] - start);
      exports.endExchange();
    }
  }

  /** Remembers the first `count` exchanges of the block in `memory`. */
  remember(memory: WireMemory, count: number): void {
    const { starts, view } = memory;
    // Of a block that is larger than what is kept, its end.
    let from = Math.max(0, count - MOST_EXCHANGES);
    while (from < count && starts[count] - starts[from] > MOST_ANCHORS) from++;
    const added = starts[count] - starts[from];
    if (this.count + count - from > this.unit.length || this.anchors + added > this.lo.length) this.compact();
    this.lo.set(memory.anchorLo.subarray(starts[from], starts[count]), this.anchors);
    this.hi.set(memory.anchorHi.subarray(starts[from], starts[count]), this.anchors);
    for (let i = from; i < count; i++) {
      this.unit[this.count] = view.getUint32(memory.rows + i * FINGERPRINT_STRIDE + OFFSET.unit, true);
      this.end[this.count] = this.anchors + starts[i + 1] - starts[from];
      this.count++;
    }
    this.anchors += added;
  }

  /** Forgets all but what is used, so that as much again has room. */
  private compact(): void {
    const from = this.firstWithin(MOST_EXCHANGES, MOST_ANCHORS);
    const start = this.startOf(from);
    this.lo.copyWithin(0, start, this.anchors);
    this.hi.copyWithin(0, start, this.anchors);
    this.unit.copyWithin(0, from, this.count);
    for (let i = from; i < this.count; i++) this.end[i - from] = this.end[i] - start;
    this.count -= from;
    this.anchors -= start;
  }

  /** The first exchange of as many of the latest as stay within both bounds. */
  private firstWithin(exchanges: number, anchors: number): number {
    let first = this.count;
    while (first > 0 && this.count - first < exchanges && this.anchors - this.startOf(first - 1) <= anchors) first--;
    return first;
  }

  private startOf(exchange: number): number {
    return exchange === 0 ? 0 : this.end[exchange - 1];
  }
}
