/** What the main thread sends a worker, and what comes back: one block of lines in, fingerprints and records out. */
import type { LineBlock } from '../ingest/format.ts';
import type { AccountRecord, ReleaseRecord } from '../model/account-record.ts';
import type { Rejection } from '../model/rejection.ts';

/** Given to every worker when it starts. */
export interface WorkerSettings {
  readonly identityKey: Uint8Array;
  readonly now: number;
}

export interface NamedHash {
  readonly kind: 'unit' | 'model' | 'surface' | 'outline';
  readonly hash: bigint;
  readonly account?: string;
  readonly sub_account?: string | null;
  readonly name?: string;
}

export type BlockTask = LineBlock;

export interface BlockResult {
  /** FINGERPRINT_STRIDE bytes a row. */
  readonly rows: Uint8Array;
  readonly count: number;
  /** Names this worker had not sent before. */
  readonly names: readonly NamedHash[];
  readonly accounts: readonly AccountRecord[];
  readonly releases: readonly ReleaseRecord[];
  readonly rejections: readonly Rejection[];
  readonly records: number;
  readonly ignored: Readonly<Record<string, number>>;
  readonly notes: Readonly<Record<string, number>>;
}
