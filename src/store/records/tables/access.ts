/** The tables of src/access/: keys, people, their sessions and the audit log. Times are ms since the epoch. */

export interface ApiKeyRow {
  /** The public id, which is part of the token. */
  id: string;
  tenant: string;
  label: string;
  /** Names of scopes, separated by spaces. */
  scopes: string;
  /** SHA-256 of the token's secret, hex. */
  secret_hash: string;
  created: number;
  /** Who made it: an id, or `system`. */
  created_by: string;
  expires: number | null;
  last_used: number | null;
  revoked: number | null;
  /** The key that took over from this one. */
  replaced_by: string | null;
}

export interface PersonRow {
  id: string;
  tenant: string;
  /** What a local account logs in with; null for one from an identity provider. */
  login: string | null;
  /** Who says who this is, and its name for the person; null for a local account. */
  issuer: string | null;
  subject: string | null;
  name: string;
  role: string;
  /** Hash of a local account's password with its parameters. */
  password: string | null;
  disabled: number | null;
  created: number;
  last_login: number | null;
}

export interface SessionRow {
  /** SHA-256 of the session's id, hex. */
  id_hash: string;
  person: string;
  created: number;
  last_seen: number;
  /** At the latest, whatever is done with it. */
  expires: number;
}

export interface AuditRow {
  /** 1, 2, 3 … without a gap. */
  seq: number;
  time: number;
  actor_kind: string;
  actor_id: string;
  action: string;
  subject: string;
  /** JSON text. */
  detail: string;
  /** Hash of the entry before, hex; zeros for the first. */
  previous: string;
  hash: string;
}
