/**
 * Where known segments stand in the texts of an exchange: the runs of words whose anchors belong to one, as character ranges. Every
 * anchor of the texts is compared, also those that the exchange's row has no room for. Leaves out which exchanges are asked about.
 */

import { createAnchorList, SHINGLE, WINDOW, winnow } from '../kernels/winnow.ts';
import { wordSpans } from '../kernels/word-spans.ts';
import type { Exchange } from '../model/wire.ts';
import { createPromptText, type PromptText, ROLE, readPromptText } from './prompt-text.ts';

/** Who wrote a text that anchors are taken from. */
export type PassageRole = 'system' | 'user' | 'enclosed';

/** A run of words that belongs to a segment. */
export interface SegmentPassage {
  readonly segment: string;
  /** Number of the text, from 0, among {@link ExchangePassages.texts}. */
  readonly text: number;
  /** Characters (UTF-16 units) [from, to) of that text. */
  readonly from: number;
  readonly to: number;
  /** The same as words of that text. */
  readonly fromWord: number;
  readonly toWord: number;
}

/** The texts of an exchange that anchors are taken from, as they are read: encoded text is decoded. */
export interface ExchangePassages {
  readonly texts: readonly { readonly role: PassageRole; readonly text: string }[];
  readonly passages: readonly SegmentPassage[];
  /** The last user message, without tool results and documents. */
  readonly lastUser: string;
}

/** Finds passages of segments; buffers are used again from one exchange to the next. */
export class PassageFinder {
  private readonly segmentOf = new Map<string, string>();
  private readonly text: PromptText = createPromptText();
  private readonly anchors = createAnchorList(1 << 10);

  /** @param segments the anchors of each segment, 16 hexadecimal digits each */
  constructor(segments: ReadonlyMap<string, readonly string[]>) {
    for (const [segment, anchors] of segments)
      for (const anchor of anchors) this.segmentOf.set(anchorKey(low(anchor), high(anchor)), segment);
  }

  /** Reads the texts of an exchange and finds the segments in them, in the order in which they stand. */
  find(exchange: Exchange): ExchangePassages {
    const { text } = this;
    readPromptText(exchange, text);
    const texts: ExchangePassages['texts'][number][] = [];
    const passages: SegmentPassage[] = [];
    for (let r = 0; r < text.regions.count; r++) {
      const role = ROLES.get(text.regions.role[r]);
      if (role === undefined) continue;
      this.addPassages(r, texts.length, passages);
      texts.push({ role, text: text.regionTexts[r] });
    }
    return { texts, passages, lastUser: text.lastUser };
  }

  private addPassages(region: number, text: number, passages: SegmentPassage[]): void {
    const { anchors, segmentOf } = this;
    const { words, regions, regionTexts } = this.text;
    const base = regions.from[region];
    anchors.length = 0;
    if (segmentOf.size > 0) winnow(words, base, regions.to[region], anchors);
    const runs: { segment: string; from: number; to: number }[] = [];
    for (let j = 0; j < anchors.length; j++) {
      const segment = segmentOf.get(anchorKey(anchors.lo[j], anchors.hi[j]));
      if (segment === undefined) continue;
      const from = anchors.at[j] - base;
      const last = runs.at(-1);
      // Between two anchors of one run there are at most WINDOW - 1 others.
      if (last?.segment === segment && from <= last.to + WINDOW) last.to = from + SHINGLE;
      else runs.push({ segment, from, to: from + SHINGLE });
    }
    if (runs.length === 0) return;
    const spans = wordSpans(regionTexts[region]);
    for (const { segment, from, to } of runs)
      passages.push({ segment, text, from: spans.from[from], to: spans.to[to - 1], fromWord: from, toWord: to });
  }
}

const ROLES: ReadonlyMap<number, PassageRole> = new Map([
  [ROLE.system, 'system'],
  [ROLE.user, 'user'],
  [ROLE.enclosed, 'enclosed'],
]);

function anchorKey(lo: number, hi: number): string {
  return `${hi}/${lo}`;
}

function high(anchor: string): number {
  return Number.parseInt(anchor.slice(0, 8), 16);
}

function low(anchor: string): number {
  return Number.parseInt(anchor.slice(8), 16);
}
