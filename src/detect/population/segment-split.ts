/**
 * Splits a segment whose users do two things with it: those who harvest, and those who do not. Whoever puts a firm's private
 * prompt before its own tasks makes no harvester of the firm, and of a public script nobody else's use is one's own. Each part
 * is a segment with its own users; the harvesting one keeps the place of the whole, the others come behind all. What divides
 * them is what each user's own exchanges ask for, so nobody else in the log has a say.
 */

import { gather, gatherFloats, gatherWhole } from '../../aggregate/columns.ts';
import type { TextPostings, Units } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import { ANSWER, CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import { SEGMENT_SPLIT_PARAMETERS } from '../parameters/population-traffic.ts';
import { clamp01 } from './numbers.ts';
import type { Segments } from './segments.ts';

const { minTemplate, minHarvest, minUsers, minGap, minSeparation, priorExchanges } = valuesOf(SEGMENT_SPLIT_PARAMETERS);

/** A segment and the harvest intent from which on its users are harvesters. */
interface Split {
  readonly segment: number;
  readonly from: number;
}

/** The parts of all segments, those that are not split as they are. */
export function splitByConduct(segments: Segments, units: Units): Segments {
  const splits = splitsOf(segments);
  if (splits.length === 0) return segments;
  const count = segments.postings.values;
  const origin = Uint32Array.from({ length: count + splits.length }, (_, s) => (s < count ? s : splits[s - count].segment));
  const others = new Int32Array(origin.length).fill(-1);
  splits.forEach(({ segment }, k) => {
    others[segment] = count + k;
  });
  const postings = partPostings(segments.postings, splits);
  const column = (values: Float64Array) => gather(values, origin);
  const wide = (values: Float64Array, width: number) => {
    const out = new Float64Array(width * origin.length);
    origin.forEach((s, to) => {
      out.set(values.subarray(s * width, (s + 1) * width), to * width);
    });
    return out;
  };
  const parts: Segments = {
    postings,
    others,
    aside: Uint8Array.from(origin, (_, s) => (s < count ? 0 : 1)),
    id: (s) => segments.id(origin[s]),
    outline: (s) => segments.outline(origin[s]),
    anchors: Uint32Array.from(origin, (s) => segments.anchors[s]),
    marks: (s) => segments.marks(origin[s]),
    keys: (s) => segments.keys(origin[s]),
    speaker: Uint32Array.from(origin, (s) => segments.speaker[s]),
    exchanges: column(segments.exchanges),
    bodies: column(segments.bodies),
    intents: wide(segments.intents, INTENTS.length),
    capabilities: wide(segments.capabilities, CAPABILITIES.length),
    followUps: column(segments.followUps),
    toolResults: column(segments.toolResults),
    refused: column(segments.refused),
    reasoningInInput: column(segments.reasoningInInput),
    outputTokens: column(segments.outputTokens),
    template: column(segments.template),
  };
  for (const { segment } of splits) describeParts(parts, segments, segment, units);
  return parts;
}

function splitsOf({ postings, template }: Segments): Split[] {
  const splits: Split[] = [];
  for (let s = 0; s < postings.values; s++) {
    if (template[s] < minTemplate || postings.start[s + 1] - postings.start[s] < 2 * minUsers) continue;
    if (usersOf(postings, s).harvest < minHarvest) continue;
    const from = cutOf(postings, s);
    if (from !== null) splits.push({ segment: s, from });
  }
  return splits;
}

/**
 * The cut that leaves the least variance on its two sides (Otsu 1979), if the sides are apart: by their means, and by Ashman's
 * D (Ashman, Bird and Zepf 1994), which the sides' sizes do not change.
 */
function cutOf(postings: TextPostings, s: number): number | null {
  const from = postings.start[s];
  const users = postings.start[s + 1] - from;
  let lowest = 1;
  let highest = 0;
  for (let p = from; p < from + users; p++) {
    lowest = Math.min(lowest, postings.harvest[p]);
    highest = Math.max(highest, postings.harvest[p]);
  }
  if (highest - lowest < minGap) return null;
  const values = shrunk(postings, s).sort();
  let all = 0;
  let squares = 0;
  for (const value of values) {
    all += value;
    squares += value * value;
  }
  let best = -1;
  let cut = 0;
  let low = 0;
  let lowSum = 0;
  let lowSquares = 0;
  for (let k = 1; k <= users - minUsers; k++) {
    low += values[k - 1];
    if (k < minUsers) continue;
    const between = k * (users - k) * ((all - low) / (users - k) - low / k) ** 2;
    if (between <= best) continue;
    best = between;
    cut = k;
    lowSum = low;
  }
  for (let k = 0; k < cut; k++) lowSquares += values[k] * values[k];
  const lowMean = lowSum / cut;
  const highMean = (all - lowSum) / (users - cut);
  const lowVariance = lowSquares / cut - lowMean ** 2;
  const highVariance = (squares - lowSquares) / (users - cut) - highMean ** 2;
  const spread = Math.sqrt(Math.max(0, lowVariance + highVariance) / 2);
  if (highMean - lowMean < minGap || highMean - lowMean < minSeparation * spread) return null;
  return (values[cut - 1] + values[cut]) / 2;
}

/** The harvest intent of each user's own exchanges, that of few drawn to the mean of all users. */
function shrunk({ start, weight, harvest }: TextPostings, s: number): Float64Array {
  const users = start[s + 1] - start[s];
  let mean = 0;
  for (let p = start[s]; p < start[s + 1]; p++) mean += harvest[p] / users;
  return Float64Array.from({ length: users }, (_, k) => {
    const p = start[s] + k;
    return (weight[p] * harvest[p] + priorExchanges * mean) / (weight[p] + priorExchanges);
  });
}

/** The harvesters in the place of the whole, all others behind all. */
function partPostings(postings: TextPostings, splits: readonly Split[]): TextPostings {
  const { values, unit, weight, harvest } = postings;
  const order = new Uint32Array(unit.length);
  const start = new Uint32Array(values + splits.length + 1);
  const behind: number[] = [];
  const ends: number[] = [];
  let to = 0;
  let next = 0;
  for (let s = 0; s < values; s++) {
    if (splits[next]?.segment === s) {
      const own = shrunk(postings, s);
      const { from } = splits[next++];
      for (let k = 0; k < own.length; k++) {
        const p = postings.start[s] + k;
        if (own[k] < from) behind.push(p);
        else order[to++] = p;
      }
      ends.push(behind.length);
    } else {
      for (let p = postings.start[s]; p < postings.start[s + 1]; p++) order[to++] = p;
    }
    start[s + 1] = to;
  }
  order.set(behind, to);
  ends.forEach((end, k) => {
    start[values + k + 1] = to + end;
  });
  return {
    values: values + splits.length,
    start,
    unit: gatherWhole(unit, order),
    weight: gather(weight, order),
    harvest: gatherFloats(harvest, order),
  };
}

/**
 * What the two parts are like. Exchanges and intents are their users' own. Of everything else the mean is known of the whole
 * alone: the others' requests are taken to be like all that they send, which no harvester changes, and the harvesters' are the
 * rest.
 */
function describeParts(parts: Segments, whole: Segments, segment: number, units: Units): void {
  const all = usersOf(whole.postings, segment);
  const other = parts.others[segment];
  const exchanges = whole.exchanges[segment];
  const pair = [segment, other].map((part) => ({ part, users: usersOf(parts.postings, part) }));
  for (const { part, users } of pair) {
    parts.exchanges[part] = Math.max(1, Math.round((exchanges * users.exchanges) / all.exchanges));
    const factor = all.harvest === 0 ? 1 : users.harvest / all.harvest;
    for (let k = 0; k < INTENTS.length; k++) {
      const before = whole.intents[segment * INTENTS.length + k];
      parts.intents[part * INTENTS.length + k] = k === ANSWER ? 1 - users.harvest : clamp01(factor * before);
    }
  }
  const aside = pair[1].users;
  const share = aside.exchanges / all.exchanges;
  const rest = (mean: number, others: number) => Math.max(0, (mean - share * others) / (1 - share));
  for (const name of ['followUps', 'toolResults', 'refused', 'reasoningInInput', 'outputTokens'] as const) {
    parts[name][other] = meanOver(aside, units, units[name], 1, 0);
    parts[name][segment] = rest(whole[name][segment], parts[name][other]);
    if (name !== 'outputTokens') parts[name][segment] = clamp01(parts[name][segment]);
  }
  const width = CAPABILITIES.length;
  for (let k = 0; k < width; k++) {
    parts.capabilities[other * width + k] = meanOver(aside, units, units.capabilities, width, k);
    const mean = whole.capabilities[segment * width + k];
    parts.capabilities[segment * width + k] = clamp01(rest(mean, parts.capabilities[other * width + k]));
  }
  // Messages that several send count once in the whole, so that nothing can be taken off: each part has as many as its users'.
  for (const { part, users } of pair) {
    const distinct = meanOver(users, units, units.bodies, 1, 0) * parts.exchanges[part];
    parts.bodies[part] = Math.max(1, Math.min(whole.bodies[segment], Math.round(distinct)));
  }
}

/** The users of a segment, and of their exchanges with it the number and the mean harvest intent. */
function usersOf({ start, unit, weight, harvest }: TextPostings, s: number) {
  let exchanges = 0;
  let sum = 0;
  for (let p = start[s]; p < start[s + 1]; p++) {
    exchanges += weight[p];
    sum += weight[p] * harvest[p];
  }
  return {
    unit: unit.subarray(start[s], start[s + 1]),
    weight: weight.subarray(start[s], start[s + 1]),
    exchanges,
    harvest: sum / exchanges,
  };
}

/** The mean of a column of sums over units' exchanges, each unit counted by its exchanges with a segment. */
function meanOver(users: ReturnType<typeof usersOf>, units: Units, sums: Float64Array, width: number, k: number): number {
  let total = 0;
  users.unit.forEach((i, u) => {
    total += (users.weight[u] * sums[i * width + k]) / units.exchanges[i];
  });
  return total / users.exchanges;
}
