/**
 * How much a slice of exchanges looks like a harvest, whoever sent it: what the output is for, and the shape of the
 * traffic. Used to weigh segments before clustering and to test a group after it.
 */
import { INTENTS } from '../model/vocabulary.ts';
import { clamp01, ramp } from './numbers.ts';

/** Means over a set of exchanges; each share 0..1. */
export interface Slice {
  readonly exchanges: number;
  /** Distinct last user messages over exchanges. */
  readonly uniqueBodies: number;
  readonly intents: Float64Array;
  readonly capabilities: Float64Array;
  readonly followUps: number;
  readonly toolResults: number;
  readonly refused: number;
  readonly reasoningInInput: number;
  readonly outputTokens: number;
}

/** Index of `answer`: the intent that is no harvest. */
export const ANSWER = INTENTS.indexOf('answer');

/** Mass of the intents that make training data, 0..1. */
export function harvestIntent(intents: Float64Array, at = 0): number {
  let mass = 0;
  for (let k = 0; k < INTENTS.length; k++) if (k !== ANSWER) mass += intents[at + k];
  return clamp01(mass);
}

/** One-shot, all-unique, nothing from a tool in the context: 0..1. */
export function oneShotShape(slice: Pick<Slice, 'uniqueBodies' | 'followUps' | 'toolResults'>): number {
  const unique = ramp(slice.uniqueBodies, 0.5, 0.95);
  const single = 1 - ramp(slice.followUps, 0.05, 0.5);
  const toolless = 1 - ramp(slice.toolResults, 0.05, 0.5);
  return unique * single * toolless;
}

/** The weight of a segment as a tie between its users: high for harvest templates, low for an assistant's prompt. */
export function harvestScore(slice: Slice): number {
  const intent = ramp(harvestIntent(slice.intents), 0.2, 0.7);
  return clamp01(0.75 * intent + 0.25 * oneShotShape(slice));
}
