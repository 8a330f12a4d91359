/**
 * Sends exchanges to a server as fast as it answers, or at a steady rate, from a process of its own, and prints what came of
 * it: exchanges a second, and how long answers took.
 *
 *   node --import tsx test/load/send.ts URL --key KEY [--seconds 20] [--connections 8] [--batch 100] [--bytes 1500] [--rate 0]
 *
 * `--rate` is in exchanges a second, 0 as fast as it goes.
 */
import { parseArgs } from 'node:util';
import { Sender } from './sender.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    key: { type: 'string', default: 'test-ingest' },
    seconds: { type: 'string', default: '20' },
    connections: { type: 'string', default: '8' },
    batch: { type: 'string', default: '100' },
    bytes: { type: 'string', default: '1500' },
    rate: { type: 'string', default: '0' },
  },
});
const [url] = positionals;
const seconds = Number(values.seconds);
const connections = Number(values.connections);
const batch = Number(values.batch);
const bytes = Number(values.bytes);
const rate = Number(values.rate);
if (url === undefined) throw new Error('Expected the URL of a server.');

const WORDS = 'gate water level boat lock paddle basin chamber barge quay rope tide keel draught sluice weir'.split(' ');
const run = process.pid.toString(36) + Date.now().toString(36);
let made = 0;

/** Records that lack their id and time, from 5,000 accounts, with prompts that differ: made before the clock runs. */
const RECORDS = Array.from({ length: 5_000 }, (_, n) => {
  let text = '';
  for (let w = 0; text.length < bytes - 420; w++)
    text += `${WORDS[(n * 7 + w * 13 + ((n * w) % 11)) % WORDS.length]}${w % 9 === 0 ? n % 977 : ''} `;
  const record = {
    account: `account-${n}`,
    model: 'large-4',
    request: {
      system: 'You help people who work on canals.',
      messages: [{ role: 'user', content: text }],
      max_tokens: 500,
    },
    response: { text: 'Open the paddles slowly and wait until the levels are equal.', stop_reason: 'stop' },
    usage: { input_tokens: 300, output_tokens: 15 },
    client: { ip: `198.51.${(n >> 8) % 100}.${n % 250}`, user_agent: 'gateway/1.0' },
    status: 200,
    latency_ms: 800,
  };
  return JSON.stringify(record).slice(1);
});

function body(): Buffer {
  const now = Date.now();
  let text = '';
  for (let i = 0; i < batch; i++) {
    const n = made++;
    text += `{"id":"${run}-${n}","time":${now},${RECORDS[n % RECORDS.length]}\n`;
  }
  return Buffer.from(text);
}

const sender = new Sender({ url, key: values.key, connections, rate: rate / batch });
const begun = performance.now();
const end = begun + seconds * 1_000;
await sender.run(() => (performance.now() >= end ? null : body()));
const elapsed = (performance.now() - begun) / 1_000;
sender.close();

console.log(
  `${Math.round(sender.accepted / elapsed)} exchanges/s (${(sender.bytes / elapsed / 1e6).toFixed(1)} MB/s, ${Math.round(sender.bytes / made)} bytes each), ` +
    `${sender.latencies.length} requests in ${elapsed.toFixed(1)} s, latency ms ${sender.latency()}, ` +
    `statuses ${JSON.stringify([...sender.statuses])}`,
);
