/**
 * Letters that look or mean the same as one: the table that words are hashed by. A disguised prompt (Cyrillic а for a, full
 * width, mathematical alphabets, characters that are not seen) has the hashes of the plain one. It folds Unicode's
 * compatibility forms (NFKC), case, marks on letters, and the confusable letters of Unicode's security data (UTS 39), which
 * the package unhomoglyph keeps. ASCII is folded in case alone.
 *
 * Everything is folded alike, whatever the language or the letters around it. The result is for equality alone and never
 * shown, and a Russian text that is folded is as equal to itself as before; a rule for words of mixed scripts would miss
 * words all of whose letters are exchanged.
 */
import unhomoglyph from 'unhomoglyph';

/** Classes of {@link WORD_TABLE}: part of a word; a word by itself; neither part nor end of a word. */
export const WORD = 1;
export const SINGLE = 2;
export const UNSEEN = 3;

/** In place of a third character: the unit opens pairs, whose page of the table the second's bits name. */
export const PAIRS = 127;
export const PAGE_UNITS = 1024;
/** Where the pages begin: behind all units. */
export const PAGES_AT = 65536;

/** Scripts that are written without blanks: each character is a word. */
const SINGLES = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const SINGLE_PATTERN = new RegExp(`[${SINGLES}]`, 'u');
const LETTER_PATTERN = /[\p{L}\p{N}\p{M}_]/u;
/** Marks of no script of their own, which stand on letters of any. */
const MARKS_PATTERN = /(?=\p{M})\p{Script=Inherited}/gu;
const UNSEEN_PATTERN = /\p{Default_Ignorable_Code_Point}/u;
const DIGIT_PATTERN = /\p{Nd}/u;
/** Words of folded text. */
const WORDS_PATTERN = new RegExp(`[${SINGLES}]|(?:(?![${SINGLES}])[\\p{L}\\p{N}\\p{M}_])+`, 'gu');

/** First units of the pairs that are folded: mathematical alphabets, enclosed letters, tags, and scripts with look-alikes. */
const PAIR_LEADS = [0xd835, 0xd83c, 0xdb40, 0xd801, 0xd805, 0xd806, 0xd81b];

/**
 * Of each UTF-16 unit its class in the lowest two bits, then what it folds to in sixteen, and up to two ASCII characters
 * more in seven each. Behind all units stand the pages of {@link PAIR_LEADS}: an entry for each second unit, 0 for pairs
 * that are not folded. Built once, 290 KB.
 */
export const WORD_TABLE = buildTable();

/** The words of a text as they are hashed, spelled: case, marks and look-alikes folded. */
export function foldedWords(text: string): string[] {
  return foldText(text).match(WORDS_PATTERN) ?? [];
}

/** The text with every character of a word folded, and those that are not seen left out. */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  let out = '';
  for (let i = 0; i < text.length; i++) {
    let entry = WORD_TABLE[text.charCodeAt(i)];
    const pair = entry >>> 25 === PAIRS ? pairEntry(entry, text.charCodeAt(i + 1)) : 0;
    if (pair !== 0) {
      entry = pair;
      i++;
    }
    if ((entry & 3) === 0) out += text[i];
    else if ((entry & 3) !== UNSEEN) out += spelled(entry);
  }
  return out;
}

/** The entry of the pair that a unit with the entry `first` opens and `next` closes; 0 if it is not folded. */
export function pairEntry(first: number, next: number): number {
  if (!(next >= 0xdc00 && next <= 0xdfff)) return 0;
  return WORD_TABLE[PAGES_AT + PAGE_UNITS * ((first >>> 18) & 127) + (next & 1023)];
}

function spelled(entry: number): string {
  const unit = String.fromCharCode((entry >>> 2) & 0xffff);
  if (entry >>> 18 === 0 || entry >>> 25 === PAIRS) return unit;
  const third = entry >>> 25;
  return unit + String.fromCharCode((entry >>> 18) & 127) + (third === 0 ? '' : String.fromCharCode(third));
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

function buildTable(): Uint32Array {
  const table = new Uint32Array(PAGES_AT + PAGE_UNITS * PAIR_LEADS.length);
  for (let code = 0; code < PAGES_AT; code++) {
    // Half of a pair: unfolded, it counts as a word's character. Private use, below, is no word.
    if (code >= 0xd800 && code <= 0xdfff) table[code] = (code << 2) | WORD;
    // Han and Hangul, which are two thirds of all units and fold to themselves: asking Unicode takes long.
    else if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3)) table[code] = (code << 2) | SINGLE;
    else if (code < 0xe000 || code > 0xf8ff) table[code] = entryOf(String.fromCharCode(code));
  }
  // What something folds to may be folded itself: twice is all.
  for (let round = 0; round < 2; round++) {
    for (let code = 128; code < PAGES_AT; code++) {
      const folded = table[code] >>> 2;
      if ((table[code] & 3) !== 0 && (table[code] & 3) !== UNSEEN && folded < PAGES_AT && (table[folded] & 3) !== 0) {
        table[code] = table[folded];
      }
    }
  }
  PAIR_LEADS.forEach((lead, page) => {
    table[lead] |= (page << 18) | (PAIRS << 25);
    for (let k = 0; k < PAGE_UNITS; k++) {
      const char = String.fromCharCode(lead, 0xdc00 + k);
      const entry = entryOf(char);
      // What folds to itself stays two units.
      if (entry !== 0 && ((entry & 3) === UNSEEN || isPlain((entry >>> 2) & 0xffff))) {
        table[PAGES_AT + PAGE_UNITS * page + k] = entry;
      }
    }
  });
  return table;
}

function entryOf(char: string): number {
  const code = char.charCodeAt(0);
  if (UNSEEN_PATTERN.test(char)) return UNSEEN;
  if (SINGLE_PATTERN.test(char)) {
    const folded = char.normalize('NFKC');
    return ((folded.length === 1 && SINGLE_PATTERN.test(folded) ? folded.charCodeAt(0) : code) << 2) | SINGLE;
  }
  const isLetter = LETTER_PATTERN.test(char);
  const isMark = char.search(MARKS_PATTERN) === 0;
  if (isMark) return UNSEEN;
  if (code < 128) return isLetter ? (char.toLowerCase().charCodeAt(0) << 2) | WORD : 0;
  const plain = plainForm(char);
  if (plain.length > 0 && [...plain].every((one) => isPlain(one.charCodeAt(0)))) {
    // Signs that are no letters, such as ™, are read only when they are one letter in disguise.
    if (!isLetter && (plain.length > 1 || char.normalize('NFKC').length > 1)) return 0;
    if (plain.length <= 3) return packed(plain);
  }
  if (!isLetter) return 0;
  return ((plain.length === 1 && LETTER_PATTERN.test(plain) ? plain.charCodeAt(0) : code) << 2) | WORD;
}

function packed(plain: string): number {
  const [first, second = 0, third = 0] = Array.from(plain, (one) => one.charCodeAt(0));
  return (first << 2) | (second << 18) | (third << 25) | WORD;
}

function isPlain(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** The letter, or letters, that a character is a form of or looks like. */
function plainForm(char: string): string {
  const letters = withoutMarks(char.normalize('NFKC')).toLowerCase();
  const base = withoutMarks(letters);
  if ([...char].length > 1 || [...base].length !== 1 || DIGIT_PATTERN.test(base) || isPlain(base.charCodeAt(0))) return base;
  // Of letters with two cases the other one counts if this one looks like none: К and к are alike.
  const bare = withoutMarks(char);
  return lookAlike(bare) ?? lookAlike(otherCase(bare)) ?? base;
}

function otherCase(char: string): string {
  const upper = char.toUpperCase();
  return upper === char ? char.toLowerCase() : upper;
}

function lookAlike(char: string): string | null {
  if (!/\p{L}/u.test(char)) return null;
  const found = withoutMarks(unhomoglyph(char));
  if (found === 'rn') return 'm';
  if (!/^[a-zA-Z]+$/.test(found) || found.length > 3) return null;
  // What looks like l may be a capital i, as capital letters are.
  if (found === 'l' && /\p{Lu}/u.test(char)) return 'i';
  return found.toLowerCase();
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(MARKS_PATTERN, '').normalize('NFC');
}
