/** Messages between the HTTP thread and the reading threads: bodies in, fingerprints and records out. */
import type { Problem } from '../../base/problem.ts';
import type { AccountRecord, ReleaseRecord } from '../../model/account-record.ts';
import type { NamedHash } from '../../model/named-hash.ts';
import type { UnknownFieldCounts } from '../../model/unknown-fields.ts';

/** Contents of a body. Wire records are recognised by their fields, as in a log. */
export type BodyFormat = 'records' | 'litellm' | OtlpFormat;
/** Export requests of OTLP, by signal and encoding. */
export type OtlpFormat = 'otlp-json' | 'otlp-protobuf' | 'otlp-logs-json' | 'otlp-logs-protobuf';
export type BodyEncoding = 'identity' | 'gzip' | 'zstd';

/** A body as received. */
export interface UnreadBody {
  readonly format: BodyFormat;
  readonly encoding: BodyEncoding;
  readonly bytes: Uint8Array;
}

export interface ReadTask {
  /** ms since the epoch. Records from more than a day later are rejected. */
  readonly now: number;
  readonly bodies: readonly UnreadBody[];
}

/** A rejected record: its place in the body and the reason. Never quotes the record. */
export interface LineError {
  /** Number of the line, array element or span, from 1; 0 means the whole body. */
  readonly line: number;
  /** Path of the field, with dots; empty for the whole record. */
  readonly field: string;
  readonly expected: string;
  readonly got: string;
  readonly reason: string;
}

/** The result of reading one body. */
export interface BodyReport {
  /** Why the whole body is refused; null if it is not. */
  readonly problem: Problem | null;
  /** Number of rows of this body; the rows of a task are in the order of its bodies. */
  readonly rows: number;
  readonly accounts: number;
  readonly releases: number;
  readonly rejected: number;
  /** The first rejected records. */
  readonly errors: readonly LineError[];
  readonly rejectedByReason: Readonly<Record<string, number>>;
  /** Valid records without an exchange, such as embeddings, by reason. */
  readonly ignored: Readonly<Record<string, number>>;
  /** Exchanges of other formats by the place in which their caller was found; `none`: they are rejected. */
  readonly callers: Readonly<Record<string, number>>;
  /** Ids that were hashed since they are personal, by kind. */
  readonly hashed: Readonly<Record<string, number>>;
  /** Fields of wire records that no rule reads. */
  readonly unknown: UnknownFieldCounts;
}

/** The result of reading the bodies of a task. */
export interface ReadResult {
  /** FINGERPRINT_STRIDE bytes per row. */
  readonly rows: Uint8Array;
  readonly count: number;
  readonly names: readonly NamedHash[];
  readonly accounts: readonly AccountRecord[];
  readonly releases: readonly ReleaseRecord[];
  readonly bodies: readonly BodyReport[];
}

/** The report of a body without records. */
export const NOTHING_READ: Omit<BodyReport, 'problem'> = {
  rows: 0,
  accounts: 0,
  releases: 0,
  rejected: 0,
  errors: [],
  rejectedByReason: {},
  ignored: {},
  callers: {},
  hashed: {},
  unknown: { records: 0, fields: {}, unnamed: 0 },
};
