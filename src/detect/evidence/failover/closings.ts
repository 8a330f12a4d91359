/** Which members were closed and when, and which stand. */
import type { Group, Population } from '../../group/group.ts';

export interface Closings {
  /** Times of closing, sorted. */
  readonly times: readonly number[];
  readonly closed: readonly number[];
  readonly standing: readonly number[];
}

export function closingsOf(world: Population, group: Group): Closings {
  const { record } = world.input.units;
  const closed: number[] = [];
  const standing: number[] = [];
  for (const i of group.members) (closedAt(world, i) === null ? standing : closed).push(i);
  const times = closed.map((i) => record[i]?.statusTime as number).sort((a, b) => a - b);
  return { times, closed, standing };
}

/** When an account was suspended or closed; null if it stands or nothing is known. */
export function closedAt(world: Population, i: number): number | null {
  const record = world.input.units.record[i];
  return record && record.status !== 'active' ? record.statusTime : null;
}
