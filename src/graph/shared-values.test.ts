import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCsr } from './csr.ts';
import { Edges } from './edges.ts';
import { sharedValuesCsr } from './shared-values.ts';

const UNITS = 12;
const value = fc.record({
  holders: fc.uniqueArray(fc.nat(UNITS - 1), { maxLength: UNITS }),
  weight: fc.integer({ min: 1, max: 100 }),
});

describe('units and the values they share', () => {
  it('are the rows that a list of their edges gives', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), (values) => {
        const unit = Uint32Array.from(values.flatMap(({ holders }) => holders));
        const edges = new Edges();
        let from = 0;
        const shared = values.map(({ holders, weight }, k) => {
          for (const i of holders) edges.add(i, UNITS + k, weight);
          from += holders.length;
          return { unit, from: from - holders.length, to: from, weight };
        });
        expect(sharedValuesCsr(UNITS, shared)).toEqual(buildCsr(UNITS + values.length, edges));
      }),
    );
  });
});
