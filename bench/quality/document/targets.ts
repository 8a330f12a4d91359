/**
 * What is asked of detection, and whether it holds. The lines are ours: no provider publishes a detector's figures on
 * real traffic that they could be taken from. They are judged by the figure itself, not by the end of its interval,
 * which stands beside it.
 */
import { percent } from '../../../src/base/format.ts';
import { BASELINE_TITLES } from '../baselines/registry.ts';
import type { Outcome, Row } from '../cell/row.ts';
import {
  bestF1,
  campaignSummary,
  confidenceCalibration,
  detectionOf,
  honestSummary,
  median,
  rankingOf,
  rateAt,
  riskCalibration,
} from '../metrics/pooled.ts';
import { decimals, intervalText, percentText, perThousand, shareText } from './markdown.ts';
import { attacked, type Results, sectionOf } from './results.ts';

export interface TargetLine {
  readonly what: string;
  readonly asked: string;
  readonly got: string;
  /** null: not measured. */
  readonly holds: boolean | null;
}

export function judgeTargets(results: Results): TargetLine[] {
  const rows = sectionOf(results, 'default').rows.map(({ row }) => row);
  const outcomes = rows.map((row) => row.outcome);
  const found = detectionOf(outcomes.map((outcome) => outcome.found));
  const campaigns = campaignSummary(outcomes.flatMap((outcome) => outcome.campaigns));
  const honest = honestSummary(outcomes);
  const clean = outcomes.filter((outcome) => outcome.harvesting === 0);
  const alarms = clean.length === 0 ? null : clean.reduce((sum, { findings }) => sum + findings.length, 0);
  const risk = riskCalibration(outcomes).ece;
  const confidence = confidenceCalibration(outcomes).ece;
  const rate = (target: number, least: number): TargetLine => {
    const { tpr, bootstrap, tprInterval } = rateAt(outcomes, target);
    return atLeast(
      `harvesting accounts over the line that ${target} of the honest ones are over`,
      tpr,
      least,
      tpr === null ? '-' : `${percent(tpr)}${intervalText(bootstrap ?? tprInterval)}`,
    );
  };
  return [
    atLeast('harvesting accounts found', found.recall.share, 0.95, shareText(found.recall)),
    atLeast('accounts in findings that harvest', found.precision.share, 0.99, shareText(found.precision)),
    atLeast(
      'campaigns told apart',
      campaigns.found.share,
      0.95,
      `${campaigns.found.count} of ${campaigns.found.of}${intervalText(campaigns.found.interval)}`,
    ),
    atLeast(
      'coverage of the worst campaign',
      campaigns.worstCoverage,
      0.9,
      percentText(campaigns.worstCoverage),
    ),
    rate(1e-3, 0.95),
    rate(1e-4, 0.9),
    atMost(
      'findings in worlds without a campaign',
      alarms,
      0,
      'none',
      alarms === null ? '-' : String(alarms),
    ),
    atMost(
      'honest accounts at limit or suspend',
      honest.limit.share,
      0,
      'none',
      `${honest.limit.count} of ${honest.limit.of}`,
    ),
    atMost(
      'honest accounts at verify or harsher, of 1,000',
      honest.verify.share,
      0.001,
      'at most 1',
      perThousand(honest.verify),
    ),
    atMost('calibration error of account risk', risk, 0.05, 'at most 0.05', decimals(risk)),
    atMost(
      'calibration error of campaign confidence',
      confidence,
      0.05,
      'at most 0.05',
      decimals(confidence),
    ),
    sentBeforeReview(results),
    hard(results, 'mixing', 0.8, 'found with 80 % unrelated requests', 0.9),
    hard(results, 'paraphrase', 0.5, 'found with half of the template sentences changed', 0.8),
    hard(results, 'infrastructure', 'unique', 'found with own cards and addresses for every account', 0.8),
    realPrompts(results),
    againstRivals(rows),
  ];
}

/** The median campaign's share of its exchanges that had passed when it was first raised at review. */
function sentBeforeReview(results: Results): TargetLine {
  const { rows } = sectionOf(results, 'time-to-detect');
  const shares = rows
    .flatMap(({ row }) => row.timeToDetect?.campaigns ?? [])
    .map((time) => time.review?.share ?? 1)
    .sort((a, b) => a - b);
  const middle = median(shares);
  return atMost(
    'exchanges of the median campaign before it is raised at review',
    middle,
    0.05,
    'at most 5 %',
    percentText(middle),
  );
}

function atLeast(what: string, value: number | null, least: number, got: string): TargetLine {
  return {
    what,
    asked: `at least ${percent(least, 0)}`,
    got: value === null ? '-' : got,
    holds: value === null ? null : value >= least,
  };
}

function atMost(what: string, value: number | null, most: number, asked: string, got: string): TargetLine {
  return {
    what,
    asked,
    got: value === null ? '-' : got,
    holds: value === null ? null : value <= most,
  };
}

function hard(
  results: Results,
  name: 'mixing' | 'paraphrase' | 'infrastructure',
  at: number | string,
  what: string,
  least: number,
): TargetLine {
  const here = sectionOf(results, name).rows.filter((placed) => placed.at === at);
  return recallLine(
    what,
    here.map(({ row }) => row),
    least,
  );
}

function realPrompts(results: Results): TargetLine {
  const worlds = sectionOf(results, 'real-prompts').rows.filter(({ row }) => row.cell.kind === 'world');
  return recallLine(
    'found in worlds of real prompts',
    worlds.map(({ row }) => row),
    0.9,
  );
}

function recallLine(what: string, rows: readonly Row[], least: number): TargetLine {
  const { recall } = detectionOf(rows.map((row) => row.outcome.found));
  return atLeast(what, recall.share, least, shareText(recall));
}

/** Stillwatch as it acts against each rival at the threshold that is best for it, known only afterwards. */
function againstRivals(rows: readonly Row[]): TargetLine {
  const measured = attacked(rows).filter((row) => row.baselines !== undefined);
  const ours = detectionOf(measured.map((row) => row.outcome.found)).f1;
  const theirs = [...BASELINE_TITLES]
    .map(([name, title]) => ({
      title,
      f1: bestF1(
        rankingOf(measured.flatMap((row): Outcome[] => (row.baselines?.[name] ? [row.baselines[name]] : []))),
      ).f1,
    }))
    .sort((a, b) => (b.f1 ?? 0) - (a.f1 ?? 0))[0];
  const known = ours !== null && theirs !== undefined && theirs.f1 !== null;
  return {
    what: 'F1 against the best rival, at its best threshold',
    asked: 'higher',
    got: known ? `${decimals(ours)} against ${decimals(theirs.f1)} (${theirs.title})` : '-',
    holds: known ? ours > (theirs.f1 as number) : null,
  };
}
