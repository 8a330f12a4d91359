/**
 * A documented number that detection depends on. Parameters are written once, by family, in `src/detect/parameters/` and
 * `src/aggregate/parameters.ts`; code reads their values with {@link valuesOf}, and docs/reference/detection-parameters.md is
 * made from the same objects (`npm run parameters`). Leaves out limits that only bound memory or input
 * (`src/base/limits.ts`).
 */

/** A single value, the two ends of a ramp (nothing at the first, everything at the second), or a list. */
export type ParameterValue = number | readonly number[];

/** One documented number of detection. */
export interface Parameter<V extends ParameterValue = ParameterValue> {
  readonly value: V;
  /** What the number counts or measures: 'parties', 'share of members', 'days', 'log odds', 'strength 0..1'. */
  readonly unit: string;
  /** Values that make sense, both ends included; each number of a ramp or a list lies within. */
  readonly range: readonly [number, number];
  /** What it decides, as one sentence. */
  readonly meaning: string;
  /** How the value was set: by hand and on what grounds, fitted on what, or taken from which paper. */
  readonly basis: string;
  /** What moves when the value goes up: more or fewer accounts linked, stronger or weaker evidence, more false positives. */
  readonly effect: string;
}

/** What a parameter says of itself, a sentence each. Without a basis it was set by hand, on no measurement. */
type Reasons = Pick<Parameter, 'meaning' | 'effect'> & Partial<Pick<Parameter, 'basis'>>;

/** A parameter: its value, unit and range in one line, its reasons below. */
export function parameter<const V extends ParameterValue>(
  value: V,
  unit: string,
  range: readonly [number, number],
  reasons: Reasons,
): Parameter<V> {
  return { value, unit, range, basis: SET_BY_HAND, ...reasons };
}

/** The basis of a value for which no measurement and no paper is on record. */
const SET_BY_HAND = 'Set by hand; no measurement is on record.';

/**
 * The parameters of one module or of a few that belong together. Written as
 * `export const X_PARAMETERS = { minParties: parameter(...) } as const satisfies ParameterFamily`: the page of parameters and its test
 * find every such export by its name.
 */
export type ParameterFamily = Readonly<Record<string, Parameter>>;

/** The type of a bare value: wide, since code must not depend on the number itself. */
type Wide<V extends ParameterValue> = V extends number
  ? number
  : V extends readonly [number, number]
    ? readonly [number, number]
    : readonly number[];

/** Bare values by name. */
export type ParameterValues<F extends ParameterFamily> = { readonly [K in keyof F]: Wide<F[K]['value']> };

/**
 * The bare values of a family, by name. Destructure them once at the top of a module
 * (`const { minParties } = valuesOf(X_PARAMETERS)`): hot loops then read plain constants.
 */
export function valuesOf<F extends ParameterFamily>(family: F): ParameterValues<F> {
  const values: Record<string, ParameterValue> = {};
  for (const [name, { value }] of Object.entries(family)) values[name] = value;
  return values as ParameterValues<F>;
}
