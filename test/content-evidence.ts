/** Rows of the content families about planted members among honest accounts, for the tests beside each family. */

import { createRng } from '../src/base/rng.ts';
import type { Group, Population } from '../src/detect/group/group.ts';
import { type Baseline, measureBaseline } from '../src/detect/population/baseline.ts';
import type { Evidence } from '../src/model/finding.ts';
import { honest, InputBuilder, type UnitSpec, worldAndGroup } from './detect-input.ts';

/** Below this a row says nothing that anybody would act on. */
export const WEAK = 0.25;

export type FamilyTest = (world: Population, group: Group, baseline: Baseline) => Evidence | null;
export type Plant = (builder: InputBuilder, crowd: number[]) => number[];

/** The row of a family about the members that `plant` returns, among 300 honest accounts. */
export function about(test: FamilyTest, plant: Plant): Evidence | null {
  const builder = new InputBuilder();
  const crowd = honest(builder, 300, createRng('crowd'));
  return judged(test, builder, plant(builder, crowd));
}

/** The same about members of any input. */
export function judged(test: FamilyTest, builder: InputBuilder, members: readonly number[]): Evidence | null {
  const { world, group } = worldAndGroup(builder, members);
  const row = test(world, group, measureBaseline(world.input));
  if (row && !(row.kind === 'content' && row.strength > 0 && row.strength <= 1))
    throw new Error(`expected a content row of strength 0..1, got ${row.kind} ${row.strength}`);
  return row;
}

export const strengthOf = (row: Evidence | null): number => row?.strength ?? 0;

/** Strength of one measure of a row; 0 when it was not heard. */
export const measureOf = (row: Evidence | null, name: string): number =>
  Number(row?.detail[`${name}_strength`] ?? 0);

/** Twenty accounts that are all alike. */
export const alike =
  (spec: UnitSpec): Plant =>
  (builder) =>
    builder.crowd(20, () => spec);

/** Whether each is at least the one before, and the last more than the first. */
export function rises(values: readonly number[]): boolean {
  return (
    values.every((x, k) => k === 0 || x >= values[k - 1] - 1e-9) && values[values.length - 1] > values[0]
  );
}
