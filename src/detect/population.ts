/** Makes the population of a detection run: everything that the tests of groups read, derived once from the aggregated input. */

import { type DetectInput, invert } from '../aggregate/detect-input.ts';
import { atOnce, type Stepwise } from '../base/stepwise.ts';
import type { Norm } from '../model/norm.ts';
import { valuesOf } from '../model/parameter.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import { accountFactoryScores } from './evidence/account-factory.ts';
import type { Population } from './group/group.ts';
import { countSharers, findCircles } from './group/ties.ts';
import { GROUP_PARAMETERS } from './parameters/group-membership.ts';
import { measureBaseline } from './population/baseline.ts';
import { harvestScore } from './population/harvest.ts';
import { linkLayers } from './population/layers.ts';
import { findParties } from './population/parties.ts';
import { relayScores } from './population/relay.ts';
import { splitByConduct } from './population/segment-split.ts';
import { joinAnchors, type Segments } from './population/segments.ts';
import { findSignUpEvents } from './population/sign-up-event.ts';
import { measureTraits } from './population/traits.ts';
import { unitWeights } from './population/unit-weights.ts';

const { minTemplate } = valuesOf(GROUP_PARAMETERS);

/**
 * What is normal in a log: segments, layers of shared values, parties, events, habits and traits of all units.
 *
 * @param earlier what units were like in earlier windows
 */
export function createPopulation(input: DetectInput, earlier: Norm | null = null): Population {
  return atOnce(creatingPopulation(input, earlier));
}

/** {@link createPopulation} with pauses at about equal distances. Yields its progress, 0..1. */
export function* creatingPopulation(input: DetectInput, earlier: Norm | null): Stepwise<Population> {
  const segments = splitByConduct(joinAnchors(input.anchors, input.units.exchanges), input.units);
  yield 0.25;
  const layers = linkLayers(input);
  yield 0.7;
  const baseline = measureBaseline(input, unitWeights(input.units, segments), earlier);
  const parties = findParties(input.units);
  const relayed = relayScores(input, segments, parties, baseline);
  const population: Population = {
    input,
    baseline,
    layers,
    sharers: countSharers(layers, input.units.count),
    segments,
    harvest: segmentHarvest(segments).map((score, s) => Math.max(score, relayed[s])),
    parties,
    circles: findCircles(input.units, parties),
    traits: measureTraits(input),
    events: findSignUpEvents(input.units, layers),
    unitTemplates: invert(segments.postings, input.units.count, (s) => segments.template[s] >= minTemplate),
  };
  yield 0.85;
  const factory = accountFactoryScores(population);
  return { ...population, harvest: population.harvest.map((score, s) => Math.max(score, factory[s])) };
}

function segmentHarvest(segments: Segments): Float64Array {
  return Float64Array.from(segments.exchanges, (n, s) =>
    harvestScore({
      exchanges: n,
      uniqueBodies: Math.min(1, segments.bodies[s] / n),
      bodies: segments.bodies[s],
      intents: segments.intents.subarray(s * INTENTS.length, (s + 1) * INTENTS.length),
      capabilities: segments.capabilities.subarray(s * CAPABILITIES.length, (s + 1) * CAPABILITIES.length),
      followUps: segments.followUps[s],
      toolResults: segments.toolResults[s],
      refused: segments.refused[s],
      reasoningInInput: segments.reasoningInInput[s],
      outputTokens: segments.outputTokens[s],
    }),
  );
}
