/** What each family contributes, what is lost without it, and what is left when the strongest are removed one by one. */
import { type Family, RELATIONAL_FAMILIES } from '../../../src/model/vocabulary.ts';
import { FAMILIES } from '../cell/ablate.ts';
import type { Ablations, Counts, Outcome, WithoutFamilies } from '../cell/row.ts';
import { detectionOf } from '../metrics/pooled.ts';
import { code, count, decimals, markdownPercent, paragraphs, percentToOneDecimal, table } from './markdown.ts';
import { drawBars, drawPlot, type Series } from './plots.ts';
import { type CellResults, mean, missingText, rowsOf, sectionOf } from './results.ts';

interface Ablated {
  readonly whole: Outcome;
  readonly ablations: Ablations;
}

/** Blocks of the section `ablation`, by the names that the templates use. */
export function ablationBlocks(results: CellResults): Record<string, string> {
  const worlds = ablatedWorlds(results);
  const any = worlds.length > 0;
  return {
    'ablation.missing': missingText(sectionOf(results, 'ablation')),
    'ablation.worlds': any ? count(worlds.length) : '',
    'ablation.families': any ? familyTable(worlds) : '',
    'ablation.needed': any ? neededText(worlds) : '',
    'ablation.removal': any ? removalTable(worlds, 'greedy') : '',
    'ablation.removal-kept': any ? removalTable(worlds, 'greedyKeeping') : '',
  };
}

/** SVGs by name; null without rows. */
export function ablationPlots(results: CellResults): Record<string, string | null> {
  const worlds = ablatedWorlds(results);
  return worlds.length === 0
    ? { contributions: null, removal: null }
    : { contributions: contributionBars(worlds), removal: removalPlot(worlds) };
}

function ablatedWorlds(results: CellResults): Ablated[] {
  return rowsOf(results, 'ablation').flatMap(({ outcome, ablations }) =>
    ablations === undefined ? [] : [{ whole: outcome, ablations }],
  );
}

interface Figures {
  readonly found: Counts;
  readonly verify: number;
  readonly limit: number;
  /** Of planted campaigns; one that is not found counts 0. NaN without campaigns. */
  readonly confidence: number;
}

function figuresOf(outcomes: readonly Outcome[]): Figures {
  const at = (action: 'verify' | 'limit') =>
    detectionOf(outcomes.map(({ byAction }) => byAction[action])).counts.truePositives;
  return {
    found: detectionOf(outcomes.map(({ found }) => found)).counts,
    verify: at('verify'),
    limit: at('limit'),
    confidence: mean(
      outcomes.flatMap(({ campaigns }) => campaigns),
      ({ confidence }) => confidence ?? 0,
    ),
  };
}

function figuresWithout(worlds: readonly Ablated[], family: Family): Figures {
  return figuresOf(
    worlds.flatMap(({ ablations }) => {
      const without = ablations.single.find(({ families }) => families[0] === family);
      return without === undefined ? [] : [without.outcome];
    }),
  );
}

function contribution(worlds: readonly Ablated[], family: Family): number {
  return mean(worlds, ({ ablations }) => ablations.contributions[family] ?? 0);
}

function kindOf(family: Family): 'relational' | 'content' {
  return (RELATIONAL_FAMILIES as readonly string[]).includes(family) ? 'relational' : 'content';
}

/** Families with their contribution, the largest first. */
function contributions(worlds: readonly Ablated[]) {
  return FAMILIES.map((family) => ({ family, value: contribution(worlds, family) })).sort((a, b) => b.value - a.value);
}

function familyTable(worlds: readonly Ablated[]): string {
  const before = figuresOf(worlds.map(({ whole }) => whole));
  const { truePositives, missed, falsePositives } = before.found;
  return paragraphs(
    table(
      [
        ['without', ({ family }) => code(family)],
        ['kind', ({ family }) => kindOf(family)],
        ['log odds it adds', ({ value }) => decimals(value, 2)],
        ['true accounts found', ({ after }) => change(after.found.truePositives - truePositives)],
        ['false ones', ({ after }) => change(after.found.falsePositives - falsePositives)],
        ['mean confidence', ({ after }) => change(after.confidence - before.confidence, 3)],
        ['true at verify or harsher', ({ after }) => change(after.verify - before.verify)],
        ['true at limit or suspend', ({ after }) => change(after.limit - before.limit)],
      ],
      contributions(worlds).map((one) => ({ ...one, after: figuresWithout(worlds, one.family) })),
    ),
    `With all families: ${count(truePositives)} of ${count(truePositives + missed)} harvesting accounts found, ${count(falsePositives)} honest ones, ${count(before.verify)} at verify or harsher, ${count(before.limit)} at limit or suspend.`,
  );
}

/** A difference with its sign; a dot for none. */
function change(difference: number, digits = 0): string {
  const size = Math.abs(difference);
  if (Number.isNaN(size) || size < 0.5 * 10 ** -digits) return '·';
  return `${difference > 0 ? '+' : '-'}${digits === 0 ? count(size) : size.toFixed(digits)}`;
}

/** Which families findings depend on, and which change nothing at all. */
function neededText(worlds: readonly Ablated[]): string {
  const found = figuresOf(worlds.map(({ whole }) => whole)).found.truePositives;
  const losses = contributions(worlds).map((one) => ({
    ...one,
    lost: found - figuresWithout(worlds, one.family).found.truePositives,
  }));
  const most = losses.filter(({ lost }) => lost > 0.5 * found);
  const some = losses.filter((one) => one.lost > 0 && !most.includes(one));
  const silent = losses.filter(({ value }) => value < 0.01);
  const names = (list: typeof losses) => list.map(({ family }) => code(family)).join(', ');
  return paragraphs(
    most.length === 0
      ? ''
      : `Most accounts are lost without ${names(most)}. By rule, a group that shows no sign of what its outputs are for is not a campaign, however closely it is tied together. This version misses attackers who hide that purpose.`,
    some.length === 0
      ? ''
      : `Accounts lost when one family is removed: ${some.map(({ family, lost }) => `${code(family)} ${count(lost)}`).join(', ')}.`,
    most.length + some.length === 0 ? 'No single family is necessary: every campaign is found without any one of them.' : '',
    silent.length === 0 ? '' : `In these worlds, ${names(silent)} added nothing.`,
  );
}

function contributionBars(worlds: readonly Ablated[]): string {
  return drawBars(
    'What each family adds to a true finding',
    'Log odds, the mean over harvesting accounts and worlds.',
    contributions(worlds).map(({ family, value }) => ({ name: family, value, tone: kindOf(family) })),
  );
}

type ListName = 'greedy' | 'greedyKeeping';

/** Of each world the step with k families removed; a list that ended stays at its last step. */
function stepsAt(worlds: readonly Ablated[], list: ListName, k: number): WithoutFamilies[] {
  return worlds.flatMap(({ ablations }) => ablations[list][Math.min(k, ablations[list].length - 1)] ?? []);
}

function longest(worlds: readonly Ablated[], list: ListName): number {
  return Math.max(...worlds.map(({ ablations }) => ablations[list].length));
}

function removalTable(worlds: readonly Ablated[], list: ListName): string {
  const steps = Array.from({ length: longest(worlds, list) }, (_, k) => {
    const here = stepsAt(worlds, list, k);
    const removed = new Map<string, number>();
    for (const { families } of here) {
      const last = families[k - 1];
      if (last !== undefined) removed.set(last, (removed.get(last) ?? 0) + 1);
    }
    return {
      k,
      last: [...removed].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
      found: detectionOf(here.map(({ outcome }) => outcome.found)),
      limited: detectionOf(here.map(({ outcome }) => outcome.byAction.limit)),
    };
  });
  return table(
    [
      ['families removed', ({ k }) => (k === 0 ? 'none' : count(k))],
      ['the last of them', ({ last }) => last.map(([family, n]) => `${code(family)} ${n}×`).join(', ') || '-'],
      ['recall', ({ found }) => markdownPercent(found.recall.share)],
      ['precision', ({ found }) => markdownPercent(found.precision.share)],
      ['recall at limit or suspend', ({ limited }) => markdownPercent(limited.recall.share)],
    ],
    steps,
  );
}

function removalPlot(worlds: readonly Ablated[]): string {
  const most = Math.max(longest(worlds, 'greedy'), longest(worlds, 'greedyKeeping'));
  const steps = Array.from({ length: most }, (_, k) => k);
  const curve = (list: ListName, name: string, of: (outcome: Outcome) => Counts): Series => ({
    name,
    points: steps.map((k) => ({
      x: k,
      y: detectionOf(stepsAt(worlds, list, k).map(({ outcome }) => of(outcome))).recall.share ?? 0,
    })),
  });
  return drawPlot({
    title: 'Recall by families removed, strongest first',
    description: 'Recall over all worlds of the ablation.',
    x: { label: 'families removed', ticks: steps, format: String },
    y: { label: 'recall', format: (y) => percentToOneDecimal(y, 0) },
    series: [
      curve('greedy', 'any family', ({ found }) => found),
      curve('greedyKeeping', 'required ones kept', ({ found }) => found),
      curve('greedyKeeping', '… at limit or suspend', ({ byAction }) => byAction.limit),
    ],
  });
}
