/** The upkeep of a machine, a data directory and servers. */
import { type Command, Option } from 'commander';
import { after, HANDBOOK, type RunCommand } from '../terminal/command-help.ts';
import type { CommandContext } from '../terminal/context.ts';
import type { BackupFlags, RestoreFlags } from './backup-command.ts';
import type { DoctorFlags } from './doctor.ts';
import type { MigrateFlags } from './migrate-command.ts';
import type { RekeyFlags } from './rekey-command.ts';

export function addDoctor(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('doctor')
    .summary('check that this machine can run an analysis')
    .description(
      'Checks the Node version, memory, free disk, the embedded engines and, with --data, who holds a data directory; with --serve also the settings of the service, its port, room for its journal, file handles and clock. Servers that are named, here or in the environment, are asked for their version and for the rights that a node needs. Prints what to do about anything that is not well.',
    )
    .option('--data <dir>', 'a data directory to look at; it is not changed')
    .addOption(clickhouseOption())
    .addOption(postgresOption())
    .addOption(clusterOption())
    .option('--serve', 'look at what the service needs as well')
    .option('--config <file>', 'the configuration of the service (implies --serve)')
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

export function addMigrate(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('migrate')
    .summary('bring a data directory or servers to this version')
    .description(
      'Applies the migrations that a data directory or servers lack, forward only. `analyze --data` and nodes do the same when they open them; this command does nothing else, for planned upgrades. Back up first.',
    )
    .option('--data <dir>', 'the data directory; it must exist (default: none)')
    .addOption(clickhouseOption())
    .addOption(postgresOption())
    .addOption(clusterOption())
    .option('--json', 'print the versions as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#migrate`, [
        'stillwatch migrate --data /var/lib/stillwatch',
        'stillwatch migrate --data ./data --json',
        'STILLWATCH_POSTGRES_URL=postgres://… stillwatch migrate',
      ]),
    )
    .action((flags: MigrateFlags) =>
      run(async () => (await import('./migrate-command.ts')).runMigrate(flags, context)),
    );
}

function clickhouseOption(): Option {
  return new Option(
    '--clickhouse-url <url>',
    'a ClickHouse server, http://user:password@host:8123/database (default: STILLWATCH_CLICKHOUSE_URL)',
  );
}

function postgresOption(): Option {
  return new Option(
    '--postgres-url <url>',
    'a PostgreSQL server, postgres://user:password@host:5432/database (default: STILLWATCH_POSTGRES_URL)',
  );
}

function clusterOption(): Option {
  return new Option(
    '--cluster <name>',
    "ClickHouse's name of the cluster over whose shards the tables lie (default: STILLWATCH_CLUSTER, or one server)",
  );
}

export function addBackup(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('backup')
    .summary('copy a data directory whole')
    .description(
      'Writes both stores and every other file of a data directory to a folder, with a manifest of versions, counts and SHA-256 of each file. The directory must not be in use. The key is sealed under a passphrase, or left out.',
    )
    .requiredOption('--data <dir>', 'the data directory')
    .requiredOption('--out <dir>', 'the backup: a folder that is empty or does not exist')
    .option(
      '--passphrase-file <file>',
      'seal the key under the passphrase in this file (default: leave it out)',
    )
    .option('--json', 'print the manifest as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#backup and docs/how-to/operate.md`, [
        'stillwatch backup --data /var/lib/stillwatch --out /backup/today --passphrase-file /etc/stillwatch/passphrase',
      ]),
    )
    .action((flags: BackupFlags) =>
      run(async () => (await import('./backup-command.ts')).runBackup(flags, context)),
    );
}

export function addRestore(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('restore')
    .summary('make a data directory of a backup')
    .description(
      'Checks a backup against its manifest, then makes a data directory of it. Nothing is written over, and a restore that fails leaves no directory.',
    )
    .requiredOption('--from <dir>', 'the folder that backup --out wrote')
    .option('--data <dir>', 'the data directory: a folder that is empty or does not exist')
    .option('--passphrase-file <file>', 'the passphrase that the key was sealed with')
    .option('--key-file <file>', 'the identity.key that was kept apart')
    .option('--new-key', 'go on without the old key: what comes will match nothing that is stored')
    .option('--check', 'check the backup and restore nothing')
    .option('--json', 'print the manifest as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#restore and docs/how-to/operate.md`, [
        'stillwatch restore --from /backup/today --data /var/lib/stillwatch --passphrase-file /etc/stillwatch/passphrase',
        'stillwatch restore --from /backup/today --check',
      ]),
    )
    .action((flags: RestoreFlags) =>
      run(async () => (await import('./backup-command.ts')).runRestore(flags, context)),
    );
}

export function addRekey(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('rekey')
    .summary('change the key of a data directory or of servers')
    .description(
      'Makes a new key and brings every stored hash of a card, address, mailbox or phone under it, so that what is stored still matches what comes. Nothing may be in use. Stopped half-way, it goes on when it is run again. With --new-key-file it changes servers: the present key comes from STILLWATCH_IDENTITY_KEY or STILLWATCH_IDENTITY_KEY_FILE, and --data names directories of nodes whose journals must be empty.',
    )
    .option('--data <dir...>', 'the data directory; for servers, those of nodes')
    .option(
      '--new-key-file <file>',
      'for servers: where the new key is put, or is from a change that was stopped',
    )
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
    .action((flags: RekeyFlags) =>
      run(async () => (await import('./rekey-command.ts')).runRekey(flags, context)),
    );
}
