/**
 * What is run: sections, each a list of cells, each cell with the place it has in its section. Sections share cells: the
 * default worlds carry the baselines, the replay and the ablations as well, so that a world is simulated once.
 */
import type { Cell, Infrastructure, Measures, PromptFile, WorldCell, WorldKnobs } from './cell/cell.ts';

export const SECTIONS = [
  { name: 'default', about: 'every world at its default difficulty, several seeds; label noise; cost' },
  { name: 'baselines', about: 'other detectors on the same worlds' },
  { name: 'mixing', about: 'campaign traffic mixed with 0 to 95% unrelated requests' },
  { name: 'paraphrase', about: 'templates reworded, shortened and shuffled' },
  { name: 'infrastructure', about: 'shared, rotating and unique cards and addresses' },
  { name: 'rate', about: 'from a few to several hundred exchanges a day and account' },
  { name: 'accounts', about: 'campaigns of 20 to 5,000 accounts' },
  { name: 'real-prompts', about: 'text that people wrote, by source repository' },
  {
    name: 'time-to-detect',
    about: 'the log replayed in steps: when each campaign could first have been raised',
  },
  { name: 'ablation', about: 'without each family, and with the strongest removed one by one' },
] as const;
export type SectionName = (typeof SECTIONS)[number]['name'];
export const SECTION_NAMES: readonly SectionName[] = SECTIONS.map((section) => section.name);

/** A cell and its place on the section's axis. */
export interface GridPlace {
  readonly cell: Cell;
  /** The setting's value in a sweep, the group in a comparison. */
  readonly at: number | string;
}

export interface PlannedSection {
  readonly name: SectionName;
  readonly places: readonly GridPlace[];
  /** Why there is nothing to run, when there is not. */
  readonly leftOut?: string;
}

export interface GridOptions {
  readonly quick: boolean;
  readonly seeds: number;
  readonly scale: number;
  /** All worlds of the simulator; 'clean' has no campaign. */
  readonly worlds: readonly string[];
  readonly prompts: PromptFile | null;
  /** Where prompts were searched, for the message that says they are absent. */
  readonly promptsPath: string;
  readonly repositories: readonly string[];
}

export const CLEAN = 'clean';
/** The window of the default worlds and of the sweeps: a sweep compares points, and needs no more than a pivot and a ban. */
const DAYS = 21;
const SWEEP_DAYS = 10;
const QUICK_DAYS = 8;
/** A step of a replay aggregates and detects again: what one run by day and one by night would see. */
const REPLAY_HOURS = 12;
const LABEL_NOISE = [0.01, 0.02, 0.05, 0.1, 0.2];
/** The sweep over account numbers keeps to worlds whose campaigns have like rates: a loud one would be all of its cell. */
const SIZE_WORLDS = ['feb-2026', 'organic'];
/** Accounts, and the rate and window that keep a cell near 300,000 campaign exchanges. */
const SIZES: readonly (readonly [accounts: number, rate: number, days: number])[] = [
  [20, 1, SWEEP_DAYS],
  [100, 0.5, SWEEP_DAYS],
  [500, 0.2, 8],
  [2_000, 0.1, 6],
  [5_000, 0.06, 4],
];
/** As many parts as the shared corpus has repositories with campaign templates. */
const TEXT_FOLDS = 4;
/** Worlds of sweeps when it is to be quick, and of the parts of a file of prompts. */
const FEW_WORLDS = 2;

export function planGrid(options: GridOptions): PlannedSection[] {
  const attacked = options.worlds.filter((world) => world !== CLEAN);
  const days = options.quick ? QUICK_DAYS : DAYS;
  const sweepDays = options.quick ? QUICK_DAYS : SWEEP_DAYS;
  const seeds = range(options.seeds);
  const sweepSeeds = range(Math.max(1, Math.round(options.seeds / 10)));
  const swept = options.quick ? attacked.slice(0, FEW_WORLDS) : attacked;
  const ablated = Math.max(1, Math.round(options.seeds * 0.1));
  const compared = Math.max(1, Math.round(options.seeds * 0.3));
  const ablatedWorlds = options.quick ? attacked.slice(0, 1) : attacked;

  const defaults = (worlds: readonly string[], upTo: number): GridPlace[] =>
    worlds.flatMap((world) =>
      seeds.slice(0, upTo).map((seed) => ({
        at: world,
        cell: worldCell({ world, scale: options.scale, seed, days }, defaultMeasures(world, seed)),
      })),
    );
  const defaultMeasures = (world: string, seed: number): Measures => ({
    ...(seed <= compared ? { baselines: true } : {}),
    ...(world === CLEAN ? {} : { labelNoise: LABEL_NOISE }),
    ...(ablatedWorlds.includes(world) && seed <= ablated ? { ablations: true, replayHours: REPLAY_HOURS } : {}),
  });
  const sweep = (
    values: readonly (number | string)[],
    turn: (value: number | string) => Partial<WorldKnobs>,
    measures: Measures = {},
  ): GridPlace[] =>
    values.flatMap((at) =>
      swept.flatMap((world) =>
        sweepSeeds.map((seed) => ({
          at,
          cell: worldCell({ world, scale: options.scale / 2, seed, days: sweepDays, ...turn(at) }, measures),
        })),
      ),
    );
  const few = <T>(all: readonly T[], quick: readonly T[]) => (options.quick ? quick : all);

  return [
    { name: 'default', places: defaults(options.worlds, seeds.length) },
    { name: 'baselines', places: defaults(options.worlds, compared) },
    {
      name: 'mixing',
      places: sweep(few([0, 0.2, 0.5, 0.8, 0.95], [0, 0.8]), (at) => ({ mix: Number(at) }), {
        baselines: true,
      }),
    },
    {
      name: 'paraphrase',
      places: sweep(few([0, 0.1, 0.2, 0.35, 0.5], [0.5]), (at) => ({ paraphrase: Number(at) })),
    },
    {
      name: 'infrastructure',
      places: sweep(few(['shared', 'rotating', 'unique'], ['unique']), (at) => ({
        infrastructure: at as Infrastructure,
      })),
    },
    { name: 'rate', places: rates(options, swept, sweepSeeds) },
    { name: 'accounts', places: sizes(options, sweepSeeds) },
    realPrompts(options, swept, sweepSeeds, sweepDays),
    { name: 'time-to-detect', places: defaults(ablatedWorlds, ablated) },
    { name: 'ablation', places: defaults(ablatedWorlds, ablated) },
  ];
}

/** Campaigns have rates of their own: the multiplier moves all of them, and a figure shows what each came to. */
function rates(options: GridOptions, attacked: readonly string[], seeds: readonly number[]): GridPlace[] {
  const steps: readonly (readonly [rate: number, days: number])[] = options.quick
    ? [[0.15, QUICK_DAYS]]
    : [
        [0.15, SWEEP_DAYS],
        [0.5, SWEEP_DAYS],
        [1, SWEEP_DAYS],
        [4, 6],
        [20, 4],
      ];
  return steps.flatMap(([rate, days]) =>
    attacked
      // A campaign of 730 a day times 20 would be a flood that says nothing about the others.
      .filter((world) => rate <= 4 || SIZE_WORLDS.includes(world))
      .flatMap((world) =>
        seeds.map((seed) => ({
          at: rate,
          cell: worldCell({ world, scale: options.scale / 2, seed, days, rate }, {}),
        })),
      ),
  );
}

function sizes(options: GridOptions, seeds: readonly number[]): GridPlace[] {
  const worlds = SIZE_WORLDS.filter((world) => options.worlds.includes(world));
  return (options.quick ? SIZES.slice(1, 2) : SIZES).flatMap(([accounts, rate, days]) =>
    worlds.slice(0, options.quick ? 1 : worlds.length).flatMap((world) =>
      seeds.map((seed) => ({
        at: accounts,
        cell: worldCell({ world, scale: options.scale / 2, seed, days, accounts, rate }, {}),
      })),
    ),
  );
}

function realPrompts(
  options: GridOptions,
  attacked: readonly string[],
  seeds: readonly number[],
  days: number,
): PlannedSection {
  const { prompts } = options;
  if (prompts === null) {
    return {
      name: 'real-prompts',
      places: [],
      leftOut: `No file of real prompts at ${options.promptsPath}: name one with --text.`,
    };
  }
  const logs = [null, ...options.repositories].flatMap((repository) =>
    seeds.map(
      (seed): GridPlace => ({
        at: repository ?? 'all',
        cell: { kind: 'prompt_logs', seed, prompts, repository },
      }),
    ),
  );
  const folds = [undefined, ...(options.quick ? [] : range(TEXT_FOLDS).map((k) => `${k}/${TEXT_FOLDS}`))];
  const worlds = folds.flatMap((textFold) =>
    (textFold === undefined ? attacked : attacked.slice(0, FEW_WORLDS)).flatMap((world) =>
      seeds.map((seed): GridPlace => {
        const knobs = { world, scale: options.scale / 2, seed, days, text: prompts };
        return {
          at: textFold ?? 'world',
          cell: worldCell(textFold === undefined ? knobs : { ...knobs, textFold }, {}),
        };
      }),
    ),
  );
  return { name: 'real-prompts', places: [...logs, ...worlds] };
}

function worldCell(knobs: WorldKnobs, measures: Measures): WorldCell {
  return { kind: 'world', knobs, measures };
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, k) => k + 1);
}
