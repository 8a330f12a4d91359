/**
 * The kernels against the fallback: for lines of every sort the rows, outlines, names, rejections and counts must be the
 * same, byte for byte. Lines are made of a seed that a failure prints; STILLWATCH_SEED sets it, STILLWATCH_FUZZ the number
 * of lines.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { encodedText } from '../../test/encoded-text.ts';
import { LineMaker } from '../../test/generated-lines.ts';
import { LIMITS } from '../base/limits.ts';
import { createRng } from '../base/rng.ts';
import { BlockFingerprinter } from '../fingerprint/block.ts';
import { loadModel } from '../fingerprint/classify.ts';
import { plainText } from '../fingerprint/plain-text.ts';
import { createPromptText, readPromptText } from '../fingerprint/prompt-text.ts';
import type { ClientKeys } from '../fingerprint/row.ts';
import { BLOCK_WORDS, createHits, TermIndex } from '../fingerprint/terms.ts';
import { fixture } from '../ingest/fixtures/read.ts';
import type { LineBlock } from '../ingest/format.ts';
import { createIdentityHasher } from '../ingest/identity-hasher.ts';
import { createParser } from '../ingest/parser.ts';
import { FINGERPRINT_COLUMNS, FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';
import { type UnknownFieldCounts, UnknownFieldTally } from '../model/unknown-fields.ts';
import type { Exchange } from '../model/wire.ts';
import { BlockReader } from '../pipeline/block-reader.ts';

/** Both implementations read thousands of generated lines; up to 26 s on a busy machine. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const SEED = process.env.STILLWATCH_SEED ?? 'lockkeeper';
const LINES = Number(process.env.STILLWATCH_FUZZ ?? 6_000);
const NOW = Date.UTC(2026, 5, 1);
const KEY = new Uint8Array(32).fill(7);
const NONE = { hi: 0, lo: 0 };

interface Outcome {
  rows: Uint8Array;
  count: number;
  outlines: string[];
  names: string[];
  unknown: UnknownFieldCounts;
  rest: string;
}

/** The fallback alone, for block after block. */
class LongWay {
  private readonly parser = createParser({ now: NOW });
  private readonly door = createIdentityHasher(KEY);
  private readonly fingerprinter = new BlockFingerprinter();
  private readonly seen = new Set<string>();

  read(bytes: Uint8Array): Outcome {
    const names = new Set<string>();
    const name = (text: string): void => {
      if (!this.seen.has(text)) names.add(text);
      this.seen.add(text);
    };
    const rest: unknown[] = [];
    const unknown = new UnknownFieldTally(LIMITS.unknownFields);
    let records = 0;
    const stored = (text: string, whole = false): string => {
      const { id, kind } = this.door.pseudonym(text, whole);
      if (kind !== null) rest.push(`${kind}_id_hashed`);
      return id;
    };
    this.parser.parse(blockOf(bytes), {
      exchange: (exchange) => {
        records++;
        exchange.account = stored(exchange.account);
        if (exchange.sub_account) exchange.sub_account = stored(exchange.sub_account);
        exchange.model = stored(exchange.model, true);
        if (exchange.surface) exchange.surface = stored(exchange.surface, true);
        name(`unit ${exchange.account} / ${exchange.sub_account ?? ''}`);
        name(`model ${exchange.model}`);
        if (exchange.surface) name(`surface ${exchange.surface}`);
        this.fingerprinter.add(exchange, this.client(exchange));
      },
      account: (account) =>
        rest.push(this.door.accountRecord({ ...account, account: stored(account.account) })) && records++,
      release: ({ model, released }) => rest.push({ model: stored(model, true), released }) && records++,
      reject: (rejection) => rest.push(rejection) && records++,
      ignored: (reason) => rest.push(reason) && records++,
      note: (code) => rest.push(code),
      unknown: (fields) => {
        unknown.records++;
        for (const field of fields) unknown.field(field, 1);
      },
    });
    const { rows, count, outlines } = this.fingerprinter.finish();
    return {
      rows,
      count,
      outlines: outlines.map(({ anchor, outline }) => `${anchor} ${outline}`),
      names: [...names].sort(),
      unknown: inOrder(unknown.counts()),
      rest: JSON.stringify([records, rest.map((one) => JSON.stringify(one)).sort()]),
    };
  }

  private client({ client }: Exchange): ClientKeys {
    const address = client?.ip ? this.door.ip(client.ip) : undefined;
    return {
      ip: address?.ip ?? NONE,
      net: address?.net ?? NONE,
      userAgent: client?.user_agent ? this.door.hash64('user_agent', client.user_agent) : NONE,
      ja4: client?.ja4 ? this.door.hash64('ja4', client.ja4) : NONE,
    };
  }
}

/** The worker's way, told in the same words. */
class FastWay {
  private readonly reader = new BlockReader({ identityKey: KEY, now: NOW });

  /** Lines that the kernels handed back. */
  get longLines(): number {
    return this.reader.fallbackLines;
  }

  read(bytes: Uint8Array): Outcome {
    const result = this.reader.read(blockOf(bytes));
    const names = result.names.filter(({ kind }) => kind !== 'outline');
    const rest: unknown[] = [...result.accounts, ...result.releases, ...result.rejections];
    for (const counts of [result.ignored, result.notes])
      for (const [code, n] of Object.entries(counts)) rest.push(...new Array<string>(n).fill(code));
    return {
      rows: result.rows,
      count: result.count,
      outlines: result.names.filter(({ kind }) => kind === 'outline').map(({ hash, name }) => `${hash} ${name}`),
      names: names
        .map(({ kind, name, account, sub_account }) =>
          kind === 'unit' ? `unit ${account} / ${sub_account ?? ''}` : `${kind} ${name}`,
        )
        .sort(),
      unknown: inOrder(result.unknown),
      rest: JSON.stringify([result.records, rest.map((one) => JSON.stringify(one)).sort()]),
    };
  }
}

function blockOf(bytes: Uint8Array): LineBlock {
  return { file: 'log', format: 'stillwatch', origin: 'stillwatch', firstLine: 1, bytes, consumed: 0 };
}

/** Equal counts, whichever came first. */
function inOrder({ fields, ...counts }: UnknownFieldCounts): UnknownFieldCounts {
  return { ...counts, fields: Object.fromEntries(Object.entries(fields).sort()) };
}

/** Compares both ways on a block; says which columns of which line differ. */
function compare(fast: FastWay, long: LongWay, lines: readonly (string | Buffer)[], seed: string): Outcome {
  const bytes = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));
  const a = long.read(bytes);
  const b = fast.read(bytes);
  expect(b.rest, `seed ${seed}`).toBe(a.rest);
  expect(b.count, `seed ${seed}`).toBe(a.count);
  for (let i = 0; i < a.count; i++) {
    const differing = FINGERPRINT_COLUMNS.filter(({ name }, c) => {
      const next = FINGERPRINT_COLUMNS[c + 1];
      const from = i * FINGERPRINT_STRIDE + OFFSET[name];
      const to = i * FINGERPRINT_STRIDE + (next ? OFFSET[next.name] : FINGERPRINT_STRIDE);
      return Buffer.compare(a.rows.subarray(from, to), b.rows.subarray(from, to)) !== 0;
    }).map(({ name }) => name);
    if (differing.length > 0) expect({ seed, row: i, differing }).toBe('the same row');
  }
  expect(b.unknown, `seed ${seed}`).toEqual(a.unknown);
  expect(b.outlines, `seed ${seed}`).toEqual(a.outlines);
  expect(b.names, `seed ${seed}`).toEqual(a.names);
  return a;
}

describe('the kernels give what the fallback gives', () => {
  it('for generated, oddly written and damaged lines', () => {
    const rng = createRng(SEED);
    const fast = new FastWay();
    const long = new LongWay();
    const maker = new LineMaker(rng);
    let rows = 0;
    for (let done = 0; done < LINES; ) {
      const lines: (string | Buffer)[] = [];
      maker.utf8 = rng.chance(0.9);
      for (let i = 1 + rng.int(400); i > 0; i--) lines.push(maker.line());
      rows += compare(fast, long, lines, SEED).count;
      done += lines.length;
    }
    // The comparison would say little if most lines were set aside, or none went through the kernels.
    expect(rows).toBeGreaterThan(LINES / 3);
    expect(fast.longLines).toBeLessThan(LINES / 2);
  }, 600_000);

  it('for the fixtures, and for a block without its last newline', () => {
    const lines = readFileSync(fixture('stillwatch.ndjson'), 'utf8').trim().split('\n');
    compare(new FastWay(), new LongWay(), lines, 'fixtures');
    const bytes = Buffer.from(lines.join('\n'));
    const fast = new FastWay().read(bytes);
    const long = new LongWay().read(bytes);
    expect(Buffer.compare(fast.rows, long.rows)).toBe(0);
    expect(fast.rest).toBe(long.rest);
  });

  it('for texts that are encoded in every way, in every place', () => {
    const rng = createRng(SEED);
    const fast = new FastWay();
    const long = new LongWay();
    const maker = new LineMaker(rng);
    let decoded = 0;
    const text = (): string => {
      const plain = `${maker.text()} ${maker.text()}`.slice(0, rng.chance(0.05) ? 20_000 : 1_000);
      let made = encodedText(rng, plain);
      while (rng.chance(0.3)) made += rng.pick(['', '\n', ' and ']) + encodedText(rng, maker.text().slice(0, 500));
      if (plainText(made) !== made) decoded++;
      return made;
    };
    const content = (): unknown =>
      rng.chance(0.5)
        ? text()
        : [
            { type: 'text', text: text() },
            { type: 'document', source: { type: 'text', data: text() } },
            { type: 'tool_result', content: text() },
            { type: 'text', text: text() },
          ].slice(rng.int(3));
    const exchange = (i: number): string =>
      JSON.stringify({
        id: `e${i}`,
        time: 1.7e12,
        account: `a${i % 9}`,
        model: 'm',
        request: {
          system: rng.chance(0.5) ? content() : undefined,
          messages: [
            { role: 'user', content: content() },
            { role: 'assistant', content: content() },
            { role: rng.pick(['user', 'tool']), content: content() },
          ],
        },
        response: rng.chance(0.5) ? { stop_reason: 'refusal' } : undefined,
      });
    for (let from = 0; from < LINES / 4; from += 100) {
      const lines = Array.from({ length: 100 }, (_, i) => exchange(from + i));
      // A block again, whose texts are remembered.
      for (let round = 0; round < 2; round++) expect(compare(fast, long, lines, SEED).count).toBe(lines.length);
    }
    // Of about three texts an exchange a good part is decoded.
    expect(decoded).toBeGreaterThan(LINES / 4);
    expect(fast.longLines).toBe(0);
  }, 600_000);

  it('for prompts of more terms than are counted', () => {
    const rng = createRng('terms');
    const vocabulary = loadModel().terms;
    const index = new TermIndex(vocabulary);
    const hits = createHits();
    const prompt = createPromptText();
    const lines: string[] = [];
    let cut = 0;
    for (let i = 0; i < 40; i++) {
      const message = () => ({
        role: 'system',
        content: Array.from({ length: 500 + rng.int(300) }, () => rng.pick(vocabulary)).join(' '),
      });
      const messages = [...Array.from({ length: 3 + rng.int(10) }, message), { role: 'user', content: 'go' }];
      const exchange = { id: `t${i}`, time: 1.7e12, account: `a${i}`, model: 'm', request: { messages } };
      readPromptText(exchange, prompt);
      index.find(prompt.words, prompt.regions, hits);
      if (hits.count > 8192 - 2 * BLOCK_WORDS) cut++;
      lines.push(JSON.stringify(exchange));
    }
    // Some have all their terms counted, and some have not.
    expect(cut).toBeGreaterThan(5);
    expect(cut).toBeLessThan(35);
    const fast = new FastWay();
    expect(compare(fast, new LongWay(), lines, 'terms').count).toBe(lines.length);
    expect(fast.longLines).toBe(0);
  });

  it('for more repeated text than is kept, and more clients than are remembered', () => {
    const rng = createRng('flood');
    const lines: string[] = [];
    const texts = Array.from({ length: 40 }, (_, t) =>
      Array.from({ length: 24_000 }, () => `w${rng.int(500)}x${t}`).join(' '),
    );
    const exchange = (i: number, system: string | undefined) =>
      JSON.stringify({
        id: `r${i}`,
        time: 1.7e12,
        account: `a${i % 7}`,
        model: 'm',
        request: { system, messages: [{ role: 'user', content: 'go on' }] },
        client: { ip: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, user_agent: `agent ${i % 40_000}` },
      });
    for (let i = 0; i < 240; i++) lines.push(exchange(i, texts[(i * 7) % texts.length]));
    const fast = new FastWay();
    const long = new LongWay();
    for (let from = 0; from < lines.length; from += 60) compare(fast, long, lines.slice(from, from + 60), 'flood');
    const clients = Array.from({ length: 70_000 }, (_, i) => exchange(i, undefined));
    for (let from = 0; from < clients.length; from += 35_000)
      compare(fast, long, clients.slice(from, from + 35_000), 'clients');
  }, 120_000);
});
