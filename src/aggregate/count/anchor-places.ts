/** Places of anchors by the halves of their hashes: open addressing, one line of the processor's cache for most look-ups. */

/** Words of a slot: low and high half, and the place + 1; 0 where there is none. At most half are taken. */
const SLOT = 3;
const FIRST = 2 ** 10;

export class AnchorPlaces {
  private count = 0;
  private slots: Uint32Array;

  /**
   * @param expected how many there are going to be, about
   * @param slots empty memory of {@link wordsFor} so many; absent: it makes its own
   */
  constructor(expected: number, slots = new Uint32Array(AnchorPlaces.wordsFor(expected))) {
    this.slots = slots;
  }

  static wordsFor(expected: number): number {
    return SLOT * Math.max(FIRST, 2 ** Math.ceil(Math.log2(2 * expected + 2)));
  }

  /** The hash is in no slot yet. */
  set(low: number, high: number, place: number): void {
    if (2 * ++this.count > this.slots.length / SLOT) this.grow();
    this.put(low, high, place);
  }

  /** The place of an anchor, or -1. */
  find(low: number, high: number): number {
    const { slots } = this;
    const mask = slots.length / SLOT - 1;
    for (let slot = slotOf(low, high) & mask; ; slot = (slot + 1) & mask) {
      const at = SLOT * slot;
      const place = slots[at + 2];
      if (place === 0) return -1;
      if (slots[at] === low && slots[at + 1] === high) return place - 1;
    }
  }

  private put(low: number, high: number, place: number): void {
    const mask = this.slots.length / SLOT - 1;
    let slot = slotOf(low, high) & mask;
    while (this.slots[SLOT * slot + 2] !== 0) slot = (slot + 1) & mask;
    this.slots[SLOT * slot] = low;
    this.slots[SLOT * slot + 1] = high;
    this.slots[SLOT * slot + 2] = place + 1;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Uint32Array(2 * before.length);
    for (let at = 0; at < before.length; at += SLOT) {
      if (before[at + 2] !== 0) this.put(before[at], before[at + 1], before[at + 2] - 1);
    }
  }
}

function slotOf(low: number, high: number): number {
  const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
