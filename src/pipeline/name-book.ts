/**
 * Names a worker has sent already, so that a block carries only new ones. Grows with accounts and models up to its bound,
 * where it forgets: a name that is sent twice replaces itself.
 */
import { hash64BigInt } from '../kernels/hash.ts';
import type { NamedHash } from '../model/named-hash.ts';
import { unitHashInput } from '../model/unit-id.ts';

export class NameBook {
  private readonly seen = new Map<string, Set<string>>();
  private fresh: NamedHash[] = [];
  private readonly most: number;
  private remembered = 0;

  constructor(most = Number.POSITIVE_INFINITY) {
    this.most = most;
  }

  unit(account: string, subAccount: string | null): void {
    this.once('unit', unitHashInput(account, subAccount), (hash) => ({
      kind: 'unit',
      hash,
      account,
      sub_account: subAccount,
    }));
  }

  model(name: string): void {
    this.once('model', name, (hash) => ({ kind: 'model', hash, name }));
  }

  surface(name: string): void {
    this.once('surface', name, (hash) => ({ kind: 'surface', hash, name }));
  }

  outline(anchor: bigint, outline: string): void {
    this.fresh.push({ kind: 'outline', hash: anchor, name: outline });
  }

  take(): NamedHash[] {
    const names = this.fresh;
    this.fresh = [];
    return names;
  }

  private once(kind: NamedHash['kind'], key: string, name: (hash: bigint) => NamedHash): void {
    let seen = this.seen.get(kind);
    if (!seen) {
      seen = new Set();
      this.seen.set(kind, seen);
    }
    if (seen.has(key)) return;
    if (this.remembered >= this.most) {
      for (const names of this.seen.values()) names.clear();
      this.remembered = 0;
    }
    seen.add(key);
    this.remembered++;
    this.fresh.push(name(hash64BigInt(key)));
  }
}
