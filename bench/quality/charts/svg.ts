/** The frame of every chart: an SVG file that needs nothing beside it. No script, no font, no link. */
import { escapeText } from '../../../src/report/escape.ts';
import { LIGHT } from '../../../src/report/palette.ts';

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What a reader who does not see the picture should know. */
  readonly description: string;
}

export function drawFrame({ width, height, title, description }: Frame, parts: readonly string[]): string {
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escapeText(title)}</title><desc>${escapeText(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${LIGHT.surface}"/>`,
    `<text x="16" y="24" font-size="14" font-weight="600" fill="${LIGHT.ink}">${escapeText(title)}</text>`,
    ...parts,
    '</svg>',
  ].join('\n')}\n`;
}

export function drawText(
  x: number,
  y: number,
  content: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${LIGHT['ink-2']}">${escapeText(content)}</text>`;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
