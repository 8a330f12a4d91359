/**
 * Reads tables through an engine in a process of its own (engine-child.ts): small answers, and rows as a stream of lines that is
 * read as fast as it is taken. Memory is bounded by the engine's limit and by blocks of a few thousand rows.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { assert } from '../../base/assert.ts';
import type { EngineAnswer, EngineJob } from './engine-jobs.ts';

/** Most memory of one query, in bytes. A row group of a Parquet file has to fit. */
const MOST_MEMORY = 1_500_000_000;
const BLOCK_ROWS = 8_192;

/**
 * One thread after parsing keeps the rows in the order of the file. Values of CSV and TSV stay text: types that are guessed from the
 * first rows break on a later one, and lose leading zeros.
 */
const SETTINGS = Object.entries({
  max_memory_usage: MOST_MEMORY,
  max_threads: 1,
  max_parsing_threads: 2,
  max_block_size: BLOCK_ROWS,
  max_query_size: 16_777_216,
  session_timezone: "'UTC'",
  input_format_parquet_preserve_order: 1,
  input_format_csv_use_best_effort_in_schema_inference: 0,
  input_format_tsv_use_best_effort_in_schema_inference: 0,
  input_format_csv_allow_variable_number_of_columns: 1,
  input_format_json_read_objects_as_strings: 1,
  input_format_json_read_arrays_as_strings: 1,
  input_format_json_try_infer_named_tuples_from_objects: 0,
  output_format_json_escape_forward_slashes: 0,
  output_format_json_quote_64bit_integers: 0,
})
  .map(([name, value]) => `${name} = ${value}`)
  .join(', ');

/** What the engine answered to a query that failed. */
export class EngineFailure extends Error {
  readonly code: number;
  readonly row: number | undefined;
  readonly status: number | undefined;

  constructor(answer: Pick<Extract<EngineAnswer, { ok: false }>, 'code' | 'row' | 'status'>) {
    super(`the engine answered with code ${answer.code}`);
    this.code = answer.code;
    this.row = answer.row;
    this.status = answer.status;
  }
}

/** The code of a process that ended without an answer. */
export const ENGINE_GONE = -1;

export class TableEngine {
  private readonly child: ChildProcess;
  private readonly folder: string;
  private readonly waiting = new Map<number, (answer: EngineAnswer) => void>();
  private jobs = 0;
  private readonly settings: string;

  private constructor(child: ChildProcess, folder: string, separator: string | undefined) {
    this.settings = separator === undefined ? SETTINGS : `${SETTINGS}, format_csv_delimiter = '${separator}'`;
    this.child = child;
    this.folder = folder;
    child.on('message', (answer: EngineAnswer) => {
      this.waiting.get(answer.id)?.(answer);
      this.waiting.delete(answer.id);
    });
    const gone = (): void => {
      for (const [id, answer] of this.waiting) answer({ id, ok: false, code: ENGINE_GONE });
      this.waiting.clear();
    };
    child.on('exit', gone);
    child.on('error', gone);
  }

  /**
   * Starts a process; takes a fifth of a second.
   * @param separator of a table of separated values, if it is not a comma
   */
  static async open(separator?: ',' | ';' | '|'): Promise<TableEngine> {
    const folder = await mkdtemp(join(process.env.STILLWATCH_TMPDIR || tmpdir(), 'stillwatch-table-'));
    const source = import.meta.url.endsWith('.ts');
    const script = fileURLToPath(new URL(source ? './engine-child.ts' : './engine-child.js', import.meta.url));
    // From a checkout without a build (tests) the script is TypeScript.
    const loader = source ? ['--import', 'tsx'] : [];
    const child = spawn(process.execPath, [...loader, script, join(folder, 'engine')], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'ipc'],
    });
    return new TableEngine(child, folder, separator);
  }

  /** A name for a local file that can be given to the engine, whatever characters its own name has. */
  async linkFile(path: string): Promise<string> {
    const link = join(this.folder, 'input');
    await symlink(resolve(path), link);
    return link;
  }

  /** Rows of a small result. Throws an {@link EngineFailure}. */
  async rows<T>(sql: string): Promise<T[]> {
    const text = await this.run(`${sql} SETTINGS ${this.settings}`, false);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as T);
  }

  /** The only column of a query as lines. May be called once; throws an {@link EngineFailure}, after the rows before it. */
  async *lines(sql: string): AsyncGenerator<Uint8Array> {
    const pipe = this.child.stdio[3] as Readable;
    const done = this.run(`${sql} SETTINGS ${this.settings}`, true);
    // A failure is met when the rows before it are taken; until then it must not count as unhandled.
    done.catch(() => {});
    for await (const chunk of pipe) yield chunk as Uint8Array;
    await done;
  }

  /** Ends the process, whatever it is doing, and removes its files. */
  async close(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null && this.child.pid !== undefined) {
      const ended = new Promise((done) => this.child.once('exit', done));
      this.child.kill('SIGKILL');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private run(sql: string, stream: boolean): Promise<string> {
    const job: EngineJob = { id: ++this.jobs, sql, stream };
    assert(!this.waiting.has(job.id), `job ${job.id} is new`);
    return new Promise((done, failed) => {
      this.waiting.set(job.id, (answer) => (answer.ok ? done(answer.text) : failed(new EngineFailure(answer))));
      if (!this.child.connected || !this.child.send(job)) {
        if (!this.child.connected) failed(new EngineFailure({ code: ENGINE_GONE }));
      }
    });
  }
}
