/**
 * New users of a text per day, and the same as a curve of all users so far: a text that is passed round grows by itself, a pipeline
 * is there from the beginning or comes in waves. Every figure is also in a table, for readers who cannot see or touch a bar.
 */
import { scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import { DAY } from '../../base/clock.ts';
import { count, day, plural } from '../../base/format.ts';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import { type Html, html } from '../escape.ts';
import { type Binned, binDays, dateTicks, px } from './timeline.ts';

/** Rows of the table; the plot always shows all bins. */
const TABLE_ROWS = 400;

/** The plot, a caption and the figures as a table. `id` must be unique in the page. */
export function adoptionChart(adoption: TextUnderReview['adoption'], id: string): Html {
  const binned = binDays(adoption.map((entry) => ({ day: entry.day, exchanges: entry.new_users, accounts: 0 })));
  const { bins, binDays: days } = binned;
  if (bins.length === 0) return html`<p class="muted small">No dated users.</p>`;
  const unit = days === 1 ? 'day' : days === 7 ? 'week' : `${count(days)} days`;
  const users = bins.reduce((sum, bin) => sum + bin.exchanges, 0);
  const first = bins[0]!;
  const caption = `${plural(users, 'user')}, by the ${unit} of their first exchange in the log; ${count(first.exchanges)} of them ${days === 1 ? 'on' : `in the ${unit} from`} ${day(first.start)}, the first. The line counts all users so far. Days are in UTC.`;
  const label = `New users per ${unit}. ${caption}`;
  return html`<figure>
${draw(binned, 860, 'wide', label)}${draw(binned, 320, 'narrow', label)}
<figcaption>${caption}</figcaption>
</figure>
<details><summary>New users per ${unit}</summary>
<div class="scroller" tabindex="0" role="region" aria-label="New users per ${unit}" id="${id}-adoption"><table><thead><tr><th scope="col">From (UTC)</th><th scope="col" class="number">New users</th></tr></thead><tbody>${bins
    .slice(0, TABLE_ROWS)
    .map(
      (bin) => html`<tr><th scope="row">${day(bin.start)}</th><td class="number">${count(bin.exchanges)}</td></tr>`,
    )}</tbody></table></div></details>`;
}

function draw(binned: Binned, width: number, variant: 'wide' | 'narrow', label: string): Html {
  const { bins } = binned;
  const [left, right, top, tall, bottom] = [52, 6, 26, 92, 24];
  const step = binned.binDays * DAY;
  const x = scaleUtc()
    .domain([bins[0]!.start, bins[bins.length - 1]!.start + step])
    .range([left, width - right]);
  let sum = 0;
  const total = bins.map((bin) => {
    sum += bin.exchanges;
    return sum;
  });
  const y = scaleLinear()
    .domain([0, sum])
    .nice(3)
    .range([top + tall, top]);
  const thick = Math.max(1, Math.min(28, ((width - right - left) / bins.length) * 0.78));
  const middle = (i: number) => x(bins[i]!.start + step / 2);
  const curve = line<number>()
    .x((_, i) => px(middle(i)))
    .y((users) => px(y(users)))(total);
  const base = top + tall;
  return html`<svg class="plot ${variant}" viewBox="0 0 ${width} ${base + bottom}" role="img" aria-label="${label}"><text x="0" y="${top - 13}">Users</text>${y
    .ticks(3)
    .filter(Number.isInteger)
    .map(
      (tick) =>
        html`<line class="${tick === 0 ? 'axis' : 'grid'}" x1="${left}" x2="${width - right}" y1="${px(y(tick))}" y2="${px(y(tick))}"/><text x="${left - 8}" y="${px(y(tick) + 4)}" text-anchor="end">${count(tick)}</text>`,
    )}<g class="bars">${bins.map((bin, i) =>
    bin.exchanges === 0
      ? null
      : html`<rect x="${px(middle(i) - thick / 2)}" y="${px(Math.min(base - 1, y(bin.exchanges)))}" width="${px(thick)}" height="${px(Math.max(1, base - y(bin.exchanges)))}"><title>${day(bin.start)}: ${plural(bin.exchanges, 'new user')}, ${count(total[i]!)} so far</title></rect>`,
  )}</g>${bins.length < 2 ? null : html`<path class="so-far" d="${curve ?? ''}"/>`}${dateTicks(binned, x, width).map(
    ([at, text]) =>
      html`<line class="axis" x1="${px(at)}" x2="${px(at)}" y1="${base}" y2="${base + 4}"/><text x="${px(at)}" y="${base + 18}" text-anchor="middle">${text}</text>`,
  )}</svg>`;
}
