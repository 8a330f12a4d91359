import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedWords, foldText } from './fold.ts';
import { hashWords } from './words.ts';

const words = (text: string) => {
  const out = new Uint32Array(4_096);
  return [...out.subarray(0, hashWords(text, out, 0))];
};

/** Well-formed: without what is half a pair, two of which may come to stand together. */
const anyText = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(' ', '\u200b', '\u0301', '\u{e0041}', '\ufe0f', '\ud835', '\udb40', '_', '字', 'ﬁ'),
      fc.nat(0xffff).map((code) => String.fromCharCode(code)),
      fc
        .constantFrom(0x1d400, 0x1f100, 0x10400, 0x11800)
        .chain((from) => fc.nat(1023).map((k) => String.fromCodePoint(from + k))),
    ),
    maxLength: 60,
  })
  .map((text) => text.replace(/\p{Surrogate}/gu, ''));

describe('folding', () => {
  it('changes nothing of ASCII but its case', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => foldText(text) === text.toLowerCase()));
  });

  it('is idempotent, and a folded text has the hashes of the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        expect(words(folded)).toEqual(words(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('takes letters for what they look like', () => {
    for (const disguised of [
      'Тhіnk ѕtер bу ѕtер',
      'Ｔｈｉｎｋ ｓｔｅｐ ｂｙ ｓｔｅｐ',
      '𝐓𝐡𝐢𝐧𝐤 𝓈𝓉ℯ𝓅 𝖻𝗒 𝚜𝚝𝚎𝚙',
      'T\u200bhi\u00adnk st\u2060ep b\ufeffy s\u200d\u200cte\u034fp',
      'Ⓣⓗⓘⓝⓚ ṡẗėṗ ḃẏ s\u0336t\u0336e\u0336p\u0336',
      'ΤΗΙΝΚ ЅТЕР ВУ ЅТЕР',
      'Th\u{e0069}i\u{e0100}nk step by step',
    ])
      expect(words(disguised)).toEqual(words('think step by step'));
    expect(foldText('ﬁﬄ ǆ Ⅳ İI ßæ')).toBe('fiffl dž iv ii ssae'.replace('ž', 'z'));
  });

  it('ends no word at characters that are not seen, and makes none of them alone', () => {
    expect(words('\u200b \u2060- \u{e0041}\u{e0042}')).toEqual([]);
    expect(words('翻\u200b訳')).toEqual(words('翻訳'));
    expect(foldedWords('a\u200b \u200bb')).toEqual(['a', 'b']);
  });

  it('leaves words of other scripts as many and as different as they are', () => {
    for (const text of [
      'Оцени ответ по шкале от одного до десяти',
      'Γράψε μια σύντομη ιστορία για το φεγγάρι',
      'حل المسألة خطوة بخطوة واكتب الجواب',
      'अपना उत्तर चरण दर चरण लिखें',
      'כתוב סיפור קצר על הירח',
      'Hãy viết một câu chuyện ngắn',
    ]) {
      const each = text.split(' ');
      expect(words(text)).toHaveLength(each.length);
      expect(new Set(words(text)).size).toBe(new Set(each).size);
    }
    expect(words('ភាសាខ្មែរ')).toHaveLength(9);
  });
});
