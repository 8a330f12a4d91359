/** The commands of an analysis: from logs to findings, and how good these are. */
import { type Command, Option } from 'commander';
import { FORMAT_NAMES } from '../../ingest/format.ts';
import { after, HANDBOOK, type RunCommand } from '../terminal/command-help.ts';
import type { CommandContext } from '../terminal/context.ts';
import { DEMO_DEFAULTS } from '../terminal/defaults.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { integer, numberOption, step } from '../terminal/option-values.ts';
import { labelled } from '../terminal/text.ts';
import type { AnalyzeFlags } from './analyze-command.ts';
import type { DemoFlags } from './demo.ts';
import type { EvaluateFlags } from './evaluate-command.ts';
import type { SimulateFlags } from './simulate-command.ts';

/** Actions that may fail a scheduled run: the milder ones are no alarm, the harsher ones are included. */
const FAIL_ON = ['review', 'verify', 'limit'];
const INFRASTRUCTURES = ['shared', 'rotating', 'unique'];
const MOST_WORKERS = 64;

export function addDemo(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('demo')
    .summary('make a small world, analyse it and write its report')
    .description(
      'Makes a small seeded world of honest and harvesting traffic, analyses it without being told which is which, compares what was found with the truth, and writes the report. Needs no data and about a minute.',
    )
    .option('--dir <dir>', 'where the world and its report are written', DEMO_DEFAULTS.directory)
    .option(
      '--seed <n>',
      'another world of the same kind',
      integer(0, Number.MAX_SAFE_INTEGER),
      DEMO_DEFAULTS.seed,
    )
    .option('--quiet', 'print no progress')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#demo`, ['stillwatch demo', 'stillwatch demo --dir /tmp/demo --seed 7']),
    )
    .action((flags: DemoFlags) => run(async () => (await import('./demo.ts')).runDemo(flags, context)));
}

export function addAnalyze(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('analyze')
    .summary('read logs and name the campaigns in them')
    .description(
      'Reads request logs, clusters the accounts in them into campaigns and writes campaigns.json, accounts.ndjson, report.html and rejected.ndjson. Files may be plain, .gz or .zst; a directory is read with everything below it. Lines that cannot be read are set aside with a reason and counted.',
    )
    .argument('<path...>', "log files or directories; '-' is standard input")
    .addOption(
      new Option('--format <name>', 'the format of every file')
        .choices(['auto', ...FORMAT_NAMES])
        .default('auto', 'auto: told from the content of each file'),
    )
    .option('--out <dir>', 'where the results are written', './stillwatch-out')
    .option('--data <dir>', 'add to this data directory (default: a temporary one, removed afterwards)')
    .option(
      '--workers <n>',
      'threads for reading and linking (default: one a core)',
      integer(1, MOST_WORKERS),
    )
    .option(
      '--replay <step>',
      'when the findings are written, go through the log again in steps of this length (30m, 6h, 1d) and tell when each campaign could first have been raised',
      step,
    )
    .addOption(
      new Option(
        '--fail-on <action>',
        `exit with code ${EXIT.failOn} if any account is at this action or above`,
      ).choices(FAIL_ON),
    )
    .option('--json', 'print the result as one JSON document')
    .option('--quiet', 'print no progress and no summary')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#analyze and docs/formats/README.md`, [
        'stillwatch analyze logs/ accounts.ndjson --out found',
        'zcat gateway.ndjson.gz | stillwatch analyze - --format litellm --out found',
        'stillwatch analyze today.ndjson.zst --data /var/lib/stillwatch --out found --fail-on limit',
        'stillwatch analyze logs/ --out found --replay 6h',
        "stillwatch analyze logs/ --json --quiet | jq '.campaigns.campaigns[] | {id, action}'",
      ]),
    )
    .action((paths: string[], flags: AnalyzeFlags) =>
      run(async () => (await import('./analyze-command.ts')).runAnalyze(paths, flags, context)),
    );
}

export function addEvaluate(program: Command, context: CommandContext, run: RunCommand): void {
  program
    .command('evaluate')
    .summary('compare findings with truth')
    .description(
      'Compares the results of an analysis with labels: precision and recall over accounts, each planted campaign with the finding that matches it, honest accounts by what would be done to them, and how well the risk score ranks and is calibrated. Every share comes with a 95 % interval.',
    )
    .requiredOption(
      '--truth <file>',
      'truth.ndjson, plain or gzip: {account, campaign or null, group} a line',
    )
    .requiredOption('--found <dir>', 'the folder that analyze --out wrote')
    .option('--json', 'print the result as one JSON document')
    .addHelpText(
      'after',
      after(`${HANDBOOK}#evaluate`, [
        'stillwatch evaluate --truth world/truth.ndjson --found found',
        "stillwatch evaluate --truth labels.ndjson --found found --json | jq '.primary'",
      ]),
    )
    .action((flags: EvaluateFlags) =>
      run(async () => (await import('./evaluate-command.ts')).runEvaluate(flags, context)),
    );
}

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
    .summary('write a seeded world with its truth')
    .description(
      'Writes exchanges.ndjson, accounts.ndjson, releases.ndjson and truth.ndjson of a made-up world: campaigns as they were disclosed, among every kind of honest traffic that looks like them. The same seed gives the same bytes.',
    )
    .requiredOption('--world <name>', 'which world')
    .requiredOption(
      '--scale <x>',
      'size: 1 is the world as disclosed, 0.02 a small one',
      numberOption(1e-5, 100),
    )
    .requiredOption('--seed <n>', 'the seed', integer(0, Number.MAX_SAFE_INTEGER))
    .requiredOption('--out <dir>', 'where the files are written')
    .option(
      '--mix <share>',
      "share of a campaign's traffic that is unrelated customers' (default: the world's)",
      share,
    )
    .option(
      '--paraphrase <share>',
      "share of a template's sentences reworded or dropped (default: the world's)",
      share,
    )
    .addOption(
      new Option(
        '--infrastructure <kind>',
        "how much a campaign's accounts share (default: the world's)",
      ).choices(INFRASTRUCTURES),
    )
    .option('--rate <factor>', "multiplies a campaign account's exchanges a day (default: 1)", factor)
    .option('--accounts <n>', "accounts of each campaign (default: the scale's)", integer(20, 5_000))
    .option('--honest <factor>', 'multiplies honest traffic (default: 1)', factor)
    .option('--days <n>', "length of the window (default: the world's)", integer(1, 3660))
    .option('--label-noise <share>', 'share of truth lines that are wrong (default: 0)', share)
    .option('--text <file>', 'draw all text from real prompts (JSON lines) instead of a grammar')
    .option('--text-fold <k/n>', "use part k of n of that file's source repositories")
    .option('--gzip', 'compress exchanges.ndjson')
    .option('--json', 'print what was made as one JSON document')
    .option('--quiet', 'print no progress and no summary')
    .addHelpText(
      'after',
      worlds +
        after(`${HANDBOOK}#simulate and docs/simulator.md`, [
          'stillwatch simulate --world feb-2026 --scale 0.02 --seed 1 --out world',
          'stillwatch simulate --world sept-2026 --scale 0.02 --seed 3 --mix 0.8 --out hard',
        ]),
    )
    .action((flags: SimulateFlags) =>
      run(async () => (await import('./simulate-command.ts')).runSimulate(flags, context)),
    );
}

/** Worlds are the simulator's to name, so its help alone loads it. */
async function describeWorlds({ io, services }: CommandContext): Promise<string> {
  if (services.loadSimulator === undefined)
    return '\nThis build does not ship the simulator; run the command from a checkout.\n';
  const { WORLDS } = await services.loadSimulator();
  const width = Math.min(100, io.stdout.columns ?? 80);
  return `\nWorlds:\n${WORLDS.map((world) => labelled(world.name, world.description, 2, 11, width)).join('\n')}\n`;
}
