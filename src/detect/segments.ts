/**
 * Segments: the anchors of one template stand together in the exchanges that carry it, even when sentences are dropped
 * or reworded at random; passages that people quote stand beside anything. Anchors that stand together are joined.
 * Each segment carries what the exchanges around it are like: that slice, and not the account's whole
 * traffic, is what a mixed-in stream of honest requests cannot dilute.
 */
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import { gather } from './columns.ts';
import type { Anchors, Postings } from './input.ts';
import { median, quantileOf, ramp } from './numbers.ts';

/** Two anchors are of one segment when at least this share of the exchanges of either hold both. */
const TOGETHER = 0.25;
/**
 * If two anchors are of one text, a user of either misses the other as often as chance has it. When this share of the users
 * miss it beyond that, and so many deviations of chance, they are two texts: a sentence put before a tool's prompt.
 */
const MISSING = 0.25;
const DEVIATIONS = 3;
/** Below this share the two only pass each other: what is typed under a tool's prompt is no part of it. */
const PART = 0.1;
/**
 * Who sends a segment less often than this share of what its heaviest tenth does, and in a smaller part of its traffic
 * than this share of what theirs is, is not one of its users. The part is for accounts that live a day.
 */
const OCCASIONAL = 0.2;
/** Its heaviest tenth's lightest. */
const HEAVY = 0.9;
const SEVERAL = 4;

/** From so many anchors that stand together on a text is a template. */
const WIDE = 4;
/** Anchors by which a segment is known again: sentences of a template may be dropped at random. */
const MARKS = 8;

export interface Segments {
  readonly postings: Postings;
  /** Hexadecimal id: the smallest anchor. */
  readonly id: readonly string[];
  /** Redacted outline of the segment's most used anchor that has one. */
  readonly outline: readonly (string | null)[];
  readonly anchors: Uint32Array;
  /** Its most used anchors as hexadecimal numbers, by which an exchange that carries it is known; id is not always one. */
  marks(segment: number): string[];
  /** The anchor that speaks for the segment: the one in the most exchanges. */
  readonly speaker: Uint32Array;
  readonly exchanges: Float64Array;
  readonly bodies: Float64Array;
  readonly intents: Float64Array;
  readonly capabilities: Float64Array;
  readonly followUps: Float64Array;
  readonly toolResults: Float64Array;
  readonly refused: Float64Array;
  readonly reasoningInInput: Float64Array;
  readonly outputTokens: Float64Array;
  /**
   * 0..1: a template is several anchors long, or stands in most of what its users send; a sentence that happens to be in
   * the messages of many (a quotation, a popular question) is neither.
   */
  readonly template: Float64Array;
}

/** @param unitExchanges exchanges of each unit */
export function joinAnchors(anchors: Anchors, unitExchanges: Float64Array): Segments {
  const members = groupsOf(unite(anchors));
  const count = members.length;
  // The anchor in the most exchanges speaks for its segment.
  const speaker = Uint32Array.from(members, (list) =>
    list.reduce((best, a) => (anchors.exchanges[a] > anchors.exchanges[best] ? a : best), list[0]),
  );
  const id = members.map((list) => hexadecimal(anchors.key[list[0]]));
  const postings = mergePostings(anchors.postings, members, unitExchanges);
  const company = companyOf(anchors);
  const template = Float64Array.from(members, (list, s) => {
    const joined = list.reduce((sum, a) => sum + anchors.exchanges[a], 0) / anchors.exchanges[speaker[s]];
    const width = Math.max(joined, company[speaker[s]]);
    const { start, unit, weight } = postings;
    // Most segments are templates by their width, and then nobody's shares matter.
    if (width >= WIDE) return 1;
    const shares = new Float64Array(start[s + 1] - start[s]);
    for (let k = 0, p = start[s]; k < shares.length; k++, p++) shares[k] = weight[p] / unitExchanges[unit[p]];
    return Math.max(ramp(width, 1.5, WIDE), ramp(median(shares), 0.1, 0.5));
  });
  const column = (values: Float64Array) => gather(values, speaker);
  const wide = (values: Float64Array, width: number) => {
    const out = new Float64Array(count * width);
    speaker.forEach((a, s) => {
      out.set(values.subarray(a * width, (a + 1) * width), s * width);
    });
    return out;
  };
  return {
    postings,
    id,
    outline: members.map((list) => outlineOf(anchors, list)),
    anchors: Uint32Array.from(members, (list) => list.length),
    marks: (segment) =>
      byUse(anchors, members[segment])
        .slice(0, MARKS)
        .map((a) => hexadecimal(anchors.key[a])),
    speaker,
    exchanges: column(anchors.exchanges),
    bodies: column(anchors.bodies),
    intents: wide(anchors.intents, INTENTS.length),
    capabilities: wide(anchors.capabilities, CAPABILITIES.length),
    followUps: column(anchors.followUps),
    toolResults: column(anchors.toolResults),
    refused: column(anchors.refused),
    reasoningInInput: column(anchors.reasoningInInput),
    outputTokens: column(anchors.outputTokens),
    template,
  };
}

function byUse(anchors: Anchors, list: readonly number[]): number[] {
  return [...list].sort((a, b) => anchors.exchanges[b] - anchors.exchanges[a] || a - b);
}

function hexadecimal(anchor: bigint): string {
  return anchor.toString(16).padStart(16, '0');
}

function outlineOf(anchors: Anchors, list: readonly number[]): string | null {
  for (const a of byUse(anchors, list)) {
    const outline = anchors.outlines.get(anchors.key[a]);
    if (outline !== undefined) return outline;
  }
  return null;
}

function unite(anchors: Anchors): Uint32Array {
  const { first, second, count, sampled } = anchors.together;
  const leader = Uint32Array.from({ length: anchors.postings.values }, (_, a) => a);
  for (let k = 0; k < count.length; k++) {
    if (count[k] < TOGETHER * Math.max(sampled[first[k]], sampled[second[k]])) continue;
    const a = find(leader, first[k]);
    const b = find(leader, second[k]);
    if (a === b || apart(anchors.postings, first[k], second[k], count[k] / sampled[first[k]])) continue;
    if (apart(anchors.postings, second[k], first[k], count[k] / sampled[second[k]])) continue;
    leader[Math.max(a, b)] = Math.min(a, b);
  }
  return leader;
}

/** Whether too many users of anchor a never send b, though a share of all exchanges with a hold b. */
function apart({ start, unit, weight }: Postings, a: number, b: number, share: number): boolean {
  const users = start[a + 1] - start[a];
  const miss = Math.log1p(-Math.min(share, 0.99));
  let without = 0;
  let expected = 0;
  let variance = 1;
  let q = start[b];
  for (let p = start[a]; p < start[a + 1]; p++) {
    while (q < start[b + 1] && unit[q] < unit[p]) q++;
    if (q === start[b + 1] || unit[q] !== unit[p]) without++;
    const chance = Math.exp(miss * weight[p]);
    expected += chance;
    variance += chance * (1 - chance);
  }
  return without - expected >= Math.max(MISSING * users, DEVIATIONS * Math.sqrt(variance));
}

/**
 * How many anchors, on average, stand in an exchange that holds this one, those counted that are no passers-by: a
 * sentence which several templates have in common is too much of each to be joined to one, and yet always stands in
 * a template.
 */
function companyOf(anchors: Anchors): Float64Array {
  const { first, second, count, sampled } = anchors.together;
  const company = new Float64Array(sampled.length).fill(1);
  for (let k = 0; k < count.length; k++) {
    if (count[k] < PART * Math.max(sampled[first[k]], sampled[second[k]])) continue;
    for (const a of [first[k], second[k]]) {
      const share = count[k] / sampled[a];
      if (share >= TOGETHER) company[a] += share;
    }
  }
  return company;
}

/** Anchors by their leader, in the order of the smallest of each. */
function groupsOf(leader: Uint32Array): number[][] {
  const groups = new Map<number, number[]>();
  for (let a = 0; a < leader.length; a++) {
    const root = find(leader, a);
    const list = groups.get(root);
    if (list) list.push(a);
    else groups.set(root, [a]);
  }
  return [...groups.values()];
}

/**
 * Users of each segment with their exchanges. Who has one anchor of many has met a passage of the template, not the
 * template: a user of a long segment has several of its anchors. Nor is somebody a user who sent once what others send
 * all day. Counted in columns over units that are cleared behind each segment: with four million uses, joining anchors takes
 * 0.7 s instead of 1.2 s with Maps.
 */
function mergePostings(
  postings: Postings,
  members: readonly (readonly number[])[],
  unitExchanges: Float64Array,
): Postings {
  const units = unitExchanges.length;
  const anchors = new Uint32Array(units);
  const exchanges = new Float64Array(units);
  const met = new Uint32Array(units);
  const values = new Float64Array(units);
  const start = new Uint32Array(members.length + 1);
  const unit = new Uint32Array(postings.unit.length);
  const weight = new Float64Array(postings.unit.length);
  let to = 0;
  members.forEach((list, s) => {
    let count = 0;
    for (const a of list) {
      for (let p = postings.start[a]; p < postings.start[a + 1]; p++) {
        const i = postings.unit[p];
        if (anchors[i]++ === 0) met[count++] = i;
        if (postings.weight[p] > exchanges[i]) exchanges[i] = postings.weight[p];
      }
    }
    const users = met.subarray(0, count).sort();
    const needed = Math.min(3, Math.max(1, Math.floor(list.length / 3)));
    for (let k = 0; k < count; k++) values[k] = exchanges[users[k]];
    const typical = quantileOf(values.subarray(0, count), HEAVY);
    for (let k = 0; k < count; k++) values[k] = exchanges[users[k]] / unitExchanges[users[k]];
    const typicalShare = quantileOf(values.subarray(0, count), HEAVY);
    for (const i of users) {
      const often =
        exchanges[i] >= OCCASIONAL * typical ||
        (exchanges[i] >= SEVERAL && exchanges[i] >= OCCASIONAL * typicalShare * unitExchanges[i]);
      if (anchors[i] >= needed && often) {
        unit[to] = i;
        weight[to++] = exchanges[i];
      }
      anchors[i] = 0;
      exchanges[i] = 0;
    }
    start[s + 1] = to;
  });
  return { values: members.length, start, unit: unit.slice(0, to), weight: weight.slice(0, to) };
}

function find(leader: Uint32Array, a: number): number {
  while (leader[a] !== a) {
    leader[a] = leader[leader[a]];
    a = leader[a];
  }
  return a;
}
