import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../base/rng.ts';
import { createAnchorList, winnow } from '../kernels/winnow.ts';
import { hashWords } from '../kernels/words.ts';
import { ANCHOR_SLOTS } from '../model/fingerprint-layout.ts';
import { type BlockAnchors, chooseAnchors, createChoice, SegmentMiner } from './segments.ts';

interface Sent {
  readonly unit: number;
  readonly text: string;
}
interface Kept {
  readonly anchors: readonly number[];
  readonly shared: number;
  readonly invariantShare: number;
}

const LETTERS = 'bcdfghjklmnprstvwz';
const VOWELS = 'aeiou';

/** Words without a language: no two long runs of them are alike by chance. */
function prose(rng: Rng, words: number): string {
  const word = () => {
    let text = '';
    for (let k = 0; k < 2 + rng.int(2); k++) text += LETTERS[rng.int(LETTERS.length)] + VOWELS[rng.int(VOWELS.length)];
    return text;
  };
  return Array.from({ length: words }, word).join(' ');
}

function anchorsOf(text: string): number[] {
  const words = new Uint32Array(1 << 16);
  const list = createAnchorList(64);
  winnow(words, 0, hashWords(text, words, 0), list);
  return Array.from(list.lo.subarray(0, list.length));
}

function mine(block: readonly Sent[], miner = new SegmentMiner()): Kept[] {
  const words = new Uint32Array(1 << 16);
  const list = createAnchorList(1024);
  const start = new Uint32Array(block.length + 1);
  block.forEach(({ text }, i) => {
    winnow(words, 0, hashWords(text, words, 0), list);
    start[i + 1] = list.length;
  });
  const anchors: BlockAnchors = {
    list,
    start,
    enclosed: start.subarray(1),
    unit: Uint32Array.from(block, (s) => s.unit),
    count: block.length,
  };
  miner.count(anchors);
  const choice = createChoice();
  return block.map((_, i) => {
    chooseAnchors(miner, anchors, i, choice);
    return {
      anchors: Array.from(choice.lo.subarray(0, choice.count)),
      shared: choice.shared,
      invariantShare: choice.invariantShare,
    };
  });
}

/** The anchors of `core` that an exchange keeps. */
const keptOf = (kept: Kept, core: readonly number[]) => core.filter((a) => kept.anchors.slice(0, kept.shared).includes(a));

describe('choosing anchors', () => {
  it('keeps a 40-word segment injected anywhere in long differing prompts, as the same anchors in every exchange', () => {
    const rng = createRng('injected');
    const segment = prose(rng, 40);
    const core = anchorsOf(segment);
    const block = Array.from({ length: 60 }, (_, i) => {
      const carries = i % 3 === 0;
      const before = prose(rng, 50 + rng.int(600));
      const after = prose(rng, 50 + rng.int(600));
      return { unit: i, text: carries ? `${before} ${segment} ${after}` : `${before} ${after}` };
    });
    const kept = mine(block);
    kept.forEach((choice, i) => {
      if (i % 3 === 0) expect(keptOf(choice, core)).toEqual(core);
      else expect(choice.shared).toBe(0);
    });
    expect(core.length).toBeGreaterThanOrEqual(4);
  });

  it('does not let a popular prompt of 20 KB crowd a short injected segment out', () => {
    const rng = createRng('popular');
    const popular = prose(rng, 4_000);
    expect(popular.length).toBeGreaterThan(20_000);
    const segment = prose(rng, 40);
    const core = anchorsOf(segment);
    const carriers = [3, 17, 29, 41];
    const block = Array.from({ length: 48 }, (_, i) => ({
      unit: i,
      text: `${popular} ${prose(rng, 80)}${carriers.includes(i) ? ` ${segment}` : ''} ${prose(rng, 20)}`,
    }));
    const kept = mine(block);
    // Which anchor stands at a border depends on the neighbours; the inner ones are everybody's.
    const common = core.filter((anchor) => carriers.every((i) => keptOf(kept[i], core).includes(anchor)));
    expect(common.length).toBeGreaterThanOrEqual(3);
    // The popular prompt is kept as well: both are segments.
    const popularAnchors = new Set(anchorsOf(popular));
    for (const choice of kept) expect(choice.anchors.some((a) => popularAnchors.has(a))).toBe(true);
  });

  it('keeps several templates of one prompt side by side', () => {
    const rng = createRng('several');
    const first = prose(rng, 60);
    const second = prose(rng, 60);
    const block = Array.from({ length: 30 }, (_, i) => {
      const text = i % 2 === 0 ? `${first} ${prose(rng, 100)} ${second}` : `${first} ${prose(rng, 100)}`;
      return { unit: i, text };
    });
    for (const [i, choice] of mine(block).entries()) {
      expect(keptOf(choice, anchorsOf(first)).length).toBeGreaterThan(0);
      expect(keptOf(choice, anchorsOf(second)).length > 0).toBe(i % 2 === 0);
    }
  });

  it('finds a template again whose sentences were dropped and reordered', () => {
    const rng = createRng('reordered');
    const sentences = Array.from({ length: 8 }, () => prose(rng, 16));
    const all = new Set(sentences.flatMap(anchorsOf));
    const block = Array.from({ length: 40 }, (_, i) => {
      const chosen = sentences.filter(() => rng.chance(0.7)).sort(() => rng.next() - 0.5);
      return {
        unit: i,
        text: `${prose(rng, 60)} ${chosen.join('. ')}. ${prose(rng, 60)}`,
        chosen: chosen.length,
      };
    });
    const kept = mine(block);
    block.forEach(({ chosen }, i) => {
      if (chosen > 0) expect(kept[i].anchors.filter((a) => all.has(a)).length).toBeGreaterThan(0);
    });
  });

  it('calls nothing shared that one unit alone repeats, and keeps it behind the shared ones', () => {
    const rng = createRng('alone');
    const habit = prose(rng, 40);
    const block = Array.from({ length: 10 }, () => ({ unit: 7, text: `${habit} ${prose(rng, 200)}` }));
    const core = anchorsOf(habit);
    for (const choice of mine(block)) {
      expect(choice.shared).toBe(0);
      expect(choice.invariantShare).toBe(0);
      expect(choice.anchors.filter((a) => core.includes(a)).length).toBeGreaterThanOrEqual(3);
    }
  });

  it('measures which share of a prompt recurs', () => {
    const rng = createRng('share');
    const text = prose(rng, 100);
    const whole = mine([0, 1, 2].map((unit) => ({ unit, text })));
    for (const choice of whole) expect(choice.invariantShare).toBe(1);
    const half = mine([0, 1, 2].map((unit) => ({ unit, text: `${text} ${prose(rng, 100)}` })));
    for (const choice of half) expect(choice.invariantShare).toBeCloseTo(0.5, 1);
  });

  it('keeps nothing of texts shorter than a shingle, and never more than there are slots', () => {
    const rng = createRng('edges');
    const [empty, short] = mine([
      { unit: 1, text: '' },
      { unit: 2, text: 'only five words are here' },
    ]);
    expect(empty).toEqual({ anchors: [], shared: 0, invariantShare: 0 });
    expect(short).toEqual({ anchors: [], shared: 0, invariantShare: 0 });
    const text = prose(rng, 5_000);
    for (const choice of mine([1, 2].map((unit) => ({ unit, text: `${text} ${prose(rng, 300)}` })))) {
      expect(choice.anchors.length).toBe(ANCHOR_SLOTS);
      expect(new Set(choice.anchors).size).toBe(ANCHOR_SLOTS);
    }
  });

  it('forgets the block before', () => {
    const rng = createRng('forgets');
    const text = prose(rng, 200);
    const miner = new SegmentMiner();
    mine(
      [1, 2, 3].map((unit) => ({ unit, text })),
      miner,
    );
    const lone = [{ unit: 9, text }];
    expect(mine(lone, miner)).toEqual(mine(lone));
  });

  it('chooses the same whatever the order of the exchanges in the block', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 12 }), (seed, size) => {
        const rng = createRng(seed);
        const segments = [prose(rng, 30), prose(rng, 50)];
        const block = Array.from({ length: size }, () => ({
          unit: rng.int(4),
          text: [prose(rng, rng.int(80)), rng.pick(segments), prose(rng, rng.int(80))].join(' '),
        }));
        const order = block.map((_, i) => i).sort(() => rng.next() - 0.5);
        const straight = mine(block);
        const shuffled = mine(order.map((i) => block[i]));
        order.forEach((i, k) => {
          expect(shuffled[k]).toEqual(straight[i]);
        });
      }),
      { numRuns: 60 },
    );
  });
});
