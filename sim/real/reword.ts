/**
 * Paraphrase of template sentences: a sentence is reworded (plain words for one another, small words put in or taken
 * out), dropped, or moved behind its neighbour. Headings, labels, code and data stay, as an attacker's parser needs them.
 * The words are everyday English and were taken from no file of prompts.
 */
import type { Rng } from '../../src/base/rng.ts';
import { looksLikeCode, type TextSpan } from './pieces.ts';

const GROUPS: readonly (readonly string[])[] = [
  ['make', 'create', 'produce', 'build'],
  ['write', 'compose', 'draft'],
  ['give', 'provide', 'supply'],
  ['show', 'present', 'display'],
  ['use', 'employ', 'apply'],
  ['problem', 'task', 'exercise'],
  ['answer', 'reply', 'response'],
  ['question', 'query'],
  ['example', 'sample', 'instance'],
  ['correct', 'right', 'accurate'],
  ['wrong', 'incorrect', 'mistaken'],
  ['explain', 'describe', 'set out'],
  ['ensure', 'make sure', 'see to it'],
  ['must', 'have to', 'need to'],
  ['should', 'ought to'],
  ['important', 'essential', 'crucial'],
  ['following', 'next', 'below'],
  ['carefully', 'closely', 'attentively'],
  ['evaluate', 'assess', 'judge', 'rate'],
  ['helpful', 'useful'],
  ['detailed', 'thorough', 'extensive'],
  ['clear', 'plain', 'unambiguous'],
  ['short', 'brief'],
  ['begin', 'start'],
  ['end', 'finish', 'close'],
  ['output', 'return', 'print'],
  ['step', 'move'],
  ['goal', 'aim', 'objective'],
  ['only', 'just', 'solely'],
  ['complete', 'full', 'whole'],
  ['different', 'distinct', 'other'],
  ['several', 'some', 'a few'],
  ['however', 'but', 'yet'],
  ['also', 'as well'],
  ['given', 'supplied', 'provided'],
  ['code', 'program text'],
  ['change', 'modify', 'alter'],
  ['find', 'locate', 'identify'],
  ['keep', 'retain', 'preserve'],
  ['do not', "don't", 'never'],
  ['you will', "you'll", 'you are going to'],
];

const OTHERS: ReadonlyMap<string, readonly string[]> = new Map(
  GROUPS.flatMap((group) =>
    group.map((word): [string, readonly string[]] => [word, group.filter((other) => other !== word)]),
  ),
);
/** Longest first, so that "do not" wins over its parts. */
const KNOWN = new RegExp(`\\b(${[...OTHERS.keys()].sort((a, b) => b.length - a.length).join('|')})\\b`, 'gi');
const LOOSE = / (please|just|also|only|very|really|then|that|the) /;
const OPENERS = ['Please note: ', 'Now, ', 'Then, ', 'Here, ', 'As a rule, ', 'Again: '];
const FILLERS = ['in this case', 'if possible', 'as usual', 'at this point', 'for this purpose'];

/** Says a sentence with other words; a sentence in a foreign script only gets another opening. */
export function reword(rng: Rng, sentence: string): string {
  let text = sentence.replace(KNOWN, (word) => {
    const others = OTHERS.get(word.toLowerCase());
    if (others === undefined || rng.chance(0.25)) return word;
    const other = rng.pick(others);
    return /^\p{Lu}/u.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
  });
  if (rng.chance(0.4)) text = text.replace(LOOSE, ' ');
  if (rng.chance(0.35)) {
    const blanks = [...text.matchAll(/ /g)].map(({ index }) => index);
    if (blanks.length > 4) {
      const at = rng.pick(blanks.slice(2));
      text = `${text.slice(0, at)}, ${rng.pick(FILLERS)},${text.slice(at)}`;
    }
  }
  if (text === sentence || rng.chance(0.15)) text = rng.pick(OPENERS) + text.charAt(0).toLowerCase() + text.slice(1);
  return text;
}

/** True for a sentence that paraphrase may touch. */
export function isProse({ text }: TextSpan): boolean {
  return text.split(' ').length >= 4 && !/^[#|<[{(*]/.test(text) && !text.endsWith(':') && !looksLikeCode(text);
}

/** What happens to each piece of a template in one edition or one request: null leaves it out. */
export function paraphrase(rng: Rng, pieces: readonly TextSpan[], share: number): (string | null)[] {
  const texts: (string | null)[] = pieces.map(({ text }) => text);
  if (share <= 0) return texts;
  for (let i = 0; i < pieces.length; i++) {
    if (!rng.chance(share) || !isProse(pieces[i] as TextSpan)) continue;
    const change = rng.int(4);
    if (change <= 1) texts[i] = reword(rng, (pieces[i] as TextSpan).text);
    else if (change === 2) {
      // Swapped with the next sentence, if that is one.
      const next = pieces[i + 1];
      if (next !== undefined && isProse(next)) [texts[i], texts[i + 1]] = [texts[i + 1]!, texts[i]!];
      i++;
    } else texts[i] = null;
  }
  return texts;
}
