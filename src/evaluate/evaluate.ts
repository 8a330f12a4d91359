/**
 * Compares findings with labels. The rules, which docs/reference/command-line.md repeats for readers:
 * - The unit is an account (or a router's end user, where there are labels for them).
 * - Primary rule: an account counts as found when a finding of confidence 0.5 or more names it in campaigns.json.
 *   An account that several findings name belongs to the most confident one.
 * - The same figures are given with "its action in accounts.ndjson is at least X" for every action X.
 * - A labelled account that is missing from accounts.ndjson counts as action allow, risk 0.
 * - A found account without a label is counted and otherwise ignored, since its true class is unknown.
 * - An account is honest when the campaign of its label is null; its group is the kind of honest traffic.
 */
import { ok, type Result } from '../base/problem.ts';
import type { ReplayFile } from '../model/replay.ts';
import { memberIds, unitId } from '../model/unit-id.ts';
import { ACTIONS, type Action, actionRank } from '../model/vocabulary.ts';
import { type Calibration, reliability } from './calibration.ts';
import { type FoundCampaign, type FoundFiles, readFound } from './found.ts';
import { type Proportion, proportion } from './intervals.ts';
import { type Label, type Labels, readLabels } from './labels.ts';
import { type CampaignMatch, firstClaim, match } from './matching.ts';
import { auprc, auroc, type OperatingPoint, operatingPoint, rankScores } from './ranking.ts';
import { readReplay, type TimeToDetect, timeToDetect } from './time-to-detect.ts';

/** A finding below this confidence does not count as a detection in the primary figures. */
export const PRIMARY_CONFIDENCE = 0.5;
const TARGET_RATES = [1e-3, 1e-4];

/** Precision and recall over labelled accounts under one rule for "found". */
export interface PrecisionRecall {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly missed: number;
  readonly precision: Proportion;
  readonly recall: Proportion;
  readonly f1: number | null;
}

/** A planted campaign and the finding that matches it. */
export interface CampaignResult extends CampaignMatch {
  /** Its accounts by action. */
  readonly actions: Readonly<Record<Action, number>>;
  readonly recall: Proportion;
  readonly confidence: number | null;
  readonly firstSeen: string | null;
}

/** A finding and the labels of its accounts. */
export interface FindingResult {
  readonly id: string;
  readonly confidence: number;
  readonly action: Action;
  readonly accounts: number;
  readonly unlabelled: number;
  /** Labelled accounts by truth group, largest first. */
  readonly groups: readonly {
    readonly group: string;
    readonly planted: boolean;
    readonly accounts: number;
  }[];
}

/** A group of honest accounts by recommended action. */
export interface GroupResult {
  readonly group: string;
  readonly accounts: number;
  readonly actions: Readonly<Record<Action, number>>;
  /** In a finding under the primary rule. */
  readonly inFinding: Proportion;
  /** At this action or a harsher one. */
  readonly atLeast: Readonly<Record<Exclude<Action, 'allow'>, Proportion>>;
}

/** Router end users in accounts.ndjson; judged by their own label, else by their router's. */
export interface SubAccountResult {
  readonly lines: number;
  readonly labelledThemselves: number;
  readonly byGroup: readonly { readonly group: string; readonly actions: Readonly<Record<Action, number>> }[];
}

/** All figures of `stillwatch evaluate`; its --json output. */
export interface Evaluation {
  readonly input: {
    readonly labelled: number;
    readonly found: number;
    readonly conflictingLabels: number;
    readonly repeatedLabels: number;
    readonly badTruthLines: number;
    readonly badFoundLines: number;
    /** Labelled, but accounts.ndjson has no line for it. */
    readonly notInFound: number;
    /** In accounts.ndjson or campaigns.json, but without a label. */
    readonly unlabelled: number;
  };
  readonly accounts: { readonly harvesting: number; readonly honest: number };
  readonly primary: PrecisionRecall;
  readonly byAction: Readonly<Record<Exclude<Action, 'allow'>, PrecisionRecall>>;
  readonly purity: number | null;
  readonly adjustedPurity: number | null;
  readonly ranking: {
    readonly auroc: number | null;
    readonly auprc: number | null;
    readonly points: readonly OperatingPoint[];
  };
  readonly calibration: Calibration;
  readonly campaigns: readonly CampaignResult[];
  readonly findings: readonly FindingResult[];
  readonly honest: readonly GroupResult[];
  readonly subAccounts: SubAccountResult;
  /** Null when the analysis did not replay the log. */
  readonly timeToDetect: TimeToDetect | null;
}

/**
 * Reads labels and findings and compares them.
 * @param truth path of the labels, NDJSON, plain or gzip
 * @param found directory of an analysis
 * @returns problems `file_unreadable`, `truth_empty` or `found_unreadable` when either cannot be read
 */
export async function evaluateFiles(truth: string, found: string): Promise<Result<Evaluation>> {
  const labels = await readLabels(truth);
  if (!labels.ok) return labels;
  const findings = await readFound(found);
  if (!findings.ok) return findings;
  const replay = await readReplay(found);
  if (!replay.ok) return replay;
  return ok(evaluate(labels.value, findings.value, replay.value));
}

/** Compares labels with findings. `replay` is null when the analysis did not replay the log. */
export function evaluate(labels: Labels, found: FoundFiles, replay: ReplayFile | null = null): Evaluation {
  const keys = [...labels.units.keys()];
  const harvesting = Uint8Array.from(keys, (key) => (labelOf(labels, key).campaign === null ? 0 : 1));
  const risks = Float64Array.from(keys, (key) => found.units.get(key)?.risk ?? 0);
  const actions = keys.map((key): Action => found.units.get(key)?.action ?? 'allow');

  const counted = [...found.campaigns]
    .filter((campaign) => campaign.confidence >= PRIMARY_CONFIDENCE)
    .sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
  const members = firstClaim(
    counted.map((campaign) => [campaign.id, memberIds(campaign).filter((key) => labels.units.has(key))] as const),
  );
  const inFinding = new Set([...members.values()].flatMap((set) => [...set]));

  const planted = new Map<string, Set<string>>();
  for (const key of keys) {
    const { campaign } = labelOf(labels, key);
    if (campaign !== null) planted.set(campaign, (planted.get(campaign) ?? new Set()).add(key));
  }
  const matching = match({ planted: sorted(planted), found: members });
  const ranking = rankScores(risks, harvesting);

  return {
    input: {
      labelled: keys.length,
      found: found.units.size,
      conflictingLabels: labels.conflicting.size,
      repeatedLabels: labels.repeated,
      badTruthLines: labels.lines.bad,
      badFoundLines: found.lines.bad,
      notInFound: keys.reduce((sum, key) => sum + (found.units.has(key) ? 0 : 1), 0),
      unlabelled: countUnlabelled(labels, found),
    },
    accounts: { harvesting: ranking.positives, honest: ranking.negatives },
    primary: detection(harvesting, (i) => inFinding.has(keys[i] as string)),
    byAction: perHarsherAction((least) =>
      detection(harvesting, (i) => actionRank(actions[i] as Action) >= actionRank(least)),
    ),
    purity: matching.purity,
    adjustedPurity: matching.adjustedPurity,
    ranking: {
      auroc: auroc(ranking),
      auprc: auprc(ranking),
      points: TARGET_RATES.map((target) => operatingPoint(ranking, target)),
    },
    calibration: reliability(risks, harvesting),
    campaigns: matching.campaigns.map((result) => {
      const finding = counted.find((campaign) => campaign.id === result.finding);
      return {
        ...result,
        actions: countActions(planted.get(result.campaign) ?? [], found),
        recall: proportion(result.foundAnywhere, result.accounts),
        confidence: finding?.confidence ?? null,
        firstSeen: finding?.first_seen ?? null,
      };
    }),
    findings: found.campaigns.map((campaign) => describeFinding(campaign, labels)),
    honest: honestGroups(labels, found, inFinding),
    subAccounts: judgeSubAccounts(labels, found),
    timeToDetect: replay === null ? null : timeToDetect(labels, replay),
  };
}

function labelOf(labels: Labels, key: string): Label {
  return labels.units.get(key) as Label;
}

function detection(harvesting: Uint8Array, isFound: (index: number) => boolean): PrecisionRecall {
  let truePositives = 0;
  let falsePositives = 0;
  let missed = 0;
  for (let i = 0; i < harvesting.length; i++) {
    if (isFound(i)) {
      if (harvesting[i] === 1) truePositives++;
      else falsePositives++;
    } else if (harvesting[i] === 1) missed++;
  }
  const wrong = falsePositives + missed;
  return {
    truePositives,
    falsePositives,
    missed,
    precision: proportion(truePositives, truePositives + falsePositives),
    recall: proportion(truePositives, truePositives + missed),
    f1: truePositives + wrong === 0 ? null : (2 * truePositives) / (2 * truePositives + wrong),
  };
}

function perHarsherAction<T>(make: (action: Action) => T): Record<Exclude<Action, 'allow'>, T> {
  return {
    watch: make('watch'),
    review: make('review'),
    verify: make('verify'),
    limit: make('limit'),
    suspend: make('suspend'),
  };
}

function noActions(): Record<Action, number> {
  return Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<Action, number>;
}

function countActions(keys: Iterable<string>, found: FoundFiles): Record<Action, number> {
  const counts = noActions();
  for (const key of keys) counts[found.units.get(key)?.action ?? 'allow']++;
  return counts;
}

function describeFinding(campaign: FoundCampaign, labels: Labels): FindingResult {
  const own = memberIds(campaign);
  const groups = new Map<string, { group: string; planted: boolean; accounts: number }>();
  let unlabelled = 0;
  for (const key of own) {
    const label = labels.units.get(key);
    if (label === undefined) {
      unlabelled++;
      continue;
    }
    const name = label.campaign ?? label.group;
    const group = groups.get(name) ?? { group: name, planted: label.campaign !== null, accounts: 0 };
    group.accounts++;
    groups.set(name, group);
  }
  return {
    id: campaign.id,
    confidence: campaign.confidence,
    action: campaign.action,
    accounts: own.length,
    unlabelled,
    groups: [...groups.values()].sort((a, b) => b.accounts - a.accounts || (a.group < b.group ? -1 : 1)),
  };
}

function honestGroups(labels: Labels, found: FoundFiles, inFinding: ReadonlySet<string>): GroupResult[] {
  const groups = new Map<string, string[]>();
  for (const [key, label] of labels.units) {
    if (label.campaign !== null) continue;
    const keys = groups.get(label.group);
    if (keys === undefined) groups.set(label.group, [key]);
    else keys.push(key);
  }
  return [...sorted(groups)].map(([group, keys]) => {
    const actions = countActions(keys, found);
    const from = (least: Action): number =>
      ACTIONS.slice(actionRank(least)).reduce((sum, action) => sum + actions[action], 0);
    return {
      group,
      accounts: keys.length,
      actions,
      inFinding: proportion(keys.filter((key) => inFinding.has(key)).length, keys.length),
      atLeast: perHarsherAction((least) => proportion(from(least), keys.length)),
    };
  });
}

function judgeSubAccounts(labels: Labels, found: FoundFiles): SubAccountResult {
  let lines = 0;
  let labelledThemselves = 0;
  const byGroup = new Map<string, Record<Action, number>>();
  for (const [key, unit] of found.units) {
    if (unit.subAccount === null) continue;
    lines++;
    const own = labels.units.get(key);
    if (own !== undefined) labelledThemselves++;
    const group = (own ?? labels.units.get(unitId(unit.account)))?.group ?? 'no label';
    const actions = byGroup.get(group) ?? noActions();
    actions[unit.action]++;
    byGroup.set(group, actions);
  }
  return {
    lines,
    labelledThemselves,
    byGroup: [...sorted(byGroup)].map(([group, actions]) => ({ group, actions })),
  };
}

/** End users are judged by their router's label, so they count as unlabelled only when the router is too. */
function countUnlabelled(labels: Labels, found: FoundFiles): number {
  const known = (key: string): boolean => labels.units.has(key) || labels.conflicting.has(key);
  const unknown = new Set<string>();
  for (const [key, unit] of found.units) if (!known(key) && !known(unitId(unit.account))) unknown.add(key);
  for (const campaign of found.campaigns) {
    for (const account of campaign.accounts) if (!known(unitId(account))) unknown.add(unitId(account));
  }
  return unknown.size;
}

function sorted<T>(map: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
