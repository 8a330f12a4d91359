import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../base/rng.ts';
import { onGrid } from './community-links.ts';
import { components } from './components.ts';
import { buildCsr } from './csr.ts';
import { louvain } from './louvain.ts';

function graphOf(nodes: number, edges: readonly (readonly [number, number, number?])[]) {
  return buildCsr(nodes, {
    from: edges.map((e) => e[0]),
    to: edges.map((e) => e[1]),
    weight: edges.map((e) => e[2] ?? 1),
    length: edges.length,
  });
}

describe('louvain', () => {
  it('finds two cliques joined by one edge', () => {
    const edges: [number, number][] = [];
    for (const base of [0, 6]) {
      for (let a = 0; a < 6; a++) for (let b = a + 1; b < 6; b++) edges.push([base + a, base + b]);
    }
    edges.push([0, 6]);
    const label = louvain(graphOf(12, edges), { resolution: 1, seed: 's' });
    expect(new Set(label.subarray(0, 6)).size).toBe(1);
    expect(new Set(label.subarray(6)).size).toBe(1);
    expect(label[0]).not.toBe(label[6]);
  });

  it('recovers planted blocks of a random graph', () => {
    const rng = createRng('planted');
    const edges: [number, number][] = [];
    const blocks = 8;
    const size = 40;
    for (let a = 0; a < blocks * size; a++) {
      for (let b = a + 1; b < blocks * size; b++) {
        const same = Math.floor(a / size) === Math.floor(b / size);
        if (rng.chance(same ? 0.4 : 0.01)) edges.push([a, b]);
      }
    }
    const label = louvain(graphOf(blocks * size, edges), { resolution: 1, seed: 's' });
    for (let block = 0; block < blocks; block++) {
      expect(new Set(label.subarray(block * size, (block + 1) * size)).size).toBe(1);
    }
    expect(new Set(label).size).toBe(blocks);
  });

  it('never returns a community that is not connected, and is the same every time', () => {
    const edge = fc.tuple(fc.nat(29), fc.nat(29)).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 90 }), (edges) => {
        const graph = graphOf(30, edges);
        const label = louvain(graph, { resolution: 1, seed: 'p' });
        const within = components(graph, label);
        const parts = new Map<number, Set<number>>();
        label.forEach((l, v) => {
          parts.set(l, (parts.get(l) ?? new Set()).add(within[v]));
        });
        for (const [l, set] of parts) expect(set.size, `community ${l}`).toBe(1);
        expect([...louvain(graph, { resolution: 1, seed: 'p' })]).toEqual([...label]);
      }),
    );
  });

  it('finds the same by links that are kept as by links that are counted anew', () => {
    const node = fc.nat(39);
    const edge = fc.tuple(node, node, fc.double({ min: 0.01, max: 3, noNaN: true })).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(edge, { minLength: 20, maxLength: 160 }), (edges) => {
        const graph = graphOf(
          40,
          edges.map(([a, b, weight]) => [a, b, onGrid(weight)] as const),
        );
        const by = (few: number) => [...louvain(graph, { resolution: 1, seed: 'k', few })];
        expect(by(1)).toEqual(by(-1));
      }),
    );
  });

  it('leaves nodes without edges alone', () => {
    expect(new Set(louvain(graphOf(5, []), { resolution: 1, seed: 's' })).size).toBe(5);
  });
});
