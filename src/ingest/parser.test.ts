import { describe, expect, it } from 'vitest';
import { FIXTURE_NOW, parseLines } from './fixtures/read.ts';

const base = { id: 'x', time: '2026-03-01T08:00:00Z', account: 'a', model: 'm', request: {} };
const line = (more: object): string => JSON.stringify({ ...base, ...more });

describe('wire lines', () => {
  it('keep unknown fields out and optional nulls in', () => {
    const log = parseLines([line({ extra: 1, session: null, request: { messages: null, junk: true, system: 's' } })]);
    expect(log.exchanges[0]).not.toHaveProperty('extra');
    expect(log.exchanges[0].request).not.toHaveProperty('junk');
    expect(log.exchanges[0]).toMatchObject({ session: null, request: { messages: null, system: 's' } });
  });

  it('that do not fit are set aside with field, expected and got, never with the value', () => {
    const secret = 'a-secret-prompt';
    const log = parseLines([
      line({ account: '' }),
      line({ model: undefined }),
      line({ request: { messages: [{ role: 7, content: secret }] } }),
      line({ request: { messages: [{ role: 'user', content: [{ text: { secret } }] }] } }),
      line({ usage: { input_tokens: -1 } }),
      line({ client: { asn: 1e12 } }),
      line({ status: 'ok' }),
      line({ id: 'y'.repeat(129) }),
    ]);
    expect(log.exchanges).toEqual([]);
    expect(log.rejections.map(({ line: at, field, expected, got }) => [at, field, expected, got])).toEqual([
      [1, 'account', 'at least 1 characters', 'an empty string'],
      [2, 'model', 'a string', 'nothing'],
      [3, 'request.messages.0.role', 'a string', 'a whole number of 1 digits'],
      [4, 'request.messages.0.content.0.text', 'a string', 'an object'],
      [5, 'usage.input_tokens', 'at least 0', 'a negative whole number of 1 digits'],
      [6, 'client.asn', 'at most 4294967295', 'a whole number of 13 digits'],
      [7, 'status', 'a number', 'a string of 2 characters'],
      [8, 'id', 'at most 128 characters', 'a string of 129 characters'],
    ]);
    expect(log.rejections.every((one) => one.reason === 'schema')).toBe(true);
    expect(JSON.stringify(log.rejections)).not.toContain(secret);
  });

  it('count blank lines and the last line without a newline', () => {
    const log = parseLines(['', line({ id: '1' }), '  \r', 'nonsense', line({ id: '2' })]);
    expect(log.places).toEqual([
      { file: 'memory', line: 2 },
      { file: 'memory', line: 5 },
    ]);
    expect(log.rejections).toMatchObject([{ line: 4, reason: 'invalid_json' }]);
  });

  it('with an id seen before pass: the store tells duplicates', () => {
    expect(parseLines([line({}), line({})]).exchanges).toHaveLength(2);
  });

  it('with __proto__ and constructor keys are harmless', () => {
    const log = parseLines([
      `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"p","time":1772352000000,"account":"a","model":"m","request":{"__proto__":{"system":"no"},"tools":[{"__proto__":{"polluted":1}}]}}`,
    ]);
    expect(log.exchanges).toHaveLength(1);
    expect(log.exchanges[0].request.system).toBeUndefined();
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('times', () => {
  it('are RFC 3339 in any zone, milliseconds, or noted seconds', () => {
    const log = parseLines([
      line({ time: '2026-03-01T08:00:00.1239Z' }),
      line({ time: '2026-03-01T09:30:00+01:30' }),
      line({ time: 1_772_352_000_000 }),
      line({ time: 1_772_352_000 }),
      line({ time: '2024-02-29T23:59:59Z' }),
    ]);
    expect(log.exchanges.map((one) => one.time)).toEqual([
      1_772_352_000_123,
      1_772_352_000_000,
      1_772_352_000_000,
      1_772_352_000_000,
      Date.parse('2024-02-29T23:59:59Z'),
    ]);
    expect(log.notes).toEqual({ time_in_seconds: 1 });
  });

  it('in the future, before 2015, or not on the calendar are set aside', () => {
    const day = 86_400_000;
    const log = parseLines([
      line({ time: FIXTURE_NOW + day }),
      line({ time: FIXTURE_NOW + day + 1 }),
      line({ time: 1_772_352_000_000_000 }),
      line({ time: '2014-12-31T23:59:59Z' }),
      line({ time: 0 }),
      line({ time: '2026-02-29T00:00:00Z' }),
      line({ time: '2026-03-01 08:00:00' }),
      line({ time: -5 }),
      line({ time: 1.5 }),
      line({ time: '0026-03-01T08:00:00Z' }),
      line({ time: '0000-01-01T00:00:00Z' }),
      line({ time: '1969-12-31T23:59:59.999Z' }),
      line({ time: '9999-12-31T23:59:59Z' }),
      line({ time: 8.64e15 }),
    ]);
    expect(log.exchanges).toHaveLength(1);
    expect(log.rejections.map((one) => one.reason)).toEqual([
      'future_time',
      'future_time',
      'past_time',
      'past_time',
      'schema',
      'schema',
      'schema',
      'schema',
      'past_time',
      'past_time',
      'past_time',
      'future_time',
      'future_time',
    ]);
    expect(log.rejections.every((one) => one.field === 'time')).toBe(true);
  });

  it('of accounts, grants and releases may be in seconds too', () => {
    const log = parseLines([
      '{"account":"a","created":1767571200,"program":"standard","status_time":1767571300,"grants":[{"kind":"distillation","models":["m"],"from":1767571200,"to":1799107200}]}',
      '{"model":"m","released":1767571200}',
    ]);
    expect(log.accounts[0]).toMatchObject({
      created: 1_767_571_200_000,
      status_time: 1_767_571_300_000,
      grants: [{ from: 1_767_571_200_000, to: 1_799_107_200_000 }],
      verification: 'none',
      status: 'active',
    });
    expect(log.releases).toEqual([{ model: 'm', released: 1_767_571_200_000 }]);
    expect(log.notes.time_in_seconds).toBe(5);
  });
});

describe('hostile lines', () => {
  it('of invalid UTF-8 are set aside alone', () => {
    const good = Buffer.from(`${line({ id: 'é' })}\n`);
    const bad = Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}\n')]);
    const log = parseLines(new Uint8Array(Buffer.concat([good, bad, good])));
    expect(log.exchanges.map((one) => one.id)).toEqual(['é', 'é']);
    expect(log.rejections).toMatchObject([{ line: 2, reason: 'invalid_utf8' }]);
  });

  it('that nest too deep are refused before they are parsed, brackets in strings do not count', () => {
    const nest = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    const tools = (depth: number): string => line({}).replace('"request":{}', `"request":{"tools":${nest(depth)}}`);
    const log = parseLines([tools(62), tools(63), line({ session: '[{'.repeat(100) }), nest(2_000_000)]);
    expect(log.exchanges).toHaveLength(2);
    expect(log.rejections.map((one) => [one.line, one.reason])).toEqual([
      [2, 'too_deep'],
      [4, 'too_deep'],
    ]);
  });

  it('with bodies in strings that nest too deep are read without the body', () => {
    const deep = `{"messages":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
    const log = parseLines(
      [
        JSON.stringify({
          started_at: 1_772_352_000_000,
          client_ip: '192.0.2.1',
          request: { id: 'k' },
          consumer: { id: 'c' },
          ai: { proxy: { payload: { request: deep }, meta: { request_model: 'm' } } },
        }),
      ],
      'kong',
    );
    expect(log.exchanges).toMatchObject([{ id: 'k', account: 'c' }]);
  });

  it('that are valid JSON but no object are told by what they are', () => {
    const log = parseLines(['[1,2]', '"text"', '12', 'null', '{"id":']);
    expect(log.rejections.map((one) => [one.reason, one.got])).toEqual([
      ['not_an_object', 'an array of 2'],
      ['not_an_object', 'a string of 4 characters'],
      ['not_an_object', 'a whole number of 2 digits'],
      ['not_an_object', 'null'],
      ['invalid_json', 'an object that ends early, 6 bytes'],
    ]);
  });

  it('of truth labels are ignored, so that labels beside a log are never read', () => {
    const log = parseLines(['{"account":"a","campaign":"c1","group":"c1"}']);
    expect(log.ignored).toEqual({ truth_label: 1 });
    expect(log.rejections).toEqual([]);
  });
});
