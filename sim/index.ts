/**
 * The simulator: seeded worlds of API traffic with campaigns and honest look-alikes, written in the wire format.
 * It shares no words, templates or constants with the detector. Left out: docs/simulator.md says what is not modelled.
 */
import { type Problem, ProblemError } from '../src/base/problem.ts';
import { createRng } from '../src/base/rng.ts';
import type { Truth } from '../src/model/wire.ts';
import { type Fold, readCorpus } from './real/read.ts';
import { grammarVoice } from './voice/grammar.ts';
import { realVoice } from './voice/real.ts';
import type { SubTruth } from './world/world.ts';
import { buildWorld, WORLD_NAMES, type WorldName } from './worlds.ts';
import { writeWorld } from './write-world.ts';

/** What to simulate and where to write it. */
export interface SimulateOptions {
  readonly world: WorldName;
  /** 1 is the disclosed size; floors keep every group present in small worlds. */
  readonly scale: number;
  readonly seed: number;
  /** Directory to write to; made if it is missing. */
  readonly out: string;
  /** 0..1: share of a campaign's traffic that is unrelated customers'. Default: the world's. */
  readonly mix?: number;
  /** 0..1: share of template sentences reworded, dropped or moved in an exchange. Default: the world's. */
  readonly paraphrase?: number;
  /** How campaign accounts reuse cards, addresses and clients. Default: each campaign its own way. */
  readonly infrastructure?: 'shared' | 'rotating' | 'unique';
  /** Multiplies campaign exchanges a day and account. */
  readonly rate?: number;
  /** Accounts of each campaign, 20 to 5,000; honest groups stay as the scale says. Default: the scale's. */
  readonly accounts?: number;
  /** Multiplies honest exchanges a day and account. */
  readonly honest?: number;
  /** Length of the window. */
  readonly days?: number;
  /** 0..1: share of truth lines that are wrong. */
  readonly labelNoise?: number;
  /** A file of real prompts; all text is drawn from it. Default: the simulator's own grammar. */
  readonly text?: string;
  /** K/N: of the file's source repositories only the K-th of N parts. */
  readonly textFold?: string;
  /** Gzip makes exchanges.ndjson.gz; the small files stay plain. */
  readonly compress?: 'none' | 'gzip';
  readonly signal?: AbortSignal;
  /** Called now and then; the total is an estimate from the time that has passed in the world. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What was written. */
export interface SimulateResult {
  readonly files: string[];
  readonly exchanges: number;
  readonly accounts: number;
  readonly campaigns: { name: string; accounts: number; exchanges: number }[];
  readonly honest: { group: string; accounts: number; exchanges: number }[];
}

export { WORLDS } from './worlds.ts';

/** Writes a world. Throws a {@link ProblemError} for options out of range and when the signal fires. */
export async function simulate(options: SimulateOptions): Promise<SimulateResult> {
  const problem = checkOptions(options);
  if (problem) throw new ProblemError(problem);
  const { signal } = options;
  const stop = (): void => {
    if (!signal?.aborted) return;
    throw new ProblemError({
      code: 'interrupted',
      message: 'the simulation was stopped early',
      where: options.out,
      hint: 'The files are incomplete and have no labels. Run the command again: the same seed gives the same world.',
    });
  };
  stop();
  const voice =
    options.text === undefined
      ? grammarVoice()
      : realVoice(await readCorpus(options.text, options.textFold ? fold(options.textFold) : null));
  stop();
  const world = buildWorld(options, voice);
  const { files, exchanges } = await writeWorld(world, {
    out: options.out,
    compress: options.compress ?? 'none',
    tick: (done, time) => {
      stop();
      const share = Math.min(1, Math.max(1e-6, (time - world.start) / (world.end - world.start)));
      options.onProgress?.(done, Math.max(done, Math.round(done / share)));
    },
    label: (truth) => mislabel(truth, options),
    labelEndUsers: (truth) => overlook(truth, options),
  });
  options.onProgress?.(exchanges, exchanges);
  const groups = world.allGroups();
  return {
    files,
    exchanges,
    accounts: world.accounts.length,
    campaigns: groups
      .filter((group) => group.campaign !== null)
      .map((group) => ({ name: group.name, accounts: group.accounts, exchanges: group.exchanges })),
    honest: groups
      .filter((group) => group.campaign === null)
      .map((group) => ({ group: group.name, accounts: group.accounts, exchanges: group.exchanges })),
  };
}

/** Wrong labels of the kind an operator's own would have: missed campaign accounts, and honest ones assigned to a campaign. */
function mislabel(truth: Truth[], options: SimulateOptions): Truth[] {
  const noise = options.labelNoise ?? 0;
  if (noise <= 0) return truth;
  const rng = createRng(`${options.world}/${options.seed}/labels`);
  const campaigns = [...new Set(truth.map((line) => line.campaign))].filter((name) => name !== null);
  return truth.map((line) => {
    if (!rng.chance(noise)) return line;
    if (line.campaign !== null) return { ...line, campaign: null, group: 'ordinary' };
    if (campaigns.length === 0) return line;
    const blamed = rng.pick(campaigns);
    return { ...line, campaign: blamed, group: blamed };
  });
}

/** Label noise among end users: harvesting ones without a label. */
function overlook(truth: readonly SubTruth[], options: SimulateOptions): readonly SubTruth[] {
  const rng = createRng(`${options.world}/${options.seed}/sub-labels`);
  return truth.filter(() => !rng.chance(options.labelNoise ?? 0));
}

/** A fold of zero parts when the text is not K/N. */
function fold(text: string): Fold {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(text);
  return { index: Number(match?.[1] ?? 1), of: Number(match?.[2] ?? 0) };
}

function checkOptions(options: SimulateOptions): Problem | null {
  const bad = (where: string, expected: string, got: unknown, hint: string): Problem => ({
    code: 'bad_option',
    message: `expected ${expected}, got ${String(got)}`,
    where,
    hint,
  });
  if (!WORLD_NAMES.includes(options.world)) {
    return bad('world', `one of ${WORLD_NAMES.join(', ')}`, options.world, '`stillwatch simulate --help` lists the worlds.');
  }
  const positive = [
    ['scale', options.scale, 4],
    ['rate', options.rate ?? 1, 1_000],
    ['honest', options.honest ?? 1, 100],
    ['days', options.days ?? 1, 365],
  ] as const;
  for (const [name, value, most] of positive) {
    if (!(value > 0 && value <= most))
      return bad(name, `a number above 0 and at most ${most}`, value, `Pass a value in that range to --${name}.`);
  }
  if ((options.days ?? 3) < 3) return bad('days', 'at least 3', options.days, 'Pivots and fail-overs take a few days.');
  const { accounts } = options;
  if (accounts !== undefined && !(Number.isSafeInteger(accounts) && accounts >= 20 && accounts <= 5_000))
    return bad('accounts', 'a whole number from 20 to 5,000', accounts, 'Use --scale for larger worlds.');
  if (!Number.isSafeInteger(options.seed)) return bad('seed', 'a whole number', options.seed, 'Any whole number is a seed.');
  if (options.textFold !== undefined) {
    const { index, of } = fold(options.textFold);
    if (!(index >= 1 && index <= of))
      return bad('textFold', 'K/N with 1 <= K <= N', options.textFold, 'For example, 1/2 is the first of two parts.');
    if (options.text === undefined)
      return bad('textFold', 'a file of prompts with --text', 'none', 'Pass the file with --text.');
  }
  for (const name of ['mix', 'paraphrase', 'labelNoise'] as const) {
    const value = options[name] ?? 0;
    if (!(value >= 0 && value <= 1)) return bad(name, 'a share from 0 to 1', value, 'For example, 0.5 is one half.');
  }
  return null;
}
