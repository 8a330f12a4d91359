/** Defines the commands that look after a machine, a data directory or servers: doctor, migrate, backup, restore, rekey. */
import { type Command, Option } from 'commander';
import { after, HANDBOOK, type RunCommand } from '../terminal/command-definition.ts';
import type { CommandContext } from '../terminal/context.ts';
import type { BackupFlags, RestoreFlags } from './backup-command.ts';
import type { DoctorFlags } from './doctor.ts';
import type { MigrateFlags } from './migrate-command.ts';
import type { RekeyFlags } from './rekey-command.ts';

/** Defines `doctor`. */
export function addDoctor(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('doctor')
    .summary('check that this machine can run Stillwatch')
    .description(
      'Checks the Node.js version, memory, free disk space and the embedded engines; with --data also the state and the lock of a data directory; with --serve also the settings of the service, its port, room for its journal, file handles and the clock. Servers that are named, here or in the environment, are checked for their version and for the privileges that a node needs. Says what to do about everything that is not ok.',
    )
    .option('--data <dir>', 'data directory to check; it is not changed')
    .addOption(clickhouseOption())
    .addOption(postgresOption())
    .addOption(clusterOption())
    .option('--serve', 'also check what the service needs')
    .option('--config <file>', 'configuration file of the service (implies --serve)')
    .option('--json', 'print the checks as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#doctor`, [
        'stillwatch doctor',
        'stillwatch doctor --data /var/lib/stillwatch',
        'stillwatch doctor --config /etc/stillwatch/config.json',
      ]),
    )
    .action((flags: DoctorFlags) => run(async () => (await import('./doctor.ts')).runDoctor(flags, context)));
}

/** Defines `migrate`. */
export function addMigrate(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('migrate')
    .summary('upgrade the schema of a data directory or of servers')
    .description(
      'Applies the migrations that a data directory or servers lack, forward only. `analyze --data` and nodes do the same when they open a store; use this command for planned upgrades. Back up first.',
    )
    .option('--data <dir>', 'the data directory; it must exist (default: none)')
    .addOption(clickhouseOption())
    .addOption(postgresOption())
    .addOption(clusterOption())
    .option('--json', 'print the result as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#migrate`, [
        'stillwatch migrate --data /var/lib/stillwatch',
        'stillwatch migrate --data ./data --json',
        'STILLWATCH_POSTGRES_URL=postgres://… stillwatch migrate',
      ]),
    )
    .action((flags: MigrateFlags) => run(async () => (await import('./migrate-command.ts')).runMigrate(flags, context)));
}

function clickhouseOption(): Option {
  return new Option(
    '--clickhouse-url <url>',
    'ClickHouse server, http://user:password@host:8123/database (default: STILLWATCH_CLICKHOUSE_URL)',
  );
}

function postgresOption(): Option {
  return new Option(
    '--postgres-url <url>',
    'PostgreSQL server, postgres://user:password@host:5432/database (default: STILLWATCH_POSTGRES_URL)',
  );
}

function clusterOption(): Option {
  return new Option(
    '--cluster <name>',
    'name of the ClickHouse cluster that holds the tables (default: STILLWATCH_CLUSTER, else a single server)',
  );
}

/** Defines `backup`. */
export function addBackup(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('backup')
    .summary('back up a data directory')
    .description(
      'Copies both stores and every other file of a data directory, with a manifest of versions, counts and the SHA-256 of each file. The directory must not be in use. The identity key is sealed with a passphrase, or left out.',
    )
    .requiredOption('--data <dir>', 'the data directory')
    .requiredOption('--out <dir>', 'directory for the backup; it must be empty or new')
    .option('--passphrase-file <file>', 'seal the key with the passphrase in this file (default: leave the key out)')
    .option('--json', 'print the manifest as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#backup and docs/how-to/operate.md`, [
        'stillwatch backup --data /var/lib/stillwatch --out /backup/today --passphrase-file /etc/stillwatch/passphrase',
      ]),
    )
    .action((flags: BackupFlags) => run(async () => (await import('./backup-command.ts')).runBackup(flags, context)));
}

/** Defines `restore`. */
export function addRestore(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('restore')
    .summary('restore a data directory from a backup')
    .description(
      'Checks a backup against its manifest, then restores it to a data directory. No file is overwritten, and a restore that fails leaves no directory behind.',
    )
    .requiredOption('--from <dir>', 'the directory that backup --out wrote')
    .option('--data <dir>', 'data directory to restore to; it must be empty or new')
    .option('--passphrase-file <file>', 'file with the passphrase that the key was sealed with')
    .option('--key-file <file>', 'the identity.key that was kept separately')
    .option('--new-key', 'continue without the old key: new identifiers will not match stored ones')
    .option('--check', 'check the backup without restoring it')
    .option('--json', 'print the manifest as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#restore and docs/how-to/operate.md`, [
        'stillwatch restore --from /backup/today --data /var/lib/stillwatch --passphrase-file /etc/stillwatch/passphrase',
        'stillwatch restore --from /backup/today --check',
      ]),
    )
    .action((flags: RestoreFlags) => run(async () => (await import('./backup-command.ts')).runRestore(flags, context)));
}

/** Defines `rekey`. */
export function addRekey(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('rekey')
    .summary('change the identity key of a data directory or of servers')
    .description(
      'Generates a new key and converts every stored hash of a card, address, mailbox or phone to it, so that stored identifiers still match new ones. The stores must not be in use. If it is interrupted, run it again: it continues where it stopped. With --new-key-file it changes the key of servers: the current key comes from STILLWATCH_IDENTITY_KEY or STILLWATCH_IDENTITY_KEY_FILE, and --data names the data directories of nodes, whose journals must be empty.',
    )
    .option('--data <dir...>', 'the data directory; for servers, the data directories of nodes')
    .option('--new-key-file <file>', 'for servers: file for the new key, or the file of an interrupted change')
    .addOption(clickhouseOption())
    .addOption(postgresOption())
    .addOption(clusterOption())
    .option('--json', 'print the result as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#rekey and docs/how-to/operate.md`, [
        'stillwatch rekey --data /var/lib/stillwatch',
        'stillwatch rekey --new-key-file /etc/stillwatch/identity-key-2',
      ]),
    )
    .action((flags: RekeyFlags) => run(async () => (await import('./rekey-command.ts')).runRekey(flags, context)));
}
