/**
 * `stillwatch demo`: a small seeded world made, analysed and checked against its truth, so that a first look
 * takes one command and no data of one's own.
 */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Evaluation, evaluateFiles, type GroupResult } from '../../evaluate/evaluate.ts';
import type { CommandContext } from '../terminal/context.ts';
import { DEMO_DEFAULTS } from '../terminal/defaults.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import type { Colors } from '../terminal/io.ts';
import { count, percent, plural } from '../terminal/numbers.ts';
import { reportProblem } from '../terminal/problems.ts';
import { printable, rule, textTable, widthOf, wrap } from '../terminal/text.ts';
import { analysisText } from './analysis-text.ts';
import { analyzeWithProgress } from './analyze-command.ts';
import { simulateWithProgress } from './simulate-command.ts';

export interface DemoFlags {
  readonly dir: string;
  readonly seed: number;
  readonly quiet?: boolean;
}

export async function runDemo(flags: DemoFlags, context: CommandContext): Promise<number> {
  const { io, err } = context;
  const log = join(flags.dir, 'log');
  const found = join(flags.dir, 'out');
  const quiet = flags.quiet === true;
  const say = (text: string): void => {
    if (!quiet) io.stderr.write(`${err.bold(text)}\n`);
  };

  say(
    `1 of 3  Making a small world (${DEMO_DEFAULTS.world}, scale ${DEMO_DEFAULTS.scale}, seed ${flags.seed}) in ${log}`,
  );
  const world = { world: DEMO_DEFAULTS.world, scale: DEMO_DEFAULTS.scale, seed: flags.seed, out: log };
  const simulated = await simulateWithProgress(world, quiet, context);
  if ('problem' in simulated) return reportProblem(simulated.problem, context);

  say(
    `2 of 3  Analysing ${plural(simulated.result.exchanges, 'exchange')}, without being told what is in them`,
  );
  const inputs = ['exchanges.ndjson', 'accounts.ndjson', 'releases.ndjson'].map((name) => join(log, name));
  const now = Math.max(io.clock(), DEMO_DEFAULTS.earliestNow);
  const analysed = await analyzeWithProgress(
    { paths: inputs, format: 'stillwatch', out: found, now },
    quiet,
    context,
  );
  if (!analysed.ok) return reportProblem(analysed.problem, context);

  say('3 of 3  Comparing what was found with the truth');
  const evaluated = await evaluateFiles(join(log, 'truth.ndjson'), found);
  if (!evaluated.ok) return reportProblem(evaluated.problem, context);

  const width = widthOf(io.stdout);
  const { out: colors } = context;
  io.stdout.write(
    `\n${analysisText(analysed.value, width, colors)}\n${checkText(evaluated.value, width, colors)}`,
  );
  const report = analysed.value.files.report;
  io.stdout.write(
    `\n  ${colors.bold('The report is ready.')} Open it in a browser:\n  ${report}\n  ${colors.cyan(pathToFileURL(resolve(report)).href)}\n\n` +
      `  All figures:  stillwatch evaluate --truth ${join(log, 'truth.ndjson')} --found ${found}\n` +
      '  Your own log: stillwatch analyze PATH --out DIR\n',
  );
  return EXIT.ok;
}

/** The two questions of a first look: was every planted campaign found, and was anybody honest harmed? */
function checkText(result: Evaluation, width: number, colors: Colors): string {
  const planted = result.campaigns.map((campaign) => [
    printable(campaign.campaign, 28),
    count(campaign.accounts),
    count(campaign.foundAnywhere),
    campaign.finding === null ? colors.yellow('not found') : printable(campaign.finding, 16),
    campaign.purity === null ? '-' : percent(campaign.purity, 0),
  ]);
  const honest = result.honest.map((group) => {
    const harmed = group.accounts - leftAlone(group);
    const restricted = group.atLeast.limit.count;
    return [
      printable(group.group, 28),
      count(group.accounts),
      count(leftAlone(group)),
      harmed === 0 ? colors.dim('0') : colors.yellow(count(harmed)),
      restricted === 0 ? colors.dim('0') : colors.red(count(restricted)),
    ];
  });
  const right = (title: string) => ({ title, align: 'right' as const });
  const { precision, recall } = result.primary;
  const verdict =
    `Of the accounts in findings ${precision.share === null ? 'there are none' : `${percent(precision.share)} really harvest`}; ` +
    `of the accounts that harvest ${recall.share === null ? 'there are none' : `${percent(recall.share)} are in a finding`}.`;
  return `${[
    rule(colors.bold('Checked against the truth'), '', width, colors),
    ...wrap(verdict, width - 3).map((line) => `   ${line}`),
    '',
    textTable(
      [
        { title: 'planted campaign' },
        right('accounts'),
        right('in findings'),
        { title: 'finding' },
        right('pure'),
      ],
      planted,
      colors,
      3,
    ),
    '',
    textTable(
      [
        { title: 'honest traffic' },
        right('accounts'),
        right('left alone'),
        right('review or more'),
        right('limit or more'),
      ],
      honest,
      colors,
      3,
    ),
  ].join('\n')}\n`;
}

/** Nothing is done to an account that is allowed or watched, and nobody is asked to look at it. */
function leftAlone(group: GroupResult): number {
  return group.actions.allow + group.actions.watch;
}
