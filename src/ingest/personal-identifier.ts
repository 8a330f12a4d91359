/**
 * Recognises personal identifiers where an id is expected: mail addresses, IP addresses and phone numbers in an account or a user.
 * Such an id is hashed at the door (identity-hasher.ts). Small and strict on purpose (docs/decisions/0040): what a company numbers
 * or names itself must keep its form, so a bare run of digits is no phone number, and `claude@20240620` no mail address.
 */
import { normaliseIp } from './ip.ts';

/** What kind of personal identifier an id is or contains. */
export const PERSONAL_KINDS = ['email', 'ip', 'phone'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** A personal identifier in its canonical spelling: equal for all spellings of one mailbox, address or number. */
export interface PersonalIdentifier {
  readonly kind: PersonalKind;
  readonly canonical: string;
}

/** The note under which an analysis counts ids that were hashed. */
export function hashedNote(kind: PersonalKind): string {
  return `${kind}_id_hashed`;
}

/** RFC 5322 in the form that mailboxes have in practice, anywhere in the text; a domain with a top-level domain of letters. */
const MAIL =
  /[^\s@"<>(),;:]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]{2,59}|\p{L}{2,63})(?![\p{L}\p{N}@])/u;
/** An address that was cut off when a long id was shortened (`fitIdentifier`). */
const CUT_MAIL = /@[\p{L}\p{N}._-]*~[0-9a-f]{24}$/u;
const MAIL_IN_BRACKETS = /<([^<>]+)>\s*$/;
const MAIL_SCHEME = /^mailto:/;
const ADDRESS_SCHEME = /^ip:/;
const PHONE_SCHEME = /^(?:tel|sms):/;
/** Four octets, not a part of a longer number, name or version. */
const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]|\.\d)/;
/** E.164 with its plus, separators allowed. */
const INTERNATIONAL = /(?<!\d)\+[1-9](?:[ ()./-]{0,2}\d){6,14}(?!\d)/;
/** The same with the international prefix, and forms that only telephone numbers have. */
const PREFIXED = /^00[1-9]\d{9,12}$/;
const GROUPED = /^(?=.*[ (])\(?\d[\d ()./-]{5,}\d$/;
const NORTH_AMERICAN = /^\d{3}[.-]\d{3}[.-]\d{4}$/;

/**
 * The personal identifier that an id is or contains; undefined if there is none.
 * @param whole only if the id is one as a whole, for names such as models that may contain what looks like an address
 */
export function personalIdentifier(id: string, whole = false): PersonalIdentifier | undefined {
  // Compatibility forms such as a full-width at sign are other spellings of the same address.
  const text = id.normalize('NFKC').trim().toLowerCase().replaceAll('%40', '@');
  if (text.includes('@')) {
    const mailbox = (MAIL_IN_BRACKETS.exec(text)?.[1] ?? text).trim().replace(MAIL_SCHEME, '');
    if (MAIL.test(text)) return { kind: 'email', canonical: mailbox };
    if (CUT_MAIL.test(text)) return { kind: 'email', canonical: text };
  }
  const address = normaliseIp(text.replace(ADDRESS_SCHEME, '').replace(/\/\d{1,3}$/, ''));
  if (address !== undefined) return { kind: 'ip', canonical: address.ip };
  const embedded = whole ? null : IPV4.exec(text);
  if (embedded !== null && normaliseIp(embedded[0]) !== undefined) return { kind: 'ip', canonical: text };
  const number = phoneNumber(text.replace(PHONE_SCHEME, ''), whole);
  return number === undefined ? undefined : { kind: 'phone', canonical: number };
}

function phoneNumber(text: string, whole: boolean): string | undefined {
  const digits = text.replace(/\D/g, '');
  const found = INTERNATIONAL.exec(text);
  if (found !== null) {
    if (found[0].length === text.length) return `+${digits}`;
    return whole ? undefined : text;
  }
  if (PREFIXED.test(text)) return `+${digits.slice(2)}`;
  const isGrouped = digits.length >= 7 && digits.length <= 15 && GROUPED.test(text);
  return isGrouped || NORTH_AMERICAN.test(text) ? digits.replace(/^00/, '+') : undefined;
}
