/**
 * The classifier's vocabulary as hash tables, and the walk that finds its terms in a prompt: which words are read
 * (heads and tails of what the caller wrote and enclosed, never answered tool results or the model's own words) and into which blocks
 * they fall. Training and scoring share this walk, so they cannot drift apart.
 */
import { assert } from '../base/assert.ts';
import { foldedWords } from '../kernels/fold.ts';
import { NUMBER_WORD, pairHash, wordHash } from '../kernels/words.ts';
import { type Regions, ROLE } from './prompt-text.ts';

/** How the vocabulary spells the one value that every run of digits has. */
export const NUMBER_TERM = '#';
/** Words in a block; a window is two neighbouring blocks, so a 40-word segment always falls into one window. */
export const BLOCK_WORDS = 32;
/** Words read of a system region, of a region of the last user message, and of the first user messages before it. */
export const SYSTEM_WORDS = 1024;
export const LAST_USER_WORDS = 1536;
export const EARLIER_WORDS = 96;
export const EARLIER_REGIONS = 2;
/** Words read of an enclosed text, and of how many: instructions may stand in them, and mostly they are material. */
export const ENCLOSED_WORDS = 512;
export const ENCLOSED_REGIONS = 8;
export const MAX_SPANS = 64;
/** Terms of one prompt: a stretch of words that might bring more is not read. */
export const MAX_HITS = 8192;

/** Terms found in one prompt: term[i] stands in block[i]; a term counts once a block. */
export interface Hits {
  readonly term: Int32Array;
  readonly block: Int32Array;
  count: number;
  blocks: number;
}

export function createHits(): Hits {
  return { term: new Int32Array(MAX_HITS), block: new Int32Array(MAX_HITS), count: 0, blocks: 0 };
}

const OPENS_PAIR = 1;
const CLOSES_PAIR = 2;

export class TermIndex {
  readonly size: number;
  private readonly wordMask: number;
  private readonly pairMask: number;
  /** Open addressing from hash & (size - 1), linear probing; key 0 is free. Words: (term + 1) << 2 | OPENS_PAIR | CLOSES_PAIR. */
  readonly wordKeys: Uint32Array;
  readonly wordValues: Int32Array;
  /** Pairs: term + 1. */
  readonly pairKeys: Uint32Array;
  readonly pairValues: Int32Array;
  /** Stamp of the block a term was last seen in; stamps go on from prompt to prompt, so nothing is cleared. */
  private readonly seenIn: Int32Array;
  private stamp = 1;
  private readonly spanFrom = new Uint32Array(MAX_SPANS);
  private readonly spanTo = new Uint32Array(MAX_SPANS);

  /** Terms are words, or two words with a space between, as {@link splitWords} spells them. */
  constructor(terms: readonly string[]) {
    this.size = terms.length;
    const pairs = terms.filter((term) => term.includes(' '));
    const words = new Set(terms.flatMap((term) => term.split(' ')));
    // Each table as small as its own entries allow: what is looked up stays in the nearer caches.
    const wordCapacity = capacityFor(words.size);
    const pairCapacity = capacityFor(pairs.length);
    this.wordMask = wordCapacity - 1;
    this.pairMask = pairCapacity - 1;
    this.wordKeys = new Uint32Array(wordCapacity);
    this.wordValues = new Int32Array(wordCapacity);
    this.pairKeys = new Uint32Array(pairCapacity);
    this.pairValues = new Int32Array(pairCapacity);
    this.seenIn = new Int32Array(terms.length);
    terms.forEach((term, id) => {
      const words = term.split(' ');
      if (words.length === 1) this.addWord(term, (id + 1) << 2);
      else {
        this.addWord(words[0], OPENS_PAIR);
        this.addWord(words[1], CLOSES_PAIR);
        const hash = pairHash(termHash(words[0]), termHash(words[1])) || 1;
        const at = slot(this.pairKeys, hash);
        this.pairKeys[at] = hash;
        this.pairValues[at] = id + 1;
      }
    });
  }

  /** Fills `hits` with the terms of a prompt, block by block. */
  find(words: Uint32Array, regions: Regions, hits: Hits): void {
    const spans = this.chooseSpans(regions);
    if (this.stamp > 0x40000000) {
      this.seenIn.fill(0);
      this.stamp = 1;
    }
    hits.count = 0;
    let block = 0;
    let inBlock = 0;
    for (let s = 0; s < spans; s++) {
      const end = this.spanTo[s];
      let opener = 0;
      let room = hasRoom(hits);
      for (let i = this.spanFrom[s]; i < end; i++) {
        if (inBlock === BLOCK_WORDS) {
          inBlock = 0;
          block++;
          room = hasRoom(hits);
        }
        inBlock++;
        if (!room) continue;
        const word = words[i];
        const value = this.wordValue(word);
        if (value === 0) {
          opener = 0;
          continue;
        }
        if (value > 3) this.hit((value >>> 2) - 1, block, hits);
        if (opener !== 0 && (value & CLOSES_PAIR) !== 0) {
          const pair = this.pairValue(pairHash(opener, word) || 1);
          if (pair !== 0) this.hit(pair - 1, block, hits);
        }
        opener = (value & OPENS_PAIR) !== 0 ? word : 0;
      }
    }
    hits.blocks = inBlock === 0 ? block : block + 1;
    this.stamp += block + 1;
  }

  private hit(term: number, block: number, hits: Hits): void {
    const stamp = this.stamp + block;
    if (this.seenIn[term] === stamp) return;
    this.seenIn[term] = stamp;
    hits.term[hits.count] = term;
    hits.block[hits.count++] = block;
  }

  /** Instructions stand at the ends of what the caller wrote; what is pasted in stands between. */
  private chooseSpans(regions: Regions): number {
    const { role, from, to, count } = regions;
    let lastUser = count - 1;
    while (lastUser >= 0 && role[lastUser] !== ROLE.user) lastUser--;
    let runStart = lastUser;
    while (runStart > 0 && role[runStart - 1] === ROLE.user) runStart--;
    let spans = 0;
    let earlier = 0;
    let enclosed = 0;
    for (let r = 0; r < count && spans < MAX_SPANS - 1; r++) {
      let head = 0;
      let tail = 0;
      if (role[r] === ROLE.system) {
        head = (SYSTEM_WORDS * 5) >> 3;
        tail = SYSTEM_WORDS - head;
      } else if (role[r] === ROLE.user) {
        if (r >= runStart) {
          head = LAST_USER_WORDS >> 1;
          tail = LAST_USER_WORDS - head;
        } else if (earlier < EARLIER_REGIONS) {
          earlier++;
          head = EARLIER_WORDS;
        } else continue;
      } else if (role[r] === ROLE.enclosed && enclosed < ENCLOSED_REGIONS) {
        enclosed++;
        head = ENCLOSED_WORDS >> 1;
        tail = ENCLOSED_WORDS - head;
      } else continue;
      const length = to[r] - from[r];
      this.spanFrom[spans] = from[r];
      if (length <= head + tail) {
        this.spanTo[spans++] = to[r];
        continue;
      }
      this.spanTo[spans++] = from[r] + head;
      if (tail > 0) {
        this.spanFrom[spans] = to[r] - tail;
        this.spanTo[spans++] = to[r];
      }
    }
    return spans;
  }

  private wordValue(hash: number): number {
    const { wordKeys, wordMask } = this;
    let at = hash & wordMask;
    while (wordKeys[at] !== 0) {
      if (wordKeys[at] === hash) return this.wordValues[at];
      at = (at + 1) & wordMask;
    }
    return 0;
  }

  private pairValue(hash: number): number {
    const { pairKeys, pairMask } = this;
    let at = hash & pairMask;
    while (pairKeys[at] !== 0) {
      if (pairKeys[at] === hash) return this.pairValues[at];
      at = (at + 1) & pairMask;
    }
    return 0;
  }

  private addWord(word: string, bits: number): void {
    const hash = termHash(word);
    assert(hash !== 0, `vocabulary word '${word}' has no hash`);
    const at = slot(this.wordKeys, hash);
    this.wordKeys[at] = hash;
    this.wordValues[at] |= bits;
  }
}

/** Whether the terms of a block's words all have room: a word has one, and one with the word in front of it. */
function hasRoom(hits: Hits): boolean {
  return hits.count <= MAX_HITS - 2 * BLOCK_WORDS;
}

/** Table size for so many entries, at most half full. */
function capacityFor(entries: number): number {
  let capacity = 1024;
  while (capacity < entries * 2) capacity *= 2;
  return capacity;
}

function slot(keys: Uint32Array, hash: number): number {
  const mask = keys.length - 1;
  let at = hash & mask;
  while (keys[at] !== 0 && keys[at] !== hash) at = (at + 1) & mask;
  return at;
}

/** The words of a text as the vocabulary spells them: folded, every number {@link NUMBER_TERM}. */
export function splitWords(text: string): string[] {
  return foldedWords(text).map((word) => (/^[0-9]+$/.test(word) ? NUMBER_TERM : word));
}

function termHash(word: string): number {
  return word === NUMBER_TERM ? NUMBER_WORD : wordHash(word);
}
