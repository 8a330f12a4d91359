/**
 * Sends the log of a world to a running service at a steady rate, as if it happened now, and prints every half minute how
 * far behind the looks are and what they find.
 *
 *   node --import tsx test/load/live.ts URL WORLD --key KEY [--rate 5000] [--batch 100] [--connections 8] [--minutes 30] [--now]
 *
 * WORLD is a folder that `stillwatch simulate` wrote. Its times are moved so that the last exchange is now; with `--now` each
 * happens when it is sent. KEY may ingest and administer. It ends when the log does, or after so many minutes.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Sender } from './sender.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    key: { type: 'string', default: '' },
    rate: { type: 'string', default: '5000' },
    batch: { type: 'string', default: '100' },
    connections: { type: 'string', default: '8' },
    minutes: { type: 'string', default: '30' },
    now: { type: 'boolean', default: false },
  },
});
const [url, world] = positionals;
if (url === undefined || world === undefined) throw new Error('Expected the URL of a service and a folder.');
const batch = Number(values.batch);
const log = join(world, 'exchanges.ndjson');
const TIME = /"time":(\d+)/;
const PRINT_EVERY = 30_000;

/** Time of the last exchange in the log. */
async function lastTime(): Promise<number> {
  const file = await open(log);
  const { size } = await file.stat();
  const from = Math.max(0, size - 1_000_000);
  const { buffer } = await file.read({ position: from, buffer: Buffer.alloc(size - from) });
  await file.close();
  return Number(TIME.exec(buffer.toString('utf8').trimEnd().split('\n').at(-1) ?? '')?.[1]);
}

const shift = Date.now() - (await lastTime());
const lines = createInterface({ input: createReadStream(log, { highWaterMark: 2 ** 20 }) })[Symbol.asyncIterator]();
const end = performance.now() + Number(values.minutes) * 60_000;

async function body(): Promise<Buffer | null> {
  if (performance.now() >= end) return null;
  let text = '';
  for (let i = 0; i < batch; i++) {
    const { value, done } = await lines.next();
    if (done) break;
    const moved = (time: string): number => (values.now ? Date.now() : Number(time) + shift);
    text += `${value.replace(TIME, (_: string, time: string) => `"time":${moved(time)}`)}\n`;
  }
  return text === '' ? null : Buffer.from(text);
}

const sender = new Sender({
  url,
  key: values.key,
  connections: Number(values.connections),
  rate: Number(values.rate) / batch,
});

async function metrics(): Promise<(name: string) => number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${values.key}` } });
  const text = await answer.text();
  return (name) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}

let unseen = 0;
const watching = setInterval(async () => {
  const of = await metrics();
  unseen = Math.max(unseen, of('stillwatch_detection_unseen_age_seconds'));
}, 1_000);
const begun = performance.now();
let before = 0;
const printing = setInterval(async () => {
  const of = await metrics();
  const figures = {
    minutes: ((performance.now() - begun) / 60_000).toFixed(1),
    sent_per_s: Math.round((sender.accepted - before) / (PRINT_EVERY / 1_000)),
    accepted: sender.accepted,
    looked_at: of('stillwatch_detection_exchanges'),
    counted: of('stillwatch_detection_counted_exchanges'),
    looks: of('stillwatch_detection_looks_total'),
    failed: of('stillwatch_detection_failures_total'),
    look_s: of('stillwatch_detection_last_duration_seconds').toFixed(1),
    longest_unseen_s: unseen.toFixed(1),
    campaigns: of('stillwatch_campaigns'),
    rss_mb: Math.round(of('process_resident_memory_bytes') / 1e6),
    latency: sender.latency(),
  };
  before = sender.accepted;
  unseen = 0;
  sender.latencies.length = 0;
  console.log(JSON.stringify(figures));
}, PRINT_EVERY);

for (const kind of ['accounts', 'releases']) {
  const records = readFileSync(join(world, `${kind}.ndjson`), 'utf8')
    .split('\n')
    .filter(Boolean);
  for (let at = 0; at < records.length; at += 1_000)
    await sender.post(`/v1/${kind}`, Buffer.from(`${records.slice(at, at + 1_000).join('\n')}\n`));
}
sender.latencies.length = 0;
sender.accepted = 0;
await sender.run(body);
clearInterval(watching);
clearInterval(printing);
sender.close();
console.log(`${sender.accepted} exchanges accepted, statuses ${JSON.stringify([...sender.statuses])}`);
