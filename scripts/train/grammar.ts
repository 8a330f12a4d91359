/**
 * The training grammar: families, the words of slots, lines of pasted material, lists of words. Everything is in the text
 * files of grammar/ (notation: grammar-file.ts). Only this module reads them, on first use.
 */
import { z } from 'zod';
import { familiesOf, type PhraseFamily } from './family.ts';
import { failAt, readGrammarBlocks } from './grammar-file.ts';

const TEXTS = z.array(z.string().min(1)).min(1);
const WORDS = z.strictObject({ common: TEXTS, glue: TEXTS, function: TEXTS });
const PAYLOADS = z.strictObject({
  prose: TEXTS,
  code: TEXTS,
  answer: TEXTS,
  dialogue: TEXTS,
  trace: TEXTS,
  log: TEXTS,
  maths: TEXTS,
  foreign: TEXTS,
});
export const SLOTS = z.record(z.string().regex(/^[a-zA-Z]+$/), TEXTS);

export interface Grammar {
  /** Earlier rounds first, so that a later round moves no family to another fold: its place decides its fold. */
  readonly families: readonly PhraseFamily[];
  /** Alternatives of each slot. */
  readonly slots: Readonly<z.infer<typeof SLOTS>>;
  /** Templates of single lines by kind of pasted material. */
  readonly payloads: Readonly<z.infer<typeof PAYLOADS>>;
  /** Everyday words, and the words that join them. */
  readonly commonWords: readonly string[];
  readonly glueWords: readonly string[];
  /** Words that are no terms, alone or in pairs with each other. */
  readonly functionWords: ReadonlySet<string>;
}

/** The languages of a round, in the order in which they were written: their places decide the folds. */
const LANGUAGES = {
  second: 'chinese japanese korean russian spanish portuguese french german arabic hindi turkish vietnamese indonesian',
  third: 'spanish portuguese french german russian turkish chinese japanese korean hindi vietnamese indonesian arabic',
  fourth: 'german french spanish portuguese russian chinese japanese arabic hindi other',
} as const;

/**
 * Files of the folders round-1 to round-4. No concept list is shared with the first round, so what is found
 * there when held out is found by transfer. The second round: the same intents in many styles and dense in synonyms,
 * honest requests in the same words, and other languages. The third: more ways of asking for each thing, and more
 * honest work in the same vocabulary. The fourth: the same task with and without a purpose that is training a model.
 */
export const ROUNDS: readonly (readonly string[])[] = [
  ['grading', 'reasoning', 'generation', 'curation', 'trajectory', 'honest'],
  [
    'reasoning-styles',
    'grading-styles',
    'generation-styles',
    'cleaning-styles',
    'policy-styles',
    'trajectory-styles',
    'siblings',
    'honest-neighbours',
    ...LANGUAGES.second.split(' '),
  ],
  ['reasoning-visible', 'generation-kinds', 'agent-logs', 'verdict-kinds', 'honest-work', ...LANGUAGES.third.split(' ')],
  ['purposes', 'honest-talk', ...LANGUAGES.fourth.split(' ').map((name) => `${name}-purposes`)],
];

let loaded: Grammar | null = null;

/** The grammar; its files are read once. Throws an error with file and line where one is wrong. */
export function trainingGrammar(): Grammar {
  loaded ??= readGrammar();
  return loaded;
}

function readGrammar(): Grammar {
  const words = readGrammarTexts('grammar/words.txt', WORDS, ' ');
  return {
    families: readFamilies(),
    slots: readGrammarTexts('grammar/slots.txt', SLOTS, '|'),
    payloads: readGrammarTexts('grammar/payloads.txt', PAYLOADS),
    commonWords: words.common,
    glueWords: words.glue,
    functionWords: new Set(words.function),
  };
}

function readFamilies(): PhraseFamily[] {
  const families: PhraseFamily[] = [];
  const ids = new Set<string>();
  ROUNDS.forEach((names, i) => {
    for (const name of names) {
      const file = `grammar/round-${i + 1}/${name}.txt`;
      const blocks = readGrammarBlocks(file);
      for (const family of familiesOf(blocks, i + 1)) {
        const block = blocks.find((block) => block.name === family.id)!;
        if (ids.has(family.id)) failAt(block, `expected family ${family.id} once`);
        ids.add(family.id);
        families.push(family);
      }
    }
  });
  return families;
}

/** The texts of each block by its name; a line holds several where `separator` is between them. */
export function readGrammarTexts<T>(file: string, schema: z.ZodType<T>, separator?: string): T {
  const lists: Record<string, string[]> = {};
  const blocks = readGrammarBlocks(file);
  for (const block of blocks) {
    if (block.attributes.length > 0) failAt(block, `expected no attributes, got '${block.attributes[0]}'`);
    if (Object.hasOwn(lists, block.name)) failAt(block, `expected ${block.name} once`);
    lists[block.name] = block.texts.flatMap(({ text }) => (separator === undefined ? [text] : text.split(separator)));
  }
  const parsed = schema.safeParse(lists);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  const block = blocks.find(({ name }) => name === path[0]);
  return failAt(block ?? { file, line: 1 }, [...path.slice(0, 1), message].join(': '));
}
