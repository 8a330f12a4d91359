import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, html, jsonBlock, reveal, trusted } from './escape.ts';

/** Random text with a bias to what breaks out of markup. */
const attack = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '`',
        '&',
        '=',
        '</script>',
        '<!--',
        '-->',
        ']]>',
        '<img src=x onerror=x()>',
        '\u2028',
        '\u2029',
      ),
      fc.constantFrom(
        '\u202e',
        '\u0000',
        '\ud800',
        '\udc00',
        '\r',
        '&lt;',
        '&#60;',
        '</title>',
        '</style>',
        '<svg onload=x()>',
        'javascript:x()',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** The tags of a document with the values of their attributes left out. */
function skeleton(markup: string): string[] {
  return [...markup.matchAll(/<[^>]*>/g)].map((match) => match[0].replace(/"[^"]*"/g, '""'));
}

function sample(text: string): string {
  return html`<p id="${text}" title="a ${text} b">${text}<b>${[text, html`<i>${text}</i>`]}</b></p><svg><text aria-label="${text}">${text}</text></svg>`
    .text;
}

describe('html', () => {
  it('keeps the structure of a document whatever is interpolated', () => {
    const expected = skeleton(sample('plain'));
    fc.assert(
      fc.property(attack, (text) => {
        expect(skeleton(sample(text))).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('escapes text and quoted attributes alike, and does not escape markup twice', () => {
    expect(html`<a title="${'"><x'}">${html`<b>${'&'}</b>`}</a>`.text).toBe('<a title="&quot;&gt;&lt;x"><b>&amp;</b></a>');
  });

  it('leaves out null and undefined, joins lists, and writes zero', () => {
    expect(html`${null}${undefined}${[1, 'a', [html`<i></i>`]]}${0}`.text).toBe('1a<i></i>0');
  });

  it('refuses an attribute value without quotes', () => {
    expect(() => html`<a title=${'x'}>`).toThrow(/must be quoted/);
  });

  it('passes constants of the program through', () => {
    expect(html`<style>${trusted('a>b{}')}</style>`.text).toBe('<style>a>b{}</style>');
  });
});

describe('reveal', () => {
  it('writes out what a reader could not see or what turns a line around', () => {
    expect(reveal('a\u202eb')).toBe('a⟨U+202E⟩b');
    expect(reveal('\u0000\u200b\ufeff\u2066')).toBe('⟨U+0000⟩⟨U+200B⟩⟨U+FEFF⟩⟨U+2066⟩');
    expect(reveal('x\ud800y')).toBe('x⟨U+D800⟩y');
    expect(reveal('\u{e0041}')).toBe('⟨U+E0041⟩');
  });

  it('leaves text of any script, tabs and lines as they are', () => {
    const text = 'ümläut\t日本語\nعربي 👩\u200d🔬 ▒▒ \ufffd';
    expect(reveal(text)).toBe(text);
  });

  it('shows a joiner where it can only make two ids look the same', () => {
    expect(reveal('acct\u200d1')).toBe('acct⟨U+200D⟩1');
  });

  it('never leaves a control character, a direction override or half a pair, in random text', () => {
    fc.assert(
      fc.property(attack, (text) => {
        expect(escapeText(text)).not.toMatch(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069\u2028\u2029]|\p{Surrogate}/u);
      }),
    );
  });
});

describe('jsonBlock', () => {
  it('gives back the same value, and no parser can see an end or a comment inside', () => {
    fc.assert(
      fc.property(attack, fc.array(attack), (text, list) => {
        const block = jsonBlock('d', { text, list }).text;
        const inner = block.slice(block.indexOf('>') + 1, block.lastIndexOf('</script>'));
        expect(inner).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(inner)).toEqual({ text, list });
        expect(runInNewContext(`(${inner}).text === JSON.parse(${JSON.stringify(JSON.stringify(text))})`)).toBe(true);
      }),
    );
  });
});
