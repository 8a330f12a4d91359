/**
 * Text in pieces: lines, and sentences or labels inside a line. A piece knows the white space before it, so pieces put
 * together again give the text. Also the small changes that make a copied piece a new one: other numbers, other words.
 */
import type { Rng } from '../../src/base/rng.ts';

export interface TextSpan {
  /** White space before the piece. */
  readonly glue: string;
  readonly text: string;
}

/** A sentence end, or the colon of a label, before a blank. */
const STOP = /[.!?:][)"'”’*]*(?=\s)/g;

/** Splits a text; joining glue and text of all pieces gives it back, except for white space at its end. */
export function split(text: string): TextSpan[] {
  const pieces: TextSpan[] = [];
  let glue = '';
  for (const part of text.split(/(\n)/)) {
    if (part === '\n') {
      glue += part;
      continue;
    }
    let rest = part;
    while (rest !== '') {
      const lead = /^\s*/.exec(rest)?.[0] ?? '';
      glue += lead;
      rest = rest.slice(lead.length);
      if (rest === '') break;
      const end = stop(rest);
      pieces.push({ glue, text: rest.slice(0, end).trimEnd() });
      const shown = rest.slice(0, end).trimEnd().length;
      glue = rest.slice(shown, end);
      rest = rest.slice(end);
    }
  }
  return pieces;
}

function stop(line: string): number {
  STOP.lastIndex = 0;
  for (let match = STOP.exec(line); match !== null; match = STOP.exec(line)) {
    const end = match.index + match[0].length;
    // "1. Do this" and "e.g. this" are not ends; a label may be short.
    if (end >= 12 || match[0].startsWith(':')) return end;
  }
  return line.length;
}

export function join(pieces: readonly TextSpan[]): string {
  let text = '';
  for (const { glue, text: own } of pieces) text += glue + own;
  return text.trim();
}

/** The first pieces of a text, until they have more than `most` characters; at least one. */
export function firstSpans(pieces: readonly TextSpan[], most: number): readonly TextSpan[] {
  let length = 0;
  let end = 0;
  while (end < pieces.length && (end === 0 || length + (pieces[end] as TextSpan).text.length <= most))
    length += (pieces[end++] as TextSpan).text.length;
  return pieces.slice(0, end);
}

/** True for source code, markup and data: lines that are not sentences. */
export function looksLikeCode(text: string): boolean {
  const marks = text.match(/[{}();=<>[\]_`|\\]/g)?.length ?? 0;
  return marks > text.length * 0.035 || /^\s*(def|class|import|from|return|function|const|if|for|#include)\b/m.test(text);
}

/** Words that stand for a subject, by kind, so that one can take another's place: a noun, or a word with some ending. */
export class Words {
  private readonly byKind = new Map<string, string[]>();
  private readonly kinds = new Map<string, string>();

  /** Takes words that occur in at least two and at most a fiftieth of the texts: not function words, not typos. */
  constructor(texts: readonly string[]) {
    const counts = new Map<string, number>();
    const nouns = new Set<string>();
    for (const text of texts) {
      for (const word of new Set(text.match(WORD))) counts.set(word, (counts.get(word) ?? 0) + 1);
      for (const word of text.match(NOUN) ?? []) nouns.add(word);
    }
    const most = Math.max(3, texts.length / 50);
    for (const [word, count] of counts) {
      if (count > most || (count < 2 && texts.length > 40)) continue;
      const kind = ENDING.exec(word)?.[0] ?? (nouns.has(word) ? 'noun' : null);
      if (kind === null) continue;
      this.kinds.set(word, kind);
      const list = this.byKind.get(kind);
      if (list) list.push(word);
      else this.byKind.set(kind, [word]);
    }
  }

  /** Another word of the same kind, or the word itself where there is none. */
  other(rng: Rng, word: string): string {
    const list = this.byKind.get(this.kinds.get(word) ?? '');
    return list !== undefined && list.length > 4 ? rng.pick(list) : word;
  }
}

const WORD = /(?<![\p{L}\p{N}_'])\p{Ll}{4,14}(?![\p{L}\p{N}_'])/gu;
/** After an article and before a stop or a small word stands a noun, as good as always. */
const NOUN = /(?<=\b(?:the|an?|my|your) )\p{Ll}{4,14}(?=[.,?!;:\n]| (?:of|in|for|and|is|was|to|with|that|on|from|or)\b)/gu;
/** The ending that tells a word's kind; words of no known kind keep their place, or sentences fall apart. */
const ENDING = /(ing|ed|ly|tion|sion|ment|ness|ity|ies|ers|ors|ists|ss|al|ic|ive|ous|able|s)$/;
const NUMBER = /(?<![\w.,])[1-9]\d{0,5}(?![\w]|[.,]\d)/g;

/** Gives numbers another value of the same size, each with the probability `share`. */
export function otherNumbers(rng: Rng, text: string, share: number): string {
  return text.replace(NUMBER, (number) => {
    if (!rng.chance(share)) return number;
    const low = 10 ** (number.length - 1);
    return String(low + rng.int(9 * low));
  });
}

/** Puts other words in place of some, each with the probability `share`; one word becomes the same one everywhere. */
export function otherWords(rng: Rng, text: string, words: Words, share: number): string {
  if (share <= 0) return text;
  const chosen = new Map<string, string>();
  return text.replace(WORD, (word) => {
    let other = chosen.get(word);
    if (other === undefined) {
      other = rng.chance(share) ? words.other(rng, word) : word;
      chosen.set(word, other);
    }
    return other;
  });
}
