/**
 * The graph of units and the values they share, in which both are nodes: a value with d holders costs d edges and not d squared.
 * The rows are those that {@link buildCsr} makes of the edges value by value, without a list of edges in between.
 */
import type { Csr } from './csr.ts';

/** A value that ties its holders, unit[from] .. unit[to - 1]. */
export interface SharedValue {
  readonly unit: Uint32Array;
  readonly from: number;
  readonly to: number;
  /** Of each of its edges. */
  readonly weight: number;
}

/** Nodes are the units, then the values in their order. O(nodes + edges). */
export function sharedValuesCsr(units: number, values: readonly SharedValue[]): Csr {
  const nodes = units + values.length;
  const offset = new Uint32Array(nodes + 1);
  values.forEach(({ unit, from, to }, k) => {
    for (let p = from; p < to; p++) offset[unit[p] + 1]++;
    offset[units + k + 1] = to - from;
  });
  for (let v = 0; v < nodes; v++) offset[v + 1] += offset[v];
  const cursor = offset.slice(0, units);
  const target = new Uint32Array(offset[nodes]);
  const weight = new Float64Array(offset[nodes]);
  values.forEach((value, k) => {
    let at = offset[units + k];
    for (let p = value.from; p < value.to; p++) {
      const i = value.unit[p];
      target[cursor[i]] = units + k;
      weight[cursor[i]++] = value.weight;
      target[at] = i;
      weight[at++] = value.weight;
    }
  });
  return { nodes, offset, target, weight };
}
