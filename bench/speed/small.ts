/**
 * The small bench, for every build: a little world read by the kernels and the long way. Its times are a hint; its hash is
 * a promise: the rows of a fixed log are the same on every machine, with every number of lines a block hands over.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '../../sim/index.ts';
import { BlockFingerprinter } from '../../src/fingerprint/block.ts';
import type { ClientKeys } from '../../src/fingerprint/row.ts';
import type { LineBlock } from '../../src/ingest/format.ts';
import { createIdentityHasher } from '../../src/ingest/identity-hasher.ts';
import { createParser } from '../../src/ingest/parser.ts';
import { BlockReader } from '../../src/pipeline/block-reader.ts';
import { cpuOf } from './measured.ts';

export interface SmallResult {
  readonly exchanges: number;
  readonly bytes: number;
  /** Of all rows. */
  readonly hash: string;
  /** MB of log a second of CPU. */
  readonly kernels: number;
  readonly longWay: number;
}

const KEY = new Uint8Array(32).fill(1);
const NOW = Date.UTC(2027, 0);
const NONE = { hi: 0, lo: 0 };
const ROUNDS = 3;

export async function measureSmall(): Promise<SmallResult> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bench-'));
  try {
    await simulate({ world: 'feb-2026', scale: 0.001, seed: 1, days: 4, out: folder });
    const bytes = readFileSync(join(folder, 'exchanges.ndjson'));
    const block: LineBlock = {
      file: 'log',
      format: 'stillwatch',
      origin: 'stillwatch',
      firstLine: 1,
      bytes: bytes.subarray(0, bytes.lastIndexOf(10, 16 * 1024 * 1024 - 1) + 1),
      consumed: 0,
    };
    const kernels: number[] = [];
    const longWay: number[] = [];
    let rows: Uint8Array = new Uint8Array(0);
    let count = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const reader = new BlockReader({ identityKey: KEY, now: NOW });
      kernels.push(
        await cpuOf(() => {
          ({ rows, count } = reader.read(block));
        }),
      );
      const twin = new LongWay();
      let twinRows: Uint8Array = rows;
      longWay.push(
        await cpuOf(() => {
          twinRows = twin.read(block);
        }),
      );
      if (Buffer.compare(rows, twinRows) !== 0)
        throw new Error('the kernels and the long way give different rows: see src/wire/wire-twin.test.ts');
    }
    const size = block.bytes.length;
    return {
      exchanges: count,
      bytes: size,
      hash: createHash('sha256').update(rows).digest('hex').slice(0, 16),
      kernels: size / 1e6 / Math.min(...kernels),
      longWay: size / 1e6 / Math.min(...longWay),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class LongWay {
  private readonly parser = createParser({ now: NOW });
  private readonly door = createIdentityHasher(KEY);
  private readonly fingerprinter = new BlockFingerprinter();

  read(block: LineBlock): Uint8Array {
    this.parser.parse(block, {
      exchange: (exchange) => {
        const { client } = exchange;
        const address = client?.ip ? this.door.ip(client.ip) : undefined;
        const keys: ClientKeys = {
          ip: address?.ip ?? NONE,
          net: address?.net ?? NONE,
          userAgent: client?.user_agent ? this.door.hash64('user_agent', client.user_agent) : NONE,
          ja4: client?.ja4 ? this.door.hash64('ja4', client.ja4) : NONE,
        };
        this.fingerprinter.add(exchange, keys);
      },
      account() {},
      unknown() {},
      release() {},
      reject() {},
      ignored() {},
      note() {},
    });
    return this.fingerprinter.finish().rows;
  }
}
