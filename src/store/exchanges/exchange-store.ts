/**
 * The exchange store: fingerprints as rows of a ClickHouse table, and the names behind their hashes. Inserts and large results
 * use RowBinary, small results JSON. It never contains prompt text, since fingerprints have none. Leaves out the engine
 * (clickhouse-engine.ts) and the queries of detection (aggregate/).
 */
import { assert } from '../../base/assert.ts';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, ProblemError, type Result } from '../../base/problem.ts';
import { clickhouseStructure, FINGERPRINT_STRIDE } from '../../model/fingerprint-layout.ts';
import type { NamedHash } from '../../model/named-hash.ts';
import { type ClickHouseEngine, engineProblem } from './clickhouse-engine.ts';
import { countExchangesBefore, deleteExchangesBefore } from './exchange-deletion.ts';
import { migrateExchangeStore } from './exchange-migrations.ts';
import { type Answers, createExchangeReader, type ExchangeQueries } from './exchange-queries.ts';
import { type ExchangeSnapshot, snapshotOf } from './exchange-snapshot.ts';
import { Merges } from './merges.ts';
import { encodeNames, NAME_STRUCTURE } from './name-rows.ts';
import { createColumnDecoder } from './row-binary.ts';
import { createSemaphore } from './semaphore.ts';
import { dropCopies } from './stored-tables.ts';
import { isScratch } from './table-layout.ts';

/** Maximum number of rows per insert: one block of the engine, so that an insert is atomic. */
export const MAX_INSERT_ROWS = 262_144;
/** Ids per page: 2 MB. */
const ID_PAGE_ROWS = 262_144;

export interface ExchangeStore extends ExchangeQueries {
  /**
   * Inserts rows in the layout of src/model/fingerprint-layout.ts, all or none. They survive a kill of the process once this
   * resolves.
   * @param count number of rows, at most {@link MAX_INSERT_ROWS}
   * @param anew the store is known not to have the rows: insert them even if a server remembers an insert of the same. A ClickHouse
   *   server notes an insert before it commits the rows, so after a power cut it may remember what it does not have.
   */
  insert(rows: Uint8Array | readonly Uint8Array[], count: number, anew?: boolean): Promise<void>;
  /** Stores names, replacing existing ones. Queries of the table `names` need FINAL. */
  insertNames(entries: readonly NamedHash[]): Promise<void>;
  /** Which of these exchange ids are stored. Exact. */
  known(ids: BigUint64Array): Promise<Set<bigint>>;
  /** All stored ids, in pages, unordered. */
  ids(): AsyncIterable<BigUint64Array>;
  /** Undecoded results, for another thread to decode. */
  readonly answers: Answers;
  /** Number of stored exchanges. */
  count(): Promise<number>;
  /** Number of exchanges before `time`, ms since the epoch. */
  countBefore(time: number): Promise<number>;
  /** Deletes the exchanges before `time`, ms since the epoch. @returns how many */
  deleteBefore(time: number): Promise<number>;
  /**
   * Lets the embedded engine postpone merges until {@link releaseMerges}, up to a number of inserts: for reading a whole log at
   * once. Has no effect on a server.
   */
  holdMerges(): Promise<void>;
  /** Resumes merges. */
  releaseMerges(): Promise<void>;
  /** Takes a snapshot of the tables for a backup. Embedded engine only; nothing may be inserted meanwhile. */
  snapshot(): Promise<ExchangeSnapshot>;
  /** Starts no further call and resolves once those under way have ended: before the process exits out of order. */
  halt(): Promise<void>;
  close(): Promise<void>;
}

/** Migrates the schema and opens the store. Closes the engine on failure. */
export async function openExchangeStore(
  engine: ClickHouseEngine,
  options: { readonly clock: Clock },
): Promise<Result<ExchangeStore>> {
  try {
    const migrated = await migrateExchangeStore(engine, options.clock);
    if (!migrated.ok) {
      await engine.close();
      return migrated;
    }
    // Copies left by a backup that was killed.
    if (engine.layout.kind === 'embedded' && !engine.layout.scratch) await dropCopies(engine);
    if (isScratch(engine.layout)) await engine.client.command({ query: 'SYSTEM STOP MERGES exchanges' });
    return ok(createExchangeStore(engine));
  } catch (error) {
    await engine.close();
    return fail(engineProblem('be opened', error, false).problem);
  }
}

function createExchangeStore(engine: ClickHouseEngine): ExchangeStore {
  const structure = clickhouseStructure(isScratch(engine.layout));
  const limited = createSemaphore(engine.inFlight);
  const merges = new Merges(engine);
  let closing: Promise<void> | null = null;

  const attempt = async <T>(doing: string, work: () => Promise<T>, quiet = false): Promise<T> => {
    if (closing !== null) throw closedProblem();
    try {
      return await limited(work);
    } catch (error) {
      throw engineProblem(doing, error, quiet);
    }
  };

  const answers: Answers = {
    json: (sql, params) => attempt('answer a query', () => engine.readJson(sql, params)),
    binary: (sql, params) => attempt('answer a query', () => engine.readRowBinary(sql, params)),
    file: (sql, params) => attempt('answer a query', () => engine.spoolRowBinary(sql, params)),
  };
  const reader = createExchangeReader(answers);

  return {
    async insert(rows, count, anew = false) {
      const chunks = rows instanceof Uint8Array ? [rows] : rows;
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      assert(bytes === count * FINGERPRINT_STRIDE, `${count} rows are ${count * FINGERPRINT_STRIDE} bytes, got ${bytes}`);
      assert(count <= MAX_INSERT_ROWS, `an insert has at most ${MAX_INSERT_ROWS} rows, got ${count}`);
      if (count === 0) return;
      await attempt('store exchanges', async () => {
        await engine.insertRowBinary('exchanges', structure, chunks, anew);
        await merges.inserted();
      });
    },

    async insertNames(entries) {
      if (entries.length === 0) return;
      // RowBinary, since inline data would make the embedded engine read the standard input of this process.
      const rows = encodeNames(entries);
      // Anew: a name may change from A to B and back to A.
      await attempt('store names', () => engine.insertRowBinary('names', NAME_STRUCTURE, [rows], true), true);
    },

    known: (ids) => attempt('look up ids', () => storedIds(engine, ids)),

    async *ids() {
      for await (const page of reader.pages('SELECT id FROM exchanges', [{ name: 'id', type: 'UInt64' }], ID_PAGE_ROWS)) {
        if (page.id.length > 0) yield page.id;
      }
    },

    ...reader,
    answers,

    async count() {
      const [row] = await reader.rows<{ n: string }>('SELECT count() AS n FROM exchanges');
      return Number(row?.n ?? 0);
    },

    countBefore: (time) => attempt('count exchanges', () => countExchangesBefore(engine, time)),

    deleteBefore: (time) => attempt('delete exchanges', () => deleteExchangesBefore(engine, time)),

    holdMerges: () => attempt('postpone merges', () => merges.hold()),

    releaseMerges: () => attempt('merge', () => merges.release()),

    async snapshot() {
      assert(engine.layout.kind === 'embedded', 'only the embedded engine has snapshots');
      return snapshotOf(engine, (work) => attempt('be copied', work));
    },

    halt: () => engine.halt(),
    close() {
      closing ??= engine.close();
      return closing;
    },
  };
}

async function storedIds(engine: ClickHouseEngine, ids: BigUint64Array): Promise<Set<bigint>> {
  const found = new Set<bigint>();
  if (ids.length === 0) return found;
  const bytes = new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength);
  const decoder = createColumnDecoder([{ name: 'id', type: 'UInt64' }], ids.length);
  // In a cluster, GLOBAL sends the ids from here to every shard; elsewhere it has no effect.
  const { chunks } = await engine.readBeside(
    'id UInt64',
    [bytes],
    (source) => `SELECT DISTINCT id FROM exchanges WHERE id GLOBAL IN (SELECT id FROM ${source})`,
  );
  for await (const chunk of chunks) decoder.push(chunk);
  decoder.end();
  for (const id of decoder.take().id) found.add(id);
  return found;
}

function closedProblem(): ProblemError {
  return new ProblemError({
    code: 'store_closed',
    message: 'Expected an open exchange store, got one that is closed.',
    hint: 'The run was stopped. Start it again.',
  });
}
