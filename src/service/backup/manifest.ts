/**
 * The manifest of a backup: its contents, versions, row counts, and the SHA-256 of each file. A restore reads it first and
 * checks everything against it. It reveals damage but not forgery: anyone who can change the backup can change the manifest.
 */
import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { RECORDS_FILE, TABLE_FOLDER } from '../../store/directory/store-export.ts';

export const MANIFEST_FILE = 'manifest.json';
/** Version of the layout of backups. */
export const BACKUP_FORMAT = 1;
const MOST_BYTES = 16 * 1024 * 1024;

export const SEALED_KEY_FILE = 'identity-key.sealed.json';
/** Folder of what is copied as it is, and what that is: the journal. Stores and key are written in another form. */
export const OTHER_FOLDER = 'files';
export const COPIED = 'journal';
const TABLE_FILE = new RegExp(`^${TABLE_FOLDER}/(\\w{1,64})\\.native\\.zst$`);
const JOURNAL_FILE = new RegExp(`^${OTHER_FOLDER}/${COPIED}/[\\w.-]+$`);

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
  /** The newest entry of the audit log; absent in backups of older versions, null in an empty log. */
  audit: z
    .object({ seq: count, hash: z.string().regex(/^[0-9a-f]{64}$/) })
    .nullable()
    .optional(),
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
 * @returns the manifest, or a problem: `backup_absent`, `backup_newer`, or `backup_damaged` if a file is missing, changed, not
 *   listed, a link, or one that no backup has
 */
export async function verifyBackup(folder: string): Promise<Result<Manifest>> {
  const where = join(folder, MANIFEST_FILE);
  let text: string;
  try {
    const what = notPlain(where);
    if (what !== null) return fail(damaged(where, what));
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
  const wrong = await firstWrong(folder, manifest);
  return wrong === null ? ok(manifest) : fail(damaged(join(folder, wrong.path), wrong.what));
}

/** The first file that is not as the manifest says; null if all are. Nothing is read before it is known to be a plain file. */
async function firstWrong(folder: string, manifest: Manifest): Promise<{ path: string; what: string } | null> {
  const expected = new Map(manifest.files.map((file) => [file.path, file]));
  for (const path of filesBelow(folder)) {
    const full = join(folder, path);
    const what = notPlain(full);
    if (what !== null) return { path, what };
    const listed = expected.get(path);
    if (listed === undefined) return { path, what: 'a file that is not listed' };
    if (!isExpected(path, manifest)) return { path, what: 'a file that no backup has' };
    if (statSync(full).size !== listed.bytes) return { path, what: 'a file of another size' };
    if ((await sha256(full)) !== listed.sha256) return { path, what: 'a file with other contents' };
    expected.delete(path);
  }
  const [missing] = expected.keys();
  return missing === undefined ? null : { path: missing, what: 'a missing file' };
}

/** What is there instead of a plain file under one name; null if it is one. A link could bring in a file from outside. */
function notPlain(path: string): string | null {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return 'a symbolic link';
  if (!found.isFile()) return 'something that is not a file';
  return found.nlink > 1 ? 'a hard link' : null;
}

/** Whether a backup with this manifest may contain the file: nothing in it decides where else it is written. */
function isExpected(path: string, { exchange_tables: tables, key }: Manifest): boolean {
  if (path === RECORDS_FILE) return true;
  if (path === SEALED_KEY_FILE) return key.state === 'sealed';
  const table = TABLE_FILE.exec(path)?.[1];
  return table === undefined ? JOURNAL_FILE.test(path) : Object.hasOwn(tables, table);
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
