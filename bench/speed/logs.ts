/** The logs that are measured on: simulated ones, cut to a size, and one of longer prompts made of another. */
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { simulate } from '../../sim/index.ts';
import { createRng } from '../../src/base/rng.ts';

/** Exchanges of feb-2026 at this scale are 1.6 GB. */
const SCALE = 0.05;

/** A folder with about `bytes` of feb-2026 as exchanges.ndjson; made when it is not there. */
export async function simulatedLog(folder: string, bytes: number): Promise<string> {
  const out = join(folder, `feb-2026-${Math.round(bytes / 1e6)}`);
  const log = join(out, 'exchanges.ndjson');
  if (existsSync(log)) return out;
  const scale = Math.max(0.001, (SCALE * bytes) / 1.55e9);
  mkdirSync(out, { recursive: true });
  const draft = join(out, 'draft');
  await simulate({ world: 'feb-2026', scale, seed: 1, out: draft });
  renameSync(join(draft, 'accounts.ndjson'), join(out, 'accounts.ndjson'));
  renameSync(join(draft, 'releases.ndjson'), join(out, 'releases.ndjson'));
  renameSync(join(draft, 'exchanges.ndjson'), log);
  return out;
}

/** Words pasted behind a prompt: with them the median prompt has 8 KB. */
const PASTED_BYTES = 7_600;

/**
 * The log with a document pasted into each exchange's last message: sentences of other exchanges in an order that does not
 * come twice. Lengths vary fourfold around the median.
 */
export async function longPromptLog(from: string, to: string, bytes: number): Promise<string> {
  const log = join(to, 'exchanges.ndjson');
  if (existsSync(log)) return to;
  mkdirSync(to, { recursive: true });
  const rng = createRng('long prompts');
  const pool: string[] = [];
  async function* lines(): AsyncGenerator<string> {
    let written = 0;
    for await (const line of createInterface({ input: createReadStream(join(from, 'exchanges.ndjson')) })) {
      const exchange = JSON.parse(line) as { request: { messages?: { role: string; content: unknown }[] } };
      const last = exchange.request.messages?.findLast(
        ({ role, content }) => role === 'user' && typeof content === 'string',
      );
      if (last === undefined) continue;
      const text = last.content as string;
      if (pool.length < 50_000) pool.push(...text.split(/(?<=[.!?])\s+/).filter((one) => one.length > 20));
      const wanted = PASTED_BYTES * 2 ** (rng.next() * 4 - 2);
      const parts = [text, '\n\n'];
      for (let length = 0; length < wanted && pool.length > 0; ) {
        const sentence = rng.pick(pool);
        parts.push(sentence, ' ');
        length += sentence.length + 1;
      }
      last.content = parts.join('');
      const out = `${JSON.stringify(exchange)}\n`;
      written += out.length;
      yield out;
      if (written >= bytes) return;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(`${log}.new`));
  renameSync(`${log}.new`, log);
  return to;
}

/** The exchanges of a log compressed, in a folder of their own: a folder is read whole. */
export async function gzippedLog(from: string, to: string): Promise<string> {
  const log = join(to, 'exchanges.ndjson.gz');
  if (existsSync(log)) return log;
  mkdirSync(to, { recursive: true });
  await pipeline(createReadStream(join(from, 'exchanges.ndjson')), createGzip(), createWriteStream(`${log}.new`));
  renameSync(`${log}.new`, log);
  return log;
}

export function bytesOf(folder: string): number {
  return statSync(join(folder, 'exchanges.ndjson')).size;
}
