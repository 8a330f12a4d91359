/**
 * Joins harvest segments into texts. Segments of one template have nearly the same users, and so have the templates of one list of
 * tasks: all are one text to its reader. Segments that occur in the same exchanges count once; those that do not are parts, and a
 * user's exchanges with the parts add up. Whether two occur together is read from the sample of pairs that joined the anchors.
 */
import { valuesOf } from '../../model/parameter.ts';
import type { Population } from '../group/group.ts';
import { TEXT_REVIEW_PARAMETERS } from '../parameters/text-review.ts';
import { median } from '../population/numbers.ts';

const { sameUsers, togetherShare, occasionalUse, minUses } = valuesOf(TEXT_REVIEW_PARAMETERS);

/** Users of a text with the exchanges of each that carry it. */
export interface TextUsers {
  readonly units: readonly number[];
  readonly uses: readonly number[];
}

/** A segment that looks like a harvest, with those of its users who count. */
export interface HarvestSegment {
  readonly segment: number;
  readonly users: TextUsers;
  /** Its exchanges by these users. */
  readonly exchanges: number;
  /** Users in campaigns, who are not among `users`. */
  readonly inCampaigns: number;
}

/** Segments that are one text. */
export interface JoinedText {
  /** All of them, the most used first. */
  readonly segments: readonly number[];
  /** Those of them that do not occur together; the first is the most used. */
  readonly parts: readonly HarvestSegment[];
  /** Users of all parts. */
  readonly users: TextUsers;
}

/** @param segments in any order */
export function joinSegments(population: Population, segments: readonly HarvestSegment[]): JoinedText[] {
  const { id } = population.segments;
  const together = pairsOf(population, segments);
  const inside = new Int32Array(population.input.units.count).fill(-1);
  const texts: { segments: number[]; parts: HarvestSegment[] }[] = [];
  // The number of a segment depends on the order of the input; its id does not.
  const sorted = [...segments].sort((a, b) => b.exchanges - a.exchanges || (id(a.segment) < id(b.segment) ? -1 : 1));
  for (const one of sorted) {
    const known = mostShared(one.users.units, texts, inside);
    if (known === null) {
      for (const i of one.users.units) if (inside[i] < 0) inside[i] = texts.length;
      texts.push({ segments: [one.segment], parts: [one] });
      continue;
    }
    known.segments.push(one.segment);
    if (known.parts.every((part) => together(part.segment, one.segment) < togetherShare)) known.parts.push(one);
  }
  return texts.map((text) => ({ ...text, users: usersOf(population, text.parts) }));
}

/** The text that most of these users are in already, if that is enough of the smaller of the two sets. */
function mostShared<T extends { readonly parts: readonly HarvestSegment[] }>(
  users: readonly number[],
  texts: readonly T[],
  inside: Int32Array,
): T | null {
  const counts = new Map<number, number>();
  for (const i of users) if (inside[i] >= 0) counts.set(inside[i], (counts.get(inside[i]) ?? 0) + 1);
  let best: T | null = null;
  let most = 0;
  for (const [k, count] of counts) {
    const smaller = Math.min(users.length, texts[k].parts[0].users.units.length);
    if (count < sameUsers * smaller || count <= most) continue;
    most = count;
    best = texts[k];
  }
  return best;
}

/** The exchanges of each user with any part, in the order of the units. Who sends a passage of one part now and then is none. */
function usersOf({ input }: Population, parts: readonly HarvestSegment[]): TextUsers {
  const { exchanges } = input.units;
  const uses = new Map<number, number>();
  for (const { users } of parts) for (const [k, i] of users.units.entries()) uses.set(i, (uses.get(i) ?? 0) + users.uses[k]);
  const usesOf = (i: number) => Math.min(exchanges[i], uses.get(i) ?? 0);
  const all = [...uses.keys()].sort((a, b) => a - b);
  const main = parts[0].users.units;
  const share = occasionalUse * median(main.map((i) => usesOf(i) / exchanges[i]));
  // End users whose ids are used once have sent it once each.
  const least = Math.min(minUses, median(main.map(usesOf)));
  const units = all.filter((i) => usesOf(i) >= Math.max(least, share * exchanges[i]));
  return { units, uses: units.map(usesOf) };
}

/** Share of the rarer one's exchanges that carry both of two segments; 1 for a segment that the sample has not met. */
function pairsOf({ input, segments }: Population, among: readonly HarvestSegment[]): (a: number, b: number) => number {
  const { first, second, count, sampled } = input.anchors.coOccurrences;
  const { speaker } = segments;
  const anchors = new Set(among.map(({ segment }) => speaker[segment]));
  const pairs = new Map<string, number>();
  for (let k = 0; k < count.length; k++)
    if (anchors.has(first[k]) && anchors.has(second[k])) pairs.set(`${first[k]} ${second[k]}`, count[k]);
  return (a, b) => {
    const [low, high] = speaker[a] < speaker[b] ? [speaker[a], speaker[b]] : [speaker[b], speaker[a]];
    const rarer = Math.min(sampled[low], sampled[high]);
    return rarer === 0 ? 1 : (pairs.get(`${low} ${high}`) ?? 0) / rarer;
  };
}
