/** `stillwatch backup` and `stillwatch restore`: turns flags into a backup or a data directory, and the outcome into text, JSON and an exit code. */
import { bytes, count, plural } from '../../base/format.ts';
import type { Problem } from '../../base/problem.ts';
import { makeBackup, readPassphrase } from '../../service/backup/backup.ts';
import { type Manifest, verifyBackup } from '../../service/backup/manifest.ts';
import { type KeySource, restoreBackup } from '../../service/backup/restore.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { reportProblem } from '../terminal/problems.ts';
import { labelled, printable, widthOf } from '../terminal/text.ts';

/** The options of `backup`. */
export interface BackupFlags {
  readonly data: string;
  readonly out: string;
  readonly passphraseFile?: string;
  readonly json?: boolean;
}

/** The options of `restore`. */
export interface RestoreFlags {
  readonly from: string;
  readonly data?: string;
  readonly passphraseFile?: string;
  readonly keyFile?: string;
  readonly newKey?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Makes a backup, prints its manifest and returns the exit code. */
export async function runBackup(flags: BackupFlags, context: CommandContext): Promise<number> {
  const json = flags.json === true;
  let passphrase: string | undefined;
  if (flags.passphraseFile !== undefined) {
    const read = readPassphrase(flags.passphraseFile);
    if (!read.ok) return reportProblem(read.problem, context, json);
    passphrase = read.value;
  }
  const made = await makeBackup({
    data: flags.data,
    out: flags.out,
    clock: context.io.clock,
    ...(passphrase === undefined ? {} : { passphrase }),
  });
  if (!made.ok) return reportProblem(forRunning(made.problem), context, json);
  printManifest(made.value, `written to ${printable(flags.out, 300)}`, json, context);
  if (made.value.key.state === 'left_out') warnOfKey(flags.data, context);
  return EXIT.ok;
}

/** The problem of a locked directory, with the hint that a running service makes its own backups. */
function forRunning(problem: Problem): Problem {
  if (problem.code !== 'data_directory_locked') return problem;
  return {
    ...problem,
    hint: 'A running service makes its own backups: set backups.directory and call POST /v1/backups (docs/how-to/operate.md). Or stop the service first.',
  };
}

/** Checks and restores a backup, prints its manifest and returns the exit code. */
export async function runRestore(flags: RestoreFlags, context: CommandContext): Promise<number> {
  const json = flags.json === true;
  if (flags.check === true) {
    const verified = await verifyBackup(flags.from);
    if (!verified.ok) return reportProblem(verified.problem, context, json);
    printManifest(verified.value, 'is complete and undamaged; nothing was restored', json, context);
    return EXIT.ok;
  }
  if (flags.data === undefined) {
    return reportProblem(usage('expected --data, or --check to check the backup only'), context, json);
  }
  const source = keySource(flags);
  if ('code' in source) return reportProblem(source, context, json);
  const restored = await restoreBackup({
    from: flags.from,
    data: flags.data,
    key: source,
    clock: context.io.clock,
  });
  if (!restored.ok) return reportProblem(restored.problem, context, json);
  printManifest(restored.value, `restored to ${printable(flags.data, 300)}`, json, context);
  return EXIT.ok;
}

function keySource({ passphraseFile, keyFile, newKey }: RestoreFlags): KeySource | Problem {
  const given = [passphraseFile, keyFile, newKey].filter((one) => one !== undefined);
  if (given.length > 1) return usage('expected only one of --passphrase-file, --key-file and --new-key');
  if (keyFile !== undefined) return { kind: 'file', path: keyFile };
  if (newKey === true) return { kind: 'new' };
  if (passphraseFile === undefined) return { kind: 'none' };
  const read = readPassphrase(passphraseFile);
  return read.ok ? { kind: 'sealed', passphrase: read.value } : read.problem;
}

function usage(message: string): Problem {
  return { code: 'usage', message, hint: 'See: stillwatch restore --help' };
}

function printManifest(manifest: Manifest, done: string, json: boolean, { io, out }: CommandContext): void {
  if (json) {
    const { files, ...rest } = manifest;
    io.stdout.write(`${JSON.stringify({ ...rest, files: files.length })}\n`);
    return;
  }
  const size = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  const rows = [
    `${count(manifest.exchange_tables.exchanges ?? 0)} exchanges`,
    `${count(manifest.record_tables.accounts ?? 0)} accounts`,
    `${plural(manifest.files.length, 'file')}, ${bytes(size)}`,
    `key ${manifest.key.state === 'sealed' ? 'sealed' : 'left out'}`,
  ];
  io.stdout.write(
    `${out.green('ok')}  backup of ${manifest.created} ${done}\n${labelled('', rows.join(', '), 2, 2, widthOf(io.stdout))}\n`,
  );
}

function warnOfKey(data: string, { io, err }: CommandContext): void {
  const text =
    `this backup does not contain the identity key. Without ${printable(data, 200)}/identity.key, new identifiers cannot be ` +
    'matched with stored ones: keep a copy of the key elsewhere, or back up with --passphrase-file.';
  io.stderr.write(`${labelled(err.yellow('warning:'), text, 0, 9, widthOf(io.stderr))}\n`);
}
