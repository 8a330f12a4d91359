/**
 * Pasted material: what is between or around instructions in real requests (articles, code, dialogues, answers to be
 * judged, reasoning traces, tables, logs). It teaches the model what to ignore; a trace is the only payload that says
 * something about an intent, and it says it through the shape feature. Also the slots of the grammar.
 */
import type { Rng } from '../../src/base/rng.ts';
import { expand, type Slots } from './expand.ts';
import { type Grammar, trainingGrammar } from './grammar.ts';

export type PayloadKind = keyof Grammar['payloads'] | 'common';

/** A pasted text of about `lines` lines. */
export function payload(kind: PayloadKind, lines: number, rng: Rng): string {
  if (kind === 'common') return commonText(lines, rng);
  const list = trainingGrammar().payloads[kind];
  const out: string[] = [];
  for (let i = 0; i < lines; i++) {
    // Code keeps its indentation and braces: only words inside alternatives vary.
    out.push(kind === 'code' ? expandCode(rng.pick(list), rng) : expand(rng.pick(list), slots(), rng));
  }
  return out.join(kind === 'prose' || kind === 'trace' ? ' ' : '\n');
}

/** Sentences of everyday words in no order: words without their company. */
function commonText(lines: number, rng: Rng): string {
  const { commonWords, glueWords } = trainingGrammar();
  const out: string[] = [];
  for (let i = 0; i < lines; i++) {
    const words: string[] = [];
    const length = 6 + rng.int(14);
    for (let w = 0; w < length; w++) words.push(rng.pick(commonWords), ...(rng.chance(0.6) ? [rng.pick(glueWords)] : []));
    out.push(`${words.join(' ')}.`);
  }
  return out.join(' ');
}

/** Expands only groups that hold a `|` and no space after the brace, so that literal braces of code stay. */
function expandCode(line: string, rng: Rng): string {
  return line.replace(/\{([^{}\n]*\|[^{}\n]*)\}/g, (_, group: string) => rng.pick(group.split('|')));
}

/** Slots that are made anew each time: numbers, dates, pasted material. */
const MADE: Slots = {
  n: (rng) => String(2 + rng.int(98)),
  date: (rng) => `${1 + rng.int(28)}/${1 + rng.int(12)}/20${10 + rng.int(16)}`,
  prose: (rng) => payload('prose', 2 + rng.int(8), rng),
  sentence: (rng) => payload('prose', 1, rng),
  code: (rng) => payload('code', 4 + rng.int(12), rng),
  answer: (rng) => payload('answer', 2 + rng.int(4), rng),
  dialogue: (rng) => payload('dialogue', 2 + rng.int(5), rng),
  trace: (rng) => payload('trace', 6 + rng.int(12), rng),
  log: (rng) => payload('log', 3 + rng.int(8), rng),
  maths: (rng) => payload('maths', 1, rng),
  foreign: (rng) => payload('foreign', 2 + rng.int(4), rng),
};

let all: Slots | null = null;

/** Slots of the grammar: the words of slots.txt and what is made anew each time. */
export function slots(): Slots {
  all ??= {
    ...Object.fromEntries(
      Object.entries(trainingGrammar().slots).map(([name, list]) => [name, (rng: Rng) => rng.pick(list)]),
    ),
    ...MADE,
  };
  return all;
}
