/**
 * Campaign templates: long fixed instructions with slots. A template is a block with one sentence a line; a line that
 * begins with "!" carries the payload (a task, a trace, an answer) and is always there. Under paraphrase each other
 * sentence may be reworded (other alternatives of its choices), dropped, or swapped with its neighbour.
 */
import type { Rng } from '../../src/base/rng.ts';
import { compile, type Env, lines, type Rules, type Text } from '../text/grammar.ts';
import { createBody, imagePart, type PromptBody } from '../world/body.ts';

interface Sentence {
  readonly text: Text;
  readonly payload: boolean;
  /** Escaped: a blank, or a line break before headings, list items and payload. */
  readonly before: string;
}

export interface TemplateFamily {
  readonly sentences: readonly Sentence[];
  /** Where the instruction stands; the payload is always in the user's message. */
  readonly place: 'system' | 'user';
  readonly thinks: boolean;
  /** Typical length of the answer. */
  readonly tokens: number;
  readonly image: boolean;
  /** Rendered JSON array of tools, or empty. */
  readonly tools: string;
}

export interface FamilyOptions {
  readonly place?: 'system' | 'user';
  readonly thinks?: boolean;
  readonly tokens?: number;
  readonly image?: boolean;
  readonly tools?: string;
}

export function family(block: string, rules: Rules, options: FamilyOptions = {}): TemplateFamily {
  let afterItem = false;
  const sentences = lines(block).map((line): Sentence => {
    const payload = line.startsWith('!');
    const source = payload ? line.slice(1) : line;
    const item = /^(- |#|\d\.|\[|<)/.test(source);
    const breaks = payload || item || afterItem;
    afterItem = item;
    return { text: compile(source, rules, { canonical: true }), payload, before: breaks ? '\\n' : ' ' };
  });
  return {
    sentences,
    place: options.place ?? 'user',
    thinks: options.thinks ?? false,
    tokens: options.tokens ?? 900,
    image: options.image ?? false,
    tools: options.tools ?? '',
  };
}

/** One request of a family. `paraphrase` is the share of sentences that are changed. */
export function compose(rng: Rng, from: TemplateFamily, env: Env, paraphrase: number): PromptBody {
  const order = from.sentences;
  let instruction = '';
  let payload = '';
  let held: Sentence | null = null;
  const put = (sentence: Sentence, reword: boolean): void => {
    env.reword = reword || sentence.payload;
    const text = sentence.before + sentence.text(rng, env);
    if (sentence.payload && from.place === 'system') payload += text;
    else instruction += text;
  };
  for (const sentence of order) {
    if (sentence.payload || paraphrase === 0 || !rng.chance(paraphrase)) {
      put(sentence, false);
      if (held) put(held, false);
      held = null;
      continue;
    }
    const change = rng.int(4);
    if (change <= 1) put(sentence, true);
    else if (change === 2 && held === null) held = sentence;
    // Otherwise the sentence is dropped.
  }
  if (held) put(held, false);
  const body = createBody();
  if (from.place === 'system') {
    body.system = trim(instruction);
    body.user = trim(payload);
  } else {
    body.user = trim(instruction);
  }
  if (from.image) body.parts = imagePart('png', `iVBORw0KGgo${rng.int(2 ** 30).toString(36)}`);
  body.tools = from.tools;
  body.thinking = from.thinks;
  body.outputTokens = Math.max(30, Math.floor(from.tokens * Math.exp(0.35 * rng.normal())));
  body.extra = from.thinks ? ',"max_tokens":16000,"thinking":{"type":"enabled","budget_tokens":8000}' : ',"max_tokens":8192';
  if (rng.chance(0.05)) body.stop = 'max_tokens';
  return body;
}

/** Instruction texts begin with the glue of their first sentence. */
function trim(text: string): string {
  if (text.startsWith(' ')) return text.slice(1);
  return text.startsWith('\\n') ? text.slice(2) : text;
}
