/**
 * Starts `stillwatch serve` on a new data directory, sends the log of a world to it at a steady rate, again and again with new
 * ids, and fails unless memory stays level, every request is accepted at once, and everything accepted is stored once.
 *
 *   npm run soak -- [WORLD] [--minutes 60] [--rate 2000] [--batch 50] [--connections 8] [--samples FILE]
 *
 * WORLD is a folder that `stillwatch simulate` wrote; absent, one is made. Memory is sampled every 10 s. The mean of the second half
 * may differ from the mean of the first by 5 %; the first 10 minutes are left out, in which caches fill and the filter of known
 * ids takes its full size.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { simulate } from '../../sim/index.ts';
import { hash64BigInt } from '../../src/kernels/hash.ts';
import { openStores } from '../../src/store/stores.ts';
import { treeMemory } from './process-memory.ts';
import { Sender } from './sender.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '2000' },
    batch: { type: 'string', default: '50' },
    connections: { type: 'string', default: '8' },
    samples: { type: 'string' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'soak-'));
const world = positionals[0] ?? (await madeWorld(join(folder, 'world')));
const batch = Number(values.batch);
const MAIN = join(import.meta.dirname, '..', '..', 'bin', 'stillwatch.mjs');
const SAMPLE_MS = 10_000;
/** Largest difference between the halves. */
const LEVEL = 0.05;
/** Longest time until everything accepted is stored and covered by a detection run. */
const SETTLE_MS = 300_000;

const WARM_UP_MS = 600_000;

async function madeWorld(out: string): Promise<string> {
  await simulate({ world: 'feb-2026', scale: 0.02, seed: 5, out });
  return out;
}

const data = join(folder, 'data');
const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, STILLWATCH_DATA: data, STILLWATCH_LOG_LEVEL: 'warn' },
});
const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
const first = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
const { address: url, admin_key: key } = JSON.parse(first) as { address: string; admin_key: string };

/** Hashes of everything sent, in order. */
const sent = new BigUint64Array(Math.ceil(Number(values.minutes) * 60 * Number(values.rate) * 1.1) + batch);
let made = 0;

async function* lines(): AsyncGenerator<[line: string, lap: number]> {
  for (let lap = 0; ; lap++) {
    const input = createReadStream(join(world, 'exchanges.ndjson'), { highWaterMark: 2 ** 20 });
    for await (const line of createInterface({ input })) yield [line, lap];
  }
}

const source = lines();
const end = performance.now() + Number(values.minutes) * 60_000;

async function body(): Promise<Buffer | null> {
  if (performance.now() >= end) return null;
  let text = '';
  for (let i = 0; i < batch; i++) {
    const [line, lap] = (await source.next()).value as [string, number];
    text += `${line
      .replace(/"id":"([^"]+)"/, (_, id: string) => {
        sent[made++] = hash64BigInt(`${id}-${lap}`);
        return `"id":"${id}-${lap}"`;
      })
      .replace(/"time":\d+/, `"time":${Date.now()}`)}\n`;
  }
  return Buffer.from(text);
}

async function metrics(): Promise<(name: string) => number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${key}` } });
  const text = await answer.text();
  return (name) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}

const sender = new Sender({ url, key, connections: Number(values.connections), rate: Number(values.rate) / batch });
for (const kind of ['accounts', 'releases']) {
  const records = readFileSync(join(world, `${kind}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n');
  for (let at = 0; at < records.length; at += 1_000)
    await sender.post(`/v1/${kind}`, Buffer.from(`${records.slice(at, at + 1_000).join('\n')}\n`));
}
sender.latencies.length = 0;
sender.accepted = 0;

const resident: number[] = [];
async function sample(): Promise<void> {
  const memory = treeMemory(child.pid as number);
  resident.push(memory.resident);
  const of = await metrics();
  const mb = (bytes: number): number => Math.round(bytes / 1e6);
  const line = {
    s: resident.length * (SAMPLE_MS / 1_000),
    rss_mb: mb(memory.resident),
    anonymous_mb: mb(memory.anonymous),
    heap_mb: mb(of('nodejs_heap_size_used_bytes')),
    external_mb: mb(of('nodejs_external_memory_bytes')),
    accepted: sender.accepted,
    covered: of('stillwatch_detection_exchanges'),
    runs: of('stillwatch_detection_looks_total'),
    failed: of('stillwatch_detection_failures_total'),
    run_s: Number(of('stillwatch_detection_last_duration_seconds').toFixed(1)),
    lag_s: Number(of('stillwatch_ingest_lag_seconds').toFixed(1)),
    journal_mb: mb(of('stillwatch_journal_bytes')),
    campaigns: of('stillwatch_campaigns'),
  };
  if (values.samples !== undefined) appendFileSync(values.samples, `${JSON.stringify(line)}\n`);
  if (resident.length % 6 === 0) console.log(JSON.stringify(line));
}

const sampling = setInterval(() => void sample().catch((error) => console.error('no sample:', error)), SAMPLE_MS);
await sender.run(body);
clearInterval(sampling);

const settled = performance.now() + SETTLE_MS;
let of = await metrics();
// A request for metrics may be refused, and then says nothing.
while (!(of('stillwatch_detection_exchanges') >= sender.accepted) && performance.now() < settled) {
  await delay(1_000);
  of = await metrics();
}
const covered = of('stillwatch_detection_exchanges');
sender.close();
child.kill('SIGTERM');
await ended;

const opened = await openStores({ dataDirectory: data });
if (!opened.ok) throw new Error(opened.problem.message);
const stored = new BigUint64Array(sent.length);
let rows = 0;
for await (const ids of opened.value.exchanges.ids()) for (const id of ids) stored[rows++] = id;
await opened.value.close();
const wanted = sent.subarray(0, made).sort();
const there = stored.subarray(0, rows).sort();
let differences = Math.abs(made - rows);
for (let i = 0; i < Math.min(made, rows); i++) if (wanted[i] !== there[i]) differences++;
rmSync(folder, { recursive: true, force: true });

const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / of.length;
const warm = resident.slice(Math.min(WARM_UP_MS / SAMPLE_MS, resident.length >> 1));
const half = warm.length >> 1;
const [before, after] = [mean(warm.slice(0, half)), mean(warm.slice(half))];
const growth = after / before - 1;
console.log(
  `${made} exchanges sent, ${sender.accepted} accepted, ${rows} stored, ${differences} lost or twice, ${covered} covered by detection; ` +
    `statuses ${JSON.stringify([...sender.statuses])}, latency ms ${sender.latency()}; ` +
    `resident memory: first half ${Math.round(before / 1e6)} MB, second half ${Math.round(after / 1e6)} MB (${(100 * growth).toFixed(1)} %), ` +
    `most ${Math.round(Math.max(...resident) / 1e6)} MB`,
);
const kept = differences === 0 && covered === made && [...sender.statuses.keys()].every((status) => status === 200);
if (!kept || Math.abs(growth) > LEVEL) process.exitCode = 1;
