/**
 * How much a slice of exchanges looks like a harvest, regardless of the sender: what the output is for, and the shape of the
 * traffic. Used to weigh segments before clustering and to test a group after it.
 */

import { valuesOf } from '../../model/parameter.ts';
import { ANSWER, INTENTS } from '../../model/vocabulary.ts';
import { HARVEST_PARAMETERS } from '../parameters/population-traffic.ts';
import { clamp01, ramp, rampOver } from './numbers.ts';

const {
  uniqueShare,
  distinctMessages,
  distinctMessagesWeight,
  followUpShare,
  toolResultShare,
  conversationShare,
  intent,
  conversationShift,
  intentWeight,
} = valuesOf(HARVEST_PARAMETERS);

/** Means over a set of exchanges; each share 0..1. */
export interface Slice {
  readonly exchanges: number;
  /** Distinct last user messages over exchanges. */
  readonly uniqueBodies: number;
  /** Distinct last user messages. */
  readonly bodies: number;
  readonly intents: Float64Array;
  readonly capabilities: Float64Array;
  readonly followUps: number;
  readonly toolResults: number;
  readonly refused: number;
  readonly reasoningInInput: number;
  readonly outputTokens: number;
}

/** Share of exchanges whose output is for training data, from mean intent scores; 0 where nothing was scored. */
export function harvestIntent(intents: Float64Array, at = 0): number {
  let scored = 0;
  for (let k = 0; k < INTENTS.length; k++) scored += intents[at + k];
  return scored === 0 ? 0 : clamp01(1 - intents[at + ANSWER]);
}

/**
 * How far the messages differ, 0..1: nearly all of them do, or there are dozens that do. A task list may be sent more
 * than once over (several samples a task); a popular question is one message sent by many.
 */
export function differing(slice: Pick<Slice, 'uniqueBodies' | 'bodies'>): number {
  return Math.max(
    rampOver(slice.uniqueBodies, uniqueShare),
    distinctMessagesWeight * rampOver(slice.bodies, distinctMessages),
  );
}

/** One-shot, all different, nothing from a tool in the context: 0..1. */
export function oneShotShape(slice: Pick<Slice, 'uniqueBodies' | 'bodies' | 'followUps' | 'toolResults'>): number {
  const single = 1 - rampOver(slice.followUps, followUpShare);
  const toolless = 1 - rampOver(slice.toolResults, toolResultShare);
  return differing(slice) * single * toolless;
}

/**
 * How much of a harvest the slice is, 0..1. A conversation that goes on with tool results is what an assistant does
 * all day: its intent must be much clearer to count (an injected request for the reasoning is that clear).
 */
export function harvestScore(slice: Slice): number {
  const conversation = Math.max(
    rampOver(slice.followUps, conversationShare),
    rampOver(slice.toolResults, conversationShare),
  );
  const low = intent[0] + conversationShift[0] * conversation;
  const high = intent[1] + conversationShift[1] * conversation;
  const clear = ramp(harvestIntent(slice.intents), low, high);
  return clamp01(intentWeight * clear + (1 - intentWeight) * oneShotShape(slice));
}
