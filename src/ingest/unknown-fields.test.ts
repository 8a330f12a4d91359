import { describe, expect, it } from 'vitest';
import { LIMITS } from '../base/limits.ts';
import { shownCounts, UnknownFieldTally } from '../model/unknown-fields.ts';
import { parseLines } from './fixtures/read.ts';
import { shownField, unknownFields } from './unknown-fields.ts';

const EXCHANGE = { id: 'e-1', time: '2026-03-01T10:00:00Z', account: 'a-1', model: 'm-1', request: {} };

describe('unknown fields of a record', () => {
  it('are named with their place, in the record and the objects that rules read', () => {
    const record = {
      ...EXCHANGE,
      user_agent: 'x',
      request: { messages: [{ role: 'user', content: 'hello', mood: 'good' }], top_p: 1 },
      response: { txt: '' },
      usage: { prompt_tokens: 3 },
      client: { 'user-agent': 'x', ip: null },
    };
    expect(unknownFields(record, 'exchange')).toEqual([
      'user_agent',
      'request.top_p',
      'response.txt',
      'usage.prompt_tokens',
      'client.user-agent',
    ]);
  });

  it('are none in a record that has every field of the wire format', () => {
    expect(unknownFields({ ...EXCHANGE, api_key: 'k', session: null, usage: null, client: {} }, 'exchange')).toBeNull();
  });

  it('are found in accounts and releases, and not in what is rejected', () => {
    const { unknown } = parseLines([
      JSON.stringify({ account: 'a-1', created: '2026-01-01T00:00:00Z', program: 'standard', payment_card: 'visa' }),
      JSON.stringify({ model: 'm-1', released: '2026-01-01T00:00:00Z', family: 'm' }),
      JSON.stringify({ ...EXCHANGE, time: 'yesterday', colour: 'red' }),
    ]);
    expect(unknown).toEqual([['payment_card'], ['family']]);
  });

  it.each([
    'someone@example.com',
    'tell me how to do it',
    'sk-live-9f31c7720411',
    '192.0.2.17',
    '+1 555 010 9999',
    'ip:10.0.0.7',
    'Müller',
    '',
  ])('keep a name to themselves that may be data: %s', (name) => {
    expect(shownField('client.', name)).toBeNull();
  });

  it('have names of at most 64 characters', () => {
    expect(shownField('request.', 'x'.repeat(100_000))).toHaveLength(64);
    expect(shownField('', 'x-b3-traceid')).toBe('x-b3-traceid');
  });
});

describe('the tally of unknown fields', () => {
  it('shows the 20 most frequent names and counts the others', () => {
    const tally = new UnknownFieldTally(LIMITS.unknownFields);
    for (let i = 1; i <= 30; i++) tally.field(`f${String(i).padStart(2, '0')}`, i);
    tally.field(null, 4);
    const { fields, unnamed } = shownCounts(tally);
    expect(Object.keys(fields)).toHaveLength(20);
    expect(fields.f30).toBe(30);
    expect(fields.f10).toBeUndefined();
    expect(unnamed).toBe(55 + 4);
  });

  it('remembers a bounded number of names, whatever they are', () => {
    const tally = new UnknownFieldTally(2);
    for (const name of ['__proto__', 'constructor', 'a', 'constructor']) tally.field(name, 1);
    expect(tally.counts().unnamed).toBe(1);
    expect(Object.entries(tally.fields)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
  });
});
