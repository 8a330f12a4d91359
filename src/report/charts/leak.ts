/**
 * How much a campaign had sent over time: the share of its exchanges so far, and below it the share that was sent before
 * the sending account was named. The lines diverge where naming accounts would have started to help. Marks show when the
 * campaign was first raised. The table of the section has the figures.
 */
import { scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import { utcFormat } from 'd3-time-format';
import { DAY } from '../../base/clock.ts';
import { duration, percent } from '../../base/format.ts';
import type { Raised, ReplayedCampaign } from '../../model/replay.ts';
import { type Html, html } from '../escape.ts';
import { parseTime } from '../words.ts';

/** Points of a line; more would not make a year in steps of an hour any clearer. */
const MOST_POINTS = 240;

interface Point {
  readonly at: number;
  readonly passed: number;
  readonly unnamed: number;
}

/** The points of both lines, from 0 at the first exchange on: about {@link MOST_POINTS}, including the marked steps. */
export function leakPoints(campaign: ReplayedCampaign, steps: readonly string[]): Point[] {
  const { curve, exchanges, first_exchange: first } = campaign;
  const begin = parseTime(first);
  if (begin === null || exchanges === 0) return [];
  const marked = new Set([campaign.review?.at, campaign.limit?.at]);
  const every = Math.ceil(steps.length / MOST_POINTS);
  const points: Point[] = [{ at: begin, passed: 0, unnamed: 0 }];
  steps.forEach((step, s) => {
    const at = parseTime(step);
    if (at === null || at <= begin) return;
    if (s % every !== 0 && s !== steps.length - 1 && !marked.has(step)) return;
    const share = (list: readonly number[]): number => (list[s] ?? 0) / exchanges;
    points.push({ at, passed: share(curve.passed), unnamed: share(curve.unnamed) });
  });
  return points.length < 2 ? [] : points;
}

/** The chart of one campaign; null when no step lies after its first exchange. */
export function leakChart(campaign: ReplayedCampaign, steps: readonly string[]): Html | null {
  const points = leakPoints(campaign, steps);
  if (points.length === 0) return null;
  const raised = (name: string, at: Raised | null): string =>
    at === null
      ? `Never raised to ${name}.`
      : `Raised to ${name} ${duration(at.after_ms)} after its first exchange, when ${percent(at.share)} had been sent.`;
  const label = `Share of the exchanges of ${campaign.id} sent over time. ${raised('review', campaign.review)} ${raised('limit', campaign.limit)} ${
    campaign.unnamed_share === null
      ? ''
      : `${percent(campaign.unnamed_share)} were sent before the sending account was named.`
  }`;
  return html`<figure>${draw(campaign, points, 420, 'wide', label)}${draw(campaign, points, 320, 'narrow', label)}</figure>`;
}

function draw(
  campaign: ReplayedCampaign,
  points: readonly Point[],
  width: number,
  variant: 'wide' | 'narrow',
  label: string,
): Html {
  const [left, right, top, tall] = [40, 10, 12, 120];
  const base = top + tall;
  const [first, last] = [points[0] as Point, points[points.length - 1] as Point];
  const x = scaleUtc()
    .domain([first.at, last.at])
    .range([left, width - right]);
  const y = scaleLinear().domain([0, 1]).range([base, top]);
  const path = (value: (point: Point) => number): string =>
    line<Point>()
      .x((point) => px(x(point.at)))
      .y((point) => px(y(value(point))))(points as Point[]) ?? '';
  const mark = (at: Raised | null, shape: 'review' | 'limit'): Html | null => {
    const time = at === null ? null : parseTime(at.at);
    if (at === null || time === null) return null;
    const [cx, cy] = [px(x(time)), px(y(at.share))];
    return html`<line class="raised" x1="${cx}" x2="${cx}" y1="${top}" y2="${base}"/>${
      shape === 'review'
        ? html`<circle class="raised-mark" cx="${cx}" cy="${cy}" r="4.5"/>`
        : html`<path class="raised-mark" d="M${cx} ${cy - 5.5}l5.5 5.5-5.5 5.5-5.5-5.5Z"/>`
    }`;
  };
  const days = (last.at - first.at) / DAY;
  const format = days > 400 ? utcFormat('%b %Y') : days > 3 ? utcFormat('%-d %b') : utcFormat('%-d %b %H:%M');
  return html`<svg class="plot ${variant}" viewBox="0 0 ${width} ${base + 24}" role="img" aria-label="${label}">${[
    0, 0.5, 1,
  ].map(
    (tick) =>
      html`<line class="${tick === 0 ? 'axis' : 'grid'}" x1="${left}" x2="${width - right}" y1="${px(y(tick))}" y2="${px(y(tick))}"/><text x="${left - 8}" y="${px(y(tick) + 4)}" text-anchor="end">${percent(tick)}</text>`,
  )}<path class="leak-passed" d="${path((point) => point.passed)}"/><path class="leak-unnamed" d="${path((point) => point.unnamed)}"/>${mark(campaign.review, 'review')}${mark(campaign.limit, 'limit')}<text x="${left}" y="${base + 18}">${format(new Date(first.at))}</text><text x="${width - right}" y="${base + 18}" text-anchor="end">${format(new Date(last.at))}</text></svg>`;
}

/** The legend, once for all charts of a section. */
export function leakLegend(): Html {
  const drawn = (mark: Html): Html => html`<svg viewBox="0 0 16 12" aria-hidden="true" focusable="false">${mark}</svg>`;
  return html`<ul class="legend"><li>${drawn(html`<path class="leak-passed" d="M0 6H16"/>`)}sent so far</li><li>${drawn(html`<path class="leak-unnamed" d="M0 6H16"/>`)}sent before the account was named</li><li>${drawn(html`<circle class="raised-mark" cx="8" cy="6" r="4"/>`)}first raised to review</li><li>${drawn(html`<path class="raised-mark" d="M8 1l5 5-5 5-5-5Z"/>`)}first raised to limit</li></ul>`;
}

/** A coordinate with at most one decimal: small files, and equal bytes on every machine. */
function px(value: number): number {
  return Math.round(value * 10) / 10;
}
