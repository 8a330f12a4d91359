/** Weights of the evidence in log odds. Written by `npm run calibrate`; docs/evaluation.md has the reliability. */
import type { Family } from '../../model/vocabulary.ts';

/** Weights of the logistic sum, in log odds. */
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

/** The weights in use. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  prior: -6.35,
  openness: -4.01,
  sweep: 2.01,
  families: {
    payment: 3,
    registration: 2.61,
    network: 2.18,
    client: 0.8,
    timing: 1.53,
    failover: 2,
    sharding: 1.2,
    segment: 1.86,
    intent: 3.37,
    focus: 0.92,
    pivot: 1.5,
    replay: 3,
    technique_search: 1.99,
    harvest_shape: 1.94,
  },
};
