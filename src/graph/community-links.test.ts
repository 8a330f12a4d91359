import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommunityLinks, onGrid } from './community-links.ts';
import { buildCsr } from './csr.ts';

const NODES = 12;

/** What a node is linked to, added up anew. */
function linksOf(graph: ReturnType<typeof buildCsr>, community: Uint32Array, v: number): Map<number, number> {
  const links = new Map<number, number>();
  for (let e = graph.offset[v]; e < graph.offset[v + 1]; e++) {
    const c = community[graph.target[e]];
    links.set(c, (links.get(c) ?? 0) + graph.weight[e]);
  }
  return links;
}

describe('links to communities', () => {
  it('are what the edges add up to, to the last bit, whatever has moved', () => {
    const node = fc.nat(NODES - 1);
    const edge = fc.tuple(node, node, fc.double({ min: 1e-9, max: 3, noNaN: true })).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 60 }), fc.array(fc.tuple(node, node), { maxLength: 60 }), (edges, moves) => {
        const graph = buildCsr(NODES, {
          from: edges.map(([a]) => a),
          to: edges.map(([, b]) => b),
          weight: edges.map(([, , weight]) => onGrid(weight)),
          length: edges.length,
        });
        const community = Uint32Array.from({ length: NODES }, (_, v) => v);
        const links = new CommunityLinks(graph, community);
        for (const [v, to] of [[0, 0], ...moves]) {
          if (community[v] !== to) links.move(v, community[v], to);
          community[v] = to;
          for (let u = 0; u < NODES; u++) {
            const from = links.start[u];
            const kept = Array.from(
              { length: links.count[u] },
              (_, k) => [links.community[from + k], links.weight[from + k]] as const,
            );
            expect(new Map(kept)).toEqual(linksOf(graph, community, u));
            expect(kept.length).toBe(linksOf(graph, community, u).size);
          }
        }
      }),
    );
  });

  it('are of weights that are as good as those given, and never nothing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 3, noNaN: true }), (weight) => {
        expect(Math.abs(onGrid(weight) / weight - 1)).toBeLessThan(1e-5);
      }),
    );
    expect(onGrid(1e-30)).toBeGreaterThan(0);
  });
});
