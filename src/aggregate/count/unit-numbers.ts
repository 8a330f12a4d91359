/** Units by the order in which they are met: whoever goes through the same rows numbers them alike. */
export class UnitNumbers {
  private readonly ids = new Map<bigint, number>();

  get count(): number {
    return this.ids.size;
  }

  /** The number of a unit, by the halves of its key; the next one if it is new. */
  numberOf(low: number, high: number): number {
    const key = (BigInt(high) << 32n) | BigInt(low);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const unit = this.ids.size;
    this.ids.set(key, unit);
    return unit;
  }

  /** Units by key, ascending: `unit[i]` is the number of the i-th. */
  inOrder(): { readonly keys: BigUint64Array; readonly unit: Uint32Array } {
    const keys = BigUint64Array.from(this.ids.keys()).sort();
    return { keys, unit: Uint32Array.from(keys, (key) => this.ids.get(key) as number) };
  }
}
