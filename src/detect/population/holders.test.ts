import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invert } from '../../aggregate/detect-input.ts';
import { sortPostings } from '../../aggregate/postings.ts';
import { heldAcross, holdersOf, memberValues } from './holders.ts';
import type { Layer } from './layers.ts';

const UNITS = 14;
const VALUES = 9;

/** Who has which value; every unit's values are different. */
const uses = fc.uniqueArray(fc.tuple(fc.nat(UNITS - 1), fc.nat(VALUES - 1)), {
  selector: ([unit, value]) => unit * VALUES + value,
  maxLength: 60,
});
const members = fc.uniqueArray(fc.nat(UNITS - 1), { maxLength: UNITS }).map((units) => units.sort((a, b) => a - b));

function layerOf(pairs: readonly (readonly [number, number])[]): Layer {
  const postings = sortPostings(
    Uint32Array.from(pairs, ([, value]) => value),
    VALUES,
    Uint32Array.from(pairs, ([unit]) => unit),
    UNITS,
    new Uint32Array(pairs.length).fill(1),
  );
  return { postings, byUnit: invert(postings, UNITS) } as unknown as Layer;
}

describe('the values of members', () => {
  it('are those they hold, by member and by value, whichever group was asked about before', () => {
    fc.assert(
      fc.property(uses, fc.array(members, { minLength: 1, maxLength: 3 }), (pairs, groups) => {
        const layer = layerOf(pairs);
        for (const list of groups) {
          const held = memberValues({ members: list }, layer);
          const values = (unit: number) =>
            pairs
              .filter(([who]) => who === unit)
              .map(([, value]) => value)
              .sort((a, b) => a - b);
          const byValue = held.byValue();
          const order = held.order();
          const met = [...new Set(list.flatMap(values))];
          expect([...held.value.subarray(0, held.count)]).toEqual(met);
          expect(met.map((v) => order[v])).toEqual([...met.keys()]);
          expect(Array.from(held.holders, (n) => n > 0)).toEqual(Array.from({ length: VALUES }, (_, v) => met.includes(v)));
          for (let k = 0; k < held.count; k++) {
            const holders = list.filter((unit) => values(unit).includes(held.value[k]));
            expect([...holdersOf({ members: list }, byValue, k)]).toEqual(holders);
            expect(held.holders[held.value[k]]).toBe(holders.length);
          }
        }
      }),
    );
  });

  it('are held across classes when their holders are of several', () => {
    fc.assert(
      fc.property(
        uses,
        members,
        fc.array(fc.nat(3), { minLength: UNITS, maxLength: UNITS }),
        fc.array(fc.nat(1), { minLength: VALUES, maxLength: VALUES }),
        (pairs, list, classOf, wanted) => {
          const layer = layerOf(pairs);
          // What an earlier group left must not show.
          heldAcross({ members: [0, 1] }, layer, memberValues({ members: [0, 1] }, layer), classOf);
          const held = memberValues({ members: list }, layer);
          const asked = Uint8Array.from(wanted);
          const across = heldAcross({ members: list }, layer, held, classOf, asked).slice();
          const ofAll = heldAcross({ members: list }, layer, held, classOf);
          for (const v of held.value.subarray(0, held.count)) {
            const classes = new Set(
              pairs.filter(([unit, value]) => value === v && list.includes(unit)).map(([unit]) => classOf[unit]),
            );
            expect(across[v]).toBe(asked[v] === 1 && classes.size > 1 ? 1 : 0);
            expect(ofAll[v]).toBe(classes.size > 1 ? 1 : 0);
          }
        },
      ),
    );
  });

  it('by value are not given any more when another group was asked about', () => {
    const layer = layerOf([[1, 2]]);
    const held = memberValues({ members: [1] }, layer);
    memberValues({ members: [2] }, layer);
    expect(() => held.byValue()).toThrow('another group');
    expect(() => held.order()).toThrow('another group');
  });
});
