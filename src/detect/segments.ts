/**
 * Segments: anchors that the same units send in the same measure belong to one run of text. They are joined by
 * locality-sensitive hashing of their posting lists (MinHash, Broder 1997) and a check of the Jaccard index, so that
 * no step looks at all pairs. Each segment carries what the exchanges around it are like: that slice, and not
 * the account's whole traffic, is what a mixed-in stream of honest requests cannot dilute.
 */
import { fmix32 } from '../kernels/hash.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import type { Anchors, Postings } from './input.ts';

/** Two anchors are of one segment when their posting lists agree at least this much. */
const SAME_UNITS = 0.6;
/** Anchors compared with each other inside one bucket at most; the rest of a bucket is compared with the first ones. */
const BUCKET_CAP = 64;

export interface Segments {
  readonly postings: Postings;
  /** Hexadecimal id: the smallest anchor. */
  readonly id: readonly string[];
  readonly anchors: Uint32Array;
  readonly exchanges: Float64Array;
  readonly bodies: Float64Array;
  readonly intents: Float64Array;
  readonly capabilities: Float64Array;
  readonly followUps: Float64Array;
  readonly toolResults: Float64Array;
  readonly refused: Float64Array;
  readonly reasoningInInput: Float64Array;
  readonly outputTokens: Float64Array;
  readonly skeletons: Float64Array;
}

export function joinAnchors(anchors: Anchors): Segments {
  const leader = unite(anchors);
  const groups = new Map<number, number[]>();
  for (let a = 0; a < leader.length; a++) {
    const root = find(leader, a);
    const list = groups.get(root);
    if (list) list.push(a);
    else groups.set(root, [a]);
  }
  const members = [...groups.values()];
  const count = members.length;
  const start = new Uint32Array(count + 1);
  const units: number[] = [];
  const weights: number[] = [];
  const id: string[] = [];
  // The anchor in the most exchanges speaks for its segment.
  const speaker = new Uint32Array(count);
  members.forEach((list, s) => {
    speaker[s] = list.reduce((best, a) => (anchors.exchanges[a] > anchors.exchanges[best] ? a : best), list[0]);
    id.push(anchors.key[list[0]].toString(16).padStart(16, '0'));
    for (const [unit, weight] of mergePostings(anchors.postings, list)) {
      units.push(unit);
      weights.push(weight);
    }
    start[s + 1] = units.length;
  });
  const column = (values: Float64Array) => Float64Array.from(speaker, (a) => values[a]);
  const wide = (values: Float64Array, width: number) => {
    const out = new Float64Array(count * width);
    speaker.forEach((a, s) => {
      out.set(values.subarray(a * width, (a + 1) * width), s * width);
    });
    return out;
  };
  return {
    postings: { values: count, start, unit: Uint32Array.from(units), weight: Float64Array.from(weights) },
    id,
    anchors: Uint32Array.from(members, (list) => list.length),
    exchanges: column(anchors.exchanges),
    bodies: column(anchors.bodies),
    intents: wide(anchors.intents, INTENTS.length),
    capabilities: wide(anchors.capabilities, CAPABILITIES.length),
    followUps: column(anchors.followUps),
    toolResults: column(anchors.toolResults),
    refused: column(anchors.refused),
    reasoningInInput: column(anchors.reasoningInInput),
    outputTokens: column(anchors.outputTokens),
    skeletons: column(anchors.skeletons),
  };
}

function unite(anchors: Anchors): Uint32Array {
  const { postings } = anchors;
  const leader = Uint32Array.from({ length: postings.values }, (_, a) => a);
  for (const salt of [0x1b873593, 0x2545f491, 0x68e31da4]) {
    const buckets = new Map<number, number[]>();
    for (let a = 0; a < postings.values; a++) {
      let min = 0xffffffff;
      for (let p = postings.start[a]; p < postings.start[a + 1]; p++) min = Math.min(min, fmix32(postings.unit[p] ^ salt) >>> 0);
      const bucket = buckets.get(min);
      if (bucket) bucket.push(a);
      else buckets.set(min, [a]);
    }
    for (const bucket of buckets.values()) {
      for (let i = 1; i < bucket.length; i++) {
        for (let j = Math.max(0, Math.min(i, BUCKET_CAP) - 1); j >= 0; j--) {
          const a = find(leader, bucket[i]);
          const b = find(leader, bucket[j]);
          if (a === b) break;
          if (alike(anchors, bucket[i], bucket[j])) {
            leader[Math.max(a, b)] = Math.min(a, b);
            break;
          }
        }
      }
    }
  }
  return leader;
}

function alike(anchors: Anchors, a: number, b: number): boolean {
  const ratio = anchors.exchanges[a] / anchors.exchanges[b];
  if (ratio > 2.5 || ratio < 0.4) return false;
  const { start, unit } = anchors.postings;
  let i = start[a];
  let j = start[b];
  let both = 0;
  while (i < start[a + 1] && j < start[b + 1]) {
    if (unit[i] === unit[j]) {
      both++;
      i++;
      j++;
    } else if (unit[i] < unit[j]) i++;
    else j++;
  }
  const either = start[a + 1] - start[a] + (start[b + 1] - start[b]) - both;
  return both >= SAME_UNITS * either;
}

function mergePostings(postings: Postings, list: readonly number[]): [number, number][] {
  const sums = new Map<number, number>();
  for (const a of list) {
    for (let p = postings.start[a]; p < postings.start[a + 1]; p++) {
      const unit = postings.unit[p];
      sums.set(unit, Math.max(sums.get(unit) ?? 0, postings.weight[p]));
    }
  }
  return [...sums.entries()].sort((x, y) => x[0] - y[0]);
}

function find(leader: Uint32Array, a: number): number {
  while (leader[a] !== a) {
    leader[a] = leader[leader[a]];
    a = leader[a];
  }
  return a;
}
