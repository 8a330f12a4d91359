/**
 * How strongly each node of a graph is linked to each community, kept while nodes change their community: a node that has
 * thousands of neighbours has links to a few dozen communities. Weights are added to sums and taken away again, so they must
 * add up exactly ({@link onGrid}).
 */
import type { Csr } from './csr.ts';

/** Entries of a node, beside those it has at first, before it has to be given more room. */
const SPARE = 4;

/**
 * The nearest number to a weight of which any sum, difference and half is exact as long as it stays below 2 ** 28: the order in
 * which weights are added up decides nothing. No weight becomes 0.
 */
export function onGrid(weight: number): number {
  return Math.max(1, Math.round(weight * GRID)) / GRID;
}

const GRID = 2 ** 24;

export class CommunityLinks {
  /** Communities and weights of node v, in no order: at start[v] .. start[v] + count[v] - 1. */
  community: Uint32Array;
  weight: Float64Array;
  readonly start: Uint32Array;
  readonly count: Uint32Array;
  private readonly room: Uint32Array;
  private end = 0;
  private readonly graph: Csr;

  /** O(edges). @param communityOf that of each node, below the number of nodes */
  constructor(graph: Csr, communityOf: Uint32Array) {
    const { nodes, offset, target, weight } = graph;
    this.graph = graph;
    this.start = new Uint32Array(nodes);
    this.count = new Uint32Array(nodes);
    this.room = new Uint32Array(nodes);
    this.community = new Uint32Array(8 * nodes);
    this.weight = new Float64Array(8 * nodes);
    const linked = new Float64Array(nodes);
    const met = new Uint32Array(nodes);
    for (let v = 0; v < nodes; v++) {
      let count = 0;
      for (let e = offset[v]; e < offset[v + 1]; e++) {
        const c = communityOf[target[e]];
        const before = linked[c];
        if (before === 0) met[count++] = c;
        linked[c] = before + weight[e];
      }
      this.place(v, count + SPARE);
      const at = this.start[v];
      for (let k = 0; k < count; k++) {
        this.community[at + k] = met[k];
        this.weight[at + k] = linked[met[k]];
        linked[met[k]] = 0;
      }
      this.count[v] = count;
    }
  }

  /** A node went from one community to another: its neighbours are linked to that one now. */
  move(node: number, from: number, to: number): void {
    const { offset, target, weight } = this.graph;
    for (let e = offset[node]; e < offset[node + 1]; e++) {
      this.add(target[e], from, -weight[e]);
      this.add(target[e], to, weight[e]);
    }
  }

  private add(node: number, community: number, weight: number): void {
    const at = this.start[node];
    const end = at + this.count[node];
    let k = at;
    while (k < end && this.community[k] !== community) k++;
    if (k === end) {
      this.append(node, community, weight);
      return;
    }
    this.weight[k] += weight;
    if (this.weight[k] !== 0) return;
    this.community[k] = this.community[end - 1];
    this.weight[k] = this.weight[end - 1];
    this.count[node]--;
  }

  private append(node: number, community: number, weight: number): void {
    const count = this.count[node];
    if (count === this.room[node]) {
      const before = this.start[node];
      this.place(node, 2 * count + SPARE);
      this.community.copyWithin(this.start[node], before, before + count);
      this.weight.copyWithin(this.start[node], before, before + count);
    }
    this.community[this.start[node] + count] = community;
    this.weight[this.start[node] + count] = weight;
    this.count[node]++;
  }

  /** Gives a node room for so many entries, behind all others. */
  private place(node: number, room: number): void {
    if (this.end + room > this.community.length) {
      const length = Math.max(2 * this.community.length, this.end + room);
      const community = new Uint32Array(length);
      const weight = new Float64Array(length);
      community.set(this.community.subarray(0, this.end));
      weight.set(this.weight.subarray(0, this.end));
      this.community = community;
      this.weight = weight;
    }
    this.start[node] = this.end;
    this.room[node] = room;
    this.end += room;
  }
}
