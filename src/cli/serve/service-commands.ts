/** The service, and who may ask it what. */
import type { Command } from 'commander';
import { SCOPES } from '../../access/principal.ts';
import { DAY } from '../../base/clock.ts';
import { after, HANDBOOK, type RunCommand } from '../terminal/command-help.ts';
import type { CommandContext } from '../terminal/context.ts';
import { integer, life, parseHeadOption, scopes } from '../terminal/option-values.ts';
import type { VerifyAuditFlags } from './audit-command.ts';
import type { CreateKeyFlags, ListKeysFlags, RevokeKeyFlags, RotateKeyFlags } from './keys-command.ts';
import type { ServeFlags } from './serve-command.ts';

export function addServe(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('serve')
    .summary('run the service')
    .description(
      'Takes in exchanges over HTTP, looks for campaigns and answers with decisions, until it is stopped. Prints its address and, at the first start, a first key. Settings come from a file and from variables of the environment; options given here stand above both.',
    )
    .option('--config <file>', 'the configuration, JSON (default: STILLWATCH_CONFIG, or none)')
    .option('--data <dir>', 'the data directory (default: ./stillwatch-data)')
    .option('--port <n>', 'the port to listen on; 0 takes a free one (default: 8787)', integer(0, 65_535))
    .option('--print-config', 'print the settings in force, secrets masked, and end')
    .option('--json', 'print the address as one JSON document; the log then goes to standard error')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#serve and docs/how-to/operate.md`, [
        'stillwatch serve',
        'stillwatch serve --config /etc/stillwatch/config.json',
        'stillwatch serve --data ./data --port 0 --json',
      ]),
    )
    .action((flags: ServeFlags) =>
      run(async () => (await import('./serve-command.ts')).runServe(flags, context)),
    );
}

export function addKeys(program: Command, context: CommandContext, run: RunCommand): void {
  const page = `${HANDBOOK}#keys and docs/how-to/manage-access.md`;
  const data = (command: Command): Command =>
    command.requiredOption('--data <dir>', 'the data directory; it must exist, and no service may run on it');
  const keys = program
    .command('keys')
    .summary('make, list, rotate and revoke API keys')
    .description(
      'API keys of a data directory: a first one, or one after the last was lost. While the service runs on the directory it alone can open it; then ask the service, whose /v1/keys does the same.',
    )
    .addHelpText(
      'after',
      after(page, [
        'stillwatch keys create --data /var/lib/stillwatch --label gateway --scopes ingest,decide',
        'stillwatch keys list --data /var/lib/stillwatch',
      ]),
    );
  data(keys.command('create'))
    .summary('make a key and print it once')
    .description('Makes a key. It is printed once; only its hash is kept.')
    .requiredOption('--label <text>', 'what it is for, as lists show it')
    .requiredOption('--scopes <list>', `what it may do, with commas between: ${SCOPES.join(', ')}`, scopes)
    .option('--expires <duration>', 'its life, such as 90d (default: until it is revoked)', life)
    .option('--json', 'print the key as one JSON document')
    .addHelpText(
      'after',
      after(page, [
        'stillwatch keys create --data ./data --label gateway --scopes ingest,decide --expires 90d',
        'stillwatch keys create --data ./data --label ops --scopes admin --json | jq -r .token',
      ]),
    )
    .action((flags: CreateKeyFlags) =>
      run(async () => (await import('./keys-command.ts')).runCreateKey(flags, context)),
    );
  data(keys.command('list'))
    .summary('list keys, the newest first')
    .description('Lists keys with their scopes, when each was last used, and whether it is in use.')
    .option('--json', 'print the list as one JSON document')
    .addHelpText(
      'after',
      after(page, ['stillwatch keys list --data ./data', 'stillwatch keys list --data ./data --json']),
    )
    .action((flags: ListKeysFlags) =>
      run(async () => (await import('./keys-command.ts')).runListKeys(flags, context)),
    );
  data(keys.command('rotate'))
    .summary('make a key that takes over from another')
    .description(
      'Makes a key with the label, scopes and life of another and prints it once. The old one ends after the overlap.',
    )
    .argument('<id>', 'the id of the old key, as lists show it')
    .option('--overlap <duration>', 'how long the old key still works, such as 30m or 1d', life, DAY)
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
    .summary('end a key now')
    .description('Ends a key at once. It stays in the list.')
    .argument('<id>', 'the id of the key, as lists show it')
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

export function addAudit(program: Command, context: CommandContext, run: RunCommand): void {
  const page = `${HANDBOOK}#audit and docs/formats/audit-log.md`;
  const examples = [
    'stillwatch audit verify --data /var/lib/stillwatch',
    'stillwatch audit verify --data ./data --head 120:HASH',
  ];
  program
    .command('audit')
    .summary('check that the audit log is as it was written')
    .description(
      'The audit log of a data directory. While the service runs on the directory it alone can open it; then ask the service: GET /v1/audit/verify does the same.',
    )
    .addHelpText('after', after(page, examples))
    .command('verify')
    .summary('walk the chain of hashes and say where it breaks first')
    .description(
      'Walks the audit log from its first entry and says where it breaks first. Prints its head: noted elsewhere and given to a later check, it shows whether entries were cut off at the end, which the log alone cannot.',
    )
    .requiredOption('--data <dir>', 'the data directory; it must exist, and no service may run on it')
    .option(
      '--head <head>',
      'a head that was noted before and must be in the log (default: none)',
      parseHeadOption,
    )
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', after(page, examples))
    .action((flags: VerifyAuditFlags) =>
      run(async () => (await import('./audit-command.ts')).runVerifyAudit(flags, context)),
    );
}
