/** Values that are meant to hurt: strings, numbers, and JSON that no `JSON.stringify` writes. */
import type { Rng } from '../../src/base/rng.ts';

/** In what is sent wherever a text may be; no log and no refusal may repeat it. */
export const CANARY = 'zanzibar-canary';

/** Text that stands in JSON as it is. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An object as its entries, in order: the same name may come twice, and `__proto__` is a name as any. */
export class Entries {
  readonly list: [name: string, value: unknown][];
  constructor(list: [name: string, value: unknown][]) {
    this.list = list;
  }
}

/** JSON of a tree of plain values, {@link Raw} and {@link Entries}. */
export function jsonText(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (value instanceof Entries)
    return `{${value.list.map(([name, inner]) => `${JSON.stringify(name)}:${jsonText(inner)}`).join(',')}}`;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  return JSON.stringify(value) ?? 'null';
}

const STRINGS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '__proto__',
  'constructor',
  'toString',
  "' OR 1=1 --",
  '"; DROP TABLE exchanges; --',
  '{param:UInt64}',
  '#{7*7}',
  '../../../etc/passwd',
  '%00%ff%',
  '<script>alert(1)</script>',
  '\u202eright to left',
  'a\u0301\u0323'.repeat(20),
  '\r\nset-cookie: a=b',
  'NaN',
  '-1',
  '1e309',
  '9'.repeat(40),
  '0x10',
  'true',
  'null',
  '[]',
  '*',
  '..',
  CANARY,
];

export function hostileString(rng: Rng): string {
  if (rng.chance(0.03)) return 'x'.repeat(1 + rng.int(100_000));
  if (rng.chance(0.1)) return CANARY.repeat(1 + rng.int(40));
  if (rng.chance(0.1)) return String.fromCodePoint(...Array.from({ length: 1 + rng.int(20) }, () => rng.int(0x10ffff)));
  return rng.pick(STRINGS);
}

const NUMBERS = [
  '1e308',
  '-1e308',
  '1e999',
  '-0',
  '1.5',
  '9007199254740993',
  '-1',
  '1e-400',
  '0.1e1',
  '8640000000000001',
  '4294967296',
];

/** Any JSON value, likely of another type than what it stands for. */
export function hostileValue(rng: Rng): unknown {
  const way = rng.int(12);
  if (way < 3) return hostileString(rng);
  if (way < 5) return new Raw(rng.chance(0.05) ? '9'.repeat(1 + rng.int(5_000)) : rng.pick(NUMBERS));
  if (way === 5) return null;
  if (way === 6) return rng.chance(0.5);
  if (way === 7) return [];
  if (way === 8) return new Entries([[rng.pick(['__proto__', 'constructor', 'a']), new Entries([['x', 1]])]]);
  if (way === 9) return new Raw(deep(2 + rng.int(rng.chance(0.05) ? 50_000 : 200), rng));
  if (way === 10) return new Raw(rng.pick(['"\\ud800"', '"\\u0000"', '"\\udc00\\ud800x"']));
  return Array.from({ length: rng.int(30) }, () => hostileString(rng));
}

/** JSON so many levels deep. */
export function deep(levels: number, rng: Rng): string {
  return rng.chance(0.5) ? `${'['.repeat(levels)}${']'.repeat(levels)}` : `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}

/** Some bytes changed, or the end cut off. */
export function mutateBytes(bytes: Buffer, rng: Rng): Buffer {
  const copy = Buffer.from(bytes);
  for (let i = 1 + rng.int(6); i > 0 && copy.length > 0; i--) {
    const at = rng.int(copy.length);
    if (rng.chance(0.15)) return copy.subarray(0, at);
    copy[at] = rng.chance(0.5) ? rng.int(256) : rng.pick([...Buffer.from('{}[]",:\\0-eE \n')]);
  }
  return copy;
}
