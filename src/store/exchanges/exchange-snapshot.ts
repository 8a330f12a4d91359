/**
 * The exchange store of a running service at one moment, written to files while it goes on: each table chunk by chunk, so that
 * no other query waits long and memory stays as it is. Chunks are ClickHouse's Native format under zstd; one behind the
 * other they are a file that reads like one written at once.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ClickHouseEngine, quoted } from './clickhouse-engine.ts';
import { copyTables, dropCopies, schemaOf } from './stored-tables.ts';

export interface ExchangeSnapshot {
  /** Number of the store's schema. */
  readonly schema: number;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  /**
   * Writes a file a table into `folder`, as store-export.ts does; a table without rows may have none.
   * @param written called after each chunk with the number of chunks done and their total
   */
  write(folder: string, signal: AbortSignal, written: (done: number, of: number) => void): Promise<void>;
  /** Gives up the copies; what they alone still hold is freed. */
  drop(): Promise<void>;
}

/** Lets a query wait for its turn. */
type Attempt = <T>(work: () => Promise<T>) => Promise<T>;

/** Takes a snapshot of the tables of an embedded engine, by hard links. */
export async function snapshotOf(engine: ClickHouseEngine, attempt: Attempt): Promise<ExchangeSnapshot> {
  const [schema, copies] = await attempt(async () => [await schemaOf(engine), await copyTables(engine)] as const);
  return {
    schema,
    rows: Object.fromEntries(copies.map(({ table, rows }) => [table, rows])),
    async write(folder, signal, written) {
      const of = copies.reduce((sum, { chunks }) => sum + chunks.length, 0);
      let done = 0;
      for (const copy of copies) {
        const target = join(folder, `${copy.table}.native.zst`);
        for (const query of copy.chunks) {
          signal.throwIfAborted();
          await append(engine, attempt, query, target);
          written(++done, of);
        }
      }
    },
    drop: () => attempt(() => dropCopies(engine)),
  };
}

async function append(engine: ClickHouseEngine, attempt: Attempt, query: string, target: string): Promise<void> {
  const chunk = `${target.slice(0, -'.native.zst'.length)}.chunk.native.zst`;
  try {
    await attempt(() => engine.client.command({ query: `INSERT INTO FUNCTION file(${quoted(chunk)}, 'Native') ${query}` }));
    await pipeline(createReadStream(chunk), createWriteStream(target, { flags: 'a', mode: 0o600 }));
  } finally {
    await rm(chunk, { force: true });
  }
}
