/** Sends bodies to a server over connections that stay, as fast as it answers or at a steady rate, and keeps what came of it. */
import { Agent, request } from 'node:http';

export interface LoadSenderOptions {
  readonly url: string;
  readonly key: string;
  readonly connections: number;
  /** Bodies a second; 0 as fast as they are answered. */
  readonly rate: number;
}

export class Sender {
  /** ms, of each body: from the moment it was due, so that a server that stalls is not spared what it kept from being sent. */
  readonly latencies: number[] = [];
  readonly statuses = new Map<number, number>();
  /** Records that the server has acknowledged as new. */
  accepted = 0;
  bytes = 0;
  private readonly options: LoadSenderOptions;
  private readonly agent: Agent;

  constructor(options: LoadSenderOptions) {
    this.options = options;
    this.agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  }

  /** Sends exchanges until `next` has no more. */
  async run(next: () => Promise<Buffer | null> | Buffer | null): Promise<void> {
    const { connections, rate } = this.options;
    let due = performance.now();
    const connection = async (): Promise<void> => {
      for (;;) {
        const mine = rate > 0 ? due : performance.now();
        if (rate > 0) due += 1_000 / rate;
        const wait = mine - performance.now();
        if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
        const body = await next();
        if (body === null) return;
        await this.post('/v1/exchanges', body, rate > 0 ? mine : performance.now());
      }
    };
    await Promise.all(Array.from({ length: connections }, connection));
  }

  post(path: string, body: Buffer, due = performance.now()): Promise<void> {
    const { url, key } = this.options;
    return new Promise((resolve, reject) => {
      const call = request(`${url}${path}`, {
        method: 'POST',
        agent: this.agent,
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/x-ndjson',
          'content-length': body.length,
        },
      });
      call.on('error', reject);
      call.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          this.latencies.push(performance.now() - due);
          const status = response.statusCode ?? 0;
          this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
          if (status === 200) this.accepted += JSON.parse(Buffer.concat(chunks).toString('utf8')).accepted;
          resolve();
        });
      });
      this.bytes += body.length;
      call.end(body);
    });
  }

  /** p50, p90, p99 and the longest, in words. */
  latency(): string {
    const sorted = this.latencies.toSorted((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
    return `p50 ${at(0.5)} p90 ${at(0.9)} p99 ${at(0.99)} max ${at(1)}`;
  }

  close(): void {
    this.agent.destroy();
  }
}
