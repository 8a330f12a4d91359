/** Rival detectors on the same worlds: at their own threshold, at the best threshold there is, at fixed false-positive rates. */
import { count, percent } from '../../../src/cli/terminal/numbers.ts';
import { BASELINE_TITLES } from '../baselines/registry.ts';
import type { Outcome, Row } from '../cell/row.ts';
import { drawPlot } from '../charts/plot.ts';
import { bestF1, campaignSummary, detectionOf, rankingOf, rateAt } from '../metrics/pooled.ts';
import { decimals, left, paragraphs, percentText, right, shareText, table } from './markdown.ts';
import { attacked, byPlace, type Results, sectionOf } from './results.ts';
import { type DocumentSection, missingText, picture } from './section.ts';

interface Contender {
  readonly name: string;
  readonly title: string;
  /** undefined where it was not run. */
  readonly of: (row: Row) => Outcome | undefined;
}

const STILLWATCH: Contender = { name: 'stillwatch', title: 'Stillwatch', of: (row) => row.outcome };
const RIVALS: readonly Contender[] = [...BASELINE_TITLES].map(([name, title]) => ({
  name,
  title,
  of: (row) => row.baselines?.[name],
}));
const ALL = [STILLWATCH, ...RIVALS];

export function rivals(results: Results): DocumentSection {
  const section = sectionOf(results, 'baselines');
  const rows = section.rows.map(({ row }) => row).filter((row) => row.baselines !== undefined);
  const images = new Map<string, string>();
  if (rows.length === 0) return { title: 'Rival detectors', body: missingText(section) ?? '', images };
  const mixed = mixingCurves(results);
  if (mixed !== null) images.set('rivals-mixing.svg', mixed);
  const body = paragraphs(
    missingText(section),
    'Made again from their public descriptions, each in a file of its own under `bench/quality/baselines/` whose header says what it follows and where it differs. They read the same exchanges and account records. None of them is the original, and their authors may have better settings than they published.',
    description(),
    '### At their own threshold',
    thresholdTable(rows),
    '### At any threshold',
    'The best F1 is chosen afterwards, with the truth in hand: it is what the score could give, not what an operator would get. The threshold at a false-positive rate is one for all worlds.',
    scoreTable(rows),
    '### Where a rival wins',
    wins(rows),
    mixed === null
      ? null
      : paragraphs(
          '### Mixed with unrelated requests',
          'The share of harvesting accounts over the line that one honest account in a thousand is over.',
          mixingTable(results),
          picture('rivals-mixing.svg', 'True-positive rate of all detectors by share of unrelated requests'),
        ),
  );
  return { title: 'Rival detectors', body, images };
}

function description(): string {
  return [
    '- **Volume and prefix rules**: prompts an hour, first 50 characters, cloud ranges, phrases; confidence by cluster size. After the rules of an open-source gateway.',
    '- **Fixed-weight fusion**: six signals an account with published weights and thresholds. After Glasswally; its bonus for a country is left out.',
    '- **Windowed MMD**: a two-sample test of a window of queries against benign ones, calibrated at a false-positive rate of 0.3 %. After Liu et al. 2026, with feature hashing in place of an embedding model. It is given the truth’s honest accounts as its benign history. *Pooled* is our improvement of it: windows over accounts tied by cards and addresses, and benign windows made of whole accounts.',
    '- **Single link on cards and addresses**: whatever hangs together with five accounts or more.',
  ].join('\n');
}

function outcomesOf(rows: readonly Row[], contender: Contender): Outcome[] {
  return rows.flatMap((row) => contender.of(row) ?? []);
}

function thresholdTable(rows: readonly Row[]): string {
  const harmless = rows.filter((row) => row.outcome.harvesting === 0);
  const flagged = (outcomes: readonly Outcome[]) => {
    const honest = outcomes.reduce((sum, outcome) => sum + outcome.honest, 0);
    const wrong = outcomes.reduce((sum, outcome) => sum + outcome.found.falsePositives, 0);
    return honest === 0 ? '-' : ((1000 * wrong) / honest).toFixed(1);
  };
  return table(
    [
      left('detector'),
      right('precision'),
      right('recall'),
      right('F1'),
      right('campaigns told apart'),
      right('honest flagged, per 1,000'),
      right('on the clean world'),
    ],
    ALL.map((contender) => {
      const outcomes = outcomesOf(rows, contender);
      const found = detectionOf(outcomes.map((outcome) => outcome.found));
      const { found: told } = campaignSummary(outcomes.flatMap((outcome) => outcome.campaigns));
      return [
        contender.title,
        shareText(found.precision),
        shareText(found.recall),
        decimals(found.f1),
        `${told.count} of ${told.of}`,
        flagged(outcomes),
        flagged(outcomesOf(harmless, contender)),
      ];
    }),
  );
}

function scoreTable(rows: readonly Row[]): string {
  return table(
    [
      left('detector'),
      right('best F1'),
      right('its precision'),
      right('its recall'),
      right('TPR at FPR 0.001'),
      right('TPR at FPR 0.0001'),
      right('seconds a world'),
    ],
    ALL.map((contender) => {
      const outcomes = outcomesOf(rows, contender);
      const best = bestF1(rankingOf(outcomes));
      return [
        contender.title,
        decimals(best.f1),
        percentText(best.precision),
        percentText(best.recall),
        percentText(rateAt(outcomes, 1e-3).tpr),
        percentText(rateAt(outcomes, 1e-4).tpr),
        secondsOf(rows, contender),
      ];
    }),
  );
}

/** Stillwatch reads the files itself; the rivals are shown parsed exchanges. */
function secondsOf(rows: readonly Row[], { name }: Contender): string {
  const stages = name === STILLWATCH.name ? ['read', 'aggregate', 'detect'] : [`baseline ${name}`];
  const spent = rows.map(({ seconds }) => stages.reduce((sum, stage) => sum + (seconds[stage] ?? 0), 0));
  return spent.length === 0 ? '-' : (spent.reduce((sum, one) => sum + one, 0) / spent.length).toFixed(1);
}

/** Figure by figure, and world by world: no win is passed over. */
function wins(rows: readonly Row[]): string {
  const lines: string[] = [];
  const own = outcomesOf(rows, STILLWATCH);
  const ownFound = detectionOf(own.map((outcome) => outcome.found));
  const ownRate = rateAt(own, 1e-3).tpr ?? 0;
  for (const rival of RIVALS) {
    const outcomes = outcomesOf(rows, rival);
    const found = detectionOf(outcomes.map((outcome) => outcome.found));
    const better: string[] = [];
    const compare = (figure: string, theirs: number | null, ours: number | null) => {
      if (theirs !== null && ours !== null && theirs > ours + 1e-9)
        better.push(`${figure} (${percent(theirs)} against ${percent(ours)})`);
    };
    compare('recall at its own threshold', found.recall.share, ownFound.recall.share);
    compare('precision at its own threshold', found.precision.share, ownFound.precision.share);
    compare('the true-positive rate at a false-positive rate of 0.001', rateAt(outcomes, 1e-3).tpr, ownRate);
    if (better.length === 0) continue;
    const price = `at the price of ${count(found.counts.falsePositives)} honest accounts flagged against ${count(ownFound.counts.falsePositives)}`;
    const cheaper = found.counts.falsePositives <= ownFound.counts.falsePositives;
    lines.push(
      `- **${capital(rival.title)}** has the better ${better.join(' and the better ')}${cheaper ? '' : `, ${price}`}.`,
    );
  }
  const inWorlds = attacked(rows).flatMap((row) => worldWins(row));
  return paragraphs(
    lines.length === 0 ? 'In no figure over all worlds.' : lines.join('\n'),
    inWorlds.length === 0
      ? 'In no single world does a rival have the higher F1, whatever threshold it is given afterwards.'
      : `In single worlds a rival has the higher F1, at the best threshold for it: ${inWorlds.join('; ')}.`,
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function worldWins(row: Row): string[] {
  const ours = detectionOf([row.outcome.found]).f1 ?? 0;
  return RIVALS.flatMap((rival) => {
    const outcome = rival.of(row);
    const theirs = outcome === undefined ? null : bestF1(rankingOf([outcome])).f1;
    if (theirs === null || theirs <= ours || row.cell.kind !== 'world') return [];
    const { world, seed } = row.cell.knobs;
    return [`\`${world}\` seed ${seed}: ${rival.title} ${theirs.toFixed(3)} against ${ours.toFixed(3)}`];
  });
}

interface MixedPlace {
  readonly at: number;
  readonly rates: readonly (number | null)[];
}

function mixedPlaces(results: Results): MixedPlace[] {
  const rows = sectionOf(results, 'mixing').rows.filter(({ row }) => row.baselines !== undefined);
  return [...byPlace(rows)].map(([at, here]) => ({
    at: Number(at),
    rates: ALL.map((contender) => rateAt(outcomesOf(here, contender), 1e-3).tpr),
  }));
}

function mixingTable(results: Results): string {
  const places = mixedPlaces(results);
  return table(
    [left('detector'), ...places.map(({ at }) => right(percent(at, 0)))],
    ALL.map(({ title }, k) => [title, ...places.map(({ rates }) => percentText(rates[k]))]),
  );
}

function mixingCurves(results: Results): string | null {
  const places = mixedPlaces(results);
  if (places.length < 2) return null;
  return drawPlot({
    title: 'True-positive rate at one false positive in a thousand',
    description: 'Stillwatch and rival detectors, by the share of unrelated requests in campaign traffic.',
    x: { label: 'unrelated requests', format: (x) => percent(x, 0) },
    y: { label: 'harvesting accounts over the line', from: 0, to: 1, format: (y) => percent(y, 0) },
    series: ALL.map(({ title }, k) => ({
      name: title.length > 26 ? `${title.slice(0, 25)}…` : title,
      points: places.flatMap(({ at, rates }) => {
        const y = rates[k];
        return y === null || y === undefined ? [] : [{ x: at, y }];
      }),
    })),
  });
}
