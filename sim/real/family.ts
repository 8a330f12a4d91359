/** A template family found in real prompts: fixed sentences with slots, in the system prompt and in the user's message. */
import type { Rng } from '../../src/base/rng.ts';
import { Filler, type Payload } from './fill.ts';
import { firstSpans, type TextSpan, type Words } from './pieces.ts';
import type { CorpusPrompt } from './read.ts';
import { paraphrase } from './reword.ts';
import { type Skeleton, type Slot, skeleton } from './skeleton.ts';

/** A template longer than this loses its middle, to keep worlds near 2 KB an exchange. */
const MOST_CHARS = 3_600;

/** Plain text, not escaped. */
export interface Written {
  readonly system: string;
  readonly user: string;
}

/** The sentences one operator uses: the family's, or changed once and for all. Empty pieces are dropped ones. */
export interface Edition {
  readonly system: readonly TextSpan[];
  readonly user: readonly TextSpan[];
}

export class RealFamily {
  readonly name: string;
  readonly kind: string;
  readonly tools: boolean;
  readonly original: Edition;
  private readonly samples: number;
  private readonly system: Skeleton;
  private readonly user: Skeleton;
  private fillers: { system: (Filler | null)[]; user: (Filler | null)[] } = { system: [], user: [] };

  constructor(prompts: readonly CorpusPrompt[]) {
    const first = prompts[0] as CorpusPrompt;
    this.name = first.family;
    this.kind = first.kind;
    this.samples = prompts.length;
    this.tools = prompts.some((prompt) => prompt.tools > 0);
    this.system = shorten(skeleton(prompts.map((prompt) => prompt.system)));
    this.user = shorten(skeleton(prompts.map((prompt) => prompt.user)));
    this.original = { system: this.system.pieces, user: this.user.pieces };
  }

  /** Values of all slots, for other families to borrow from. */
  *values(): Iterable<string> {
    for (const slot of [...this.system.slots, ...this.user.slots]) yield* slot.values;
  }

  /** Must be called once before {@link write}: when all families' payload is known. */
  prepare(payload: Payload, words: Words): void {
    const make = (slot: Slot): Filler | null =>
      slot.values.length === 0 ? null : new Filler(slot, this.samples, payload, words);
    this.fillers = { system: this.system.slots.map(make), user: this.user.slots.map(make) };
  }

  /** An operator's own edition: a share of the sentences changed once. */
  edit(rng: Rng, share: number): Edition {
    const change = (pieces: readonly TextSpan[]): TextSpan[] =>
      paraphrase(rng, pieces, share).map((text, i) => ({
        glue: (pieces[i] as TextSpan).glue,
        text: text ?? '',
      }));
    return { system: change(this.original.system), user: change(this.original.user) };
  }

  write(rng: Rng, edition: Edition, share: number): Written {
    return {
      system: this.render(rng, edition.system, this.system.slots, this.fillers.system, share),
      user: this.render(rng, edition.user, this.user.slots, this.fillers.user, share),
    };
  }

  /** The first fixed sentences of the system prompt, `most` characters of them. */
  head(rng: Rng, most: number, share: number): string {
    return this.render(rng, firstSpans(this.original.system, most), [], [], share);
  }

  private render(
    rng: Rng,
    pieces: readonly TextSpan[],
    slots: readonly Slot[],
    fillers: readonly (Filler | null)[],
    share: number,
  ): string {
    const texts = paraphrase(rng, pieces, share);
    let out = '';
    for (let k = 0; k <= pieces.length; k++) {
      const filler = fillers[k];
      if (filler) {
        const { absent, glue } = slots[k] as Slot;
        if (absent === 0 || !rng.chance(absent)) out += glue + filler.make(rng);
      }
      const text = texts[k];
      if (text !== undefined && text !== null && text !== '') out += (pieces[k] as TextSpan).glue + text;
    }
    return out.trim();
  }
}

/** Cuts the middle out of a long template: its head has the instruction, its tail the payload. */
function shorten(whole: Skeleton): Skeleton {
  const { pieces, slots } = whole;
  let left = MOST_CHARS * 0.6;
  let head = 0;
  while (head < pieces.length && left > 0) left -= (pieces[head++] as TextSpan).text.length;
  if (head === pieces.length) return whole;
  left = MOST_CHARS * 0.4;
  let tail = pieces.length;
  while (tail > head && left > 0) left -= (pieces[--tail] as TextSpan).text.length;
  return {
    pieces: [...pieces.slice(0, head), ...pieces.slice(tail)],
    slots: [...slots.slice(0, head), ...slots.slice(tail)],
  };
}
