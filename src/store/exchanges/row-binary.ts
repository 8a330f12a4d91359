/**
 * ClickHouse RowBinary rows of a fixed width into columns: one typed array a column, no object a row. Scalars and
 * arrays with a fixed number of slots (one length byte in front), which is all that big results need; strings and
 * nullable columns go through rows() of the exchange store. Little-endian hosts only, as everything Node runs on is.
 */
import { assert } from '../../base/assert.ts';

interface ArrayOf {
  UInt8: Uint8Array;
  UInt16: Uint16Array;
  UInt32: Uint32Array;
  UInt64: BigUint64Array;
  Int64: BigInt64Array;
  Float32: Float32Array;
  Float64: Float64Array;
}

export type NumericType = keyof ArrayOf;
export type NumericArray = ArrayOf[NumericType];

/** One column of a result, in the order of the SELECT. */
export interface ColumnSpec {
  readonly name: string;
  readonly type: NumericType;
  /** Present for an array column: its fixed length. Values of row i are at [i * slots, (i + 1) * slots). */
  readonly slots?: number;
}

export type RowBinaryColumns<L extends readonly ColumnSpec[]> = {
  [C in L[number] as C['name']]: ArrayOf[C['type']];
};

const WIDTH: Record<NumericType, number> = {
  UInt8: 1,
  UInt16: 2,
  UInt32: 4,
  UInt64: 8,
  Int64: 8,
  Float32: 4,
  Float64: 8,
};
/** RowBinary writes lengths as base-128 varints; up to here that is one byte, and the row has a fixed width. */
const MAX_SLOTS = 127;
const FIRST_CAPACITY = 4_096;

/** The column's type as ClickHouse names it. */
export function clickhouseType(spec: ColumnSpec): string {
  return spec.slots === undefined ? spec.type : `Array(${spec.type})`;
}

/** Bytes of one row. */
export function rowStride(layout: readonly ColumnSpec[]): number {
  let stride = 0;
  for (const spec of layout) {
    const slots = spec.slots ?? 1;
    assert(slots >= 1 && slots <= MAX_SLOTS, `column ${spec.name} has 1..${MAX_SLOTS} slots, got ${slots}`);
    stride += slots * WIDTH[spec.type] + (spec.slots === undefined ? 0 : 1);
  }
  return stride;
}

/** Takes RowBinary bytes in chunks of any size and gives the columns. */
export interface ColumnDecoder<L extends readonly ColumnSpec[]> {
  /** Rows decoded since the last take(). */
  readonly rows: number;
  push(bytes: Uint8Array): void;
  /** The columns so far; decoding starts anew behind them. */
  take(): RowBinaryColumns<L>;
  /** Call at the end of the bytes: a row that was cut off is a bug of the layout or of the engine. */
  end(): void;
}

/** `expectedRows` sizes the arrays; a wrong guess costs a copy, nothing else. */
export function createColumnDecoder<const L extends readonly ColumnSpec[]>(
  layout: L,
  expectedRows = FIRST_CAPACITY,
): ColumnDecoder<L> {
  const stride = rowStride(layout);
  const firstCapacity = Math.max(1, expectedRows);
  // Allocated at the first row, so that the take() of a last page does not pay for a page that never comes.
  let capacity = 0;
  let arrays = layout.map((spec) => allocate(spec, 0));
  let rows = 0;
  const partial = new Uint8Array(stride);
  let partialBytes = 0;

  const decode = (bytes: Uint8Array, count: number): void => {
    if (rows + count > capacity) {
      capacity = Math.max(rows + count, capacity * 2, firstCapacity);
      arrays = arrays.map((old, c) => {
        const grown = allocate(layout[c] as ColumnSpec, capacity);
        (grown as Uint8Array).set(old as Uint8Array);
        return grown;
      });
    }
    let offset = 0;
    layout.forEach((spec, c) => {
      offset += decodeColumn(spec, bytes, offset, stride, count, arrays[c] as NumericArray, rows);
    });
    rows += count;
  };

  return {
    get rows() {
      return rows;
    },
    push(bytes) {
      let rest = bytes;
      if (partialBytes > 0) {
        const missing = Math.min(stride - partialBytes, rest.length);
        partial.set(rest.subarray(0, missing), partialBytes);
        partialBytes += missing;
        rest = rest.subarray(missing);
        if (partialBytes < stride) return;
        decode(partial, 1);
        partialBytes = 0;
      }
      const whole = Math.floor(rest.length / stride);
      if (whole > 0) decode(rest, whole);
      partialBytes = rest.length - whole * stride;
      if (partialBytes > 0) partial.set(rest.subarray(whole * stride));
    },
    take() {
      const columns: Record<string, NumericArray> = {};
      layout.forEach((spec, c) => {
        const array = arrays[c] as NumericArray;
        const length = rows * (spec.slots ?? 1);
        columns[spec.name] = length === array.length ? array : (array.slice(0, length) as NumericArray);
      });
      capacity = 0;
      arrays = layout.map((spec) => allocate(spec, 0));
      rows = 0;
      return columns as RowBinaryColumns<L>;
    },
    end() {
      assert(partialBytes === 0, `a result is whole rows of ${stride} bytes, ${partialBytes} bytes are left over`);
    },
  };
}

function allocate(spec: ColumnSpec, rows: number): NumericArray {
  const length = rows * (spec.slots ?? 1);
  switch (spec.type) {
    case 'UInt8':
      return new Uint8Array(length);
    case 'UInt16':
      return new Uint16Array(length);
    case 'UInt32':
      return new Uint32Array(length);
    case 'UInt64':
      return new BigUint64Array(length);
    case 'Int64':
      return new BigInt64Array(length);
    case 'Float32':
      return new Float32Array(length);
    case 'Float64':
      return new Float64Array(length);
  }
}

/** Decodes one column of `count` rows into `target` from row `first` on; returns the column's width in the row. */
function decodeColumn(
  spec: ColumnSpec,
  bytes: Uint8Array,
  offset: number,
  stride: number,
  count: number,
  target: NumericArray,
  first: number,
): number {
  const slots = spec.slots ?? 1;
  const width = WIDTH[spec.type];
  let start = offset;
  if (spec.slots !== undefined) {
    for (let row = 0, at = offset; row < count; row++, at += stride) {
      if (bytes[at] !== slots) {
        assert(false, `array column ${spec.name} has ${slots} slots in every row, got ${bytes[at]}`);
      }
    }
    start++;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Values are moved as bit patterns: eight bytes are two halves, so no BigInt and no float is made.
  if (width === 1) {
    const out = target as Uint8Array;
    for (let row = 0, at = start, to = first * slots; row < count; row++, at += stride) {
      for (let slot = 0; slot < slots; slot++) out[to++] = bytes[at + slot] as number;
    }
  } else if (width === 2) {
    const out = target as Uint16Array;
    for (let row = 0, at = start, to = first * slots; row < count; row++, at += stride) {
      for (let slot = 0; slot < slots; slot++) out[to++] = view.getUint16(at + slot * 2, true);
    }
  } else {
    const words = (slots * width) / 4;
    const out = new Uint32Array(target.buffer, target.byteOffset, target.byteLength / 4);
    for (let row = 0, at = start, to = first * words; row < count; row++, at += stride) {
      for (let word = 0; word < words; word++) out[to++] = view.getUint32(at + word * 4, true);
    }
  }
  return slots * width + (spec.slots === undefined ? 0 : 1);
}
