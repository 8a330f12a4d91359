/** Difficulty turned up, one knob at a time: mixing, paraphrase, infrastructure, rate, number of accounts. */
import { count, percent } from '../../../src/base/format.ts';
import type { Row } from '../cell/row.ts';
import { drawPlot, type Plot, type Series } from '../charts/plot.ts';
import { campaignSummary, detectionOf, honestSummary } from '../metrics/pooled.ts';
import {
  intervalText,
  left,
  paragraphs,
  percentText,
  perThousand,
  right,
  shareText,
  table,
} from './markdown.ts';
import { byPlace, type Results, type SectionRows, sectionOf } from './results.ts';
import { type DocumentSection, missingText, picture } from './section.ts';

const asPercent = (share: number) => percent(share, 0);

export function difficulty(results: Results): DocumentSection {
  const images = new Map<string, string>();
  const parts = [
    sweep(results, images, {
      name: 'mixing',
      heading: 'Mixed with unrelated requests',
      text: "The share of a campaign's traffic that is other people's ordinary requests, as a proxy network mixes them in. In `sept-reroute`, which re-routes real users and injects one segment, it is the share of requests without the segment.",
      knob: 'unrelated requests',
      asText: (at) => asPercent(Number(at)),
    }),
    sweep(results, images, {
      name: 'paraphrase',
      heading: 'Paraphrased templates',
      text: 'The share of template sentences changed in each exchange: half of them reworded, a quarter dropped, a quarter moved.',
      knob: 'sentences changed',
      asText: (at) => asPercent(Number(at)),
    }),
    sweep(results, images, {
      name: 'infrastructure',
      heading: 'Cards, addresses and clients',
      text: 'Shared: a card for nine accounts, an address for eight. Rotating: a card for two or three, residential exits changed every half hour. Unique: own card, own address and own client for every account; the waves in which accounts sign up stay.',
      knob: 'infrastructure',
      asText: String,
    }),
    rateSweep(results, images),
    sweep(results, images, {
      name: 'accounts',
      heading: 'Accounts of a campaign',
      text: 'The number of accounts of each campaign; the rate falls as the number grows, so that large campaigns are slow ones.',
      knob: 'accounts',
      asText: (at) => count(Number(at)),
      log: true,
    }),
  ];
  return {
    title: 'Difficulty',
    body: paragraphs(
      'One knob is turned and the others stay as the world has them. Precision and recall are over accounts, coverage is by campaign.',
      ...parts,
    ),
    images,
  };
}

interface Sweep {
  readonly name: 'mixing' | 'paraphrase' | 'infrastructure' | 'accounts';
  readonly heading: string;
  readonly text: string;
  readonly knob: string;
  readonly asText: (at: number | string) => string;
  readonly log?: boolean;
}

function sweep(results: Results, images: Map<string, string>, options: Sweep): string {
  const section = sectionOf(results, options.name);
  const intro = paragraphs(`### ${options.heading}`, options.text, missingText(section));
  if (section.rows.length === 0) return intro;
  const places = byPlace(section.rows);
  const file = `${options.name}.svg`;
  const plotted = places.size > 1;
  if (plotted) images.set(file, sweepPlot(places, options));
  return paragraphs(
    intro,
    sweepTable(places, options),
    plotted ? picture(file, `${options.heading}: precision and recall`) : null,
    campaignsByPlace(section, options.asText),
  );
}

function sweepTable(places: ReadonlyMap<number | string, Row[]>, { knob, asText }: Sweep): string {
  return table(
    [
      left(knob),
      right('worlds'),
      right('precision'),
      right('recall'),
      right('campaigns told apart'),
      right('worst coverage'),
      right('honest at limit or suspend, per 1,000'),
    ],
    [...places].map(([at, rows]) => {
      const found = detectionOf(rows.map((row) => row.outcome.found));
      const campaigns = campaignSummary(rows.flatMap((row) => row.outcome.campaigns));
      return [
        asText(at),
        count(rows.length),
        shareText(found.precision),
        shareText(found.recall),
        `${campaigns.found.count} of ${campaigns.found.of}`,
        percentText(campaigns.worstCoverage),
        perThousand(honestSummary(rows.map((row) => row.outcome)).limit),
      ];
    }),
  );
}

/** Which campaign suffers: mean coverage of each at each place. */
function campaignsByPlace(section: SectionRows, asText: (at: number | string) => string): string {
  const places = [...byPlace(section.rows)];
  const names = campaignNames(section.rows.map(({ row }) => row));
  return table(
    [left('mean coverage'), ...places.map(([at]) => right(asText(at)))],
    names.map((name) => [`\`${name}\``, ...places.map(([, rows]) => percentText(meanCoverage(rows, name)))]),
  );
}

function sweepPlot(places: ReadonlyMap<number | string, Row[]>, options: Sweep): string {
  const entries = [...places];
  const named = entries.some(([at]) => typeof at === 'string');
  const x = (at: number | string, k: number) => (named ? k : Number(at));
  const share = (of: 'precision' | 'recall'): Series => ({
    name: of,
    points: entries.flatMap(([at, rows], k) => {
      const { share: y, interval } = detectionOf(rows.map((row) => row.outcome.found))[of];
      return y === null || interval === null
        ? []
        : [{ x: x(at, k), y, low: interval.low, high: interval.high }];
    }),
  });
  const told: Series = {
    name: 'campaigns told apart',
    points: entries.flatMap(([at, rows], k) => {
      const { share: y, interval } = campaignSummary(rows.flatMap((row) => row.outcome.campaigns)).found;
      return y === null || interval === null
        ? []
        : [{ x: x(at, k), y, low: interval.low, high: interval.high }];
    }),
  };
  const plot: Plot = {
    title: options.heading,
    description: `Precision, recall and the share of campaigns told apart, by ${options.knob}.`,
    x: {
      label: options.knob,
      format: options.asText,
      ...(options.log ? { log: true } : {}),
      ...(named ? { names: entries.map(([at]) => options.asText(at)) } : {}),
    },
    y: { label: 'share', from: 0, to: 1, format: asPercent },
    series: [share('precision'), share('recall'), told],
  };
  return drawPlot(plot);
}

/** Exchanges a day and account from which a band of the table begins. */
const BANDS = [0, 2, 6, 20, 60, 200, 600];

/** Campaigns differ in rate, so the multiplier is no axis: each campaign stands at the rate it came to. */
function rateSweep(results: Results, images: Map<string, string>): string {
  const section = sectionOf(results, 'rate');
  const intro = paragraphs(
    '### Exchanges a day',
    'All campaigns are slowed down or sped up together. The rate is what a campaign came to: its exchanges by its accounts and the days of the window. Reported campaigns range from 5.6 to 860.',
    missingText(section),
  );
  if (section.rows.length === 0) return intro;
  const points = section.rows.flatMap(({ row }) => {
    const days = row.cell.kind === 'world' ? row.cell.knobs.days : 1;
    return row.size.campaigns.flatMap(({ name, accounts, exchanges }) => {
      const outcome = row.outcome.campaigns.find(({ campaign }) => campaign === name);
      if (outcome === undefined || accounts === 0) return [];
      return [{ name, rate: exchanges / accounts / days, outcome }];
    });
  });
  const names = [...new Set(points.map(({ name }) => name))].sort();
  images.set(
    'rate.svg',
    drawPlot({
      title: 'Coverage by exchanges a day and account',
      description: 'Each mark is one campaign in one world.',
      x: { label: 'exchanges a day and account', log: true, format: (x) => `${Number(x.toPrecision(2))}` },
      y: { label: 'accounts in its finding', from: 0, to: 1, format: asPercent },
      series: names.map((name) => ({
        name,
        scattered: true,
        points: points
          .filter((point) => point.name === name)
          .map(({ rate, outcome }) => ({ x: Math.max(rate, 0.05), y: outcome.coverage })),
      })),
    }),
  );
  const bands = BANDS.map((from, k) => ({ from, to: BANDS[k + 1] ?? Number.POSITIVE_INFINITY }))
    .map(({ from, to }) => ({
      from,
      to,
      campaigns: points.filter(({ rate }) => rate >= from && rate < to).map(({ outcome }) => outcome),
    }))
    .filter(({ campaigns }) => campaigns.length > 0);
  return paragraphs(
    intro,
    table(
      [
        left('exchanges a day and account'),
        right('campaigns told apart'),
        right('median coverage'),
        right('worst coverage'),
      ],
      bands.map(({ from, to, campaigns }) => {
        const summary = campaignSummary(campaigns);
        return [
          to === Number.POSITIVE_INFINITY ? `from ${from}` : `${from} to ${to}`,
          `${summary.found.count} of ${summary.found.of}${intervalText(summary.found.interval)}`,
          percentText(summary.medianCoverage),
          percentText(summary.worstCoverage),
        ];
      }),
    ),
    picture('rate.svg', 'Coverage of each campaign by its rate'),
  );
}

function campaignNames(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => row.outcome.campaigns.map(({ campaign }) => campaign)))].sort();
}

function meanCoverage(rows: readonly Row[], name: string): number | null {
  const own = rows.flatMap((row) => row.outcome.campaigns.filter(({ campaign }) => campaign === name));
  return own.length === 0 ? null : own.reduce((sum, { coverage }) => sum + coverage, 0) / own.length;
}
