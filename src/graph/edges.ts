/** Edges in typed arrays that grow: of lists of numbers, millions long, the collector looks through each. */
import type { EdgeList } from './csr.ts';

const FIRST = 2 ** 12;

export class Edges implements EdgeList {
  length = 0;
  from = new Uint32Array(FIRST);
  to = new Uint32Array(FIRST);
  weight = new Float64Array(FIRST);

  add(from: number, to: number, weight: number): void {
    if (this.length === this.from.length) this.grow();
    this.from[this.length] = from;
    this.to[this.length] = to;
    this.weight[this.length++] = weight;
  }

  protected grow(): void {
    const { from, to, weight } = this;
    this.from = new Uint32Array(2 * from.length);
    this.to = new Uint32Array(2 * from.length);
    this.weight = new Float64Array(2 * from.length);
    this.from.set(from);
    this.to.set(to);
    this.weight.set(weight);
  }
}
