import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exchange } from '../model/wire.ts';
import { fastExchange } from './fast-exchange.ts';
import { fastRfc3339 } from './time.ts';

const odd = fc.constantFrom<unknown>(null, undefined, '', 0, -1, 1.5, 1e300, true, [], {}, 'x'.repeat(200), [1], 'text');
/** Mostly the right type, sometimes anything. */
const mostly = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 60, arbitrary: right }, { weight: 1, arbitrary: odd });
const optional = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 20, arbitrary: right },
    { weight: 20, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: odd },
  );

const text = fc.string({ maxLength: 20 });
const part = fc.record({
  type: optional(text),
  text: optional(text),
  thinking: optional(text),
  signature: optional(text),
  input: fc.jsonValue(),
  content: optional(text),
  extra: fc.jsonValue(),
});
const content = fc.oneof(text, fc.array(mostly(part), { maxLength: 3 }));
const message = fc.record({
  role: mostly(text),
  content: optional(content),
  tool_calls: optional(fc.array(fc.jsonValue(), { maxLength: 2 })),
  extra: text,
});
const time = fc.oneof(
  fc.integer({ min: 0, max: 2e12 }),
  fc
    .date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom(
    '2026-03-01T08:00:00Z',
    '2026-02-29T08:00:00Z',
    '2024-02-29T08:00:00Z',
    '2026-04-31T08:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T08:00:00.123456789Z',
    '2026-03-01T08:00:00+02:00',
    '2026-03-01T08:00Z',
    '2026-3-01T08:00:00Z',
    '0000-01-01T00:00:00Z',
  ),
);
const value = fc.record({
  id: mostly(fc.string({ minLength: 1, maxLength: 10 })),
  time: mostly(time),
  account: mostly(fc.string({ minLength: 1, maxLength: 10 })),
  model: mostly(fc.string({ minLength: 1, maxLength: 10 })),
  sub_account: optional(fc.string({ minLength: 1, maxLength: 130 })),
  session: optional(text),
  surface: optional(fc.string({ minLength: 1 })),
  request: mostly(
    fc.record({
      system: optional(content),
      messages: optional(fc.array(mostly(message), { maxLength: 3 })),
      tools: optional(fc.array(fc.jsonValue(), { maxLength: 2 })),
      temperature: optional(fc.double()),
      n: optional(fc.integer()),
      logprobs: optional(fc.boolean()),
      stream: optional(fc.boolean()),
      thinking: fc.jsonValue(),
      extra: text,
    }),
  ),
  response: optional(
    fc.record({
      text: optional(text),
      refused: optional(fc.boolean()),
      signatures: optional(fc.array(mostly(text), { maxLength: 2 })),
    }),
  ),
  usage: optional(fc.record({ input_tokens: optional(fc.nat()), output_tokens: optional(fc.integer()) })),
  client: optional(
    fc.record({
      ip: optional(text),
      asn: optional(fc.integer()),
      country: optional(text),
      ja4: optional(text),
    }),
  ),
  status: optional(fc.integer({ min: -1, max: 1000 })),
  latency_ms: optional(fc.double({ noNaN: true })),
  extra: fc.jsonValue(),
});

describe('the fast check of an exchange', () => {
  it('gives what the schema gives, or leaves the verdict to it', () => {
    let fast = 0;
    let accepted = 0;
    fc.assert(
      fc.property(value, (input) => {
        const quick = fastExchange(input);
        const schema = Exchange.safeParse(input);
        if (schema.success) accepted++;
        if (quick === undefined) return;
        fast++;
        expect(schema.success).toBe(true);
        expect(quick).toEqual(schema.data);
      }),
      { numRuns: 4_000 },
    );
    // The property would be empty if nothing were accepted, and the fast check useless if it left most to the schema.
    expect(accepted).toBeGreaterThan(200);
    expect(fast / accepted).toBeGreaterThan(0.7);
  });

  it('never accepts what is not an object', () => {
    fc.assert(fc.property(fc.anything(), (input) => fastExchange(input) === undefined || Exchange.safeParse(input).success));
  });
});

describe('the fast RFC 3339 reader', () => {
  it('agrees with Date.parse on every valid time', () => {
    const date = fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.constantFrom('', '.1', '.12', '.123', '.1239'), (when, fraction) => {
        const written = when.toISOString().replace(/\.\d+Z$/, `${fraction}Z`);
        const read = fastRfc3339(written);
        // February's last days are left to the schema.
        if (read !== -1) expect(read).toBe(Date.parse(written));
        else expect(when.getUTCDate()).toBeGreaterThan(28);
      }),
      { numRuns: 3_000 },
    );
  });
});
