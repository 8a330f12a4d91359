import type { InputWarning } from './input-warnings.ts';
import type { Rejection } from './rejection.ts';
import type { UnknownFieldCounts } from './unknown-fields.ts';

/** What a run read, set aside and took; shown in the terminal, in the report and as `analyze --json`. */
export interface InputSummary {
  readonly files: number;
  readonly bytes: number;
  readonly records: number;
  /** New exchanges taken by this run. */
  readonly exchanges: number;
  readonly accounts: number;
  readonly releases: number;
  /** Exchanges whose id was already there. */
  readonly duplicates: number;
  readonly rejected: number;
  readonly rejectedByReason: Readonly<Record<string, number>>;
  /** Records that are valid but carry no exchange (an embedding call, a health check …), by reason. */
  readonly ignoredByReason: Readonly<Record<string, number>>;
  /** Optional fields that could not be read and were left out, and other mild repairs, by code. */
  readonly notes: Readonly<Record<string, number>>;
  /** Fields of wire records that no rule reads: the most frequent names. */
  readonly unknownFields: UnknownFieldCounts;
  readonly formats: Readonly<Record<string, number>>;
  /** The most frequent reasons for rejected records, each with an example; absent in runs of older versions. */
  readonly rejections?: readonly RejectionCount[];
  /** What is suspicious about the log as a whole; absent in runs of older versions. */
  readonly warnings?: readonly InputWarning[];
}

/** Rejected records that have one reason, field and expectation in common. */
export interface RejectionCount {
  readonly count: number;
  /** The first of them. */
  readonly example: Rejection;
}

/**
 * A longer way that work took, for want of what the machine did not give; the results are the same.
 * - `read_through_cache`: a part of a log that its file system does not read past the page cache
 * - `anchors_without_kernels`: a share of the anchors that there was no memory for, as the kernels lay it out
 */
export type Detour = 'read_through_cache' | 'anchors_without_kernels';

/** How often each was taken. */
export type Detours = Readonly<Partial<Record<Detour, number>>>;

export interface RunSummary {
  readonly version: string;
  readonly input: InputSummary;
  /** In the store after the run. */
  readonly totals: { readonly exchanges: number; readonly accounts: number; readonly units: number };
  readonly window: { readonly from: string; readonly to: string } | null;
  /** Wall time by stage, ms. */
  readonly stages: Readonly<Record<string, number>>;
  readonly detours: Detours;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
}
