/**
 * Redacted outlines: how a segment reads, without what anybody put into it. A word is shown only if it is in the
 * classifier's vocabulary (instruction words that the training grammar made, no log's); everything else, names and
 * figures included, is a bar. Only the run that several units send is outlined, not what stands around it. Enough for an analyst to see what a template asks for.
 */
import { SINGLE, WORD, WORD_TABLE } from '../kernels/words.ts';
import { NUMBER_TERM, splitWords } from './terms.ts';

/** Words of an outline, at most. */
const OUTLINE_WORDS = 48;
/** An outline with a smaller share of shown words tells nothing. */
const LEGIBLE = 0.3;

export class Outliner {
  private readonly shown = new Set<string>();

  /** @param terms the vocabulary: words, and pairs of words with a blank between */
  constructor(terms: Iterable<string>) {
    for (const term of terms)
      for (const word of term.split(' ')) if (word !== NUMBER_TERM) this.shown.add(word);
  }

  /** The outline of words [from, to) of a text, a run that others send too; null when too little of it can be shown. */
  outline(text: string, from: number, to: number): string | null {
    const words = wordsOf(text, from, Math.min(to, from + OUTLINE_WORDS));
    let legible = 0;
    const parts: string[] = [];
    for (const word of words) {
      if (this.shown.has(word)) {
        parts.push(word);
        legible++;
      } else if (parts.at(-1) !== BAR) parts.push(BAR);
    }
    return legible >= LEGIBLE * words.length && legible >= 4 ? parts.join(' ') : null;
  }
}

const BAR = '▇▇▇';

/** Text that is not told character by character: pairs of surrogates, and the one letter whose lower case is two. */
const UNEVEN = /[\ud800-\udfff\u0130]/;

/**
 * Words [from, to) of a text, as {@link splitWords} counts them. Splitting all of a long prompt for a few of its words was
 * a quarter of the time that the prompt took.
 */
function wordsOf(text: string, from: number, to: number): string[] {
  if (UNEVEN.test(text)) return splitWords(text).slice(from, to);
  let word = -1;
  let start = text.length;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const kind = WORD_TABLE[text.charCodeAt(i)] & 3;
    if (kind === SINGLE || (kind === WORD && !inside)) {
      word++;
      if (word === from) start = i;
      if (word === to) return splitWords(text.slice(start, i));
    }
    inside = kind === WORD;
  }
  return splitWords(text.slice(start));
}
