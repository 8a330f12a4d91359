/**
 * Reads an NDJSON file of labels or findings line by line, plain or gzip, and checks each line against a schema. Invalid
 * lines are counted, and the first one is noted. Logs are read by src/ingest, which is faster and knows many formats.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { fail, ok, type Result } from '../base/problem.ts';

/** How many lines were read, and how many of them were invalid. */
export interface LineCount {
  readonly lines: number;
  readonly bad: number;
  /** The first bad line (1-based), or 0. */
  readonly firstBad: number;
}

/** Calls `take` with every line that fits; a file that cannot be opened or unpacked is a Problem. */
export async function readJsonLines<S extends z.ZodType>(
  path: string,
  schema: S,
  take: (record: z.output<S>) => void,
): Promise<Result<LineCount>> {
  let lines = 0;
  let bad = 0;
  let firstBad = 0;
  try {
    const gzip = await isGzip(path);
    const raw = createReadStream(path);
    const input = gzip ? raw.pipe(createGunzip()) : raw;
    // pipe() does not hand errors on: without this a file that breaks off would leave the loop waiting.
    if (input !== raw) raw.once('error', (error) => input.destroy(error));
    for await (const line of jsonLines(input)) {
      if (line.trim() === '') continue;
      lines++;
      const record = schema.safeParse(parse(line));
      if (record.success) take(record.data);
      else {
        bad++;
        if (firstBad === 0) firstBad = lines;
      }
    }
  } catch (error) {
    return fail({
      code: 'file_unreadable',
      message: `expected a readable NDJSON file, got ${reason(error)}`,
      where: path,
      hint: 'Check that the path is right and the file is complete.',
    });
  }
  return ok({ lines, bad, firstBad });
}

async function* jsonLines(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  // readline swallows the errors of its input: carry them over, or a truncated gzip would look like a short file.
  let failure: Error | null = null;
  input.once('error', (error) => {
    failure = error;
    reader.close();
  });
  for await (const line of reader) yield line;
  if (failure !== null) throw failure;
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Describes the failure; the message of the error itself may quote the file. */
function reason(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'a directory';
  if (code === 'EACCES') return 'no permission to read it';
  if (code === 'Z_BUF_ERROR') return 'a truncated gzip file';
  return typeof code === 'string' ? code : 'a file that could not be read';
}
