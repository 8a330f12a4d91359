/**
 * A small grammar engine made for speed: sources are parsed once into literals and slots, and every literal is
 * escaped for JSON at that moment, so that making a text is picking and joining and a line of NDJSON needs no
 * JSON.stringify. Every string it returns is therefore *JSON-escaped text without its quotes*.
 *
 * Syntax: «name» is a rule, a topic word (field, subject, object, task, term) or a number range («2..90»);
 * ‹a|b|c› is a choice, and may hold slots and choices. Ordinary braces and brackets are text, so code needs no escapes.
 */
import { assert } from '../../src/base/assert.ts';
import type { Rng } from '../../src/base/rng.ts';

/** A subject area: what it is called, what to ask about, things that occur, tasks to do, terms. All JSON-escaped. */
export interface Topic {
  readonly field: string;
  readonly subjects: readonly string[];
  readonly objects: readonly string[];
  readonly tasks: readonly string[];
  readonly terms: readonly string[];
}

/** What an expansion is about. */
export interface Env {
  topic: Topic;
  /** In a canonical text: take any alternative of a choice instead of the first. */
  reword: boolean;
}

export type Text = (rng: Rng, env: Env) => string;
export type Rules = Readonly<Record<string, Text>>;

export interface CompileOptions {
  /** A choice gives its first alternative unless the environment asks for rewording. */
  readonly canonical?: boolean;
}

export function escapeGrammar(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Parses one source. Unknown rule names are bugs in the grammar and stop the program at compile time. */
export function compile(source: string, rules: Rules = {}, options: CompileOptions = {}): Text {
  const literals: string[] = [];
  const slots: Text[] = [];
  let literal = '';
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (char === '«') {
      const end = source.indexOf('»', i);
      assert(end > 0, `unclosed slot in grammar: ${source.slice(i, i + 40)}`);
      literals.push(escapeGrammar(literal));
      literal = '';
      slots.push(slot(source.slice(i + 1, end), rules));
      i = end;
    } else if (char === '‹') {
      const end = closing(source, i);
      literals.push(escapeGrammar(literal));
      literal = '';
      slots.push(choice(alternatives(source.slice(i + 1, end)), rules, options));
      i = end;
    } else {
      literal += char;
    }
  }
  literals.push(escapeGrammar(literal));
  if (slots.length === 0) {
    const only = literals[0] as string;
    return () => only;
  }
  return (rng, env) => {
    let text = literals[0] as string;
    for (let i = 0; i < slots.length; i++) text += (slots[i] as Text)(rng, env) + (literals[i + 1] as string);
    return text;
  };
}

/** One of several sources, evenly. */
export function oneOf(sources: readonly string[], rules: Rules = {}): Text {
  const texts = sources.map((source) => compile(source, rules));
  return (rng, env) => rng.pick(texts)(rng, env);
}

/** Rules that may refer to each other in any order. A source with several lines is several alternatives. */
export function grammar<const N extends string>(
  sources: Readonly<Record<N, string | readonly string[]>>,
  outer: Rules = {},
): Record<N, Text> {
  const rules: Record<string, Text> = { ...outer };
  const built: Record<string, Text> = {};
  for (const name of Object.keys(sources)) rules[name] = (rng, env) => (built[name] as Text)(rng, env);
  for (const [name, source] of Object.entries<string | readonly string[]>(sources)) {
    built[name] = oneOf(typeof source === 'string' ? lines(source) : source, rules);
  }
  return built as Record<N, Text>;
}

/** The non-empty lines of a block, trimmed. In a raw block a written \n is a line break inside one source. */
export function lines(block: string): string[] {
  return block
    .split('\n')
    .map((line) => line.trim().replaceAll('\\n', '\n'))
    .filter((line) => line !== '');
}

/** The words of a comma-separated list. */
export function words(list: string): string[] {
  return list
    .split(',')
    .map((word) => word.trim().replaceAll(/\s+/g, ' '))
    .filter((word) => word !== '');
}

/** A rule that picks from a comma-separated list. */
export function wordsOf(list: string): Text {
  const escaped = words(list).map(escapeGrammar);
  assert(escaped.length > 0, 'a word list is empty');
  return (rng) => rng.pick(escaped);
}

function slot(name: string, rules: Rules): Text {
  const range = /^(\d+)\.\.(\d+)$/.exec(name);
  if (range) {
    const low = Number(range[1]);
    const span = Number(range[2]) - low + 1;
    return (rng) => String(low + rng.int(span));
  }
  const rule = rules[name];
  if (rule) return rule;
  switch (name) {
    case 'field':
      return (_rng, env) => env.topic.field;
    case 'subject':
      return (rng, env) => rng.pick(env.topic.subjects);
    case 'object':
      return (rng, env) => rng.pick(env.topic.objects);
    case 'task':
      return (rng, env) => rng.pick(env.topic.tasks);
    case 'term':
      return (rng, env) => rng.pick(env.topic.terms);
  }
  throw new Error(`invariant broken: unknown grammar rule «${name}»`);
}

function choice(sources: readonly string[], rules: Rules, options: CompileOptions): Text {
  const texts = sources.map((source) => compile(source, rules, options));
  const first = texts[0] as Text;
  if (options.canonical) return (rng, env) => (env.reword ? rng.pick(texts) : first)(rng, env);
  return (rng, env) => rng.pick(texts)(rng, env);
}

function closing(source: string, open: number): number {
  let depth = 0;
  for (let i = open; i < source.length; i++) {
    if (source[i] === '‹') depth++;
    if (source[i] === '›' && --depth === 0) return i;
  }
  throw new Error(`invariant broken: unclosed choice in grammar: ${source.slice(open, open + 40)}`);
}

function alternatives(inner: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of inner) {
    if (char === '‹') depth++;
    if (char === '›') depth--;
    if (char === '|' && depth === 0) {
      parts.push(part);
      part = '';
    } else {
      part += char;
    }
  }
  parts.push(part);
  return parts;
}
