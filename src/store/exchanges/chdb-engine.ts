/**
 * The embedded engine: chDB behind the ClickHouse client. Rows cross as RowBinary files in the spool folder, since
 * chDB takes no binary rows inline and its result stream allows no other query beside it; the files live for one call.
 * One data directory per process at a time is chDB's own rule; a second one is refused.
 */
import { open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClickHouseClientConfigOptions } from '@clickhouse/client';
import { assert } from '../../base/assert.ts';
import { ProblemError } from '../../base/problem.ts';
import {
  type BinaryResult,
  type ClickHouseEngine,
  columnNames,
  quoted,
  SESSION_SETTINGS,
  type SpooledAnswer,
} from './clickhouse-engine.ts';

type Connection = NonNullable<ClickHouseClientConfigOptions['connection']>;

const SUFFIX = '.rows';
const READ_CHUNK_BYTES = 1024 * 1024;
/** Characters that file() would expand as a pattern; a path with one of them cannot be named to it. */
export const PATTERN_CHARACTERS = /[*?{}]/;

/**
 * It answers queries one by one: the second waits inside it, so that it has work while this thread is busy with an
 * answer. More would take the threads that files are read with.
 */
const IN_FLIGHT = 2;

/** Whether this process has a directory open. */
let isOpen = false;

/**
 * Opens `path`; `spool` is an empty folder for the files of single calls. Neither may hold {@link PATTERN_CHARACTERS}.
 * `scratch`: what is stored is gone when the run ends. `assertHeld` is called before each query and throws if the directory is no
 * longer this process's.
 *
 * @throws ProblemError `engine_in_use` while this process has another directory open
 */
export async function openChdbEngine(
  path: string,
  spool: string,
  scratch = false,
  assertHeld: () => void = () => {},
): Promise<ClickHouseEngine> {
  if (isOpen) throw inUse();
  isOpen = true;
  try {
    return await openEngine(path, spool, scratch, assertHeld);
  } catch (error) {
    isOpen = false;
    throw error;
  }
}

async function openEngine(path: string, spool: string, scratch: boolean, assertHeld: () => void): Promise<ClickHouseEngine> {
  const [{ createClient }, { createChdbConnection }, { drainPending }] = await Promise.all([
    import('@clickhouse/client'),
    import('chdb/connection'),
    import('chdb'),
  ]);
  // A directory that was closed a moment ago may still be let go of.
  await drainPending();
  const gate = { shut: false };
  const client = createClient({
    connection: gated(createChdbConnection({ path }) as unknown as Connection, gate, assertHeld),
  });
  const settings = Object.entries(SESSION_SETTINGS).map(([name, value]) => `${name} = ${value}`);
  try {
    await client.command({ query: `SET ${settings.join(', ')}` });
  } catch (error) {
    await client.close();
    throw error;
  }

  let files = 0;
  const nextFile = (): string => join(spool, `${++files}${SUFFIX}`);

  const staged = async <T>(rows: readonly Uint8Array[], use: (file: string) => Promise<T>): Promise<T> => {
    const file = nextFile();
    try {
      await writeFile(file, rows);
      return await use(file);
    } finally {
      await rm(file, { force: true });
    }
  };
  const spoolRowBinary = async (sql: string, params: Record<string, unknown>): Promise<SpooledAnswer> => {
    const path = nextFile();
    try {
      await client.command({
        query: `INSERT INTO FUNCTION file(${quoted(path)}, 'RowBinary') ${sql}`,
        query_params: params,
      });
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    const { size } = await stat(path);
    return { path, bytes: size };
  };
  const readRowBinary = async (sql: string, params: Record<string, unknown>): Promise<BinaryResult> => {
    const answer = await spoolRowBinary(sql, params);
    return { bytes: answer.bytes, chunks: chunksOf(answer) };
  };
  const source = (file: string, structure: string): string => `file(${quoted(file)}, 'RowBinary', ${quoted(structure)})`;

  return {
    client,
    layout: { kind: 'embedded', scratch },
    inFlight: IN_FLIGHT,
    async insertRowBinary(table, structure, rows) {
      await staged(rows, (file) =>
        client.command({
          query: `INSERT INTO ${table} (${columnNames(structure)}) SELECT * FROM ${source(file, structure)}`,
        }),
      );
    },
    async readJson(sql, params) {
      const result = await client.query({ query: sql, format: 'JSONEachRow', query_params: params });
      return await result.text();
    },
    readRowBinary,
    spoolRowBinary,
    readBeside: (structure, rows, sql) => staged(rows, (file) => readRowBinary(sql(source(file, structure)), {})),
    async halt() {
      gate.shut = true;
      await drainPending();
      await client.close();
      await drainPending();
      isOpen = false;
    },
    async close() {
      await client.close();
      await drainPending();
      isOpen = false;
      for (const name of await readdir(spool)) {
        if (name.endsWith(SUFFIX)) await rm(join(spool, name), { force: true });
      }
    },
  };
}

function inUse(): ProblemError {
  return new ProblemError({
    code: 'engine_in_use',
    message: 'Expected one analysis or service with embedded stores at a time in a process, got another.',
    hint: 'Wait until the other has ended, or run this one in a process of its own.',
  });
}

/** The connection, but calls made once the gate is shut neither start nor end, and others begin with `before`. */
function gated(connection: Connection, gate: { readonly shut: boolean }, before: () => void): Connection {
  return new Proxy(connection, {
    get(target, name) {
      const member = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        if (name === 'close') return Reflect.apply(member, target, args);
        if (gate.shut) return new Promise(() => {});
        before();
        return Reflect.apply(member, target, args);
      };
    },
  });
}

/** All chunks are in one memory: one for each would be collected with everything that lives, every 64 MB. */
async function* chunksOf({ path, bytes }: SpooledAnswer): AsyncIterable<Uint8Array> {
  let memory = new Uint8Array(0);
  try {
    const file = await open(path, 'r');
    try {
      for (let at = 0; at < bytes; ) {
        // At first, and when another thread has it now.
        if (memory.length === 0) memory = new Uint8Array(Math.min(READ_CHUNK_BYTES, bytes));
        const { bytesRead } = await file.read(memory, 0, memory.length, at);
        assert(bytesRead > 0, `an answer has ${bytes} bytes, got ${at}`);
        at += bytesRead;
        yield bytesRead === memory.length ? memory : memory.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}
