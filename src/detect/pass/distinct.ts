/** Counts different hashes of one unit after the other, in a table that each finds empty without its being cleared. */

const FIRST = 2 ** 10;

export class DistinctInTurn {
  count = 0;
  private turn = 1;
  private halves = new Uint32Array(2 * FIRST);
  /** The turn in which a slot was taken. */
  private taken = new Uint32Array(FIRST);

  next(): void {
    this.count = 0;
    this.turn++;
  }

  add(low: number, high: number): void {
    const mask = this.taken.length - 1;
    let slot = (low ^ Math.imul(high, 0x9e3779b1)) & mask;
    for (; this.taken[slot] === this.turn; slot = (slot + 1) & mask) {
      if (this.halves[2 * slot] === low && this.halves[2 * slot + 1] === high) return;
    }
    this.taken[slot] = this.turn;
    this.halves[2 * slot] = low;
    this.halves[2 * slot + 1] = high;
    if (2 * ++this.count > this.taken.length) this.grow();
  }

  private grow(): void {
    const { halves, taken, turn } = this;
    this.halves = new Uint32Array(2 * halves.length);
    this.taken = new Uint32Array(2 * taken.length);
    this.count = 0;
    for (let slot = 0; slot < taken.length; slot++) {
      if (taken[slot] === turn) this.add(halves[2 * slot], halves[2 * slot + 1]);
    }
  }
}
