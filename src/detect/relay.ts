/**
 * How much each segment looks like a text put before other people's requests: it stands in much of what its users
 * send, and those users send what several strangers would (other system prompts and tools from one request to the
 * next, messages of every length). Such a text asks for nothing that a classifier of prompts would know; it makes its
 * users worth testing as a group (families/segment/injected.ts does that, against the population).
 */
import type { Baseline } from './baseline.ts';
import { deviation } from './habits.ts';
import type { DetectInput } from './input.ts';
import { median, ramp } from './numbers.ts';
import type { Parties } from './parties.ts';
import type { Segments } from './segments.ts';

/** Users of so many parties, or it is somebody's own application. */
const MIN_PARTIES = 5;

/** 0..1 for each segment. */
export function relayScores(
  input: DetectInput,
  segments: Segments,
  parties: Parties,
  baseline: Baseline,
): Float64Array {
  const { habits } = baseline;
  const scores = new Float64Array(segments.postings.values);
  const nobody = habits.frames.against([]);
  const alone = nobody.quantile(0.75);
  const apart = Math.max(habits.framesBetween, alone + 0.1);
  const usual = habits.spread.against([]).quantile(0.5);
  if (usual === 0) return scores;
  const { start, unit, weight } = segments.postings;
  for (let s = 0; s < scores.length; s++) {
    const size = start[s + 1] - start[s];
    if (size < MIN_PARTIES || segments.template[s] < 0.5) continue;
    const users = unit.subarray(start[s], start[s + 1]);
    const seen = new Set<number>();
    for (const i of users) seen.add(parties.of[i]);
    if (seen.size < MIN_PARTIES) continue;
    const varied = ramp(habits.frames.against([...users]).median, alone, apart);
    if (varied === 0) continue;
    const shares = Array.from(users, (i, k) => weight[start[s] + k] / input.units.exchanges[i]);
    const a = segments.speaker[s];
    const { logBody, logBodySquares } = input.anchorShapes;
    const spread = deviation(logBody[a], logBodySquares[a], input.anchors.exchanges[a]);
    scores[s] = varied * ramp(median(shares), 0.1, 0.4) * ramp(spread / usual, 0.4, 0.8);
  }
  return scores;
}
