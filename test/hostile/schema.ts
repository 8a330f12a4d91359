/** Values that a JSON Schema of the service's document allows, and the same with something wrong in them. */
import type { Rng } from '../../src/base/rng.ts';
import { Entries, hostileString, hostileValue, Raw } from './values.ts';

export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
}

const MOST_LEVELS = 8;
const WORDS = ['lock', 'barge', 'canal', 'weir', 'quay', 'sluice', 'tide', 'keel', 'rope', 'draught'];

/** A value as the schema wants it; `special` gives those that only the harness knows, by name. */
export function valueFor(
  schema: Schema,
  rng: Rng,
  special: (name: string) => unknown = () => undefined,
  name = '',
  level = 0,
): unknown {
  const known = special(name);
  if (known !== undefined) return known;
  if (schema.anyOf !== undefined) return valueFor(rng.pick(schema.anyOf), rng, special, name, level);
  if (schema.enum !== undefined) return rng.pick(schema.enum);
  if (schema.const !== undefined) return schema.const;
  const { type } = schema;
  switch (typeof type === 'object' ? rng.pick(type) : type) {
    case 'string':
      return stringOf(schema, rng);
    case 'integer':
    case 'number':
      return numberOf(schema, rng);
    case 'boolean':
      return rng.chance(0.5);
    case 'null':
      return null;
    case 'array':
      if (level > MOST_LEVELS || schema.items === undefined) return [];
      return Array.from({ length: (schema.minItems ?? 0) + rng.int(4) }, () =>
        valueFor(schema.items as Schema, rng, special, name, level + 1),
      );
    case 'object': {
      const list: [string, unknown][] = [];
      if (level > MOST_LEVELS) return new Entries(list);
      const required = new Set(schema.required);
      for (const [inner, of] of Object.entries(schema.properties ?? {}))
        if (required.has(inner) || rng.chance(0.5)) list.push([inner, valueFor(of, rng, special, inner, level + 1)]);
      return new Entries(list);
    }
    default:
      return rng.pick(WORDS);
  }
}

function numberOf({ minimum = 0, maximum = 1_000 }: Schema, rng: Rng): number {
  if (rng.chance(0.1)) return rng.pick([minimum, maximum]);
  return minimum + rng.int(Math.min(maximum - minimum, 1_000) + 1);
}

function stringOf(schema: Schema, rng: Rng): string {
  if (schema.format === 'date-time')
    return rng.pick(['2031-04-05T06:07:08Z', '2020-01-01T00:00:00.000Z', '9999-12-31T23:59:59Z']);
  if (schema.pattern !== undefined) return likePattern(schema.pattern, rng);
  const text = Array.from({ length: 1 + rng.int(6) }, () => rng.pick(WORDS)).join(' ');
  return rng.chance(0.05) ? 'x'.repeat(Math.min(schema.maxLength ?? 300, 5_000)) : text.slice(0, schema.maxLength);
}

/** For patterns that are a row of characters and classes with counts; good enough for ids, names and durations. */
export function likePattern(pattern: string, rng: Rng): string {
  let text = '';
  for (const [, set, literal, low, high] of pattern
    .replace(/^\^|\$$/g, '')
    .matchAll(/(?:\[([^\]]+)\]|\\?([^[{}]))(?:\{(\d+)(?:,(\d+))?\})?/g)) {
    const least = low === undefined ? 1 : Number(low);
    const most = low === undefined ? 1 : high === undefined ? least : Math.min(Number(high), least + 12);
    for (let i = least + rng.int(most - least + 1); i > 0; i--)
      text += set === undefined ? literal : rng.pick(membersOf(set));
  }
  return text;
}

function membersOf(set: string): string[] {
  const members: string[] = [];
  for (const [, from, to, one] of set.matchAll(/(\w)-(\w)|(.)/g)) {
    if (one !== undefined) members.push(one);
    else for (let c = from.charCodeAt(0); c <= to.charCodeAt(0); c++) members.push(String.fromCharCode(c));
  }
  return members;
}

/** The same tree with one thing wrong in it: another type, something missing, something more, twice, or far too much. */
export function spoil(value: unknown, rng: Rng): unknown {
  if (value instanceof Entries && value.list.length > 0 && !rng.chance(0.1)) {
    const list = value.list.map(([name, inner]): [string, unknown] => [name, inner]);
    const at = rng.int(list.length);
    const [name, inner] = list[at];
    const way = rng.int(8);
    if (way < 3) list[at] = [name, spoil(inner, rng)];
    else if (way === 3) list.splice(at, 1);
    else if (way === 4) list.push([hostileString(rng), hostileValue(rng)]);
    else if (way === 5) list.push([name, hostileValue(rng)]);
    else if (way === 6) list.push(['__proto__', new Entries([[name, hostileValue(rng)]])]);
    else list[at] = [name, hostileValue(rng)];
    return new Entries(list);
  }
  if (Array.isArray(value) && value.length > 0 && rng.chance(0.7)) {
    if (rng.chance(0.2)) return Array.from({ length: 2_000 }, () => value[0]);
    const copy = [...value];
    copy[rng.int(copy.length)] = spoil(copy[0], rng);
    return copy;
  }
  if (typeof value === 'string' && rng.chance(0.5)) return hostileString(rng);
  if (typeof value === 'number' && rng.chance(0.5))
    return new Raw(rng.pick(['-1', '1e400', '1.5', '"1"', '99999999999999999999']));
  return hostileValue(rng);
}
