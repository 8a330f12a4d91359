/**
 * Random and mutated requests to every ingest route: no answer of 500 and more, no crash, bounded memory, and no answer that
 * quotes what came. STILLWATCH_FUZZ sets how many, STILLWATCH_SEED the seed, which a failure prints.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRng, type Rng } from '../src/base/rng.ts';
import { fixture } from '../src/ingest/fixtures/read.ts';
import { exchange, type IntakeServer, KEY, lines, startIntakeServer } from './intake-server.ts';
import { otlpMessage } from './otlp-message.ts';

const COUNT = Number(process.env.STILLWATCH_FUZZ ?? 1_000);
const SEED = process.env.STILLWATCH_SEED ?? 'weir';
const CANARY = 'zanzibar-canary';
const MOST_RSS = 1_500_000_000;

const URLS = ['/v1/exchanges', '/v1/accounts', '/v1/releases', '/v1/litellm', '/v1/traces'];
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/x-ndjson',
  'application/x-protobuf',
  'text/plain',
  '',
];
const ENCODINGS = ['', 'identity', 'gzip', 'zstd', 'br', 'gzip, gzip'];

let server: IntakeServer;
beforeAll(async () => {
  server = await startIntakeServer({ drainInterval: 100 });
});
afterAll(() => server.close());

const corpus = readdirSync(fixture('.'))
  .filter((name) => name.endsWith('.ndjson') || name.endsWith('.json'))
  .flatMap((name) =>
    readFileSync(fixture(name), 'utf8')
      .replace(/lock|barge|canal/g, CANARY)
      .split('\n'),
  )
  .filter((line) => line.length > 2);

/** An OTLP message that a real exporter could have sent, as bytes to be mutated. */
const PROTOBUF = Buffer.from(
  otlpMessage(JSON.parse(readFileSync(fixture('otlp-spans.ndjson'), 'utf8').split('\n')[0])),
);

function deep(levels: number, rng: Rng): string {
  return rng.chance(0.5)
    ? `${'['.repeat(levels)}${']'.repeat(levels)}`
    : `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
}

function plainBody(rng: Rng): Buffer {
  const way = rng.int(12);
  if (way === 0) return Buffer.from(Array.from({ length: rng.int(3_000) }, () => rng.int(256)));
  if (way === 1) return Buffer.from(deep(1 + rng.int(200_000), rng));
  if (way === 2) return Buffer.from(`{"id":"x","account":"a","request":${deep(70 + rng.int(500), rng)}}`);
  if (way === 3) return Buffer.from('{}\n'.repeat(rng.int(rng.chance(0.02) ? 120_000 : 2_000)));
  if (way === 4) return Buffer.from(`"${'\\u0000'.repeat(rng.int(5_000))}`);
  if (way === 5) return mutateBytes(PROTOBUF, rng);
  if (way === 6) {
    const odd = rng.pick<unknown>([null, 1e308, -1, '', [], {}, true, CANARY, 'x'.repeat(70_000), [[[]]]]);
    const field = rng.pick([
      'id',
      'time',
      'account',
      'model',
      'request',
      'response',
      'usage',
      'client',
      '__proto__',
    ]);
    return Buffer.from(lines([exchange(rng.int(1_000), { [field]: odd })]));
  }
  const count = 1 + rng.int(6);
  const records = Array.from({ length: count }, () => rng.pick(corpus));
  const joined = rng.chance(0.4) ? `[${records.join(',')}]` : records.join('\n');
  return rng.chance(0.5) ? mutateBytes(Buffer.from(joined), rng) : Buffer.from(joined);
}

function mutateBytes(bytes: Buffer, rng: Rng): Buffer {
  const copy = Buffer.from(bytes);
  for (let i = 1 + rng.int(6); i > 0 && copy.length > 0; i--) {
    const at = rng.int(copy.length);
    if (rng.chance(0.15)) return copy.subarray(0, at);
    copy[at] = rng.chance(0.5) ? rng.int(256) : rng.pick([...Buffer.from('{}[]",:\\0-eE \n')]);
  }
  return copy;
}

/** Zstandard frame of one block that repeats a byte: eleven bytes that say 128 KB, many times over. */
function zstdBomb(blocks: number): Buffer {
  const parts = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58])];
  for (let i = 0; i < blocks; i++) {
    const head = ((128 * 1024) << 3) | (1 << 1) | (i === blocks - 1 ? 1 : 0);
    parts.push(Buffer.from([head & 0xff, (head >> 8) & 0xff, (head >> 16) & 0xff, 0x61]));
  }
  return Buffer.concat(parts);
}

function body(rng: Rng): { payload: Buffer; encoding: string } {
  if (rng.chance(0.004)) return { payload: gzipSync(Buffer.alloc(60_000_000, 10)), encoding: 'gzip' };
  if (rng.chance(0.004)) return { payload: zstdBomb(1_000), encoding: 'zstd' };
  if (rng.chance(0.002)) return { payload: Buffer.alloc(17_000_000, 91), encoding: '' };
  const payload = plainBody(rng);
  if (rng.chance(0.3)) {
    const packed = gzipSync(payload);
    return { payload: rng.chance(0.3) ? mutateBytes(packed, rng) : packed, encoding: 'gzip' };
  }
  return { payload, encoding: rng.chance(0.8) ? '' : rng.pick(ENCODINGS) };
}

it(
  `answers ${COUNT} hostile requests with what they deserve (seed ${SEED})`,
  async () => {
    const rng = createRng(SEED);
    const statuses = new Map<number, number>();
    let worst = 0;
    for (let i = 0; i < COUNT; ) {
      const burst = Array.from({ length: Math.min(8, COUNT - i) }, () => {
        const { payload, encoding } = body(rng);
        const headers: Record<string, string> = { ...KEY };
        const type = rng.pick(TYPES);
        if (type !== '') headers['content-type'] = type;
        if (encoding !== '') headers['content-encoding'] = encoding;
        return { method: 'POST' as const, url: rng.pick(URLS), headers, payload };
      });
      const answers = await Promise.all(burst.map((one) => server.app.inject(one)));
      answers.forEach((answer, k) => {
        const where = `seed ${SEED}, request ${i + k} to ${burst[k].url}: ${answer.body.slice(0, 300)}`;
        expect(answer.statusCode, where).toBeLessThan(500);
        expect(answer.body.includes(CANARY), where).toBe(false);
        statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
      });
      i += burst.length;
      worst = Math.max(worst, process.memoryUsage().rss);
    }
    expect([...statuses.keys()].sort()).toEqual([200, 400, 413, 415]);
    expect(server.intake.stats().inFlightBytes).toBe(0);
    expect(worst).toBeLessThan(MOST_RSS);
    // Still itself after all that.
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/exchanges',
      headers: { ...KEY, 'content-type': 'application/x-ndjson' },
      payload: lines([exchange('after')]),
    });
    expect(answer.json()).toMatchObject({ accepted: 1 });
  },
  60_000 + COUNT * 100,
);
