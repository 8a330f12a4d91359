import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../base/rng.ts';
import { fmix32 } from './hash.ts';
import { createAnchorList, SHINGLE, WINDOW, winnow } from './winnow.ts';

/** The slow obvious twin: hash every shingle anew, take the rightmost minimum of every window, keep each once in a row. */
function slowWinnow(words: readonly number[]): number[] {
  const hashes: number[] = [];
  for (let i = 0; i + SHINGLE <= words.length; i++) {
    let h = 0;
    for (let k = 0; k < SHINGLE; k++) h = (Math.imul(h, 0x01000193) + words[i + k]) | 0;
    hashes.push(fmix32(h) >>> 0);
  }
  const windows = Math.max(hashes.length > 0 ? 1 : 0, hashes.length - WINDOW + 1);
  const picked: number[] = [];
  for (let w = 0; w < windows; w++) {
    let best = w;
    for (let i = w; i < Math.min(hashes.length, w + WINDOW); i++) if (hashes[i] <= hashes[best]) best = i;
    if (picked.at(-1) !== best) picked.push(best);
  }
  return picked.map((i) => hashes[i]);
}

function anchorsOf(words: readonly number[]): number[] {
  const list = createAnchorList(4);
  winnow(Uint32Array.from(words), 0, words.length, list);
  return [...list.lo.subarray(0, list.length)];
}

describe('winnowing', () => {
  it('agrees with its slow twin on any sequence of words', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 1, max: 50 }).map((n) => n * 2654435761),
          { maxLength: 120 },
        ),
        (raw) => {
          const words = raw.map((w) => w >>> 0);
          expect(anchorsOf(words)).toEqual(slowWinnow(words));
        },
      ),
    );
  });

  it('gives two texts a common anchor whenever they share a run of thirteen words', () => {
    const rng = createRng('winnow');
    const random = (n: number) => Array.from({ length: n }, () => (rng.next() * 2 ** 32) >>> 0);
    for (let round = 0; round < 300; round++) {
      const shared = random(SHINGLE + WINDOW - 1);
      const a = anchorsOf([...random(rng.int(80)), ...shared, ...random(rng.int(80))]);
      const b = new Set(anchorsOf([...random(rng.int(80)), ...shared, ...random(rng.int(80))]));
      expect(
        a.some((anchor) => b.has(anchor)),
        `round ${round}, seed winnow`,
      ).toBe(true);
    }
  });

  it('leaves texts that share nothing without a common anchor', () => {
    const rng = createRng('apart');
    const random = () => Array.from({ length: 200 }, () => (rng.next() * 2 ** 32) >>> 0);
    const b = new Set(anchorsOf(random()));
    expect(anchorsOf(random()).filter((anchor) => b.has(anchor))).toEqual([]);
  });

  it('appends to what is there and grows the list', () => {
    const list = createAnchorList(1);
    const words = Uint32Array.from({ length: 300 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 0);
    winnow(words, 0, 150, list);
    const first = list.length;
    winnow(words, 150, 300, list);
    expect(list.length).toBeGreaterThan(first);
    expect(list.lo.length).toBeGreaterThanOrEqual(list.length);
  });
});
