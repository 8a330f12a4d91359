/** One world to make and judge, and the row it leaves: counts by group, so that rows can be added up. */
import type { SpacePoint } from '../../sim/space/traits.ts';
import type { Action } from '../../src/model/vocabulary.ts';

/** alone and together: the points' actions. framing, renaming: what changes when the log changes around them. */
export const MEASURES = ['alone', 'together', 'framing', 'renaming'] as const;
export type SpaceMeasure = (typeof MEASURES)[number];

export interface SpaceCell {
  readonly measure: SpaceMeasure;
  readonly seed: number;
  readonly points: readonly SpacePoint[];
}

/** Accounts, or end users, of one group by action. */
export interface GroupActions {
  readonly group: string;
  readonly harvests: boolean;
  readonly units: number;
  readonly actions: Readonly<Record<Action, number>>;
  /** Units that any finding names, whatever is done about them. */
  readonly inFinding: number;
}

/** One account whose action is not what it was. */
export interface ChangedAction {
  readonly account: string;
  readonly group: string;
  readonly before: Action;
  readonly after: Action;
}

/** What one way to respell a log changed. */
export interface Respelled {
  readonly spelling: string;
  readonly changed: readonly ChangedAction[];
}

export interface SpaceRow {
  readonly cell: string;
  readonly measure: SpaceMeasure;
  readonly seed: number;
  readonly points: readonly string[];
  readonly exchanges: number;
  readonly accounts: number;
  /** Wall-clock seconds. */
  readonly seconds: { readonly simulate: number; readonly analyze: number };
  readonly groups: readonly GroupActions[];
  /** Accounts that are not the framers' and whose action rose because of them. */
  readonly raised?: readonly ChangedAction[];
  readonly respelled?: readonly Respelled[];
}

/** The name a row is found by. */
export function cellName({ measure, seed, points }: SpaceCell): string {
  return `${measure}/${seed}/${points.map(({ id }) => id).join('+')}`;
}
