/**
 * A set of 64-bit ids in a typed array: 16 to 32 bytes per id, where a Set takes a hundred. A hash table with open addressing on
 * the low half of the id, since ids are hashes already.
 */
export class IdTable {
  private slots = new BigUint64Array(1024);
  private count = 0;
  /** The id 0 is kept here, since 0 marks a free slot. */
  private hasZero = false;

  get size(): number {
    return this.count + (this.hasZero ? 1 : 0);
  }

  has(id: bigint): boolean {
    return id === 0n ? this.hasZero : this.slots[this.find(id)] === id;
  }

  add(id: bigint): void {
    if (id === 0n) {
      this.hasZero = true;
      return;
    }
    const at = this.find(id);
    if (this.slots[at] === id) return;
    this.slots[at] = id;
    if (++this.count * 2 > this.slots.length) this.grow();
  }

  /** The slot of an id, or the free slot where it belongs. */
  private find(id: bigint): number {
    const mask = this.slots.length - 1;
    let at = Number(id & 0xffffffffn) & mask;
    while (this.slots[at] !== 0n && this.slots[at] !== id) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new BigUint64Array(2 * old.length);
    for (const id of old) if (id !== 0n) this.slots[this.find(id)] = id;
  }
}
