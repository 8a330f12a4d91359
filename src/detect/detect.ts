/**
 * Finds groups, then tests them. Segments are joined and weighed, communities are found, and each is refined and tested by every
 * family of evidence; overlapping groups become one. Groups that were tested and dismissed are kept with the reasons, because
 * an analyst wants to see them. Deterministic: the same input and seed give the same findings. Leaves out what to do about a
 * campaign (decide/).
 */

import { type DetectInput, postingSize } from '../aggregate/detect-input.ts';
import { atOnce, partOf, type Stepwise } from '../base/stepwise.ts';
import type { Evidence } from '../model/finding.ts';
import type { Norm } from '../model/norm.ts';
import { valuesOf } from '../model/parameter.ts';
import type { Family } from '../model/vocabulary.ts';
import { groupConfidence } from './campaign/confidence.ts';
import { campaignId, describeCampaign } from './campaign/describe.ts';
import { explainDismissed } from './campaign/dismissed-groups.ts';
import type { CampaignFinding, DetectionResult } from './campaign/finding.ts';
import { testLoosePart, withLoosePart } from './campaign/loose-part.ts';
import { operatorsOf } from './campaign/operators.ts';
import { type CandidateGroup, resolveOverlaps } from './campaign/overlaps.ts';
import { relate } from './campaign/related.ts';
import { testSamplings } from './campaign/samplings.ts';
import type { TestedGroup } from './campaign/tested-group.ts';
import { clientEvidence } from './evidence/client/client.ts';
import { failoverEvidence } from './evidence/failover/failover.ts';
import { focusEvidence } from './evidence/focus.ts';
import { harvestShapeEvidence } from './evidence/harvest-shape/harvest-shape.ts';
import { intentEvidence } from './evidence/intent/intent.ts';
import { networkEvidence } from './evidence/network/network.ts';
import { paymentEvidence } from './evidence/payment/payment.ts';
import { pivotEvidence } from './evidence/pivot.ts';
import { registrationEvidence } from './evidence/registration/registration.ts';
import { replayEvidence } from './evidence/replay/replay.ts';
import { segmentEvidence } from './evidence/segment/segment.ts';
import { shardingEvidence } from './evidence/sharding/sharding.ts';
import { techniqueSearchEvidence } from './evidence/technique-search/technique-search.ts';
import { timingEvidence } from './evidence/timing/timing.ts';
import { candidateGroups } from './group/cluster.ts';
import { type Group, type Population, profileGroup } from './group/group.ts';
import { measureOpenness } from './group/openness.ts';
import { refineGroup } from './group/refine.ts';
import { splitGroup } from './group/split.ts';
import { TriedSets } from './group/tried-sets.ts';
import { describeOrganisation } from './organisation/describe-organisation.ts';
import { harvestingOrganisations } from './organisation/harvesting-organisations.ts';
import { ACCOUNT_RISK_PARAMETERS, DETECTION_PARAMETERS } from './parameters/campaign-acceptance.ts';
import { type Baseline, meanHarvest } from './population/baseline.ts';
import { creatingPopulation } from './population.ts';
import { reviewTexts } from './text/texts-under-review.ts';

const {
  minParties,
  campaignConfidence,
  seedHarvest,
  seedTemplate,
  seedHarvestShape,
  seedWholeTemplate,
  coveredShare,
  sameUsers,
  sameGroup,
} = valuesOf(DETECTION_PARAMETERS);
const { harvestRisk, riskOfGroup, minNamedGroupConfidence } = valuesOf(ACCOUNT_RISK_PARAMETERS);

/** How a detection run goes. */
export interface DetectOptions {
  readonly seed: string;
  /** Families to leave out, as an ablation does: what would have been found without them. */
  readonly without?: readonly Family[];
  /** What accounts were like in earlier windows; absent: the log at hand alone says what is normal. */
  readonly earlier?: Norm | null;
}

/** The candidate groups of a detection run, before overlaps are resolved. */
export interface Candidates {
  readonly population: Population;
  /** Every group that was tested, with its evidence; overlaps are not resolved yet. */
  readonly tested: readonly CandidateGroup[];
  readonly test: (group: Group) => TestedGroup;
}

/** Progress when the population is made, candidates are tested and overlaps are resolved: measured on 20 million exchanges. */
const POPULATION_MADE = 0.25;
const CANDIDATES_TESTED = 0.8;
const OVERLAPS_RESOLVED = 0.9;

/** The first half of {@link detect}: candidate groups with the evidence of each family. Calibration uses it as well. */
export function findCandidates(input: DetectInput, options: DetectOptions): Candidates {
  return atOnce(findingCandidates(input, options));
}

function* findingCandidates(input: DetectInput, options: DetectOptions): Stepwise<Candidates> {
  const population = yield* partOf(creatingPopulation(input, options.earlier ?? null), 0, POPULATION_MADE);
  const without = new Set(options.without);
  const test = (group: Group) => testGroup(population, group, population.baseline, without);
  const tested = yield* partOf(testingCandidates(population, test, options.seed), POPULATION_MADE, CANDIDATES_TESTED);
  return { population, test, tested };
}

/**
 * Finds campaigns in what was aggregated.
 *
 * @param options `seed` decides ties between communities: the same input and seed give the same result
 * @returns campaigns, dismissed groups and the risk of every other account
 */
export function detect(input: DetectInput, options: DetectOptions): DetectionResult {
  return atOnce(detecting(input, options));
}

/** {@link detect} with pauses, since 20 million exchanges take a minute. Yields its progress, 0..1. */
export function* detecting(input: DetectInput, options: DetectOptions): Stepwise<DetectionResult> {
  const { population, tested, test } = yield* findingCandidates(input, options);
  yield CANDIDATES_TESTED;
  const resolved = resolveOverlaps(population, tested, {
    test: remembered((members) => test(profileGroup(population, members))),
    refine: (members) => refineGroup(population, members).members,
    accepts: (group) => group.parties >= minParties,
    confidence: campaignConfidence,
  });
  yield OVERLAPS_RESOLVED;
  const campaigns = resolved.flatMap((campaign) => separateOperators(population, campaign, test));
  const inCampaign = new Uint8Array(input.units.count);
  const mark = (groups: readonly TestedGroup[]) => {
    for (const { group } of groups) for (const i of group.members) inCampaign[i] = 1;
  };
  mark(campaigns);
  const organisations = harvestingOrganisations(population, inCampaign, test);
  mark(organisations);
  const described: CampaignFinding[] = relate(
    population,
    [...campaigns, ...organisations],
    withOwnIds([
      ...campaigns.map((t, k) => {
        const finding = withLoosePart(describeCampaign(population, t, k), testLoosePart(population, t.group, test));
        return { ...finding, samplings: testSamplings(population, t.group.members, test) };
      }),
      ...organisations.map((organisation) => describeOrganisation(population, organisation)),
    ]),
  );
  const { texts, leftOut, marks } = reviewTexts(population, tested, inCampaign);
  return {
    window: input.window,
    units: input.units.count,
    campaigns: described,
    dismissed: explainDismissed(
      population,
      tested.filter((t) => t.verdict.confidence < campaignConfidence),
      inCampaign,
    ),
    others: describeOthers(population, tested, inCampaign),
    texts,
    textsLeftOut: leftOut,
    textMarks: marks,
    norm: population.baseline.norm,
  };
}

/** Resolving overlaps tests the same members again and again: each set is tested once. */
function remembered(test: (members: readonly number[]) => TestedGroup) {
  const known = new Map<string, TestedGroup>();
  return (members: readonly number[]): TestedGroup => {
    const key = members.join();
    const result = known.get(key) ?? test(members);
    known.set(key, result);
    return result;
  };
}

/** Campaigns of the operators who harvest with one text, if each part is a campaign by itself. */
function separateOperators(
  population: Population,
  campaign: TestedGroup,
  test: (group: Group) => TestedGroup,
): TestedGroup[] {
  const parts = operatorsOf(population, campaign.group.members);
  if (parts.length < 2) return [campaign];
  const separate = parts.map((part) => test(profileGroup(population, part, parts.filter((other) => other !== part).flat())));
  const allAccepted = separate.every(
    ({ group, verdict }) => group.parties >= minParties && verdict.confidence >= campaignConfidence,
  );
  return allAccepted ? separate : [campaign];
}

/** A campaign is named after its main text. Operators who share a text get ids that depend on an account as well. */
function withOwnIds(findings: readonly CampaignFinding[]): CampaignFinding[] {
  const taken = new Set<string>();
  return findings.map((finding) => {
    let { id } = finding;
    for (const { account } of finding.members) {
      if (!taken.has(id)) break;
      id = campaignId(`${finding.id}/${account}`);
    }
    taken.add(id);
    return { ...finding, id };
  });
}

/** Progress of testing when the communities are found, and when they are tested; the users of segments come last. */
const COMMUNITIES_FOUND = 0.3;
const COMMUNITIES_TESTED = 0.8;

function* testingCandidates(
  population: Population,
  test: (group: Group) => TestedGroup,
  seed: string,
): Stepwise<CandidateGroup[]> {
  const { units } = population.input;
  const communities = candidateGroups(
    units.count,
    population.layers,
    population.segments,
    population.harvest,
    population.parties,
    minParties,
    seed,
  );
  const tested: CandidateGroup[] = [];
  const testedSets = new TriedSets(units.count);
  const covered = new Int32Array(units.count).fill(-1);
  const consider = (community: readonly number[], seedSegment: number | null) => {
    const held = refineGroup(population, withoutAuthorised(population, community));
    if (held.parties < minParties) return;
    if (seedSegment !== null && mostInOne(held.members, covered) >= sameGroup * held.members.length) return;
    const parts = splitGroup(population, held.members, seed);
    for (const part of parts) testPart(parts.length === 1 ? held : refineGroup(population, part), seedSegment);
  };
  const testPart = (group: Group, seedSegment: number | null) => {
    if (group.parties < minParties) return;
    if (testedSets.likest(group.members) >= sameGroup) return;
    testedSets.add(group.members);
    const result = { ...test(group), seedSegment };
    tested.push(result);
    if (result.verdict.confidence >= campaignConfidence) for (const i of group.members) covered[i] = tested.length;
  };
  const members = communities.reduce((sum, community) => sum + community.length, 0);
  let seen = 0;
  for (const community of communities) {
    yield COMMUNITIES_FOUND + ((COMMUNITIES_TESTED - COMMUNITIES_FOUND) * seen) / members;
    consider(community, null);
    seen += community.length;
  }
  const tried = new TriedSets(units.count);
  const seeds = seedSegments(population);
  for (const [k, segment] of seeds.entries()) {
    yield COMMUNITIES_TESTED + ((1 - COMMUNITIES_TESTED) * k) / seeds.length;
    const { postings } = population.segments;
    const users = Array.from(postings.unit.subarray(postings.start[segment], postings.start[segment + 1]));
    if (mostInOne(users, covered) >= coveredShare * users.length) continue;
    if (tried.likest(users) >= sameUsers) continue;
    tried.add(users);
    consider(users, segment);
  }
  return tested;
}

/** The largest number of units that one accepted group holds. */
function mostInOne(units: readonly number[], owner: Int32Array): number {
  const counts = new Map<number, number>();
  let most = 0;
  for (const i of units) {
    if (owner[i] < 0) continue;
    const count = (counts.get(owner[i]) ?? 0) + 1;
    counts.set(owner[i], count);
    most = Math.max(most, count);
  }
  return most;
}

/** Harvest segments, most used first: through its template, a campaign is found that communities divided or hid. */
function seedSegments(population: Population): number[] {
  const { segments, harvest } = population;
  const seeds: number[] = [];
  for (let s = 0; s < segments.postings.values; s++) {
    const whole = segments.template[s] >= seedWholeTemplate;
    if (harvest[s] < (whole ? seedHarvestShape : seedHarvest) || segments.template[s] < seedTemplate) continue;
    if (postingSize(segments.postings, s) >= minParties) seeds.push(s);
  }
  return seeds.sort((a, b) => postingSize(segments.postings, b) - postingSize(segments.postings, a) || a - b);
}

function withoutAuthorised(population: Population, members: readonly number[]): number[] {
  return members.filter((i) => !population.input.authorised.has(i));
}

function testGroup(population: Population, group: Group, baseline: Baseline, without: ReadonlySet<Family>): TestedGroup {
  const evidence = [
    paymentEvidence(population, group),
    registrationEvidence(population, group),
    networkEvidence(population, group),
    clientEvidence(population, group),
    timingEvidence(population, group, baseline),
    failoverEvidence(population, group),
    shardingEvidence(population, group),
    segmentEvidence(population, group, baseline),
    intentEvidence(population, group, baseline),
    focusEvidence(group, baseline),
    harvestShapeEvidence(population, group, baseline),
    pivotEvidence(population, group, baseline),
    replayEvidence(population, group, baseline),
    techniqueSearchEvidence(population, group, baseline),
  ].filter((row): row is Evidence => row !== null && !without.has(row.family));
  const open = measureOpenness(population, group);
  return { group, evidence, open, verdict: groupConfidence(evidence, open) };
}

function describeOthers(
  population: Population,
  tested: readonly TestedGroup[],
  inCampaign: Uint8Array,
): DetectionResult['others'] {
  const { units } = population.input;
  const groupRisk = new Float64Array(units.count);
  for (const { group, verdict } of tested) {
    // A group that a condition holds back is not suspect for its sum.
    if (verdict.confidence >= campaignConfidence || verdict.heldBy) continue;
    for (const i of group.members) groupRisk[i] = Math.max(groupRisk[i], verdict.confidence);
  }
  const others: (DetectionResult['others'][number] & { reasons: string[] })[] = [];
  for (let i = 0; i < units.count; i++) {
    if (inCampaign[i]) continue;
    const reasons: string[] = [];
    let risk = harvestRisk * meanHarvest(units, i);
    if (groupRisk[i] > 0) {
      risk = Math.max(risk, riskOfGroup * groupRisk[i]);
      if (groupRisk[i] >= minNamedGroupConfidence)
        reasons.push('member of a group that was looked at and not called a campaign');
    }
    if (population.input.authorised.has(i)) {
      risk = 0;
      reasons.push('covered by a distillation grant');
    }
    others.push({
      account: units.account[i],
      ...(units.subAccount[i] ? { sub_account: units.subAccount[i] as string } : {}),
      risk,
      reasons,
      exchanges: units.exchanges[i],
    });
  }
  return others;
}
