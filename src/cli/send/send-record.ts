/**
 * The record of what a service acknowledged, kept in a file by `send --resume`: of each file of wire lines, or of another format
 * that is read record by record, how many of its lines. A file that grew is sent from there; one that changed otherwise is sent
 * again from its beginning, which the ids of exchanges make harmless. Files whose records are joined are always sent whole.
 */
import { createHash } from 'node:crypto';
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../base/problem.ts';

/** What identifies a file's content so far, without reading all of it. */
const Known = z.strictObject({
  size: z.number().int().min(0),
  /** ms since the epoch. */
  modified: z.number(),
  /** SHA-256 of its first and last bytes. */
  ends: z.string(),
  /** Lines that were acknowledged, from the first on without a gap. */
  lines: z.number().int().min(0),
});
type Known = z.infer<typeof Known>;

const RecordFile = z.strictObject({
  version: z.literal(1),
  to: z.string(),
  files: z.record(z.string(), Known),
});

/** How a file stands to what was sent of it. */
export type FileState = 'new' | 'same' | 'grown' | 'changed';

const END_BYTES = 65_536;

export class SendRecord {
  private readonly path: string;
  private readonly to: string;
  private readonly files: Map<string, Known>;

  private constructor(path: string, to: string, files: Map<string, Known>) {
    this.path = path;
    this.to = to;
    this.files = files;
  }

  /**
   * Reads the record at a path, or begins one.
   * @returns `resume_unusable` if the file is no such record, or one of another service
   */
  static async open(path: string, to: string): Promise<Result<SendRecord>> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok(new SendRecord(path, to, new Map()));
      throw error;
    }
    const read = RecordFile.safeParse(orNull(text));
    if (!read.success) return fail(unusable(path, 'a record that an earlier `send --resume` wrote, got another file'));
    if (read.data.to !== to) return fail(unusable(path, `a record of sending to ${to}, got one of ${read.data.to}`));
    return ok(new SendRecord(path, to, new Map(Object.entries(read.data.files))));
  }

  /** How a file stands, and how many of its lines need not be sent again. From then on, {@link reached} may name it. */
  async meet(file: string): Promise<{ readonly state: FileState; readonly lines: number }> {
    const key = resolve(file);
    const known = this.files.get(key);
    const { size, mtimeMs: modified } = await stat(key);
    const standing = known === undefined ? 'new' : await compare(key, known, size, modified);
    const isKept = standing === 'same' || standing === 'grown';
    // The last line of a file that grew may have been incomplete when it was sent.
    const lines = !isKept || known === undefined ? 0 : standing === 'grown' ? Math.max(0, known.lines - 1) : known.lines;
    this.files.set(key, { size, modified, ends: await endsOf(key, size), lines });
    return { state: standing, lines };
  }

  /** Notes that the lines of a file up to this one were acknowledged. */
  reached(file: string, line: number): void {
    const known = this.files.get(resolve(file));
    if (known !== undefined && line > known.lines) known.lines = line;
  }

  /** Writes the record, whole or not at all. */
  async save(): Promise<void> {
    const draft = `${this.path}.new`;
    const document = { version: 1, to: this.to, files: Object.fromEntries(this.files) };
    await writeFile(draft, `${JSON.stringify(document, null, 2)}\n`, { mode: 0o600 });
    await rename(draft, this.path);
  }
}

async function compare(path: string, known: Known, size: number, modified: number): Promise<FileState> {
  if (size < known.size) return 'changed';
  if (size === known.size && modified === known.modified) return 'same';
  // A file that was written again at the same length may differ anywhere in between.
  if (size === known.size || (await endsOf(path, known.size)) !== known.ends) return 'changed';
  return 'grown';
}

/** A digest of the first and last bytes of the first `size` bytes of a file. */
async function endsOf(path: string, size: number): Promise<string> {
  const file = await open(path);
  try {
    const hash = createHash('sha256');
    const bytes = Buffer.alloc(END_BYTES);
    for (const from of [0, Math.max(0, size - END_BYTES)]) {
      const { bytesRead } = await file.read(bytes, 0, Math.min(END_BYTES, size), from);
      hash.update(bytes.subarray(0, bytesRead));
    }
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

function unusable(path: string, message: string) {
  return {
    code: 'resume_unusable',
    message: `expected ${message}`,
    where: path,
    hint: 'Name another file with --resume. It is created if it does not exist.',
  };
}

function orNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
