/**
 * The plots of the evaluation pages, drawn by ECharts to SVG text without a browser: curves and scattered points with
 * their intervals, and horizontal bars. Each series has a colour, a dash and a mark of its own, because colour alone
 * must not tell them apart. A file needs nothing beside it: no script, no font, no link.
 */
import { type EChartsOption, init, type SeriesOption } from 'echarts';
import { escapeText } from '../../../src/report/escape.ts';
import { LIGHT } from '../../../src/report/palette.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Ends of the interval around y. */
  readonly low?: number;
  readonly high?: number;
}

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

export interface Plot {
  readonly title: string;
  /** For a reader who does not see the picture. */
  readonly description: string;
  readonly x: {
    readonly label: string;
    readonly log?: boolean;
    /** Values with a label, least first. Without them the scale chooses. */
    readonly ticks?: readonly number[];
    readonly format: (x: number) => string;
  };
  /** From 0 to 1. */
  readonly y: { readonly label: string; readonly format: (y: number) => string };
  readonly series: readonly Series[];
  /** Marks alone, for points that are no curve. */
  readonly scattered?: boolean;
  /** x is from 0 to 1 too, and a dashed line shows where both are equal. */
  readonly diagonal?: boolean;
}

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly tone: 'relational' | 'content';
}

export const CHART_WIDTH = 840;
const HEIGHT = 380;
const LEGEND = 300;
const GRID = { left: 70, top: 46, right: LEGEND + 20, bottom: 56 };
/** Share of the x range that is left free at either end. */
const ROOM = 0.04;
const ROW = 22;
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
const DASHES = ['solid', [7, 3], [2, 3], [9, 3, 2, 3]];
const MARKS = ['circle', 'rect', 'diamond', 'triangle'];
const NAME = { nameLocation: 'middle', nameTextStyle: { color: LIGHT['ink-2'] } } as const;

/** Draws curves, or marks alone when the plot is scattered. Points without an interval get none. */
export function drawPlot(plot: Plot): string {
  const { x, y, series } = plot;
  const ticks = x.ticks === undefined ? {} : { customValues: [...x.ticks] };
  return renderChart(HEIGHT, plot, {
    grid: GRID,
    legend: {
      data: series.map(({ name }) => name),
      orient: 'vertical',
      left: CHART_WIDTH - LEGEND,
      top: GRID.top - 8,
      itemWidth: plot.scattered ? 9 : 28,
      itemHeight: 9,
      textStyle: { color: LIGHT['ink-2'] },
    },
    xAxis: {
      ...NAME,
      type: x.log ? 'log' : 'value',
      name: x.label,
      nameGap: 32,
      ...rangeOf(plot),
      axisLine: { onZero: false, lineStyle: { color: LIGHT['line-strong'] } },
      axisTick: { show: true, ...ticks },
      axisLabel: { color: LIGHT['ink-2'], formatter: (value: number) => x.format(value), ...ticks },
      splitLine: { show: false },
    },
    yAxis: {
      ...NAME,
      type: 'value',
      name: y.label,
      nameGap: 46,
      min: 0,
      max: 1,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: LIGHT['ink-2'], formatter: (value: number) => y.format(value) },
      splitLine: { lineStyle: { color: LIGHT.line } },
    },
    series: [
      ...(plot.diagonal ? [diagonal()] : []),
      ...series.flatMap((one, k) => [intervals(one, k), marks(one, k, plot.scattered === true)]),
    ],
  });
}

/** Draws bars in the order given, each with its value in two digits; tones are explained by the legend. */
export function drawBars(title: string, description: string, bars: readonly Bar[]): string {
  const tones = [...new Set(bars.map(({ tone }) => tone))];
  return renderChart(
    GRID.top + ROW * bars.length + 24,
    { title, description },
    {
      grid: { left: 150, top: GRID.top + 4, right: 70, bottom: 16 },
      legend: { right: 16, top: 12, itemGap: 20, data: tones, textStyle: { color: LIGHT['ink-2'] } },
      xAxis: { type: 'value', show: false, min: 0 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ name }) => name),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: LIGHT['ink-2'], interval: 0 },
      },
      series: tones.map((tone) => ({
        type: 'bar',
        name: tone,
        stack: 'bars',
        barWidth: ROW - 8,
        color: LIGHT[tone],
        data: bars.map((bar) => (bar.tone === tone ? bar.value : null)),
        label: {
          show: true,
          position: 'right',
          color: LIGHT['ink-2'],
          formatter: ({ value }) => (typeof value === 'number' ? value.toFixed(2) : ''),
        },
      })),
    },
  );
}

/** The measured values with some room beside them; a single value still needs a width. */
function rangeOf({ x, series, diagonal }: Plot): { min: number; max: number } {
  if (diagonal) return { min: 0, max: 1 };
  const values = series.flatMap(({ points }) => points.map((point) => point.x));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = ROOM * (x.log ? Math.log(high / low) || 1 : high - low || 1);
  return x.log ? { min: low / Math.exp(room), max: high * Math.exp(room) } : { min: low - room, max: high + room };
}

function marks({ name, points }: Series, k: number, scattered: boolean): SeriesOption {
  const shared = {
    name,
    color: colourOf(k),
    symbol: MARKS[k % MARKS.length] as string,
    symbolSize: 8,
    data: points.map(({ x, y }) => [x, y]),
  };
  if (scattered) return { ...shared, type: 'scatter', clip: false, itemStyle: { opacity: 1 } };
  const dash = DASHES[Math.floor(k / 2) % DASHES.length] as 'solid' | number[];
  return { ...shared, type: 'line', showAllSymbol: true, clip: false, lineStyle: { width: 2, type: dash } };
}

/** A thin vertical line from low to high at each point that has an interval. */
function intervals({ points }: Series, k: number): SeriesOption {
  return {
    type: 'custom',
    data: points.flatMap(({ x, low, high }) => (low === undefined || high === undefined ? [] : [[x, low, high]])),
    renderItem: (_, api) => {
      const [x, low] = api.coord([api.value(0), api.value(1)]) as [number, number];
      const [, high] = api.coord([api.value(0), api.value(2)]) as [number, number];
      return {
        type: 'line',
        shape: { x1: x, y1: low, x2: x, y2: high },
        style: { stroke: colourOf(k), opacity: 0.45 },
      };
    },
  };
}

function diagonal(): SeriesOption {
  return {
    type: 'line',
    data: [
      [0, 0],
      [1, 1],
    ],
    symbol: 'none',
    color: LIGHT['line-strong'],
    lineStyle: { width: 1, type: [4, 4] },
  };
}

export function colourOf(k: number): string {
  return COLOURS[k % COLOURS.length] as string;
}

/**
 * An SVG file from ECharts' options. What serves a page with a mouse is taken out: nothing uses it in a file, and its names
 * count the charts of the process, so that a file would depend on what was drawn before it.
 */
export function renderChart(
  height: number,
  { title, description }: { readonly title: string; readonly description: string },
  option: EChartsOption,
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: CHART_WIDTH, height });
  try {
    chart.setOption({
      animation: false,
      silent: true,
      backgroundColor: LIGHT.surface,
      textStyle: { fontFamily: 'system-ui, sans-serif', color: LIGHT['ink-2'] },
      title: { text: title, left: 10, top: 8, textStyle: { fontSize: 14, color: LIGHT.ink } },
      ...option,
    });
    const about = `<title>${escapeText(title)}</title><desc>${escapeText(description)}</desc>`;
    const svg = chart
      .renderToSVGString()
      .replace(/<style[\s\S]*?<\/style>\s*/g, '')
      .replace(/ (class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
      .replace(/zr\d+-/g, 'plot-')
      .replaceAll('\n', '')
      .replace(/^<svg([^>]*)>/, `<svg$1 role="img">${about}`);
    return `${svg}\n`;
  } finally {
    // An instance keeps a timer, and with it the process.
    chart.dispose();
  }
}
