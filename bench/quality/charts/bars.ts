/** Bars with their figures beside them, in the order given. */
import { LIGHT } from '../../../src/report/palette.ts';
import { drawFrame, drawText, round } from './svg.ts';

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** The figure as words; the bar repeats it. */
  readonly label: string;
  readonly tone: 'relational' | 'content' | 'accent';
}

export interface BarChart {
  readonly title: string;
  readonly description: string;
  readonly bars: readonly Bar[];
}

const WIDTH = 760;
const ROW = 22;
const NAMES = 170;
const LABELS = 90;
const TOP = 44;

export function drawBars({ title, description, bars }: BarChart): string {
  const most = Math.max(...bars.map((bar) => bar.value), 1e-9);
  const room = WIDTH - NAMES - LABELS;
  const rows = bars.map(({ name, value, label, tone }, k) => {
    const y = TOP + ROW * k;
    const width = round((Math.max(0, value) / most) * room);
    return [
      drawText(NAMES - 10, y + 14, name, 'end'),
      `<rect x="${NAMES}" y="${y + 3}" width="${width}" height="${ROW - 8}" rx="2" fill="${LIGHT[tone]}"/>`,
      drawText(NAMES + width + 8, y + 14, label),
    ].join('');
  });
  return drawFrame({ width: WIDTH, height: TOP + ROW * bars.length + 12, title, description }, rows);
}
