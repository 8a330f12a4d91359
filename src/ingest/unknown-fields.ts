/**
 * Names of the fields of a wire record that no rule reads. Looks at the record, its request, response, usage and client; messages,
 * tools and their content have names of their users' own. The kernels do the same for lines in their usual form
 * (src/wire/assembly/unknown.ts).
 */
import { Account, Client, Exchange, Release, RequestBody, ResponseBody, Usage } from '../model/wire.ts';
import { personalIdentifier } from './personal-identifier.ts';
import { asObject, type JsonObject } from './values.ts';

/** Where the kernels and the fallback look, by the number that the kernels use. */
export const FIELD_LEVELS = ['', 'request.', 'response.', 'usage.', 'client.'] as const;
/** Most fields of one record that are told apart: so many bits has what the kernels note of a row, less one for all others. */
export const UNKNOWN_OF_RECORD = 63;
/** A name is cut off behind this. */
const NAME_CHARS = 64;
/** What people call a field: anything else may be a text, an id or a secret. */
const FIELD_NAME = /^[A-Za-z_$@][A-Za-z0-9_.:$/-]*$/;
/** A name has few digits (`sha256`, `x-b3-traceid`); ids and keys have more. */
const MOST_DIGITS = 4;

const WITHIN = [
  ['request', FIELD_LEVELS[1], keysOf(RequestBody)],
  ['response', FIELD_LEVELS[2], keysOf(ResponseBody)],
  ['usage', FIELD_LEVELS[3], keysOf(Usage)],
  ['client', FIELD_LEVELS[4], keysOf(Client)],
] as const;
const KNOWN = { exchange: keysOf(Exchange), account: keysOf(Account), release: keysOf(Release) } as const;

/**
 * The paths of a record's unknown fields; a null for each whose name is not given.
 * @returns null if there are none, which is usual
 */
export function unknownFields(record: JsonObject, kind: keyof typeof KNOWN): (string | null)[] | null {
  let found = unknownOf(record, '', KNOWN[kind], null);
  if (kind !== 'exchange') return found;
  for (const [field, level, known] of WITHIN) {
    const inner = asObject(record[field]);
    if (inner !== undefined) found = unknownOf(inner, level, known, found);
  }
  return found;
}

/** The path of a field as it may be shown; null if its name may be data. */
export function shownField(level: string, name: string): string | null {
  const shown = `${level}${name}`.slice(0, NAME_CHARS);
  const own = shown.slice(level.length);
  const isName = FIELD_NAME.test(own) && own.replace(/\D/g, '').length <= MOST_DIGITS;
  return isName && personalIdentifier(own) === undefined ? shown : null;
}

function unknownOf(
  object: JsonObject,
  level: string,
  known: ReadonlySet<string>,
  before: (string | null)[] | null,
): (string | null)[] | null {
  let found = before;
  for (const name in object) {
    if (known.has(name)) continue;
    found ??= [];
    found.push(found.length < UNKNOWN_OF_RECORD ? shownField(level, name) : null);
  }
  return found;
}

function keysOf({ shape }: { readonly shape: Readonly<Record<string, unknown>> }): ReadonlySet<string> {
  return new Set(Object.keys(shape));
}
