/**
 * Traffic of senders that do not give up: a body is sent until it is acknowledged, across restarts, cut connections and
 * refusals. Knows what was acknowledged, and that what was acknowledged before is a duplicate ever after.
 */
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { DAY } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import { exchange, KEY, ndjson } from '../intake-server.ts';

export interface IngestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

interface Sent {
  readonly ids: readonly string[];
  readonly payload: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Exchanges that are older may be deleted at any time. */
export const DUE_AFTER_DAYS = 200;

export interface IngestLoadOptions {
  readonly rng: Rng;
  readonly senders: number;
  /** Where to send to now; null while nobody listens. */
  address(): string | null;
  /** Pause after a failure, ms. */
  readonly pause: number;
}

export class Load {
  /** Ids of bodies that were answered with 200. */
  readonly acknowledged = new Set<string>();
  readonly sent = new Set<string>();
  /** Ids of exchanges that may be deleted as soon as they are stored. */
  readonly due = new Set<string>();
  /** Answers that broke a promise. */
  readonly broken: string[] = [];
  readonly statuses = new Map<number, number>();
  retries = 0;
  cuts = 0;
  private readonly options: IngestLoadOptions;
  private next = 0;
  private stopping = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(options: IngestLoadOptions) {
    this.options = options;
  }

  start(): void {
    const { senders, rng } = this.options;
    this.running = Promise.all(Array.from({ length: senders }, (_, i) => this.send(rng.fork(`sender ${i}`))));
  }

  /** Finishes what has been begun. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  private async send(rng: Rng): Promise<void> {
    let last: Sent | null = null;
    while (!this.stopping) {
      // Now and then what was acknowledged is sent once more, as a gateway does that has missed the answer.
      if (last !== null && rng.chance(0.1)) await this.deliver(last, rng, true);
      const isDue = rng.chance(0.2);
      const body = this.body(rng, isDue);
      await this.deliver(body, rng, false);
      // What was deleted is not known any more.
      last = isDue ? null : body;
    }
  }

  private body(rng: Rng, isDue: boolean): Sent {
    const ids: string[] = [];
    const records = Array.from({ length: 1 + rng.int(rng.chance(0.2) ? 400 : 20) }, () => {
      const age = isDue ? 2 * DUE_AFTER_DAYS : DUE_AFTER_DAYS / 2;
      const record = exchange(this.next++, { time: Date.now() - age * DAY });
      ids.push(record.id as string);
      return record;
    });
    for (const id of ids) this.sent.add(id);
    if (isDue) for (const id of ids) this.due.add(id);
    const plain = Buffer.from(ndjson(records));
    const type = { ...KEY, 'content-type': 'application/x-ndjson' };
    return rng.chance(0.3)
      ? { ids, payload: gzipSync(plain), headers: { ...type, 'content-encoding': 'gzip' } }
      : { ids, payload: plain, headers: type };
  }

  private async deliver(sent: Sent, rng: Rng, again: boolean): Promise<void> {
    for (;;) {
      const address = this.options.address();
      if (address === null) {
        await delay(100);
        continue;
      }
      const cutAt = rng.chance(0.03) ? rng.int(sent.payload.length) : null;
      const answer = await post(address, sent, cutAt).catch(() => null);
      if (answer === null) this.cuts++;
      else this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
      if (answer?.status === 200) {
        this.judge(sent, JSON.parse(answer.body), again);
        return;
      }
      if (answer !== null && answer.status !== 429 && answer.status !== 503) {
        this.broken.push(`an answer ${answer.status}: ${answer.body.slice(0, 200)}`);
        return;
      }
      if (answer !== null && answer.headers['retry-after'] === undefined)
        this.broken.push(`${answer.status} without Retry-After`);
      this.retries++;
      await delay(this.options.pause);
    }
  }

  private judge(sent: Sent, receipt: { accepted: number; duplicates: number; rejected: number }, again: boolean): void {
    if (receipt.accepted + receipt.duplicates !== sent.ids.length || receipt.rejected > 0)
      this.broken.push(`${sent.ids.length} sent, answered ${JSON.stringify(receipt)}`);
    if (again && receipt.accepted > 0) this.broken.push(`acknowledged before, and new again: ${JSON.stringify(receipt)}`);
    for (const id of sent.ids) this.acknowledged.add(id);
  }
}

/** Sends a body; with `cutAt` only so many bytes of it, and then cuts the connection. */
function post(address: string, { payload, headers }: Sent, cutAt: number | null): Promise<IngestAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(`${address}/v1/exchanges`, {
      method: 'POST',
      headers: { ...headers, 'content-length': payload.length },
      timeout: 20_000,
    });
    call.on('error', reject);
    call.on('timeout', () => call.destroy(new Error('no answer in time')));
    call.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    if (cutAt === null) call.end(payload);
    else call.write(payload.subarray(0, cutAt), () => call.destroy(new Error('cut')));
  });
}
