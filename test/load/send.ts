/**
 * Sends exchanges to a server as fast as it answers, or at a steady rate, from a process of its own, and prints what came of
 * it: exchanges a second, and how long answers took.
 *
 *   node --import tsx test/load/send.ts URL --key KEY [--seconds 20] [--connections 8] [--batch 100] [--bytes 1500] [--rate 0]
 *
 * `--rate` is in exchanges a second, 0 as fast as it goes. Latency is from the moment a request was due, so that a server
 * that stalls is not spared the requests that it kept from being sent.
 */
import { Agent, request } from 'node:http';
import { parseArgs } from 'node:util';

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

const WORDS =
  'gate water level boat lock paddle basin chamber barge quay rope tide keel draught sluice weir'.split(' ');
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

const agent = new Agent({ keepAlive: true, maxSockets: connections });
const latencies: number[] = [];
const statuses = new Map<number, number>();
let accepted = 0;
let sentBytes = 0;

function send(payload: Buffer, due: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(`${url}/v1/exchanges`, {
      method: 'POST',
      agent,
      headers: {
        authorization: `Bearer ${values.key}`,
        'content-type': 'application/x-ndjson',
        'content-length': payload.length,
      },
    });
    call.on('error', reject);
    call.on('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        latencies.push(performance.now() - due);
        const status = response.statusCode ?? 0;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 200) accepted += JSON.parse(Buffer.concat(pieces).toString('utf8')).accepted;
        resolve();
      });
    });
    sentBytes += payload.length;
    call.end(payload);
  });
}

const begun = performance.now();
const end = begun + seconds * 1_000;
let due = begun;
async function connection(): Promise<void> {
  for (;;) {
    let mine = performance.now();
    if (rate > 0) {
      mine = due;
      due += (batch / rate) * 1_000;
      const wait = mine - performance.now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    }
    if (Math.max(mine, performance.now()) >= end) return;
    await send(body(), rate > 0 ? mine : performance.now());
  }
}
await Promise.all(Array.from({ length: connections }, connection));
const elapsed = (performance.now() - begun) / 1_000;
agent.destroy();

latencies.sort((a, b) => a - b);
const at = (share: number): string => (latencies[Math.floor((latencies.length - 1) * share)] ?? 0).toFixed(1);
console.log(
  `${Math.round(accepted / elapsed)} exchanges/s (${(sentBytes / elapsed / 1e6).toFixed(1)} MB/s, ${Math.round(sentBytes / made)} bytes each), ` +
    `${latencies.length} requests in ${elapsed.toFixed(1)} s, latency ms p50 ${at(0.5)} p90 ${at(0.9)} p99 ${at(0.99)} max ${at(1)}, ` +
    `statuses ${JSON.stringify([...statuses])}`,
);
