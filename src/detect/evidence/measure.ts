/**
 * Measures and rows of evidence. A family of evidence examines its matter in one or several ways, its measures, each with
 * a null model of its own and in a file of its own. They make one row together, because two measures of one family are
 * not two independent reasons.
 */
import type { Evidence } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import { type Family, RELATIONAL_FAMILIES } from '../../model/vocabulary.ts';
import { MEASURE_PARAMETERS } from '../parameters/evidence/shared.ts';
import { noisyOr } from '../population/numbers.ts';

/** What one measure of a family says about a group. */
export interface Measure {
  /** snake_case; the row's detail holds the strength as `NAME_strength`. */
  readonly name: string;
  /** 0..1 */
  readonly strength: number;
  /** One sentence with the figures and what the null model expects. */
  readonly summary: string;
  readonly detail: Evidence['detail'];
  /**
   * The same fact counts in a family of the other kind. It then lifts its row to its own strength and adds nothing to other
   * measures, or one fact would be half of two reasons.
   */
  readonly saidElsewhere?: true;
}

/** Rows and measures weaker than this are noise and are not shown. */
export const { minStrength } = valuesOf(MEASURE_PARAMETERS);

/**
 * Joins measures into the row of a family. Its strength is the noisy-or of theirs, 0..1, or that of a measure that is said
 * elsewhere, if it is stronger than all others together; summaries and details come strongest first. Null when all of them together are noise.
 */
export function joinMeasures(family: Family, measures: readonly (Measure | null)[]): Evidence | null {
  const shown = measures
    .filter((m): m is Measure => m !== null && m.strength >= minStrength)
    .sort((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1));
  const strength = Math.max(
    noisyOr(shown.filter((m) => !m.saidElsewhere).map((m) => m.strength)),
    ...shown.filter((m) => m.saidElsewhere).map((m) => m.strength),
  );
  if (strength < minStrength) return null;
  const detail: Evidence['detail'] = {};
  for (const m of shown) {
    detail[`${m.name}_strength`] = Number(m.strength.toFixed(3));
    Object.assign(detail, m.detail);
  }
  return {
    family,
    kind: (RELATIONAL_FAMILIES as readonly string[]).includes(family) ? 'relational' : 'content',
    strength,
    summary: shown.map((m) => m.summary).join(' '),
    detail,
  };
}
