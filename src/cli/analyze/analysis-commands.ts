/** Defines the commands of an analysis: demo, analyze, evaluate, simulate. */
import { type Command, Option } from 'commander';
import { after, HANDBOOK, integer, numberOption, type RunCommand, step } from '../terminal/command-definition.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { logOptions } from '../terminal/log-options.ts';
import { labelled } from '../terminal/text.ts';
import type { AnalyzeFlags } from './analyze-command.ts';
import type { DemoFlags } from './demo.ts';
import type { EvaluateFlags } from './evaluate-command.ts';
import type { InspectFlags } from './inspect-command.ts';
import type { SimulateFlags } from './simulate-command.ts';

/** Actions that may fail a scheduled run: milder ones are no reason to, harsher ones are included. */
const FAIL_ON = ['review', 'verify', 'limit'];
const INFRASTRUCTURES = ['shared', 'rotating', 'unique'];
const MOST_WORKERS = 64;
const PATHS = "log files, directories, patterns or addresses; '-' is standard input";

/** Defines `demo`. */
export function addDemo(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('demo')
    .summary('generate a small world, analyse it and write the report')
    .description(
      'Generates a small seeded world of honest and harvesting traffic, analyses it without the labels, compares the findings with the labels and writes the report. Needs no data and takes about a minute.',
    )
    .option('--dir <dir>', 'directory for the world and the report', './demo')
    .option('--seed <n>', 'seed; each seed gives a different world of the same kind', integer(0, Number.MAX_SAFE_INTEGER), 1)
    .option('--quiet', 'print no progress')
    .addHelpText('after', after(`${HANDBOOK}#demo`, ['stillwatch demo', 'stillwatch demo --dir /tmp/demo --seed 7']))
    .action((flags: DemoFlags) => run(async () => (await import('./demo.ts')).runDemo(flags, context)));
}

/** Defines `analyze`. */
export function addAnalyze(program: Command, context: CommandContext, run: RunCommand): void {
  const [formatOption, mapOption, mapFileOption] = logOptions();
  program
    .command('analyze')
    .summary('read request logs and find the campaigns in them')
    .description(
      'Reads request logs, clusters the accounts in them into campaigns and writes campaigns.json, accounts.ndjson, report.html and rejected.ndjson. Logs may be NDJSON, JSON, CSV, TSV, Parquet, Arrow, Avro or ORC, plain, .gz or .zst, in files, directories (read recursively), patterns, or at s3://, gs://, https:// and clickhouse:// addresses. `stillwatch inspect` shows first how a log is read. Lines that cannot be read are set aside with a reason and counted.',
    )
    .argument('<path...>', PATHS)
    .addOption(formatOption)
    .addOption(mapOption)
    .addOption(mapFileOption)
    .option('--out <dir>', 'directory for the results', './stillwatch-out')
    .option('--data <dir>', 'add to this data directory (default: a temporary one, deleted afterwards)')
    .option('--workers <n>', 'threads for reading and aggregating (default: one per core)', integer(1, MOST_WORKERS))
    .option(
      '--replay <step>',
      'after writing the findings, replay the log in steps of this length (30m, 6h, 1d) and report when each campaign could first have been raised (default: no replay)',
      step,
    )
    .option(
      '--keep-identifiers',
      'show mail addresses, IP addresses and phone numbers that are ids of accounts as they are (default: keyed hashes)',
    )
    .addOption(
      new Option(
        '--fail-on <action>',
        `exit with code ${EXIT.failOn} if any account is at this action or a harsher one`,
      ).choices(FAIL_ON),
    )
    .option('--json', 'print the result as one JSON document')
    .option('--quiet', 'print neither progress nor summary')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#analyze and docs/formats/README.md`, [
        'stillwatch analyze logs/ accounts.ndjson --out found',
        'zcat gateway.ndjson.gz | stillwatch analyze - --format litellm --out found',
        'stillwatch analyze today.ndjson.zst --data /var/lib/stillwatch --out found --fail-on limit',
        'stillwatch analyze "lake/*.parquet" accounts.ndjson --map account=customer_id --out found',
        'stillwatch analyze s3://logs/2026-03-01.csv.gz --map-file map.json --out found',
        'stillwatch analyze logs/ --out found --replay 6h',
        "stillwatch analyze logs/ --json --quiet | jq '.campaigns.campaigns[] | {id, action}'",
      ]),
    )
    .action((paths: string[], flags: AnalyzeFlags) =>
      run(async () => (await import('./analyze-command.ts')).runAnalyze(paths, flags, context)),
    );
}

/** Defines `inspect`. */
export function addInspect(program: Command, context: CommandContext, run: RunCommand): void {
  const [formatOption, mapOption, mapFileOption] = logOptions();
  program
    .command('inspect')
    .summary('show which field of a log becomes what, before analysing it')
    .description(
      'Reads the first 20,000 records or 64 MB of each file and shows its format, which field was read as account, end user, time, address, model, text and tokens, how often each is missing, which other fields might have been the account, what was rejected and why, and what looks wrong about the log as a whole. Identifiers are cut and texts are not shown.',
    )
    .argument('<path...>', PATHS)
    .addOption(formatOption)
    .addOption(mapOption)
    .addOption(mapFileOption)
    .option('--save-map <file>', 'write the fields that were read, as a mapping to edit and pass with --map-file')
    .option('--all', 'read whole files instead of their beginnings')
    .option('--json', 'print the result as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#inspect and docs/how-to/connect-your-log.md`, [
        'stillwatch inspect logs/',
        'stillwatch inspect usage.csv --save-map map.json',
        'stillwatch inspect s3://logs/2026-03/*.parquet --map account=customer_id,text=prompt',
        "stillwatch inspect logs/ --json | jq '.warnings'",
      ]),
    )
    .action((paths: string[], flags: InspectFlags) =>
      run(async () => (await import('./inspect-command.ts')).runInspect(paths, flags, context)),
    );
}

/** Defines `evaluate`. */
export function addEvaluate(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('evaluate')
    .summary('compare findings with labels')
    .description(
      'Compares the results of an analysis with labels: precision and recall over accounts, each planted campaign with the finding that matches it, honest accounts by recommended action, and the ranking and calibration of the risk score. Every share comes with a 95% interval.',
    )
    .requiredOption('--truth <file>', 'labels, plain or gzip: one {account, campaign or null, group} per line')
    .requiredOption('--found <dir>', 'the directory that analyze --out wrote')
    .option('--json', 'print the result as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#evaluate`, [
        'stillwatch evaluate --truth world/truth.ndjson --found found',
        "stillwatch evaluate --truth labels.ndjson --found found --json | jq '.primary'",
      ]),
    )
    .action((flags: EvaluateFlags) => run(async () => (await import('./evaluate-command.ts')).runEvaluate(flags, context)));
}

/** Defines `simulate`. Its help lists the worlds, so the simulator is loaded when `argv` names the command. */
export async function addSimulate(
  program: Command,
  context: CommandContext,
  run: RunCommand,
  argv: readonly string[],
): Promise<void> {
  const share = numberOption(0, 1);
  const factor = numberOption(0, 1000);
  const worlds = argv.includes('simulate') ? await describeWorlds(context) : '';
  program
    .command('simulate')
    .summary('generate a seeded world with its labels')
    .description(
      'Writes exchanges.ndjson, accounts.ndjson, releases.ndjson and truth.ndjson of a synthetic world: campaigns modelled on disclosed ones, among every kind of honest traffic that resembles them. The same seed gives the same bytes.',
    )
    .requiredOption('--world <name>', 'the world, one of those below')
    .requiredOption('--scale <x>', 'size: 1 is the disclosed size, 0.02 a small world', numberOption(1e-5, 100))
    .requiredOption('--seed <n>', 'the seed', integer(0, Number.MAX_SAFE_INTEGER))
    .requiredOption('--out <dir>', 'directory for the files')
    .option(
      '--mix <share>',
      "share of a campaign's traffic that comes from unrelated customers (default: the world's)",
      share,
    )
    .option('--paraphrase <share>', "share of template sentences that are reworded or dropped (default: the world's)", share)
    .addOption(
      new Option('--infrastructure <kind>', "what the accounts of a campaign share (default: the world's)").choices(
        INFRASTRUCTURES,
      ),
    )
    .option('--rate <factor>', 'factor for the exchanges per day of each campaign account (default: 1)', factor)
    .option('--accounts <n>', 'accounts per campaign (default: as --scale says)', integer(20, 5_000))
    .option('--honest <factor>', 'factor for honest traffic (default: 1)', factor)
    .option('--days <n>', "length of the window in days (default: the world's)", integer(1, 3660))
    .option('--label-noise <share>', 'share of truth lines that are wrong (default: 0)', share)
    .option('--text <file>', 'draw all text from real prompts (JSON Lines) instead of the built-in grammar')
    .option('--text-fold <k/n>', "use only part k of n of that file's source repositories")
    .option('--gzip', 'compress exchanges.ndjson')
    .option('--json', 'print the result as one JSON document')
    .option('--quiet', 'print neither progress nor summary')
    .addHelpText(
      'after',
      worlds +
        after(`${HANDBOOK}#simulate and docs/simulator.md`, [
          'stillwatch simulate --world feb-2026 --scale 0.02 --seed 1 --out world',
          'stillwatch simulate --world sept-2026 --scale 0.02 --seed 3 --mix 0.8 --out hard',
        ]),
    )
    .action((flags: SimulateFlags) => run(async () => (await import('./simulate-command.ts')).runSimulate(flags, context)));
}

/** The list of worlds for the help of `simulate`; only the simulator knows them. */
async function describeWorlds({ io, services }: CommandContext): Promise<string> {
  if (services.loadSimulator === undefined)
    return '\nThis build does not include the simulator; run the command from a checkout.\n';
  const { WORLDS } = await services.loadSimulator();
  const width = Math.min(100, io.stdout.columns ?? 80);
  return `\nWorlds:\n${WORLDS.map((world) => labelled(world.name, world.description, 2, 11, width)).join('\n')}\n`;
}
