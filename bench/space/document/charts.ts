/** Charts of shares: groups of bars by name, and a field of squares by pair of names. Drawn like the other plots. */
import { LIGHT } from '../../../src/report/palette.ts';
import { CHART_WIDTH, colourOf, renderChart } from '../../quality/document/plots.ts';

/** One row of {@link drawShares}; null where a share was not measured. */
export interface ShareRow {
  readonly name: string;
  readonly shares: readonly (number | null)[];
}

/** One square of {@link drawField}; column and row count the names. */
export interface FieldCell {
  readonly column: number;
  readonly row: number;
  readonly share: number;
}

const TOP = 46;
const SHARE_ROW = 20;
const FIELD_CELL = 12;

/** Draws shares from 0 to 1 as groups of bars, one group a row in the order given, each bar with its percentage. */
export function drawShares(
  title: string,
  description: string,
  series: readonly string[],
  rows: readonly ShareRow[],
): string {
  const bar = SHARE_ROW / series.length;
  return renderChart(
    TOP + (SHARE_ROW + 10) * rows.length + 24,
    { title, description },
    {
      grid: { left: 190, top: TOP + 4, right: 70, bottom: 16 },
      legend: { right: 16, top: 12, itemGap: 20, data: [...series], textStyle: { color: LIGHT['ink-2'] } },
      xAxis: { type: 'value', show: false, min: 0, max: 1 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map(({ name }) => name),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: LIGHT['ink-2'], interval: 0 },
      },
      series: series.map((name, k) => ({
        type: 'bar',
        name,
        barWidth: bar,
        barGap: '0%',
        color: colourOf(k),
        data: rows.map(({ shares }) => shares[k] ?? null),
        label: {
          show: true,
          position: 'right',
          fontSize: 9,
          color: LIGHT['ink-2'],
          formatter: ({ value }) => (typeof value === 'number' ? `${Math.round(value * 100)}%` : ''),
        },
      })),
    },
  );
}

/** Draws a share for pairs of names as a field of squares: darker is more. A pair that was not measured stays empty. */
export function drawField(
  title: string,
  description: string,
  names: readonly string[],
  cells: readonly FieldCell[],
): string {
  const side = FIELD_CELL * names.length;
  const data = [...names];
  const bare = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  const label = { color: LIGHT['ink-2'], interval: 0, fontSize: 9 } as const;
  return renderChart(
    TOP + side + 130,
    { title, description },
    {
      grid: { left: 150, top: TOP + 4, width: Math.min(side, CHART_WIDTH - 170), height: side },
      xAxis: { ...bare, type: 'category', data, axisLabel: { ...label, rotate: 90 } },
      yAxis: { ...bare, type: 'category', data, inverse: true, axisLabel: label },
      visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { color: [LIGHT.line, LIGHT.critical] } },
      series: [{ type: 'heatmap', data: cells.map(({ column, row, share }) => [column, row, share]) }],
    },
  );
}
