/** Connected components, by breadth-first search: O(nodes + edges). */
import type { Csr } from './csr.ts';

/**
 * Labels the components of the graph when only edges within one group count: two nodes get one label exactly when
 * a path of nodes of their group joins them. Without groups: the components of the graph.
 */
export function components(graph: Csr, group?: Uint32Array): Uint32Array {
  const { nodes, offset, target } = graph;
  const label = new Uint32Array(nodes).fill(0xffffffff);
  const queue = new Uint32Array(nodes);
  let next = 0;
  for (let start = 0; start < nodes; start++) {
    if (label[start] !== 0xffffffff) continue;
    let head = 0;
    let tail = 0;
    queue[tail++] = start;
    label[start] = next;
    while (head < tail) {
      const v = queue[head++];
      for (let e = offset[v]; e < offset[v + 1]; e++) {
        const u = target[e];
        if (label[u] === 0xffffffff && (!group || group[u] === group[v])) {
          label[u] = next;
          queue[tail++] = u;
        }
      }
    }
    next++;
  }
  return label;
}
