import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordSpans } from './word-spans.ts';
import { hashWords, wordHash } from './words.ts';

/** Words, folded letters, scripts without blanks, characters that are not seen, and pairs of surrogates. */
const PIECES = [
  'one',
  'Two',
  '12',
  'é',
  'ﬁ',
  'а',
  '漢',
  '字',
  'ก',
  '\u200b',
  '\u00ad',
  '𝐁',
  '😀',
  '_',
  ' ',
  '-',
  '\n',
  '\ud835',
  'ß',
];

describe('the places of words', () => {
  it('are those of the words that are hashed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const words = new Uint32Array(200);
        const count = hashWords(text, words, 0);
        const { from, to } = wordSpans(text);
        expect(from).toHaveLength(count);
        for (let w = 0; w < count; w++) {
          expect(wordHash(text.slice(from[w], to[w]))).toBe(words[w]);
          if (w > 0) expect(from[w]).toBeGreaterThanOrEqual(to[w - 1]);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
