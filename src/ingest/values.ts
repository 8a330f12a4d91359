/**
 * Reading loosely typed JSON: every function takes an unknown value and gives the wanted type or nothing.
 * Adapters are written with these, so that a field of an unexpected type is a missing field, not a crash.
 */
import { createHash } from 'node:crypto';
import { LIMITS } from '../base/limits.ts';
import { textDeeperThan } from './depth.ts';

export type JsonObject = { readonly [key: string]: unknown };

/** The value if it is an object, else undefined. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value if it is an array, else undefined. */
export function asArray(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** A string that says something. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number, also when a log writes numbers as strings. */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > 32 || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** A count: a whole number from 0 up. */
export function asCount(value: unknown): number | undefined {
  const number = asNumber(value);
  if (number === undefined || number < 0 || number > Number.MAX_SAFE_INTEGER) return undefined;
  return Math.round(number);
}

/** A boolean, also from text such as "true" and "False"; undefined for other values. */
export function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'True') return true;
  if (value === 'false' || value === 'False') return false;
  return undefined;
}

/** A string or a number, as identifiers come. */
export function asIdentifier(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const trimmed = value.trim();
    return trimmed === '' ? undefined : trimmed;
  }
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** The value of the first of these keys that is there and not null or empty. Own keys only. */
export function pick(object: JsonObject | undefined, ...keys: string[]): unknown {
  if (object === undefined) return undefined;
  for (const key of keys) {
    if (!Object.hasOwn(object, key)) continue;
    const value = object[key];
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

/** Follows a path of own keys; the last value, or undefined where the path breaks. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

/**
 * Opens JSON that a log wrote as a string, as often as it was wrapped (three times at most). A string that
 * is no JSON object or array stays a string; one that nests too deep too.
 */
export function unwrapJson(value: unknown): unknown {
  let here = value;
  for (let i = 0; i < 3 && typeof here === 'string'; i++) {
    const first = here.trimStart()[0];
    if (first !== '{' && first !== '[' && first !== '"') return here;
    if (textDeeperThan(here, LIMITS.jsonDepth)) return here;
    try {
      here = JSON.parse(here) as unknown;
    } catch {
      return here;
    }
  }
  return here;
}

/** SHA-256 of a text, as hexadecimal digits. */
export function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

/** An identifier within the limit: a longer one keeps its beginning and gets a digest of the whole, so it stays distinct. */
export function fitIdentifier(text: string): string {
  if (text.length <= LIMITS.idChars) return text;
  return `${text.slice(0, LIMITS.idChars - 25)}~${digest(text, 24)}`;
}

/** A secret must not become an identifier: a key that a log writes out is known by its digest only. */
export function keyIdentifier(secret: string): string {
  return `key_${digest(secret.replace(/^Bearer\s+/i, '').trim(), 24)}`;
}
