/** What each family carries, what is lost without it, and what is left when the strongest are taken away one by one. */
import { count, plural } from '../../../src/base/format.ts';
import { type Family, RELATIONAL_FAMILIES } from '../../../src/model/vocabulary.ts';
import { FAMILIES } from '../cell/ablate.ts';
import type { Ablations, Outcome, Row, WithoutFamilies } from '../cell/row.ts';
import { drawBars } from '../charts/bars.ts';
import { drawPlot, type Series } from '../charts/plot.ts';
import { detectionOf } from '../metrics/pooled.ts';
import { decimals, left, paragraphs, percentText, right, table } from './markdown.ts';
import { type Results, sectionOf } from './results.ts';
import { type DocumentSection, missingText, picture } from './section.ts';

interface Ablated {
  readonly row: Row;
  readonly ablations: Ablations;
}

export function ablation(results: Results): DocumentSection {
  const section = sectionOf(results, 'ablation');
  const rows = section.rows.flatMap(({ row }): Ablated[] =>
    row.ablations === undefined ? [] : [{ row, ablations: row.ablations }],
  );
  const images = new Map<string, string>();
  if (rows.length === 0) return { title: 'Without a family', body: missingText(section) ?? '', images };
  images.set('contributions.svg', contributionBars(rows));
  images.set('removal.svg', removalPlot(rows));
  const body = paragraphs(
    missingText(section),
    `The data of ${plural(rows.length, 'world')} were read once and detection was run on them again and again. Log odds are what a family adds to the confidence of a true finding, the mean over harvesting accounts. Confidence has a ceiling, so a family can carry much and its absence change little: the others fill in.`,
    singleTable(rows),
    picture('contributions.svg', 'Log odds that each family adds'),
    conditionsText(rows),
    '### The strongest taken away, and then the next',
    'An attacker who knows the families gives up what feeds the strongest, then the next strongest. In the data, the accounts of the campaigns lose what the family reads: cards, sign-up details, addresses, clients, replays, closed accounts, moves to a new model. Families that are read from the traffic itself are left out of the verdict alone. The order is each world’s own.',
    'The second list keeps the families that nothing is found without: they are conditions of a verdict, and the first list ends with them.',
    removalTable(rows, 'greedy', 'all families'),
    removalTable(rows, 'greedyKeeping', 'conditions kept'),
    picture('removal.svg', 'Recall by number of families taken away'),
  );
  return { title: 'Without a family', body, images };
}

function singleTable(rows: readonly Ablated[]): string {
  const whole = rows.map(({ row }) => row.outcome);
  const before = figuresOf(whole);
  const lines = FAMILIES.map((family) => {
    const without = rows.map(({ ablations }) => singleOf(ablations, family).outcome);
    const after = figuresOf(without);
    return [
      `\`${family}\``,
      kindOf(family),
      decimals(meanContribution(rows, family), 2),
      change(after.found - before.found),
      change(after.wrong - before.wrong),
      points(after.confidence, before.confidence),
      change(after.verify - before.verify),
      change(after.limit - before.limit),
    ];
  }).sort((a, b) => Number(b[2]) - Number(a[2]));
  return paragraphs(
    table(
      [
        left('without'),
        left('kind'),
        right('log odds it adds'),
        right('true accounts found'),
        right('false ones'),
        right('mean confidence'),
        right('true at verify or harsher'),
        right('true at limit or suspend'),
      ],
      lines,
    ),
    `With all families: ${count(before.found)} of ${count(before.harvesting)} harvesting accounts found, ${count(before.wrong)} honest ones, ${count(before.verify)} at verify or harsher, ${count(before.limit)} at limit or suspend.`,
  );
}

interface Figures {
  readonly harvesting: number;
  readonly found: number;
  readonly wrong: number;
  readonly verify: number;
  readonly limit: number;
  /** Of planted campaigns; one that is not found counts 0. */
  readonly confidence: number | null;
}

function figuresOf(outcomes: readonly Outcome[]): Figures {
  const { counts } = detectionOf(outcomes.map((outcome) => outcome.found));
  const campaigns = outcomes.flatMap((outcome) => outcome.campaigns);
  const at = (action: 'verify' | 'limit') =>
    detectionOf(outcomes.map((outcome) => outcome.byAction[action])).counts.truePositives;
  return {
    harvesting: counts.truePositives + counts.missed,
    found: counts.truePositives,
    wrong: counts.falsePositives,
    verify: at('verify'),
    limit: at('limit'),
    confidence:
      campaigns.length === 0
        ? null
        : campaigns.reduce((sum, { confidence }) => sum + (confidence ?? 0), 0) / campaigns.length,
  };
}

function singleOf(ablations: Ablations, family: Family): WithoutFamilies {
  return ablations.single.find(({ families }) => families[0] === family) as WithoutFamilies;
}

function meanContribution(rows: readonly Ablated[], family: Family): number {
  return rows.reduce((sum, { ablations }) => sum + (ablations.contributions[family] ?? 0), 0) / rows.length;
}

function kindOf(family: Family): 'relational' | 'content' {
  return (RELATIONAL_FAMILIES as readonly string[]).includes(family) ? 'relational' : 'content';
}

function contributionBars(rows: readonly Ablated[]): string {
  return drawBars({
    title: 'What each family adds to a true finding',
    description: 'Log odds, the mean over harvesting accounts and worlds.',
    bars: FAMILIES.map((family) => {
      const value = meanContribution(rows, family);
      return { name: family, value, label: value.toFixed(2), tone: kindOf(family) };
    }).sort((a, b) => b.value - a.value),
  });
}

/** Which families are conditions, and which change nothing at all. */
function conditionsText(rows: readonly Ablated[]): string {
  const whole = figuresOf(rows.map(({ row }) => row.outcome));
  const effect = FAMILIES.map((family) => ({
    family,
    contribution: meanContribution(rows, family),
    lost: whole.found - figuresOf(rows.map(({ ablations }) => singleOf(ablations, family).outcome)).found,
  }));
  const conditions = effect.filter(({ lost }) => lost > 0.5 * whole.found);
  const some = effect.filter((one) => one.lost > 0 && !conditions.includes(one));
  const silent = effect.filter(({ contribution }) => contribution < 0.01);
  const names = (list: readonly { readonly family: Family }[]) =>
    list.map(({ family }) => `\`${family}\``).join(', ');
  return paragraphs(
    conditions.length === 0
      ? null
      : `Most is lost without ${names(conditions)}: by rule, a group without a sign of what its outputs are for is no campaign, whatever ties it together. An attacker who hides that purpose is not called a campaign by this version.`,
    some.length === 0
      ? null
      : `Some is lost without ${some.map(({ family, lost }) => `\`${family}\` (${count(lost)} accounts)`).join(', ')}.`,
    conditions.length + some.length === 0
      ? 'No family is needed by itself: every campaign is found without any one of them.'
      : null,
    silent.length === 0 ? null : `Nothing was added in these worlds by ${names(silent)}.`,
  );
}

type ListName = 'greedy' | 'greedyKeeping';

/** A list that ended stays at its last step. */
function stepOf(steps: readonly WithoutFamilies[], k: number): WithoutFamilies {
  return steps[Math.min(k, steps.length - 1)];
}

function longest(rows: readonly Ablated[], list: ListName): number {
  return Math.max(...rows.map(({ ablations }) => ablations[list].length));
}

function removalTable(rows: readonly Ablated[], list: ListName, title: string): string {
  const steps = Array.from({ length: longest(rows, list) }, (_, k) => {
    const here = rows.map(({ ablations }) => stepOf(ablations[list], k));
    const found = detectionOf(here.map(({ outcome }) => outcome.found));
    const limited = detectionOf(here.map(({ outcome }) => outcome.byAction.limit));
    const removed = new Map<string, number>();
    for (const { families } of here) {
      const family = families[k - 1];
      if (family !== undefined) removed.set(family, (removed.get(family) ?? 0) + 1);
    }
    const names = [...removed]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([family, n]) => `\`${family}\`${rows.length > 1 ? ` ${n}×` : ''}`);
    return [
      k === 0 ? 'none' : count(k),
      names.join(', ') || '-',
      percentText(found.recall.share),
      percentText(found.precision.share),
      percentText(limited.recall.share),
    ];
  });
  return table(
    [
      left(`taken away (${title})`),
      left('the last of them'),
      right('recall'),
      right('precision'),
      right('recall at limit or suspend'),
    ],
    steps,
  );
}

function removalPlot(rows: readonly Ablated[]): string {
  const most = Math.max(longest(rows, 'greedy'), longest(rows, 'greedyKeeping'));
  const series = (list: ListName, name: string, of: (outcome: Outcome) => Outcome['found']): Series => ({
    name,
    points: Array.from({ length: most }, (_, k) => ({
      x: k,
      y: detectionOf(rows.map(({ ablations }) => of(stepOf(ablations[list], k).outcome))).recall.share ?? 0,
    })),
  });
  return drawPlot({
    title: 'Recall by families taken away, strongest first',
    description: 'Recall over all worlds of the ablation.',
    x: { label: 'families taken away' },
    y: { label: 'recall', from: 0, to: 1, format: (y) => `${Math.round(y * 100)} %` },
    series: [
      series('greedy', 'any family', (outcome) => outcome.found),
      series('greedyKeeping', 'conditions kept', (outcome) => outcome.found),
      series('greedyKeeping', '… at limit or suspend', (outcome) => outcome.byAction.limit),
    ],
  });
}

function change(n: number): string {
  return n === 0 ? '·' : n > 0 ? `+${count(n)}` : `-${count(-n)}`;
}

function points(after: number | null, before: number | null): string {
  if (after === null || before === null) return '-';
  const difference = after - before;
  return Math.abs(difference) < 0.0005
    ? '·'
    : `${difference > 0 ? '+' : '-'}${Math.abs(difference).toFixed(3)}`;
}
