import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { Exchange } from '../src/model/wire.ts';
import { publishedSchemas, schemaPath } from './write-schemas.ts';

describe('the published JSON Schemas', () => {
  it('are current (npm run schemas writes them)', () => {
    for (const [name, text] of publishedSchemas()) expect(readFileSync(schemaPath(name), 'utf8'), name).toBe(text);
  });

  it('accept and refuse what the parser does', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const schema = JSON.parse(readFileSync(schemaPath('exchange.schema.json'), 'utf8')) as object;
    const validate = ajv.compile(schema);
    const base = { id: 'x', time: '2026-03-01T08:00:00Z', account: 'a', model: 'm', request: {} };
    const cases: object[] = [
      base,
      { ...base, unknown: 1 },
      { ...base, time: 1_772_352_000_000, session: null },
      {
        ...base,
        request: { system: [{ type: 'text', text: 't' }], messages: [{ role: 'user', content: 'c' }] },
      },
      { ...base, id: '' },
      { ...base, time: 'yesterday' },
      { ...base, time: 1.5 },
      { ...base, request: { messages: [{ content: 'no role' }] } },
      { ...base, usage: { input_tokens: -1 } },
      { ...base, client: { asn: 'AS1' } },
    ];
    const verdicts = cases.map((one) => validate(one));
    expect(verdicts).toEqual(cases.map((one) => Exchange.safeParse(one).success));
    expect(verdicts).toEqual([true, true, true, true, false, false, false, false, false, false]);
  });
});
