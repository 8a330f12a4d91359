/**
 * Exchanges per day and, below them on the same days, active accounts per day: two plots rather than two axes. Days
 * without traffic are gaps. A span with more days than bars fit is drawn by week or by four weeks, and the caption says
 * so. Every figure is also in a table, for readers who cannot see or touch a bar.
 */
import { scaleLinear, scaleUtc } from 'd3-scale';
import { utcFormat } from 'd3-time-format';
import { DAY } from '../../base/clock.ts';
import { compact, count, day, plural } from '../../base/format.ts';
import type { Campaign } from '../../model/finding.ts';
import { type Html, html } from '../escape.ts';
import { parseTime } from '../words.ts';

interface Bin {
  /** Start, ms since the epoch, on a UTC day. */
  readonly start: number;
  readonly exchanges: number;
  /** Highest daily count in the bin: daily counts of accounts do not add up. */
  readonly accounts: number;
}

/** Days as an unbroken run of bins. */
export interface Binned {
  readonly bins: readonly Bin[];
  /** 1, 7 or 28, or a multiple for spans of many years. */
  readonly binDays: number;
}

const MOST_BINS = 130;
/** Rows of the table; the plot always shows all bins. */
const TABLE_ROWS = 400;

/** The days as an unbroken run of bins. Entries that are not a day are left out. */
export function binDays(timeline: Campaign['timeline']): Binned {
  const days = timeline
    .map((entry) => ({ ...entry, start: parseTime(entry.day) }))
    .filter((entry): entry is typeof entry & { start: number } => entry.start !== null)
    .map((entry) => ({ ...entry, start: Math.floor(entry.start / DAY) * DAY }));
  if (days.length === 0) return { bins: [], binDays: 1 };
  const first = days.reduce((least, entry) => Math.min(least, entry.start), Number.POSITIVE_INFINITY);
  const last = days.reduce((most, entry) => Math.max(most, entry.start), 0);
  const total = Math.round((last - first) / DAY) + 1;
  const size = total <= MOST_BINS ? 1 : total <= MOST_BINS * 7 ? 7 : 28 * Math.ceil(total / (MOST_BINS * 28));
  const bins = Array.from({ length: Math.ceil(total / size) }, (_, i) => ({
    start: first + i * size * DAY,
    exchanges: 0,
    accounts: 0,
  }));
  for (const entry of days) {
    const bin = bins[Math.floor((entry.start - first) / (size * DAY))] as (typeof bins)[number];
    bin.exchanges += entry.exchanges;
    bin.accounts = Math.max(bin.accounts, entry.accounts);
  }
  return { bins, binDays: size };
}

/** The plots, a caption with the peak, and the figures as a table. `id` must be unique in the page. */
export function timeline(entries: Campaign['timeline'], id: string): Html {
  const binned = binDays(entries);
  const { bins } = binned;
  if (bins.length === 0) return html`<p class="muted small">No dated exchanges.</p>`;
  const unit = binned.binDays === 1 ? 'day' : binned.binDays === 7 ? 'week' : `${count(binned.binDays)} days`;
  const peak = bins.reduce((best, bin) => (bin.exchanges > best.exchanges ? bin : best));
  const active = bins.filter((bin) => bin.exchanges > 0).length;
  const gaps =
    binned.binDays === 1 && bins.length > 1 ? ` Active on ${count(active)} of ${plural(bins.length, 'day')}.` : '';
  const caption = `Peak: ${count(peak.exchanges)} exchanges ${binned.binDays === 1 ? 'on' : `in the ${unit} from`} ${day(peak.start)}, from up to ${plural(peak.accounts, 'account')} a day.${gaps} Days are in UTC.`;
  const label = `Exchanges per ${unit}, ${day(bins[0]!.start)} to ${day(bins[bins.length - 1]!.start)}. ${caption}`;
  return html`<figure>
${draw(binned, 860, 'wide', label)}${draw(binned, 320, 'narrow', label)}
<figcaption>${caption}</figcaption>
</figure>
<details><summary>Figures per ${unit}</summary>
<div class="scroller" tabindex="0" role="region" aria-label="Figures per ${unit}" id="${id}-figures"><table><thead><tr><th scope="col">From (UTC)</th><th scope="col" class="number">Exchanges</th><th scope="col" class="number">Most accounts on one day</th></tr></thead><tbody>${bins
    .slice(0, TABLE_ROWS)
    .map(
      (bin) =>
        html`<tr><th scope="row">${day(bin.start)}</th><td class="number">${count(bin.exchanges)}</td><td class="number">${count(bin.accounts)}</td></tr>`,
    )}</tbody></table></div></details>`;
}

const tickDay = utcFormat('%-d %b');
const tickMonth = utcFormat('%b %Y');

function draw(binned: Binned, width: number, variant: 'wide' | 'narrow', label: string): Html {
  const { bins } = binned;
  const [left, right] = [52, 6];
  const [top, tall, gap, low, bottom] = [26, variant === 'wide' ? 132 : 110, 40, 40, 24];
  const height = top + tall + gap + low + bottom;
  const step = binned.binDays * DAY;
  const start = bins[0]!.start;
  const end = bins[bins.length - 1]!.start + step;
  const x = scaleUtc()
    .domain([start, end])
    .range([left, width - right]);
  const slot = (width - right - left) / bins.length;
  const thick = Math.max(1, Math.min(28, slot * 0.78));

  const panel = (offset: number, size: number, name: string, value: (bin: Bin) => number, second: boolean): Html => {
    const most = Math.max(1, ...bins.map(value));
    const y = scaleLinear()
      .domain([0, most])
      .nice(second ? 2 : 4)
      .range([offset + size, offset]);
    const ticks = second ? [0, y.domain()[1] as number] : y.ticks(4).filter(Number.isInteger);
    return html`<text x="0" y="${offset - 13}">${name}</text>${ticks.map(
      (tick) =>
        html`<line class="${tick === 0 ? 'axis' : 'grid'}" x1="${left}" x2="${width - right}" y1="${px(y(tick))}" y2="${px(y(tick))}"/><text x="${left - 8}" y="${px(y(tick) + 4)}" text-anchor="end">${compactTick(tick)}</text>`,
    )}<g class="bars${second ? ' second' : ''}">${bins.map((bin) => {
      const amount = value(bin);
      if (amount === 0) return null;
      const high = Math.max(1, offset + size - y(amount));
      return html`<rect x="${px((x(bin.start) + x(bin.start + step) - thick) / 2)}" y="${px(offset + size - high)}" width="${px(thick)}" height="${px(high)}"><title>${day(bin.start)}: ${count(amount)} ${name.toLowerCase()}</title></rect>`;
    })}</g>`;
  };

  const lowTop = top + tall + gap;
  const base = lowTop + low;
  return html`<svg class="plot ${variant}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${panel(
    top,
    tall,
    'Exchanges',
    (bin) => bin.exchanges,
    false,
  )}${panel(lowTop, low, 'Active accounts', (bin) => bin.accounts, true)}${dateTicks(binned, x, width).map(
    ([at, text]) =>
      html`<line class="axis" x1="${px(at)}" x2="${px(at)}" y1="${base}" y2="${base + 4}"/><text x="${px(at)}" y="${base + 18}" text-anchor="middle">${text}</text>`,
  )}</svg>`;
}

/** Labels under the middle of bins, as many as fit without touching. */
export function dateTicks(binned: Binned, x: (ms: number) => number, width: number): [number, string][] {
  const { bins } = binned;
  const step = binned.binDays * DAY;
  const long = (bins.length * step) / DAY > 400;
  const most = Math.max(2, Math.floor(width / (long ? 96 : 72)));
  const every = Math.ceil(bins.length / most);
  const ticks: [number, string][] = [];
  for (let i = 0; i < bins.length; i += every) {
    const bin = bins[i] as Bin;
    const at = x(bin.start + step / 2);
    if (at > width - 24) break;
    ticks.push([at, (long ? tickMonth : tickDay)(new Date(bin.start))]);
  }
  return ticks;
}

function compactTick(value: number): string {
  return value >= 10_000 && value < 1e6 ? `${count(value / 1000)}k` : compact(value);
}

/** A coordinate with at most one decimal: small files, and equal bytes on every machine. */
export function px(value: number): number {
  return Math.round(value * 10) / 10;
}
