/** The command line of the bench, with its help. */
import { availableParallelism } from 'node:os';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { SECTION_NAMES, SECTIONS, type SectionName } from './grid.ts';

export interface Options {
  readonly quick: boolean;
  readonly only: readonly SectionName[];
  readonly seeds: number;
  readonly scale: number;
  readonly jobs: number;
  /** Prompts that people wrote; may be absent. */
  readonly text: string;
  /** True when the file was named on the command line: then its absence is an error. */
  readonly textNamed: boolean;
  /** One folder for all pages; null: each page in its own place. */
  readonly out: string | null;
  readonly strict: boolean;
}

const HELP = `
What happens
  Each cell of the grid is a world with planted campaigns and honest look-alikes. It is simulated, analysed by the same
  code as 'stillwatch analyze', and compared with what was planted. Each cell runs in its own process, --jobs at a
  time. Finished cells are kept under bench/quality/results/, so a run that was stopped (Ctrl-C) continues where it
  was. A change in src/ or sim/ discards them.

Sections (for --only)
${SECTIONS.map(({ name, about }) => `  ${name.padEnd(16)}${about}`).join('\n')}

Examples
  npm run bench:quality                                 everything: about 150 worlds, a long run
  npm run bench:quality -- --quick                      a small grid of about 20 worlds, kept out of docs/
  npm run bench:quality -- --only mixing,ablation       two sections; the others from earlier runs, if any
  npm run bench:quality -- --seeds 3                    the whole grid with fewer seeds
  npm run bench:quality -- --quick --strict             fails (exit code 1) when a target is missed

Exit codes: 0 done, 1 a cell failed or --strict found a missed target, 2 wrong usage, 130 stopped.`;

/** Parses arguments, or returns the exit code when there is nothing to run (help, wrong usage: both are printed). */
export function parseOptions(args: readonly string[], defaultText: string): Options | number {
  const command = new Command('npm run bench:quality --')
    .description('How good is detection? Runs worlds, seeds and difficulties, and writes the evaluation pages.')
    .option('--quick', 'a small grid; writes to bench/quality/results/quick unless --out says otherwise')
    .option('--only <names>', 'sections to run, separated by commas', sectionList)
    .option(
      '--seeds <n>',
      'seeds of the default worlds; baselines use three tenths of them, replays, ablations and sweeps a tenth (default: 10, with --quick 1)',
      positiveInteger,
    )
    .option('--scale <x>', 'size of the worlds; 1 is the disclosed size', positiveNumber, 0.004)
    .option('--jobs <n>', 'cells at a time', positiveInteger, availableParallelism())
    .option(
      '--text <file>',
      'prompts that people wrote, one JSON object a line; without it, sections that need it are left out',
      undefined,
    )
    .option('--out <dir>', 'one folder for both pages and the plots (default: docs/ and bench/quality/)')
    .option('--strict', 'exit code 1 when a target is missed')
    .addHelpText('after', HELP)
    .allowExcessArguments(false)
    .exitOverride();
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const flags = command.opts<{
    quick?: boolean;
    only?: SectionName[];
    seeds?: number;
    scale: number;
    jobs: number;
    text?: string;
    out?: string;
    strict?: boolean;
  }>();
  const quick = flags.quick === true;
  return {
    quick,
    only: flags.only ?? SECTION_NAMES,
    seeds: flags.seeds ?? (quick ? 1 : 10),
    scale: flags.scale,
    jobs: flags.jobs,
    text: flags.text ?? defaultText,
    textNamed: flags.text !== undefined,
    out: flags.out ?? (quick ? 'bench/quality/results/quick' : null),
    strict: flags.strict === true,
  };
}

function sectionList(text: string): SectionName[] {
  const names = text.split(',').map((name) => name.trim());
  for (const name of names)
    if (!(SECTION_NAMES as readonly string[]).includes(name))
      throw new InvalidArgumentError(`Expected ${SECTION_NAMES.join(', ')}, got '${name}'.`);
  return names as SectionName[];
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Expected a whole number of at least 1.');
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 4)) throw new InvalidArgumentError('Expected a number above 0 and at most 4.');
  return value;
}
