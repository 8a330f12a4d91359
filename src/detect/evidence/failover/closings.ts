/** Which members of a group were suspended or closed, and when. */
import type { Group, Population } from '../../group/group.ts';

/** The members of a group by whether they were closed. */
export interface Closings {
  /** Times of closing, ms, sorted. */
  readonly times: readonly number[];
  /** The members that were never closed, or of which nothing is known. */
  readonly open: readonly number[];
}

/** Divides the members of a group into those that were closed and the others. */
export function closingsOf(population: Population, group: Group): Closings {
  const times: number[] = [];
  const open: number[] = [];
  for (const i of group.members) {
    const closed = closedAt(population, i);
    if (closed === null) open.push(i);
    else times.push(closed);
  }
  return { times: times.sort((a, b) => a - b), open };
}

/** When an account was suspended or closed, ms; null if it is active or nothing is known. */
function closedAt(population: Population, i: number): number | null {
  const record = population.input.units.record[i];
  return record && record.status !== 'active' ? record.statusTime : null;
}
