/** `stillwatch simulate`: writes a seeded world of exchanges, accounts, releases and labels. */
import { count, plural } from '../../base/format.ts';
import type { Problem } from '../../base/problem.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { interruptible } from '../terminal/interrupt.ts';
import type { Colors } from '../terminal/io.ts';
import { reportProblem } from '../terminal/problems.ts';
import { createProgress } from '../terminal/progress.ts';
import type { SimulatorOptions, SimulatorResult } from '../terminal/simulator.ts';
import { printable, rule, textTable, widthOf } from '../terminal/text.ts';

/** The options of `simulate`; analysis-commands.ts says what each does. */
export interface SimulateFlags {
  readonly world: string;
  readonly scale: number;
  readonly seed: number;
  readonly out: string;
  readonly mix?: number;
  readonly paraphrase?: number;
  readonly infrastructure?: string;
  readonly rate?: number;
  readonly accounts?: number;
  readonly honest?: number;
  readonly days?: number;
  readonly labelNoise?: number;
  readonly text?: string;
  readonly textFold?: string;
  readonly gzip?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Writes the world, prints what was written and returns the exit code. */
export async function runSimulate(flags: SimulateFlags, context: CommandContext): Promise<number> {
  const { gzip, json, quiet, ...knobs } = flags;
  const options: SimulatorOptions = { ...knobs, ...(gzip === true ? { compress: 'gzip' } : {}) };
  const outcome = await simulateWithProgress(options, quiet === true, context);
  if ('problem' in outcome) return reportProblem(outcome.problem, context, json === true);
  if (json === true) context.io.stdout.write(`${JSON.stringify(outcome.result)}\n`);
  else if (quiet !== true) context.io.stdout.write(`\n${simulationText(outcome.result, flags.out, context)}`);
  return EXIT.ok;
}

type Outcome = { readonly result: SimulatorResult } | { readonly problem: Problem };

/** Writes a world, shows progress and stops cleanly on Ctrl-C; `demo` uses it as well. */
export async function simulateWithProgress(
  options: SimulatorOptions,
  quiet: boolean,
  context: CommandContext,
): Promise<Outcome> {
  const { loadSimulator } = context.services;
  if (loadSimulator === undefined) {
    return {
      problem: {
        code: 'simulator_missing',
        message: 'this build does not include the simulator',
        hint: 'Run the command from a checkout of the repository.',
      },
    };
  }
  const simulator = await loadSimulator();
  const names = simulator.WORLDS.map((world) => world.name);
  if (!names.includes(options.world)) {
    return {
      problem: {
        code: 'usage',
        message: `expected a world (${names.join(', ')}), got '${printable(options.world, 40)}'`,
        where: '--world',
      },
    };
  }
  const progress = createProgress(context, quiet);
  try {
    return await interruptible(context, progress.stop, async (signal): Promise<Outcome> => {
      const interrupted: Outcome = {
        problem: {
          code: 'interrupted',
          message: `the world in ${options.out} is incomplete; nothing else was written`,
          hint: 'Run the same command again: the same seed gives the same world.',
        },
      };
      try {
        const result = await simulator.simulate({
          ...options,
          signal,
          onProgress: (done, total) =>
            progress.update({
              stage: 'simulate',
              done,
              total,
              unit: 'exchanges',
              exchanges: done,
              rejected: 0,
            }),
        });
        return signal.aborted ? interrupted : { result };
      } catch (error) {
        if (signal.aborted) return interrupted;
        throw error;
      }
    });
  } finally {
    progress.stop();
  }
}

function simulationText(result: SimulatorResult, out: string, { io, out: colors }: CommandContext): string {
  const width = widthOf(io.stdout);
  const blocks = [
    `  ${colors.bold(plural(result.exchanges, 'exchange'))} of ${plural(result.accounts, 'account')} written to ${printable(out, 300)}`,
  ];
  if (result.campaigns.length > 0) {
    blocks.push(
      section(
        'Planted campaigns',
        'campaign',
        result.campaigns.map((c) => ({ ...c, title: c.name })),
        width,
        colors,
      ),
    );
  }
  blocks.push(
    section(
      'Honest traffic',
      'group',
      result.honest.map((g) => ({ ...g, title: g.group })),
      width,
      colors,
    ),
  );
  blocks.push(
    [
      `  Next:`,
      `    stillwatch analyze ${out} --out ${out}-found`,
      `    stillwatch evaluate --truth ${out}/truth.ndjson --found ${out}-found`,
    ].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

interface Group {
  readonly title: string;
  readonly accounts: number;
  readonly exchanges: number;
}

function section(title: string, first: string, groups: readonly Group[], width: number, colors: Colors): string {
  const rows = groups.map((group) => [printable(group.title, 40), count(group.accounts), count(group.exchanges)]);
  return [
    rule(colors.bold(title), '', width, colors),
    textTable(
      [{ title: first }, { title: 'accounts', align: 'right' }, { title: 'exchanges', align: 'right' }],
      rows,
      colors,
      3,
    ),
  ].join('\n');
}
