/**
 * Opens the body of an OTLP export request, as JSON or protobuf, and gives one record a span or log record. Leaves out what
 * they mean (src/ingest/adapters/otlp.ts).
 */
import { isUtf8 } from 'node:buffer';
import { LIMITS } from '../../base/limits.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import {
  logRecord,
  OtlpError,
  readOtlpLogsProtobuf,
  readOtlpProtobuf,
  spanRecord,
} from '../../ingest/adapters/otlp-protobuf.ts';
import { bytesDeeperThan } from '../../ingest/depth.ts';
import { asArray, asObject, type JsonObject } from '../../ingest/values.ts';
import type { OtlpFormat } from './body-task.ts';

/** The members of an export request, by signal. */
const SIGNALS = {
  traces: { resources: 'resourceSpans', scopes: 'scopeSpans', items: 'spans' },
  logs: { resources: 'resourceLogs', scopes: 'scopeLogs', items: 'logRecords' },
} as const;
type Signal = keyof typeof SIGNALS;

/** The records of a body; at most one more than `LIMITS.bodyRecords`. Problem codes: `bad_request`, `too_large`. */
export function readOtlpBody(format: OtlpFormat, bytes: Uint8Array): Result<JsonObject[]> {
  switch (format) {
    case 'otlp-json':
      return fromJson('traces', bytes);
    case 'otlp-logs-json':
      return fromJson('logs', bytes);
    case 'otlp-protobuf':
      return fromProtobuf('traces', () => readOtlpProtobuf(bytes));
    case 'otlp-logs-protobuf':
      return fromProtobuf('logs', () => readOtlpLogsProtobuf(bytes));
  }
}

function fromProtobuf(signal: Signal, read: () => JsonObject[]): Result<JsonObject[]> {
  try {
    return ok(read());
  } catch (error) {
    if (!(error instanceof OtlpError)) throw error;
    return fail(error.tooMany ? tooManyValues() : notOtlp(signal, error.message));
  }
}

function fromJson(signal: Signal, bytes: Uint8Array): Result<JsonObject[]> {
  if (!isUtf8(bytes)) return fail(notOtlp(signal, 'bytes that are not UTF-8'));
  if (bytesDeeperThan(bytes, 0, bytes.length, LIMITS.jsonDepth)) return fail(notOtlp(signal, 'deeper nesting'));
  if (openers(bytes) > LIMITS.bodyValues) return fail(tooManyValues());
  let document: JsonObject | undefined;
  try {
    document = asObject(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')));
  } catch {
    return fail(notOtlp(signal, 'text that is not JSON'));
  }
  if (document === undefined) return fail(notOtlp(signal, 'JSON that is no object'));
  const { resources, scopes, items } = SIGNALS[signal];
  // An export without resources is empty and valid; one with other members is something else, and must not vanish.
  if (document[resources] === undefined && Object.keys(document).length > 0)
    return fail(notOtlp(signal, `an object without ${resources}`));
  const one = signal === 'traces' ? spanRecord : logRecord;
  const records: JsonObject[] = [];
  for (const group of asList(document[resources])) {
    for (const scope of asList(asObject(group)?.[scopes])) {
      const found = asObject(scope);
      // Not an object: the record has no scope, and the adapter rejects what is in its place.
      for (const item of found === undefined ? [scope] : asList(found[items])) {
        records.push(one(asObject(group)?.resource, found?.scope, item));
        if (records.length > LIMITS.bodyRecords) return ok(records);
      }
    }
    if (asObject(group) === undefined) records.push(one(undefined, undefined, group));
  }
  return ok(records);
}

/** A list; nothing is an empty one, and anything else is its one element. */
function asList(value: unknown): readonly unknown[] {
  return asArray(value) ?? (value === undefined || value === null ? [] : [value]);
}

/** '{' and '[', those in texts too. */
function openers(bytes: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] | 0x20) === 0x7b) count++;
  return count;
}

function tooManyValues(): Problem {
  return {
    code: 'too_large',
    message: `Expected an OTLP body of at most ${LIMITS.bodyValues} values, got more.`,
    hint: 'Send fewer spans or log records a request.',
  };
}

function notOtlp(signal: Signal, got: string): Problem {
  const request = signal === 'traces' ? 'an ExportTraceServiceRequest' : 'an ExportLogsServiceRequest';
  return {
    code: 'bad_request',
    message: `Expected ${request} of OTLP, got ${got}.`,
    where: 'body',
    hint: 'Content-Type says which encoding the body has: application/x-protobuf or application/json.',
  };
}
