/** `stillwatch demo`: generates a small seeded world, analyses it and compares the findings with its labels. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { count, percent, plural } from '../../base/format.ts';
import { type Evaluation, evaluateFiles, type GroupResult } from '../../evaluate/evaluate.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import type { Colors } from '../terminal/io.ts';
import { reportProblem } from '../terminal/problems.ts';
import { printable, rule, textTable, widthOf, wrap } from '../terminal/text.ts';
import { analysisText } from './analysis-text.ts';
import { analyzeWithProgress } from './analyze-command.ts';
import { simulateWithProgress } from './simulate-command.ts';

const WORLD = 'feb-2026';
const SCALE = 0.004;
/** The world ends in February 2026: on a machine whose clock is behind, its exchanges would lie in the future. */
const EARLIEST_NOW = Date.UTC(2026, 2, 15);

/** The options of `demo`; the defaults are in analysis-commands.ts. */
export interface DemoFlags {
  readonly dir: string;
  readonly seed: number;
  readonly quiet?: boolean;
}

/** Runs the three steps and returns the exit code. */
export async function runDemo(flags: DemoFlags, context: CommandContext): Promise<number> {
  const { io, err } = context;
  const log = join(flags.dir, 'log');
  const found = join(flags.dir, 'out');
  const quiet = flags.quiet === true;
  const say = (text: string): void => {
    if (!quiet) io.stderr.write(`${err.bold(text)}\n`);
  };

  say(`1 of 3  Generating a small world (${WORLD}, scale ${SCALE}, seed ${flags.seed}) in ${log}`);
  const world = { world: WORLD, scale: SCALE, seed: flags.seed, out: log };
  const simulated = await simulateWithProgress(world, quiet, context);
  if ('problem' in simulated) return reportProblem(simulated.problem, context);

  say(`2 of 3  Analysing ${plural(simulated.result.exchanges, 'exchange')} without the labels`);
  const inputs = ['exchanges.ndjson', 'accounts.ndjson', 'releases.ndjson'].map((name) => join(log, name));
  const now = Math.max(io.clock(), EARLIEST_NOW);
  const analysed = await analyzeWithProgress({ paths: inputs, format: 'stillwatch', out: found, now }, quiet, context);
  if (!analysed.ok) return reportProblem(analysed.problem, context);

  say('3 of 3  Comparing the findings with the labels');
  const evaluated = await evaluateFiles(join(log, 'truth.ndjson'), found);
  if (!evaluated.ok) return reportProblem(evaluated.problem, context);

  const width = widthOf(io.stdout);
  const { out: colors } = context;
  io.stdout.write(`\n${analysisText(analysed.value, width, colors)}\n${checkText(evaluated.value, width, colors)}`);
  const report = analysed.value.files.report;
  io.stdout.write(
    `\n  ${colors.bold('The report is ready.')} Open it in a browser:\n  ${report}\n  ${colors.cyan(pathToFileURL(resolve(report)).href)}\n\n` +
      `  All figures:  stillwatch evaluate --truth ${join(log, 'truth.ndjson')} --found ${found}\n` +
      '  Your own log: stillwatch analyze PATH --out DIR\n',
  );
  return EXIT.ok;
}

/** Whether every planted campaign was found, and whether an honest account would have been harmed. */
function checkText(result: Evaluation, width: number, colors: Colors): string {
  const planted = result.campaigns.map((campaign) => [
    printable(campaign.campaign, 28),
    count(campaign.accounts),
    count(campaign.foundAnywhere),
    campaign.finding === null ? colors.yellow('not found') : printable(campaign.finding, 16),
    campaign.purity === null ? '-' : percent(campaign.purity, 0),
  ]);
  const honest = result.honest.map((group) => {
    const harmed = group.accounts - untouched(group);
    const restricted = group.atLeast.limit.count;
    return [
      printable(group.group, 28),
      count(group.accounts),
      count(untouched(group)),
      harmed === 0 ? colors.dim('0') : colors.yellow(count(harmed)),
      restricted === 0 ? colors.dim('0') : colors.red(count(restricted)),
    ];
  });
  const right = (title: string) => ({ title, align: 'right' as const });
  const { precision, recall } = result.primary;
  const verdict = [
    precision.share === null
      ? 'No account is in a finding'
      : `${percent(precision.share, 1)} of the accounts in findings are harvesting`,
    recall.share === null
      ? 'no account is harvesting.'
      : `${percent(recall.share, 1)} of the harvesting accounts are in a finding.`,
  ].join('; ');
  return `${[
    rule(colors.bold('Compared with the labels'), '', width, colors),
    ...wrap(verdict, width - 3).map((line) => `   ${line}`),
    '',
    textTable(
      [{ title: 'planted campaign' }, right('accounts'), right('in findings'), { title: 'finding' }, right('purity')],
      planted,
      colors,
      3,
    ),
    '',
    textTable(
      [{ title: 'honest traffic' }, right('accounts'), right('no action'), right('review or more'), right('limit or more')],
      honest,
      colors,
      3,
    ),
  ].join('\n')}\n`;
}

/** Accounts at allow or watch: nothing changes for them, and no analyst is asked to review them. */
function untouched(group: GroupResult): number {
  return group.actions.allow + group.actions.watch;
}
