/**
 * How an entry of the audit log is hashed: docs/formats/audit-log.md. An entry's hash covers the hash before it, so a
 * change anywhere changes every hash from there on. Pure; leaves out where entries are kept.
 */
import { createHash } from 'node:crypto';

/** An entry as it is stored; text is what the table holds. */
export interface ChainedEntry {
  /** 1, 2, 3 … */
  readonly seq: number;
  /** ms since the epoch. */
  readonly time: number;
  readonly actorKind: string;
  readonly actorId: string;
  readonly action: string;
  readonly subject: string;
  /** JSON, its keys sorted. */
  readonly detail: string;
}

/** The place of an entry and its hash: enough to see later that nothing before it was changed or cut off. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

/** The head of an empty log. */
export const EMPTY: AuditHead = { seq: 0, hash: '0'.repeat(64) };

const VERSION = 'stillwatch-audit-1';

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
  // Netstrings: a length in front of each field, so that no two lists of fields give the same bytes.
  for (const field of fields) hash.update(`${Buffer.byteLength(field, 'utf8')}:${field},`, 'utf8');
  return hash.digest('hex');
}

/** JSON with sorted keys, so that one detail has one text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export function formatHead({ seq, hash }: AuditHead): string {
  return `${seq}:${hash}`;
}

/** Reads `SEQ:HASH`, or a hash alone (seq null); null for anything else. */
export function parseHead(text: string): { seq: number | null; hash: string } | null {
  const [, seq, hash] = /^(?:(\d{1,15}):)?([0-9a-f]{64})$/.exec(text.trim().toLowerCase()) ?? [];
  if (hash === undefined) return null;
  return { seq: seq === undefined ? null : Number(seq), hash };
}
