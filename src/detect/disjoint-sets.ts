/** Disjoint sets of units (Tarjan, "Efficiency of a good but not linear set union algorithm", JACM 1975). */
export class DisjointSets {
  private readonly root: Map<number, number>;

  constructor(units: Iterable<number>) {
    this.root = new Map(Array.from(units, (i) => [i, i]));
  }

  join(a: number, b: number): void {
    this.root.set(this.find(a), this.find(b));
  }

  /** The sets, in the order of their first units; units ascending. */
  lists(): number[][] {
    const lists = new Map<number, number[]>();
    for (const i of [...this.root.keys()].sort((a, b) => a - b)) {
      const root = this.find(i);
      const list = lists.get(root);
      if (list) list.push(i);
      else lists.set(root, [i]);
    }
    return [...lists.values()];
  }

  private find(unit: number): number {
    let root = unit;
    for (let next = this.root.get(root); next !== undefined && next !== root; next = this.root.get(root))
      root = next;
    for (let i = unit; i !== root; ) {
      const next = this.root.get(i) as number;
      this.root.set(i, root);
      i = next;
    }
    return root;
  }
}
