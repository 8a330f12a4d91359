/** Accounts joined by the values they share: union-find with path halving (Tarjan 1975). */

export class DisjointSets {
  private readonly index = new Map<string, number>();
  private readonly names: string[] = [];
  private readonly parent: number[] = [];
  private readonly holder = new Map<string, number>();

  /** Makes the account known, alone at first. */
  add(account: string): number {
    const known = this.index.get(account);
    if (known !== undefined) return known;
    const id = this.names.length;
    this.index.set(account, id);
    this.names.push(account);
    this.parent.push(id);
    return id;
  }

  /** Joins the account with everybody who was given this value before. */
  share(account: string, value: string): void {
    const id = this.add(account);
    const other = this.holder.get(value);
    if (other === undefined) this.holder.set(value, id);
    else this.parent[this.find(id)] = this.find(other);
  }

  /** All sets, single accounts included. */
  sets(): string[][] {
    const members = new Map<number, string[]>();
    for (const [id, name] of this.names.entries()) {
      const root = this.find(id);
      const list = members.get(root);
      if (list === undefined) members.set(root, [name]);
      else list.push(name);
    }
    return [...members.values()];
  }

  private find(id: number): number {
    let at = id;
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at]];
      at = this.parent[at];
    }
    return at;
  }
}
