/**
 * The fingerprint against others' on the same prompts, a core each: megabytes of prompt a second of CPU. No prompt comes
 * twice, so that nothing is gained by remembering.
 */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { loadModel } from '../../src/fingerprint/classify.ts';
import { BlockReader } from '../../src/pipeline/block-reader.ts';
import { createWireMemory } from '../../src/wire/wire-memory.ts';
import { cpuOf } from './measured.ts';

const NEED = 48e6;
const SLOW_BYTES = 1.5e6;
const SHINGLE = 6;

/** MB of prompt a second of CPU. */
export interface KernelFigures {
  readonly bytes: number;
  /** Words and anchors: what the others compute, too. */
  readonly anchors: number;
  /** The whole row: JSON, anchors, hashes, shape, skeleton, capability, intent, mining. */
  readonly row: number;
  readonly clickhouse: number;
  readonly minhash: number;
  readonly simhash: number;
}

export async function measureKernel(log: string, say: (text: string) => void): Promise<KernelFigures> {
  const prompts = await uniquePrompts(join(log, 'exchanges.ndjson'));
  const bytes = prompts.reduce((sum, prompt) => sum + Buffer.byteLength(prompt), 0);
  say(`${prompts.length} prompts, ${(bytes / 1e6).toFixed(0)} MB`);
  const figures = {
    bytes,
    anchors: await anchorsOnly(prompts),
    row: await wholeRows(prompts),
    clickhouse: await clickhouse(prompts, bytes),
    ...(await npmPackages(prompts)),
  };
  say(JSON.stringify(figures));
  return figures;
}

/** Texts of system prompts and messages, each once. */
async function uniquePrompts(log: string): Promise<string[]> {
  const seen = new Set<string>();
  let bytes = 0;
  for await (const line of createInterface({ input: createReadStream(log) })) {
    const { request } = JSON.parse(line) as {
      request: { system?: unknown; messages?: { content: unknown }[] };
    };
    for (const text of [request.system, ...(request.messages ?? []).map(({ content }) => content)]) {
      if (typeof text !== 'string' || text.length < 80 || seen.has(text)) continue;
      seen.add(text);
      bytes += text.length;
    }
    if (bytes >= NEED) break;
  }
  return [...seen];
}

/** A third of the prompts warms up; the others are measured. */
function split(prompts: readonly string[]): [readonly string[], readonly string[]] {
  const at = Math.floor(prompts.length / 3);
  return [prompts.slice(0, at), prompts.slice(at)];
}

async function anchorsOnly(prompts: readonly string[]): Promise<number> {
  const host = { line() {}, name() {}, keyed() {}, identifier: () => 0, outline: () => 0 };
  const { exports, bytes: memory, inputs, capacity } = createWireMemory(loadModel(), host);
  const [input] = inputs;
  const anchorsOf = exports.anchorsOf as (quote: number) => number;
  let at = input;
  let length = 0;
  let seconds = 0;
  let places: number[] = [];
  const flush = async (measured: boolean): Promise<void> => {
    const spent = await cpuOf(() => {
      for (const quote of places) anchorsOf(quote);
    });
    if (measured) seconds += spent;
    places = [];
    at = input;
  };
  const [warm, rest] = split(prompts);
  for (const [list, measured] of [
    [warm, false],
    [rest, true],
  ] as const) {
    for (const prompt of list) {
      const text = Buffer.from(JSON.stringify(prompt));
      if (at + text.length + 64 > input + capacity) await flush(measured);
      memory.set(text, at);
      places.push(at);
      at += text.length;
      if (measured) length += Buffer.byteLength(prompt);
    }
    await flush(measured);
  }
  return length / 1e6 / seconds;
}

async function wholeRows(prompts: readonly string[]): Promise<number> {
  const reader = new BlockReader({ identityKey: new Uint8Array(32), now: Date.UTC(2030, 0) });
  let length = 0;
  let seconds = 0;
  const [warm, rest] = split(prompts);
  for (const [list, measured] of [
    [warm, false],
    [rest, true],
  ] as const) {
    for (const bytes of blocksOf(list)) {
      const block = {
        file: 'prompts',
        format: 'stillwatch',
        origin: 'stillwatch',
        firstLine: 1,
        bytes,
        consumed: 0,
      } as const;
      const spent = await cpuOf(() => reader.read(block));
      if (measured) seconds += spent;
    }
    if (measured) length = list.reduce((sum, prompt) => sum + Buffer.byteLength(prompt), 0);
  }
  return length / 1e6 / seconds;
}

function* blocksOf(prompts: readonly string[]): Generator<Uint8Array> {
  let lines: string[] = [];
  let size = 0;
  for (let i = 0; i < prompts.length; i++) {
    lines.push(
      JSON.stringify({
        id: `r${i}`,
        time: 1.77e12 + i,
        account: `a${i % 1000}`,
        model: 'm',
        request: { messages: [{ role: 'user', content: prompts[i] }] },
      }),
    );
    size += prompts[i].length;
    if (size < 8e6 && i + 1 < prompts.length) continue;
    yield Buffer.from(`${lines.join('\n')}\n`);
    lines = [];
    size = 0;
  }
}

async function clickhouse(prompts: readonly string[], bytes: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bench-chdb-'));
  const client = createClient({ connection: createChdbConnection({ path: folder }) as never });
  try {
    const { writeFile } = await import('node:fs/promises');
    const file = join(folder, 'prompts.ndjson');
    await writeFile(file, prompts.map((prompt) => JSON.stringify({ prompt })).join('\n'));
    await client.command({
      query: `CREATE TABLE prompts ENGINE = Memory AS SELECT * FROM file('${file}', JSONEachRow, 'prompt String')`,
    });
    const run = (expression: string): Promise<number> =>
      cpuOf(async () => {
        const result = await client.query({
          query: `SELECT max(${expression}) FROM prompts SETTINGS max_threads = 1`,
          format: 'JSONEachRow',
        });
        await result.text();
      });
    await run('length(prompt)');
    return bytes / 1e6 / (await run(`tupleElement(wordShingleMinHash(prompt, ${SHINGLE}), 1)`));
  } finally {
    await client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Rivals {
  readonly Minhash: new () => { update(text: string): void };
  readonly SimHash: new () => { hash(text: string): number };
}

/** The packages of bench/speed/rivals, on as many prompts as they can take in a while. */
async function npmPackages(prompts: readonly string[]): Promise<{ minhash: number; simhash: number }> {
  const require = createRequire(new URL('./rivals/package.json', import.meta.url));
  const { Minhash } = require('minhash') as Pick<Rivals, 'Minhash'>;
  const { SimHash } = require('simhash-js') as Pick<Rivals, 'SimHash'>;
  const measure = async (hash: (prompt: string) => void): Promise<number> => {
    let length = 0;
    const seconds = await cpuOf(() => {
      for (const prompt of prompts) {
        hash(prompt);
        length += Buffer.byteLength(prompt);
        if (length >= SLOW_BYTES) return;
      }
    });
    return length / 1e6 / seconds;
  };
  return {
    minhash: await measure((prompt) => {
      const words = prompt.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
      const sketch = new Minhash();
      for (let i = 0; i + SHINGLE <= words.length; i++) sketch.update(words.slice(i, i + SHINGLE).join(' '));
    }),
    simhash: await measure((prompt) => new SimHash().hash(prompt)),
  };
}
