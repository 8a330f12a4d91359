/**
 * Difficulty turned up one setting at a time (mixing, paraphrase, infrastructure, rate, number of accounts), and when each
 * campaign could first have been raised.
 */
import type { Proportion } from '../../../src/evaluate/intervals.ts';
import type { CampaignTime, TimeToDetect } from '../../../src/evaluate/time-to-detect.ts';
import type { CampaignOutcome, Row } from '../cell/row.ts';
import { type CampaignSummary, campaignSummary, pooledMedian } from '../metrics/pooled.ts';
import { code, count, intervalText, markdownPercent, paragraphs, percentToOneDecimal, table } from './markdown.ts';
import { drawPlot, type Series } from './plots.ts';
import {
  type CellResults,
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
  WORST_COVERAGE,
} from './results.ts';

interface Sweep {
  readonly name: 'mixing' | 'paraphrase' | 'infrastructure' | 'accounts';
  readonly title: string;
  /** What is turned: the first column and the axis. */
  readonly setting: string;
  readonly asText: (at: number | string) => string;
  readonly log?: boolean;
}

const asPercent = (share: number | string) => percentToOneDecimal(Number(share), 0);
const SWEEPS: readonly Sweep[] = [
  {
    name: 'mixing',
    title: 'Mixed with unrelated requests',
    setting: 'unrelated requests',
    asText: asPercent,
  },
  { name: 'paraphrase', title: 'Paraphrased templates', setting: 'sentences changed', asText: asPercent },
  {
    name: 'infrastructure',
    title: 'Cards, addresses and clients',
    setting: 'infrastructure',
    asText: String,
  },
  {
    name: 'accounts',
    title: 'Accounts per campaign',
    setting: 'accounts per campaign',
    asText: (at) => count(Number(at)),
    log: true,
  },
];
/** Exchanges a day per account from which a band of the table begins. */
const BANDS = [0, 2, 6, 20, 60, 200, 600];
const RATE_TICKS = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000];
/** A logarithmic axis has no zero. */
const LEAST_RATE = 0.05;
const HOUR = 3_600_000;

/** Blocks of the sweeps and of time to detect, by the names that the templates use. */
export function difficultyBlocks(results: CellResults): Record<string, string> {
  const replayed = replaysOf(results);
  return {
    ...Object.fromEntries(
      SWEEPS.flatMap((sweep) => {
        const section = sectionOf(results, sweep.name);
        return [
          [`${sweep.name}.missing`, missingText(section)],
          [`${sweep.name}.table`, sweepTable(groupsOf(section.rows), sweep)],
          [`${sweep.name}.campaigns`, campaignTable(groupsOf(section.rows), sweep)],
        ];
      }),
    ),
    'hardest.table': hardestTable(results),
    'rate.missing': missingText(sectionOf(results, 'rate')),
    'rate.table': rateTable(ratedCampaigns(results)),
    'time.missing': missingText(sectionOf(results, 'time-to-detect')),
    'time.worlds': replayed.length === 0 ? '' : count(replayed.length),
    'time.hours': replayed.length === 0 ? '' : count((replayed[0] as TimeToDetect).stepMs / HOUR),
    'time.campaigns': timeTable(replayed.flatMap((one) => one.campaigns)),
    'time.honest': replayed.length === 0 ? '' : honestText(replayed, rowsOf(results, 'time-to-detect')),
  };
}

/** SVGs by name; null where there are too few places for a curve. */
export function difficultyPlots(results: CellResults): Record<string, string | null> {
  const sweeps = SWEEPS.map((sweep) => {
    const groups = groupsOf(sectionOf(results, sweep.name).rows);
    return [sweep.name, groups.length < 2 ? null : sweepPlot(groups, sweep)] as const;
  });
  const rated = ratedCampaigns(results);
  return { ...Object.fromEntries(sweeps), rate: rated.length === 0 ? null : ratePlot(rated) };
}

function sweepTable(groups: readonly ResultGroup[], { setting, asText }: Sweep): string {
  return table<ResultGroup>(
    [
      [setting, ({ at }) => asText(at)],
      ['worlds', ({ rows }) => count(rows.length)],
      PRECISION,
      RECALL,
      IDENTIFIED,
      WORST_COVERAGE,
      ['honest at limit or suspend, per 1,000', ({ honest }) => perThousand(honest.limit)],
    ],
    groups,
  );
}

/** Which campaign suffers: mean coverage of each at each place. */
function campaignTable(groups: readonly ResultGroup[], { asText }: Sweep): string {
  const own = (group: ResultGroup, name: string) =>
    group.outcomes.flatMap(({ campaigns }) => campaigns.filter(({ campaign }) => campaign === name));
  const coverage = (campaigns: readonly CampaignOutcome[]) =>
    markdownPercent(campaigns.length === 0 ? null : mean(campaigns, (one) => one.coverage));
  const names = groups.flatMap(({ outcomes }) =>
    outcomes.flatMap(({ campaigns }) => campaigns.map(({ campaign }) => campaign)),
  );
  return table<string>(
    [
      ['mean coverage', code],
      ...groups.map((group) => [asText(group.at), (name: string) => coverage(own(group, name))] as const),
    ],
    [...new Set(names)].sort(),
  );
}

/** The last place of each sweep, where it is hardest. */
function hardestTable(results: CellResults): string {
  const last = SWEEPS.flatMap((sweep) => {
    const group = groupsOf(sectionOf(results, sweep.name).rows).at(-1);
    return group === undefined ? [] : [{ ...group, at: `${sweep.setting}: ${sweep.asText(group.at)}` }];
  });
  return table<ResultGroup>(
    [['hardest setting', ({ at }) => String(at)], PRECISION, RECALL, IDENTIFIED, WORST_COVERAGE],
    last,
  );
}

function sweepPlot(groups: readonly ResultGroup[], { title, setting, asText, log }: Sweep): string {
  const named = groups.some(({ at }) => typeof at === 'string');
  const places = groups.map(({ at }, k) => (named ? k : Number(at)));
  const curve = (name: string, of: (group: ResultGroup) => Proportion): Series => ({
    name,
    points: groups.flatMap((group, k) => {
      const { share, interval } = of(group);
      return share === null || interval === null ? [] : [{ x: places[k] as number, y: share, ...interval }];
    }),
  });
  return drawPlot({
    title,
    description: `Precision, recall and the share of campaigns identified, by ${setting}.`,
    x: {
      label: setting,
      ticks: places,
      format: (x) => asText(named ? (groups[x]?.at ?? '') : x),
      ...(log ? { log } : {}),
    },
    y: { label: 'share', format: asPercent },
    series: [
      curve('precision', ({ found }) => found.precision),
      curve('recall', ({ found }) => found.recall),
      curve('campaigns identified', ({ campaigns }) => campaigns.found),
    ],
  });
}

interface RatedCampaign {
  readonly world: string;
  /** Exchanges a day per account. */
  readonly rate: number;
  readonly outcome: CampaignOutcome;
}

/** Campaigns differ in rate, so the multiplier is no axis: each campaign is shown at the rate it came to. */
function ratedCampaigns(results: CellResults): RatedCampaign[] {
  return rowsOf(results, 'rate').flatMap((row) => {
    if (row.cell.kind !== 'world') return [];
    const { world, days } = row.cell.knobs;
    return row.size.campaigns.flatMap(({ name, accounts, exchanges }) => {
      const outcome = row.outcome.campaigns.find(({ campaign }) => campaign === name);
      if (outcome === undefined || accounts === 0) return [];
      return [{ world, rate: exchanges / accounts / days, outcome }];
    });
  });
}

function ratePlot(campaigns: readonly RatedCampaign[]): string {
  const worlds = [...new Set(campaigns.map(({ world }) => world))];
  return drawPlot({
    title: 'Coverage by exchanges a day',
    description: 'Each mark is one campaign in one world.',
    x: {
      label: 'exchanges a day per account',
      log: true,
      ticks: RATE_TICKS,
      format: (x) => x.toLocaleString('en-US'),
    },
    y: { label: 'accounts in its finding', format: asPercent },
    series: worlds.map((world) => ({
      name: world,
      points: campaigns
        .filter((one) => one.world === world)
        .map(({ rate, outcome }) => ({ x: Math.max(rate, LEAST_RATE), y: outcome.coverage })),
    })),
    scattered: true,
  });
}

function rateTable(campaigns: readonly RatedCampaign[]): string {
  const bands = BANDS.flatMap((from, k): (CampaignSummary & { name: string })[] => {
    const to = BANDS[k + 1] ?? Number.POSITIVE_INFINITY;
    const own = campaigns.filter(({ rate }) => rate >= from && rate < to).map(({ outcome }) => outcome);
    const name = to === Number.POSITIVE_INFINITY ? `${from} or more` : `${from} to ${to}`;
    return own.length === 0 ? [] : [{ name, ...campaignSummary(own) }];
  });
  return table(
    [
      ['exchanges a day per account', ({ name }) => name],
      ['campaigns identified', ({ found }) => `${found.count} of ${found.of}${intervalText(found.interval)}`],
      ['median coverage', ({ medianCoverage }) => markdownPercent(medianCoverage)],
      ['worst coverage', ({ worstCoverage }) => markdownPercent(worstCoverage)],
    ],
    bands,
  );
}

function replaysOf(results: CellResults): TimeToDetect[] {
  return rowsOf(results, 'time-to-detect').flatMap((row) => row.timeToDetect ?? []);
}

/** Medians; a campaign that was never raised counts as never, and as all of its exchanges. */
function timeTable(times: readonly CampaignTime[]): string {
  const names = [...new Set(times.map(({ campaign }) => campaign))].sort();
  const middle = (own: readonly CampaignTime[], of: (time: CampaignTime) => number | null) =>
    pooledMedian(own.flatMap((time) => of(time) ?? []).sort((a, b) => a - b));
  const days = (action: 'review' | 'limit') => (own: Times) => {
    const ms = middle(own.times, (time) => time[action]?.after_ms ?? Number.POSITIVE_INFINITY);
    if (ms === null) return '-';
    return ms === Number.POSITIVE_INFINITY ? 'never' : (ms / (24 * HOUR)).toFixed(1);
  };
  const sent = (action: 'review' | 'limit') => (own: Times) =>
    markdownPercent(middle(own.times, (time) => time[action]?.share ?? 1));
  const groups = names.map((name) => ({
    name: code(name),
    times: times.filter(({ campaign }) => campaign === name),
  }));
  return table<Times>(
    [
      ['campaign', ({ name }) => name],
      ['worlds', (own) => count(own.times.length)],
      ['days to review', days('review')],
      ['sent by then', sent('review')],
      ['days to limit', days('limit')],
      ['sent by then', sent('limit')],
      ['sent before its own account was named', (own) => markdownPercent(middle(own.times, (t) => t.unnamedShare))],
    ],
    names.length === 0 ? [] : [...groups, { name: 'all, medians', times }],
  );
}

interface Times {
  readonly name: string;
  readonly times: readonly CampaignTime[];
}

/** A short log shows less, so a step in the middle may name accounts that the whole log clears. */
function honestText(replayed: readonly TimeToDetect[], rows: readonly Row[]): string {
  const named = replayed.flatMap((one) => one.honest);
  const of = count(sum(rows, (row) => row.outcome.honest));
  const groups = [...new Set(named.map(({ group }) => group))].map((group) => ({
    group,
    review: sum(named, (one) => (one.group === group ? one.review : 0)),
    limit: sum(named, (one) => (one.group === group ? one.limit : 0)),
  }));
  if (groups.length === 0) return `No honest account of ${of} was named at review or above in any step.`;
  return paragraphs(
    `Of ${of} honest accounts, some step named these at review or above, even if the whole log clears them:`,
    table(
      [
        ['look-alike', ({ group }) => code(group)],
        ['at review or above', ({ review }) => count(review)],
        ['at limit or above', ({ limit }) => count(limit)],
      ],
      groups.sort((a, b) => b.review - a.review),
    ),
  );
}
