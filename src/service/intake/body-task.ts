/** What the HTTP thread sends a reading thread, and what comes back: bodies in, fingerprints and records out. */

import type { Problem } from '../../base/problem.ts';
import type { AccountRecord, ReleaseRecord } from '../../model/account-record.ts';
import type { NamedHash } from '../../model/named-hash.ts';

/** What a body is made of. Wire records are told apart by their fields, as in a log. */
export type BodyFormat = 'records' | 'litellm' | 'otlp-json' | 'otlp-protobuf';
export type BodyEncoding = 'identity' | 'gzip' | 'zstd';

export interface UnreadBody {
  readonly format: BodyFormat;
  readonly encoding: BodyEncoding;
  readonly bytes: Uint8Array;
}

export interface ReadTask {
  /** ms since the epoch: what is later than a day from it is set aside. */
  readonly now: number;
  readonly bodies: readonly UnreadBody[];
}

/** A record that was set aside: where in the body it stood, and why. Never quotes it. */
export interface LineError {
  /** 1-based line, element of an array, or span; 0 is the body as a whole. */
  readonly line: number;
  readonly field: string;
  readonly expected: string;
  readonly got: string;
  readonly reason: string;
}

export interface BodyReport {
  /** The body as a whole could not be used. */
  readonly problem: Problem | null;
  /** Rows of the task's that are this body's, in order. */
  readonly rows: number;
  readonly accounts: number;
  readonly releases: number;
  readonly rejected: number;
  /** The first few. */
  readonly errors: readonly LineError[];
  readonly rejectedByReason: Readonly<Record<string, number>>;
  /** Records that are no exchange, by reason: a span of a tool, an embedding. */
  readonly ignored: Readonly<Record<string, number>>;
}

export interface ReadResult {
  /** FINGERPRINT_STRIDE bytes a row. */
  readonly rows: Uint8Array;
  readonly count: number;
  readonly names: readonly NamedHash[];
  readonly accounts: readonly AccountRecord[];
  readonly releases: readonly ReleaseRecord[];
  readonly bodies: readonly BodyReport[];
}

export const NOTHING_READ: Omit<BodyReport, 'problem'> = {
  rows: 0,
  accounts: 0,
  releases: 0,
  rejected: 0,
  errors: [],
  rejectedByReason: {},
  ignored: {},
};
