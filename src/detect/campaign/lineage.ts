/**
 * Which campaign is which, from one run to the next: born, continued, grew, shrank, merged, split, ended. The events are
 * those of Palla, Barabási and Vicsek ("Quantifying social group evolution", Nature 446, 2007). The matching follows
 * Greene, Doyle and Cunningham ("Tracking the evolution of communities in dynamic social networks", ASONAM 2010): new
 * communities are compared with the last known state of each old one, so one that is missing for a while keeps its
 * name. Unlike theirs it is one-to-one, since a campaign id must mean one campaign; matches besides the best
 * pair are reported as a merge or a split. Accounts identify a campaign; where no account is left, its own texts do.
 *
 * Pure, and independent of the order in which campaigns come. Leaves out how long what has ended is remembered: that
 * is the store's (src/store/records/record-store.ts).
 */
import { hash64BigInt } from '../../kernels/hash.ts';
import type { CampaignHistory } from '../../model/finding.ts';
import type { Lineage } from '../../model/lineage.ts';
import { valuesOf } from '../../model/parameter.ts';
import { LINEAGE_PARAMETERS } from '../parameters/campaign-report.ts';

const { minAlike, minContained, minAbsorbed, minSameText } = valuesOf(LINEAGE_PARAMETERS);

/** A campaign just found, with the id it would have if it were new. */
export interface Sighting {
  readonly proposed: string;
  readonly members: readonly string[];
  readonly segments: readonly string[];
  /** RFC 3339: its last exchange. */
  readonly lastSeen: string;
}

/** The id and the history of a campaign just found. */
export interface Followed {
  readonly id: string;
  readonly history: CampaignHistory;
}

/** The result of {@link follow}. */
export interface FollowUp {
  /** In the order of the sightings. */
  readonly campaigns: readonly Followed[];
  /** What to remember: those found, in their order, then those that have ended. */
  readonly lineages: readonly Lineage[];
}

/** An old campaign p and a new one c with something in common. */
interface Link {
  readonly p: number;
  readonly c: number;
  readonly shared: number;
  readonly alike: number;
}

/**
 * @param known what was remembered, in any order @param at RFC 3339: the end of the log that the sightings are from
 * @param reserved ids that no new campaign may take, beside those of `known`
 */
export function follow(
  known: readonly Lineage[],
  found: readonly Sighting[],
  at: string,
  reserved: Iterable<string> = [],
): FollowUp {
  const names = found.map(({ members }) => firstOf(members));
  const byBest = (a: Link, b: Link): number =>
    b.shared - a.shared ||
    b.alike - a.alike ||
    order((known[a.p] as Lineage).id, (known[b.p] as Lineage).id) ||
    order(names[a.c] as string, names[b.c] as string);
  const links = memberLinks(known, found).sort(byBest);
  const keeps = match(known, found, links, segmentLinks(known, found, links).sort(byBest));
  const fates: Fates = {
    keeps,
    absorbed: absorptions(known, links, keeps),
    parent: parents(found.length, links, keeps),
  };
  const ids = nameAll(known, found, keeps, names, reserved);
  const campaigns = found.map(
    (_, c): Followed => ({ id: ids[c] as string, history: describe(known, found, links, fates, c, at) }),
  );
  const living = found.map((sighting, c): Lineage => {
    const { id, history } = campaigns[c] as Followed;
    const { members, segments, lastSeen } = sighting;
    return { id, since: history.since, lastSeen, members, segments };
  });
  const gone = known.flatMap((lineage, p): Lineage[] => {
    if ((keeps.byKnown[p] as number) >= 0) return [];
    const into = fates.absorbed[p] as number;
    const heir = into >= 0 ? (campaigns[into] as Followed).id : (lineage.ended?.into ?? null);
    return [{ ...lineage, ended: { at: lineage.ended?.at ?? at, into: heir } }];
  });
  return { campaigns, lineages: [...living, ...gone.sort((a, b) => order(a.id, b.id))] };
}

/** Pairs with accounts in common that pass {@link minAlike} or {@link minContained}. */
function memberLinks(known: readonly Lineage[], found: readonly Sighting[]): Link[] {
  const holders = new Map<string, number[]>();
  const knownSize = known.map(({ ended, members }, p) => {
    // What has become part of another campaign does not come back.
    if (ended !== undefined && ended.into !== null) return 0;
    const unique = new Set(members);
    for (const member of unique) {
      const list = holders.get(member);
      if (list) list.push(p);
      else holders.set(member, [p]);
    }
    return unique.size;
  });
  const links: Link[] = [];
  found.forEach(({ members }, c) => {
    const unique = new Set(members);
    const counts = new Map<number, number>();
    for (const member of unique) {
      for (const p of holders.get(member) ?? []) counts.set(p, (counts.get(p) ?? 0) + 1);
    }
    for (const [p, shared] of counts) {
      const before = knownSize[p] as number;
      const alike = shared / (before + unique.size - shared);
      if (alike >= minAlike || shared >= minContained * Math.min(before, unique.size)) links.push({ p, c, shared, alike });
    }
  });
  return links;
}

interface Keeps {
  /** For each sighting the lineage whose id it keeps, or -1; and the other way round. */
  readonly byFound: Int32Array;
  readonly byKnown: Int32Array;
}

interface Fates {
  readonly keeps: Keeps;
  /** For each lineage that no sighting continues, the sighting that most of its accounts are in now, or -1. */
  readonly absorbed: Int32Array;
  /** For each sighting without an id of its own, the lineage that it has broken off from, or -1. */
  readonly parent: Int32Array;
}

/**
 * One to one, the pair with most in common first. A campaign of the last run goes before one that had ended, and
 * accounts go before text.
 */
function match(
  known: readonly Lineage[],
  found: readonly Sighting[],
  byMembers: readonly Link[],
  byText: readonly Link[],
): Keeps {
  const keeps: Keeps = {
    byFound: new Int32Array(found.length).fill(-1),
    byKnown: new Int32Array(known.length).fill(-1),
  };
  const pair = (best: readonly Link[], ended: boolean): void => {
    for (const { p, c } of best) {
      if ((known[p]?.ended !== undefined) !== ended) continue;
      if (keeps.byFound[c] !== -1 || keeps.byKnown[p] !== -1) continue;
      keeps.byFound[c] = p;
      keeps.byKnown[p] = c;
    }
  };
  for (const best of [byMembers, byText]) {
    pair(best, false);
    pair(best, true);
  }
  return keeps;
}

/** Pairs of which neither has accounts in common with anything on the other side, and whose own texts agree. */
function segmentLinks(known: readonly Lineage[], found: readonly Sighting[], links: readonly Link[]): Link[] {
  const linkedKnown = new Set(links.map((link) => link.p));
  const linkedFound = new Set(links.map((link) => link.c));
  const pairs: Link[] = [];
  found.forEach(({ segments }, c) => {
    if (linkedFound.has(c)) return;
    const own = new Set(segments);
    known.forEach((lineage, p) => {
      if (linkedKnown.has(p) || (lineage.ended !== undefined && lineage.ended.into !== null)) return;
      const before = new Set(lineage.segments);
      const shared = [...before].filter((segment) => own.has(segment)).length;
      if (shared === 0 || shared < minSameText * Math.min(before.size, own.size)) return;
      pairs.push({ p, c, shared, alike: shared / (before.size + own.size - shared) });
    });
  });
  return pairs;
}

/** Links come with the most accounts in common first. */
function absorptions(known: readonly Lineage[], links: readonly Link[], keeps: Keeps): Int32Array {
  const into = new Int32Array(known.length).fill(-1);
  for (const { p, c, shared } of links) {
    if (keeps.byKnown[p] !== -1 || into[p] !== -1) continue;
    if (shared > minAbsorbed * new Set(known[p]?.members).size) into[p] = c;
  }
  return into;
}

function parents(found: number, links: readonly Link[], keeps: Keeps): Int32Array {
  const parent = new Int32Array(found).fill(-1);
  for (const { p, c } of links) {
    if (keeps.byFound[c] === -1 && keeps.byKnown[p] !== -1 && parent[c] === -1) parent[c] = p;
  }
  return parent;
}

function describe(
  known: readonly Lineage[],
  found: readonly Sighting[],
  links: readonly Link[],
  { keeps, absorbed, parent }: Fates,
  c: number,
  at: string,
): CampaignHistory {
  const from = (list: readonly number[]): Pick<CampaignHistory, 'previous' | 'accounts_before'> => ({
    previous: list.map((k) => (known[k] as Lineage).id),
    accounts_before: new Set(list.flatMap((k) => known[k]?.members ?? [])).size,
  });
  const p = keeps.byFound[c] as number;
  if (p < 0) {
    const whole = parent[c] as number;
    if (whole < 0) return { event: 'born', since: at, ...from([]) };
    return { event: 'split', since: at, ...from([whole]), split_from: (known[whole] as Lineage).id };
  }
  const { since } = known[p] as Lineage;
  const merged = links.filter((link) => link.c === c && absorbed[link.p] === c).map((link) => link.p);
  if (merged.length > 0) {
    const { previous, accounts_before } = from([p, ...merged]);
    return { event: 'merged', since, previous, accounts_before, merged_from: previous.slice(1) };
  }
  const before = from([p]);
  if (parent.includes(p)) return { event: 'split', since, ...before };
  const change = new Set(found[c]?.members).size - before.accounts_before;
  return { event: change > 0 ? 'grew' : change < 0 ? 'shrank' : 'continued', since, ...before };
}

/** The ids kept, and for each new campaign the proposed one, or one made from it when another has or had it. */
function nameAll(
  known: readonly Lineage[],
  found: readonly Sighting[],
  keeps: Keeps,
  names: readonly string[],
  reserved: Iterable<string>,
): string[] {
  const taken = new Set([...reserved, ...known.map((lineage) => lineage.id)]);
  const ids = Array.from(keeps.byFound, (p) => known[p]?.id ?? '');
  // In an order of their own, so that two that propose one id get the same names whichever comes first.
  const fresh = found.map((_, c) => c).filter((c) => ids[c] === '');
  for (const c of fresh.sort((a, b) => order(names[a] as string, names[b] as string))) {
    const { proposed } = found[c] as Sighting;
    let id = proposed;
    for (let n = 2; taken.has(id); n++) {
      const hash = hash64BigInt(`${proposed}/${n}`);
      id = `C-${hash.toString(16).padStart(16, '0').slice(0, 8).toUpperCase()}`;
    }
    taken.add(id);
    ids[c] = id;
  }
  return ids;
}

function firstOf(members: readonly string[]): string {
  let first = members[0] ?? '';
  for (const member of members) if (order(member, first) < 0) first = member;
  return first;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
