/**
 * Converts export requests for traces and logs in protobuf to records for the OTLP adapter, one per span or log record, in the
 * form of OTLP/JSON. Reads the fields that the adapter uses and skips all others, including those of later protocol versions.
 * Leaves out what a span means (otlp.ts).
 *
 * Field numbers: opentelemetry-proto, collector/{trace,logs}/v1/*_service.proto, trace/v1/trace.proto, logs/v1/logs.proto,
 * common/v1/common.proto.
 */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { LIMITS } from '../../base/limits.ts';
import type { JsonObject } from '../values.ts';

/** Thrown for bytes that are no such message, or one with too many values. */
export class OtlpError extends Error {
  readonly tooMany: boolean;

  constructor(message: string, tooMany = false) {
    super(message);
    this.tooMany = tooMany;
  }
}

/** By number: how the field is written, and what to do with it. */
type Fields = Readonly<Record<number, readonly [WireType, (reader: BinaryReader) => void]>>;
type ReadItem = (bytes: Uint8Array) => JsonObject;
const BYTES = WireType.LengthDelimited;

/** Values that one request may still have: each costs memory, however few bytes it takes. */
let valuesLeft = 0;

/** One record a span; bytes that are not an ExportTraceServiceRequest throw an {@link OtlpError}. */
export function readOtlpProtobuf(bytes: Uint8Array): JsonObject[] {
  return readRequest(bytes, (item) => readSpan(item), spanRecord);
}

/** One record a log record; bytes that are not an ExportLogsServiceRequest throw an {@link OtlpError}. */
export function readOtlpLogsProtobuf(bytes: Uint8Array): JsonObject[] {
  return readRequest(bytes, (item) => readLogRecord(item), logRecord);
}

/** Both requests have the same shape: resources, their scopes, and the spans or log records of each. */
function readRequest(bytes: Uint8Array, read: ReadItem, one: typeof spanRecord): JsonObject[] {
  const records: JsonObject[] = [];
  valuesLeft = LIMITS.bodyValues;
  try {
    message(bytes, { 1: [BYTES, (reader) => readResource(reader.bytes(), records, read, one)] });
    return records;
  } catch (error) {
    if (error instanceof OtlpError) throw error;
    throw new OtlpError('bytes that are not an OTLP message');
  }
}

function readResource(bytes: Uint8Array, records: JsonObject[], read: ReadItem, one: typeof spanRecord): void {
  let resource: JsonObject = {};
  // Senders put the resource before its spans, but the fields of a message may come in any order.
  const scopes: Uint8Array[] = [];
  message(bytes, {
    1: [
      BYTES,
      (reader) => {
        const attributes: JsonObject[] = [];
        message(reader.bytes(), { 1: [BYTES, (inner) => attributes.push(readKeyValue(inner.bytes(), 0))] });
        resource = { attributes };
      },
    ],
    2: [BYTES, (reader) => scopes.push(reader.bytes())],
  });
  for (const bytes of scopes) {
    let scope: JsonObject = {};
    const items: Uint8Array[] = [];
    message(bytes, {
      1: [
        BYTES,
        (reader) => {
          scope = readScope(reader.bytes());
        },
      ],
      2: [BYTES, (reader) => items.push(reader.bytes())],
    });
    for (const item of items) records.push(one(resource, scope, read(item)));
  }
}

function readScope(bytes: Uint8Array): JsonObject {
  const attributes: JsonObject[] = [];
  message(bytes, { 3: [BYTES, (reader) => attributes.push(readKeyValue(reader.bytes(), 0))] });
  return { attributes };
}

/** A document of one span: what the adapter takes for a record of its own. */
export function spanRecord(resource: unknown, scope: unknown, span: unknown): JsonObject {
  return { resourceSpans: [{ resource, scopeSpans: [{ scope, spans: [span] }] }] };
}

/** A document of one log record. */
export function logRecord(resource: unknown, scope: unknown, record: unknown): JsonObject {
  return { resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords: [record] }] }] };
}

function readSpan(bytes: Uint8Array): JsonObject {
  const span: Record<string, unknown> = {};
  const attributes: JsonObject[] = [];
  const events: JsonObject[] = [];
  message(bytes, {
    1: [
      BYTES,
      (reader) => {
        span.traceId = hex(reader.bytes());
      },
    ],
    2: [
      BYTES,
      (reader) => {
        span.spanId = hex(reader.bytes());
      },
    ],
    4: [
      BYTES,
      (reader) => {
        span.parentSpanId = hex(reader.bytes());
      },
    ],
    5: [
      BYTES,
      (reader) => {
        span.name = reader.string();
      },
    ],
    7: [
      WireType.Bit64,
      (reader) => {
        span.startTimeUnixNano = String(reader.fixed64());
      },
    ],
    8: [
      WireType.Bit64,
      (reader) => {
        span.endTimeUnixNano = String(reader.fixed64());
      },
    ],
    9: [BYTES, (reader) => attributes.push(readKeyValue(reader.bytes(), 0))],
    11: [BYTES, (reader) => events.push(readEvent(reader.bytes()))],
  });
  return { ...span, attributes, events };
}

function readEvent(bytes: Uint8Array): JsonObject {
  const event: Record<string, unknown> = {};
  const attributes: JsonObject[] = [];
  message(bytes, {
    1: [
      WireType.Bit64,
      (reader) => {
        event.timeUnixNano = String(reader.fixed64());
      },
    ],
    2: [
      BYTES,
      (reader) => {
        event.name = reader.string();
      },
    ],
    3: [BYTES, (reader) => attributes.push(readKeyValue(reader.bytes(), 0))],
  });
  return { ...event, attributes };
}

function readLogRecord(bytes: Uint8Array): JsonObject {
  const record: Record<string, unknown> = {};
  const attributes: JsonObject[] = [];
  message(bytes, {
    1: [
      WireType.Bit64,
      (reader) => {
        record.timeUnixNano = nanos(reader.fixed64());
      },
    ],
    5: [
      BYTES,
      (reader) => {
        record.body = readAnyValue(reader.bytes(), 0);
      },
    ],
    6: [BYTES, (reader) => attributes.push(readKeyValue(reader.bytes(), 0))],
    9: [
      BYTES,
      (reader) => {
        record.traceId = hex(reader.bytes());
      },
    ],
    10: [
      BYTES,
      (reader) => {
        record.spanId = hex(reader.bytes());
      },
    ],
    11: [
      WireType.Bit64,
      (reader) => {
        record.observedTimeUnixNano = nanos(reader.fixed64());
      },
    ],
    12: [
      BYTES,
      (reader) => {
        record.eventName = reader.string();
      },
    ],
  });
  return { ...record, attributes };
}

/** Zero means that the time is unknown. */
function nanos(value: unknown): string | undefined {
  const text = String(value);
  return text === '0' ? undefined : text;
}

function readKeyValue(bytes: Uint8Array, depth: number): JsonObject {
  let key = '';
  let value: JsonObject = {};
  message(bytes, {
    1: [
      BYTES,
      (reader) => {
        key = reader.string();
      },
    ],
    2: [
      BYTES,
      (reader) => {
        value = readAnyValue(reader.bytes(), depth);
      },
    ],
  });
  return { key, value };
}

function readAnyValue(bytes: Uint8Array, depth: number): JsonObject {
  if (depth > LIMITS.jsonDepth) throw new OtlpError(`values nested more than ${LIMITS.jsonDepth} deep`);
  let value: JsonObject = {};
  message(bytes, {
    1: [
      BYTES,
      (reader) => {
        value = { stringValue: reader.string() };
      },
    ],
    2: [
      WireType.Varint,
      (reader) => {
        value = { boolValue: reader.bool() };
      },
    ],
    3: [
      WireType.Varint,
      (reader) => {
        value = { intValue: String(reader.int64()) };
      },
    ],
    4: [
      WireType.Bit64,
      (reader) => {
        value = { doubleValue: reader.double() };
      },
    ],
    5: [
      BYTES,
      (reader) => {
        const values: JsonObject[] = [];
        message(reader.bytes(), {
          1: [BYTES, (inner) => values.push(readAnyValue(inner.bytes(), depth + 1))],
        });
        value = { arrayValue: { values } };
      },
    ],
    6: [
      BYTES,
      (reader) => {
        const values: JsonObject[] = [];
        message(reader.bytes(), {
          1: [BYTES, (inner) => values.push(readKeyValue(inner.bytes(), depth + 1))],
        });
        value = { kvlistValue: { values } };
      },
    ],
  });
  return value;
}

function message(bytes: Uint8Array, fields: Fields): void {
  if (--valuesLeft < 0) throw new OtlpError('too many values', true);
  eachField(new BinaryReader(bytes), bytes.length, fields);
}

/** A known field that is written as another kind of value means that this is some other message. */
function eachField(reader: BinaryReader, length: number, fields: Fields): void {
  while (reader.pos < length) {
    const [number, wire] = reader.tag();
    const field = fields[number];
    if (field === undefined) reader.skip(wire, number);
    else if (field[0] === wire) field[1](reader);
    else throw new OtlpError('a field of another kind than OTLP has');
  }
  if (reader.pos !== length) throw new OtlpError('a message that ends early');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
