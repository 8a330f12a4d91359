/**
 * What detection reads: units (accounts, or the end users of a router) with their aggregates, the values they
 * share (postings), and the anchors of their prompts. Everything is a column; unit i is index i in each.
 * Sizes grow with units and shared values, not with exchanges.
 */

import { once } from '../base/memo.ts';
import type { AccountRecord, ReleaseRecord } from '../model/account-record.ts';

/** Columns over units. */
export interface Units {
  readonly count: number;
  readonly account: readonly string[];
  readonly subAccount: readonly (string | null)[];
  /** What is known of the account beside its traffic; null for an end user, and if the log has no account records. */
  readonly record: readonly (AccountRecord | null)[];
  readonly exchanges: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Sums over exchanges, INTENTS.length (CAPABILITIES.length) a unit; each score 0..1. */
  readonly intents: Float64Array;
  readonly capabilities: Float64Array;
  readonly followUps: Float64Array;
  readonly toolResults: Float64Array;
  readonly refused: Float64Array;
  readonly reasoningInInput: Float64Array;
  readonly outputTokens: Float64Array;
  /** Distinct last user messages. */
  readonly bodies: Float64Array;
  /** Exchanges by hour of the day (UTC), 24 a unit. */
  readonly hours: Float64Array;
}

/** Postings: value v is shared by units unit[start[v] .. start[v + 1]), each with a count of exchanges. */
export interface Postings {
  readonly values: number;
  readonly start: Uint32Array;
  readonly unit: Uint32Array;
  readonly weight: Float64Array;
}

/** Postings of a text. */
export interface TextPostings extends Postings {
  /** Of each holder, the mean harvest intent of its own exchanges with the text, 0..1. */
  readonly harvest: Float32Array;
}

/** Anchors that several units send, with what the exchanges that carry them are like. */
export interface Anchors {
  readonly postings: TextPostings;
  readonly key: BigUint64Array;
  readonly exchanges: Float64Array;
  readonly bodies: Float64Array;
  /** Means over the anchor's exchanges. */
  readonly intents: Float64Array;
  readonly capabilities: Float64Array;
  readonly followUps: Float64Array;
  readonly toolResults: Float64Array;
  readonly refused: Float64Array;
  readonly reasoningInInput: Float64Array;
  readonly outputTokens: Float64Array;
  readonly coOccurrences: CoOccurrences;
  /** Redacted outlines of some anchors. */
  readonly outlines: ReadonlyMap<bigint, string>;
}

/** How often anchors occur in one exchange, counted over a sample of exchanges. */
export interface CoOccurrences {
  /** Exchanges of the sample that carry each anchor. */
  readonly sampled: Float64Array;
  /** Pairs: first[k] < second[k] occur together in count[k] exchanges of the sample. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly count: Float64Array;
}

/** Exchanges by unit and day: row r is unit[r], day[r] (days since the epoch, UTC), exchanges[r]. Sorted by unit, day. */
export interface Daily {
  readonly unit: Uint32Array;
  readonly day: Int32Array;
  readonly exchanges: Float64Array;
  /** Distinct networks and autonomous systems of that day; 0 where the log has none. */
  readonly networks: Float64Array;
  readonly systems: Float64Array;
  /** The hours (UTC) in which the unit was active on that day: bit h for hour h. */
  readonly hours: Uint32Array;
}

/** The software a unit sends with, its most used first: user agent and TLS fingerprint as numbers that only compare. Sorted by unit. */
export interface Software {
  readonly unit: Uint32Array;
  readonly agent: Uint32Array;
  readonly tls: Uint32Array;
  readonly exchanges: Float64Array;
}

/** Exchanges by unit, surface (a number that only compares) and day. Sorted by unit, day. */
export interface Pathways {
  readonly unit: Uint32Array;
  readonly surface: Uint32Array;
  readonly day: Int32Array;
  readonly exchanges: Float64Array;
}

/** Every exchange in a sample of short blocks of time, in the order of time. */
export interface Moments {
  readonly unit: Uint32Array;
  /** ms since the epoch. */
  readonly time: Float64Array;
  /** Length of a block, ms; block b is [b * block, (b + 1) * block). */
  readonly block: number;
}

/**
 * Long messages (they carry text that recurs over accounts) of a sample of messages that were sent more than once: row r
 * says that unit[r] sent message task[r] in hours[r] different hours. Sorted by task, unit.
 */
export interface Repeats {
  readonly task: Uint32Array;
  readonly unit: Uint32Array;
  readonly hours: Float64Array;
  /** For each unit: how often it sent any long message of the sample, repeated or not. */
  readonly sent: Float64Array;
}

/** For one release: what each unit sent in the days behind it, and how much of that went to the new model. */
export interface Adoption {
  readonly release: ReleaseRecord;
  readonly unit: Uint32Array;
  /** One a horizon, shortest first; each counts from the release on. */
  readonly horizons: readonly AdoptionHorizon[];
  /** ms from the release to the unit's first use of the new model; NaN if it used it in none of the horizons. */
  readonly firstUse: Float64Array;
}

/** What units sent between a release and a moment after it. */
export interface AdoptionHorizon {
  readonly hours: number;
  readonly exchanges: Float64Array;
  readonly onNewModel: Float64Array;
}

/** How requests and answers are built: sums over the exchanges of a unit, or of an anchor. */
export interface Shapes {
  /** Of the logarithm of the characters outside the system prompt, and of its square. */
  readonly logBody: Float64Array;
  readonly logBodySquares: Float64Array;
  /** Answers that stopped at the output limit. */
  readonly truncated: Float64Array;
  /** Requests for several answers at once. */
  readonly sampled: Float64Array;
  /** Requests that bring worked-out reasoning along. */
  readonly traced: Float64Array;
  /** Shares of the input text that is encoded or unreadable. */
  readonly encoded: Float64Array;
}

/**
 * Frames: what stands around a request whatever it is about, by the size of the system prompt and the number of tools.
 * Row r: unit[r] sent exchanges[r] in frame[r]. Sorted by unit and frame.
 */
export interface Frames {
  readonly unit: Uint32Array;
  readonly frame: Uint32Array;
  readonly exchanges: Float64Array;
}

/** Presented signatures whose issue was seen: counts of presentations, a column over units that present. */
export interface Presentations {
  /** Of signatures issued to the unit itself, with a session at both ends … */
  readonly inSessions: Float64Array;
  /** … and the two differ. */
  readonly otherSession: Float64Array;
  /** Of any signatures, with what stood before them known at both ends … */
  readonly compared: Float64Array;
  /** … and the question, the system prompt or the tools before them were changed … */
  readonly edited: Float64Array;
  /** … or earlier turns alone, as clients do that forget. */
  readonly trimmed: Float64Array;
}

/** Refused requests, a row a unit that has some. */
export interface Attempts {
  readonly unit: Uint32Array;
  readonly refused: Float64Array;
  /** Sum of the reasoning_elicitation scores. */
  readonly elicitation: Float64Array;
  /** {@link SKETCH_WIDTH} numbers a row, that add up over units: see evidence/technique-search/structures.ts. */
  readonly sketch: Float64Array;
}

/** Numbers of a sketch of {@link Attempts}. */
export const SKETCH_WIDTH = 32;

/** Signatures issued to one unit and presented by another. */
export interface Replays {
  readonly issuer: Uint32Array;
  readonly presenter: Uint32Array;
  readonly count: Float64Array;
}

/** The part of an account's traffic that no grant of its business names. */
export interface UngrantedTraffic {
  readonly exchanges: number;
  /** Sums over these exchanges, INTENTS.length. */
  readonly intents: Float64Array;
}

/** Everything that detection reads, in columns over units. */
export interface DetectInput {
  readonly units: Units;
  readonly anchors: Anchors;
  /** An address that changed hands is several values (leases.ts). */
  readonly addresses: Postings;
  /** How many units have had that address at any time. */
  readonly addressHolders: Uint32Array;
  /** The autonomous system of each address, as a number that only compares; 0 if unknown. */
  readonly addressSystem: Uint32Array;
  /** The network of each address, as an index into `networks`; -1 if no other unit is in it. */
  readonly addressNetwork: Int32Array;
  readonly networks: Postings;
  readonly systems: Postings;
  readonly clients: Postings;
  readonly software: Software;
  readonly pathways: Pathways;
  readonly moments: Moments;
  readonly repeats: Repeats;
  readonly daily: Daily;
  readonly adoptions: readonly Adoption[];
  readonly replays: Replays;
  readonly presentations: Presentations;
  readonly attempts: Attempts;
  readonly frames: Frames;
  /** Columns over units, and over anchors. */
  readonly unitShapes: Shapes;
  readonly anchorShapes: Shapes;
  /** Units whose traffic a distillation grant covers. */
  readonly authorised: ReadonlySet<number>;
  /** By unit, for verified accounts under a mail domain where one of them holds a grant: what the grants leave open. */
  readonly ungranted: ReadonlyMap<number, UngrantedTraffic>;
  readonly window: { readonly from: number; readonly to: number } | null;
}

/** How many holders a value has. */
export function postingSize(postings: Postings, value: number): number {
  return postings.start[value + 1] - postings.start[value];
}

/** The other way round: unit i has the values value[start[i]] .. value[start[i + 1] - 1], ascending. */
export interface ByUnit {
  readonly start: Uint32Array;
  readonly value: Uint32Array;
  readonly weight: Float64Array;
}

/** @param wanted the values that are kept; absent: all */
export function invert(postings: Postings, units: number, wanted: (value: number) => boolean = () => true): ByUnit {
  const kept = Uint8Array.from({ length: postings.values }, (_, v) => (wanted(v) ? 1 : 0));
  const start = new Uint32Array(units + 1);
  for (let v = 0; v < postings.values; v++) {
    if (kept[v] === 0) continue;
    for (let p = postings.start[v]; p < postings.start[v + 1]; p++) start[postings.unit[p] + 1]++;
  }
  for (let i = 0; i < units; i++) start[i + 1] += start[i];
  const cursor = start.slice(0, units);
  const value = new Uint32Array(start[units]);
  const weight = new Float64Array(start[units]);
  for (let v = 0; v < postings.values; v++) {
    if (kept[v] === 0) continue;
    for (let p = postings.start[v]; p < postings.start[v + 1]; p++) {
      const at = cursor[postings.unit[p]]++;
      value[at] = v;
      weight[at] = postings.weight[p];
    }
  }
  return { start, value, weight };
}

/** The rows of one unit in a column that is sorted by unit: from, and up to but without. */
export function rowRange(unit: Uint32Array, i: number): { from: number; to: number } {
  const start = rowStarts(unit);
  // Behind the last unit that has rows there are none.
  const end = start.length - 1;
  return { from: start[Math.min(i, end)], to: start[Math.min(i + 1, end)] };
}

/** Where the rows of each unit begin in a column that is sorted by unit, up to the last unit that has any. */
const rowStarts = once((unit: Uint32Array): Uint32Array => {
  const start = new Uint32Array(unit.length === 0 ? 1 : unit[unit.length - 1] + 2);
  for (let r = 0; r < unit.length; r++) start[unit[r] + 1] = r + 1;
  for (let i = 1; i < start.length; i++) start[i] = Math.max(start[i], start[i - 1]);
  return start;
});
