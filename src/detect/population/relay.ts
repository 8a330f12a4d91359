/**
 * How much each segment looks like a text put before other people's requests: it occurs in much of what its users
 * send, and those users send what several strangers would (other system prompts and tools from one request to the
 * next, messages of every length). Such a text asks for nothing that a classifier of prompts would know; it makes its
 * users worth testing as a group (evidence/segment/injected.ts does that, against the population).
 */

import type { DetectInput } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import { RELAY_PARAMETERS } from '../parameters/population-traffic.ts';
import type { Baseline } from './baseline.ts';
import { deviation } from './habits.ts';
import { median, ramp, rampOver } from './numbers.ts';
import type { Parties } from './parties.ts';
import type { Segments } from './segments.ts';

const { minParties, minTemplate, variedQuantile, variedMargin, carriedShare, spreadRatio } = valuesOf(RELAY_PARAMETERS);

/** 0..1 for each segment. */
export function relayScores(input: DetectInput, segments: Segments, parties: Parties, baseline: Baseline): Float64Array {
  const { habits } = baseline;
  const scores = new Float64Array(segments.postings.values);
  const everybody = habits.frames.against([]);
  const alone = everybody.quantile(variedQuantile);
  const apart = Math.max(habits.framesBetween, alone + variedMargin);
  const usual = habits.spread.against([]).quantile(0.5);
  if (usual === 0) return scores;
  const { start, unit, weight } = segments.postings;
  for (let s = 0; s < scores.length; s++) {
    const size = start[s + 1] - start[s];
    if (size < minParties || segments.template[s] < minTemplate) continue;
    const users = unit.subarray(start[s], start[s + 1]);
    const seen = new Set<number>();
    for (const i of users) seen.add(parties.of[i]);
    if (seen.size < minParties) continue;
    // Of one and the same user: who forwards an agent's users among others sends little of that agent's prompt, and
    // the agent's own users send nothing else.
    const carrying = Array.from(users, (i, k) => {
      const varied = habits.frames.of(i);
      if (Number.isNaN(varied)) return 0;
      return ramp(varied, alone, apart) * rampOver(weight[start[s] + k] / input.units.exchanges[i], carriedShare);
    });
    const typical = median(carrying);
    if (typical === 0) continue;
    const a = segments.speaker[s];
    const { logBody, logBodySquares } = input.anchorShapes;
    const spread = deviation(logBody[a], logBodySquares[a], input.anchors.exchanges[a]);
    scores[s] = typical * rampOver(spread / usual, spreadRatio);
  }
  return scores;
}
