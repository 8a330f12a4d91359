/** Defines the commands that say more about the findings of an analysis: exchanges, explain. */
import type { Command } from 'commander';
import { after, HANDBOOK, integer, type RunCommand } from '../terminal/command-definition.ts';
import type { CommandContext } from '../terminal/context.ts';
import { logOptions } from '../terminal/log-options.ts';
import type { ExchangesFlags } from './exchanges-command.ts';
import type { ExplainFlags } from './explain-command.ts';

const MOST_WORKERS = 64;
const MOST_CONTEXT = 10_000;
const FOUND = './stillwatch-out';

/** Defines `exchanges`. */
export function addExchanges(program: Command, context: CommandContext, run: RunCommand): void {
  const [formatOption, mapOption, mapFileOption] = logOptions();
  program
    .command('exchanges')
    .summary('show the requests behind a campaign, a text, an account or one row of evidence')
    .description(
      'Finds the lines of your own log that a finding is about, by the hashes that analyze kept in its results, and prints where they are with the matching text marked. Counts all of them and says whether the count is that of the analysis. Prints prompts; writes nothing, unless --out is given.',
    )
    .argument('<id>', 'a campaign (C-…), a text under review (T-…), an account, or ACCOUNT/SUB for an end user of a router')
    .requiredOption(
      '--log <path...>',
      "the log that was analysed: files, directories, patterns or addresses; '-' is standard input",
    )
    .option('--found <dir>', 'the directory that analyze --out wrote', FOUND)
    .option('--evidence <row>', 'one row of evidence of the campaign: its number from 1, or its family')
    .option('--account <account>', 'only the exchanges of one of its accounts')
    .option('--segment <id>', 'only the exchanges that carry this segment')
    .addOption(formatOption)
    .addOption(mapOption)
    .addOption(mapFileOption)
    .option('--data <dir>', 'the data directory of the analysis: its key is needed if accounts are mail addresses')
    .option(
      '--limit <n>',
      'list at most so many; all are counted (default: 20; all with --json or --out)',
      integer(0, Number.MAX_SAFE_INTEGER),
    )
    .option('--context <n>', 'characters on each side of a match', integer(0, MOST_CONTEXT), 60)
    .option('--redact', 'print outlines, as in the report, in the place of text')
    .option('--workers <n>', 'threads for reading (default: one per core)', integer(1, MOST_WORKERS))
    .option('--json', 'print one JSON object per exchange; counts go to standard error')
    .option('--out <file>', 'write one JSON object per exchange to this file')
    .option('--quiet', 'print neither progress nor counts')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#exchanges and docs/how-to/find-the-requests.md`, [
        'stillwatch exchanges C-D300A5B7 --log logs/ --found found',
        'stillwatch exchanges C-D300A5B7 --evidence segment --log logs/ --found found --limit 3',
        'stillwatch exchanges C-D300A5B7 --evidence 1 --account acct_1 --log logs/ --json',
        'stillwatch exchanges acct_1 --log logs/ --redact',
      ]),
    )
    .action((id: string, flags: ExchangesFlags) =>
      run(async () => (await import('./exchanges-command.ts')).runExchanges(id, flags, context)),
    );
}

/** Defines `explain`. */
export function addExplain(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('explain')
    .summary('say everything that is known about one account')
    .description(
      'Says in words what the results of an analysis contain about one account or end user: its action and the reason, its risk, its campaign with what ties it to the others, or why it is in none, and what would change that. With --from, it asks a running service, which also knows every decision about the account. The key comes from --key-file or STILLWATCH_KEY.',
    )
    .argument('<account>', 'an account, or ACCOUNT/SUB for an end user of a router')
    .option('--found <dir>', 'the directory that analyze --out wrote', FOUND)
    .option('--from <url>', 'ask the service at this address, in place of reading files')
    .option('--key-file <file>', 'with --from: file with an API key of the scope read (default: STILLWATCH_KEY)')
    .option('--json', 'print the result as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#explain`, [
        'stillwatch explain acct_1 --found found',
        'stillwatch explain router_1/user_7 --found found --json',
        'stillwatch explain acct_1 --from https://stillwatch.example --key-file read.key',
      ]),
    )
    .action((account: string, flags: ExplainFlags) =>
      run(async () => (await import('./explain-command.ts')).runExplain(account, flags, context)),
    );
}
