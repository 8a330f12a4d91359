/**
 * What is asked of detection, and whether it is met. The targets are ours: no provider publishes a detector's figures on
 * real traffic that they could be taken from. A target is judged by the figure itself, not by the end of its interval,
 * which is shown beside it.
 */
import { BASELINE_TITLES } from '../baselines/registry.ts';
import type { Row } from '../cell/row.ts';
import {
  bestF1,
  confidenceCalibration,
  detectionOf,
  pooledMedian,
  rankingOf,
  rateAt,
  riskCalibration,
} from '../metrics/pooled.ts';
import { count, decimals, intervalText, markdownPercent, percentToOneDecimal, shareText } from './markdown.ts';
import { attacked, type CellResults, groupOf, perThousand, rowsOf, sectionOf, sum } from './results.ts';

export interface TargetLine {
  readonly what: string;
  readonly target: string;
  readonly result: string;
  /** null: not measured. */
  readonly met: boolean | null;
}

interface Target {
  readonly text: string;
  readonly isMet: (value: number) => boolean;
}

export function judgeTargets(results: CellResults): TargetLine[] {
  const rows = rowsOf(results, 'default');
  const { outcomes, found, campaigns, honest } = groupOf('all', rows);
  const clean = outcomes.filter((outcome) => outcome.harvesting === 0);
  const alarms = clean.length === 0 ? null : sum(clean, ({ findings }) => findings.length);
  const risk = riskCalibration(outcomes).ece;
  const confidence = confidenceCalibration(outcomes).ece;
  const none = atMost(0, 'none');
  const rate = (fpr: number, least: number): TargetLine => {
    const { tpr, bootstrap, tprInterval } = rateAt(outcomes, fpr);
    const result = `${markdownPercent(tpr)}${intervalText(bootstrap ?? tprInterval)}`;
    return judge(`true-positive rate at a false-positive rate of ${fpr}`, atLeast(least), tpr, result);
  };
  return [
    judge('recall: harvesting accounts found', atLeast(0.95), found.recall.share, shareText(found.recall)),
    judge('precision: accounts in findings that harvest', atLeast(0.99), found.precision.share, shareText(found.precision)),
    judge(
      'campaigns identified',
      atLeast(0.95),
      campaigns.found.share,
      `${campaigns.found.count} of ${campaigns.found.of}${intervalText(campaigns.found.interval)}`,
    ),
    judge('coverage of the worst campaign', atLeast(0.9), campaigns.worstCoverage, markdownPercent(campaigns.worstCoverage)),
    rate(1e-3, 0.95),
    rate(1e-4, 0.9),
    judge('findings in worlds without a campaign', none, alarms, String(alarms)),
    judge(
      'honest accounts at limit or suspend',
      none,
      honest.limit.share,
      `${count(honest.limit.count)} of ${count(honest.limit.of)}`,
    ),
    judge(
      'honest accounts at verify or harsher, per 1,000',
      atMost(0.001, 'at most 1'),
      honest.verify.share,
      perThousand(honest.verify),
    ),
    judge('calibration error of account risk', atMost(0.05), risk, decimals(risk)),
    judge('calibration error of campaign confidence', atMost(0.05), confidence, decimals(confidence)),
    sentBeforeReview(results),
    recall('recall with 80% unrelated requests', 0.9, placed(results, 'mixing', 0.8)),
    recall('recall with half of the template sentences changed', 0.8, placed(results, 'paraphrase', 0.5)),
    recall('recall with own cards and addresses for every account', 0.8, placed(results, 'infrastructure', 'unique')),
    recall(
      'recall in worlds of real prompts',
      0.9,
      rowsOf(results, 'real-prompts').filter((row) => row.cell.kind === 'world'),
    ),
    againstBaselines(rows),
  ];
}

function atLeast(least: number): Target {
  return { text: `at least ${percentToOneDecimal(least, 0)}`, isMet: (value) => value >= least };
}

function atMost(most: number, text = `at most ${most}`): Target {
  return { text, isMet: (value) => value <= most };
}

function judge(what: string, { text, isMet }: Target, value: number | null, result: string): TargetLine {
  return value === null ? { what, target: text, result: '-', met: null } : { what, target: text, result, met: isMet(value) };
}

function recall(what: string, least: number, rows: readonly Row[]): TargetLine {
  const found = detectionOf(rows.map((row) => row.outcome.found));
  return judge(what, atLeast(least), found.recall.share, shareText(found.recall));
}

function placed(results: CellResults, name: 'mixing' | 'paraphrase' | 'infrastructure', at: number | string): Row[] {
  return sectionOf(results, name)
    .rows.filter((one) => one.at === at)
    .map(({ row }) => row);
}

/** The share of its exchanges that the median campaign had sent when it was first raised at review. */
function sentBeforeReview(results: CellResults): TargetLine {
  const shares = rowsOf(results, 'time-to-detect')
    .flatMap((row) => row.timeToDetect?.campaigns ?? [])
    .map((time) => time.review?.share ?? 1)
    .sort((a, b) => a - b);
  const middle = pooledMedian(shares);
  return judge(
    'share of its exchanges that the median campaign sends before review',
    atMost(0.05, `at most ${percentToOneDecimal(0.05, 0)}`),
    middle,
    markdownPercent(middle),
  );
}

/** Stillwatch as it acts against each baseline at the threshold that is best for it, known only afterwards. */
function againstBaselines(rows: readonly Row[]): TargetLine {
  const measured = attacked(rows).filter((row) => row.baselines !== undefined);
  const ours = detectionOf(measured.map((row) => row.outcome.found)).f1;
  const best = [...BASELINE_TITLES]
    .map(([name, title]) => {
      const { f1 } = bestF1(rankingOf(measured.flatMap((row) => row.baselines?.[name] ?? [])));
      return { title, f1: f1 ?? 0 };
    })
    .sort((a, b) => b.f1 - a.f1)[0] as { title: string; f1: number };
  return judge(
    'F1 compared with the best baseline at its best threshold',
    { text: 'higher', isMet: (f1) => f1 > best.f1 },
    measured.length === 0 ? null : ours,
    `${decimals(ours)} against ${decimals(best.f1)} (${best.title})`,
  );
}
