/**
 * Tables of the default worlds (accounts, campaigns, ranking, honest traffic, calibration, wrong labels, cost), and of the
 * worlds and logs whose text people wrote.
 */
import type { Calibration } from '../../../src/evaluate/calibration.ts';
import type { CampaignOutcome, Row } from '../cell/row.ts';
import {
  auroc,
  campaignSummary,
  confidenceCalibration,
  honestGroupNames,
  honestSummary,
  rankingOf,
  rateAt,
  riskCalibration,
} from '../metrics/pooled.ts';
import { code, count, decimals, intervalText, markdownPercent, paragraphs, percentToOneDecimal, table } from './markdown.ts';
import { drawPlot } from './plots.ts';
import {
  attacked,
  type CellResults,
  groupOf,
  groupsOf,
  IDENTIFIED,
  mean,
  missingText,
  PRECISION,
  perThousand,
  RECALL,
  type ResultGroup,
  rowsOf,
  sectionOf,
  sum,
} from './results.ts';

const STAGES = ['read', 'aggregate', 'detect'] as const;

/** Blocks of the sections `default`, `real-prompts` and of cost, by the names that the templates use. */
export function worldBlocks(results: CellResults): Record<string, string> {
  const section = sectionOf(results, 'default');
  const rows = rowsOf(results, 'default');
  const named = (groups: ResultGroup[]) => groups.map((group) => ({ ...group, at: code(group.at) }));
  const worlds = rows.length === 0 ? [] : [...named(groupsOf(section.rows)), groupOf('all', rows)];
  const sizes = groupsOf(sectionOf(results, 'accounts').rows);
  const real = sectionOf(results, 'real-prompts').rows;
  const ofKind = (kind: Row['cell']['kind']) => real.filter(({ row }) => row.cell.kind === kind);
  const realWorlds = ofKind('world');
  return {
    'default.missing': missingText(section),
    'default.accounts': accountTable(worlds),
    'default.campaigns': campaignTable(rows.flatMap((row) => row.outcome.campaigns)),
    'default.ranking': rows.length === 0 ? '' : rankingTable(rows),
    'default.honest': honestTable(worlds),
    'default.look-alikes': rows.length === 0 ? '' : lookAlikes(rows),
    'default.calibration': rows.length === 0 ? '' : calibrationText(rows),
    'default.noise': noiseTable(rows),
    'real.missing': missingText(sectionOf(results, 'real-prompts')),
    'real.worlds': realTable('text', realWorlds, (at) => (at === 'world' ? 'the whole file' : `part ${at}`)),
    'real.look-alikes': realWorlds.length === 0 ? '' : lookAlikes(realWorlds.map(({ row }) => row)),
    'real.logs': realTable('source of the harvest prompts', ofKind('prompt_logs'), logSource),
    'real.log-recall': table<ResultGroup>(
      [['source of the harvest prompts', ({ at }) => logSource(at)], RECALL, IDENTIFIED],
      groupsOf(ofKind('prompt_logs')),
    ),
    'cost.worlds': costTable('world', named(groupsOf(section.rows))),
    'cost.sizes': costTable(
      'accounts per campaign',
      sizes.map((group) => ({ ...group, at: count(Number(group.at)) })),
    ),
  };
}

/** SVG of the reliability of risk and confidence; null without rows. */
export function reliabilityPlot(results: CellResults): string | null {
  const outcomes = rowsOf(results, 'default').map((row) => row.outcome);
  if (outcomes.length === 0) return null;
  const points = ({ bins }: Calibration) => bins.map((bin) => ({ x: bin.meanRisk, y: bin.harvesting }));
  return drawPlot({
    title: 'Scores compared with the truth',
    description: 'Mean score of each bin across, true share up. A calibrated score lies on the diagonal.',
    x: { label: 'mean score of the bin', format: (x) => x.toFixed(1) },
    y: { label: 'true share', format: (y) => y.toFixed(1) },
    series: [
      { name: 'account risk', points: points(riskCalibration(outcomes)) },
      { name: 'campaign confidence', points: points(confidenceCalibration(outcomes)) },
    ],
    scattered: true,
    diagonal: true,
  });
}

function accountTable(worlds: readonly ResultGroup[]): string {
  const worst = ({ rows }: ResultGroup) => {
    const recalls = attacked(rows).map((row) => groupOf('', [row]).found.recall.share ?? 0);
    return recalls.length === 0 ? '-' : percentToOneDecimal(Math.min(...recalls));
  };
  return table<ResultGroup>(
    [
      ['world', ({ at }) => String(at)],
      ['seeds', ({ rows }) => count(rows.length)],
      ['harvesting accounts', ({ outcomes }) => count(sum(outcomes, ({ harvesting }) => harvesting))],
      ['honest accounts', ({ outcomes }) => count(sum(outcomes, ({ honest }) => honest))],
      PRECISION,
      RECALL,
      ['recall of the worst seed', worst],
      ['honest accounts in findings', ({ found }) => count(found.counts.falsePositives)],
    ],
    worlds,
  );
}

function campaignTable(all: readonly CampaignOutcome[]): string {
  const names = [...new Set(all.map(({ campaign }) => campaign))].sort();
  const summaries = names.map((name) => ({
    name: code(name),
    ...campaignSummary(all.filter(({ campaign }) => campaign === name)),
  }));
  return table(
    [
      ['campaign', ({ name }) => name],
      ['identified', ({ found }) => `${found.count} of ${found.of}${intervalText(found.interval)}`],
      ['worst coverage', ({ worstCoverage }) => markdownPercent(worstCoverage)],
      ['median coverage', ({ medianCoverage }) => markdownPercent(medianCoverage)],
      ['worst purity', ({ worstPurity }) => markdownPercent(worstPurity)],
      ['median purity', ({ medianPurity }) => markdownPercent(medianPurity)],
    ],
    names.length === 0 ? [] : [...summaries, { name: 'all', ...campaignSummary(all) }],
  );
}

function rankingTable(rows: readonly Row[]): string {
  const outcomes = rows.map((row) => row.outcome);
  const honest = sum(outcomes, (outcome) => outcome.honest);
  return paragraphs(
    table(
      [
        ['false-positive rate', ({ limit }) => String(limit)],
        [
          'true-positive rate',
          ({ tpr, bootstrap, tprInterval }) =>
            `${markdownPercent(tpr)}${tpr === null ? '' : intervalText(bootstrap ?? tprInterval)}`,
        ],
        ['risk threshold', ({ threshold }) => decimals(threshold)],
        ['honest accounts above it', ({ falsePositives }) => `${count(falsePositives)} of ${count(honest)}`],
        [
          'enough honest accounts to measure this rate?',
          ({ resolvable }) => (resolvable ? 'yes' : 'no: so none may be above the threshold'),
        ],
      ],
      [1e-3, 1e-4].map((limit) => ({ limit, ...rateAt(outcomes, limit) })),
    ),
    `AUROC ${decimals(auroc(rankingOf(outcomes)), 4)}.`,
  );
}

function honestTable(worlds: readonly ResultGroup[]): string {
  return table<ResultGroup>(
    [
      ['world', ({ at }) => String(at)],
      ['verify or harsher, per 1,000', ({ honest }) => perThousand(honest.verify)],
      ['limit or suspend, per 1,000', ({ honest }) => perThousand(honest.limit)],
    ],
    worlds,
  );
}

/** False positives by kind of honest traffic. Kinds without one are named in a sentence: the table is for the others. */
function lookAlikes(rows: readonly Row[]): string {
  const outcomes = rows.map((row) => row.outcome);
  const groups = honestGroupNames(outcomes).map((group) => ({ group, ...honestSummary(outcomes, group) }));
  const hit = groups.filter(({ inFinding, verify }) => inFinding.count + verify.count > 0);
  const spared = groups.filter((group) => !hit.includes(group));
  const name = ({ group, accounts }: { group: string; accounts: number }) => `${code(group)} (${count(accounts)})`;
  return paragraphs(
    table(
      [
        ['look-alike', ({ group }) => code(group)],
        ['accounts', ({ accounts }) => count(accounts)],
        ['in a finding', ({ inFinding }) => count(inFinding.count)],
        ['verify or harsher', ({ verify }) => count(verify.count)],
        ['limit or suspend', ({ limit }) => count(limit.count)],
      ],
      hit,
    ),
    spared.length === 0 ? '' : `No false positive among ${spared.map(name).join(', ')}.`,
  );
}

function calibrationText(rows: readonly Row[]): string {
  const outcomes = rows.map((row) => row.outcome);
  const risk = riskCalibration(outcomes);
  const confidence = confidenceCalibration(outcomes);
  const findings = sum(confidence.bins, (bin) => bin.accounts);
  const binAt = ({ bins }: Calibration, k: number) => bins.find((bin) => Math.round(bin.from * 10) === k);
  const bins = Array.from({ length: 10 }, (_, k) => ({
    name: `${(k / 10).toFixed(1)}-${((k + 1) / 10).toFixed(1)}`,
    own: binAt(risk, k),
    finding: binAt(confidence, k),
  }));
  return paragraphs(
    `Expected calibration error: account risk ${decimals(risk.ece)}, campaign confidence ${decimals(confidence.ece)} over ${count(findings)} findings.`,
    table(
      [
        ['bin', ({ name }) => name],
        ['accounts', ({ own }) => (own === undefined ? '-' : count(own.accounts))],
        ['mean risk', ({ own }) => decimals(own?.meanRisk ?? null)],
        ['share that harvests', ({ own }) => decimals(own?.harvesting ?? null)],
        ['findings', ({ finding }) => (finding === undefined ? '-' : count(finding.accounts))],
        ['mean confidence', ({ finding }) => decimals(finding?.meanRisk ?? null)],
        ['share that is correct', ({ finding }) => decimals(finding?.harvesting ?? null)],
      ],
      bins.filter(({ own, finding }) => own !== undefined || finding !== undefined),
    ),
  );
}

/** The same findings, compared with labels of which some are wrong. */
function noiseTable(rows: readonly Row[]): string {
  const measured = rows.filter((row) => row.noisy !== undefined);
  const noisy = measured.flatMap((row) => row.noisy ?? []);
  const shares = [...new Set(noisy.map(({ share }) => share))].sort((a, b) => a - b);
  const outcomesAt = (share: number) => noisy.filter((one) => one.share === share).map(({ outcome }) => outcome);
  return table<ResultGroup>(
    [
      ['wrong labels', ({ at }) => percentToOneDecimal(Number(at), 0)],
      PRECISION,
      RECALL,
      ['TPR at FPR 0.001', ({ outcomes }) => markdownPercent(rateAt(outcomes, 1e-3).tpr)],
    ],
    noisy.length === 0 ? [] : [groupOf(0, measured), ...shares.map((share) => groupOf(share, [], outcomesAt(share)))],
  );
}

function logSource(at: number | string): string {
  return at === 'all' ? 'all repositories' : code(at);
}

function realTable(first: string, rows: Parameters<typeof groupsOf>[0], asText: (at: number | string) => string): string {
  return table<ResultGroup>(
    [
      [first, ({ at }) => asText(at)],
      ['runs', (group) => count(group.rows.length)],
      ['exchanges', (group) => count(mean(group.rows, (row) => row.size.exchanges))],
      PRECISION,
      RECALL,
      IDENTIFIED,
      ['TPR at FPR 0.001', ({ outcomes }) => markdownPercent(rateAt(outcomes, 1e-3).tpr)],
      ['honest at verify or harsher, per 1,000', ({ honest }) => perThousand(honest.verify)],
      ['at limit or suspend', ({ honest }) => count(honest.limit.count)],
    ],
    groupsOf(rows),
  );
}

/** Mean seconds a stage took; NaN when a row does not have that stage. */
function secondsIn(rows: readonly Row[], stage: string): number {
  return mean(rows, (row) => row.seconds[stage] ?? Number.NaN);
}

function costTable(first: string, groups: readonly ResultGroup[]): string {
  const accounts = ({ rows }: ResultGroup) => mean(rows, (row) => row.size.accounts);
  return table<ResultGroup>(
    [
      [first, ({ at }) => String(at)],
      ['accounts', (group) => count(accounts(group))],
      ['exchanges', ({ rows }) => count(mean(rows, (row) => row.size.exchanges))],
      ...STAGES.map((stage) => [`${stage}, s`, ({ rows }: ResultGroup) => decimals(secondsIn(rows, stage), 2)] as const),
      ['detect, ms per account', (group) => decimals((1000 * secondsIn(group.rows, 'detect')) / accounts(group), 2)],
    ],
    groups,
  );
}
