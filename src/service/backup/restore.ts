/**
 * Restores a data directory from a backup. The manifest and the key are checked before anything is written. The directory is
 * built under a temporary name, compared with the manifest, and renamed when it is complete: an interrupted restore leaves no
 * data directory.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatHead } from '../../access/audit-chain.ts';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import { openDataDirectory } from '../../store/directory/data-directory.ts';
import {
  AUDIT_ANCHOR_FILE,
  KEY_FILE,
  newIdentityKey,
  renameDurably,
  syncTree,
  writeWhole,
} from '../../store/directory/directory-files.ts';
import { countStores, importExchanges, importRecords, withRecordTables } from '../../store/directory/store-export.ts';
import { PATTERN_CHARACTERS } from '../../store/exchanges/chdb-engine.ts';
import { engineProblem } from '../../store/exchanges/clickhouse-engine.ts';
import { MIGRATIONS } from '../../store/exchanges/exchange-migrations.ts';
import { forgetIdentityKey } from '../../store/records/identity-key.ts';
import { notEmpty } from './backup.ts';
import { COPIED, damaged, type Manifest, newer, OTHER_FOLDER, SEALED_KEY_FILE, verifyBackup } from './manifest.ts';
import { isKey, openSealedKey } from './sealed-key.ts';

export interface RestoreOptions {
  /** The backup. */
  readonly from: string;
  /** Target directory, which must not exist or must be empty. */
  readonly data: string;
  readonly key: KeySource;
  readonly clock: Clock;
}

/** Where the identity key comes from. With `new`, new identifiers will not match stored ones. */
export type KeySource =
  | { readonly kind: 'sealed'; readonly passphrase: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'new' }
  | { readonly kind: 'none' };

/**
 * Restores a backup.
 * @returns its manifest, or a problem: `data_directory_name`, `backup_target_unusable`, `backup_key_needed`, `backup_key_wrong`,
 *   `passphrase_wrong`, `path_unreadable`, `identity_key_mismatch`, or one of verifying the backup. Throws file system errors.
 */
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

  // Always the same name, so that the next restore removes what an interrupted one left.
  const draft = `${target}.restoring`;
  try {
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(join(draft, KEY_FILE), key.value, { mode: 0o600 });
    await importRecords(from, draft);
    if (options.key.kind === 'new') await withRecordTables(draft, forgetIdentityKey);
    const made = await migrated(draft, options.clock);
    if (made !== null) return fail(made);
    // The engine cannot derive columns from a file without rows.
    const tables = Object.entries(manifest.exchange_tables).filter(([, rows]) => rows > 0);
    await importExchanges(
      from,
      draft,
      tables.map(([table]) => table),
    );
    const journal = join(from, OTHER_FOLDER, COPIED);
    if (existsSync(journal)) cpSync(journal, join(draft, COPIED), { recursive: true });
    const differs = await difference(draft, manifest);
    if (differs !== null) return fail(damaged(from, differs));
    if (manifest.audit) writeWhole(join(draft, AUDIT_ANCHOR_FILE), `${formatHead(manifest.audit)}\n`);
    rmSync(target, { recursive: true, force: true });
    await syncTree(draft);
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

/** Opens the directory once, which creates missing tables and applies newer migrations. */
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
    // Except the migration tables: newer migrations may have been applied.
    ...Object.entries(manifest.record_tables)
      .filter(([table]) => !table.startsWith('kysely_'))
      .map(([table, rows]): [string, number, number | undefined] => [table, rows, found.recordTables[table]]),
  ];
  const { audit } = manifest;
  if (audit !== undefined && (audit?.seq !== found.audit?.seq || audit?.hash !== found.audit?.hash))
    return 'an audit log with another head';
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
          ? 'Expected the passphrase of the identity key, got none.'
          : 'Expected a backup with the identity key, got one without it.',
      where: from,
      hint:
        manifest.key.state === 'sealed'
          ? 'Pass --passphrase-file.'
          : 'Pass your copy of identity.key with --key-file. With --new-key, new identifiers will not match stored ones.',
    });
  }
  const opened =
    source.kind === 'sealed'
      ? await openSealedKey(readFileSync(join(from, SEALED_KEY_FILE), 'utf8'), source.passphrase)
      : readKeyFile(source.path);
  if (!opened.ok || isKey(opened.value, manifest.key.check)) return opened;
  return fail({
    code: 'backup_key_wrong',
    message: 'Expected the identity key of the backup, got another one.',
    hint: 'Nothing was restored, since stored hashes would not match. Use the right identity.key.',
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
      hint: 'Check the path and the permissions of the file.',
    });
  }
}

function patternProblem(path: string): Problem {
  return {
    code: 'data_directory_name',
    message: 'Expected a path without the characters * ? { }, got one with them.',
    where: path,
    hint: 'The embedded engine interprets these as patterns. Choose another directory.',
  };
}
