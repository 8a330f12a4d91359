/** Bodies: as the schema wants them, the same with something wrong, and bytes that are meant to hurt. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Rng } from '../../src/base/rng.ts';
import { fixture } from '../../src/ingest/fixtures/read.ts';
import { exchange, ndjson } from '../intake-server.ts';
import { otlpMessage } from '../otlp-message.ts';
import { type Schema, spoil, valueFor } from './schema.ts';
import { CANARY, deep, hostileString, hostileValue, jsonText, mutateBytes } from './values.ts';

export interface HostileBody {
  readonly bytes: Buffer;
  readonly encoding: string;
}

const ENCODINGS = ['identity', 'gzip', 'zstd', 'br', 'deflate', 'gzip, gzip', 'x', ''];
const FIELDS = ['id', 'time', 'account', 'model', 'request', 'response', 'usage', 'client', '__proto__'];
/** Above what a request may have (`ingest.body_bytes`). */
const OVERSIZE = 17_000_000;

const corpus = readdirSync(fixture('.'))
  .filter((name) => name.endsWith('.ndjson') || name.endsWith('.json'))
  .flatMap((name) =>
    readFileSync(fixture(name), 'utf8')
      .replace(/lock|barge|canal/g, CANARY)
      .split('\n'),
  )
  .filter((line) => line.length > 2);

/** An OTLP message that a real exporter could have sent. */
const PROTOBUF = Buffer.from(
  otlpMessage(JSON.parse(readFileSync(fixture('otlp-spans.ndjson'), 'utf8').split('\n')[0] as string)),
);

/** 60 MB in 60 KB. */
const GZIP_BOMB = gzipSync(Buffer.alloc(60_000_000, 10));
const ZSTD_BOMB = zstdBomb(1_000);

/** A Zstandard frame of blocks that repeat a byte: four bytes that say 128 KB, many times over. */
function zstdBomb(blocks: number): Buffer {
  const parts = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58])];
  for (let i = 0; i < blocks; i++) {
    const head = ((128 * 1024) << 3) | (1 << 1) | (i === blocks - 1 ? 1 : 0);
    parts.push(Buffer.from([head & 0xff, (head >> 8) & 0xff, (head >> 16) & 0xff, 0x61]));
  }
  return Buffer.concat(parts);
}

/** Of a route that takes records. */
export function recordsBody(rng: Rng): HostileBody {
  const rare = rng.next();
  if (rare < 0.001) return { bytes: GZIP_BOMB, encoding: 'gzip' };
  if (rare < 0.002) return { bytes: ZSTD_BOMB, encoding: 'zstd' };
  if (rare < 0.0025) return { bytes: Buffer.alloc(OVERSIZE, 91), encoding: '' };
  const bytes = records(rng);
  if (rng.chance(0.25)) {
    const packed = gzipSync(bytes, { level: 1 });
    return { bytes: rng.chance(0.3) ? mutateBytes(packed, rng) : packed, encoding: 'gzip' };
  }
  return { bytes, encoding: rng.chance(0.9) ? '' : rng.pick(ENCODINGS) };
}

function records(rng: Rng): Buffer {
  const way = rng.int(14);
  if (way === 0) return Buffer.from(Array.from({ length: rng.int(1_000) }, () => rng.int(256)));
  if (way === 1) return Buffer.from(deep(1 + rng.int(rng.chance(0.1) ? 200_000 : 2_000), rng));
  if (way === 2) return Buffer.from(`{"id":"x","account":"a","request":${deep(70 + rng.int(500), rng)}}`);
  if (way === 3) return Buffer.from('{}\n'.repeat(rng.int(rng.chance(0.02) ? 120_000 : 200)));
  if (way === 4) return Buffer.from(`"${'\\u0000'.repeat(rng.int(2_000))}`);
  if (way === 5) return rng.chance(0.3) ? PROTOBUF : mutateBytes(PROTOBUF, rng);
  if (way < 9) {
    // Times of now, so that looks for campaigns meet them.
    const sound = { time: Date.now() - rng.int(86_400_000) };
    const odd = rng.chance(0.5) ? {} : { [rng.pick(FIELDS)]: oddValue(rng) };
    return Buffer.from(ndjson([exchange(rng.int(1_000_000), { ...sound, ...odd })]));
  }
  if (way === 9) return Buffer.from(jsonText(hostileValue(rng)));
  const some = Array.from({ length: 1 + rng.int(6) }, () => rng.pick(corpus));
  const joined = Buffer.from(rng.chance(0.4) ? `[${some.join(',')}]` : some.join('\n'));
  return rng.chance(0.5) ? mutateBytes(joined, rng) : joined;
}

function oddValue(rng: Rng): unknown {
  return rng.pick<unknown>([
    null,
    1e308,
    -1,
    '',
    [],
    {},
    true,
    CANARY,
    '0026-03-01T08:00:00Z',
    '1969-12-31T23:59:59Z',
    '9999-12-31T23:59:59Z',
    8.64e15,
    'x'.repeat(70_000),
    [[[]]],
    hostileString(rng),
  ]);
}

/** Of a route whose document has this schema. */
export function schemaBody(schema: Schema, rng: Rng, special: (name: string) => unknown): HostileBody {
  const encoding = rng.chance(0.97) ? '' : rng.pick(ENCODINGS);
  const rare = rng.next();
  if (rare < 0.0003) return { bytes: Buffer.alloc(OVERSIZE, 91), encoding };
  if (rare < 0.001) return { bytes: GZIP_BOMB, encoding: 'gzip' };
  const way = rng.int(20);
  if (way === 0) return { bytes: Buffer.alloc(0), encoding };
  if (way === 1) return { bytes: Buffer.from(deep(1 + rng.int(rng.chance(0.1) ? 200_000 : 2_000), rng)), encoding };
  if (way === 2) return { bytes: Buffer.from(jsonText(hostileValue(rng))), encoding };
  const sound = valueFor(schema, rng, special);
  if (way < 11) return { bytes: Buffer.from(jsonText(sound)), encoding };
  const spoilt = Buffer.from(jsonText(spoil(sound, rng)));
  return { bytes: way < 18 ? spoilt : mutateBytes(spoilt, rng), encoding };
}
