/**
 * Redacted outlines: how a segment reads, without what anybody put into it. A word is shown only if it is in the
 * classifier's vocabulary (instruction words that the training grammar made, no log's); everything else, names and
 * figures included, is a bar. Only the run that several units send is outlined, not what stands around it. Enough for an analyst to see what a template asks for.
 */
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
    const words = splitWords(text).slice(from, Math.min(to, from + OUTLINE_WORDS));
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
