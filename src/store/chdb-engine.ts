/**
 * The embedded engine: chDB behind the ClickHouse client. Rows cross as RowBinary files in the spool folder, since
 * chDB takes no binary rows inline and its result stream allows no other query beside it; the files live for one call.
 * One data directory per process at a time is chDB's own rule.
 */
import { createReadStream } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClickHouseClientConfigOptions } from '@clickhouse/client';
import { type ClickHouseEngine, SESSION_SETTINGS } from './clickhouse-engine.ts';

const SUFFIX = '.rows';
const READ_CHUNK_BYTES = 1024 * 1024;
/** Characters that file() would expand as a pattern; a path with one of them cannot be named to it. */
export const PATTERN_CHARACTERS = /[*?{}]/;

/** Opens `path`; `spool` is an empty folder for the files of single calls. Neither may hold {@link PATTERN_CHARACTERS}. */
export async function openChdbEngine(path: string, spool: string): Promise<ClickHouseEngine> {
  const [{ createClient }, { createChdbConnection }, { drainPending }] = await Promise.all([
    import('@clickhouse/client'),
    import('chdb/connection'),
    import('chdb'),
  ]);
  // A directory that was closed a moment ago may still be let go of.
  await drainPending();
  const connection = createChdbConnection({ path });
  const client = createClient({
    connection: connection as unknown as NonNullable<ClickHouseClientConfigOptions['connection']>,
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

  const engine: ClickHouseEngine = {
    client,
    async insertRowBinary(table, structure, rows) {
      await engine.withStagedRows(structure, rows, (source) =>
        client.command({ query: `INSERT INTO ${table} (${columnNames(structure)}) SELECT * FROM ${source}` }),
      );
    },
    async withStagedRows(structure, rows, use) {
      const file = nextFile();
      try {
        await writeFile(file, rows);
        return await use(`file(${quoted(file)}, 'RowBinary', ${quoted(structure)})`);
      } finally {
        await rm(file, { force: true });
      }
    },
    async readRowBinary(sql, params) {
      const file = nextFile();
      try {
        await client.command({
          query: `INSERT INTO FUNCTION file(${quoted(file)}, 'RowBinary') ${sql}`,
          query_params: params,
        });
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      }
      const { size } = await stat(file);
      return { bytes: size, chunks: chunksOf(file) };
    },
    async close() {
      await client.close();
      await drainPending();
      for (const name of await readdir(spool)) {
        if (name.endsWith(SUFFIX)) await rm(join(spool, name), { force: true });
      }
    },
  };
  return engine;
}

async function* chunksOf(file: string): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: READ_CHUNK_BYTES })) yield chunk;
  } finally {
    await rm(file, { force: true });
  }
}

function columnNames(structure: string): string {
  return structure
    .split(', ')
    .map((column) => column.split(' ', 1)[0])
    .join(', ');
}

export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
