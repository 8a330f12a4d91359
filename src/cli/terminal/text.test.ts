import fc from 'fast-check';
import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import { cut, displayWidth, GLUE, labelled, padEnd, printable, rule, textBar, textTable, wrap } from './text.ts';

const plain = picocolors.createColors(false);
const colored = picocolors.createColors(true);
const anything = fc.string({ unit: 'grapheme', maxLength: 200 });

describe('text on a terminal', () => {
  test('wrapped lines keep to their width and lose no word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zé字]{1,30}$/), { maxLength: 30 }),
        fc.integer({ min: 8, max: 60 }),
        (words, width) => {
          const lines = wrap(words.join(' '), width);
          for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
          expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
        },
      ),
    );
  });

  test('words that belong together are not torn apart', () => {
    expect(wrap(`one two suspend${GLUE}0`, 15)).toEqual(['one two', 'suspend 0']);
  });

  test('cutting keeps to the width and says that something is missing', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 40 }), (text, width) => {
        const short = cut(text, width);
        expect(displayWidth(short)).toBeLessThanOrEqual(Math.max(width, 1));
        if (displayWidth(text) > width) expect(short.endsWith('…')).toBe(true);
        else expect(short).toBe(text);
      }),
    );
  });

  test('printable text holds nothing that steers a terminal, whatever came in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const safe = printable(text, 100);
        expect(safe).not.toMatch(/\p{Cc}|[\u202A-\u202E\u2066-\u2069\u2028\u2029]/u);
        expect(Buffer.from(safe, 'utf8').toString('utf8'), 'no half of a surrogate pair').toBe(safe);
        expect([...safe].length).toBeLessThanOrEqual(100);
      }),
    );
    expect(printable('acct_1-ü.字')).toBe('acct_1-ü.字');
  });

  test('wide characters count two columns, combining marks and colours none', () => {
    expect(displayWidth('abc')).toBe(3);
    expect(displayWidth('字符')).toBe(4);
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth(colored.red('abc'))).toBe(3);
    expect(padEnd(colored.red('ab'), 4)).toBe(`${colored.red('ab')}  `);
  });

  test('a table lines up numbers right and words left, whatever the colours', () => {
    const columns = [{ title: 'group' }, { title: 'accounts', align: 'right' as const }];
    expect(
      textTable(
        columns,
        [
          ['字', '1'],
          [colored.red('long name'), '12,345'],
        ],
        plain,
        1,
      ),
    ).toBe([' group      accounts', ' 字                1', ` ${colored.red('long name')}    12,345`].join('\n'));
  });

  test('a label stands beside its wrapped text', () => {
    expect(labelled('why', 'one two three four five', 1, 5, 26)).toBe(' why  one two three four\n      five');
  });

  test('bars and rules have their width', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 2, noNaN: true }), (share) => {
        expect(displayWidth(textBar(share, 10, plain))).toBe(10);
      }),
    );
    expect(textBar(0, 4, plain)).toBe('····');
    expect(textBar(1, 4, plain)).toBe('████');
    expect(displayWidth(rule('title', 'high', 80, colored))).toBe(80);
    expect(displayWidth(rule('title', '', 80, plain))).toBe(80);
  });
});
