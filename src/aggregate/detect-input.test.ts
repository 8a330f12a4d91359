import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowRange } from './detect-input.ts';

it('gives the rows of each unit in a column that is sorted by unit', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { maxLength: 30 }), (units) => {
      const unit = Uint32Array.from(units).sort();
      for (let i = 0; i < 16; i++) {
        const { from, to } = rowRange(unit, i);
        expect(to - from).toBe(units.filter((one) => one === i).length);
        for (let r = from; r < to; r++) expect(unit[r]).toBe(i);
      }
    }),
  );
});
