import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCoOccurrences, END } from '../../aggregate/co-occurrence.ts';
import type { Anchors } from '../../aggregate/detect-input.ts';
import { createRng, type Rng } from '../../base/rng.ts';
import { CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import { joinAnchors, type Segments } from './segments.ts';

interface Sent {
  readonly unit: number;
  /** Names of the anchors it carries. */
  readonly anchors: readonly number[];
}

/** Units that send an anchor, ascending, each with its exchanges. */
type Users = readonly (readonly [number, number])[];

/** Anchors with such keys, users and company, each anchor's intents given by name. */
function anchorsWith(
  keys: readonly number[],
  users: readonly Users[],
  together: Anchors['coOccurrences'],
  intents: (anchor: number) => number = () => 0,
): Anchors {
  const start = new Uint32Array(keys.length + 1);
  users.forEach((list, a) => {
    start[a + 1] = start[a] + list.length;
  });
  const counts = users.map((list) => list.reduce((sum, [, n]) => sum + n, 0));
  const zeros = () => new Float64Array(keys.length);
  const wide = new Float64Array(keys.length * INTENTS.length);
  keys.forEach((anchor, a) => {
    wide[a * INTENTS.length + 1] = intents(anchor);
  });
  return {
    postings: {
      values: keys.length,
      start,
      unit: Uint32Array.from(users.flatMap((list) => list.map(([unit]) => unit))),
      weight: Float64Array.from(users.flatMap((list) => list.map(([, n]) => n))),
      harvest: new Float32Array(users.flat().length),
    },
    key: BigUint64Array.from(keys, BigInt),
    exchanges: Float64Array.from(counts),
    bodies: Float64Array.from(counts),
    intents: wide,
    capabilities: new Float64Array(keys.length * CAPABILITIES.length),
    followUps: zeros(),
    toolResults: zeros(),
    refused: zeros(),
    reasoningInInput: zeros(),
    outputTokens: zeros(),
    outlines: new Map(),
    coOccurrences: together,
  };
}

/** Anchors as the store would count them from exchanges. */
function anchorsOf(exchanges: readonly Sent[], intents?: (anchor: number) => number): Anchors {
  const keys = [...new Set(exchanges.flatMap((e) => e.anchors))].sort((a, b) => a - b);
  const flat = exchanges.flatMap((e) => [
    ...[...e.anchors].sort((a, b) => a - b).map((anchor) => keys.indexOf(anchor)),
    END,
  ]);
  const users = keys.map((anchor): Users => {
    const sent = new Map<number, number>();
    for (const e of exchanges) if (e.anchors.includes(anchor)) sent.set(e.unit, (sent.get(e.unit) ?? 0) + 1);
    return [...sent].sort((a, b) => a[0] - b[0]);
  });
  return anchorsWith(keys, users, countCoOccurrences(Uint32Array.from(flat), keys.length), intents);
}

function volumes(exchanges: readonly Sent[]): Float64Array {
  const out = new Float64Array(1 + Math.max(...exchanges.map((e) => e.unit)));
  for (const e of exchanges) out[e.unit]++;
  return out;
}

const join = (exchanges: readonly Sent[], intents?: (anchor: number) => number): Segments =>
  joinAnchors(anchorsOf(exchanges, intents), volumes(exchanges));

function usersOf(segments: Segments, s: number): number[] {
  return Array.from(segments.postings.unit.subarray(segments.postings.start[s], segments.postings.start[s + 1]));
}

/** Exchanges of one template whose sentences (two anchors each) are kept with some chance. */
function paraphrased(rng: Rng, units: number, each: number, keep: number): Sent[] {
  return Array.from({ length: units * each }, (_, i) => ({
    unit: i % units,
    anchors: [100, 200, 300, 400, 500].filter(() => rng.chance(keep)).flatMap((s) => [s, s + 1]),
  }));
}

describe('joining anchors to segments', () => {
  it('joins the anchors of a template whose sentences are dropped at random', () => {
    const segments = join(paraphrased(createRng('dropped'), 10, 20, 0.7));
    expect(segments.postings.values).toBe(1);
    expect(segments.anchors[0]).toBe(10);
    expect(usersOf(segments, 0)).toEqual([...Array(10).keys()]);
    expect(segments.template[0]).toBeGreaterThan(0.8);
  });

  it('names the most used anchors of a segment, by which an exchange with it is known', () => {
    const both = Array.from({ length: 30 }, (_, i) => ({
      unit: i % 5,
      anchors: [0x1f, 0x2e, ...(i % 3 ? [0x3d] : [])],
    }));
    const segments = join(both);
    expect(segments.marks(0)).toEqual(['000000000000001f', '000000000000002e', '000000000000003d']);
    expect(join(paraphrased(createRng('dropped'), 10, 20, 0.7)).marks(0)).toHaveLength(8);
  });

  it('does not join passages that people quote beside anything', () => {
    const rng = createRng('quoted');
    const passages = Array.from({ length: 12 }, (_, k) => 1000 + k);
    const exchanges = Array.from({ length: 600 }, (_, i) => ({
      unit: i % 60,
      anchors: rng.chance(0.2) ? [rng.pick(passages)] : [],
    }));
    const segments = join(exchanges);
    expect(segments.postings.values).toBe(12);
    for (let s = 0; s < 12; s++) {
      expect(segments.anchors[s]).toBe(1);
      expect(segments.template[s]).toBeLessThan(0.2);
    }
  });

  it('does not join a template to the passages that its tasks quote', () => {
    const rng = createRng('both');
    const template = paraphrased(rng, 10, 30, 0.8).map((e) => ({
      ...e,
      anchors: [...e.anchors, ...(rng.chance(0.3) ? [2000 + rng.int(40)] : [])],
    }));
    const segments = join(template);
    const sizes = Array.from(segments.anchors).sort((a, b) => b - a);
    expect(sizes[0]).toBe(10);
    expect(sizes[1]).toBe(1);
  });

  it('does not join a text that some put before a tool’s prompt to the prompt, though most of the prompt’s exchanges hold it', () => {
    const prompt = [10, 11, 12, 13];
    const injected = [50, 51, 52];
    // 20 accounts put it before all they send, half of it the tool's; 12 others use the tool, and less.
    const put = Array.from({ length: 800 }, (_, i) => ({
      unit: i % 20,
      anchors: [...injected, ...(i % 40 < 20 ? prompt : [])],
    }));
    const honest = Array.from({ length: 180 }, (_, i) => ({ unit: 20 + (i % 12), anchors: prompt }));
    const segments = join([...put, ...honest]);
    expect(Array.from(segments.anchors).sort()).toEqual([3, 4]);
    const text = Array.from(segments.anchors).indexOf(3);
    expect(usersOf(segments, text)).toEqual([...Array(20).keys()]);
  });

  it('counts nobody a user of a long template who sent one sentence of it, or who sent it once', () => {
    const harvest = paraphrased(createRng('met'), 10, 40, 0.8);
    const quoting = Array.from({ length: 100 }, (_, i) => ({ unit: 10, anchors: i < 40 ? [100] : [] }));
    const once: Sent[] = [
      { unit: 11, anchors: [100, 101, 200, 201, 300, 301] },
      ...Array.from({ length: 30 }, () => ({ unit: 11, anchors: [] })),
    ];
    const segments = join([...harvest, ...quoting, ...once]);
    const template = Array.from(segments.anchors).indexOf(10);
    expect(template).toBeGreaterThanOrEqual(0);
    expect(usersOf(segments, template)).toEqual([...Array(10).keys()]);
  });

  it('counts as users those who always send a template behind a long text of their own, of which a row keeps one anchor', () => {
    const harvest = paraphrased(createRng('met'), 10, 40, 0.8);
    const behind = Array.from({ length: 60 }, (_, i) => ({ unit: 10 + (i % 2), anchors: [i % 2 ? 301 : 100, 7_000 + i] }));
    const segments = join([...harvest, ...behind]);
    const template = Array.from(segments.anchors).indexOf(10);
    expect(usersOf(segments, template)).toEqual([...Array(12).keys()]);
  });

  it('tells a sentence in most of what its users send from one they send now and then', () => {
    const often = Array.from({ length: 200 }, (_, i) => ({ unit: i % 10, anchors: [7] }));
    const seldom = Array.from({ length: 200 }, (_, i) => ({
      unit: 10 + (i % 10),
      anchors: i < 10 ? [8] : [],
    }));
    const segments = join([...often, ...seldom]);
    const [habit, passage] = [segments.template[0], segments.template[1]];
    expect(habit).toBeGreaterThan(0.9);
    expect(passage).toBeLessThan(0.2);
  });

  it('carries the slice of its most used anchor', () => {
    const exchanges = [...Array(30).keys()].map((i) => ({ unit: i % 5, anchors: i < 25 ? [1, 2] : [1] }));
    const segments = join(exchanges, (anchor) => (anchor === 1 ? 0.8 : 0.1));
    expect(segments.postings.values).toBe(1);
    expect(segments.exchanges[0]).toBe(30);
    expect(segments.intents[1]).toBe(0.8);
    expect(segments.id(0)).toBe('0000000000000001');
  });

  it('is empty for no anchors', () => {
    const segments = joinAnchors(anchorsOf([{ unit: 0, anchors: [] }]), Float64Array.of(1));
    expect(segments.postings.values).toBe(0);
    expect(segments.anchors).toHaveLength(0);
  });

  it('have the users that a plain count gives, whatever they send', () => {
    const units = 12;
    const often = fc.constantFrom(1, 2, 3, 5, 20, 120, 700);
    const uses = fc.array(fc.record({ unit: fc.nat(units - 1), n: often }), { minLength: 1, maxLength: 30 });
    const others = fc.array(fc.constantFrom(0, 1, 50, 4_000), { minLength: units, maxLength: units });
    fc.assert(
      fc.property(fc.array(uses, { minLength: 1, maxLength: 4 }), others, fc.boolean(), (lists, rest, joined) => {
        const users = lists.map((list) => {
          const sent = new Map<number, number>();
          for (const { unit, n } of list) sent.set(unit, Math.max(n, sent.get(unit) ?? 0));
          return [...sent].sort((a, b) => a[0] - b[0]);
        });
        const exchanges = Float64Array.from(rest, (n, unit) =>
          users.reduce<number>((sum, list) => sum + (list.find(([who]) => who === unit)?.[1] ?? 0), n),
        );
        const keys = users.map((_, a) => a + 1);
        const anchors = anchorsWith(keys, users, company(keys.length, joined));
        const segments = joinAnchors(anchors, exchanges);
        for (let s = 0; s < segments.postings.values; s++) {
          const of = segments.marks(s).map((mark) => users[Number.parseInt(mark, 16) - 1]);
          const { start, unit, weight } = segments.postings;
          const found = Array.from({ length: start[s + 1] - start[s] }, (_, k) => [
            unit[start[s] + k],
            weight[start[s] + k],
          ]);
          expect(found).toEqual(plainUsers(of, exchanges));
          // Of anchors that stand together the company counts as well.
          if (joined) continue;
          const shares = found.map(([who, n]) => n / exchanges[who]).sort((a, b) => a - b);
          expect(segments.template[s]).toBeCloseTo(
            Math.min(1, Math.max(0, ((shares[Math.floor(shares.length / 2)] ?? 0) - 0.1) / 0.4)),
            12,
          );
        }
      }),
    );
  });
});

/** Anchors that stand together, each with each, in the exchanges of a sample; or none with any. */
function company(anchors: number, together: boolean): Anchors['coOccurrences'] {
  const places = [...Array(anchors).keys()];
  const pairs = places.flatMap((a) => places.slice(a + 1).map((b) => [a, b] as const));
  return {
    sampled: new Float64Array(anchors).fill(100),
    first: Uint32Array.from(pairs, ([a]) => a),
    second: Uint32Array.from(pairs, ([, b]) => b),
    count: new Float64Array(pairs.length).fill(together ? 60 : 0),
  };
}

/**
 * Users by the definition: enough of the anchors or one in half of their exchanges, and a fifth of what the heaviest tenth sends, in all or of its traffic; for
 * that share, four exchanges or no more than twenty in all.
 */
function plainUsers(of: readonly Users[], exchanges: Float64Array): number[][] {
  const most = new Map<number, number>();
  const anchors = new Map<number, number>();
  for (const [unit, n] of of.flat()) {
    most.set(unit, Math.max(n, most.get(unit) ?? 0));
    anchors.set(unit, 1 + (anchors.get(unit) ?? 0));
  }
  const heavy = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(0.9 * values.length)];
  const typical = heavy([...most.values()]);
  const typicalShare = heavy([...most].map(([unit, n]) => n / exchanges[unit]));
  const needed = Math.min(3, Math.max(1, Math.floor(of.length / 3)));
  return [...most]
    .filter(
      ([unit, n]) =>
        ((anchors.get(unit) ?? 0) >= needed || n >= 0.5 * exchanges[unit]) &&
        (n >= 0.2 * typical ||
          ((n >= 4 || (of.length > 1 && exchanges[unit] <= 20)) && n >= 0.2 * typicalShare * exchanges[unit])),
    )
    .sort((a, b) => a[0] - b[0]);
}
