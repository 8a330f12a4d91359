import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MovingWindow } from './moving-window.ts';

const PARTIES = 4;
const BLOCK = 50;
const event = fc.record({ time: fc.nat(200), party: fc.nat(PARTIES - 1) });

describe('a moving window', () => {
  it('counts the neighbours of other parties that are in the same block', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), fc.nat(BLOCK), fc.integer({ min: 1, max: 4 }), (list, reach, step) => {
        const events = list.sort((a, b) => a.time - b.time);
        const window = new MovingWindow(
          {
            time: Float64Array.from(events, ({ time }) => time),
            party: Uint32Array.from(events, ({ party }) => party),
            parties: PARTIES,
          },
          reach,
        );
        for (let k = 0; k < events.length; k += step) {
          const { time, party } = events[k];
          const begin = Math.floor(time / BLOCK) * BLOCK;
          const expected = events.filter(
            (other) =>
              other.party !== party &&
              other.time >= begin &&
              other.time < begin + BLOCK &&
              Math.abs(other.time - time) <= reach,
          );
          expect(window.others(k, begin, begin + BLOCK)).toBe(expected.length);
        }
      }),
    );
  });
});
