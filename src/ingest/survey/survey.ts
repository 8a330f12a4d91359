/**
 * Reads the beginning of each file as an analysis would, and reports what it found: formats, which field became what, what is
 * missing, what was rejected and why. Keeps no rows and needs no store.
 */

import { plural } from '../../base/format.ts';
import { type InputWarning, inputWarnings } from '../../model/input-warnings.ts';
import type { Rejection } from '../../model/rejection.ts';
import type { RejectionCount } from '../../model/summary.ts';
import type { Exchange } from '../../model/wire.ts';
import type { ByteInput, Compression } from '../byte-stream.ts';
import type { FormatName, LineBlock, SourcePosition } from '../format.ts';
import { normaliseIp } from '../ip.ts';
import { eachRecord } from '../lines.ts';
import { createParser } from '../parser.ts';
import { readBlocks } from '../reader.ts';
import { RejectionCounts } from '../rejection-counts.ts';
import type { WrapperName } from '../reshape.ts';
import type { Source, SourcePlan } from '../sources.ts';
import { type FieldMapping, MAP_TARGETS, type MapTarget } from '../tables/field-mapping.ts';
import type { JsonObject } from '../values.ts';
import { type Candidate, FieldTrace, type TracedField, type TracedPart } from './field-trace.ts';

/** What is read of each file unless everything is asked for. */
const SAMPLE = { records: 20_000, bytes: 64 * 1024 * 1024, files: 100 } as const;

export interface SurveyOptions {
  readonly format: FormatName | 'auto';
  /** Fields that have other names than those that are looked for. */
  readonly mapping?: FieldMapping;
  /** Read whole files. */
  readonly all: boolean;
  /** Bytes read of each file, for tests; absent: those of {@link SAMPLE}. */
  readonly bytes?: number;
  /** ms since the epoch. */
  readonly now: number;
  readonly stdin?: ByteInput;
  readonly signal?: AbortSignal;
}

/** One file of the log. */
export interface SurveyedFile {
  readonly path: string;
  /** Bytes on disk; 0 if not known. */
  readonly bytes: number;
  /** Absent if the file could not be used: then the rejections say why. */
  readonly format?: FormatName;
  readonly compression: Compression;
  readonly layout?: 'lines' | 'json' | 'table';
  /** Of a local table its format; `format` is that of its rows. */
  readonly table?: string;
  /** What a cloud's log service wrapped around the records. */
  readonly wrapper?: WrapperName;
  readonly records: number;
  readonly exchanges: number;
  readonly accounts: number;
  readonly releases: number;
  readonly rejected: number;
  /** The file was read to its end. */
  readonly whole: boolean;
}

/** What `inspect` reports; `inspect --json` prints it as it is. */
export interface Survey {
  readonly version: 1;
  readonly files: readonly SurveyedFile[];
  /** Files that were not opened: those of a directory that no log has, and those past the bound. */
  readonly skipped: number;
  readonly exchanges: number;
  /** Of the sample; null without exchanges. */
  readonly window: { readonly from: string; readonly to: string } | null;
  readonly fields: readonly TracedField[];
  /** Fields named like an account that were not taken. */
  readonly candidates: readonly Candidate[];
  readonly rejections: readonly RejectionCount[];
  readonly ignored: Readonly<Record<string, number>>;
  readonly notes: Readonly<Record<string, number>>;
  readonly warnings: readonly InputWarning[];
}

/** Surveys the files of a plan. */
export async function surveyLog(plan: SourcePlan, options: SurveyOptions): Promise<Survey> {
  const survey = new Surveyor(options);
  const files: SurveyedFile[] = [];
  const opened = options.all ? plan.sources : plan.sources.slice(0, SAMPLE.files);
  for (const source of opened) {
    if (options.signal?.aborted) break;
    files.push(await survey.readFile(source));
  }
  return survey.result(files, plan.skipped.length + plan.sources.length - opened.length);
}

class FileCount {
  records = 0;
  exchanges = 0;
  accounts = 0;
  releases = 0;
  rejected = 0;
}

class Surveyor {
  private readonly options: SurveyOptions;
  private readonly parser: ReturnType<typeof createParser>;
  private readonly trace = new FieldTrace();
  private readonly rejections = new RejectionCounts();
  private readonly ignored: Record<string, number> = {};
  private readonly notes: Record<string, number> = {};
  private readonly seen = { accounts: new FewTexts(), units: new FewTexts(), addresses: new FewTexts() };
  private facts = { exchanges: 0, withoutAddress: 0, privateAddresses: 0, withoutText: 0, withoutAnswer: 0 };
  /** Columns of tables, by the part that is read from them. */
  private readonly sources = new Map<string, string>();
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;
  private accountRecords = 0;

  constructor(options: SurveyOptions) {
    this.options = options;
    this.parser = createParser({ now: options.now });
  }

  async readFile(source: Source): Promise<SurveyedFile> {
    const { path, size: bytes } = source;
    const count = new FileCount();
    let found: Pick<SurveyedFile, 'format' | 'layout' | 'compression' | 'wrapper' | 'table'> = { compression: 'none' };
    let whole = true;
    let read = 0;
    const blocks = readBlocks([source], {
      ...(this.options.mapping === undefined ? {} : { mapping: this.options.mapping }),
      format: this.options.format,
      withCandidates: true,
      stdin: this.options.stdin,
      signal: this.options.signal,
      onSource: ({ format, layout, compression, wrapper, table, parts }) => {
        found = { format, layout, compression, ...(wrapper && { wrapper }), ...(table && { table }) };
        for (const [part, field] of parts) this.sources.set(part, field);
      },
      onReject: (rejection) => this.reject(rejection, count),
      onIgnored: (reason) => bump(this.ignored, reason),
      onNote: (code) => bump(this.notes, code),
    });
    for await (const block of blocks) {
      this.readBlock(block, count);
      read += block.bytes.length;
      if (this.options.all || (count.records < SAMPLE.records && read < (this.options.bytes ?? SAMPLE.bytes))) continue;
      whole = false;
      break;
    }
    return { path, bytes, ...found, ...count, whole };
  }

  result(files: SurveyedFile[], skipped: number): Survey {
    const { facts } = this;
    const none = facts.exchanges === 0;
    return {
      version: 1,
      files,
      skipped,
      exchanges: facts.exchanges,
      window: none ? null : { from: new Date(this.first).toISOString(), to: new Date(this.last).toISOString() },
      fields: this.fields(),
      candidates: none ? [] : this.candidates(),
      rejections: this.rejections.most(),
      ignored: this.ignored,
      notes: this.notes,
      warnings: this.warnings(),
    };
  }

  /** Fields under their own names: those of a table were renamed before they were traced, mapped ones too. */
  private fields(): TracedField[] {
    const { mapping } = this.options;
    return this.trace.fields().map((field) => {
      const target = MAP_TARGETS.find((name) => PART_OF[name] === field.part);
      const mapped = target === undefined ? undefined : mapping?.get(target);
      const label = mapped === undefined ? this.sources.get(field.part) : 'sql' in mapped ? mapped.sql : mapped.field;
      if (label === undefined || field.present === 0) return field;
      return { ...field, field: mapped === undefined ? label : `${label} (mapped)` };
    });
  }

  /** Columns of tables come under `columns`, those that were taken as well. */
  private candidates(): Candidate[] {
    const taken = new Set(this.sources.values());
    return this.trace
      .candidates()
      .map((candidate) => ({ ...candidate, field: candidate.field.replace(/^columns\./, '') }))
      .filter(({ field }) => !taken.has(field));
  }

  /** The warning about one account names the field that tells accounts apart, if there is one. */
  private warnings(): InputWarning[] {
    const { facts, seen } = this;
    const other = this.candidates().find(({ distinct }) => distinct > 1);
    return inputWarnings({
      ...facts,
      accounts: seen.accounts.count,
      units: seen.units.count,
      addresses: seen.addresses.count,
      first: this.first,
      last: this.last,
      accountRecords: this.accountRecords,
    }).map((warning) => {
      if (warning.name !== 'one_account' || other === undefined) return warning;
      return {
        ...warning,
        advice: `${other.field} has ${plural(other.distinct, 'value')}: try --map account=${other.field}.`,
      };
    });
  }

  private readBlock({ ...block }: LineBlock, count: FileCount): void {
    // Texts are decoded from memory of this thread's own: not every decoder takes what is shared.
    if (block.bytes.buffer instanceof SharedArrayBuffer) block.bytes = block.bytes.slice();
    // Several records may come from one line: then each has a place of its own.
    const key = (place: SourcePosition) => (block.places === undefined ? place.line : place);
    const records = new Map<number | SourcePosition, JsonObject>();
    // A joined exchange has several records.
    if (block.format === block.origin) {
      eachRecord(
        block,
        (record, place) => records.set(key(place), record),
        () => {},
      );
    }
    this.parser.parse(block, {
      exchange: (exchange, place) => {
        count.records++;
        count.exchanges++;
        this.add(exchange, records.get(key(place)));
      },
      account: () => {
        count.records++;
        count.accounts++;
        this.accountRecords++;
      },
      release: () => {
        count.records++;
        count.releases++;
      },
      reject: (rejection) => this.reject(rejection, count),
      ignored: (reason) => {
        count.records++;
        bump(this.ignored, reason);
      },
      note: (code) => bump(this.notes, code),
      // The trace shows which fields were read, with examples.
      unknown: () => {},
    });
  }

  private add(exchange: Exchange, record: JsonObject | undefined): void {
    const { facts, seen } = this;
    this.trace.add(exchange, record);
    facts.exchanges++;
    this.first = Math.min(this.first, exchange.time);
    this.last = Math.max(this.last, exchange.time);
    seen.accounts.add(exchange.account);
    seen.units.add(`${exchange.account}\0${exchange.sub_account ?? ''}`);
    const address = exchange.client?.ip ? normaliseIp(exchange.client.ip) : undefined;
    if (address === undefined) facts.withoutAddress++;
    else {
      seen.addresses.add(address.ip);
      if (isPrivate(address.ip)) facts.privateAddresses++;
    }
    if (!hasText(exchange)) facts.withoutText++;
    if (!exchange.response?.text) facts.withoutAnswer++;
  }

  private reject(rejection: Rejection, count: FileCount): void {
    if (rejection.line > 0) count.records++;
    count.rejected++;
    this.rejections.add(rejection);
  }
}

/** The part that a target of a mapping is. */
export const PART_OF: Readonly<Partial<Record<MapTarget, TracedPart>>> = {
  account: 'account',
  sub_account: 'end user',
  api_key: 'API key',
  session: 'session',
  id: 'id',
  time: 'time',
  model: 'model',
  text: 'text',
  messages: 'text',
  answer: 'answer',
  input_tokens: 'input tokens',
  output_tokens: 'output tokens',
  ip: 'address',
  user_agent: 'user agent',
};

/** Tells none, one and several values apart. */
class FewTexts {
  count: 0 | 1 | 2 = 0;
  private only = '';

  add(value: string): void {
    if (this.count === 2 || (this.count === 1 && value === this.only)) return;
    this.count = this.count === 0 ? 1 : 2;
    this.only = value;
  }
}

function bump(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function hasText({ request }: Exchange): boolean {
  const { messages, system } = request;
  if (system !== undefined && system !== null && system.length > 0) return true;
  return (messages ?? []).some(({ content }) => content !== undefined && content !== null && content.length > 0);
}

/** Private, shared, loopback and link-local ranges (RFC 6890): no client on the internet has one. */
function isPrivate(address: string): boolean {
  if (address.includes(':')) return /^(f[cd]|fe[89ab]|0:0:0:0:0:0:0:1$)/.test(address);
  const [a, b] = address.split('.').map(Number);
  if (a === 10 || a === 127 || (a === 192 && b === 168) || (a === 169 && b === 254)) return true;
  return (a === 172 && b >= 16 && b < 32) || (a === 100 && b >= 64 && b < 128);
}
