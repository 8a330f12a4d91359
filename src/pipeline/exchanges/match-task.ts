/** What the main thread sends a matching thread, and what comes back: one block of lines in, matching exchanges out. */
import type { PassageRole } from '../../fingerprint/passages.ts';
import type { FileRange, LineBlock } from '../../ingest/format.ts';
import type { WorkerSettings } from '../block-task.ts';
import type { RowSelection } from './row-matcher.ts';

/** Given to every thread when it starts. */
export interface MatchSettings extends WorkerSettings {
  /** What a finding or a row of evidence is about: counted. */
  readonly whole: RowSelection;
  /** The part of it that is asked for: listed. */
  readonly part: RowSelection;
  /** The anchors of segments, 16 hexadecimal digits each: all that a selection names or that are to be marked. */
  readonly segments: readonly (readonly [string, readonly string[]])[];
  /** The segments that are marked. */
  readonly marked: readonly string[];
  /** Characters on each side of a passage. */
  readonly context: number;
  /** Give outlines in the place of text. */
  readonly redact: boolean;
}

export type MatchTask = (LineBlock | FileRange) & {
  /** Most exchanges that are still wanted of this block; others are only counted. */
  readonly wanted: number;
};

/** Where a segment stands in a text of an exchange. */
export interface FoundPassage {
  readonly segment: string;
  readonly role: PassageRole;
  /** Number of the text, from 0, among those of system, user and what is enclosed. */
  readonly text: number;
  /** Characters (UTF-16 units) of that text as it is read: encoded text is decoded. */
  readonly from: number;
  readonly to: number;
}

/** Passages that touch, of whatever segments, as text: with what stands around them, or redacted. */
export interface FoundText {
  readonly role: PassageRole;
  readonly before?: string;
  readonly match?: string;
  readonly after?: string;
  /** Redacted; null when too little of it may be shown. */
  readonly outline?: string | null;
}

/** An exchange that a selection means. */
export interface FoundExchange {
  readonly file: string;
  /** From 1; of a block whose place in the file is not known, counted from the block's first line. */
  readonly line: number;
  /** Byte at which the line begins; null where lines are not the file's own (compressed, tables, JSON lists, other formats). */
  readonly offset: number | null;
  readonly id: string;
  /** ms since the epoch */
  readonly time: number;
  readonly account: string;
  readonly sub_account: string | null;
  readonly model: string;
  readonly passages: readonly FoundPassage[];
  readonly texts: readonly FoundText[];
  /** The beginning of the last user message, when no passage is marked; null if redacted. */
  readonly excerpt: string | null;
}

/** What a row of the units is. */
export const MATCH = { whole: 1, part: 2 } as const;

export interface MatchResult {
  /** Exchanges of the block, and the first and last time among them, ms since the epoch. */
  readonly exchanges: number;
  readonly first: number;
  readonly last: number;
  readonly lines: number;
  readonly rejected: number;
  /** The id of each exchange of the units, and its {@link MATCH} bits. */
  readonly ids: BigUint64Array;
  readonly matches: Uint8Array;
  /** Of those that are listed: the place among `ids`, and what was found. */
  readonly found: readonly { readonly k: number; readonly exchange: FoundExchange }[];
}
