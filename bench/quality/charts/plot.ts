/**
 * Curves and scattered points with their intervals. Each series has a colour, a dash and a mark of its own, because colour alone must not tell them apart.
 */
import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3-scale';
import { escapeText } from '../../../src/report/escape.ts';
import { LIGHT } from '../../../src/report/palette.ts';
import { drawFrame, drawText, round } from './svg.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** Marks alone, for points that are no curve. */
  readonly scattered?: boolean;
}

export interface Plot {
  readonly title: string;
  /** What a reader who does not see the picture should know. */
  readonly description: string;
  readonly x: {
    readonly label: string;
    readonly log?: boolean;
    /** Names in place of numbers: x counts them from 0. */
    readonly names?: readonly string[];
    readonly format?: (x: number) => string;
  };
  readonly y: {
    readonly label: string;
    readonly from: number;
    readonly to: number;
    readonly format?: (y: number) => string;
  };
  readonly series: readonly Series[];
  /** Both axes are shares, and a dashed line shows where they are equal. */
  readonly diagonal?: boolean;
}

const WIDTH = 760;
const HEIGHT = 380;
const LEGEND = 210;
const AREA = { left: 58, top: 40, right: WIDTH - LEGEND - 16, bottom: HEIGHT - 52 };
const COLOURS = [
  LIGHT.accent,
  LIGHT.content,
  LIGHT.relational,
  LIGHT['family-segment'],
  LIGHT.low,
  LIGHT['family-registration'],
  LIGHT.critical,
  LIGHT.medium,
];
const DASHES = ['', '7 3', '2 3', '9 3 2 3'];

export function drawPlot(plot: Plot): string {
  const x = scaleX(plot);
  const y = scaleLinear().domain([plot.y.from, plot.y.to]).range([AREA.bottom, AREA.top]);
  const parts = axes(plot, x, y);
  if (plot.diagonal)
    parts.push(
      `<path d="M${round(x(0))} ${round(y(0))}L${round(x(1))} ${round(y(1))}" stroke="${LIGHT['line-strong']}" stroke-dasharray="4 4" fill="none"/>`,
    );
  for (const [k, series] of plot.series.entries()) parts.push(drawSeries(series, k, x, y));
  for (const [k, series] of plot.series.entries()) parts.push(legendEntry(series, k));
  return drawFrame({ width: WIDTH, height: HEIGHT, title: plot.title, description: plot.description }, parts);
}

type Scale = ScaleContinuousNumeric<number, number>;

function scaleX({ x, series, diagonal }: Plot): Scale {
  const range = [AREA.left + 14, AREA.right - 14];
  if (diagonal) return scaleLinear().domain([0, 1]).range(range);
  if (x.names !== undefined)
    return scaleLinear()
      .domain([0, Math.max(1, x.names.length - 1)])
      .range(range);
  const values = series.flatMap(({ points }) => points.map((point) => point.x));
  const low = Math.min(...values);
  const high = Math.max(...values);
  // A single value still needs a width.
  const domain = low === high ? [low * 0.9, high * 1.1 || 1] : [low, high];
  return (x.log ? scaleLog() : scaleLinear()).domain(domain).range(range);
}

function axes(plot: Plot, x: Scale, y: Scale): string[] {
  const parts: string[] = [];
  for (const tick of y.ticks(5)) {
    const at = round(y(tick));
    parts.push(
      `<path d="M${AREA.left} ${at}H${AREA.right}" stroke="${LIGHT.line}"/>`,
      drawText(AREA.left - 8, at + 4, (plot.y.format ?? String)(tick), 'end'),
    );
  }
  const ticks = plot.x.names?.map((name, k) => [k, name] as const) ?? tickValues(plot, x);
  for (const [tick, label] of ticks) {
    const at = round(x(tick));
    parts.push(
      `<path d="M${at} ${AREA.bottom}v5" stroke="${LIGHT['line-strong']}"/>`,
      drawText(at, AREA.bottom + 19, label, 'middle'),
    );
  }
  parts.push(
    `<path d="M${AREA.left} ${AREA.bottom}H${AREA.right}" stroke="${LIGHT['line-strong']}"/>`,
    drawText((AREA.left + AREA.right) / 2, HEIGHT - 12, plot.x.label, 'middle'),
    `<text transform="translate(15 ${(AREA.top + AREA.bottom) / 2}) rotate(-90)" text-anchor="middle" fill="${LIGHT['ink-2']}">${escapeText(plot.y.label)}</text>`,
  );
  return parts;
}

function tickValues(plot: Plot, x: Scale): (readonly [number, string])[] {
  const format = plot.x.format ?? String;
  // The measured values are the ticks while they are few: nobody has to guess where a point lies.
  const measured = [...new Set(plot.series.flatMap(({ points }) => points.map((point) => point.x)))];
  const few = measured.length <= 7 && !plot.diagonal;
  // A logarithmic scale offers every digit; 1 and 3 of each ten are far enough apart to be read.
  const offered = plot.x.log ? x.ticks().filter((tick) => /^[13]/.test(tick.toExponential())) : x.ticks(6);
  const values = few ? measured : offered;
  return values.map((value) => [value, format(value)] as const);
}

function drawSeries(series: Series, k: number, x: Scale, y: Scale): string {
  const colour = COLOURS[k % COLOURS.length];
  const points = series.points.map((point) => ({ ...point, px: round(x(point.x)), py: round(y(point.y)) }));
  const parts: string[] = [];
  for (const { px, low, high } of points) {
    if (low === undefined || high === undefined || low === high) continue;
    parts.push(
      `<path d="M${px} ${round(y(low))}V${round(y(high))}" stroke="${colour}" stroke-opacity=".45"/>`,
    );
  }
  if (!series.scattered && points.length > 1) {
    const line = points.map(({ px, py }, i) => `${i === 0 ? 'M' : 'L'}${px} ${py}`).join('');
    parts.push(`<path d="${line}" fill="none" stroke="${colour}" stroke-width="2"${dash(k)}/>`);
  }
  for (const { px, py } of points) parts.push(mark(px, py, k, colour));
  return `<g>${parts.join('')}</g>`;
}

function legendEntry(series: Series, k: number): string {
  const y = AREA.top + 8 + 20 * k;
  const left = AREA.right + 18;
  const colour = COLOURS[k % COLOURS.length];
  const line = series.scattered
    ? ''
    : `<path d="M${left} ${y}h24" stroke="${colour}" stroke-width="2"${dash(k)}/>`;
  return `${line}${mark(left + 12, y, k, colour)}${drawText(left + 32, y + 4, series.name)}`;
}

function dash(k: number): string {
  const pattern = DASHES[Math.floor(k / 2) % DASHES.length];
  return pattern === '' ? '' : ` stroke-dasharray="${pattern}"`;
}

/** A disc, a square, a diamond, a triangle, in turn. */
function mark(x: number, y: number, k: number, colour: string): string {
  const shapes = [
    `<circle cx="${x}" cy="${y}" r="3.8"/>`,
    `<path d="M${x - 3.5} ${y - 3.5}h7v7h-7z"/>`,
    `<path d="M${x} ${y - 5}l5 5l-5 5l-5-5z"/>`,
    `<path d="M${x} ${y - 4.6}l4.6 8h-9.2z"/>`,
  ];
  return `<g fill="${colour}">${shapes[k % shapes.length]}</g>`;
}
