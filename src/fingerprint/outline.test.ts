import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Outliner } from './outline.ts';
import { splitWords } from './terms.ts';

const WORDS = ['think', 'step', 'by', 'write', 'answer', 'schritt', '请', '思', '考', 'réponse'];
const FOLDED = WORDS.flatMap((word) => splitWords(word));

describe('an outline', () => {
  it('is of the words that the whole text has there, whatever stands before', () => {
    const outliner = new Outliner(WORDS);
    const piece = fc.constantFrom(
      ...WORDS,
      'Think',
      'RÉPONSE',
      ' ',
      '\n',
      ', ',
      '42',
      '_x',
      '🚢',
      'İ',
      '\u200b',
      'тhіnk',
      '\u0301',
      '\ud800',
      'é',
      '思',
      "ΑΣ'",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(30), fc.nat(30), (pieces, from, length) => {
        const text = pieces.join('');
        // The slow twin: all words, then those.
        const words = splitWords(text).slice(from, Math.min(from + length, from + 48));
        const shown = words.filter((word) => FOLDED.includes(word));
        const legible = shown.length >= 0.3 * words.length && shown.length >= 4;
        const outline = outliner.outline(text, from, from + length);
        expect(outline === null).toBe(!legible);
        if (outline !== null) expect(outline.split(' ').filter((word) => !word.includes('▇'))).toEqual(shown);
      }),
      { numRuns: 2_000 },
    );
  });
});
