/**
 * What an adapter is: it recognises records of one log format and turns them into exchanges of the wire
 * format. Sessions exist because some formats spread one exchange over several records.
 */
import type { ExchangeInput } from '../../model/wire.ts';
import type { FormatName, SourcePosition } from '../format.ts';
import type { JsonObject } from '../values.ts';

/** Receives what an adapter reads, including a report of everything that it drops. */
export interface AdapterSink {
  exchange(input: ExchangeInput, place: SourcePosition): void;
  /** Sets a record aside. */
  reject(fault: Fault, place: SourcePosition): void;
  /** A valid record that is no exchange. */
  ignored(reason: string): void;
  /** Where the caller of an exchange was found; `none` if it was found nowhere, and the exchange is rejected. */
  caller(source: string): void;
  /** A mild repair, or an optional field that was not there. */
  note(code: string): void;
}

export interface Fault {
  readonly reason: string;
  readonly field: string;
  readonly expected: string;
  readonly got: string;
}

export interface AdapterSession {
  read(record: JsonObject, place: SourcePosition, sink: AdapterSink): void;
  /** Hands over what still waits for more records. */
  flush(sink: AdapterSink): void;
}

export interface Adapter {
  readonly name: FormatName;
  /** Whether a record looks like this format. */
  detect(record: JsonObject): boolean;
  /** Whether a file that begins with these records needs its records joined over the whole run. */
  joins(sample: readonly JsonObject[]): boolean;
  open(): AdapterSession;
}

/** The note under which an analysis counts the source of a caller. */
export function callerNote(source: string): string {
  return `caller from ${source}`;
}

/** An adapter for formats in which each record is independent. */
export function recordAdapter(
  name: FormatName,
  detect: (record: JsonObject) => boolean,
  read: (record: JsonObject, place: SourcePosition, sink: AdapterSink) => void,
): Adapter {
  return { name, detect, joins: () => false, open: () => ({ read, flush: () => {} }) };
}
