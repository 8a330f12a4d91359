/**
 * New values for the slots of a template. A family shows a few dozen values only and a campaign needs tens of thousands
 * of requests, so a value is put together anew: the shape of one that was seen, its pieces taken from others of the slot
 * and from other prompts' slots, with other numbers and subject words. Code keeps its lines together.
 */
import type { Rng } from '../../src/base/rng.ts';
import { firstSpans, join, looksLikeCode, otherNumbers, otherWords, split, type TextSpan, type Words } from './pieces.ts';
import type { Slot } from './skeleton.ts';

/** Sentences and code blocks of all slots, to borrow from. Neighbours come from the same source. */
export class Payload {
  private readonly prose: string[] = [];
  private readonly code: string[] = [];
  private readonly known = new Set<string>();

  add(value: string): void {
    if (this.known.size >= MOST_PARTS) return;
    const coded = looksLikeCode(value);
    for (const part of coded ? value.split(/\n\s*\n/) : split(value).map(({ text }) => text)) {
      const text = coded ? part.replace(/^\n+|\s+$/g, '') : part;
      if (text.length < 24 || text.length > 1_500 || this.known.has(text)) continue;
      this.known.add(text);
      if (coded || looksLikeCode(text)) this.code.push(text);
      else if (/\s/.test(text)) this.prose.push(text);
    }
  }

  /** A sentence; `near` from 0 to 1 names a neighbourhood of a twelfth of all, to stay with one subject. */
  sentence(rng: Rng, near?: number): string {
    return from(rng, this.prose, near);
  }

  /** A block of code; a sentence when no prompt has code. */
  block(rng: Rng): string {
    return this.code.length > 0 ? rng.pick(this.code) : this.sentence(rng);
  }

  get size(): number {
    return this.prose.length;
  }
}

const MOST_PARTS = 200_000;
/** Longer values are shortened to their first pieces. */
const MOST_CHARS = 2_500;

/** One of a list, or of the part of it that `near` names. */
export function from<T>(rng: Rng, list: readonly T[], near: number | undefined): T {
  if (near === undefined || list.length < 24) return rng.pick(list);
  const part = Math.ceil(list.length / 12);
  return list[Math.floor(near * (list.length - part)) + rng.int(part)] as T;
}

/** Makes values of one slot. */
export class Filler {
  private readonly values: readonly string[];
  private readonly pieces: readonly (readonly TextSpan[])[];
  private readonly seen: ReadonlySet<string>;
  private readonly kind: 'choice' | 'short' | 'code' | 'prose';
  private readonly payload: Payload;
  private readonly words: Words;

  constructor(slot: Slot, samples: number, payload: Payload, words: Words) {
    this.values = slot.values.map((value) =>
      value.length > MOST_CHARS ? join(firstSpans(split(value), MOST_CHARS)) : value,
    );
    this.seen = new Set(this.values);
    this.payload = payload;
    this.words = words;
    const lengths = slot.values.map((value) => value.length).sort((a, b) => a - b);
    const middle = lengths[Math.floor(lengths.length / 2)] ?? 0;
    // Few values for many prompts are settings, not payload.
    if (slot.values.length <= Math.max(2, samples * 0.25)) this.kind = 'choice';
    else if (middle <= 24) this.kind = 'short';
    else if (slot.values.filter(looksLikeCode).length > slot.values.length / 2) this.kind = 'code';
    else this.kind = 'prose';
    this.pieces = this.kind === 'prose' ? this.values.map(split) : [];
  }

  make(rng: Rng): string {
    if (this.kind === 'choice') return rng.pick(this.values);
    if (this.kind === 'short') return otherNumbers(rng, rng.pick(this.values), 0.7);
    // A value that was seen as it is would come again and again.
    for (let tries = 0; tries < 3; tries++) {
      const made = this.kind === 'code' ? this.code(rng) : this.prose(rng);
      if (!this.seen.has(made)) return made;
    }
    return `${rng.pick(this.values)}\n${this.kind === 'code' ? this.payload.block(rng) : this.payload.sentence(rng)}`;
  }

  private prose(rng: Rng): string {
    const shape = rng.pick(this.pieces);
    const made = shape.map((piece): TextSpan => {
      const fixed = piece.text.length < 20 || piece.text.endsWith(':');
      if (fixed || rng.chance(0.45)) return piece;
      if (rng.chance(0.75)) {
        const other = rng.pick(rng.pick(this.pieces));
        return other.text.length < 20 ? piece : { glue: piece.glue, text: other.text };
      }
      const other = this.payload.sentence(rng);
      return other.length > piece.text.length * 3 ? piece : { glue: piece.glue, text: other };
    });
    return otherWords(rng, otherNumbers(rng, join(made), 0.5), this.words, 0.25);
  }

  private code(rng: Rng): string {
    let text = rng.pick(this.values);
    if (rng.chance(0.5)) {
      const blocks = text.split(/\n\s*\n/);
      const other = rng.chance(0.5) ? rng.pick(rng.pick(this.values).split(/\n\s*\n/)) : this.payload.block(rng);
      if (blocks.length > 1) blocks[rng.int(blocks.length)] = other;
      else if (text.length < 1_500) blocks.push(other);
      text = blocks.join('\n\n').trim();
    }
    return otherWords(rng, otherNumbers(rng, text, 0.4), this.words, 0.4);
  }
}
