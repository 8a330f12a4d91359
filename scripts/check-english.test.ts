import { describe, expect, it } from 'vitest';
import { habitsIn, proseOf, stringsOf } from './check-english.ts';

describe('the check of the project’s English', () => {
  it('finds a bad habit in prose, with its line, and none in code or link targets', () => {
    const page = ['# Title', '', 'Whoever asks gets `nobody`.', '```', 'nobody', '```', 'See [here](nobody.md).'];
    expect(habitsIn(proseOf(page.join('\n'))).map(({ line }) => line)).toEqual([3]);
  });

  it('reads the strings of a source and the fixed parts of its templates, not its comments or single words', () => {
    const source = [
      '// nobody reads this',
      "const key = 'nobody';",
      ['throw new Error(`$', '{key} is told to nobody`);'].join(''),
    ];
    const found = habitsIn(stringsOf('a.ts', source.join('\n')));
    expect(found.map(({ line }) => line)).toEqual([3]);
  });

  it('leaves plain sentences alone', () => {
    const plain = 'Operators are told apart. The page looks like a report. 12% of the accounts look alike at a glance.';
    expect(habitsIn(proseOf(plain))).toEqual([]);
  });

  it('skips rows that show a bad sentence beside a good one', () => {
    expect(habitsIn(proseOf('| Nobody is limited. | Accounts are not limited. |'))).toEqual([]);
  });
});
