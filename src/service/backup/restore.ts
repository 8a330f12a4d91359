/**
 * Makes a data directory of a backup. The manifest is checked, and the key, before anything is written; the directory
 * is made beside its place, counted, and renamed there when it is whole: what was stopped has left no directory.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import { openDataDirectory } from '../../store/directory/data-directory.ts';
import { KEY_FILE, newIdentityKey, renameDurably } from '../../store/directory/directory-files.ts';
import { countStores, importExchanges, importRecords } from '../../store/directory/store-export.ts';
import { PATTERN_CHARACTERS } from '../../store/exchanges/chdb-engine.ts';
import { engineProblem } from '../../store/exchanges/clickhouse-engine.ts';
import { MIGRATIONS } from '../../store/exchanges/exchange-migrations.ts';
import { notEmpty } from './backup.ts';
import { OTHER_FOLDER, SEALED_KEY_FILE } from './draft.ts';
import { damaged, type Manifest, newer, verifyBackup } from './manifest.ts';
import { isKey, openSealedKey } from './sealed-key.ts';

export interface RestoreOptions {
  readonly from: string;
  /** A folder that does not exist, or is empty. */
  readonly data: string;
  readonly key: KeySource;
  readonly clock: Clock;
}

/** Where the key comes from. `new` gives up matching new identifiers with the stored ones. */
export type KeySource =
  | { readonly kind: 'sealed'; readonly passphrase: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'new' }
  | { readonly kind: 'none' };

export async function restoreBackup(options: RestoreOptions): Promise<Result<Manifest>> {
  const from = resolve(options.from);
  const target = resolve(options.data);
  for (const path of [from, target]) {
    if (PATTERN_CHARACTERS.test(path)) return fail(patternProblem(path));
  }
  const occupied = notEmpty(target);
  if (occupied !== null) return fail(occupied);
  const verified = await verifyBackup(from);
  if (!verified.ok) return verified;
  const manifest = verified.value;
  if (manifest.schemas.exchange > MIGRATIONS.length) {
    return fail(newer(from, `exchange store schema ${manifest.schemas.exchange}`));
  }
  const key = await keyFor(from, manifest, options.key);
  if (!key.ok) return key;

  // Of one name, so that what a killed restore left is cleared by the next.
  const draft = `${target}.restoring`;
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(join(draft, KEY_FILE), key.value, { mode: 0o600 });
    await importRecords(from, draft);
    const made = await migrated(draft, options.clock);
    if (made !== null) return fail(made);
    // The engine cannot read a table's columns from a file without rows.
    const tables = Object.entries(manifest.exchange_tables).filter(([, rows]) => rows > 0);
    await importExchanges(
      from,
      draft,
      tables.map(([table]) => table),
    );
    const other = join(from, OTHER_FOLDER);
    if (existsSync(other)) cpSync(other, draft, { recursive: true });
    const differs = await difference(draft, manifest);
    if (differs !== null) return fail(damaged(from, differs));
    rmSync(target, { recursive: true, force: true });
    renameDurably(draft, target);
    return ok(manifest);
  } catch (error) {
    if (error instanceof ProblemError) return fail(error.problem);
    if (typeof (error as NodeJS.ErrnoException).syscall === 'string') throw error;
    return fail(engineProblem('be filled', error, true).problem);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Opening makes what is missing and applies the migrations that the backup lacks. */
async function migrated(directory: string, clock: Clock): Promise<Problem | null> {
  const opened = await openDataDirectory({ path: directory, clock });
  if (!opened.ok) return opened.problem;
  try {
    await opened.value.database();
    return null;
  } finally {
    await opened.value.close();
  }
}

async function difference(directory: string, manifest: Manifest): Promise<string | null> {
  const found = await countStores(directory);
  const pairs: [string, number, number | undefined][] = [
    ...Object.entries(manifest.exchange_tables).map(([table, rows]): [string, number, number | undefined] => [
      table,
      rows,
      found.exchangeTables[table],
    ]),
    // Migrations may have run since.
    ...Object.entries(manifest.record_tables)
      .filter(([table]) => !table.startsWith('kysely_'))
      .map(([table, rows]): [string, number, number | undefined] => [table, rows, found.recordTables[table]]),
  ];
  const wrong = pairs.find(([, expected, got]) => expected !== got);
  return wrong === undefined ? null : `${wrong[2] ?? 'no'} rows of ${wrong[0]} instead of ${wrong[1]}`;
}

async function keyFor(from: string, manifest: Manifest, source: KeySource): Promise<Result<Uint8Array>> {
  if (source.kind === 'new') return ok(newIdentityKey());
  if (source.kind === 'none' || (source.kind === 'sealed' && manifest.key.state === 'left_out')) {
    return fail({
      code: 'backup_key_needed',
      message:
        manifest.key.state === 'sealed'
          ? 'Expected the passphrase of the key, got none.'
          : 'Expected the key of the data directory, got a backup without it.',
      where: from,
      hint:
        manifest.key.state === 'sealed'
          ? 'Pass --passphrase-file.'
          : 'Pass the identity.key that was kept apart with --key-file, or --new-key: new identifiers will then match none that is stored.',
    });
  }
  const opened =
    source.kind === 'sealed'
      ? await openSealedKey(readFileSync(join(from, SEALED_KEY_FILE), 'utf8'), source.passphrase)
      : readKeyFile(source.path);
  if (!opened.ok || isKey(opened.value, manifest.key.check)) return opened;
  return fail({
    code: 'backup_key_wrong',
    message: 'Expected the key that the backup was made with, got another.',
    hint: 'Nothing was restored. Stored hashes would match nothing: find the right identity.key.',
  });
}

function readKeyFile(path: string): Result<Uint8Array> {
  try {
    return ok(new Uint8Array(readFileSync(path)));
  } catch (error) {
    return fail({
      code: 'path_unreadable',
      message: `Expected a key file, got ${(error as NodeJS.ErrnoException).code}.`,
      where: path,
      hint: 'Check the path and its mode.',
    });
  }
}

function patternProblem(path: string): Problem {
  return {
    code: 'data_directory_name',
    message: 'Expected a path without the characters * ? { }, got one that has them.',
    where: path,
    hint: 'The embedded engine reads these as patterns: choose another folder.',
  };
}
