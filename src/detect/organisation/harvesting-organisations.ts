/**
 * Harvests inside one verified organisation. Its accounts are one party, so what they share ties nobody and they are no
 * campaign of several parties. But being known excuses no harvest: each organisation is tested as one unit, by what its accounts ask
 * for. A finding needs accounts that each live by such requests, a substantial share of the organisation's own traffic, and
 * many different messages. What a grant names is left out, and so are accounts that are in a campaign.
 *
 * What firms do every day is no sign of a harvest by itself. A text that its accounts have in common says nothing, nor do
 * signatures that one account hands to another, as a gateway does that spreads requests over its keys. Verdicts on its own work
 * (review bots, judges of its product) count only as far as finished reasoning is brought along to be judged. Made and
 * cleaned data count with finished reasoning as well, or where answers are long and requests of one form: one prompt of a large
 * tool that the intent model misreads would otherwise be a finding. A prompt that lets the model think first counts
 * where the answers are long. Null model: the population's median account, and the lengths of others' answers. Defeated by
 * ordinary requests of the same accounts, several times as many as the harvest.
 */
import { valuesOf } from '../../model/parameter.ts';
import type { ContentFamily, Intent } from '../../model/vocabulary.ts';
import { organisationConfidence } from '../campaign/organisation-confidence.ts';
import type { TestedGroup } from '../campaign/tested-group.ts';
import { EVERYDAY, shareBeyondEveryday, VERDICTS } from '../evidence/intent/everyday.ts';
import { purposeBeyondUsual } from '../evidence/intent/purpose.ts';
import { type Group, type Population, profileGroup, trafficSlice } from '../group/group.ts';
import { ORGANISATION_PARAMETERS } from '../parameters/campaign-organisation.ts';
import { INTENT_PURPOSE_PARAMETERS } from '../parameters/evidence/intent.ts';
import { noisyOr } from '../population/numbers.ts';

const { minAccounts, minTrafficShare, minMessages, minPurpose } = valuesOf(ORGANISATION_PARAMETERS);
const { longAnswers } = valuesOf(INTENT_PURPOSE_PARAMETERS);

/** The families that say something of an organisation, which shares texts and hands over its own transcripts in the open. */
const TELLING: readonly ContentFamily[] = ['intent', 'technique_search', 'focus', 'harvest_shape', 'pivot'];
const SHAPE_MEASURES = ['output_strength', 'task_list_strength'];

/** A verified organisation whose accounts harvest. Its group is those accounts; the others have no part in the finding. */
export interface HarvestingOrganisation extends TestedGroup {
  /** All its verified accounts, also those that do not harvest. */
  readonly accounts: number;
  /** What each member of the group sends, in their order. */
  readonly seats: readonly Seat[];
  /** Share of the organisation's exchanges that the members send for training data. */
  readonly trafficShare: number;
  /** Different messages among these, estimated. */
  readonly messages: number;
}

/**
 * Finds the verified organisations whose accounts harvest, in the order of their first account.
 *
 * @param taken 1 for each unit that is in a campaign
 * @param test gives the evidence of a group
 */
export function harvestingOrganisations(
  population: Population,
  taken: Uint8Array,
  test: (group: Group) => TestedGroup,
): HarvestingOrganisation[] {
  return organisationsOf(population).flatMap((accounts) => {
    const free = accounts.filter((i) => taken[i] === 0);
    const longest = population.baseline.habits.outputTokens.against(accounts).quantile(longAnswers);
    const found = (everyday: readonly Intent[]) =>
      tested(
        population,
        accounts,
        free.flatMap((i) => harvestOf(population, i, everyday, longest) ?? []),
        test,
      );
    const clear = found(EVERYDAY);
    if (clear !== null) return [clear];
    const shaped = found(VERDICTS);
    return shaped !== null && shapeOf(shaped) >= minPurpose ? [shaped] : [];
  });
}

/** Tests the accounts of an organisation that harvest, if there is enough of it; null if that is no finding. */
function tested(
  population: Population,
  accounts: readonly number[],
  seats: readonly Seat[],
  test: (group: Group) => TestedGroup,
): HarvestingOrganisation | null {
  if (seats.length < minAccounts) return null;
  const { exchanges } = population.input.units;
  const harvested = seats.reduce((sum, seat) => sum + seat.harvested, 0);
  const trafficShare = harvested / accounts.reduce((sum, i) => sum + exchanges[i], 0);
  const members = seats.map(({ unit }) => unit);
  const messages = harvested * differentShare(population, members);
  if (trafficShare < minTrafficShare || messages < minMessages) return null;
  const { group, evidence, open } = test(profileGroup(population, members));
  const telling = evidence.filter((row) => (TELLING as readonly string[]).includes(row.family));
  const confidence = organisationConfidence(telling);
  if (confidence === 0) return null;
  return {
    group,
    evidence: telling,
    open,
    verdict: { confidence, contributions: [], heldBy: null },
    accounts: accounts.length,
    seats,
    trafficShare,
    messages,
  };
}

/** 0..1: how far answers are long and messages of one form. Requests without a conversation are what any product sends. */
function shapeOf({ evidence }: TestedGroup): number {
  const shape = evidence.find(({ family }) => family === 'harvest_shape')?.detail;
  return noisyOr(SHAPE_MEASURES.map((name) => Number(shape?.[name] ?? 0)));
}

/** The accounts of each verified organisation that has several. */
function organisationsOf({ parties }: Population): number[][] {
  const accounts = new Map<number, number[]>();
  for (let i = 0; i < parties.of.length; i++) {
    if (parties.organisation[i] === 0) continue;
    const list = accounts.get(parties.of[i]);
    if (list) list.push(i);
    else accounts.set(parties.of[i], [i]);
  }
  return [...accounts.values()];
}

/** An account that lives by requests for training data. */
interface Seat {
  readonly unit: number;
  /** Exchanges that no grant names. */
  readonly exchanges: number;
  /** Share of them that ask for training data, by the mean of their scores. */
  readonly share: number;
  /** How many of them are for training data, as far as the strength of that share says so. */
  readonly harvested: number;
}

/**
 * What an account harvests beyond grants; null if it does not live by that.
 *
 * @param everyday intents that count only with finished reasoning
 * @param longest output tokens from which answers are long
 */
function harvestOf(population: Population, unit: number, everyday: readonly Intent[], longest: number): Seat | null {
  const { authorised, ungranted, unitShapes } = population.input;
  if (authorised.has(unit)) return null;
  const slice = trafficSlice(population, [unit]);
  const open = ungranted.get(unit);
  const exchanges = open?.exchanges ?? slice.exchanges;
  if (exchanges === 0) return null;
  const intents = open === undefined ? slice.intents : open.intents.map((sum) => sum / exchanges);
  // A log without token counts knows nothing of lengths.
  const short = slice.outputTokens > 0 && slice.outputTokens < longest;
  const share = shareBeyondEveryday(
    intents,
    short ? [...everyday, 'reasoning_elicitation'] : everyday,
    unitShapes.traced[unit] / slice.exchanges,
  );
  const strength = purposeBeyondUsual(share, slice, population.baseline);
  return strength < minPurpose ? null : { unit, exchanges, share, harvested: exchanges * strength };
}

/**
 * Different messages per exchange, 0..1: of each account by itself, and in the sample of long messages of all of them. A public list
 * of tasks that several accounts run is one list.
 */
function differentShare(population: Population, members: readonly number[]): number {
  const { units, repeats } = population.input;
  const inside = new Set(members);
  let exchanges = 0;
  let bodies = 0;
  let sampled = 0;
  for (const i of members) {
    exchanges += units.exchanges[i];
    bodies += units.bodies[i];
    sampled += repeats.sent[i];
  }
  const own = Math.min(1, bodies / exchanges);
  if (sampled < minMessages) return own;
  const tasks = new Set<number>();
  let again = 0;
  for (let r = 0; r < repeats.unit.length; r++) {
    if (!inside.has(repeats.unit[r])) continue;
    again += repeats.hours[r];
    tasks.add(repeats.task[r]);
  }
  return Math.min(own, Math.max(0, sampled - again + tasks.size) / sampled);
}
