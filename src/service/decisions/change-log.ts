/** The order of last changes: which account changed with which number. An account's earlier numbers are passed over. */

export class ChangeLog {
  private seqs: number[] = [];
  private units: string[] = [];

  /** Numbers ascend. */
  add(seq: number, unit: string): void {
    this.seqs.push(seq);
    this.units.push(unit);
  }

  /**
   * What changed after `cursor`, at most `limit`. Numbers that are no longer the last of their account are dropped when they
   * are most of what is kept.
   */
  after<T extends { readonly seq: number }>(cursor: number, limit: number, entry: (unit: string) => T | undefined): T[] {
    const found: T[] = [];
    let stale = 0;
    let at = this.firstAfter(cursor);
    for (; at < this.seqs.length && found.length < limit; at++) {
      const one = entry(this.units[at]);
      if (one?.seq === this.seqs[at]) found.push(one);
      else stale++;
    }
    if (stale > 1_000 && stale > found.length) this.compact(entry);
    return found;
  }

  private compact(entry: (unit: string) => { readonly seq: number } | undefined): void {
    const kept = this.seqs.map((seq, k) => entry(this.units[k])?.seq === seq);
    this.seqs = this.seqs.filter((_, k) => kept[k]);
    this.units = this.units.filter((_, k) => kept[k]);
  }

  private firstAfter(cursor: number): number {
    let low = 0;
    let high = this.seqs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.seqs[middle] <= cursor) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
