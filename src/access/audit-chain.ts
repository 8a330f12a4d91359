/**
 * Hashes the entries of the audit log (docs/formats/audit-log.md). The hash of an entry covers that of the previous entry,
 * so a change anywhere changes all later hashes. Pure; leaves out storage (audit-log.ts).
 */
import { createHash } from 'node:crypto';

/** An entry with its fields exactly as stored. */
export interface ChainedEntry {
  /** 1, 2, 3 … */
  readonly seq: number;
  /** ms since the epoch. */
  readonly time: number;
  readonly actorKind: string;
  readonly actorId: string;
  readonly action: string;
  readonly subject: string;
  /** JSON with sorted keys. */
  readonly detail: string;
}

/** Number and hash of an entry: enough to check later that it and all earlier entries are unchanged. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

/** The head of an empty log. */
export const EMPTY: AuditHead = { seq: 0, hash: '0'.repeat(64) };

const VERSION = 'stillwatch-audit-1';

/** @returns the SHA-256 of the entry and the previous hash, as 64 hexadecimal digits */
export function entryHash(previous: string, entry: ChainedEntry): string {
  const fields = [
    VERSION,
    String(entry.seq),
    String(entry.time),
    entry.actorKind,
    entry.actorId,
    entry.action,
    entry.subject,
    entry.detail,
  ];
  const hash = createHash('sha256').update(Buffer.from(previous, 'hex'));
  // Netstrings: with a length before each field, different lists of fields never give the same bytes.
  for (const field of fields) hash.update(`${Buffer.byteLength(field, 'utf8')}:${field},`, 'utf8');
  return hash.digest('hex');
}

/** JSON with sorted keys, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The checkpoint as text: `SEQ:HASH`. */
export function formatHead({ seq, hash }: AuditHead): string {
  return `${seq}:${hash}`;
}

/** Parses `SEQ:HASH`, or a hash alone (`seq` is then null). @returns null for any other text */
export function parseHead(text: string): { seq: number | null; hash: string } | null {
  const [, seq, hash] = /^(?:(\d{1,15}):)?([0-9a-f]{64})$/.exec(text.trim().toLowerCase()) ?? [];
  if (hash === undefined) return null;
  return { seq: seq === undefined ? null : Number(seq), hash };
}
