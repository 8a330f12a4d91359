/** For tests of evidence: the row that a family gives about members planted among honest accounts. */
import { createRng } from '../src/base/rng.ts';
import type { Group, Population } from '../src/detect/group/group.ts';
import type { Baseline } from '../src/detect/population/baseline.ts';
import type { Evidence } from '../src/model/finding.ts';
import { RELATIONAL_FAMILIES } from '../src/model/vocabulary.ts';
import { honest, InputBuilder, type UnitSpec, worldAndGroup } from './detect-input.ts';

/** Rows below this strength are weak: no reviewer would act on them. */
export const WEAK = 0.25;

/** A family's test of a group. */
export type FamilyTest = (population: Population, group: Group, baseline: Baseline) => Evidence | null;

/** Adds members to an input that holds a crowd of honest accounts, and returns the members. */
export type Plant = (builder: InputBuilder, crowd: readonly number[]) => readonly number[];

/** The row of a family about the members that `plant` returns, among 300 honest accounts. */
export function rowAbout(test: FamilyTest, plant: Plant): Evidence | null {
  const builder = new InputBuilder();
  const crowd = honest(builder, 300, createRng('crowd'));
  return rowOf(test, builder, plant(builder, crowd));
}

/** The row of a family about members of any input. Throws when its strength or its kind is not that of a row. */
export function rowOf(test: FamilyTest, builder: InputBuilder, members: readonly number[]): Evidence | null {
  const { world: population, group } = worldAndGroup(builder, members);
  const row = test(population, group, population.baseline);
  if (row === null) return null;
  const relational = (RELATIONAL_FAMILIES as readonly string[]).includes(row.family);
  if (row.kind !== (relational ? 'relational' : 'content'))
    throw new Error(`${row.family} evidence must not be ${row.kind}`);
  if (!(row.strength > 0 && row.strength <= 1))
    throw new Error(`expected a strength above 0 and up to 1, got ${row.strength}`);
  return row;
}

/** Strength of a row; 0 when there is none. */
export const strengthOf = (row: Evidence | null): number => row?.strength ?? 0;

/** Strength of one measure of a row; 0 when the row does not hold it. */
export const measureOf = (row: Evidence | null, name: string): number => Number(row?.detail[`${name}_strength`] ?? 0);

/** Twenty accounts that are all alike. */
export const alike =
  (spec: UnitSpec): Plant =>
  (builder) =>
    builder.crowd(20, () => spec);

/** Whether each value is at least the one before, and the last more than the first. */
export function rises(values: readonly number[]): boolean {
  return values.every((x, k) => k === 0 || x >= values[k - 1] - 1e-9) && values[values.length - 1] > values[0];
}
