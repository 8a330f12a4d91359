/**
 * What is kept of an account. Identifiers are keyed hashes by the time they are here (16 hex digits, HMAC
 * truncated to 64 bits): the raw value goes nowhere. Country is not kept at all: it is never evidence.
 */
import type { AccountStatus, Program, Verification } from './vocabulary.ts';
import type { Grant } from './wire.ts';

export interface AccountRecord {
  readonly account: string;
  /** ms since the epoch. */
  readonly created: number;
  readonly program: Program;
  readonly emailDomain: string | null;
  /** Keyed hash of the normalised address (case, dots and +tags of the local part folded). */
  readonly email: string | null;
  /** The local part's shape: letters a, digits 9, runs folded with their length: 'a5.a7+9:4'. Not reversible to the name. */
  readonly emailShape: string | null;
  readonly phone: string | null;
  /** Keyed hash of the number without its last four digits: neighbouring numbers of one block. */
  readonly phoneBlock: string | null;
  readonly payment: readonly string[];
  readonly paymentBin: string | null;
  readonly signupIp: string | null;
  /** Keyed hash of the /24 (IPv4) or /48 (IPv6). */
  readonly signupNet: string | null;
  readonly signupJa4: string | null;
  /** Keyed hash of the referrer's host and path, without the query. */
  readonly referrer: string | null;
  readonly verification: Verification;
  readonly status: AccountStatus;
  readonly statusTime: number | null;
  readonly router: boolean;
  readonly grants: readonly Grant[];
}

export interface ReleaseRecord {
  readonly model: string;
  readonly released: number;
}
