/**
 * A set of id hashes in typed arrays: 16 to 32 bytes an id, where a Set of them takes a hundred. Open addressing on the low
 * half: ids are hashes already.
 */
export class IdTable {
  private slots = new BigUint64Array(1024);
  private count = 0;
  /** 0 marks a free slot, so that it cannot stand in one. */
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

  /** The id's slot, or the free one where it would go. */
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
