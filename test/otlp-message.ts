/** OTLP/JSON documents as protobuf, for tests: the fields that a GenAI span has, written as an exporter writes them. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

type Json = { readonly [key: string]: unknown };

const list = (value: unknown): readonly Json[] => (value ?? []) as readonly Json[];

export function otlpMessage(document: Json): Uint8Array {
  const writer = new BinaryWriter();
  for (const group of list(document.resourceSpans)) {
    nested(writer, 1, () => {
      nested(writer, 1, () => attributes(writer, 1, (group.resource as Json | undefined)?.attributes));
      for (const scope of list(group.scopeSpans))
        nested(writer, 2, () => {
          nested(writer, 1, () => text(writer, 1, 'scope'));
          for (const one of list(scope.spans)) nested(writer, 2, () => span(writer, one));
        });
      text(writer, 3, 'https://opentelemetry.io/schemas/1.37.0');
    });
  }
  return writer.finish();
}

/** The same of log records. */
export function otlpLogsMessage(document: Json): Uint8Array {
  const writer = new BinaryWriter();
  for (const group of list(document.resourceLogs)) {
    nested(writer, 1, () => {
      nested(writer, 1, () => attributes(writer, 1, (group.resource as Json | undefined)?.attributes));
      for (const scope of list(group.scopeLogs))
        nested(writer, 2, () => {
          for (const one of list(scope.logRecords)) nested(writer, 2, () => log(writer, one));
        });
    });
  }
  return writer.finish();
}

function log(writer: BinaryWriter, one: Json): void {
  writer.tag(1, WireType.Bit64).fixed64(BigInt(String(one.timeUnixNano)));
  attributes(writer, 6, one.attributes);
  writer.tag(9, WireType.LengthDelimited).bytes(Buffer.from(String(one.traceId), 'hex'));
  writer.tag(10, WireType.LengthDelimited).bytes(Buffer.from(String(one.spanId), 'hex'));
  text(writer, 12, String(one.eventName));
}

function span(writer: BinaryWriter, one: Json): void {
  writer.tag(1, WireType.LengthDelimited).bytes(Buffer.from(String(one.traceId), 'hex'));
  writer.tag(2, WireType.LengthDelimited).bytes(Buffer.from(String(one.spanId), 'hex'));
  text(writer, 5, String(one.name));
  writer.tag(6, WireType.Varint).int32(3);
  writer.tag(7, WireType.Bit64).fixed64(BigInt(String(one.startTimeUnixNano)));
  writer.tag(8, WireType.Bit64).fixed64(BigInt(String(one.endTimeUnixNano)));
  attributes(writer, 9, one.attributes);
  for (const event of list(one.events))
    nested(writer, 11, () => {
      writer.tag(1, WireType.Bit64).fixed64(BigInt(String(event.timeUnixNano)));
      text(writer, 2, String(event.name));
      attributes(writer, 3, event.attributes);
    });
  nested(writer, 15, () => writer.tag(3, WireType.Varint).int32(1));
  writer.tag(16, WireType.Bit32).fixed32(257);
}

function attributes(writer: BinaryWriter, field: number, entries: unknown): void {
  for (const { key, value } of list(entries))
    nested(writer, field, () => {
      text(writer, 1, String(key));
      nested(writer, 2, () => anyValue(writer, value as Json));
    });
}

function anyValue(writer: BinaryWriter, value: Json): void {
  if (value.stringValue !== undefined) text(writer, 1, String(value.stringValue));
  if (value.boolValue !== undefined) writer.tag(2, WireType.Varint).bool(value.boolValue === true);
  if (value.intValue !== undefined) writer.tag(3, WireType.Varint).int64(BigInt(String(value.intValue)));
  if (value.doubleValue !== undefined) writer.tag(4, WireType.Bit64).double(Number(value.doubleValue));
  if (value.arrayValue !== undefined)
    nested(writer, 5, () => {
      for (const one of list((value.arrayValue as Json).values)) nested(writer, 1, () => anyValue(writer, one));
    });
  if (value.kvlistValue !== undefined) nested(writer, 6, () => attributes(writer, 1, (value.kvlistValue as Json).values));
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function nested(writer: BinaryWriter, field: number, write: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write();
  writer.join();
}
