/**
 * A family of evidence may look at its matter in several ways: measures. Each has its own null model and stands in its own
 * file; together they make one row, because two measures of one family are not two independent reasons.
 */
import type { Evidence } from '../../model/finding.ts';
import { type Family, RELATIONAL_FAMILIES } from '../../model/vocabulary.ts';
import { noisyOr } from '../population/numbers.ts';

export interface Measure {
  /** snake_case; stands in the row's detail as `NAME_strength`. */
  readonly name: string;
  /** 0..1 */
  readonly strength: number;
  /** One sentence with the figures and what the null model expects. */
  readonly summary: string;
  readonly detail: Evidence['detail'];
}

/** Rows weaker than this are noise and are not shown. */
export const VISIBLE = 0.05;

/** Joins measures into the family's row; the strongest speaks first. Null when all of them together are noise. */
export function joinMeasures(family: Family, measures: readonly (Measure | null)[]): Evidence | null {
  const heard = measures
    .filter((m): m is Measure => m !== null && m.strength >= VISIBLE)
    .sort((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1));
  const strength = noisyOr(heard.map((m) => m.strength));
  if (strength < VISIBLE) return null;
  const detail: Evidence['detail'] = {};
  for (const m of heard) {
    detail[`${m.name}_strength`] = Number(m.strength.toFixed(3));
    Object.assign(detail, m.detail);
  }
  return {
    family,
    kind: (RELATIONAL_FAMILIES as readonly string[]).includes(family) ? 'relational' : 'content',
    strength,
    summary: heard.map((m) => m.summary).join(' '),
    detail,
  };
}
