/**
 * Encodes accepted records as frames of the journal and decodes them: rows as they are, everything else, of which there is
 * little, as JSON. Like the stores, frames contain account ids and keyed hashes but no prompts.
 */
import { fail, ok, type Problem, type Result } from '../../../base/problem.ts';
import type { AccountRecord, ReleaseRecord } from '../../../model/account-record.ts';
import { FINGERPRINT_STRIDE } from '../../../model/fingerprint-layout.ts';
import type { NamedHash } from '../../../model/named-hash.ts';
import { encodeFrame, type JournalFrame } from './frame.ts';

/** The records of one append. */
export interface Records {
  readonly rows: readonly Uint8Array[];
  readonly count: number;
  readonly names: readonly NamedHash[];
  readonly accounts: readonly AccountRecord[];
  readonly releases: readonly ReleaseRecord[];
}

/** Maximum number of rows per frame: 27 MB. */
const FRAME_ROWS = 65_536;
/** Maximum number of names, accounts or releases per frame. */
const FRAME_RECORDS = 10_000;
const ROWS_HEADER = 8;

/** Encodes records as frames, in chunks. Names come first, so that no row is stored before its names. @param time ms since the epoch */
export function encodeRecords(records: Records, time: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  const json = (kind: 'names' | 'accounts' | 'releases', list: readonly unknown[]): void => {
    for (let at = 0; at < list.length; at += FRAME_RECORDS) {
      const text = JSON.stringify(list.slice(at, at + FRAME_RECORDS), hashAsHex);
      for (const chunk of encodeFrame(kind, time, [Buffer.from(text, 'utf8')])) chunks.push(chunk);
    }
  };
  json('names', records.names);
  json('accounts', records.accounts);
  json('releases', records.releases);
  for (const rows of records.rows) {
    for (let at = 0; at < rows.length; at += FRAME_ROWS * FINGERPRINT_STRIDE) {
      const part = rows.subarray(at, at + FRAME_ROWS * FINGERPRINT_STRIDE);
      const header = Buffer.alloc(ROWS_HEADER);
      header.writeUInt32LE(part.length / FINGERPRINT_STRIDE, 0);
      header.writeUInt32LE(FINGERPRINT_STRIDE, 4);
      for (const chunk of encodeFrame('exchanges', time, [header, part])) chunks.push(chunk);
    }
  }
  return chunks;
}

function hashAsHex(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString(16) : value;
}

/** The rows of a frame of exchanges, as a view. Problem code: `journal_other_version` if their layout is not this version's. */
export function decodeRows({ payload }: JournalFrame): Result<{ rows: Uint8Array; count: number }> {
  const head = Buffer.from(payload.buffer, payload.byteOffset, ROWS_HEADER);
  const count = head.readUInt32LE(0);
  const stride = head.readUInt32LE(4);
  if (stride !== FINGERPRINT_STRIDE || payload.length !== ROWS_HEADER + count * stride) return fail(otherLayout(stride));
  return ok({ rows: payload.subarray(ROWS_HEADER), count });
}

/** The names of a frame of names. */
export function decodeNames(frame: JournalFrame): NamedHash[] {
  return decodeJson<(Omit<NamedHash, 'hash'> & { hash: string })[]>(frame).map((name) => ({
    ...name,
    hash: BigInt(`0x${name.hash}`),
  }));
}

/** The accounts of a frame of accounts. */
export function decodeAccounts(frame: JournalFrame): AccountRecord[] {
  return decodeJson(frame);
}

/** The releases of a frame of releases. */
export function decodeReleases(frame: JournalFrame): ReleaseRecord[] {
  return decodeJson(frame);
}

/** Not validated: we wrote it, and its checksum is correct. */
function decodeJson<T>({ payload }: JournalFrame): T {
  return JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('utf8')) as T;
}

function otherLayout(stride: number): Problem {
  return {
    code: 'journal_other_version',
    message: `Expected a journal with rows of ${FINGERPRINT_STRIDE} bytes, got rows of ${stride} bytes: another version wrote them and did not store them.`,
    hint: 'Start that version again and stop it with SIGTERM, so that it stores them.',
  };
}
