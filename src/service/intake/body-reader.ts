/**
 * Reads bodies into rows and records, in a reading thread. The records of many small bodies are read as one block, since
 * recurring text is found within a block (docs/decisions/0001); the results are then counted for each body.
 */
import { assert } from '../../base/assert.ts';
import { LIMITS } from '../../base/limits.ts';
import { SpanCallers } from '../../ingest/adapters/span-callers.ts';
import type { AccountRecord, ReleaseRecord } from '../../model/account-record.ts';
import type { NamedHash } from '../../model/named-hash.ts';
import { shownCounts, UnknownFieldTally } from '../../model/unknown-fields.ts';
import { BlockReader } from '../../pipeline/block-reader.ts';
import type { WorkerSettings } from '../../pipeline/block-task.ts';
import { readBodyLines } from './body-lines.ts';
import {
  type BodyReport,
  type LineError,
  NOTHING_READ,
  type ReadResult,
  type ReadTask,
  type UnreadBody,
} from './body-task.ts';
import { inflate } from './inflate.ts';

const NEWLINE = 10;
const FIRST_BYTES = 256 * 1024;
/** Maximum number of lines of a block. The bookkeeping per line is small, but so can lines be. */
const BLOCK_LINES = 65_536;

/** The report of a body, while it is being counted. */
interface Tally {
  problem: BodyReport['problem'];
  rows: number;
  accounts: number;
  releases: number;
  rejected: number;
  errors: LineError[];
  rejectedByReason: Record<string, number>;
  ignored: Record<string, number>;
  callers: Record<string, number>;
  hashed: Record<string, number>;
  unknown: UnknownFieldTally;
}

/** The reader of one thread. */
export class BodyReader {
  private readonly reader: BlockReader;
  /** What the spans of recent traces said about their caller. */
  private readonly callers = new SpanCallers();
  /** The block being filled: its lines, and the body and line number of each. */
  private block = new Uint8Array(FIRST_BYTES);
  private fill = 0;
  private readonly lineTally: Tally[] = [];
  private readonly lineNumber: number[] = [];
  /** Results of the current task. */
  private rows: Uint8Array[] = [];
  private names: NamedHash[] = [];
  private accounts: AccountRecord[] = [];
  private releases: ReleaseRecord[] = [];

  constructor(settings: WorkerSettings) {
    this.reader = new BlockReader(settings);
  }

  read(task: ReadTask): ReadResult {
    this.rows = [];
    this.names = [];
    this.accounts = [];
    this.releases = [];
    this.reader.setNow(task.now);
    const bodies = task.bodies.map((body) => this.readBody(body));
    this.readBlock();
    const rows = concat(this.rows);
    return {
      rows,
      count: bodies.reduce((sum, body) => sum + body.rows, 0),
      names: this.names,
      accounts: this.accounts,
      releases: this.releases,
      bodies: bodies.map(finished),
    };
  }

  private readBody(body: UnreadBody): Tally {
    const tally: Tally = {
      problem: null,
      ...NOTHING_READ,
      errors: [],
      rejectedByReason: {},
      ignored: {},
      callers: {},
      hashed: {},
      unknown: new UnknownFieldTally(LIMITS.unknownFields),
    };
    const plain = inflate(body);
    const read = plain.ok
      ? readBodyLines(
          body.format,
          plain.value,
          {
            line: (bytes, line) => this.addLine(bytes, tally, line),
            reject: (fault, line) => reject(tally, { line, ...fault }),
            ignored: (reason) => bump(tally.ignored, reason),
            caller: (source) => bump(tally.callers, source),
          },
          this.callers,
        )
      : plain;
    if (!read.ok) tally.problem = read.problem;
    return tally;
  }

  private addLine(bytes: Uint8Array, tally: Tally, line: number): void {
    if (this.fill + bytes.length + 1 > LIMITS.blockBytes + 1 || this.lineTally.length === BLOCK_LINES) this.readBlock();
    const needed = this.fill + bytes.length + 1;
    if (needed > this.block.length) {
      const grown = new Uint8Array(Math.min(LIMITS.blockBytes + 1, Math.max(needed, 2 * this.block.length)));
      grown.set(this.block.subarray(0, this.fill));
      this.block = grown;
    }
    this.block.set(bytes, this.fill);
    this.block[needed - 1] = NEWLINE;
    this.fill = needed;
    this.lineTally.push(tally);
    this.lineNumber.push(line);
  }

  private readBlock(): void {
    const { reader, lineTally, lineNumber } = this;
    if (this.fill === 0) return;
    const result = reader.read({
      file: '',
      format: 'stillwatch',
      origin: 'stillwatch',
      firstLine: 0,
      bytes: this.block.subarray(0, this.fill),
      consumed: 0,
    });
    let rows = 0;
    /** The line of each row that has a hashed id; others stay undefined. */
    const withHashed = new Set(reader.hashed.map(({ row }) => row));
    const lineOfRow = new Map<number, number>();
    for (let line = 0; line < lineTally.length; line++) {
      const outcome = reader.outcomes.get(line) ?? 'exchange';
      if (outcome === 'exchange') {
        if (withHashed.has(rows)) lineOfRow.set(rows, line);
        countUnknown(lineTally[line], reader.unknownOf(line, rows));
        lineTally[line].rows++;
        rows++;
        continue;
      }
      countUnknown(lineTally[line], reader.unknownOf(line, null));
      if (outcome === 'account') lineTally[line].accounts++;
      else if (outcome === 'release') lineTally[line].releases++;
    }
    for (const { kind, row, line } of reader.hashed) {
      bump(lineTally[row === null ? line : (lineOfRow.get(row) as number)].hashed, kind);
    }
    assert(rows === result.count, `every line has an outcome: ${rows} rows, got ${result.count}`);
    for (const { line, field, expected, got, reason } of result.rejections)
      reject(lineTally[line], { line: lineNumber[line], field, expected, got, reason });
    this.rows.push(result.rows);
    for (const name of result.names) this.names.push(name);
    for (const account of result.accounts) this.accounts.push(account);
    for (const release of result.releases) this.releases.push(release);
    for (const [line, outcome] of reader.outcomes) {
      // The wire format ignores only the labels of simulated logs.
      if (outcome === 'ignored') bump(lineTally[line].ignored, 'truth_label');
    }
    this.fill = 0;
    lineTally.length = 0;
    lineNumber.length = 0;
    // Do not keep the memory of one large body.
    if (this.block.length > 4 * 1024 * 1024) this.block = new Uint8Array(FIRST_BYTES);
  }
}

/** Reasons that mean that a record is not JSON at all. */
const UNREADABLE = new Set(['invalid_json', 'invalid_utf8', 'not_an_object', 'too_deep', 'truncated']);

/** Refuses a body in which no record is JSON. A body with invalid records is answered record by record. */
function finished(tally: Tally): BodyReport {
  const { rejectedByReason, rejected } = tally;
  const usable = tally.rows + tally.accounts + tally.releases + Object.keys(tally.ignored).length;
  const report = { ...tally, unknown: shownCounts(tally.unknown) };
  if (tally.problem !== null || usable > 0 || rejected === 0) return report;
  if (!Object.keys(rejectedByReason).every((reason) => UNREADABLE.has(reason))) return report;
  const [first] = tally.errors;
  return {
    ...report,
    problem: {
      code: 'bad_request',
      message: `Expected ${first.expected}, got ${first.got}. No record of the body is readable.`,
      where: `body, record ${first.line}`,
      hint: 'Send newline-delimited JSON, or a JSON object or array, in UTF-8.',
    },
  };
}

function reject(tally: Tally, error: LineError): void {
  tally.rejected++;
  bump(tally.rejectedByReason, error.reason);
  if (tally.errors.length < LIMITS.bodyErrors) tally.errors.push(error);
}

function countUnknown({ unknown }: Tally, fields: readonly (string | null)[]): void {
  if (fields.length === 0) return;
  unknown.records++;
  for (const field of fields) unknown.field(field, 1);
}

function bump(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
