/**
 * What a cell leaves: counts, not shares, so that rows of many worlds can be pooled. One outcome has the same shape
 * for every detector: Stillwatch, Stillwatch without a family, or a baseline.
 */
import type { TimeToDetect } from '../../../src/evaluate/time-to-detect.ts';
import type { Action, Family } from '../../../src/model/vocabulary.ts';
import type { Cell } from './cell.ts';

export interface Counts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly missed: number;
}

/** One planted campaign and the finding that fits it best. */
export interface CampaignOutcome {
  readonly campaign: string;
  readonly accounts: number;
  readonly coverage: number;
  /** null without a finding. */
  readonly purity: number | null;
  readonly confidence: number | null;
  readonly foundAnywhere: number;
  readonly actions: Readonly<Record<Action, number>>;
}

export interface HonestOutcome {
  readonly group: string;
  readonly accounts: number;
  readonly inFinding: number;
  readonly actions: Readonly<Record<Action, number>>;
}

/** One finding and what its accounts really are. */
export interface FindingOutcome {
  readonly confidence: number;
  readonly action: Action;
  readonly labelled: number;
  /** Accounts of the planted campaign that it holds most of. */
  readonly ofOneCampaign: number;
}

/** Accounts at one score: [score, harvesting, honest]. */
export type ScoreStep = readonly [number, number, number];

export interface Outcome {
  readonly harvesting: number;
  readonly honest: number;
  /** In a finding; for a baseline, above its threshold. */
  readonly found: Counts;
  readonly byAction: Readonly<Record<Exclude<Action, 'allow'>, Counts>>;
  readonly campaigns: readonly CampaignOutcome[];
  readonly honestGroups: readonly HonestOutcome[];
  readonly findings: readonly FindingOutcome[];
  /** Highest score first. */
  readonly scores: readonly ScoreStep[];
}

export interface WithoutFamilies {
  /** In the order in which they were removed. */
  readonly families: readonly Family[];
  readonly outcome: Outcome;
}

export interface Ablations {
  /** Log odds that each family adds to a true finding, the mean over harvesting accounts. */
  readonly contributions: Readonly<Partial<Record<Family, number>>>;
  /** Each family alone left out of the verdict. */
  readonly single: readonly WithoutFamilies[];
  /** The family that contributes most is removed, with the data behind it, repeatedly. */
  readonly greedy: readonly WithoutFamilies[];
  /** The same, but families that every finding requires are kept, because they would end the list at once. */
  readonly greedyKeeping: readonly WithoutFamilies[];
}

export interface Row {
  readonly cell: Cell;
  readonly size: {
    readonly exchanges: number;
    readonly accounts: number;
    readonly bytes: number;
    readonly campaigns: readonly {
      readonly name: string;
      readonly accounts: number;
      readonly exchanges: number;
    }[];
  };
  /** Wall-clock seconds by stage, on a machine that may do other things as well. */
  readonly seconds: Readonly<Record<string, number>>;
  readonly outcome: Outcome;
  readonly noisy?: readonly { readonly share: number; readonly outcome: Outcome }[];
  readonly baselines?: Readonly<Record<string, Outcome>>;
  readonly ablations?: Ablations;
  readonly timeToDetect?: TimeToDetect;
}
