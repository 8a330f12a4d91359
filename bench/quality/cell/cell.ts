/**
 * What is measured once: a cell is one simulated world, or one set of logs made from real prompts, analysed and compared
 * with its truth. A cell is plain data, so that it can go to a child process and be the key of a stored result.
 */

export type Infrastructure = 'shared' | 'rotating' | 'unique';

/** A file of real prompts; the hash represents its content in the key of a result. */
export interface PromptFile {
  readonly path: string;
  readonly hash: string;
}

/** The simulator's settings as this bench changes them. */
export interface WorldKnobs {
  readonly world: string;
  readonly scale: number;
  readonly seed: number;
  readonly days: number;
  readonly mix?: number;
  readonly paraphrase?: number;
  readonly infrastructure?: Infrastructure;
  readonly rate?: number;
  /** Accounts of each campaign. */
  readonly accounts?: number;
  /** Prompts are drawn from this file instead of the simulator's grammars. */
  readonly text?: PromptFile;
  /** Part K of N of the file's source repositories, as 'K/N'. */
  readonly textFold?: string;
}

/** What is measured beside the analysis itself. */
export interface Measures {
  /** Baseline detectors on the same exchanges. */
  readonly baselines?: boolean;
  /** Detection again without a family, and with families removed one after the other. */
  readonly ablations?: boolean;
  /** The log once more in steps of this many hours: when could each campaign first have been raised? */
  readonly replayHours?: number;
  /** The same findings against a truth of which this share is wrong. */
  readonly labelNoise?: readonly number[];
}

export interface WorldCell {
  readonly kind: 'world';
  readonly knobs: WorldKnobs;
  readonly measures: Measures;
}

/** Logs of five gateway formats from a file of real prompts, with no account records. */
export interface PromptLogCell {
  readonly kind: 'prompt_logs';
  readonly seed: number;
  readonly prompts: PromptFile;
  /** The only repository whose prompts the planted group sends; null: all of them. */
  readonly repository: string | null;
}

export type Cell = WorldCell | PromptLogCell;

/** The cell without what does not change its result: where a file lies. */
export function identityOf(cell: Cell): string {
  return JSON.stringify(cell, (key, value) => (key === 'path' ? undefined : value));
}

/** A few words for the progress bar. */
export function nameOf(cell: Cell): string {
  if (cell.kind === 'prompt_logs') return `real prompts, ${cell.repository ?? 'all'}, seed ${cell.seed}`;
  const { world, seed, scale: _scale, days: _days, text, textFold, ...knobs } = cell.knobs;
  const turned = Object.entries(knobs).map(([name, value]) => `${name} ${value}`);
  if (text !== undefined) turned.push(`real prompts ${textFold ?? ''}`.trim());
  return [world, `seed ${seed}`, ...turned].join(', ');
}
