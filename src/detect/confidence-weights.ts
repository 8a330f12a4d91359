/** Weights of the evidence in log odds. Written by `npm run calibrate`; docs/evaluation.md has the reliability. */
import type { Family } from '../model/vocabulary.ts';

export interface ConfidenceWeights {
  /** Log odds that a candidate group with no evidence is a campaign. */
  readonly prior: number;
  /** Log odds that openness adds when nearly all members are verified identities or businesses; not above 0. */
  readonly openness: number;
  /** Log odds that each family adds at strength 1; never below 0, so that more evidence never lowers a confidence. */
  readonly families: Readonly<Record<Family, number>>;
}

export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  prior: -6,
  openness: -4,
  families: {
    payment: 3,
    registration: 2.6,
    network: 2.2,
    client: 0.8,
    timing: 1.5,
    failover: 2,
    sharding: 1.2,
    segment: 2.2,
    intent: 3.6,
    focus: 1,
    pivot: 1.5,
    replay: 3,
    technique_search: 2,
    harvest_shape: 2.2,
  },
};
