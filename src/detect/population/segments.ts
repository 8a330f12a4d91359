/**
 * Segments: the anchors of one template occur together in the exchanges that carry it, even when sentences are dropped
 * or reworded at random; passages that people quote occur beside anything. Anchors that occur together are joined.
 * Each segment carries what the exchanges around it are like: that slice, and not the account's whole
 * traffic, is what a mixed-in stream of honest requests cannot dilute.
 */

import { gather } from '../../aggregate/columns.ts';
import type { Anchors, Postings, TextPostings } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import { CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import { SEGMENT_PARAMETERS } from '../parameters/population-traffic.ts';
import { median, ramp } from './numbers.ts';
import { type Joined, segmentUsers } from './segment-users.ts';

const { joinShare, missingShare, missingDeviations, companyShare, maxMarks, templateAnchors, templateTrafficShare } =
  valuesOf(SEGMENT_PARAMETERS);

/** Segments in columns: segment s of a run is row s of each. */
export interface Segments {
  readonly postings: TextPostings;
  /** The segment of those who send the same text and do not harvest (segment-split.ts); -1 where it was not split. */
  readonly others: Int32Array;
  /** 1: such a segment of others. What stands around its anchors is also the harvesters'. */
  readonly aside: Uint8Array;
  /** Hexadecimal id: the smallest anchor. */
  id(segment: number): string;
  /** Redacted outline of the segment's most used anchor that has one. */
  outline(segment: number): string | null;
  readonly anchors: Uint32Array;
  /** Its most used anchors as hexadecimal numbers, by which an exchange that carries it is known; id is not always one. */
  marks(segment: number): string[];
  /** All its anchors, ascending: an exchange that has one of them carries the segment or a passage of it. */
  keys(segment: number): string[];
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
   * 0..1: a template is several anchors long, or occurs in most of what its users send; a sentence that happens to be in
   * the messages of many (a quotation, a popular question) is neither.
   */
  readonly template: Float64Array;
}

/** @param unitExchanges exchanges of each unit */
export function joinAnchors(anchors: Anchors, unitExchanges: Float64Array): Segments {
  const joined = groupsOf(unite(anchors));
  const count = joined.start.length - 1;
  const members = (s: number) => joined.anchor.subarray(joined.start[s], joined.start[s + 1]);
  const speaker = speakersOf(anchors, joined);
  const postings = segmentUsers(anchors.postings, joined, unitExchanges);
  const column = (values: Float64Array) => gather(values, speaker);
  const wide = (values: Float64Array, width: number) => {
    const out = new Float64Array(count * width);
    for (let s = 0, to = 0; s < count; s++)
      for (let from = speaker[s] * width, k = 0; k < width; k++) out[to++] = values[from + k];
    return out;
  };
  return {
    postings,
    others: new Int32Array(count).fill(-1),
    aside: new Uint8Array(count),
    id: (s) => hexadecimal(anchors.key[joined.anchor[joined.start[s]]]),
    outline: (s) => outlineOf(anchors, members(s)),
    anchors: sizesOf(joined),
    marks: (s) =>
      byUse(anchors, members(s))
        .slice(0, maxMarks)
        .map((a) => hexadecimal(anchors.key[a])),
    keys: (s) => Array.from(members(s), (a) => hexadecimal(anchors.key[a])),
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
    template: templates(anchors, joined, speaker, postings, unitExchanges),
  };
}

function sizesOf({ start }: Joined): Uint32Array {
  const sizes = new Uint32Array(start.length - 1);
  for (let s = 0; s < sizes.length; s++) sizes[s] = start[s + 1] - start[s];
  return sizes;
}

/** The anchor in the most exchanges speaks for its segment. */
function speakersOf({ exchanges }: Anchors, { start, anchor }: Joined): Uint32Array {
  const speaker = new Uint32Array(start.length - 1);
  for (let s = 0; s < speaker.length; s++) {
    let best = anchor[start[s]];
    for (let j = start[s] + 1; j < start[s + 1]; j++) if (exchanges[anchor[j]] > exchanges[best]) best = anchor[j];
    speaker[s] = best;
  }
  return speaker;
}

/** How much of a template each segment is. */
function templates(
  anchors: Anchors,
  joined: Joined,
  speaker: Uint32Array,
  { start, unit, weight }: Postings,
  unitExchanges: Float64Array,
): Float64Array {
  const company = companyOf(anchors);
  const template = new Float64Array(speaker.length);
  const [short, whole] = templateAnchors;
  const [some, most] = templateTrafficShare;
  const shares = new Float64Array(unitExchanges.length);
  for (let s = 0; s < template.length; s++) {
    let exchanges = 0;
    for (let j = joined.start[s]; j < joined.start[s + 1]; j++) exchanges += anchors.exchanges[joined.anchor[j]];
    const width = Math.max(exchanges / anchors.exchanges[speaker[s]], company[speaker[s]]);
    if (width >= whole) {
      template[s] = 1;
      continue;
    }
    const users = start[s + 1] - start[s];
    let often = 0;
    for (let k = 0, p = start[s]; k < users; k++, p++) {
      shares[k] = weight[p] / unitExchanges[unit[p]];
      if (shares[k] > some) often++;
    }
    // Of most passages hardly anybody sends so much that the median could say something.
    const typical = often < users - Math.floor(users / 2) ? some : median(shares.subarray(0, users));
    template[s] = Math.max(ramp(width, short, whole), ramp(typical, some, most));
  }
  return template;
}

function byUse(anchors: Anchors, list: Uint32Array): number[] {
  return [...list].sort((a, b) => anchors.exchanges[b] - anchors.exchanges[a] || a - b);
}

function hexadecimal(anchor: bigint): string {
  return anchor.toString(16).padStart(16, '0');
}

function outlineOf(anchors: Anchors, list: Uint32Array): string | null {
  for (const a of byUse(anchors, list)) {
    const outline = anchors.outlines.get(anchors.key[a]);
    if (outline !== undefined) return outline;
  }
  return null;
}

function unite(anchors: Anchors): Uint32Array {
  const { first, second, count, sampled } = anchors.coOccurrences;
  const leader = Uint32Array.from({ length: anchors.postings.values }, (_, a) => a);
  for (let k = 0; k < count.length; k++) {
    if (count[k] < joinShare * Math.max(sampled[first[k]], sampled[second[k]])) continue;
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
  return without - expected >= Math.max(missingShare * users, missingDeviations * Math.sqrt(variance));
}

/**
 * How many anchors, on average, occur in an exchange that holds this one; anchors that rarely occur with it are not counted. A
 * sentence that several templates have in common belongs to each too much to be joined to one, and yet always occurs in a
 * template.
 */
function companyOf(anchors: Anchors): Float64Array {
  const { first, second, count, sampled } = anchors.coOccurrences;
  const company = new Float64Array(sampled.length).fill(1);
  for (let k = 0; k < count.length; k++) {
    if (count[k] < companyShare * Math.max(sampled[first[k]], sampled[second[k]])) continue;
    for (const a of [first[k], second[k]]) {
      const share = count[k] / sampled[a];
      if (share >= joinShare) company[a] += share;
    }
  }
  return company;
}

/** Anchors by their leader, the smallest of each: in its order. */
function groupsOf(leader: Uint32Array): Joined {
  const anchors = leader.length;
  const place = new Uint32Array(anchors);
  let count = 0;
  for (let a = 0; a < anchors; a++) place[a] = find(leader, a) === a ? count++ : place[find(leader, a)];
  const start = new Uint32Array(count + 1);
  for (const s of place) start[s + 1]++;
  for (let s = 0; s < count; s++) start[s + 1] += start[s];
  const cursor = start.slice(0, count);
  const anchor = new Uint32Array(anchors);
  for (let a = 0; a < anchors; a++) anchor[cursor[place[a]]++] = a;
  return { start, anchor };
}

function find(leader: Uint32Array, a: number): number {
  while (leader[a] !== a) {
    leader[a] = leader[leader[a]];
    a = leader[a];
  }
  return a;
}
