/**
 * Describes a text under review for the person who reads it: who sends it, since when, how much of their traffic it is, what speaks
 * for a harvest and what against, and the explanation that is nearest. Sentences carry their figures. Decides nothing.
 */
import { DAY } from '../../base/clock.ts';
import { hash64BigInt } from '../../kernels/hash.ts';
import { valuesOf } from '../../model/parameter.ts';
import type { RouterIndicator, TextUnderReview } from '../../model/text-under-review.ts';
import { CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import { namedShares } from '../campaign/describe.ts';
import type { TestedGroup } from '../campaign/tested-group.ts';
import type { Population } from '../group/group.ts';
import { TEXT_DESCRIPTION_PARAMETERS, TEXT_SCORE_PARAMETERS } from '../parameters/text-review.ts';
import { capabilityShares } from '../population/baseline.ts';
import { grouped, percentText, quantile } from '../population/numbers.ts';
import { countParties } from '../population/parties.ts';
import type { JoinedText } from './text-parts.ts';
import type { TextFigures } from './text-score.ts';

const { dropOutMs, manyDroppedOut, lowDrift, minNamedStrength, sameGroup, minRelational, routersPrompt, maxSegments } =
  valuesOf(TEXT_DESCRIPTION_PARAMETERS);
const { trafficShare, burstShare, burstDays } = valuesOf(TEXT_SCORE_PARAMETERS);

/** A text with the figures of its score. */
export interface CandidateText extends JoinedText {
  readonly figures: TextFigures;
}

/**
 * Describes a text.
 *
 * @param tested every group that was tested: the evidence of the one that is most like the users is quoted
 */
export function describeText(population: Population, text: CandidateText, tested: readonly TestedGroup[]): TextUnderReview {
  const { segments, input } = population;
  const { units } = input;
  const [main] = text.segments;
  const members = text.users.units;
  const routed = members.filter((i) => units.subAccount[i] !== null);
  const outline = segments.outline(main);
  const first = members.reduce((least, i) => Math.min(least, units.first[i]), Number.POSITIVE_INFINITY);
  const last = members.reduce((most, i) => Math.max(most, units.last[i]), Number.NEGATIVE_INFINITY);
  const quartile = (q: number) => round(quantile(text.figures.shares, q));
  const routers = routerIndicators(population, text);
  const gone = dropOuts(population, members);
  const group = likestGroup(members, tested);
  return {
    id: textId(segments.id(main)),
    score: round(text.figures.score),
    ...(outline ? { outline } : {}),
    segments: text.segments.slice(0, maxSegments).map((s) => segments.id(s)),
    accounts: members.filter((i) => units.subAccount[i] === null).map((i) => units.account[i]),
    ...(routed.length > 0
      ? { sub_accounts: routed.map((i) => ({ account: units.account[i], sub_account: units.subAccount[i] as string })) }
      : {}),
    parties: countParties(members, population.parties),
    exchanges: text.users.uses.reduce((sum, n) => sum + n, 0),
    first_seen: new Date(first).toISOString(),
    last_seen: new Date(last).toISOString(),
    adoption: adoption(members.map((i) => units.first[i])),
    drop_out: { days: dropOutMs / DAY, share: round(gone) },
    traffic_share: { lower_quartile: quartile(0.25), median: quartile(0.5), upper_quartile: quartile(0.75) },
    capabilities: namedShares(CAPABILITIES, sharesOf(segments.capabilities, main, CAPABILITIES.length)),
    intents: namedShares(INTENTS, sharesOf(segments.intents, main, INTENTS.length)),
    speaks_for: speaksFor(population, text, gone, group),
    speaks_against: speaksAgainst(population, text, gone, routers),
    explanation: nearestExplanation(text, routed.length, gone, group),
    ...(routers.length > 0 ? { routers } : {}),
  };
}

/** The id of a text (T- and eight hexadecimal digits) from that of its most used segment. */
function textId(segment: string): string {
  return `T-${hash64BigInt(`text/${segment}`).toString(16).padStart(16, '0').slice(0, 8).toUpperCase()}`;
}

function round(share: number): number {
  return Number(share.toFixed(4));
}

function sharesOf(scores: Float64Array, segment: number, width: number): Float64Array {
  return capabilityShares(scores.subarray(segment * width, (segment + 1) * width));
}

/** Users by the day of their first exchange. */
function adoption(firsts: readonly number[]): TextUnderReview['adoption'] {
  const days = new Map<string, number>();
  for (const first of [...firsts].sort((a, b) => a - b)) {
    const day = new Date(first).toISOString().slice(0, 10);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days].map(([day, new_users]) => ({ day, new_users }));
}

function dropOuts({ input }: Population, members: readonly number[]): number {
  const { units, window } = input;
  const end = window?.to ?? Number.POSITIVE_INFINITY;
  const gone = members.filter((i) => units.last[i] - units.first[i] <= dropOutMs && units.last[i] <= end - dropOutMs);
  return gone.length / members.length;
}

function routerIndicators({ input }: Population, { users }: CandidateText): RouterIndicator[] {
  const { units } = input;
  const senders = new Map<string, { end_users: number; carrying: number }>();
  users.units.forEach((i, k) => {
    if (units.subAccount[i] === null) return;
    const entry = senders.get(units.account[i]) ?? { end_users: 0, carrying: 0 };
    senders.set(units.account[i], { end_users: entry.end_users + 1, carrying: entry.carrying + users.uses[k] });
  });
  if (senders.size === 0) return [];
  const all = new Map<string, { end_users: number; exchanges: number }>();
  for (let i = 0; i < units.count; i++) {
    if (!senders.has(units.account[i])) continue;
    const entry = all.get(units.account[i]) ?? { end_users: 0, exchanges: 0 };
    all.set(units.account[i], {
      end_users: entry.end_users + (units.subAccount[i] === null ? 0 : 1),
      exchanges: entry.exchanges + units.exchanges[i],
    });
  }
  return [...senders]
    .map(([account, { end_users, carrying }]) => {
      const router = all.get(account) ?? { end_users, exchanges: carrying };
      return {
        account,
        end_users,
        all_end_users: router.end_users,
        traffic_share: round(Math.min(1, carrying / router.exchanges)),
      };
    })
    .sort((a, b) => b.end_users - a.end_users || (a.account < b.account ? -1 : 1));
}

/** The tested group that is most like the users of a text; null if none is like them. */
function likestGroup(members: readonly number[], tested: readonly TestedGroup[]): TestedGroup | null {
  const inside = new Set(members);
  let best: TestedGroup | null = null;
  let most = sameGroup;
  for (const one of tested) {
    let both = 0;
    for (const i of one.group.members) if (inside.has(i)) both++;
    const alike = both / (members.length + one.group.members.length - both);
    if (alike < most || (alike === most && best !== null)) continue;
    best = one;
    most = alike;
  }
  return best;
}

function speaksFor(population: Population, text: CandidateText, gone: number, group: TestedGroup | null): string[] {
  const { segments, input } = population;
  const { figures, users } = text;
  const [main] = text.segments;
  const wanted = namedShares(INTENTS, sharesOf(segments.intents, main, INTENTS.length)).filter(
    ({ name }) => name !== 'answer',
  );
  const harvest = wanted.reduce((sum, { share }) => sum + share, 0);
  const sentences = [
    `${percentText(harvest)} of what its exchanges ask for is training data${
      wanted.length > 0 ? `, foremost ${wanted[0].name.replaceAll('_', ' ')} (${percentText(wanted[0].share)})` : ''
    }; the population’s median account: ${percentText(population.baseline.harvestIntent)}.`,
    `It is in ${percentText(quantile(figures.shares, 0.5))} of what a typical user sends (the middle half of its users: ${percentText(quantile(figures.shares, 0.25))} to ${percentText(quantile(figures.shares, 0.75))}).`,
    `${percentText(figures.different)} of its messages differ, and a typical user sends some ${grouped(figures.bodies)} different ones.`,
    `${grouped(users.units.length)} accounts and end users that do not openly belong together (${grouped(figures.circles)} circles) send it, ${percentText(users.units.length / input.units.count)} of all.`,
  ];
  if (gone <= lowDrift)
    sentences.push(
      `Its users stay: ${percentText(gone)} were gone within ${grouped(dropOutMs / DAY)} days of their first exchange.`,
    );
  const inCampaigns = Math.max(...text.parts.map((part) => part.inCampaigns));
  if (inCampaigns > 0) sentences.push(`${grouped(inCampaigns)} more users of the text are in campaigns.`);
  // The row about intent would repeat the first sentence.
  const rows = (group?.evidence ?? []).filter(
    ({ kind, family, strength }) =>
      family !== 'intent' && strength >= (kind === 'relational' ? minRelational : minNamedStrength),
  );
  for (const { summary } of [...rows].sort((a, b) => b.strength - a.strength)) sentences.push(summary);
  return sentences;
}

function speaksAgainst(
  population: Population,
  text: CandidateText,
  gone: number,
  routers: readonly RouterIndicator[],
): string[] {
  const { figures } = text;
  const { segments } = population;
  const [main] = text.segments;
  const sentences = ['Nothing ties its users to one operator as strongly as a campaign needs.'];
  if (figures.verified > 0)
    sentences.push(`${percentText(figures.verified)} of its users have a verified identity or business.`);
  if (quantile(figures.shares, 0.5) < trafficShare[1])
    sentences.push('Its typical user sends more without it than with it.');
  if (figures.burst > burstShare[0])
    sentences.push(
      `A typical user sends ${percentText(figures.burst)} of its exchanges on its ${grouped(burstDays)} busiest days, as people do who try a script.`,
    );
  if (gone >= manyDroppedOut)
    sentences.push(
      `${percentText(gone)} of its users were gone within ${grouped(dropOutMs / DAY)} days of their first exchange.`,
    );
  if (segments.followUps[main] > 0)
    sentences.push(`${percentText(segments.followUps[main])} of its exchanges continue a conversation.`);
  for (const router of routers)
    if (router.end_users >= routersPrompt * router.all_end_users)
      sentences.push(
        `${percentText(router.end_users / router.all_end_users)} of the end users of router ${router.account} send it: it may be the router’s own prompt.`,
      );
  return sentences;
}

function nearestExplanation(
  { users, figures }: CandidateText,
  routed: number,
  gone: number,
  group: TestedGroup | null,
): TextUnderReview['explanation'] {
  const tied = group?.evidence.some(({ kind, strength }) => kind === 'relational' && strength >= minRelational) ?? false;
  if (2 * routed > users.units.length)
    return {
      kind: 'router_users',
      sentence: 'Most of its users are end users of a router: only the router knows whether they are one customer.',
    };
  if (tied)
    return {
      kind: 'weakly_tied',
      sentence: 'Some of its users are tied to each other, too weakly to call them one operator.',
    };
  if (gone >= manyDroppedOut || figures.burst > burstShare[0])
    return {
      kind: 'passed_round',
      sentence: 'Its users use it for a few days, as people use a prompt or a script that is passed round.',
    };
  return {
    kind: 'shared_by_strangers',
    sentence: 'Shared by strangers: the log cannot tell a private pipeline from a prompt that people copy from each other.',
  };
}
