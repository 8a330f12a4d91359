/** Defines the commands of the service and of access to it: serve, keys, audit. */
import { type Command, Option } from 'commander';
import { SCOPES } from '../../access/principal.ts';
import { DAY } from '../../base/clock.ts';
import {
  after,
  HANDBOOK,
  integer,
  lifetime,
  parseHeadOption,
  type RunCommand,
  scopes,
} from '../terminal/command-definition.ts';
import type { CommandContext } from '../terminal/context.ts';
import type { VerifyAuditFlags } from './audit-command.ts';
import type { CreateKeyFlags, ListKeysFlags, RevokeKeyFlags, RotateKeyFlags } from './keys-command.ts';
import type { ServeFlags } from './serve-command.ts';

/** Defines `serve`. */
export function addServe(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('serve')
    .summary('run the service')
    .description(
      'Accepts exchanges over HTTP, detects campaigns and answers decision requests until it is stopped. Prints its address and, at the first start, an administrator key. Settings come from a configuration file and environment variables; the options below override both.',
    )
    .option('--config <file>', 'configuration file, JSON (default: STILLWATCH_CONFIG, else none)')
    .option('--data <dir>', 'data directory (default: ./stillwatch-data)')
    .option('--port <n>', 'port to listen on; 0 picks a free one (default: 8787)', integer(0, 65_535))
    .option('--demo', 'serve sample data with campaigns in it, from ./stillwatch-demo-data (default: real data)')
    .option(
      '--backfill',
      'for a log of the past: detection covers the days up to the newest exchange stored (default: up to now)',
    )
    .option('--print-config', 'print the effective settings with secrets masked, then exit')
    .option('--json', 'print the address as one JSON document; the log then goes to standard error')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#serve and docs/how-to/operate.md`, [
        'stillwatch serve',
        'stillwatch serve --demo',
        'stillwatch serve --config /etc/stillwatch/config.json',
        'stillwatch serve --data ./data --port 0 --json',
      ]),
    )
    .action((flags: ServeFlags) => run(async () => (await import('./serve-command.ts')).runServe(flags, context)));
}

/** Defines `keys create`, `keys list`, `keys rotate` and `keys revoke`. */
export function addKeys(program: Command, context: CommandContext, run: RunCommand): void {
  const page = `${HANDBOOK}#keys and docs/how-to/manage-access.md`;
  const data = (command: Command): Command =>
    command.requiredOption('--data <dir>', 'the data directory; it must exist, and no service may be running on it');
  const keys = program
    .command('keys')
    .summary('create, list, rotate and revoke API keys')
    .description(
      'Manages the API keys of a data directory while no service runs on it: the first key, or a new one after the last was lost. A running service locks its directory; use its /v1/keys API instead.',
    )
    .addHelpText(
      'after',
      after(page, [
        'stillwatch keys create --data /var/lib/stillwatch --label gateway --scopes ingest,decide',
        'stillwatch keys list --data /var/lib/stillwatch',
      ]),
    );
  data(keys.command('create'))
    .summary('create a key and print it once')
    .description('Creates a key and prints it once. Only its hash is stored.')
    .requiredOption('--label <text>', 'what the key is for')
    .requiredOption('--scopes <list>', `what the key may do, separated by commas: ${SCOPES.join(', ')}`, scopes)
    .option('--expires <duration>', 'its lifetime, such as 90d (default: until it is revoked)', lifetime)
    .option('--json', 'print the key as one JSON document')
    .addHelpText(
      'after',
      after(page, [
        'stillwatch keys create --data ./data --label gateway --scopes ingest,decide --expires 90d',
        'stillwatch keys create --data ./data --label ops --scopes admin --json | jq -r .token',
      ]),
    )
    .action((flags: CreateKeyFlags) => run(async () => (await import('./keys-command.ts')).runCreateKey(flags, context)));
  data(keys.command('list'))
    .summary('list keys, newest first')
    .description('Lists keys with their scopes, the time of their last use and their state.')
    .option('--json', 'print the list as one JSON document')
    .addHelpText('after', after(page, ['stillwatch keys list --data ./data', 'stillwatch keys list --data ./data --json']))
    .action((flags: ListKeysFlags) => run(async () => (await import('./keys-command.ts')).runListKeys(flags, context)));
  data(keys.command('rotate'))
    .summary('replace a key with a new one')
    .description(
      'Creates a key with the label, scopes and lifetime of another and prints it once. The old key stops working after the overlap.',
    )
    .argument('<id>', 'id of the old key, as `keys list` shows it')
    .addOption(
      new Option('--overlap <duration>', 'how long the old key keeps working, such as 30m or 1d')
        .argParser(lifetime)
        .default(DAY, '1d'),
    )
    .option('--json', 'print the new key as one JSON document')
    .addHelpText(
      'after',
      after(page, [
        'stillwatch keys rotate 3kQ9ZdX01ab --data ./data',
        'stillwatch keys rotate 3kQ9ZdX01ab --data ./data --overlap 7d',
      ]),
    )
    .action((id: string, flags: RotateKeyFlags) =>
      run(async () => (await import('./keys-command.ts')).runRotateKey(id, flags, context)),
    );
  data(keys.command('revoke'))
    .summary('revoke a key now')
    .description('Revokes a key at once. It stays in the list.')
    .argument('<id>', 'id of the key, as `keys list` shows it')
    .option('--json', 'print the key as one JSON document')
    .addHelpText(
      'after',
      after(page, [
        'stillwatch keys revoke 3kQ9ZdX01ab --data ./data',
        'stillwatch keys revoke 3kQ9ZdX01ab --data ./data --json',
      ]),
    )
    .action((id: string, flags: RevokeKeyFlags) =>
      run(async () => (await import('./keys-command.ts')).runRevokeKey(id, flags, context)),
    );
}

/** Defines `audit verify`. */
export function addAudit(program: Command, context: CommandContext, run: RunCommand): void {
  const page = `${HANDBOOK}#audit and docs/formats/audit-log.md`;
  const examples = [
    'stillwatch audit verify --data /var/lib/stillwatch',
    'stillwatch audit verify --data ./data --head 120:HASH',
    'STILLWATCH_POSTGRES_URL=... stillwatch audit verify --data /var/lib/stillwatch',
  ];
  program
    .command('audit')
    .summary('verify that the audit log is intact')
    .description(
      'Verifies the audit log of a data directory while no service runs on it. A running service locks its directory; use its GET /v1/audit/verify instead. With --postgres-url it reads the log on the server, while services run.',
    )
    .addHelpText('after', after(page, examples))
    .command('verify')
    .summary('check the hash chain and report the first break')
    .description(
      'Checks the hash chain of the audit log from its first entry and reports the first entry that breaks it. Prints the head of the chain. Note the head elsewhere and pass it to a later check: it shows whether entries were cut off at the end, which the log alone cannot show.',
    )
    .requiredOption('--data <dir>', 'the data directory; it must exist, and no service may be running on it')
    .option(
      '--postgres-url <url>',
      'check the log in this database against the anchor in the directory (default: the log in the directory)',
    )
    .option('--head <head>', 'a head noted earlier, which must be in the log (default: none)', parseHeadOption)
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', after(page, examples))
    .action((flags: VerifyAuditFlags) =>
      run(async () => (await import('./audit-command.ts')).runVerifyAudit(flags, context)),
    );
}
