/** Accounts joined by the values they share. */
import { DisjointSets } from '../../../src/graph/disjoint-sets.ts';

export class SharedBy {
  private readonly accounts = new DisjointSets<string>();
  private readonly holder = new Map<string, string>();

  /** Makes the account known, alone at first. */
  add(account: string): void {
    this.accounts.add(account);
  }

  /** Joins the account with everybody who was given this value before. */
  share(account: string, value: string): void {
    const other = this.holder.get(value);
    if (other === undefined) {
      this.holder.set(value, account);
      this.accounts.add(account);
    } else this.accounts.join(account, other);
  }

  /** All sets, single accounts included. */
  sets(): string[][] {
    return this.accounts.sets();
  }
}
