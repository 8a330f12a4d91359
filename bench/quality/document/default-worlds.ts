/** Every world as it comes: accounts, campaigns, ranking, honest groups, calibration, and what wrong labels would make of it. */
import { count, percent } from '../../../src/base/format.ts';
import type { Calibration } from '../../../src/evaluate/calibration.ts';
import type { Row } from '../cell/row.ts';
import { drawPlot } from '../charts/plot.ts';
import {
  auroc,
  campaignSummary,
  confidenceCalibration,
  detectionOf,
  honestSummary,
  rankingOf,
  rateAt,
  riskCalibration,
} from '../metrics/pooled.ts';
import { lookAlikes } from './look-alikes.ts';
import {
  decimals,
  intervalText,
  left,
  paragraphs,
  percentText,
  perThousand,
  right,
  shareText,
  table,
} from './markdown.ts';
import { attacked, byPlace, type Results, sectionOf } from './results.ts';
import { type DocumentSection, missingText, picture } from './section.ts';

export function defaultWorlds(results: Results): DocumentSection {
  const section = sectionOf(results, 'default');
  const rows = section.rows.map(({ row }) => row);
  const images = new Map<string, string>();
  if (rows.length === 0) return { title: 'Default difficulty', body: missingText(section) ?? '', images };
  images.set('reliability.svg', reliabilityPlot(rows));
  const worlds = byPlace(section.rows);
  const body = paragraphs(
    missingText(section),
    'Each world with its own mix, paraphrase, rate and infrastructure. Accounts count as found when a finding of confidence 0.5 or more names them.',
    accountTable(worlds),
    `Intervals are Wilson's, at 95 %. They take accounts as independent, which those of one campaign are not: a campaign is found or missed as a whole. The worst world is therefore given beside the total, and campaigns are counted below.`,
    '### Campaigns',
    'Each planted campaign against the finding that fits it best, one finding for one campaign. It is *told apart* when that finding holds at least half of its accounts, and at least half of the finding is the campaign.',
    campaignTable(rows),
    '### Ranking',
    'Risk is one number an account. The threshold is set on the accounts of all worlds together, so that no more than the given share of honest accounts is over it; the interval is a bootstrap over worlds.',
    rankingTable(rows),
    '### Honest accounts',
    'Of 1,000 honest accounts, those that would be asked to verify or worse, and those that would be limited or suspended if a person approved.',
    honestTable(worlds),
    lookAlikes(rows),
    '### Calibration',
    calibrationText(rows),
    picture('reliability.svg', 'Reliability of account risk and of campaign confidence'),
    noiseText(rows),
  );
  return { title: 'Default difficulty', body, images };
}

function accountTable(worlds: ReadonlyMap<number | string, Row[]>): string {
  const line = (name: string, rows: readonly Row[]) => {
    const found = detectionOf(rows.map((row) => row.outcome.found));
    const recalls = attacked(rows).map((row) => detectionOf([row.outcome.found]).recall.share ?? 0);
    return [
      name,
      count(rows.length),
      count(sum(rows, (row) => row.outcome.harvesting)),
      count(sum(rows, (row) => row.outcome.honest)),
      shareText(found.precision),
      shareText(found.recall),
      recalls.length === 0 ? '-' : percent(Math.min(...recalls)),
      count(found.counts.falsePositives),
    ];
  };
  return table(
    [
      left('world'),
      right('seeds'),
      right('harvesting accounts'),
      right('honest accounts'),
      right('precision'),
      right('recall'),
      right('recall of the worst seed'),
      right('honest accounts in findings'),
    ],
    [
      ...[...worlds].map(([name, rows]) => line(`\`${name}\``, rows)),
      line('all', [...worlds.values()].flat()),
    ],
  );
}

function campaignTable(rows: readonly Row[]): string {
  const all = rows.flatMap((row) => row.outcome.campaigns);
  const names = [...new Set(all.map(({ campaign }) => campaign))].sort();
  const line = (name: string, campaigns: typeof all) => {
    const summary = campaignSummary(campaigns);
    return [
      name,
      `${summary.found.count} of ${summary.found.of}${intervalText(summary.found.interval)}`,
      percentText(summary.worstCoverage),
      percentText(summary.medianCoverage),
      percentText(summary.worstPurity),
      percentText(summary.medianPurity),
    ];
  };
  return table(
    [
      left('campaign'),
      right('told apart'),
      right('worst coverage'),
      right('median coverage'),
      right('worst purity'),
      right('median purity'),
    ],
    [
      ...names.map((name) =>
        line(
          `\`${name}\``,
          all.filter(({ campaign }) => campaign === name),
        ),
      ),
      line('all', all),
    ],
  );
}

function rankingTable(rows: readonly Row[]): string {
  const outcomes = rows.map((row) => row.outcome);
  const area = auroc(rankingOf(outcomes));
  const lines = [1e-3, 1e-4].map((target) => {
    const point = rateAt(outcomes, target);
    return [
      `${target}`,
      point.tpr === null ? '-' : `${percent(point.tpr)}${intervalText(point.bootstrap ?? point.tprInterval)}`,
      decimals(point.threshold),
      `${count(point.falsePositives)} of ${count(sum(rows, (row) => row.outcome.honest))}`,
      point.resolvable ? 'yes' : 'no: so none may be over the line',
    ];
  });
  return paragraphs(
    table(
      [
        right('false-positive rate'),
        right('true-positive rate'),
        right('risk from'),
        right('honest accounts over it'),
        left('enough honest accounts to see this rate?'),
      ],
      lines,
    ),
    `AUROC ${decimals(area, 4)}.`,
  );
}

function honestTable(worlds: ReadonlyMap<number | string, Row[]>): string {
  const line = (name: string, rows: readonly Row[]) => {
    const honest = honestSummary(rows.map((row) => row.outcome));
    return [name, perThousand(honest.verify), perThousand(honest.limit)];
  };
  return table(
    [left('world'), right('verify or harsher, per 1,000'), right('limit or suspend, per 1,000')],
    [
      ...[...worlds].map(([name, rows]) => line(`\`${name}\``, rows)),
      line('all', [...worlds.values()].flat()),
    ],
  );
}

function calibrationText(rows: readonly Row[]): string {
  const outcomes = rows.map((row) => row.outcome);
  const risk = riskCalibration(outcomes);
  const confidence = confidenceCalibration(outcomes);
  const findings = sum(confidence.bins, (bin) => bin.accounts);
  return paragraphs(
    `Expected calibration error: account risk ${decimals(risk.ece)}, campaign confidence ${decimals(confidence.ece)} over ${count(findings)} findings. A finding is right when at least half of its labelled accounts are of one planted campaign.`,
    table(
      [
        left('bin'),
        right('accounts'),
        right('mean risk'),
        right('harvesting'),
        right('findings'),
        right('mean confidence'),
        right('right'),
      ],
      Array.from({ length: 10 }, (_, k) => {
        const own = binAt(risk, k);
        const finding = binAt(confidence, k);
        return [
          `${(k / 10).toFixed(1)}-${((k + 1) / 10).toFixed(1)}`,
          own === undefined ? '-' : count(own.accounts),
          decimals(own?.meanRisk ?? null),
          decimals(own?.harvesting ?? null),
          finding === undefined ? '-' : count(finding.accounts),
          decimals(finding?.meanRisk ?? null),
          decimals(finding?.harvesting ?? null),
        ];
      }).filter((cells) => cells.slice(1).some((cell) => cell !== '-')),
    ),
  );
}

function binAt({ bins }: Calibration, k: number): Calibration['bins'][number] | undefined {
  return bins.find((bin) => Math.round(bin.from * 10) === k);
}

function reliabilityPlot(rows: readonly Row[]): string {
  const outcomes = rows.map((row) => row.outcome);
  const points = ({ bins }: Calibration) => bins.map((bin) => ({ x: bin.meanRisk, y: bin.harvesting }));
  return drawPlot({
    title: 'What a score promises and what is true',
    description:
      'Mean score of each bin across, share that is really harvesting up. A calibrated score lies on the diagonal.',
    x: { label: 'mean score of the bin', format: (x) => x.toFixed(2) },
    y: { label: 'share that is true', from: 0, to: 1 },
    series: [
      { name: 'account risk', points: points(riskCalibration(outcomes)), scattered: true },
      { name: 'campaign confidence', points: points(confidenceCalibration(outcomes)), scattered: true },
    ],
    diagonal: true,
  });
}

/** The same findings, held against labels of which some are wrong. */
function noiseText(rows: readonly Row[]): string | null {
  const noisy = rows.flatMap((row) => row.noisy ?? []);
  if (noisy.length === 0) return null;
  const shares = [...new Set(noisy.map(({ share }) => share))].sort((a, b) => a - b);
  const line = (share: number, outcomes: readonly Row['outcome'][]) => {
    const found = detectionOf(outcomes.map((outcome) => outcome.found));
    const point = rateAt(outcomes, 1e-3);
    return [percent(share, 0), shareText(found.precision), shareText(found.recall), percentText(point.tpr)];
  };
  const measured = rows.filter((row) => row.noisy !== undefined);
  return paragraphs(
    '### If the labels were wrong',
    'An operator has no truth, only labels: caught accounts, and some honest ones among them. These are the same findings against a truth of which a share of the lines was turned at random. The detector reads no labels, so nothing changes but how good it seems; a figure measured on operational labels cannot be compared with one measured on truth.',
    table(
      [right('wrong labels'), right('precision'), right('recall'), right('TPR at FPR 0.001')],
      [
        line(
          0,
          measured.map((row) => row.outcome),
        ),
        ...shares.map((share) =>
          line(
            share,
            noisy.filter((one) => one.share === share).map((one) => one.outcome),
          ),
        ),
      ],
    ),
  );
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}
