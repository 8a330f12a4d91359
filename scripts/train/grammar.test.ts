import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { familiesOf } from './family.ts';
import { ROUNDS, trainingGrammar } from './grammar.ts';
import { parseBlocks } from './grammar-file.ts';
import { slots } from './payload.ts';

const read = (...lines: string[]) => familiesOf(parseBlocks(lines.join('\n'), 'grammar/f.txt'), 2);

describe('a file of families', () => {
  it('gives families with the labels of their kind, system prompts and messages', () => {
    expect(
      read(
        '# A comment.',
        '',
        'grading/rows tools=2 turns=3',
        '  system: Judge {this|that}.',
        '  one\\ntwo \\\\boxed',
        '  three',
        'honest/chat: Hello: you',
      ),
    ).toEqual([
      {
        id: 'grading/rows',
        round: 2,
        intents: ['grading'],
        capabilities: ['reasoning'],
        tools: 2,
        turns: 3,
        system: ['Judge {this|that}.'],
        user: ['one\ntwo \\boxed', 'three'],
      },
      { id: 'honest/chat', round: 2, intents: [], capabilities: [], user: ['Hello: you'] },
    ]);
  });

  it('lets a star line speak for the families below it and a family overrule it', () => {
    const families = read(
      '* language=fr share=0.4 capabilities=coding',
      'honest/a: x',
      'honest/b capabilities= share=0.5 injectable: x',
      '*',
      'grading/c intents=grading,data_cleaning: x',
    );
    expect(families.map(({ id, user, round, ...rest }) => rest)).toEqual([
      { intents: [], capabilities: ['coding'], language: 'fr', share: 0.4 },
      { intents: [], capabilities: [], language: 'fr', share: 0.5, injectable: true },
      { intents: ['grading', 'data_cleaning'], capabilities: ['reasoning'] },
    ]);
  });

  it('fills in the texts that are named with a percent sign', () => {
    expect(read('%ask: {a|b}', 'honest/a: %ask and %ask')[0].user).toEqual(['{a|b} and {a|b}']);
  });

  it.each([
    ['a space at the end', ['honest/a: x', 'honest/b: x '], ':2: the line ends with a space'],
    ['one space of indentation', ['honest/a', ' x'], ':2: expected two spaces before a text'],
    ['a text without a head', ['  x'], ':1: expected the head of a block before the first text'],
    ['an unknown escape', ['honest/a: \\t'], ':1: expected \\n or \\\\, got \\t'],
    [
      'an unknown kind',
      ['', 'other/a: x'],
      ":2: expected one of reasoning, grading, generation, cleaning, policy, trajectory, honest before the slash, got 'other'",
    ],
    ['an id without a slash', ['honest: x'], ":1: expected kind/name, got 'honest'"],
    ['an unknown attribute', ['honest/a colour=red: x'], ':1: Unrecognized key: "colour"'],
    ['an unknown intent', ['# c', 'honest/a intents=rating: x'], ':2: intents: Invalid option'],
    ['a count that is none', ['honest/a tools=many: x'], ':1: tools: expected a number from 1 to 99'],
    ['a share above 1', ['* share=4', 'honest/a: x'], ':1: share: expected a number between 0 and 1'],
    ['an attribute given twice', ['honest/a tools=1 tools=2: x'], ':1: expected tools once'],
    ['no message of the user', ['honest/a', '  system: x'], ':1: expected a message of the user in family honest/a'],
    ['an open brace', ['honest/a', '  x', '  {a|b'], ':3: expected a closing brace'],
    ['a brace too many', ['honest/a: a|b}'], ':1: expected an opening brace before this closing one'],
    ['a text that is not defined', ['honest/a', '  %ask'], ':2: expected %ask to be defined above'],
    ['a defined text of two lines', ['%ask', '  a', '  b'], ':1: expected one text for %ask'],
  ])('is refused with file and line for %s', (_, lines, message) => {
    expect(() => read(...lines)).toThrow(`scripts/train/grammar/f.txt${message}`);
  });
});

describe('the grammar', () => {
  it('reads every file of its folder, each once', () => {
    ROUNDS.forEach((names, i) => {
      const files = readdirSync(new URL(`./grammar/round-${i + 1}`, import.meta.url));
      expect([...names].map((name) => `${name}.txt`).sort()).toEqual(files.sort());
    });
    expect(readdirSync(new URL('./grammar', import.meta.url)).sort()).toEqual(
      [...ROUNDS.map((_, i) => `round-${i + 1}`), 'payloads.txt', 'slots.txt', 'words.txt'].sort(),
    );
  });

  it('names no slot that is not there, in whatever branch', () => {
    const { families, payloads, slots: lists } = trainingGrammar();
    const texts = [
      ...families.flatMap(({ user, system = [] }) => [...user, ...system]),
      ...Object.values(payloads).flat(),
      ...Object.values(lists).flat(),
    ];
    const named = new Set(texts.flatMap((text) => [...text.matchAll(/\$([a-zA-Z]+)/g)].map(([, name]) => name)));
    expect([...named].filter((name) => !(name in slots()))).toEqual([]);
  });
});
