import { describe, expect, it } from 'vitest';
import { drawBars } from './bars.ts';
import { drawPlot, type Plot } from './plot.ts';

const PLOT: Plot = {
  title: 'Recall & precision <by> knob',
  description: 'A picture.',
  x: { label: 'knob' },
  y: { label: 'share', from: 0, to: 1 },
  series: [
    {
      name: 'recall',
      points: [
        { x: 0, y: 1, low: 0.9, high: 1 },
        { x: 0.5, y: 0.5 },
      ],
    },
    {
      name: 'precision',
      points: [
        { x: 0, y: 0.2 },
        { x: 0.5, y: 0.1 },
      ],
      scattered: true,
    },
  ],
};

/** Every tag is closed: enough to tell a broken picture. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, closing, name, selfClosing] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (selfClosing === '/') continue;
    if (closing !== '/') open.push(name as string);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

describe('a chart', () => {
  it('is a whole SVG that asks for nothing from outside, with a title and a description', () => {
    const bars = drawBars({
      title: 'Bars',
      description: 'More.',
      bars: [{ name: 'payment', value: 2, label: '2.00', tone: 'relational' }],
    });
    for (const svg of [drawPlot(PLOT), bars]) {
      expect(isWellFormed(svg)).toBe(true);
      expect(svg).toContain('<title>');
      expect(svg).toContain('<desc>');
      expect(svg.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
        /https?:|<script|<image|@import|NaN/,
      );
    }
  });

  it('escapes what it writes', () => {
    expect(drawPlot(PLOT)).toContain('Recall &amp; precision &lt;by&gt; knob');
  });

  it('puts a higher value higher, and later values to the right', () => {
    const at = [...drawPlot(PLOT).matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    const [first, second] = at as [[number, number], [number, number]];
    expect(first[0]).toBeLessThan(second[0]);
    expect(first[1]).toBeLessThan(second[1]);
  });

  it('draws scattered points without a line, intervals where there are some, and a single value', () => {
    const scattered = drawPlot({ ...PLOT, series: [PLOT.series[1] as Plot['series'][number]] });
    expect(scattered).not.toContain('fill="none" stroke-width="2"');
    expect(drawPlot(PLOT)).toContain('stroke-opacity');
    const diagonal = drawPlot({ ...PLOT, diagonal: true });
    expect(diagonal).toContain('stroke-dasharray="4 4"');
    const single = drawPlot({ ...PLOT, series: [{ name: 'one', points: [{ x: 5, y: 0.5 }] }] });
    expect(single).not.toContain('NaN');
  });
});
