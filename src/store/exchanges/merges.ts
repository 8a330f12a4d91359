/**
 * Merges of the embedded engine held back while a log is taken in. The engine would merge what came a moment ago with what
 * comes now, over and over, beside the threads that read: a third of the CPU of reading. What is left to be merged is merged
 * afterwards, while detection has one thread. A server's merges are its own affair, and a scratch store never merges.
 */
import type { ClickHouseEngine } from './clickhouse-engine.ts';
import { isScratch } from './table-layout.ts';

/**
 * Parts from which merges go on even so. A query that reads rows in order holds a chunk of every part, and from a thousand on
 * the engine makes inserts wait.
 */
const MOST_PARTS = 200;

/** Holds back the merges of one engine. */
export class Merges {
  private readonly engine: ClickHouseEngine;
  /** Inserts until they go on; 0 when they are not held back. */
  private left = 0;

  constructor(engine: ClickHouseEngine) {
    this.engine = engine;
  }

  /** Holds merges back until {@link release}, or until there are {@link MOST_PARTS} parts. */
  async hold(): Promise<void> {
    const { engine } = this;
    if (engine.layout.kind !== 'embedded' || isScratch(engine.layout)) return;
    const line = await engine.readJson(
      "SELECT toUInt32(count()) AS parts FROM system.parts WHERE database = currentDatabase() AND table = 'exchanges' AND active",
      {},
    );
    const { parts } = JSON.parse(line) as { parts: number };
    if (parts >= MOST_PARTS) return;
    await engine.client.command({ query: 'SYSTEM STOP MERGES exchanges' });
    this.left = MOST_PARTS - parts;
  }

  /** An insert made a part. */
  async inserted(): Promise<void> {
    if (this.left > 0 && --this.left === 0) await this.start();
  }

  async release(): Promise<void> {
    if (this.left === 0) return;
    this.left = 0;
    await this.start();
  }

  private async start(): Promise<void> {
    await this.engine.client.command({ query: 'SYSTEM START MERGES exchanges' });
  }
}
