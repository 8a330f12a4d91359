/** Weights of the evidence in log odds. Written by `npm run calibrate`; docs/evaluation.md has the reliability. */
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
  prior: -6.71,
  openness: -4.04,
  sweep: 2.07,
  families: {
    payment: 3.07,
    registration: 2.78,
    network: 2.14,
    client: 0.81,
    timing: 1.77,
    failover: 1.99,
    sharding: 1.2,
    segment: 1.37,
    intent: 3.22,
    focus: 0.85,
    pivot: 1.48,
    replay: 3.03,
    technique_search: 1.99,
    harvest_shape: 1.69,
  },
};
