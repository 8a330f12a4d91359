/** The command line of the bench, with its help. */
import { availableParallelism } from 'node:os';
import { Command, CommanderError, InvalidArgumentError } from 'commander';

export interface SpaceOptions {
  readonly honest: number;
  readonly attack: number;
  /** Single evasions of a careless operator, each alone. */
  readonly evasions: number;
  /** Honest points that framers copy. */
  readonly framing: number;
  /** Worlds whose logs are spelt in other ways. */
  readonly renaming: number;
  readonly alone: boolean;
  readonly together: boolean;
  readonly seed: number;
  readonly jobs: number;
  /** Ids of points; empty: the first ones of each design. */
  readonly only: readonly string[];
  readonly out: string;
  /** A folder for the logs of every world, or null. */
  readonly keep: string | null;
  /** The whole design. */
  readonly full: boolean;
  /** Writes the pages of the repository. */
  readonly pages: boolean;
}

const FULL = { honest: 2_000, attack: 600, evasions: 135, framing: 200, renaming: 10 };

const HELP = `
What happens
  A point is a group of accounts with one level of each trait: who pays, from where, with which mailboxes, and so on.
  Honest points and operators come from covering designs: every pair of levels, and triples as far as the number goes.
  Each world has a background of about 300 accounts and one point (alone) or eight (together). It is simulated,
  analysed by the same code as 'stillwatch analyze' with the default policy, and compared with the truth.
  Rows are appended to OUT/rows-SOURCES.ndjson as they come; a run that was stopped continues where it was.
  A change in src/ or sim/ begins a new file.

Examples
  npm run bench:space                                        everything: a long run, writes the pages
  npm run bench:space -- --points 60 --together --out /tmp/s 60 honest points and 30 operators, eight a world
  npm run bench:space -- --honest 30 --framing 10 --alone    honest points alone, and ten of them framed
  npm run bench:space -- --only h0012,a0007 --keep /tmp/logs two points by name, with their logs

Exit codes: 0 done, 1 a world failed, 2 wrong usage, 130 stopped.`;

/** Parses arguments, or returns the exit code when there is nothing to run (help, wrong usage: both are printed). */
export function parseSpaceOptions(args: readonly string[]): SpaceOptions | number {
  const command = new Command('npm run bench:space --')
    .description('Judges detection over the space of traits instead of a list of scenes.')
    .option('--points <n>', 'honest points, and half as many operators (default: the full design)', number)
    .option('--honest <n>', `honest points (full: ${FULL.honest})`, number)
    .option('--attack <n>', `operators (full: ${FULL.attack})`, number)
    .option('--evasions <n>', `single evasions of a careless operator (full: ${FULL.evasions}; otherwise 0)`, number)
    .option('--framing <n>', `honest points that framers copy (full: ${FULL.framing}; otherwise 0)`, number)
    .option('--renaming <n>', `worlds spelt in other ways (full: ${FULL.renaming}; otherwise 0)`, number)
    .option('--alone', 'one point a world (default: both)')
    .option('--together', 'eight points a world (default: both)')
    .option('--only <ids>', 'points by name, separated by commas')
    .option('--seed <n>', 'another draw of the same points', number, 1)
    .option('--jobs <n>', 'worlds at a time', number, availableParallelism())
    .option('--out <dir>', 'where rows and pages go', 'bench/space/results')
    .option('--keep <dir>', 'keep the logs of every world there')
    .option('--pages', 'write docs/evaluation-space.md and bench/space/RESULTS.md from a part of the design too')
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
    points?: number;
    honest?: number;
    attack?: number;
    evasions?: number;
    framing?: number;
    renaming?: number;
    alone?: boolean;
    together?: boolean;
    only?: string;
    seed: number;
    jobs: number;
    out: string;
    keep?: string;
    pages?: boolean;
  }>();
  const { points, honest, attack, evasions, framing, renaming, only } = flags;
  const full = [points, honest, attack, evasions, framing, renaming, only].every((flag) => flag === undefined);
  const both = flags.alone === undefined && flags.together === undefined;
  return {
    honest: honest ?? points ?? (full ? FULL.honest : 0),
    attack: attack ?? (points === undefined ? (full ? FULL.attack : 0) : Math.ceil(points / 2)),
    evasions: evasions ?? (full ? FULL.evasions : 0),
    framing: framing ?? (full ? FULL.framing : 0),
    renaming: renaming ?? (full ? FULL.renaming : 0),
    alone: both || flags.alone === true,
    together: both || flags.together === true,
    seed: flags.seed,
    jobs: Math.max(1, flags.jobs),
    only: only?.split(',').map((id) => id.trim()) ?? [],
    out: flags.out,
    keep: flags.keep ?? null,
    full,
    pages: full || flags.pages === true,
  };
}

function number(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('Expected a whole number of at least 0.');
  return value;
}
