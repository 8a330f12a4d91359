import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fmix32 } from './hash.ts';
import { hashWords, NUMBER_WORD, wordHash } from './words.ts';

/** The slow obvious twin: a regular expression for words, one hash a word. */
function slowWords(text: string): number[] {
  const out: number[] = [];
  for (const [word] of text.matchAll(/[a-z0-9_]+/gi)) {
    if (/^[0-9]+$/.test(word)) {
      out.push(NUMBER_WORD);
      continue;
    }
    let h = 0x811c9dc5;
    for (const char of word.toLowerCase()) h = Math.imul(h ^ char.charCodeAt(0), 0x01000193);
    out.push(fmix32(h) >>> 0);
  }
  return out;
}

const words = (text: string) => {
  const out = new Uint32Array(4096);
  return [...out.subarray(0, hashWords(text, out, 0))];
};

describe('word hashes', () => {
  it('agree with a regular expression on any ASCII text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 300 }), (text) => {
        expect(words(text)).toEqual(slowWords(text));
      }),
    );
  });

  it('fold case, in Latin-1 letters too', () => {
    expect(words('Über STRASSE')).toEqual(words('über strasse'));
  });

  it('give every number the same hash: figures are slots, not wording', () => {
    expect(words('12 apples')).toEqual(words('987654 apples'));
    expect(words('v2')).not.toEqual(words('v3'));
  });

  it('take each Han, kana and Hangul character as a word', () => {
    expect(words('翻訳する')).toHaveLength(4);
    expect(words('한국어')).toHaveLength(3);
  });

  it('stop when the output is full', () => {
    const out = new Uint32Array(3);
    expect(hashWords('one two three four five', out, 1)).toBe(3);
  });

  it('hash one word as it is hashed within a text', () => {
    expect(words('please')).toEqual([wordHash('Please')]);
  });
});
