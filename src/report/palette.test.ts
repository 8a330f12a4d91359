import { describe, expect, it } from 'vitest';
import { DARK, GROUNDS, LIGHT, type PaletteName, PRINT, TEXT_TONES } from './palette.ts';

/** WCAG 2.2 relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
  ['print', PRINT],
])('the %s palette', (_, palette) => {
  it('keeps every text tone at 4.5:1 or more on every ground', () => {
    for (const tone of TEXT_TONES) {
      for (const ground of GROUNDS) {
        expect(contrast(palette[tone], palette[ground]), `${tone} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('keeps marks, control borders and the focus ring at 3:1 or more', () => {
    const marks = Object.keys(palette).filter((name) => name.startsWith('family-')) as PaletteName[];
    for (const mark of [...marks, 'line-strong', 'focus'] as PaletteName[]) {
      for (const ground of GROUNDS) {
        expect(contrast(palette[mark], palette[ground]), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('keeps a bar apart from its track', () => {
    for (const fill of ['accent', 'relational', 'content'] as const) {
      expect(contrast(palette[fill], palette.track), fill).toBeGreaterThanOrEqual(3);
    }
  });
});
