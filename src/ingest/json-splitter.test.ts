import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonSplitter } from './json-splitter.ts';

function split(text: string, chunks = [text.length], maxBytes?: number) {
  const elements: string[] = [];
  const bad: string[] = [];
  const splitter = new JsonSplitter(
    {
      element: (bytes) => elements.push(Buffer.from(bytes).toString()),
      bad: (reason) => {
        bad.push(reason);
        elements.push('');
      },
    },
    maxBytes,
  );
  const bytes = Buffer.from(text);
  let at = 0;
  for (const size of chunks) {
    splitter.add(bytes.subarray(at, at + size));
    at += size;
  }
  splitter.add(bytes.subarray(at));
  return { elements, bad, open: splitter.end() };
}

const record = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => ({ ...value, data: 'not a list' }));

describe('splitting JSON into elements', () => {
  it('gives back every element, however it is written and however the bytes arrive', () => {
    const form = fc.constantFrom(
      (list: object[]) => JSON.stringify(list),
      (list: object[]) => JSON.stringify(list, null, 2),
      (list: object[]) => list.map((one) => JSON.stringify(one, null, '\t')).join('\r\n'),
      (list: object[]) => list.map((one) => JSON.stringify(one)).join(''),
      (list: object[]) => JSON.stringify({ total: { n: [1] }, records: list, next: { data: 'x' } }, null, 1),
      (list: object[]) => JSON.stringify([{ batch: list.slice(0, 1) }, { meta: 1, batch: list.slice(1) }]),
    );
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 5 }),
        form,
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }),
        (list, write, chunks) => {
          const text = write(list);
          const result = split(text, chunks);
          expect(result.elements.map((element) => JSON.parse(element) as unknown)).toEqual(JSON.parse(JSON.stringify(list)));
          expect(result).toMatchObject({ bad: [], open: false });
          expect(result.elements.every((element) => !/[\r\n]/.test(element))).toBe(true);
        },
      ),
    );
  });

  it('takes several lists out of one wrapper', () => {
    const text = '{"resourceSpans":[{"a":1}],"note":"]","resourceLogs":[{"b":2},{"c":3}]}';
    expect(split(text)).toEqual({ elements: ['{"a":1}', '{"b":2}', '{"c":3}'], bad: [], open: false });
  });

  it('goes on behind junk, numbers and elements that are too long or too deep', () => {
    const deep = `{"x":${'['.repeat(70)}${']'.repeat(70)}}`;
    const result = split(`[{"a":1}, 17, {"b":"${'y'.repeat(300)}"}, ${deep}, "text", {"c":2}]`, [3], 200);
    expect(result.elements).toEqual(['{"a":1}', '', '', '', '"text"', '{"c":2}']);
    expect(result.bad).toEqual(['invalid_json', 'line_too_long', 'too_deep']);
  });

  it('says when the input ends inside an element or a list', () => {
    expect(split('[{"a":1}').open).toBe(true);
    expect(split('{"a":').open).toBe(true);
    expect(split('{"data":[{"a":1}]').open).toBe(true);
    expect(split('{"a":1}').open).toBe(false);
  });

  it('keeps a line break inside a string an error', () => {
    const { elements } = split('{"a":"x\ny"}\n{"b":1}');
    expect(elements).toHaveLength(2);
    expect(() => JSON.parse(elements[0]) as unknown).toThrow();
    expect(JSON.parse(elements[1])).toEqual({ b: 1 });
  });

  it('never throws and never loops, whatever it is given', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[[\]{}",:\\ \nabdt1]*$/), (text) => {
        split(text, [1, 2, 3]);
      }),
      { numRuns: 2_000 },
    );
  });
});
