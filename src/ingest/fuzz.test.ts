/**
 * Mutated log lines through every format: each must be taken or set aside with a reason, without a crash or a
 * hang, and no rejection may quote the text. STILLWATCH_FUZZ sets the number of lines (npm run fuzz: 100,000),
 * STILLWATCH_SEED the seed, which a failure prints.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../base/rng.ts';
import type { Rejection } from '../model/rejection.ts';
import { fixture, parseLines, type ReadLog, readLog } from './fixtures/read.ts';
import { FORMAT_NAMES, type FormatName } from './format.ts';

const COUNT = Number(process.env.STILLWATCH_FUZZ ?? 4_000);
const SEED = process.env.STILLWATCH_SEED ?? 'towpath';
const CANARY = 'zanzibar-canary';

const corpus = new Map<FormatName, string[]>(FORMAT_NAMES.map((name) => [name, []]));
for (const name of readdirSync(fixture('.'))) {
  if (!name.endsWith('.ndjson')) continue;
  const format = FORMAT_NAMES.find((one) => name.startsWith(one));
  const text = readFileSync(fixture(name), 'utf8').trim();
  // A word of every prompt is the canary: it must never turn up in a rejection.
  if (format !== undefined) corpus.get(format)?.push(...text.replace(/lock|barge|canal/g, CANARY).split('\n'));
}

const ODD: unknown[] = [
  null,
  true,
  0,
  -1,
  1e300,
  '',
  CANARY,
  '\u0000',
  '\ud800',
  [],
  {},
  [[]],
  [null],
  { id: {} },
  '{"a":[',
  '[1,2]',
  '2026-13-45',
  'x'.repeat(5_000),
  { __proto__: 1 },
];

/** Replaces, drops, doubles or wraps one value somewhere in a record. */
function mutateValue(value: unknown, rng: Rng, depth = 0): unknown {
  if (depth > 12 || rng.chance(0.15)) return rng.pick(ODD);
  if (Array.isArray(value)) {
    if (value.length === 0) return rng.pick(ODD);
    const list = [...(value as unknown[])];
    const at = rng.int(list.length);
    const way = rng.next();
    if (way < 0.1) list.splice(at, 1);
    else if (way < 0.2) list.push(...list);
    else list[at] = mutateValue(list[at], rng, depth + 1);
    return list;
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 0) return rng.pick(ODD);
    const copy: Record<string, unknown> = { ...value };
    const key = rng.pick(keys);
    if (rng.chance(0.1)) delete copy[key];
    else if (rng.chance(0.05)) copy[rng.pick(['__proto__', 'constructor', 'data', 'messages', 'body'])] = copy[key];
    else copy[key] = mutateValue(copy[key], rng, depth + 1);
    return copy;
  }
  if (typeof value === 'string' && /^[[{]/.test(value) && rng.chance(0.5)) {
    try {
      return JSON.stringify(mutateValue(JSON.parse(value), rng, depth + 1));
    } catch {
      return value.slice(1);
    }
  }
  return rng.pick(ODD);
}

function mutateBytes(line: string, rng: Rng): Uint8Array {
  const bytes = Uint8Array.from(Buffer.from(line));
  for (let i = 1 + rng.int(4); i > 0 && bytes.length > 0; i--) {
    const at = rng.int(bytes.length);
    if (rng.chance(0.3)) return bytes.slice(0, at);
    bytes[at] = rng.chance(0.5) ? rng.int(256) : rng.pick([...Buffer.from('{}[]",:\\0-eE ')]);
  }
  // A line break would make two lines of it.
  return bytes.map((c) => (c === 10 ? 32 : c));
}

function mutate(rng: Rng, format: FormatName): Uint8Array {
  const source = rng.chance(0.9) ? format : rng.pick(FORMAT_NAMES);
  const line = rng.pick(corpus.get(source) as string[]);
  if (rng.chance(0.3)) return mutateBytes(line, rng);
  try {
    let value: unknown = JSON.parse(line);
    for (let i = 1 + rng.int(3); i > 0; i--) value = mutateValue(value, rng);
    return Uint8Array.from(Buffer.from(JSON.stringify(value) ?? ''));
  } catch {
    return mutateBytes(line, rng);
  }
}

/** Azure's rows become an exchange only beside the gateway's row, which names the caller. */
function withCompanion(bytes: Uint8Array, format: FormatName): Uint8Array {
  const gatewayRow = (corpus.get('azure-apim') as string[])[5];
  return format === 'azure-apim' ? Uint8Array.from(Buffer.concat([bytes, Buffer.from(`\n${gatewayRow}`)])) : bytes;
}

function outcomes(log: ReadLog): number {
  const ignored = Object.values(log.ignored).reduce((sum, count) => sum + count, 0);
  return log.exchanges.length + log.accounts.length + log.releases.length + log.rejections.length + ignored;
}

function checkRejection(rejection: Rejection): void {
  expect(rejection.reason).toMatch(/^[a-z0-9_]+$/);
  expect(rejection.expected).not.toBe('');
  expect(rejection.got).not.toBe('');
  expect(JSON.stringify(rejection)).not.toContain(CANARY);
}

describe(`fuzzing with seed ${SEED}`, () => {
  for (const format of FORMAT_NAMES) {
    const count = Math.ceil(COUNT / FORMAT_NAMES.length);
    it(`${count} lines of ${format} each end as a record or with a reason`, () => {
      const rng = createRng(`${SEED}/${format}`);
      let slowest = 0;
      let taken = 0;
      let refused = 0;
      for (let i = 0; i < count; i++) {
        const bytes = mutate(rng, format);
        const start = performance.now();
        let log: ReadLog;
        try {
          log = parseLines(withCompanion(bytes, format), format);
        } catch (error) {
          throw new Error(`seed ${SEED}, ${format}, line ${i}: ${JSON.stringify(Buffer.from(bytes).toString())}`, {
            cause: error,
          });
        }
        slowest = Math.max(slowest, performance.now() - start);
        const blank = Buffer.from(bytes).toString('latin1').trim() === '';
        expect(outcomes(log), `seed ${SEED}, ${format}, line ${i}: ${Buffer.from(bytes).toString()}`).toBeGreaterThanOrEqual(
          blank ? 0 : 1,
        );
        log.rejections.forEach(checkRejection);
        taken += log.exchanges.length;
        refused += log.rejections.length;
      }
      expect(slowest).toBeLessThan(2_000);
      // Both ways must be travelled, or the fuzz would show nothing.
      expect(taken).toBeGreaterThan(count / 50);
      expect(refused).toBeGreaterThan(count / 50);
    });
  }

  it('whole files of mutated lines, split, wrapped or packed, go through the reader', async () => {
    const rng = createRng(`${SEED}/files`);
    for (let i = 0; i < Math.ceil(COUNT / 40); i++) {
      const format = rng.pick(FORMAT_NAMES);
      const lines = Array.from({ length: 1 + rng.int(8) }, () =>
        Buffer.from(rng.chance(0.6) ? rng.pick(corpus.get(format) as string[]) : mutate(rng, format)),
      );
      const separator = rng.pick(['\n', ',\n', ' ', '\r\n']);
      const joined = lines.flatMap((line, at) => (at === 0 ? [line] : [Buffer.from(separator), line]));
      const wrap = rng.pick([
        ['', ''],
        ['[', ']'],
        ['{"records":[', ']}'],
        ['{"data":[', '],"x":1}'],
      ]);
      let file = Buffer.concat([Buffer.from(wrap[0]), ...joined, Buffer.from(wrap[1])]);
      if (rng.chance(0.3)) file = Buffer.from(gzipSync(file));
      if (rng.chance(0.3)) file = Buffer.from(mutateBytes(file.toString('latin1'), rng));
      try {
        const log = await readLog(['-'], { stdin: Readable.from([file]), limits: { blockBytes: 4_096 } });
        log.rejections.forEach(checkRejection);
      } catch (error) {
        throw new Error(`seed ${SEED}, file ${i}`, { cause: error });
      }
    }
  });
});
