import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash64BigInt } from '../kernels/hash.ts';
import { textHashBigInt } from '../kernels/text-hash.ts';
import {
  ANCHOR_SLOTS,
  type ColumnName,
  FINGERPRINT_COLUMNS,
  FINGERPRINT_STRIDE,
  FINGERPRINT_VERSION,
  FLAGS,
  OFFSET,
} from '../model/fingerprint-layout.ts';
import { unitHashInput } from '../model/unit-id.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import type { Exchange } from '../model/wire.ts';
import { createPromptText, readPromptText } from './prompt-text.ts';
import { type ClientKeys, RowWriter, type Scores, setAnchors } from './row.ts';
import { type Choice, createChoice } from './segments.ts';
import { createShape, type ShapeFeatures } from './shape.ts';

type Decoded = Record<ColumnName, bigint | bigint[]>;

/** The slow twin: reads a row column by column as the layout table says. */
function decode(rows: Uint8Array, i: number): Decoded {
  const view = new DataView(rows.buffer, rows.byteOffset);
  const out: Partial<Record<ColumnName, bigint | bigint[]>> = {};
  let at = i * FINGERPRINT_STRIDE;
  for (const column of FINGERPRINT_COLUMNS) {
    const slots = 'slots' in column ? column.slots : 0;
    if (slots > 0) expect(view.getUint8(at++)).toBe(slots);
    const values = Array.from({ length: Math.max(1, slots) }, () => {
      const bytes = { UInt8: 1, UInt16: 2, UInt32: 4, UInt64: 8, Int64: 8 }[column.type];
      let value = 0n;
      for (let b = bytes - 1; b >= 0; b--) value = (value << 8n) | BigInt(view.getUint8(at + b));
      at += bytes;
      return column.type === 'Int64' ? BigInt.asIntN(64, value) : value;
    });
    out[column.name] = slots > 0 ? values : values[0];
  }
  expect(at).toBe((i + 1) * FINGERPRINT_STRIDE);
  return out as Decoded;
}

const NONE = { hi: 0, lo: 0 };
const KEYS: ClientKeys = { ip: NONE, net: NONE, userAgent: NONE, ja4: NONE };

function blankScores(): Scores {
  return {
    capabilities: new Uint8Array(CAPABILITIES.length),
    intents: new Uint8Array(INTENTS.length),
    skeleton: new Uint32Array(8),
  };
}

function write(exchange: Exchange, shape: ShapeFeatures = createShape(), scores = blankScores(), client = KEYS): Decoded {
  const writer = new RowWriter();
  const text = createPromptText();
  readPromptText(exchange, text);
  writer.add(exchange, text, shape, scores, client);
  return decode(writer.take(), 0);
}

const plain: Exchange = { id: 'e1', time: 1_770_000_000_000, account: 'acct', model: 'm', request: {} };

describe('a row', () => {
  it('says nothing that was not logged', () => {
    const row = write(plain);
    expect(row.version).toBe(BigInt(FINGERPRINT_VERSION));
    for (const name of [
      'session',
      'surface',
      'ip',
      'net',
      'asn',
      'user_agent',
      'ja4',
      'system',
      'body',
      'flags',
      'status',
      'max_tokens',
    ] as const) {
      expect(row[name]).toBe(0n);
    }
    expect(row.anchors).toEqual(new Array(ANCHOR_SLOTS).fill(0n));
    expect(row.temperature).toBe(255n);
    expect(row.n).toBe(1n);
  });

  it('tells a temperature of zero from one that was not asked', () => {
    expect(write({ ...plain, request: { temperature: 0 } }).temperature).toBe(0n);
    expect(write({ ...plain, request: { temperature: null } }).temperature).toBe(255n);
    expect(write({ ...plain, request: { temperature: 0.7 } }).temperature).toBe(70n);
    expect(write({ ...plain, request: { temperature: 99 } }).temperature).toBe(254n);
  });

  it('tells a router’s end user from its account, and keeps sessions of two accounts apart', () => {
    const direct = write(plain);
    expect(direct.unit).toBe(direct.account);
    const routed = write({ ...plain, sub_account: 'u7' });
    expect(routed.account).toBe(direct.account);
    expect(routed.unit).toBe(hash64BigInt(unitHashInput('acct', 'u7')));
    expect(routed.unit).not.toBe(direct.unit);
    const one = write({ ...plain, session: 's' });
    const other = write({ ...plain, account: 'other', session: 's' });
    expect(one.session).not.toBe(other.session);
    expect(one.session).not.toBe(0n);
  });

  it('clamps numbers to their columns', () => {
    const row = write({
      ...plain,
      latency_ms: 1e15,
      status: 999,
      usage: { input_tokens: Number.MAX_SAFE_INTEGER, output_tokens: 3.6, reasoning_tokens: null },
      request: { max_tokens: -5, n: 1e9, tools: new Array(70_000).fill('t') },
    });
    expect(row.latency_ms).toBe(4294967295n);
    expect(row.input_tokens).toBe(4294967295n);
    expect(row.output_tokens).toBe(4n);
    expect(row.max_tokens).toBe(0n);
    expect(row.n).toBe(255n);
    expect(row.tools).toBe(65535n);
    expect(row.status).toBe(999n);
  });

  it('sets each flag for its reason and no other', () => {
    const flags = (exchange: Partial<Exchange>) => Number(write({ ...plain, ...exchange }).flags);
    expect(flags({ request: { stream: true } })).toBe(FLAGS.stream);
    expect(flags({ request: { logprobs: 5 } })).toBe(FLAGS.logprobs);
    expect(flags({ request: { thinking: { type: 'enabled' } } })).toBe(FLAGS.thinkingAsked);
    expect(flags({ request: { reasoning_effort: 'high' } })).toBe(FLAGS.thinkingAsked);
    expect(flags({ request: { thinking: { type: 'disabled' } } })).toBe(0);
    expect(flags({ request: { thinking: null, logprobs: false, stream: false } })).toBe(0);
    const answer = { role: 'assistant', content: 'x' };
    expect(flags({ request: { messages: [answer, { role: 'user', content: 'y' }] } })).toBe(FLAGS.followUp);
    expect(flags({ request: { messages: [{ role: 'user', content: 'y' }, answer] } })).toBe(0);
    expect(flags({ response: {} })).toBe(FLAGS.hasResponse);
    for (const stop_reason of ['max_tokens', 'length'])
      expect(flags({ response: { stop_reason } })).toBe(FLAGS.hasResponse | FLAGS.truncated);
    for (const stop_reason of ['refusal', 'content_filter'])
      expect(flags({ response: { stop_reason } })).toBe(FLAGS.hasResponse | FLAGS.refused);
    expect(flags({ response: { refused: true, thinking: true } })).toBe(
      FLAGS.hasResponse | FLAGS.refused | FLAGS.thinkingReturned,
    );
  });

  it('keeps the first signatures that were issued and the last that were presented', () => {
    const row = write({
      ...plain,
      request: {
        messages: [{ role: 'assistant', content: ['a', 'b', 'c', 'd', 'e', 'f'].map((signature) => ({ signature })) }],
      },
      response: { signatures: ['x', 'y', 'z'] },
    });
    expect(row.issued).toEqual(['x', 'y'].map(textHashBigInt));
    expect(row.presented).toEqual(['f', 'e', 'd', 'c'].map(textHashBigInt));
  });

  it('comes back from the bytes as it went in', () => {
    const u32 = fc.integer({ min: 0, max: 0xffffffff });
    const half = fc.record({ hi: u32, lo: u32 });
    const bytes = (n: number) => fc.uint8Array({ minLength: n, maxLength: n });
    const name = fc.string({ minLength: 1, maxLength: 20 });
    const arbitrary = fc.record({
      id: name,
      time: fc.integer({ min: 0, max: 8.64e15 }),
      account: name,
      session: name,
      surface: name,
      model: name,
      system: name,
      last: name,
      latency: fc.integer({ min: 0, max: 1e9 }),
      asn: u32,
      tokens: fc.tuple(u32, u32, u32, u32, u32),
      client: fc.record({ ip: half, net: half, userAgent: half, ja4: half }),
      capabilities: bytes(CAPABILITIES.length),
      intents: bytes(INTENTS.length),
      skeleton: fc.uint32Array({ minLength: 8, maxLength: 8 }),
      anchors: fc.array(fc.tuple(u32, u32), { maxLength: ANCHOR_SLOTS }),
      shares: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      script: fc.integer({ min: 0, max: 8 }),
    });
    fc.assert(
      fc.property(fc.array(arbitrary, { minLength: 1, maxLength: 5 }), (list) => {
        const writer = new RowWriter();
        const text = createPromptText();
        const choices: Choice[] = [];
        list.forEach((x) => {
          const exchange: Exchange = {
            id: x.id,
            time: x.time,
            account: x.account,
            session: x.session,
            surface: x.surface,
            model: x.model,
            request: {
              system: x.system,
              messages: [{ role: 'user', content: x.last }],
              max_tokens: x.tokens[4],
            },
            usage: {
              input_tokens: x.tokens[0],
              output_tokens: x.tokens[1],
              cache_read_tokens: x.tokens[2],
              reasoning_tokens: x.tokens[3],
            },
            client: { asn: x.asn },
            latency_ms: x.latency,
          };
          readPromptText(exchange, text);
          const shape = {
            ...createShape(),
            codeShare: x.shares[0],
            reasoningInInput: x.shares[1],
            script: x.script,
          };
          writer.add(
            exchange,
            text,
            shape,
            { capabilities: x.capabilities, intents: x.intents, skeleton: x.skeleton },
            x.client,
          );
          const choice = createChoice();
          x.anchors.forEach(([hi, lo], k) => {
            choice.hi[k] = hi;
            choice.lo[k] = lo;
          });
          choice.count = x.anchors.length;
          choice.shared = Math.min(2, choice.count);
          choice.invariantShare = x.shares[0];
          choices.push(choice);
        });
        const rows = writer.take();
        choices.forEach((choice, i) => {
          setAnchors(new DataView(rows.buffer), i * FINGERPRINT_STRIDE, choice);
        });
        expect(rows.length).toBe(list.length * FINGERPRINT_STRIDE);
        const wide = ({ hi, lo }: { hi: number; lo: number }) => (BigInt(hi) << 32n) | BigInt(lo);
        list.forEach((x, i) => {
          const row = decode(rows, i);
          expect(row).toMatchObject({
            id: hash64BigInt(x.id),
            time: BigInt(x.time),
            unit: hash64BigInt(x.account),
            account: hash64BigInt(x.account),
            session: hash64BigInt(`${x.account}\u0000${x.session}`),
            surface: hash64BigInt(x.surface),
            model: hash64BigInt(x.model),
            system: textHashBigInt(x.system),
            body: textHashBigInt(x.last),
            ip: wide(x.client.ip),
            net: wide(x.client.net),
            user_agent: wide(x.client.userAgent),
            ja4: wide(x.client.ja4),
            asn: BigInt(x.asn),
            latency_ms: BigInt(x.latency),
            input_tokens: BigInt(x.tokens[0]),
            output_tokens: BigInt(x.tokens[1]),
            cache_read_tokens: BigInt(x.tokens[2]),
            reasoning_tokens: BigInt(x.tokens[3]),
            max_tokens: BigInt(x.tokens[4]),
            prompt_chars: BigInt(x.system.length + x.last.length),
            system_chars: BigInt(x.system.length),
            turns: 1n,
            script: BigInt(x.script),
            code_share: BigInt(Math.round(255 * x.shares[0])),
            reasoning_in_input: BigInt(Math.round(255 * x.shares[1])),
            invariant_share: BigInt(Math.round(255 * x.shares[0])),
            shared: BigInt(Math.min(2, x.anchors.length)),
            capabilities: Array.from(x.capabilities, BigInt),
            intents: Array.from(x.intents, BigInt),
            skeleton: Array.from(x.skeleton, BigInt),
          });
          const anchors = x.anchors.map(([hi, lo]) => wide({ hi, lo }));
          expect(row.anchors).toEqual([...anchors, ...new Array(ANCHOR_SLOTS - anchors.length).fill(0n)]);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('keeps rows whole when a block outgrows the buffer', () => {
    const writer = new RowWriter();
    const text = createPromptText();
    readPromptText(plain, text);
    for (let i = 0; i < 3_000; i++) writer.add({ ...plain, id: `e${i}` }, text, createShape(), blankScores(), KEYS);
    const rows = writer.take();
    const view = new DataView(rows.buffer);
    for (const i of [0, 1023, 1024, 2999])
      expect(view.getBigUint64(i * FINGERPRINT_STRIDE + OFFSET.id, true)).toBe(hash64BigInt(`e${i}`));
    expect(writer.count).toBe(0);
    expect(writer.take().length).toBe(0);
  });
});
