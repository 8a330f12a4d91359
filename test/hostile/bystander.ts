/** Somebody honest, who sends an exchange now and then all the while: whether it is taken, and how long that takes. */
import { setTimeout as delay } from 'node:timers/promises';
import { exchange, ndjson } from '../intake-server.ts';

const PAUSE = 100;

export class Bystander {
  /** Ids that were acknowledged. */
  readonly acknowledged: string[] = [];
  /** What was wrong with answers. */
  readonly faults: string[] = [];
  /** Told to come back. */
  later = 0;
  private readonly latencies: number[] = [];
  private readonly address: string;
  private readonly key: string;
  private stopping = false;
  private readonly running: Promise<void>;

  constructor(address: string, key: string) {
    this.address = address;
    this.key = key;
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  /** ms within which that share of the answers came. */
  latency(share: number): number {
    const sorted = this.latencies.toSorted((a, b) => a - b);
    return Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  }

  private async run(): Promise<void> {
    for (let n = 0; !this.stopping; n++) {
      const id = `honest-${n}`;
      const begun = performance.now();
      try {
        const answer = await fetch(`${this.address}/v1/exchanges`, {
          method: 'POST',
          headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/x-ndjson' },
          body: ndjson([exchange(n, { id, account: 'honest', time: Date.now() })]),
        });
        const text = await answer.text();
        this.latencies.push(performance.now() - begun);
        if (answer.status === 200 && JSON.parse(text).accepted === 1) this.acknowledged.push(id);
        else if (answer.status === 503 || answer.status === 429) this.later++;
        else this.faults.push(`${answer.status} ${text.slice(0, 200)}`);
      } catch (error) {
        this.faults.push(String((error as Error).cause ?? error));
      }
      await delay(PAUSE);
    }
  }
}
