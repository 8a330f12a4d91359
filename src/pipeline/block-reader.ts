/**
 * A block of lines -> rows and records, in a worker thread. Wire lines go through the kernels, which hand back what is not
 * an exchange in its usual form; every other format is parsed and fingerprinted exchange by exchange.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { LIMITS } from '../base/limits.ts';
import { type FilePart, readPart } from '../base/uncached-read.ts';
import { BlockFingerprinter, createFingerprinting } from '../fingerprint/block.ts';
import type { AnchorOutline } from '../fingerprint/mining.ts';
import type { ClientKeys, Half64 } from '../fingerprint/row.ts';
import type { FileRange, LineBlock } from '../ingest/format.ts';
import { createIdentityHasher, type IdentityHasher } from '../ingest/identity-hasher.ts';
import { createParser, type ParsedSink } from '../ingest/parser.ts';
import { hashedNote, type PersonalKind } from '../ingest/personal-identifier.ts';
import { EARLIEST, SECONDS_BELOW } from '../ingest/time.ts';
import type { AccountRecord, ReleaseRecord } from '../model/account-record.ts';
import type { Rejection } from '../model/rejection.ts';
import { type UnknownFieldCounts, UnknownFieldTally } from '../model/unknown-fields.ts';
import type { Exchange } from '../model/wire.ts';
import { RecentAnchors } from '../wire/recent-anchors.ts';
import { type PlainTimes, type UnknownBits, WireBlocks } from '../wire/wire-block.ts';
import type { BlockResult, BlockTask, WorkerSettings } from './block-task.ts';
import { NameBook } from './name-book.ts';

/** Everything of a block that is not a row. */
class BlockRecords {
  readonly accounts: AccountRecord[] = [];
  readonly releases: ReleaseRecord[] = [];
  readonly rejections: Rejection[] = [];
  readonly ignored: Record<string, number> = {};
  readonly notes: Record<string, number> = {};
  ignoredCount = 0;

  get records(): number {
    return this.accounts.length + this.releases.length + this.rejections.length + this.ignoredCount;
  }
}

/** What became of a line that the kernels handed back. */
export type LineOutcome = 'exchange' | 'account' | 'release' | 'rejected' | 'ignored';

/** A personal identifier that was hashed: in the row of an exchange, or in a line of an account or a release. */
export interface HashedIdentifier {
  readonly kind: PersonalKind;
  /** Number of the row in the block, or of the line, from 0. */
  readonly row: number | null;
  readonly line: number;
}

/** Bytes of a range that were read ahead, and in which input they lie. */
export interface Ahead extends FilePart {
  readonly input: number;
}

interface Rows {
  readonly rows: Uint8Array;
  readonly count: number;
  readonly lines: number;
  readonly outlines: readonly AnchorOutline[];
  readonly unknown: UnknownBits;
}

export class BlockReader {
  private readonly parser: ReturnType<typeof createParser>;
  private readonly hasher: IdentityHasher;
  private readonly fingerprinter: BlockFingerprinter;
  private readonly wire: WireBlocks;
  private readonly names: NameBook;
  private readonly times: { now: number };
  private found = new BlockRecords();
  /** The block at hand, for lines that the kernels hand back. */
  private block: LineBlock | null = null;
  /** Lines so far that the kernels handed back. */
  fallbackLines = 0;
  /** Of the last block of wire lines in memory: what became of those handed back, by line from 0. All others are rows. */
  readonly outcomes = new Map<number, LineOutcome>();
  /** Of the last block of wire lines in memory: the personal identifiers that were hashed in it. */
  readonly hashed: HashedIdentifier[] = [];
  /** Of the last block of wire lines: unknown fields of those handed back, by line from 0; of all others, by row. */
  private readonly unknownInLine = new Map<number, readonly (string | null)[]>();
  private unknownBits = NO_BITS;
  private readonly rawIdentifiers: boolean;
  /** The line at hand that the kernels handed back. */
  private line = 0;
  private open: { file: string; descriptor: number } | null = null;

  /** @param capacity most bytes of a block, for tests */
  constructor(settings: WorkerSettings, capacity?: number) {
    this.times = { now: settings.now };
    this.names = new NameBook(settings.names);
    this.parser = createParser(this.times);
    this.hasher = createIdentityHasher(settings.identityKey);
    this.rawIdentifiers = settings.rawIdentifiers === true;
    const fingerprinting = createFingerprinting();
    this.fingerprinter = new BlockFingerprinter(fingerprinting);
    this.wire = new WireBlocks(
      fingerprinting,
      {
        unit: (account, subAccount) => this.names.unit(account, subAccount === '' ? null : subAccount),
        model: (name) => this.names.model(name),
        surface: (name) => this.names.surface(name),
        identifier: (text, whole) => this.pseudonym(text, whole, this.wire.rowCount),
        ip: (text) => this.hasher.ip(text) ?? NO_ADDRESS,
        userAgent: (text) => this.hasher.hash64('user_agent', text),
        ja4: (text) => this.hasher.hash64('ja4', text),
        line: (bytes, line) => this.fallbackLine(bytes, line),
      },
      plainTimes(settings.now),
      capacity,
      settings.recent === true ? new RecentAnchors() : null,
    );
  }

  /** Moves the present of a reader that lives long: what is later than a day from it is set aside. */
  setNow(now: number): void {
    this.times.now = now;
    this.wire.setTimes(plainTimes(now));
  }

  /** @param ahead where {@link readAhead} put a range's bytes, or where those of the task may go; absent: a range is read now */
  read(task: BlockTask, ahead?: Ahead): BlockResult {
    this.found = new BlockRecords();
    this.outcomes.clear();
    this.hashed.length = 0;
    this.unknownInLine.clear();
    const { rows, count, lines, outlines, unknown } = this.rows(task, ahead);
    this.unknownBits = unknown;
    const { found, names } = this;
    for (const { anchor, outline } of outlines) names.outline(anchor, outline);
    return {
      rows,
      count,
      names: names.take(),
      accounts: found.accounts,
      releases: found.releases,
      rejections: found.rejections,
      records: found.records + count,
      lines,
      ignored: found.ignored,
      notes: found.notes,
      unknown: this.countUnknown(unknown, count),
      detours: ahead?.refused === true ? ['read_through_cache'] : [],
    };
  }

  /** Reads a range's bytes while this thread does something else; not with what lies in the same input. */
  async readAhead({ file, from, to, uncached = false }: FileRange, input: number): Promise<Ahead> {
    return { input, ...(await readPart(file, from, to, this.wire.input(input), uncached)) };
  }

  /** Unknown fields of a record of the last block of wire lines; null for a name that is not given. */
  unknownOf(line: number, row: number | null): readonly (string | null)[] {
    const ofLine = this.unknownInLine.get(line);
    if (ofLine !== undefined || row === null) return ofLine ?? [];
    const { fields, masks } = this.unknownBits;
    if (fields.length === 0 || (masks[2 * row] | masks[2 * row + 1]) === 0) return [];
    const found = fields.filter((_, i) => (masks[2 * row + (i >> 5)] & (1 << (i & 31))) !== 0);
    return masks[2 * row + 1] >>> 31 === 0 ? found : [...found, null];
  }

  private countUnknown({ fields, masks }: UnknownBits, rows: number): UnknownFieldCounts {
    const tally = new UnknownFieldTally(LIMITS.unknownFields);
    for (const ofLine of this.unknownInLine.values()) {
      tally.records++;
      for (const field of ofLine) tally.field(field, 1);
    }
    if (fields.length === 0) return tally.counts();
    const byBit = new Uint32Array(64);
    for (let word = 0; word < 2 * rows; word += 2) {
      if ((masks[word] | masks[word + 1]) === 0) continue;
      tally.records++;
      for (let half = 0; half < 2; half++) {
        for (let bits = masks[word + half]; bits !== 0; bits &= bits - 1) byBit[32 * half + 31 - Math.clz32(bits & -bits)]++;
      }
    }
    byBit.forEach((n, bit) => {
      if (n > 0) tally.field(fields[bit] ?? null, n);
    });
    return tally.counts();
  }

  private rows(task: BlockTask, ahead?: Ahead): Rows {
    if (!('bytes' in task)) {
      const part = ahead ?? this.fill(task);
      this.block = { ...task, firstLine: 1, bytes: NO_BYTES };
      return this.wire.read(part.input, part, task.memory);
    }
    if (task.format === 'stillwatch') {
      this.block = task;
      const input = ahead?.input ?? 0;
      this.wire.input(input).set(task.bytes);
      return { ...this.wire.read(input, { at: 0, filled: task.bytes.length }, task.memory), lines: 0 };
    }
    // Texts are decoded from memory of this thread's own: not every decoder takes what is shared.
    const bytes = task.bytes.buffer instanceof SharedArrayBuffer ? task.bytes.slice() : task.bytes;
    this.parser.parse(
      { ...task, bytes },
      this.sink((exchange, client) => this.fingerprinter.add(exchange, client)),
    );
    return { ...this.fingerprinter.finish(), lines: 0, unknown: NO_BITS };
  }

  /** Reads a part of a file into the kernels' memory. A file that has become shorter gives what it has. */
  private fill({ file, from, to }: FileRange): Ahead {
    if (this.open?.file !== file) {
      if (this.open) closeSync(this.open.descriptor);
      this.open = null;
      this.open = { file, descriptor: openSync(file, 'r') };
    }
    const room = this.wire.input(0);
    let filled = 0;
    while (filled < to - from) {
      const read = readSync(this.open.descriptor, room, filled, to - from - filled, from + filled);
      if (read === 0) break;
      filled += read;
    }
    return { input: 0, at: 0, filled };
  }

  /** Reads one wire line by the parser and the schemas. */
  private fallbackLine(bytes: Uint8Array, line: number): void {
    this.fallbackLines++;
    this.line = line;
    const block = this.block as LineBlock;
    const place = block.places?.[line];
    const { accounts, releases, rejections } = this.found;
    const before = { accounts: accounts.length, releases: releases.length, rejections: rejections.length };
    let outcome: LineOutcome = 'ignored';
    this.parser.parse(
      { ...block, bytes, firstLine: block.firstLine + line, places: place && [place] },
      this.sink((exchange, client) => {
        outcome = 'exchange';
        this.wire.add(exchange, client);
      }),
    );
    if (accounts.length > before.accounts) outcome = 'account';
    else if (releases.length > before.releases) outcome = 'release';
    else if (rejections.length > before.rejections) outcome = 'rejected';
    this.outcomes.set(line, outcome);
  }

  /** An id as it is stored; one that is hashed is counted. */
  private pseudonym(text: string, whole: boolean, row: number | null): string {
    if (this.rawIdentifiers) return text;
    const { id, kind } = this.hasher.pseudonym(text, whole);
    if (kind === null) return id;
    const note = hashedNote(kind);
    this.found.notes[note] = (this.found.notes[note] ?? 0) + 1;
    this.hashed.push({ kind, row, line: this.line });
    return id;
  }

  private sink(take: (exchange: Exchange, client: ClientKeys) => void): ParsedSink {
    const { found, names, hasher } = this;
    const stored = (id: string, whole: boolean, row: number | null): string => this.pseudonym(id, whole, row);
    return {
      exchange: (exchange) => {
        const row = this.wire.rowCount;
        exchange.account = stored(exchange.account, false, row);
        if (exchange.sub_account) exchange.sub_account = stored(exchange.sub_account, false, row);
        exchange.model = stored(exchange.model, true, row);
        if (exchange.surface) exchange.surface = stored(exchange.surface, true, row);
        names.unit(exchange.account, exchange.sub_account ?? null);
        names.model(exchange.model);
        if (exchange.surface) names.surface(exchange.surface);
        take(exchange, clientKeys(hasher, exchange));
      },
      account(account) {
        const grants = account.grants?.map((grant) => ({
          ...grant,
          models: grant.models.map((model) => stored(model, true, null)),
        }));
        found.accounts.push(hasher.accountRecord({ ...account, account: stored(account.account, false, null), grants }));
      },
      release(release) {
        found.releases.push({ model: stored(release.model, true, null), released: release.released });
      },
      reject(rejection) {
        found.rejections.push(rejection);
      },
      ignored(reason) {
        found.ignoredCount++;
        found.ignored[reason] = (found.ignored[reason] ?? 0) + 1;
      },
      note(code) {
        found.notes[code] = (found.notes[code] ?? 0) + 1;
      },
      unknown: (fields) => this.unknownInLine.set(this.line, fields),
    };
  }
}

function plainTimes(now: number): PlainTimes {
  return { earliest: Math.max(EARLIEST, SECONDS_BELOW), latest: now + LIMITS.futureMs };
}

const NO_BITS: UnknownBits = { fields: [], masks: new Uint32Array(0) };
const NO_BYTES = new Uint8Array(0);
const NONE: Half64 = { hi: 0, lo: 0 };
const NO_ADDRESS = { ip: NONE, net: NONE };
const NO_CLIENT: ClientKeys = { ip: NONE, net: NONE, userAgent: NONE, ja4: NONE };

function clientKeys(hasher: IdentityHasher, exchange: Exchange): ClientKeys {
  const { client } = exchange;
  if (!client) return NO_CLIENT;
  const address = client.ip ? hasher.ip(client.ip) : undefined;
  return {
    ip: address?.ip ?? NONE,
    net: address?.net ?? NONE,
    userAgent: client.user_agent ? hasher.hash64('user_agent', client.user_agent) : NONE,
    ja4: client.ja4 ? hasher.hash64('ja4', client.ja4) : NONE,
  };
}
