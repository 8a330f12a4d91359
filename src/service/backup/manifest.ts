/**
 * The manifest of a backup: its contents, versions, row counts, and the SHA-256 of each file. A restore reads it first and
 * checks everything against it. It reveals damage but not forgery: anyone who can change the backup can change the manifest.
 */
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';

export const MANIFEST_FILE = 'manifest.json';
/** Version of the layout of backups. */
export const BACKUP_FORMAT = 1;
const MOST_BYTES = 16 * 1024 * 1024;

const count = z.number().int().min(0);
/** A relative path that cannot leave the directory of the backup. */
const path = z
  .string()
  .max(1_024)
  .regex(/^[\w.-]+(\/[\w.-]+)*$/)
  .refine((text) => !text.split('/').includes('..'));

/** Schema of the manifest. */
export const Manifest = z.object({
  format: z.number().int().min(1),
  created: z.iso.datetime(),
  /** Version of Stillwatch. */
  version: z.string().max(64),
  schemas: z.object({ exchange: count, record: count }),
  /** Numbers of rows by table. */
  exchange_tables: z.record(z.string().regex(/^\w{1,64}$/), count),
  record_tables: z.record(z.string().max(128), count),
  key: z.object({ state: z.enum(['sealed', 'left_out']), check: z.string().regex(/^[0-9a-f]{32}$/) }),
  files: z.array(z.object({ path, bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) })).max(1_000_000),
});
export type Manifest = z.infer<typeof Manifest>;

/** All files below a directory except the manifest, with sizes and hashes, in a fixed order. */
export async function hashFiles(folder: string): Promise<Manifest['files']> {
  const files: Manifest['files'] = [];
  for (const file of filesBelow(folder)) {
    const full = join(folder, file);
    files.push({ path: file, bytes: statSync(full).size, sha256: await sha256(full) });
  }
  return files;
}

/**
 * Reads the manifest and checks every file against it.
 * @returns the manifest, or a problem: `backup_absent`, `backup_newer`, or `backup_damaged` if a file is missing, changed or not
 *   listed
 */
export async function verifyBackup(folder: string): Promise<Result<Manifest>> {
  const where = join(folder, MANIFEST_FILE);
  let text: string;
  try {
    if (statSync(where).size > MOST_BYTES) return fail(damaged(where, 'a manifest that is too large'));
    text = readFileSync(where, 'utf8');
  } catch (error) {
    return fail({
      code: 'backup_absent',
      message: `Expected a backup, got a directory without ${MANIFEST_FILE} (${(error as NodeJS.ErrnoException).code}).`,
      where,
      hint: 'Pass the directory that `stillwatch backup --out` wrote. An incomplete backup has no manifest.',
    });
  }
  let manifest: Manifest;
  try {
    const { format } = z.object({ format: z.number() }).parse(JSON.parse(text));
    if (format > BACKUP_FORMAT) return fail(newer(where, `format ${format}`));
    manifest = Manifest.parse(JSON.parse(text));
  } catch {
    return fail(damaged(where, 'a manifest that is not valid'));
  }
  const found = await hashFiles(folder);
  const expected = new Map(manifest.files.map((file) => [file.path, file]));
  for (const file of found) {
    const listed = expected.get(file.path);
    if (listed === undefined) return fail(damaged(join(folder, file.path), 'a file that is not listed'));
    if (listed.sha256 !== file.sha256) return fail(damaged(join(folder, file.path), 'a file with other contents'));
    expected.delete(file.path);
  }
  const [missing] = expected.keys();
  return missing === undefined ? ok(manifest) : fail(damaged(join(folder, missing), 'a missing file'));
}

/** The problem of a backup made by a newer version. */
export function newer(where: string, got: string): Problem {
  return {
    code: 'backup_newer',
    message: `Expected a backup of this version or an older one, got ${got}.`,
    where,
    hint: 'A newer version of Stillwatch made it. Restore it with that version.',
  };
}

/** The problem of a damaged backup. */
export function damaged(where: string, got: string): Problem {
  return {
    code: 'backup_damaged',
    message: `Expected a backup as its manifest describes it, got ${got}.`,
    where,
    hint: 'Nothing was restored. Use another copy of this backup, or an earlier one.',
  };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => name !== MANIFEST_FILE)
    .sort();
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
