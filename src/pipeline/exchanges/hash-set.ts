/** A set of 64-bit hashes in typed arrays, by open addressing: 16 to 32 bytes each, and no BigInt to ask for one. 0 is never in it. */
export class HashSet64 {
  private table: Uint32Array;
  private mask: number;
  size = 0;

  constructor(hashes: BigUint64Array = new BigUint64Array(0)) {
    let capacity = 1024;
    while (capacity < 2 * hashes.length) capacity *= 2;
    this.table = new Uint32Array(2 * capacity);
    this.mask = capacity - 1;
    const halves = new Uint32Array(hashes.buffer, hashes.byteOffset, 2 * hashes.length);
    for (let k = 0; k < hashes.length; k++) this.add(halves[2 * k], halves[2 * k + 1]);
  }

  has(lo: number, hi: number): boolean {
    const at = this.slot(lo, hi);
    return (this.table[at] | this.table[at + 1]) !== 0;
  }

  /** @returns whether it was not there before */
  add(lo: number, hi: number): boolean {
    if ((lo | hi) === 0) return false;
    const at = this.slot(lo, hi);
    if ((this.table[at] | this.table[at + 1]) !== 0) return false;
    this.table[at] = lo;
    this.table[at + 1] = hi;
    if (2 * ++this.size > this.mask) this.grow();
    return true;
  }

  /** Where a hash is, or the empty slot where it would be. */
  private slot(lo: number, hi: number): number {
    const { table, mask } = this;
    let k = (Math.imul(lo ^ Math.imul(hi, 0x85ebca6b), 0x9e3779b1) >>> 7) & mask;
    for (;;) {
      const at = 2 * k;
      if ((table[at] | table[at + 1]) === 0 || (table[at] === lo && table[at + 1] === hi)) return at;
      k = (k + 1) & mask;
    }
  }

  private grow(): void {
    const before = this.table;
    this.mask = 2 * this.mask + 1;
    this.table = new Uint32Array(2 * (this.mask + 1));
    for (let at = 0; at < before.length; at += 2) {
      if ((before[at] | before[at + 1]) === 0) continue;
      const to = this.slot(before[at], before[at + 1]);
      this.table[to] = before[at];
      this.table[to + 1] = before[at + 1];
    }
  }
}
