/** Defines the command `send`. */
import { type Command, Option } from 'commander';
import { MINUTE } from '../../base/clock.ts';
import { after, HANDBOOK, lifetime, type RunCommand } from '../terminal/command-definition.ts';
import type { CommandContext } from '../terminal/context.ts';
import { logOptions } from '../terminal/log-options.ts';
import type { SendFlags } from './send-command.ts';

/** Defines `send`. */
export function addSend(program: Command, context: CommandContext, run: RunCommand): void {
  const [formatOption, mapOption, mapFileOption] = logOptions();
  program
    .command('send')
    .summary('send request logs to a running service')
    .description(
      'Sends logs of any size, and of every format that `analyze` reads, to a running service: exchanges, accounts and releases. Files may be plain, .gz or .zst, or tables; directories are read recursively. Requests that fail are repeated; the ids of exchanges make that safe. The key comes from --key-file or STILLWATCH_KEY, never from an argument, which other users could see.',
    )
    .argument('<path...>', "log files or directories; '-' is standard input")
    .option('--to <url>', 'address of the service', 'http://127.0.0.1:8787')
    .option('--key-file <file>', 'file with an API key of the scope ingest (default: STILLWATCH_KEY)')
    .addOption(formatOption)
    .addOption(mapOption)
    .addOption(mapFileOption)
    .option(
      '--resume <file>',
      'keep in this file what the service acknowledged, and leave that out next time (default: nothing is kept)',
    )
    .addOption(
      new Option('--retry-for <duration>', 'how long a request is repeated before the run gives up, such as 10m or 1h')
        .argParser(lifetime)
        .default(10 * MINUTE, '10m'),
    )
    .option('--no-gzip', 'never compress (default: requests to other machines are compressed)')
    .option('--json', 'print the result as one JSON document')
    .option('--quiet', 'print neither progress nor summary')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#send and docs/how-to/send-exchanges.md`, [
        'stillwatch send logs/ accounts.ndjson --to https://stillwatch.example --key-file ingest.key',
        'STILLWATCH_KEY=swk_… stillwatch send world/',
        'stillwatch send /var/log/gateway --format litellm --key-file ingest.key --resume sent.json',
        'stillwatch send usage.csv --map account=customer_id --key-file ingest.key',
        'zcat gateway.ndjson.gz | stillwatch send - --key-file ingest.key',
      ]),
    )
    .action((paths: string[], flags: SendFlags) =>
      run(async () => (await import('./send-command.ts')).runSend(paths, flags, context)),
    );
}
