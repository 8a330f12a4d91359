/**
 * The exchange store: fingerprints as rows of a ClickHouse table, and the names behind their hashes. Rows go in and
 * big results come out as RowBinary, small results as JSON. Never holds prompt text: a fingerprint has none.
 * Leaves out which engine it runs on (clickhouse-engine.ts) and what is asked of it (detect/).
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

/** Most rows of one insert: one block of the engine, so that it is stored whole or not at all. */
export const MAX_INSERT_ROWS = 262_144;
/** Rows of one page of ids: 2 MB. */
const ID_PAGE_ROWS = 262_144;

export interface ExchangeStore extends ExchangeQueries {
  /** Appends `count` rows, whole or in chunks, as src/model/fingerprint-layout.ts lays them out, at most {@link MAX_INSERT_ROWS}: all or none. They outlive a kill of the process once this resolves. */
  insert(rows: Uint8Array | readonly Uint8Array[], count: number): Promise<void>;
  /** Records names; one that is there already is replaced. Read the table `names` with FINAL. */
  insertNames(entries: readonly NamedHash[]): Promise<void>;
  /** Which of these exchange ids are stored already; exact. */
  known(ids: BigUint64Array): Promise<Set<bigint>>;
  /** Every stored id, in bounded chunks and in no order. */
  ids(): AsyncIterable<BigUint64Array>;
  /** The engine's answers not yet decoded, for a thread that decodes them itself. */
  readonly answers: Answers;
  count(): Promise<number>;
  /** How many exchanges are older than `time`, ms since the epoch. */
  countBefore(time: number): Promise<number>;
  /** Deletes those; gives how many. */
  deleteBefore(time: number): Promise<number>;
  /**
   * Lets the embedded engine put off merging what is inserted, up to a number of inserts, until {@link releaseMerges}: for a log
   * that is taken in at once. A server's engine goes on as it does.
   */
  holdMerges(): Promise<void>;
  releaseMerges(): Promise<void>;
  /** Copies its tables as they are now, for a backup; nothing may be inserted meanwhile. The embedded engine only. */
  snapshot(): Promise<ExchangeSnapshot>;
  close(): Promise<void>;
}

/** Brings the engine's schema up to date and gives the store; the engine is closed when that fails. */
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
    // What a backup left that was killed.
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
    async insert(rows, count) {
      const chunks = rows instanceof Uint8Array ? [rows] : rows;
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      assert(
        bytes === count * FINGERPRINT_STRIDE,
        `${count} rows are ${count * FINGERPRINT_STRIDE} bytes, got ${bytes}`,
      );
      assert(count <= MAX_INSERT_ROWS, `an insert has at most ${MAX_INSERT_ROWS} rows, got ${count}`);
      if (count === 0) return;
      await attempt('take exchanges', async () => {
        await engine.insertRowBinary('exchanges', structure, chunks);
        await merges.inserted();
      });
    },

    async insertNames(entries) {
      if (entries.length === 0) return;
      // RowBinary like the exchanges: inline data would make the embedded engine read this process's standard input.
      const rows = encodeNames(entries);
      await attempt('take names', () => engine.insertRowBinary('names', NAME_STRUCTURE, [rows]), true);
    },

    async known(ids) {
      const found = new Set<bigint>();
      if (ids.length === 0) return found;
      const bytes = new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength);
      await attempt('look up ids', async () => {
        const decoder = createColumnDecoder([{ name: 'id', type: 'UInt64' }], ids.length);
        // GLOBAL: in a cluster the ids go from here to every shard; elsewhere it changes nothing.
        const { chunks } = await engine.readBeside(
          'id UInt64',
          [bytes],
          (source) => `SELECT DISTINCT id FROM exchanges WHERE id GLOBAL IN (SELECT id FROM ${source})`,
        );
        for await (const chunk of chunks) decoder.push(chunk);
        decoder.end();
        for (const id of decoder.take().id) found.add(id);
      });
      return found;
    },

    async *ids() {
      for await (const page of reader.pages(
        'SELECT id FROM exchanges',
        [{ name: 'id', type: 'UInt64' }],
        ID_PAGE_ROWS,
      )) {
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

    holdMerges: () => attempt('put off merges', () => merges.hold()),

    releaseMerges: () => attempt('merge', () => merges.release()),

    async snapshot() {
      assert(engine.layout.kind === 'embedded', 'only the embedded engine is copied table by table');
      return snapshotOf(engine, (work) => attempt('be copied', work));
    },

    close() {
      closing ??= engine.close();
      return closing;
    },
  };
}

function closedProblem(): ProblemError {
  return new ProblemError({
    code: 'store_closed',
    message: 'Expected an open exchange store, got one that was closed.',
    hint: 'The run was stopped; start it again.',
  });
}
