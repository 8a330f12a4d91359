/**
 * Converts the records of a body to wire lines: splits lines and JSON, and runs other formats through their adapters. Leaves out
 * parsing the lines (the block reader).
 */
import { isUtf8 } from 'node:buffer';
import { LIMITS } from '../../base/limits.ts';
import { fail, ok, type Result } from '../../base/problem.ts';
import type { AdapterSession, Fault } from '../../ingest/adapters/adapter.ts';
import { litellm } from '../../ingest/adapters/litellm.ts';
import { openOtlp } from '../../ingest/adapters/otlp.ts';
import { SpanCallers } from '../../ingest/adapters/span-callers.ts';
import { JsonSplitter } from '../../ingest/json-splitter.ts';
import { eachRecord } from '../../ingest/lines.ts';
import type { JsonObject } from '../../ingest/values.ts';
import type { BodyFormat } from './body-task.ts';
import { readOtlpBody } from './otlp-body.ts';

export interface LineSink {
  /** One wire record without a line break; valid until the next call. `line` is the record's number in the body, from 1. */
  line(bytes: Uint8Array, line: number): void;
  reject(fault: Fault, line: number): void;
  ignored(reason: string): void;
  /** Where an adapter found the caller of an exchange. */
  caller(source: string): void;
}

const NEWLINE = 10;

/** Thrown when a body has too many records, after the records before were handed over. */
class TooMany extends Error {}

/**
 * Hands over the records of a body. After a problem, the records handed over must be discarded.
 * @param callers what earlier bodies said about the callers of their traces; this one adds to it
 */
export function readBodyLines(
  format: BodyFormat,
  bytes: Uint8Array,
  sink: LineSink,
  callers = new SpanCallers(),
): Result<void> {
  try {
    return read(format, bytes, sink, callers);
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    return fail({
      code: 'too_large',
      message: `Expected a body of at most ${LIMITS.bodyRecords} records, got more.`,
      hint: 'Send it in several smaller requests.',
    });
  }
}

function read(format: BodyFormat, bytes: Uint8Array, sink: LineSink, callers: SpanCallers): Result<void> {
  switch (format) {
    case 'records':
      elements(bytes, sink);
      return ok(undefined);
    case 'litellm':
      throughAdapter(litellm.open(), sink, (take) => {
        elements(bytes, {
          ...sink,
          line: (line, number) =>
            eachRecord(
              { file: '', format: 'litellm', origin: 'litellm', firstLine: number, bytes: line, consumed: 0 },
              (record) => take(record, number),
              (fault) => sink.reject(fault, number),
            ),
        });
      });
      return ok(undefined);
    default: {
      const read = readOtlpBody(format, bytes);
      if (!read.ok) return read;
      const records = read.value;
      if (records.length > LIMITS.bodyRecords) throw new TooMany();
      const logsAlone = format === 'otlp-logs-json' || format === 'otlp-logs-protobuf';
      throughAdapter(openOtlp({ callers, logsAlone }), sink, (take) => {
        for (let i = 0; i < records.length; i++) take(records[i], i + 1);
      });
      return ok(undefined);
    }
  }
}

/** Hands over lines if each is one record; otherwise splits the JSON: an array, or pretty-printed objects. */
function elements(bytes: Uint8Array, sink: LineSink): void {
  if (areLines(bytes)) {
    let number = 0;
    let records = 0;
    for (let from = 0; from < bytes.length; ) {
      const newline = bytes.indexOf(NEWLINE, from);
      const to = newline < 0 ? bytes.length : newline;
      number++;
      if (!isBlank(bytes, from, to)) {
        if (++records > LIMITS.bodyRecords) throw new TooMany();
        whole(bytes.subarray(from, to), number, sink);
      }
      from = to + 1;
    }
    return;
  }
  let number = 0;
  const next = (): number => {
    if (++number > LIMITS.bodyRecords) throw new TooMany();
    return number;
  };
  const splitter = new JsonSplitter({
    element: (element) => whole(element, next(), sink),
    bad: (reason, got) => sink.reject({ reason, field: '', expected: 'one JSON object', got }, next()),
  });
  splitter.add(bytes);
  if (splitter.end())
    sink.reject(
      {
        reason: 'truncated',
        field: '',
        expected: 'JSON that is closed',
        got: 'the end of the body inside a record or list',
      },
      number + 1,
    );
}

function whole(bytes: Uint8Array, number: number, sink: LineSink): void {
  if (bytes.length > LIMITS.lineBytes) {
    sink.reject(
      {
        reason: 'line_too_long',
        field: '',
        expected: `at most ${LIMITS.lineBytes} bytes`,
        got: `${bytes.length} bytes`,
      },
      number,
    );
  } else if (!isUtf8(bytes)) {
    sink.reject(
      {
        reason: 'invalid_utf8',
        field: '',
        expected: 'UTF-8 text',
        got: `${bytes.length} bytes that are not`,
      },
      number,
    );
  } else sink.line(bytes, number);
}

/** Whether the first line that is not blank ends like a record, or anything else than an array or an object begins there. */
function areLines(bytes: Uint8Array): boolean {
  let first = 0;
  while (first < bytes.length && (bytes[first] === NEWLINE || isSpace(bytes[first]))) first++;
  if (bytes[first] === 0x5b) return false;
  if (bytes[first] !== 0x7b) return true;
  const newline = bytes.indexOf(NEWLINE, first);
  let last = (newline < 0 ? bytes.length : newline) - 1;
  while (last > first && isSpace(bytes[last])) last--;
  // {"data": [ ... ]} on one line is an export, not a record.
  return bytes[last] === 0x7d && !wraps(bytes.subarray(first, first + 64));
}

function wraps(head: Uint8Array): boolean {
  return /^\{\s*"(data|records|Records|batch|logEvents)"\s*:\s*\[/.test(Buffer.from(head).toString('latin1'));
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isSpace(bytes[i])) return false;
  return true;
}

function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0d || c === 0x09;
}

/** Runs records through an adapter, whose exchanges become wire lines. */
function throughAdapter(
  session: AdapterSession,
  sink: LineSink,
  each: (take: (record: JsonObject, line: number) => void) => void,
): void {
  const encoder = new TextEncoder();
  const out = {
    exchange: (input: unknown, place: { line: number }) => whole(encoder.encode(JSON.stringify(input)), place.line, sink),
    reject: (fault: Fault, place: { line: number }) => sink.reject(fault, place.line),
    ignored: (reason: string) => sink.ignored(reason),
    caller: (source: string) => sink.caller(source),
    note: () => {},
  };
  each((record, line) => session.read(record, { file: '', line }, out));
  session.flush(out);
}
