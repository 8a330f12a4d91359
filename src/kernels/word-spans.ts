/**
 * Where the words of a text stand: the place that belongs to each hash of {@link hashWords}. For showing what matched; hashing
 * itself needs no places and is faster without.
 */
import { PAIRS, pairEntry, SINGLE, UNSEEN, WORD, WORD_TABLE } from './fold.ts';

/** Word w of a text is the characters (UTF-16 units) from[w] to to[w]. */
export interface WordSpans {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The words of a text, as {@link hashWords} counts them. */
export function wordSpans(text: string): WordSpans {
  const from: number[] = [];
  const to: number[] = [];
  const { length } = text;
  let i = 0;
  while (i < length) {
    const start = i;
    let entry = WORD_TABLE[text.charCodeAt(i++)];
    if ((entry & 3) === WORD) {
      let end = start;
      for (;;) {
        if (entry !== UNSEEN) {
          if (entry >>> 25 === PAIRS) {
            const pair = pairEntry(entry, text.charCodeAt(i));
            if (pair !== 0) {
              entry = pair;
              i++;
            }
          }
          if (entry !== UNSEEN) end = i;
        }
        if (i >= length) break;
        entry = WORD_TABLE[text.charCodeAt(i++)];
        if ((entry & 1) === 0) break;
      }
      if (end > start) {
        from.push(start);
        to.push(end);
      }
    }
    if ((entry & 3) === SINGLE) {
      from.push(i - 1);
      to.push(i);
    }
  }
  return { from, to };
}
