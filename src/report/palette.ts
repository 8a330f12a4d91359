/**
 * The report's colours, light and dark, as custom properties. Text tones have a contrast of at least 4.5:1 on every
 * background they are used on, and marks at least 3:1 (WCAG 2.2 AA; palette.test.ts computes it). Colour only repeats what
 * a word, a shape or a length already says.
 */
import type { ContentFamily, RelationalFamily } from '../model/vocabulary.ts';

/** Tones of backgrounds. */
export const GROUNDS = ['page', 'surface', 'sunken'] as const;

/** Tones that carry text. */
export const TEXT_TONES = [
  'ink',
  'ink-2',
  'muted',
  'accent',
  'relational',
  'content',
  'critical',
  'high',
  'medium',
  'low',
] as const;

/** Every tone; each becomes a custom property. */
export type PaletteName =
  | (typeof GROUNDS)[number]
  | (typeof TEXT_TONES)[number]
  | 'line'
  | 'line-strong'
  | 'track'
  | 'accent-soft'
  | 'focus'
  | `family-${RelationalFamily | ContentFamily | 'other'}`;

/** The light theme. */
export const LIGHT: Readonly<Record<PaletteName, string>> = {
  page: '#f6f5f1',
  surface: '#ffffff',
  sunken: '#f1efe9',
  line: '#e1ddd4',
  'line-strong': '#8d877b',
  track: '#e6e2d9',
  ink: '#1b2126',
  'ink-2': '#434b53',
  muted: '#5d656d',
  accent: '#0d5a68',
  'accent-soft': '#dcecef',
  focus: '#0d5a68',
  relational: '#2a559f',
  content: '#95430d',
  critical: '#9f1730',
  high: '#a5420a',
  medium: '#735600',
  low: '#38653f',
  'family-payment': '#2a559f',
  'family-registration': '#7546ab',
  'family-network': '#0a736e',
  'family-client': '#a5420a',
  'family-timing': '#84610a',
  'family-failover': '#9f1730',
  'family-sharding': '#4a6a2c',
  'family-segment': '#92306b',
  'family-intent': '#95430d',
  'family-focus': '#4b5a75',
  'family-pivot': '#0d5a68',
  'family-replay': '#5d4037',
  'family-technique_search': '#6a5f00',
  'family-harvest_shape': '#3d6b57',
  'family-other': '#5d656d',
};

/** The dark theme. */
export const DARK: Readonly<Record<PaletteName, string>> = {
  page: '#11161a',
  surface: '#191f25',
  sunken: '#141a1f',
  line: '#2c343c',
  'line-strong': '#76818c',
  track: '#2d353d',
  ink: '#eae8e3',
  'ink-2': '#c5cad0',
  muted: '#9fa8b1',
  accent: '#74c6d2',
  'accent-soft': '#1d3940',
  focus: '#8ed8e3',
  relational: '#93b7f4',
  content: '#efa877',
  critical: '#ff97a0',
  high: '#f7a874',
  medium: '#e2c063',
  low: '#93c79a',
  'family-payment': '#93b7f4',
  'family-registration': '#c3a3ef',
  'family-network': '#5fc9c1',
  'family-client': '#f7a874',
  'family-timing': '#e2c063',
  'family-failover': '#ff97a0',
  'family-sharding': '#a7cc83',
  'family-segment': '#ec97c8',
  'family-intent': '#efa877',
  'family-focus': '#a9b9d6',
  'family-pivot': '#74c6d2',
  'family-replay': '#cfb1a5',
  'family-technique_search': '#d3c75f',
  'family-harvest_shape': '#8fcbb0',
  'family-other': '#9fa8b1',
};

/** White paper, and ink that survives a monochrome printer. */
export const PRINT: Readonly<Record<PaletteName, string>> = {
  ...LIGHT,
  page: '#ffffff',
  surface: '#ffffff',
  sunken: '#ffffff',
  ink: '#000000',
  'ink-2': '#1c1c1c',
  muted: '#3f3f3f',
};

/** The palette as declarations of a rule. */
export function declarations(palette: Readonly<Record<PaletteName, string>>): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
}
