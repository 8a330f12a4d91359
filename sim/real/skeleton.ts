/**
 * Finds the template behind the prompts of one family: the pieces that all of them have in one order (a longest common
 * subsequence folded over the samples, Hunt & McIlroy 1976 by dynamic programming), and between them the slots with the
 * values that were seen. A sample that shares too little with the rest is left out of the fold.
 */
import { split, type TextSpan } from './pieces.ts';

/** A slot between two pieces of a template. */
export interface Slot {
  /** Distinct values without white space around them; empty when nothing ever stands here. */
  readonly values: readonly string[];
  /** Share of the prompts that have nothing here. */
  readonly absent: number;
  /** White space before the value. */
  readonly glue: string;
}

export interface Skeleton {
  readonly pieces: readonly TextSpan[];
  /** slots[k] stands before pieces[k]; the last one after all of them. */
  readonly slots: readonly Slot[];
}

/** A sample may cost the template this share of its characters; beyond that the sample is taken for another template. */
const LOSS = 0.3;

/** Longer samples are compared by their first pieces only. */
const MOST_PIECES = 1_200;

export function skeleton(texts: readonly string[]): Skeleton {
  const samples = texts.map((text) => split(text).slice(0, MOST_PIECES));
  const counts = new Map<string, number>();
  for (const sample of samples)
    for (const text of new Set(sample.map((piece) => piece.text))) counts.set(text, (counts.get(text) ?? 0) + 1);
  const frequent = (piece: TextSpan): boolean => (counts.get(piece.text) ?? 0) >= Math.max(2, texts.length * 0.7);

  let common: TextSpan[] | null = null;
  for (const sample of samples) {
    const own = sample.filter(frequent);
    if (common === null) {
      common = own;
      continue;
    }
    const before: TextSpan[] = common;
    const next = aligned(before, own).map(([i]) => before[i] as TextSpan);
    if (chars(next) >= chars(common) * (1 - LOSS)) common = next;
  }
  // A bracket or a bare marker between two slots is chance more often than template.
  const kept = (common ?? []).filter(({ text }) => /[\p{L}\p{N}]{2}/u.test(text) || text.length > 3);

  const seen: string[][] = Array.from({ length: kept.length + 1 }, () => []);
  let whole = 0;
  for (const sample of samples) {
    const pairs = aligned(kept, sample);
    if (pairs.length < kept.length) continue;
    whole++;
    let from = 0;
    for (let k = 0; k <= kept.length; k++) {
      const to = k < kept.length ? (pairs[k] as Pair)[1] : sample.length;
      (seen[k] as string[]).push(plain(sample.slice(from, to)));
      from = to + 1;
    }
  }
  return {
    pieces: kept,
    slots: seen.map((values) => {
      const filled = values.filter((value) => value.trim() !== '');
      return {
        values: [...new Set(filled.map((value) => value.trim()))],
        absent: whole === 0 ? 1 : 1 - filled.length / whole,
        glue: modal(filled.map((value) => /^\s*/.exec(value)?.[0] ?? '')),
      };
    }),
  };
}

type Pair = readonly [number, number];

/** Index pairs of a longest common subsequence, each element matched as early as possible. */
function aligned(a: readonly TextSpan[], b: readonly TextSpan[]): Pair[] {
  const width = b.length + 1;
  const best = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i * width + j] =
        (a[i] as TextSpan).text === (b[j] as TextSpan).text
          ? (best[(i + 1) * width + j + 1] as number) + 1
          : Math.max(best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
    }
  }
  const pairs: Pair[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if ((a[i] as TextSpan).text === (b[j] as TextSpan).text) pairs.push([i++, j++]);
    else if ((best[(i + 1) * width + j] as number) >= (best[i * width + j + 1] as number)) i++;
    else j++;
  }
  return pairs;
}

function plain(pieces: readonly TextSpan[]): string {
  let text = '';
  for (const piece of pieces) text += piece.glue + piece.text;
  return text;
}

function chars(pieces: readonly TextSpan[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}

function modal(list: readonly string[]): string {
  const counts = new Map<string, number>();
  let best = '';
  for (const value of list) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > (counts.get(best) ?? 0)) best = value;
  }
  return best;
}
