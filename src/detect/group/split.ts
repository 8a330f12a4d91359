/**
 * Splits a community into operators. One community may hold several: campaigns that buy from one proxy network or card supplier,
 * or took one template from the same place, and honest groups near them. Accounts of different operators neither send
 * the same texts nor share what is personal. A group is divided by texts and personal values alone (networks are for sale), and
 * parts that prove to be one operator's are joined again.
 */
import { onGrid } from '../../graph/community-links.ts';
import { buildCsr } from '../../graph/csr.ts';
import { Edges } from '../../graph/edges.ts';
import { louvain } from '../../graph/louvain.ts';
import { valuesOf } from '../../model/parameter.ts';
import { SPLIT_PARAMETERS } from '../parameters/group-formation.ts';
import { isSomebodys } from '../population/layers.ts';
import { countParties } from '../population/parties.ts';
import { gapBetween } from './behaviour-similarity.ts';
import { type Group, type Population, profileGroup } from './group.ts';
import { tiesByLayer } from './ties.ts';

const {
  minParties,
  minTemplate,
  tiedAcross,
  textsSomewhatAlike,
  maxBehaviourGap,
  nearlyAllTied,
  tiedWithin,
  textsAlike,
  textsAlikeUntied,
  behindShare,
  behindMembers,
  personalEdgeWeight,
  resolution,
} = valuesOf(SPLIT_PARAMETERS);

/** The groups that a group of units consists of, largest first; the group itself if it is one operator's. */
export function splitGroup(population: Population, members: readonly number[], seed: string): number[][] {
  const group = profileGroup(population, members);
  const texts = textUse(population, group);
  if (texts.segments.length === 0) return [[...members]];
  const holders = holdersOfValues(population, group);
  let parts = gatherStrays(population, group, texts, communities(group, texts, holders, seed));
  for (;;) {
    const joined = joinRound(population, group, texts, holders, parts);
    if (joined.length === parts.length) break;
    parts = joined;
  }
  return parts.sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/** Whether two sets of a group's members send its own texts in about the same shares, as accounts of one operator do. */
export function sendTheSame(population: Population, group: Group, a: readonly number[], b: readonly number[]): boolean {
  const texts = textUse(population, group);
  return agreement(textShares(a, texts), textShares(b, texts)) >= textsAlike;
}

interface TextUse {
  /** Own segments that are templates. */
  readonly segments: readonly number[];
  /** Unit i sends texts text[start[i]] .. text[start[i + 1] - 1], positions in `segments`; only members have any. */
  readonly start: Uint32Array;
  readonly text: Uint32Array;
  /** What share of all it sends of these each has: every member weighs alike, however much it sends. */
  readonly share: Float64Array;
}

function textUse(population: Population, group: Group): TextUse {
  const segments = group.own.map((own) => own.segment).filter((s) => population.segments.template[s] >= minTemplate);
  const place = new Int32Array(population.segments.postings.values).fill(-1);
  segments.forEach((s, k) => {
    place[s] = k;
  });
  const { start: from, value, weight } = population.unitTemplates;
  const start = new Uint32Array(population.input.units.count + 1);
  for (const i of group.members) for (let r = from[i]; r < from[i + 1]; r++) if (place[value[r]] >= 0) start[i + 1]++;
  for (let i = 1; i < start.length; i++) start[i] += start[i - 1];
  const text = new Uint32Array(start[start.length - 1]);
  const share = new Float64Array(text.length);
  for (const i of group.members) {
    let to = start[i];
    let total = 0;
    for (let r = from[i]; r < from[i + 1]; r++) {
      if (place[value[r]] < 0) continue;
      text[to] = place[value[r]];
      share[to++] = weight[r];
      total += weight[r];
    }
    for (let r = start[i]; r < to; r++) share[r] /= total;
  }
  return { segments, start, text, share };
}

/** Communities of members by texts and personal values. */
function communities(group: Group, texts: TextUse, holders: readonly (readonly number[])[], seed: string): number[][] {
  const at = new Map(group.members.map((i, k) => [i, k]));
  const edges = new Edges();
  let node = group.members.length;
  const first = node;
  node += texts.segments.length;
  group.members.forEach((i, k) => {
    for (let r = texts.start[i]; r < texts.start[i + 1]; r++) edges.add(k, first + texts.text[r], onGrid(texts.share[r]));
  });
  for (const list of holders) {
    for (const i of list) edges.add(at.get(i) as number, node, personalEdgeWeight);
    node++;
  }
  const label = louvain(buildCsr(node, edges), { resolution, seed });
  const parts = new Map<number, number[]>();
  group.members.forEach((i, k) => {
    const list = parts.get(label[k]);
    if (list) list.push(i);
    else parts.set(label[k], [i]);
  });
  return [...parts.values()].sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/** Members of parts too small to be a group go to the part that sends most of their texts, or to the largest. */
function gatherStrays(population: Population, group: Group, texts: TextUse, parts: number[][]): number[][] {
  const kept = parts.filter((part) => countParties(part, population.parties) >= minParties);
  if (kept.length < 2) return [[...group.members]];
  const shares = kept.map((part) => textShares(part, texts));
  for (const part of parts) {
    if (kept.includes(part)) continue;
    const own = textShares(part, texts);
    let best = 0;
    for (let k = 1; k < shares.length; k++) if (agreement(own, shares[k]) > agreement(own, shares[best])) best = k;
    kept[best].push(...part);
  }
  return kept.map((part) => part.sort((a, b) => a - b));
}

/** For each personal value that ties members: those members. */
function holdersOfValues(population: Population, group: Group): number[][] {
  const found: number[][] = [];
  for (const ties of tiesByLayer(population, { ...group, core: group.inside }, isSomebodys)) {
    const holders: number[][] = Array.from({ length: ties.held.count }, () => []);
    const order = ties.held.order();
    ties.each((p, v) => holders[order[v]].push(group.members[p]));
    for (const list of holders) if (list.length > 0) found.push(list);
  }
  return found;
}

/**
 * Joins pairs of parts that are likely one operator's, the most alike first and each part once: a few rounds and not one for
 * every pair. Accounts that two operators use are a part that is like both; it goes with one of them and leads the other
 * nowhere. Returns as many parts as it got when no two are one operator's.
 */
function joinRound(
  population: Population,
  group: Group,
  texts: TextUse,
  holders: readonly (readonly number[])[],
  parts: readonly number[][],
): number[][] {
  const count = parts.length;
  const shares = parts.map((part) => textShares(part, texts));
  const tied = tiesBetween(group, holders, parts);
  const behind = parts.map((part) => textsBehind(population, texts, part));
  const pairs: { readonly a: number; readonly b: number; readonly like: number }[] = [];
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const alike = agreement(shares[a], shares[b]);
      const across = tied.across[a * count + b] / Math.min(parts[a].length, parts[b].length);
      const shown = Math.min(tied.within[a] / parts[a].length, tied.within[b] / parts[b].length) >= tiedWithin;
      const hiding = behind[a].some((s) => behind[b].includes(s));
      const same = hiding || across >= nearlyAllTied || alike >= (shown ? textsAlike : textsAlikeUntied);
      const related = across >= tiedAcross && alike >= textsSomewhatAlike;
      if (!same && !(related && gapBetween(population.traits, parts[a], parts[b]) <= maxBehaviourGap)) continue;
      pairs.push({ a, b, like: alike + across });
    }
  }
  pairs.sort((x, y) => y.like - x.like || x.a - y.a || x.b - y.b);
  const taken = new Uint8Array(count);
  const sets: number[][] = [];
  for (const { a, b } of pairs) {
    if (taken[a] + taken[b] > 0) continue;
    taken[a] = taken[b] = 1;
    sets.push([...parts[a], ...parts[b]].sort((x, y) => x - y));
  }
  return [...sets, ...parts.filter((_, k) => taken[k] === 0)];
}

/**
 * The texts of others behind which nearly all of a part harvest: other users of them do not (population/segment-split.ts). A script
 * for harvesting may have several operators; that two hide behind one text of other customers is no accident, whatever they ask for.
 */
function textsBehind({ segments, input }: Population, texts: TextUse, part: readonly number[]): number[] {
  const inside = new Set(part);
  return texts.segments.filter((s) => {
    if (segments.others[s] < 0) return false;
    const { start, unit, weight } = segments.postings;
    let hiding = 0;
    for (let p = start[s]; p < start[s + 1]; p++)
      if (inside.has(unit[p]) && weight[p] >= behindShare * input.units.exchanges[unit[p]]) hiding++;
    return hiding >= behindMembers * part.length;
  });
}

/** Members tied to another of their own part, and members tied across each pair of parts (of the part with fewer). */
function tiesBetween(group: Group, holders: readonly (readonly number[])[], parts: readonly (readonly number[])[]) {
  const width = parts.length;
  const part = new Map<number, number>();
  parts.forEach((list, k) => {
    for (const i of list) part.set(i, k);
  });
  const within = new Float64Array(width);
  const inside = new Set<number>();
  const crossing = new Map<number, Set<number>>();
  for (const list of holders) {
    const held = new Map<number, number>();
    for (const i of list) held.set(part.get(i) as number, (held.get(part.get(i) as number) ?? 0) + 1);
    for (const i of list) {
      const own = part.get(i) as number;
      if ((held.get(own) as number) > 1) inside.add(i);
      if (held.size < 2) continue;
      const others = crossing.get(i) ?? new Set<number>();
      for (const other of held.keys()) if (other !== own) others.add(other);
      crossing.set(i, others);
    }
  }
  for (const i of group.members) if (inside.has(i)) within[part.get(i) as number]++;
  const seen = new Float64Array(width * width);
  for (const [i, others] of crossing) for (const o of others) seen[(part.get(i) as number) * width + o]++;
  const across = new Float64Array(width * width);
  for (let a = 0; a < width; a++)
    for (let b = a + 1; b < width; b++) across[a * width + b] = Math.min(seen[a * width + b], seen[b * width + a]);
  return { within, across };
}

/** What share of a part's texts each template has; every member weighs alike. */
function textShares(part: readonly number[], texts: TextUse): Float64Array {
  const shares = new Float64Array(texts.segments.length);
  let senders = 0;
  for (const i of part) {
    if (texts.start[i] === texts.start[i + 1]) continue;
    senders++;
    for (let r = texts.start[i]; r < texts.start[i + 1]; r++) shares[texts.text[r]] += texts.share[r];
  }
  if (senders > 0) for (let k = 0; k < shares.length; k++) shares[k] /= senders;
  return shares;
}

/** Overlap of two distributions, 0..1. */
function agreement(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += Math.min(a[k], b[k]);
  return sum;
}
