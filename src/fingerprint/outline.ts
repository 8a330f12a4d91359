/**
 * Redacted outlines: how a segment reads, without what anybody put into it. A word is shown only if it is in the
 * classifier's vocabulary (instruction words that the training grammar made, no log's); everything else, names and
 * figures included, is a bar. Only the run that several units send is outlined, not what stands around it. Enough for an analyst to see what a template asks for.
 */
import { SINGLE, UNSEEN, WORD, WORD_TABLE } from '../kernels/fold.ts';
import { NUMBER_TERM, splitWords } from './terms.ts';

/** Words of an outline, at most. */
const OUTLINE_WORDS = 48;
/** An outline with a smaller share of shown words tells nothing. */
const LEGIBLE = 0.3;

export class Outliner {
  private readonly shown = new Set<string>();
  /** Of the text that was outlined last. */
  private places = new WordPlaces('');

  /** @param terms the vocabulary: words, and pairs of words with a blank between */
  constructor(terms: Iterable<string>) {
    for (const term of terms) for (const word of splitWords(term)) if (word !== NUMBER_TERM) this.shown.add(word);
  }

  /** The outline of words [from, to) of a text, a run that others send too; null when too little of it can be shown. */
  outline(text: string, from: number, to: number): string | null {
    if (text !== this.places.text) this.places = new WordPlaces(text);
    const words = this.places.words(from, Math.min(to, from + OUTLINE_WORDS));
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

/** Text that is not told character by character: pairs of surrogates. */
const UNEVEN = /[\ud800-\udfff]/;

/**
 * Where the words of a text begin, found as far as they are asked for: an exchange has several runs to outline, and splitting
 * all of a long prompt for a few of its words was a quarter of the time that the prompt took.
 */
class WordPlaces {
  readonly text: string;
  private readonly uneven: boolean;
  private readonly starts: number[] = [];
  /** What has been looked at, and whether it ends inside a word. */
  private end = 0;
  private inside = false;

  constructor(text: string) {
    this.text = text;
    this.uneven = UNEVEN.test(text);
  }

  /** Words [from, to), as {@link splitWords} counts them. */
  words(from: number, to: number): string[] {
    const { text, starts } = this;
    if (this.uneven) return splitWords(text).slice(from, to);
    this.lookFor(to);
    return splitWords(text.slice(starts[from] ?? text.length, starts[to]));
  }

  /** Goes on until the start of word `word` is known, or to the end. */
  private lookFor(word: number): void {
    const { text, starts } = this;
    let { end, inside } = this;
    while (end < text.length && starts.length <= word) {
      const kind = WORD_TABLE[text.charCodeAt(end)] & 3;
      if (kind === SINGLE || (kind === WORD && !inside)) starts.push(end);
      if (kind !== UNSEEN) inside = kind === WORD;
      end++;
    }
    this.end = end;
    this.inside = inside;
  }
}
