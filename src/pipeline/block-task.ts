/** What the main thread sends a worker, and what comes back: one block of lines in, fingerprints and records out. */
import type { FileRange, LineBlock } from '../ingest/format.ts';
import type { AccountRecord, ReleaseRecord } from '../model/account-record.ts';
import type { NamedHash } from '../model/named-hash.ts';
import type { Rejection } from '../model/rejection.ts';
import type { Detour } from '../model/summary.ts';
import type { UnknownFieldCounts } from '../model/unknown-fields.ts';

/** Given to every worker when it starts. */
export interface WorkerSettings {
  readonly identityKey: Uint8Array;
  readonly now: number;
  /** Most names that a worker remembers to have sent; past it they may be sent again. Absent: no bound. */
  readonly names?: number;
  /** Compare each block of wire lines with exchanges of those before it: for blocks that are too small to show what recurs. */
  readonly recent?: boolean;
  /** Store mail addresses, IP addresses and phone numbers in the place of ids as they are, instead of hashed. */
  readonly rawIdentifiers?: boolean;
}

export type BlockTask = (LineBlock | FileRange) & {
  /** Memory of rows that are stored, for the rows of this block; it changes hands. */
  readonly memory?: ArrayBuffer;
};

export interface BlockResult {
  /** FINGERPRINT_STRIDE bytes a row. */
  readonly rows: Uint8Array;
  readonly count: number;
  /** Names this worker had not sent before. */
  readonly names: readonly NamedHash[];
  readonly accounts: readonly AccountRecord[];
  readonly releases: readonly ReleaseRecord[];
  /** Of a file's range, lines count from 1 at its beginning. */
  readonly rejections: readonly Rejection[];
  readonly records: number;
  /** Lines of a file's range; 0 of a block, whose lines have their numbers. */
  readonly lines: number;
  readonly ignored: Readonly<Record<string, number>>;
  readonly notes: Readonly<Record<string, number>>;
  readonly unknown: UnknownFieldCounts;
  readonly detours: readonly Detour[];
}
