import { readFileSync } from 'node:fs';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { otlpMessage } from '../../../test/otlp-message.ts';
import { LIMITS } from '../../base/limits.ts';
import type { ExchangeInput } from '../../model/wire.ts';
import { fixture } from '../fixtures/read.ts';
import type { JsonObject } from '../values.ts';
import { otlp } from './otlp.ts';
import { OtlpError, readOtlpProtobuf } from './otlp-protobuf.ts';

function exchanges(records: readonly JsonObject[]): ExchangeInput[] {
  const found: ExchangeInput[] = [];
  const session = otlp.open();
  const sink = {
    exchange: (input: ExchangeInput) => found.push(input),
    reject: () => {},
    ignored: () => {},
    caller: () => {},
    note: () => {},
  };
  records.forEach((record, i) => {
    session.read(record, { file: '', line: i + 1 }, sink);
  });
  session.flush(sink);
  return found;
}

describe('an OTLP message', () => {
  it('says the same as its JSON', () => {
    const documents: JsonObject[] = readFileSync(fixture('otlp-spans.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter((document) => Array.isArray(document.resourceSpans));
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) {
      const fromJson = exchanges([document]);
      const fromBytes = exchanges(readOtlpProtobuf(otlpMessage(document)));
      expect(fromBytes).toEqual(fromJson);
    }
  });

  it('that is something else is an error, wherever it ends', () => {
    const [document] = readFileSync(fixture('otlp-spans.ndjson'), 'utf8').split('\n');
    const whole = otlpMessage(JSON.parse(document));
    for (let length = 1; length < whole.length; length += 7)
      expect(() => readOtlpProtobuf(whole.subarray(0, length)), `${length} bytes`).toThrow(OtlpError);
    expect(() => readOtlpProtobuf(Buffer.from('{"resourceSpans":[]}'))).toThrow(OtlpError);
    // Field 1 is a message, not a number.
    expect(() => readOtlpProtobuf(new BinaryWriter().tag(1, WireType.Varint).int32(5).finish())).toThrow(OtlpError);
  });

  it('is bounded in depth and in values', () => {
    let deep: JsonObject = { stringValue: 'x' };
    for (let i = 0; i <= LIMITS.jsonDepth; i++) deep = { arrayValue: { values: [deep] } };
    const withAttribute = (value: JsonObject) =>
      otlpMessage({ resourceSpans: [{ resource: { attributes: [{ key: 'a', value }] }, scopeSpans: [] }] });
    expect(() => readOtlpProtobuf(withAttribute(deep))).toThrow('deep');
    const values = Array.from({ length: LIMITS.bodyValues }, () => ({}));
    const wide = withAttribute({ arrayValue: { values } });
    expect(wide.length).toBeLessThan(3 * LIMITS.bodyValues);
    expect(() => readOtlpProtobuf(wide)).toThrow('too many values');
  });
});
