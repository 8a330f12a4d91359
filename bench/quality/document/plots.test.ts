import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { LIGHT } from '../../../src/report/palette.ts';
import { drawBars, drawPlot, type Plot } from './plots.ts';

const PLOT: Plot = {
  title: 'Recall & precision <by> setting',
  description: 'A picture.',
  x: { label: 'setting', ticks: [0, 0.5], format: (x) => `at ${x}` },
  y: { label: 'share', format: (y) => `${100 * y}%` },
  series: [
    {
      name: 'recall',
      points: [
        { x: 0, y: 1, low: 0.75, high: 1 },
        { x: 0.5, y: 0.5 },
      ],
    },
    {
      name: 'precision',
      points: [
        { x: 0, y: 0.2 },
        { x: 0.5, y: 0.1 },
      ],
    },
  ],
};
const only = (k: number, fields: Partial<Plot> = {}): string =>
  drawPlot({ ...PLOT, series: [PLOT.series[k] as Plot['series'][number]], ...fields });

/** Every tag is closed: enough to tell a broken picture. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, closing, name, selfClosing] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/gi)) {
    if (selfClosing === '/') continue;
    if (closing !== '/') open.push(name as string);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

/** Corners of the vertical lines in a colour: [x, y1, y2]. */
function verticals(svg: string, colour: string): number[][] {
  return [...svg.matchAll(/<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"[^>]*>/g)]
    .filter(([path, x1, , x2]) => path.includes(`stroke="${colour}"`) && x1 === x2)
    .map(([, x, y1, , y2]) => [x, y1, y2].map(Number));
}

/** Where the curve in a colour goes. */
function curve(svg: string, colour: string): number[][] {
  const found = [...svg.matchAll(/<path d="(M[^"]+)"[^>]*>/g)].find(
    ([path]) => path.includes(`stroke="${colour}"`) && path.includes('stroke-width="2"'),
  );
  return [...(found?.[1] ?? '').matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

describe('a plot', () => {
  it('is a whole SVG that asks for nothing from outside, with a title and a description', () => {
    const bars = drawBars('Bars', 'More.', [{ name: 'payment', value: 2, tone: 'relational' }]);
    for (const svg of [drawPlot(PLOT), bars, only(1, { scattered: true, diagonal: true })]) {
      expect(isWellFormed(svg)).toBe(true);
      expect(svg).toMatch(/^<svg[^>]* viewBox="0 0 840 \d+"[^>]* role="img"><title>.+<\/title><desc>.+<\/desc>/);
      expect(svg.replace(/xmlns(:xlink)?="[^"]+"/g, '')).not.toMatch(/https?:|<script|<image|@import|NaN/);
    }
  });

  it('escapes what it writes, and names series, axes and ticks', () => {
    const svg = drawPlot(PLOT);
    expect(svg).toContain('<title>Recall &amp; precision &lt;by&gt; setting</title>');
    for (const text of ['recall', 'precision', 'setting', 'share', 'at 0', 'at 0.5', '0%', '100%'])
      expect(svg).toContain(`>${text}</text>`);
  });

  it('puts a higher value higher, and later values to the right', () => {
    const [first, second] = curve(drawPlot(PLOT), LIGHT.accent) as [number[], number[]];
    expect(first[0]).toBeLessThan(second[0] as number);
    expect(first[1]).toBeLessThan(second[1] as number);
    const [lower] = curve(drawPlot(PLOT), LIGHT.content) as [number[]];
    expect(lower[1]).toBeGreaterThan(first[1] as number);
  });

  it('draws an interval from its low to its high end, and none where there is none', () => {
    const svg = only(0);
    const [point] = curve(svg, LIGHT.accent) as [number[]];
    const [low] = curve(
      only(0, {
        series: [
          {
            name: 'a',
            points: [
              { x: 0, y: 0.75 },
              { x: 0.5, y: 0.5 },
            ],
          },
        ],
      }),
      LIGHT.accent,
    ) as [number[]];
    expect(verticals(svg, LIGHT.accent)).toEqual([[point[0], low[1], point[1]]]);
    expect(verticals(only(1), LIGHT.accent)).toEqual([]);
  });

  it('draws scattered points without a curve, the diagonal, and a single value on any scale', () => {
    expect(curve(only(1), LIGHT.accent)).toHaveLength(2);
    const scattered = only(1, { scattered: true });
    expect(curve(scattered, LIGHT.accent)).toHaveLength(0);
    expect(scattered.match(new RegExp(`fill="${LIGHT.accent}"`, 'g'))).toHaveLength(3);
    expect(scattered).not.toContain('stroke-dasharray');
    expect(only(1, { diagonal: true })).toContain('stroke-dasharray');
    for (const log of [true, false]) {
      const single = drawPlot({
        ...PLOT,
        x: { label: 'x', log, format: String },
        series: [{ name: 'one', points: [{ x: 5, y: 0.5 }] }],
      });
      expect(single).not.toContain('NaN');
    }
  });

  it('leaves out ticks beyond the measured values', () => {
    const svg = only(1, { x: { ...PLOT.x, ticks: [0, 0.5, 7] } });
    expect(svg).toContain('>at 0.5</text>');
    expect(svg).not.toContain('>at 7</text>');
  });

  it('does not depend on what was drawn before, and lets the process end', () => {
    expect(drawPlot(PLOT)).toBe(drawPlot(PLOT));
    const code = `import { drawBars } from './bench/quality/document/plots.ts'; drawBars('a', 'b', []);`;
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('bars', () => {
  it('are as long as their values, in order, with figures and the colour of their tone', () => {
    const svg = drawBars('Bars', 'More.', [
      { name: 'intent', value: 3, tone: 'content' },
      { name: 'payment', value: 1.5, tone: 'relational' },
    ]);
    const width = (colour: string) => {
      const [, length] = new RegExp(`<path d="M[\\d.]+ [\\d.]+l([\\d.]+) 0[^"]*" fill="${colour}"`).exec(svg) ?? [];
      return Number(length);
    };
    expect(width(LIGHT.content) / width(LIGHT.relational)).toBeCloseTo(2, 1);
    expect(svg.indexOf('>intent<')).toBeLessThan(svg.indexOf('>payment<'));
    for (const text of ['3.00', '1.50', 'content', 'relational']) expect(svg).toContain(`>${text}</text>`);
  });
});
