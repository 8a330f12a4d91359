/**
 * Decides whether the use of a group's templates makes an account a member. Three things count: a tie to the group, sending
 * the templates as its users do, and behaving as they do in everything that the text does not decide (behaviour-similarity.ts). Any
 * two are enough, so an untied account needs both of the others: a public script has honest users who send every word of it,
 * in their own hours, from their own machines. An account that shares a card with the group's fringe, sends a passage of its text
 * now and then, and otherwise behaves differently is no member either.
 */
import { DAY } from '../../base/clock.ts';
import { once } from '../../base/memo.ts';
import { valuesOf } from '../../model/parameter.ts';
import { MEMBERSHIP_PARAMETERS } from '../parameters/group-membership.ts';
import { median, quantile } from '../population/numbers.ts';
import { type BehaviourSimilarity, behaviourSimilarity } from './behaviour-similarity.ts';
import type { Group, Population } from './group.ts';

const {
  tiedShare,
  typicalPartTied,
  typicalPartUntied,
  broadUse,
  minTypicalPart,
  smallPart,
  minSentShare,
  minSent,
  minSentEndUser,
  minModels,
  minModelShare,
  minLikeness,
  minTelling,
  minLikenessTied,
  minInstitutionUsers,
  levelQuantile,
  minLevel,
  levelShare,
  priorExchanges,
  hidingShare,
} = valuesOf(MEMBERSHIP_PARAMETERS);

/** Too few models say nothing. */
const UNKNOWABLE: BehaviourSimilarity = { of: () => 0, telling: () => [] };

/** By unit. */
export interface TemplateUse {
  /** Exchanges that carry a template, each counted as far as it is one. */
  readonly sent: Float64Array;
  /** Templates used. */
  readonly breadth: Uint32Array;
  /** Exchanges that carry the most used one. */
  readonly most: Float64Array;
  /** 1: a text behind which it harvests, and whose other users do not (population/segment-split.ts), is in most of its exchanges. */
  readonly hiding: Uint8Array;
  /** Mean harvest intent of the unit's own exchanges with templates, 0..1. */
  readonly harvest: Float64Array;
}

/** Who is tied to a group: 1 for each such unit. */
export interface MembershipTies {
  readonly any: Uint8Array;
  /** Tied by a card, a mailbox or a phone. */
  readonly personal: Uint8Array;
}

/**
 * Makes the test for membership of a group.
 *
 * @returns whether a unit, member or not, belongs to the group
 */
export function membership(
  population: Population,
  group: Group,
  use: TemplateUse,
  { any: ties, personal }: MembershipTies,
): (unit: number) => boolean {
  const { sent } = use;
  const { exchanges, record, subAccount } = population.input.units;
  const users = group.members.filter((i) => sent[i] > 0);
  const tied = users.filter((i) => ties[i] === 1);
  const sendsAsThey = likeUse(population, use, users, tied);
  const likeness = likenessTo(population, users, (i) => ties[i] === 1);
  const institution = institutions(population, sent);
  const harvests = ownConduct(use, users);
  return (i) => {
    if (population.input.authorised.has(i)) return false;
    if (sent[i] < (subAccount[i] === null ? minSent : minSentEndUser) || sent[i] < minSentShare * exchanges[i]) return false;
    if (!harvests(i)) return false;
    // A verified business that nobody pays for hides nothing: a template it has in common is a tool's, or was copied from it.
    // Its network ties it to whoever signs up there.
    if (record[i]?.verification === 'business' && personal[i] === 0) return false;
    if (ties[i] === 1) return sendsAsThey(i) || likeness.of(i) >= minLikenessTied;
    if (institution(i)) return false;
    if (!sendsAsThey(i) || likeness.of(i) < minLikeness) return false;
    // Of a router's end user no trait is known (traits.ts).
    return subAccount[i] !== null || likeness.telling(i).length >= minTelling;
  };
}

/**
 * Whether a unit's own exchanges with the templates harvest, by the group's own measure: what others do with the same text is
 * nobody's doing but theirs. Where the group's requests ask for nothing by themselves, as those of relayed users, all are alike.
 */
export function ownConduct({ sent, harvest }: TemplateUse, users: readonly number[]): (unit: number) => boolean {
  const level = quantile(
    users.map((i) => harvest[i]),
    levelQuantile,
  );
  if (level < minLevel) return () => true;
  return (i) => sent[i] * harvest[i] + priorExchanges * level >= levelShare * level * (sent[i] + priorExchanges);
}

/** How far a unit behaves like users of a group's templates, or like those of them that are tied, if these are enough. */
export function likenessTo(
  population: Population,
  users: readonly number[],
  isTied: (unit: number) => boolean,
): BehaviourSimilarity {
  const tied = users.filter(isTied);
  const models = tied.length >= Math.max(minModels, minModelShare * users.length) ? tied : users;
  return models.length >= minModels ? behaviourSimilarity(population.traits, models) : UNKNOWABLE;
}

/** Whether a unit sends the templates about as much as users typically do, and as many of them. */
function likeUse(
  population: Population,
  { sent, breadth, most, hiding }: TemplateUse,
  users: readonly number[],
  tied: readonly number[],
): (unit: number) => boolean {
  const { exchanges, first, last } = population.input.units;
  const daily = (i: number) => sent[i] / Math.max(1, (last[i] - first[i]) / DAY);
  const shown = tied.length >= tiedShare * users.length;
  const part = shown ? typicalPartTied : typicalPartUntied;
  const models = shown ? tied : users;
  const typical = median(models.map((i) => sent[i]));
  const typicalShare = median(models.map((i) => sent[i] / exchanges[i]));
  const typicalDaily = median(models.map(daily));
  const typicalMost = median(models.map((i) => most[i] / exchanges[i]));
  const typicalBreadth = median(models.map((i) => breadth[i]));
  const asMuch = (i: number) => sent[i] >= part * typical || (breadth[i] >= broadUse && daily(i) >= part * typicalDaily);
  // Who never sent so much of anything is measured by the share of what it sent.
  const small = (i: number) => exchanges[i] < part * typical && sent[i] >= smallPart * typicalShare * exchanges[i];
  // Templates are met one after the other: who sends a tenth of what is typical has met about a tenth of them.
  // Who tries a script has few of them; who harvests behind other customers' text tries none, whatever else the others send.
  const asMany = (i: number) =>
    hiding[i] === 1 || breadth[i] >= minTypicalPart * typicalBreadth * Math.min(1, sent[i] / typical);
  return (i) => (asMuch(i) || small(i)) && most[i] >= minTypicalPart * typicalMost * exchanges[i] && asMany(i);
}

/**
 * Whether a unit belongs to a circle (ties.ts) of a school, a laboratory or a firm of which several send the templates. Most
 * accounts of such a circle are on its programme; of a mail provider's, a few are on some firm's.
 */
function institutions(population: Population, sent: Float64Array): (unit: number) => boolean {
  const { circles } = population;
  const { open, others } = programs(population);
  const users = new Map<number, number>();
  for (let i = 0; i < open.length; i++)
    if (sent[i] > 0 && open[i] === 1) users.set(circles[i], (users.get(circles[i]) ?? 0) + 1);
  return (i) => open[i] === 1 && others[circles[i]] <= 0 && (users.get(circles[i]) ?? 0) >= minInstitutionUsers;
}

/** Who is on the programme of an institution, and by circle how many more are not than are. */
const programs = once(({ input, circles }: Population) => {
  const open = Uint8Array.from(input.units.record, (record) => {
    const program = record?.program;
    return program === 'education' || program === 'research' || program === 'enterprise' ? 1 : 0;
  });
  const others = new Int32Array(circles.reduce((most, circle) => Math.max(most, circle), 0) + 1);
  circles.forEach((circle, i) => {
    others[circle] += open[i] === 1 ? -1 : 1;
  });
  return { open, others };
});

/**
 * How much every unit uses the templates.
 *
 * @param templates segments, ascending: sums of fractions depend on their order
 */
export function templateUse(population: Population, templates: readonly number[]): TemplateUse {
  const { postings, template, others } = population.segments;
  const harvest = new Float64Array(population.input.units.count);
  const { exchanges, count } = population.input.units;
  const sent = new Float64Array(count);
  const breadth = new Uint32Array(count);
  const most = new Float64Array(count);
  const hiding = new Uint8Array(count);
  for (const s of templates) {
    const part = template[s];
    for (let p = postings.start[s]; p < postings.start[s + 1]; p++) {
      sent[postings.unit[p]] += part * postings.weight[p];
      harvest[postings.unit[p]] += part * postings.weight[p] * postings.harvest[p];
      breadth[postings.unit[p]]++;
      most[postings.unit[p]] = Math.max(most[postings.unit[p]], postings.weight[p]);
      if (others[s] >= 0 && postings.weight[p] >= hidingShare * exchanges[postings.unit[p]]) hiding[postings.unit[p]] = 1;
    }
  }
  for (let i = 0; i < count; i++) {
    if (sent[i] > 0) harvest[i] /= sent[i];
    sent[i] = Math.min(sent[i], exchanges[i]);
  }
  return { sent, breadth, most, hiding, harvest };
}
