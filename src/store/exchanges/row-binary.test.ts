import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColumnSpec, createColumnDecoder, type NumericType, rowStride } from './row-binary.ts';

type Write = (view: DataView, at: number, value: bigint) => void;
const TYPES: Record<NumericType, { width: number; write: Write; read: (view: DataView, at: number) => unknown }> = {
  UInt8: {
    width: 1,
    write: (v, at, x) => v.setUint8(at, Number(x & 0xffn)),
    read: (v, at) => v.getUint8(at),
  },
  UInt16: {
    width: 2,
    write: (v, at, x) => v.setUint16(at, Number(x & 0xffffn), true),
    read: (v, at) => v.getUint16(at, true),
  },
  UInt32: {
    width: 4,
    write: (v, at, x) => v.setUint32(at, Number(x & 0xffffffffn), true),
    read: (v, at) => v.getUint32(at, true),
  },
  UInt64: {
    width: 8,
    write: (v, at, x) => v.setBigUint64(at, x, true),
    read: (v, at) => v.getBigUint64(at, true),
  },
  Int64: {
    width: 8,
    write: (v, at, x) => v.setBigUint64(at, x, true),
    read: (v, at) => v.getBigInt64(at, true),
  },
  Float32: {
    width: 4,
    write: (v, at, x) => v.setUint32(at, Number(x & 0xffffffffn), true),
    read: (v, at) => v.getFloat32(at, true),
  },
  Float64: {
    width: 8,
    write: (v, at, x) => v.setBigUint64(at, x, true),
    read: (v, at) => v.getFloat64(at, true),
  },
};

const layoutOf = fc.array(
  fc.record({
    type: fc.constantFrom(...(Object.keys(TYPES) as NumericType[])),
    slots: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** The slow twin: one DataView call a value, one list a column. */
function twin(layout: readonly ColumnSpec[], bytes: Uint8Array, rows: number): unknown[][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const out: unknown[][] = layout.map(() => []);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    layout.forEach((spec, c) => {
      if (spec.slots !== undefined) at++;
      for (let slot = 0; slot < (spec.slots ?? 1); slot++) {
        out[c]?.push(TYPES[spec.type].read(view, at));
        at += TYPES[spec.type].width;
      }
    });
  }
  return out;
}

function encode(layout: readonly ColumnSpec[], values: readonly bigint[], rows: number): Uint8Array {
  const bytes = new Uint8Array(rowStride(layout) * rows);
  const view = new DataView(bytes.buffer);
  let at = 0;
  let next = 0;
  for (let row = 0; row < rows; row++) {
    for (const spec of layout) {
      if (spec.slots !== undefined) bytes[at++] = spec.slots;
      for (let slot = 0; slot < (spec.slots ?? 1); slot++) {
        TYPES[spec.type].write(view, at, values[next++ % values.length] as bigint);
        at += TYPES[spec.type].width;
      }
    }
  }
  return bytes;
}

describe('the RowBinary decoder', () => {
  it('gives what a value-by-value reading gives, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        layoutOf,
        fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 30 }),
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 40 }),
        (types, values, rows, cuts, expectedRows) => {
          const layout = types.map((column, i) => ({ ...column, name: `c${i}` })) as ColumnSpec[];
          const bytes = encode(layout, values, rows);
          const decoder = createColumnDecoder(layout, expectedRows);
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const size = cuts[i % cuts.length] as number;
            decoder.push(bytes.subarray(at, at + size));
            at += size;
          }
          decoder.end();
          expect(decoder.rows).toBe(rows);
          const columns = decoder.take() as Record<string, ArrayLike<unknown>>;
          const expected = twin(layout, bytes, rows);
          layout.forEach((spec, c) => {
            expect(Array.from(columns[spec.name] as ArrayLike<unknown>)).toEqual(expected[c]);
          });
        },
      ),
    );
  });

  it('starts anew after a take', () => {
    const decoder = createColumnDecoder([{ name: 'a', type: 'UInt8' }], 2);
    decoder.push(new Uint8Array([1, 2, 3]));
    expect([...decoder.take().a]).toEqual([1, 2, 3]);
    decoder.push(new Uint8Array([4]));
    expect([...decoder.take().a]).toEqual([4]);
    expect([...decoder.take().a]).toEqual([]);
  });

  it('refuses an array of another length than the layout says', () => {
    const decoder = createColumnDecoder([{ name: 'a', type: 'UInt8', slots: 2 }]);
    expect(() => decoder.push(new Uint8Array([3, 1, 2]))).toThrow('array column a has 2 slots in every row, got 3');
  });

  it('refuses a result that ends in the middle of a row', () => {
    const decoder = createColumnDecoder([{ name: 'a', type: 'UInt32' }]);
    decoder.push(new Uint8Array(6));
    expect(() => decoder.end()).toThrow('2 bytes are left over');
  });
});
