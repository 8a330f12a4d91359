/**
 * Exchanges whose anchors are looked at to learn which stand together: a share of those with text that recurs, chosen by
 * their ids, and thinned as more come in. Anchors of each are kept that may count one day: which of them do is known later.
 */

import { countCoOccurrences, END } from '../co-occurrence.ts';
import type { CoOccurrences } from '../detect-input.ts';
import { growUint32 } from './grow.ts';

/** Exchanges looked at, about. */
const WANTED = 250_000;

/** Rows of numbers: the id's low half, how many anchors, and the halves of each. */
const HEAD = 2;

export class TogetherSample {
  private rows = new Uint32Array(2 ** 12);
  private used = 0;
  private every = 1;

  /** @param recurring exchanges with text that recurs, those included that are about to come */
  expect(recurring: number): void {
    const every = 2 ** Math.max(0, Math.ceil(Math.log2(recurring / WANTED)));
    if (every <= this.every) return;
    this.every = every;
    let to = 0;
    for (let at = 0; at < this.used; ) {
      const end = at + HEAD + 2 * this.rows[at + 1];
      if (this.rows[at] % every === 0) {
        this.rows.copyWithin(to, at, end);
        to += end - at;
      }
      at = end;
    }
    this.used = to;
  }

  /** Whether an exchange with text that recurs is looked at. */
  wants(id: number): boolean {
    return id % this.every === 0;
  }

  /** An exchange that is, and the halves of its anchors. */
  take(id: number, anchors: Uint32Array): void {
    while (this.used + HEAD + anchors.length > this.rows.length) this.rows = growUint32(this.rows);
    this.rows[this.used++] = id;
    this.rows[this.used++] = anchors.length / 2;
    this.rows.set(anchors, this.used);
    this.used += anchors.length;
  }

  /**
   * @param placeOf the place of an anchor that counts, or -1
   * @param anchors how many count
   */
  together(placeOf: (low: number, high: number) => number, anchors: number): CoOccurrences {
    const flat = new Uint32Array(this.used);
    let flown = 0;
    for (let at = 0; at < this.used; ) {
      const end = at + HEAD + 2 * this.rows[at + 1];
      const begun = flown;
      for (let a = at + HEAD; a < end; a += 2) {
        const place = placeOf(this.rows[a], this.rows[a + 1]);
        if (place < 0) continue;
        let hole = flown++;
        for (; hole > begun && flat[hole - 1] > place; hole--) flat[hole] = flat[hole - 1];
        flat[hole] = place;
      }
      flat[flown++] = END;
      at = end;
    }
    return countCoOccurrences(flat.subarray(0, flown), anchors);
  }
}
