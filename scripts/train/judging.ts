/**
 * The judging set: prompts that measure the model and never train it. It is held out: its files share no text and no
 * list with grammar/, and a new training family must not be written from them (judging.test.ts compares runs of words).
 * Same notation as the grammar, except that a `system:` line belongs to the message below it alone.
 */
import { createRng, type Rng } from '../../src/base/rng.ts';
import type { Intent } from '../../src/model/vocabulary.ts';
import { expand, type Slots } from './expand.ts';
import { familiesOf } from './family.ts';
import { readGrammarTexts, SLOTS } from './grammar.ts';
import { readGrammarBlocks } from './grammar-file.ts';

/** `open` prompts do not say what they are for, so that a confident score is wrong either way. */
export const SIDES = ['harvest', 'honest', 'open'] as const;

export interface JudgingPrompt {
  readonly side: (typeof SIDES)[number];
  readonly kind: string;
  readonly intents: readonly Intent[];
  readonly system: string;
  readonly user: string;
}

/** A few templates a kind, taken in turns. */
const PER_KIND = 20;
/** One in so many prompts is a page long, and one in so many has headings. */
const LONG_EVERY = 5;
const HEADINGS_EVERY = 7;
/** Draws until a prompt differs from those of its kind before it. */
const MAX_DRAWS = 20;

const SYSTEM = 'system: ';

/** The prompts of all kinds, the same ones each time. */
export function judgingPrompts(): JudgingPrompt[] {
  const lists = readGrammarTexts('judging/material.txt', SLOTS);
  const slots: Slots = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, (rng: Rng) => rng.pick(list)]));
  return SIDES.flatMap((side) =>
    readGrammarBlocks(`judging/${side}.txt`).flatMap((block) => {
      const [{ id, intents }] = familiesOf([block], 1);
      const turns = pairsOf(block.texts.map(({ text }) => text));
      const drawn = new Set<string>();
      return Array.from({ length: PER_KIND }, (_, i): JudgingPrompt => {
        const turn = turns[i % turns.length];
        let texts = draw(turn, i, slots, createRng(`judging/${id}/${i}`));
        for (let more = 1; more < MAX_DRAWS && drawn.has(texts.system + texts.user); more++)
          texts = draw(turn, i, slots, createRng(`judging/${id}/${i}/${more}`));
        drawn.add(texts.system + texts.user);
        return { side, kind: id, intents: intents.length > 0 ? intents : ['answer'], ...texts };
      });
    }),
  );
}

interface Turn {
  readonly system: string;
  readonly user: string;
}

function draw(turn: Turn, i: number, slots: Slots, rng: Rng): Turn {
  return { user: dressed(expand(turn.user, slots, rng), i, slots, rng), system: expand(turn.system, slots, rng) };
}

function pairsOf(texts: readonly string[]): Turn[] {
  return texts.flatMap((user, i) => {
    if (user.startsWith(SYSTEM)) return [];
    const before = i > 0 ? texts[i - 1] : '';
    return [{ system: before.startsWith(SYSTEM) ? before.slice(SYSTEM.length) : '', user }];
  });
}

function dressed(user: string, i: number, slots: Slots, rng: Rng): string {
  if (i % LONG_EVERY === LONG_EVERY - 1) {
    const page = Array.from({ length: 10 }, () => expand(rng.pick(['$web', '$talk']), slots, rng)).join('\n');
    return rng.chance(0.5) ? `${user}\n\n${page}` : `${page}\n\n${user}`;
  }
  return i % HEADINGS_EVERY === HEADINGS_EVERY - 1 ? `# Task\n\n${user}\n\n## Notes\n\n- UTF-8\n- no preamble` : user;
}
