/**
 * A weighted undirected graph in compressed sparse rows: the neighbours of node v are
 * target[offset[v] .. offset[v + 1]) with weight[...]. Every edge is stored from both ends.
 */

export interface Csr {
  readonly nodes: number;
  readonly offset: Uint32Array;
  readonly target: Uint32Array;
  readonly weight: Float64Array;
}

/** Edges as three parallel lists. Parallel edges are kept (they add up); self-loops are not allowed. */
export interface EdgeList {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
  readonly length: number;
}

/** Builds the rows by counting sort: O(nodes + edges). */
export function buildCsr(nodes: number, edges: EdgeList): Csr {
  const offset = new Uint32Array(nodes + 1);
  for (let e = 0; e < edges.length; e++) {
    offset[edges.from[e] + 1]++;
    offset[edges.to[e] + 1]++;
  }
  for (let v = 0; v < nodes; v++) offset[v + 1] += offset[v];
  const cursor = offset.slice(0, nodes);
  const target = new Uint32Array(2 * edges.length);
  const weight = new Float64Array(2 * edges.length);
  for (let e = 0; e < edges.length; e++) {
    const a = edges.from[e];
    const b = edges.to[e];
    target[cursor[a]] = b;
    weight[cursor[a]++] = edges.weight[e];
    target[cursor[b]] = a;
    weight[cursor[b]++] = edges.weight[e];
  }
  return { nodes, offset, target, weight };
}
