/** Sets of units that were tested already: a template of thirty segments has thirty sets of users that are nearly one. */

export class TriedSets {
  private readonly sizes: number[] = [];
  /** By unit: the sets it is in. */
  private readonly holding: (number[] | undefined)[];

  constructor(units: number) {
    this.holding = new Array(units);
  }

  add(units: readonly number[]): void {
    const set = this.sizes.length;
    this.sizes.push(units.length);
    for (const i of units) {
      const sets = this.holding[i];
      if (sets) sets.push(set);
      else this.holding[i] = [set];
    }
  }

  /** Jaccard index of the set that is most like these units, 0..1. Linear in the sets that the units are in. */
  likest(units: readonly number[]): number {
    const shared = new Map<number, number>();
    for (const i of units) for (const set of this.holding[i] ?? []) shared.set(set, (shared.get(set) ?? 0) + 1);
    let most = 0;
    for (const [set, both] of shared) most = Math.max(most, both / (units.length + this.sizes[set] - both));
    return most;
  }
}
