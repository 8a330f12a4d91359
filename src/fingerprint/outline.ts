/**
 * Redacted outlines: how a segment reads, without what anybody put into it. A word is shown only if it is in the
 * classifier's vocabulary (instruction words that the training grammar made, no log's); everything else, names and
 * figures included, is a bar. Enough for an analyst to see what a template asks for.
 */
import { NUMBER_TERM, splitWords } from './terms.ts';

/** Words of an outline. */
const OUTLINE_WORDS = 48;
/** Words shown in front of the anchor that the outline is about. */
const LEAD = 8;
/** An outline with a smaller share of shown words tells nothing. */
const LEGIBLE = 0.3;

export class Outliner {
  private readonly shown = new Set<string>();

  /** @param terms the vocabulary: words, and pairs of words with a blank between */
  constructor(terms: Iterable<string>) {
    for (const term of terms)
      for (const word of term.split(' ')) if (word !== NUMBER_TERM) this.shown.add(word);
  }

  /** The outline around word `at` of a text; null when too little of it could be shown. */
  outline(text: string, at: number): string | null {
    const words = splitWords(text).slice(Math.max(0, at - LEAD), Math.max(0, at - LEAD) + OUTLINE_WORDS);
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
