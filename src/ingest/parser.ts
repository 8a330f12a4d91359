/**
 * Blocks of lines to checked records, in a worker thread. The wire format has a fast path (fast-exchange.ts);
 * the schemas of model/wire.ts are the authority for everything. Every line ends as an exchange, an account, a
 * release, an ignored record or a rejection. Duplicate ids are not looked for here: the store does.
 */
import type { z } from 'zod';
import type { Rejection } from '../model/rejection.ts';
import { Account, Exchange, type ExchangeInput, Release } from '../model/wire.ts';
import { type AdapterSession, type AdapterSink, callerNote, type Fault } from './adapters/adapter.ts';
import { adapterOf, wireKind } from './adapters/registry.ts';
import { fastExchange } from './fast-exchange.ts';
import type { LineBlock, SourcePosition } from './format.ts';
import { eachRecord } from './lines.ts';
import { schemaFault } from './schema-fault.ts';
import { implausible, SECONDS_BELOW } from './time.ts';
import { unknownFields } from './unknown-fields.ts';
import type { JsonObject } from './values.ts';

/** Where parsed records go. `place` objects are made per record and may be kept. */
export interface ParsedSink {
  exchange(exchange: Exchange, place: SourcePosition): void;
  account(account: Account, place: SourcePosition): void;
  release(release: Release, place: SourcePosition): void;
  reject(rejection: Rejection): void;
  /** A valid record that carries no exchange, by reason. */
  ignored(reason: string): void;
  /** A mild repair or an optional field that was missing, by code. */
  note(code: string): void;
  /** A wire record that is taken has fields that no rule reads: their paths, null for a name that is not given. */
  unknown(fields: readonly (string | null)[]): void;
}

export interface ParserOptions {
  /** ms since the epoch: what is later than a day from now is set aside. */
  now: number;
}

/** Parses blocks; keeps nothing between them. */
export function createParser(options: ParserOptions): { parse(block: LineBlock, sink: ParsedSink): void } {
  return {
    parse(block, sink) {
      const adapter = adapterOf(block.format);
      const readRecord = adapter === undefined ? wireReader(options, sink) : adapterReader(adapter.open(), options, sink);
      eachRecord(block, readRecord.read, (fault, place) => rejectAt(place, fault, sink));
      readRecord.flush();
    },
  };
}

interface RecordReader {
  read(record: JsonObject, place: SourcePosition): void;
  flush(): void;
}

function wireReader(options: ParserOptions, sink: ParsedSink): RecordReader {
  return {
    read: (record, place) => readWire(record, place, options, sink),
    flush: () => {},
  };
}

function adapterReader(session: AdapterSession, options: ParserOptions, sink: ParsedSink): RecordReader {
  const out: AdapterSink = {
    exchange: (input, place) => takeExchange(input, place, options, sink),
    reject: (fault, place) => rejectAt(place, fault, sink),
    ignored: (reason) => sink.ignored(reason),
    caller: (source) => sink.note(callerNote(source)),
    note: (code) => sink.note(code),
  };
  return {
    read: (record, place) => session.read(record, place, out),
    flush: () => session.flush(out),
  };
}

function readWire(record: JsonObject, place: SourcePosition, options: ParserOptions, sink: ParsedSink): void {
  const fast = fastExchange(record);
  if (fast !== undefined) {
    if (checkTime(fast, place, options, sink)) noteUnknown(record, 'exchange', sink);
    return;
  }
  switch (wireKind(record)) {
    case 'exchange':
      if (takeExchange(record as unknown as ExchangeInput, place, options, sink)) noteUnknown(record, 'exchange', sink);
      return;
    case 'account':
      if (takeAccount(record, place, sink)) noteUnknown(record, 'account', sink);
      return;
    case 'release': {
      const release = checked(Release, record, place, sink);
      if (release === undefined) return;
      sink.release({ ...release, released: inMilliseconds(release.released, sink) }, place);
      noteUnknown(record, 'release', sink);
      return;
    }
    case 'truth':
      // Labels lie beside simulated logs; reading them would be cheating.
      sink.ignored('truth_label');
      return;
    default: {
      const expected =
        'an exchange (id, time, account, model, request), an account (account, created, program) or a release (model, released)';
      rejectAt(place, { reason: 'unknown_record', field: '', expected, got: 'an object without those fields' }, sink);
    }
  }
}

function noteUnknown(record: JsonObject, kind: Parameters<typeof unknownFields>[1], sink: ParsedSink): void {
  const fields = unknownFields(record, kind);
  if (fields !== null) sink.unknown(fields);
}

/** The schema's verdict on an exchange, from the wire or from an adapter. @returns whether it is taken */
function takeExchange(input: ExchangeInput, place: SourcePosition, options: ParserOptions, sink: ParsedSink): boolean {
  const exchange = fastExchange(input) ?? checked(Exchange, input, place, sink);
  return exchange !== undefined && checkTime(exchange, place, options, sink);
}

function takeAccount(record: JsonObject, place: SourcePosition, sink: ParsedSink): boolean {
  const account = checked(Account, record, place, sink);
  if (account === undefined) return false;
  const { status_time, grants } = account;
  sink.account(
    {
      ...account,
      created: inMilliseconds(account.created, sink),
      status_time: typeof status_time === 'number' ? inMilliseconds(status_time, sink) : status_time,
      grants: grants?.map((grant) => ({
        ...grant,
        from: inMilliseconds(grant.from, sink),
        to: inMilliseconds(grant.to, sink),
      })),
    },
    place,
  );
  return true;
}

function checked<S extends z.ZodType>(
  schema: S,
  value: unknown,
  place: SourcePosition,
  sink: ParsedSink,
): z.output<S> | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  rejectAt(place, schemaFault(result.error, value), sink);
  return undefined;
}

function checkTime(exchange: Exchange, place: SourcePosition, options: ParserOptions, sink: ParsedSink): boolean {
  if (exchange.time < SECONDS_BELOW) exchange.time = inMilliseconds(exchange.time, sink);
  const reason = implausible(exchange.time, options.now);
  if (reason === undefined) {
    sink.exchange(exchange, place);
    return true;
  }
  const expected = reason === 'future_time' ? 'a time at most a day from now' : 'a time from 2015 on';
  rejectAt(place, { reason, field: 'time', expected, got: new Date(exchange.time).toISOString() }, sink);
  return false;
}

/**
 * Seconds where milliseconds are meant are taken and noted. An RFC 3339 time of 1970 to March 1973 would be taken
 * for seconds too; there are none. One before is negative, and a thousand times as much is no time at all.
 */
function inMilliseconds(time: number, sink: ParsedSink): number {
  if (time >= SECONDS_BELOW || time <= 0) return time;
  sink.note('time_in_seconds');
  return time * 1_000;
}

function rejectAt(place: SourcePosition, fault: Fault, sink: ParsedSink): void {
  sink.reject({ file: place.file, line: place.line, ...fault });
}
