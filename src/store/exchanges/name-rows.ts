/** Names as rows of RowBinary: nine tenths of a first block's names are new, and a log has as many as it has accounts. */
import type { NamedHash } from '../../model/named-hash.ts';

export const NAME_STRUCTURE = 'kind String, hash UInt64, account String, sub_account Nullable(String), name String';

/** A length takes five bytes at most. */
const LENGTH_BYTES = 5;
/** A row besides its texts: four lengths, a hash and whether there is a sub-account. */
const ROW_BYTES = 4 * LENGTH_BYTES + 8 + 1;
/** A UTF-16 unit has three bytes of UTF-8 at most; a lone half of a pair becomes U+FFFD, which has three. */
const UNIT_BYTES = 3;

/** Rows of {@link NAME_STRUCTURE}. */
export function encodeNames(entries: readonly NamedHash[]): Uint8Array {
  const out = Buffer.allocUnsafe(entries.reduce((sum, entry) => sum + mostBytes(entry), 0));
  let at = 0;
  for (const { kind, hash, account = '', sub_account, name = '' } of entries) {
    at = putText(out, at, kind);
    at = out.writeBigUInt64LE(hash, at);
    at = putText(out, at, account);
    out[at++] = sub_account == null ? 1 : 0;
    if (sub_account != null) at = putText(out, at, sub_account);
    at = putText(out, at, name);
  }
  return out.subarray(0, at);
}

function mostBytes({ kind, account, sub_account, name }: NamedHash): number {
  const units = kind.length + (account?.length ?? 0) + (sub_account?.length ?? 0) + (name?.length ?? 0);
  return ROW_BYTES + UNIT_BYTES * units;
}

/** A length as a base-128 varint, then the UTF-8 bytes. @returns where they end */
function putText(out: Buffer, at: number, text: string): number {
  let rest = Buffer.byteLength(text);
  while (rest >= 128) {
    out[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  out[at++] = rest;
  return at + out.write(text, at);
}
