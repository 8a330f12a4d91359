/**
 * What is taken in <-> the payloads of the journal's frames. Rows as they are, everything else as JSON: there is little of
 * it. Names, accounts and releases hold account ids and keyed hashes, as the stores do; no prompt.
 */
import { fail, ok, type Problem, type Result } from '../../../base/problem.ts';
import type { AccountRecord, ReleaseRecord } from '../../../model/account-record.ts';
import { FINGERPRINT_STRIDE } from '../../../model/fingerprint-layout.ts';
import type { NamedHash } from '../../../model/named-hash.ts';
import { encodeFrame, type Frame } from './frame.ts';

export interface Records {
  readonly rows: readonly Uint8Array[];
  readonly count: number;
  readonly names: readonly NamedHash[];
  readonly accounts: readonly AccountRecord[];
  readonly releases: readonly ReleaseRecord[];
}

/** Rows of one frame: 27 MB. */
const FRAME_ROWS = 65_536;
/** Names, accounts or releases of one frame. */
const FRAME_RECORDS = 10_000;
const ROWS_HEADER = 8;

/** The frames of what was taken in, in chunks: names first, so that no row is ever stored before its names. */
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

/** The rows of a frame of exchanges; a view. Fails for rows of another layout than this version's. */
export function decodeRows({ payload }: Frame): Result<{ rows: Uint8Array; count: number }> {
  const head = Buffer.from(payload.buffer, payload.byteOffset, ROWS_HEADER);
  const count = head.readUInt32LE(0);
  const stride = head.readUInt32LE(4);
  if (stride !== FINGERPRINT_STRIDE || payload.length !== ROWS_HEADER + count * stride)
    return fail(otherLayout(stride));
  return ok({ rows: payload.subarray(ROWS_HEADER), count });
}

export function decodeNames(frame: Frame): NamedHash[] {
  return decodeJson<(Omit<NamedHash, 'hash'> & { hash: string })[]>(frame).map((name) => ({
    ...name,
    hash: BigInt(`0x${name.hash}`),
  }));
}

export function decodeAccounts(frame: Frame): AccountRecord[] {
  return decodeJson(frame);
}

export function decodeReleases(frame: Frame): ReleaseRecord[] {
  return decodeJson(frame);
}

/** Written by us, and unharmed as its checksum says. */
function decodeJson<T>({ payload }: Frame): T {
  return JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('utf8')) as T;
}

function otherLayout(stride: number): Problem {
  return {
    code: 'journal_other_version',
    message: `Expected a journal with rows of ${FINGERPRINT_STRIDE} bytes, got rows of ${stride}: another version wrote it and stopped before they were stored.`,
    hint: 'Start that version once more and stop it gracefully: it stores what it has taken in.',
  };
}
