/**
 * Turns identifiers into keyed hashes: HMAC-SHA256 with the identity key, truncated to 64 bits. The kind is part of the input, so
 * equal text of different kinds has different hashes. Raw values go no further than here. Values recur, so hashes are cached.
 *
 * After key rotations, the key consists of several keys of 32 bytes, newest first. A rotation hashes the stored hashes again with
 * the new key, since their values are gone; new values are therefore hashed with each key in turn, oldest first
 * (src/store/records/rekey.ts).
 */
import { createHmac } from 'node:crypto';
import type { AccountRecord } from '../model/account-record.ts';
import type { Account } from '../model/wire.ts';
import { normaliseIp } from './ip.ts';
import { type PersonalKind, personalIdentifier } from './personal-identifier.ts';

/** 64 bits as two unsigned halves: `hi` is the first four bytes of the HMAC, `lo` the next four. */
export interface Hash64 {
  readonly hi: number;
  readonly lo: number;
}

/** An id as it is stored, and why it is hashed; null: it is as it came. */
export interface Pseudonym {
  readonly id: string;
  readonly kind: PersonalKind | null;
}

/** Hashes identifiers under one key. Kinds are names such as 'email' or 'payment'. */
export interface IdentityHasher {
  /** The hash as 16 hexadecimal digits: hi, then lo. */
  hash(kind: string, value: string): string;
  /** The same hash as two numbers. The object is shared: do not change it. */
  hash64(kind: string, value: string): Hash64;
  /** Hashes of an address and of its /24 or /48 network (kinds 'ip' and 'net'); undefined if the text is not an address. */
  ip(text: string): { readonly ip: Hash64; readonly net: Hash64 } | undefined;
  /**
   * What is stored in the place of an account's or user's id: the id itself, or a hash if it is or contains a mail address, an IP
   * address or a phone number. The oldest key makes it, so that an account keeps its id when the key is rotated.
   * @param whole only if the id is one as a whole: for names of models and surfaces
   */
  pseudonym(id: string, whole?: boolean): Pseudonym;
  /** The account as it is stored: with all identifiers hashed and without the country. */
  accountRecord(account: Account): AccountRecord;
}

/** Size of a cache generation. Each kind has two; the older one is dropped when the younger is full. */
const GENERATION = 65_536;
/** Longer texts, in characters, are not cached: they do not recur and would fill the memory. */
const CACHED_CHARS = 512;

/** Size of each key after a rotation, in bytes. */
const KEY_BYTES = 32;

/**
 * Makes a hasher for one thread; hashers with the same key give the same hashes.
 * @param key at least 16 bytes, or several keys of 32 bytes, newest first. Throws a RangeError if it is shorter
 */
export function createIdentityHasher(key: Uint8Array): IdentityHasher {
  if (key.length < 16) throw new RangeError(`identity key: expected at least 16 bytes, got ${key.length}`);
  const [oldest, ...later] = keysOf(key);
  const caches = new Map<string, Generations<Hash64>>();
  const addresses = new Generations<{ ip: Hash64; net: Hash64 } | null>();

  const compute = (kind: string, value: string): Hash64 => {
    // Kinds contain no zero byte, so different pairs of kind and value give different input.
    let mac = createHmac('sha256', oldest).update(`${kind}\0${value}`, 'utf8').digest();
    for (const next of later) mac = createHmac('sha256', next).update(mac.subarray(0, 8)).digest();
    return half64(mac);
  };
  const hash64 = (kind: string, value: string): Hash64 => {
    let cache = caches.get(kind);
    if (cache === undefined) {
      cache = new Generations<Hash64>();
      caches.set(kind, cache);
    }
    const known = cache.get(value);
    if (known !== undefined) return known;
    const made = compute(kind, value);
    if (value.length <= CACHED_CHARS) cache.set(value, made);
    return made;
  };
  const hash = (kind: string, value: string): string => hex(hash64(kind, value));
  const pseudonyms = new Generations<Pseudonym>();
  const pseudonym = (id: string, whole = false): Pseudonym => {
    const asked = whole ? `\0${id}` : id;
    const known = pseudonyms.get(asked);
    if (known !== undefined) return known;
    const personal = personalIdentifier(id, whole);
    const made =
      personal === undefined
        ? { id, kind: null }
        : {
            id: `${personal.kind}_${hex(half64(createHmac('sha256', oldest).update(`id_${personal.kind}\0${personal.canonical}`, 'utf8').digest()))}`,
            kind: personal.kind,
          };
    if (id.length <= CACHED_CHARS) pseudonyms.set(asked, made);
    return made;
  };
  const ip = (text: string): { ip: Hash64; net: Hash64 } | undefined => {
    const known = addresses.get(text);
    if (known !== undefined) return known ?? undefined;
    const address = normaliseIp(text);
    const made = address === undefined ? null : { ip: compute('ip', address.ip), net: compute('net', address.net) };
    if (text.length <= CACHED_CHARS) addresses.set(text, made);
    return made ?? undefined;
  };
  return { hash, hash64, ip, pseudonym, accountRecord: (account) => makeRecord(account, hash, ip) };
}

/** The keys of a ring in the order in which they hash: the oldest first. */
function keysOf(key: Uint8Array): [Uint8Array, ...Uint8Array[]] {
  if (key.length <= KEY_BYTES || key.length % KEY_BYTES !== 0) return [key];
  const keys: Uint8Array[] = [];
  for (let at = key.length - KEY_BYTES; at >= 0; at -= KEY_BYTES) keys.push(key.subarray(at, at + KEY_BYTES));
  return keys as [Uint8Array, ...Uint8Array[]];
}

/** A bounded cache: what was not asked for during a whole generation is forgotten. */
class Generations<T> {
  private young = new Map<string, T>();
  private old = new Map<string, T>();

  get(key: string): T | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const older = this.old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: string, value: T): void {
    if (this.young.size >= GENERATION) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }
}

function half64(mac: Buffer): Hash64 {
  return { hi: mac.readUInt32BE(0), lo: mac.readUInt32BE(4) };
}

function hex(hash: Hash64): string {
  return hash.hi.toString(16).padStart(8, '0') + hash.lo.toString(16).padStart(8, '0');
}

function makeRecord(account: Account, hash: IdentityHasher['hash'], ip: IdentityHasher['ip']): AccountRecord {
  const email = splitEmail(account.email);
  const phone = digitsOf(account.phone);
  const address = account.signup_ip ? ip(account.signup_ip) : undefined;
  const referrer = account.referrer ? referrerPath(account.referrer) : '';
  const payment = (account.payment ?? []).map((instrument) => instrument.trim()).filter((one) => one !== '');
  return {
    account: account.account,
    created: account.created,
    program: account.program,
    // A whole address in the place of the domain must not be stored.
    emailDomain: domainOf(account.email_domain?.replace(/^.*@/s, '')) ?? email?.domain ?? null,
    email: email === undefined ? null : hash('email', `${foldLocal(email.local)}@${email.domain}`),
    emailShape: email === undefined ? null : emailShape(email.local),
    phone: phone === '' ? null : hash('phone', phone),
    phoneBlock: phone.length <= 4 ? null : hash('phone_block', phone.slice(0, -4)),
    payment: [...new Set(payment.map((instrument) => hash('payment', instrument)))],
    // At most the eight digits that name the issuer: more would be part of a card number.
    paymentBin: digitsOf(account.payment_bin).slice(0, 8) || null,
    signupIp: address === undefined ? null : hex(address.ip),
    signupNet: address === undefined ? null : hex(address.net),
    signupJa4: account.signup_ja4 ? hash('ja4', account.signup_ja4) : null,
    referrer: referrer === '' ? null : hash('referrer', referrer),
    verification: account.verification,
    status: account.status,
    statusTime: account.status_time ?? null,
    router: account.router ?? false,
    grants: account.grants ?? [],
  };
}

function splitEmail(email: string | null | undefined): { local: string; domain: string } | undefined {
  const text = email?.trim() ?? '';
  const sign = text.lastIndexOf('@');
  const domain = domainOf(text.slice(sign + 1));
  return sign < 1 || domain === undefined ? undefined : { local: text.slice(0, sign), domain };
}

function domainOf(text: string | null | undefined): string | undefined {
  const domain = (text ?? '')
    .trim()
    .toLowerCase()
    .replace(/^@|\.$/g, '');
  return domain === '' ? undefined : domain;
}

/** Case, dots and what follows a plus: spellings that reach one mailbox. */
function foldLocal(local: string): string {
  const plain = local.toLowerCase().split('+')[0].replaceAll('.', '');
  return plain === '' ? local.toLowerCase() : plain;
}

/**
 * The shape of a local part: letters 'a' and their number, digits '9:' and their number, other ASCII signs as
 * they are. 'jo.li7' is 'a2.a2' + '9:1'. Generated addresses share their shape.
 */
export function emailShape(local: string): string {
  return local.replace(/\p{L}+|\p{Nd}+|[^\p{L}\p{Nd}]/gu, (run) => {
    if (/^\p{L}/u.test(run)) return `a${[...run].length}`;
    if (/^\p{Nd}/u.test(run)) return `9:${[...run].length}`;
    return /^[!-~]$/.test(run) ? run : '?';
  });
}

function digitsOf(text: string | null | undefined): string {
  return (text ?? '').replace(/\D/g, '').replace(/^00/, '');
}

/** Host and path of a referrer, without scheme, query and fragment. */
function referrerPath(text: string): string {
  const bare = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .split(/[?#]/)[0];
  const slash = bare.indexOf('/');
  const host = (slash < 0 ? bare : bare.slice(0, slash)).toLowerCase().replace(/^.*@/, '');
  return host + (slash < 0 ? '' : bare.slice(slash).replace(/\/+$/, ''));
}
