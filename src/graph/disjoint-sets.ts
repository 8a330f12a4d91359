/** Disjoint sets: union-find with path halving (Tarjan, "Efficiency of a good but not linear set union algorithm", JACM 1975). */
export class DisjointSets<T> {
  private readonly place = new Map<T, number>();
  private readonly items: T[] = [];
  private readonly parent: number[] = [];

  constructor(items: Iterable<T> = []) {
    for (const item of items) this.add(item);
  }

  /** Makes an item known, alone at first. */
  add(item: T): void {
    this.placeOf(item);
  }

  /** The sets of the two become one. */
  join(a: T, b: T): void {
    this.parent[this.find(this.placeOf(a))] = this.find(this.placeOf(b));
  }

  /** All sets, single items included, in the order in which their first items became known; so are the items of each. */
  sets(): T[][] {
    const sets = new Map<number, T[]>();
    this.items.forEach((item, at) => {
      const root = this.find(at);
      const set = sets.get(root);
      if (set) set.push(item);
      else sets.set(root, [item]);
    });
    return [...sets.values()];
  }

  private placeOf(item: T): number {
    const known = this.place.get(item);
    if (known !== undefined) return known;
    const at = this.items.length;
    this.place.set(item, at);
    this.items.push(item);
    this.parent.push(at);
    return at;
  }

  private find(at: number): number {
    let root = at;
    while (this.parent[root] !== root) {
      this.parent[root] = this.parent[this.parent[root]];
      root = this.parent[root];
    }
    return root;
  }
}
