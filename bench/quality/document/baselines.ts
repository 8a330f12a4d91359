/** Baseline detectors on the same worlds: at their own threshold, at the best one, and at fixed false-positive rates. */
import { BASELINE_TITLES } from '../baselines/registry.ts';
import type { Outcome, Row } from '../cell/row.ts';
import { bestF1, rankingOf, rateAt } from '../metrics/pooled.ts';
import { code, count, decimals, markdownPercent, paragraphs, percentToOneDecimal, table } from './markdown.ts';
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
  RECALL,
  type ResultGroup,
  rowsOf,
  sectionOf,
  sum,
} from './results.ts';

interface Detector {
  readonly title: string;
  /** Of the row's seconds, those that it takes. */
  readonly stages: readonly string[];
  /** undefined where it was not run. */
  readonly of: (row: Row) => Outcome | undefined;
}

/** Stillwatch reads the files itself; the baselines are given parsed exchanges. */
const STILLWATCH: Detector = {
  title: 'Stillwatch',
  stages: ['read', 'aggregate', 'detect'],
  of: (row) => row.outcome,
};
const BASELINES: readonly Detector[] = [...BASELINE_TITLES].map(([name, title]) => ({
  title,
  stages: [`baseline ${name}`],
  of: (row) => row.baselines?.[name],
}));
const ALL = [STILLWATCH, ...BASELINES];

/** Blocks of the section `baselines`, by the names that the templates use. */
export function baselineBlocks(results: CellResults): Record<string, string> {
  const rows = rowsOf(results, 'baselines').filter((row) => row.baselines !== undefined);
  return {
    'baselines.missing': missingText(sectionOf(results, 'baselines')),
    'baselines.thresholds': rows.length === 0 ? '' : thresholdTable(rows),
    'baselines.scores': rows.length === 0 ? '' : scoreTable(rows),
    'baselines.wins': rows.length === 0 ? '' : winsText(rows),
    'baselines.mixing': mixingTable(mixedPlaces(results)),
  };
}

/** SVG of all detectors under mixing; null with fewer than two places. */
export function baselinePlot(results: CellResults): string | null {
  const places = mixedPlaces(results);
  if (places.length < 2) return null;
  const asPercent = (share: number) => percentToOneDecimal(share, 0);
  return drawPlot({
    title: 'True-positive rate at one false positive in a thousand',
    description: 'Stillwatch and the baselines, by the share of unrelated requests in campaign traffic.',
    x: { label: 'unrelated requests', ticks: places.map(({ at }) => at), format: asPercent },
    y: { label: 'harvesting accounts above the threshold', format: asPercent },
    series: ALL.map(({ title }, k) => ({
      name: title,
      points: places.flatMap(({ at, rates }) => {
        const y = rates[k] ?? null;
        return y === null ? [] : [{ x: at, y }];
      }),
    })),
  });
}

function groupBy(rows: readonly Row[], { title, of }: Detector): ResultGroup {
  return groupOf(
    title,
    rows,
    rows.flatMap((row) => of(row) ?? []),
  );
}

function thresholdTable(rows: readonly Row[]): string {
  const clean = rows.filter((row) => row.outcome.harvesting === 0);
  const flagged = ({ outcomes, found }: ResultGroup) => {
    const honest = sum(outcomes, (outcome) => outcome.honest);
    return honest === 0 ? '-' : ((1000 * found.counts.falsePositives) / honest).toFixed(1);
  };
  return table(
    [
      ['detector', ({ at }) => String(at)],
      PRECISION,
      RECALL,
      ['F1', ({ found }) => decimals(found.f1)],
      IDENTIFIED,
      ['honest flagged, per 1,000', flagged],
      ['on the clean world', ({ onClean }) => flagged(onClean)],
    ],
    ALL.map((detector) => ({ ...groupBy(rows, detector), onClean: groupBy(clean, detector) })),
  );
}

function scoreTable(rows: readonly Row[]): string {
  const rate = (fpr: number) => (group: ResultGroup) => markdownPercent(rateAt(group.outcomes, fpr).tpr);
  return table(
    [
      ['detector', ({ at }) => String(at)],
      ['best F1', ({ best }) => decimals(best.f1)],
      ['its precision', ({ best }) => markdownPercent(best.precision)],
      ['its recall', ({ best }) => markdownPercent(best.recall)],
      ['TPR at FPR 0.001', rate(1e-3)],
      ['TPR at FPR 0.0001', rate(1e-4)],
      [
        'seconds per world',
        ({ stages }) =>
          decimals(
            mean(rows, ({ seconds }) => sum(stages, (stage) => seconds[stage] ?? Number.NaN)),
            1,
          ),
      ],
    ],
    ALL.map((detector) => {
      const group = groupBy(rows, detector);
      return { ...group, stages: detector.stages, best: bestF1(rankingOf(group.outcomes)) };
    }),
  );
}

/** Figure by figure, and world by world: no figure in which a baseline is better is left out. */
function winsText(rows: readonly Row[]): string {
  const own = groupBy(rows, STILLWATCH);
  const lines = BASELINES.flatMap((baseline) => {
    const group = groupBy(rows, baseline);
    const better = (figure: string, of: (group: ResultGroup) => number | null) => {
      const [theirs, ours] = [of(group), of(own)];
      return theirs !== null && ours !== null && theirs > ours + 1e-9
        ? [`${figure} (${percentToOneDecimal(theirs)} against ${percentToOneDecimal(ours)})`]
        : [];
    };
    const figures = [
      ...better('recall at its own threshold', ({ found }) => found.recall.share),
      ...better('precision at its own threshold', ({ found }) => found.precision.share),
      ...better('true-positive rate at a false-positive rate of 0.001', ({ outcomes }) => rateAt(outcomes, 1e-3).tpr),
    ];
    if (figures.length === 0) return [];
    const [theirs, ours] = [group.found.counts.falsePositives, own.found.counts.falsePositives];
    const price =
      theirs <= ours ? '' : `, but it flags ${count(theirs)} honest accounts where Stillwatch flags ${count(ours)}`;
    return [`- **${capital(baseline.title)}** has a better ${figures.join(' and a better ')}${price}.`];
  });
  const single = attacked(rows).flatMap(winsIn);
  return paragraphs(
    lines.length === 0 ? 'No baseline has a better figure over all worlds.' : lines.join('\n'),
    single.length === 0
      ? 'In no single world does a baseline have a higher F1, even at the threshold that turns out best for it.'
      : `In these single worlds a baseline has a higher F1 at its best threshold: ${single.join('; ')}.`,
  );
}

function winsIn(row: Row): string[] {
  const ours = groupOf('', [row]).found.f1 ?? 0;
  return BASELINES.flatMap(({ title, of }) => {
    const outcome = of(row);
    const theirs = outcome === undefined ? null : bestF1(rankingOf([outcome])).f1;
    if (theirs === null || theirs <= ours || row.cell.kind !== 'world') return [];
    const { world, seed } = row.cell.knobs;
    return [`${code(world)} seed ${seed}: ${title} ${theirs.toFixed(3)} against ${ours.toFixed(3)}`];
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface MixedPlace {
  readonly at: number;
  /** One a detector. */
  readonly rates: readonly (number | null)[];
}

function mixedPlaces(results: CellResults): MixedPlace[] {
  const rows = sectionOf(results, 'mixing').rows.filter(({ row }) => row.baselines !== undefined);
  return groupsOf(rows).map((place) => ({
    at: Number(place.at),
    rates: ALL.map((detector) => rateAt(groupBy(place.rows, detector).outcomes, 1e-3).tpr),
  }));
}

function mixingTable(places: readonly MixedPlace[]): string {
  if (places.length < 2) return '';
  return table<number>(
    [
      ['detector', (k) => ALL[k]?.title ?? ''],
      ...places.map(
        ({ at, rates }) => [percentToOneDecimal(at, 0), (k: number) => markdownPercent(rates[k] ?? null)] as const,
      ),
    ],
    [...ALL.keys()],
  );
}
