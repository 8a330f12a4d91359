/** Fits the weights, judges them on worlds kept out, and renders both. */

import type { ConfidenceWeights } from '../../src/detect/campaign/confidence-weights.ts';
import { CONFIDENCE_PARAMETERS } from '../../src/detect/parameters/campaign-acceptance.ts';
import { expectedCalibrationError, fitSigned, probability } from './fit.ts';
import { CALIBRATED_FAMILIES, type CalibrationSample } from './samples.ts';

/** Every so many worlds one is kept out of the fit. */
const FOLDS = 3;
/**
 * The pull toward the weights that stand now, in groups: as if so many groups had spoken for them. Worlds that are ours
 * make families look surer than strangers' traffic will.
 */
const PULL = 60;

export function fitAndJudge(samples: readonly CalibrationSample[], around: ConfidenceWeights) {
  // A campaign that a condition holds back is below the line whatever its sum, and would only teach the sum to forgive.
  const usable = samples.filter((sample) => !(sample.held && sample.campaign));
  const names = [...new Set(usable.map((sample) => sample.world))];
  const predicted: number[] = [];
  const happened: boolean[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const out = new Set(names.filter((_, k) => k % FOLDS === fold));
    const model = fitTo(
      usable.filter((sample) => !out.has(sample.world)),
      around,
    );
    for (const sample of usable) {
      if (!out.has(sample.world)) continue;
      predicted.push(
        Math.min(sample.held ? CONFIDENCE_PARAMETERS.heldCeiling.value : 1, probability(model, sample.features)),
      );
      happened.push(sample.campaign);
    }
  }
  const whole = fitTo(usable, around);
  const weights: ConfidenceWeights = {
    prior: round(whole.intercept),
    openness: round(whole.weights[CALIBRATED_FAMILIES.length]),
    sweep: round(whole.weights[CALIBRATED_FAMILIES.length + 1]),
    families: Object.fromEntries(
      CALIBRATED_FAMILIES.map((family, k) => [family, round(whole.weights[k])]),
    ) as ConfidenceWeights['families'],
  };
  return { weights, report: reportOf(samples.length, usable.length, names.length, predicted, happened) };
}

function fitTo(samples: readonly CalibrationSample[], around: ConfidenceWeights) {
  const perWorld = new Map<string, number>();
  for (const { world } of samples) perWorld.set(world, (perWorld.get(world) ?? 0) + 1);
  const mean = samples.length / Math.max(1, perWorld.size);
  return fitSigned(
    samples.map((sample) => sample.features),
    samples.map((sample) => sample.noisy),
    // A world counts alike, however many groups were looked at in it.
    samples.map((sample) => mean / (perWorld.get(sample.world) as number)),
    {
      around: {
        intercept: around.prior,
        weights: [...CALIBRATED_FAMILIES.map((family) => around.families[family]), around.openness, around.sweep],
      },
      pull: PULL,
      signs: [...CALIBRATED_FAMILIES.map(() => 1), -1, 1],
    },
  );
}

function reportOf(
  all: number,
  usable: number,
  worlds: number,
  predicted: readonly number[],
  happened: readonly boolean[],
): string {
  const lines = [
    `${all} groups of ${worlds} worlds, ${usable} fitted`,
    `expected calibration error on worlds kept out: ${expectedCalibrationError(predicted, happened).toFixed(3)}`,
    'confidence    groups  mean confidence  campaigns',
  ];
  for (let b = 0; b < 10; b++) {
    const inBin = predicted.map((p, i) => ({ p, y: happened[i] })).filter(({ p }) => Math.min(9, Math.floor(10 * p)) === b);
    if (inBin.length === 0) continue;
    const mean = inBin.reduce((sum, { p }) => sum + p, 0) / inBin.length;
    const share = inBin.filter(({ y }) => y).length / inBin.length;
    lines.push(
      `${(b / 10).toFixed(1)} to ${((b + 1) / 10).toFixed(1)}    ${String(inBin.length).padStart(6)}  ${mean.toFixed(3).padStart(15)}  ${share.toFixed(3).padStart(9)}`,
    );
  }
  return lines.join('\n');
}

function round(x: number): number {
  return Number(x.toFixed(2));
}

/** The source text of src/detect/campaign/confidence-weights.ts. */
export function formatWeights(weights: ConfidenceWeights): string {
  const families = CALIBRATED_FAMILIES.map((family) => `    ${family}: ${weights.families[family]},`).join('\n');
  return `/** Weights of the evidence in log odds. Written by \`npm run calibrate\`; docs/evaluation.md has the reliability. */
import type { Family } from '../model/vocabulary.ts';

export interface ConfidenceWeights {
  /** Log odds that a candidate group with no evidence is a campaign. */
  readonly prior: number;
  /** Log odds that openness adds when nearly all members are verified identities or businesses; not above 0. */
  readonly openness: number;
  /** Log odds that a template swept over a task list by accounts worked as one adds; never below 0. */
  readonly sweep: number;
  /** Log odds that each family adds at strength 1; never below 0, so that more evidence never lowers a confidence. */
  readonly families: Readonly<Record<Family, number>>;
}

export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  prior: ${weights.prior},
  openness: ${weights.openness},
  sweep: ${weights.sweep},
  families: {
${families}
  },
};
`;
}
