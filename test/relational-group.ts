/** For tests of relational evidence: members that a test plants among honest accounts, and what a family says of them. */
import { DAY } from '../src/base/clock.ts';
import { createRng } from '../src/base/rng.ts';
import type { Group, Population } from '../src/detect/group/group.ts';
import type { AccountRecord } from '../src/model/account-record.ts';
import type { Evidence } from '../src/model/finding.ts';
import { honest, InputBuilder, START, type UnitSpec, worldAndGroup } from './detect-input.ts';

export const MEMBERS = 20;
/** Evidence below this is weak. */
export const WEAK = 0.25;

export type FamilyTest = (world: Population, group: Group) => Evidence | null;

export function strengthOf(row: Evidence | null): number {
  return row?.strength ?? 0;
}

/** The strength of one measure of a row; 0 if it was not heard. */
export function measured(row: Evidence | null, measure: string): number {
  return Number(row?.detail[`${measure}_strength`] ?? 0);
}

/** What a family says of the units that `plant` gives back, among 300 honest accounts. */
export function about(
  test: FamilyTest,
  plant: (builder: InputBuilder, crowd: readonly number[]) => readonly number[],
): Evidence | null {
  const builder = new InputBuilder();
  const crowd = honest(builder, 300, createRng('crowd'));
  const members = plant(builder, crowd);
  const { world, group } = worldAndGroup(builder, members);
  return test(world, group);
}

/** Members with records made by a function, and nothing else in common. */
export const membersWithRecords =
  (make: (k: number) => Partial<AccountRecord>, size = MEMBERS) =>
  (builder: InputBuilder): number[] =>
    builder.crowd(size, (k) => ({
      record: { created: START - (20 + 11 * k) * DAY, payment: [`own-${k}`], ...make(k) },
    }));

/** Accounts of different people: cards, sign-ups and volumes of their own. */
export function strangers(
  builder: InputBuilder,
  size: number,
  seed: string,
  make: (k: number) => UnitSpec = () => ({}),
): number[] {
  const rng = createRng(seed);
  return builder.crowd(size, (k) => ({
    exchanges: 5 + Math.floor(rng.exponential(60)),
    first: START + Math.floor(rng.next() * 4 * DAY),
    ...make(k),
    record: {
      created: START - Math.floor(rng.next() * 365 * DAY),
      payment: [`${seed}-${k}`],
      ...make(k).record,
    },
  }));
}
