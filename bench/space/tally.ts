/** Rows as results by point, and results by level and by pair of levels. */
import { attackRule, type ConstructionRule, honestRule } from '../../sim/space/construction.ts';
import { pointGroup, strangersOf } from '../../sim/space/group.ts';
import { type AttackPoint, type HonestPoint, opennessOf, type SpacePoint } from '../../sim/space/traits.ts';
import { ACTIONS, type Action, actionRank } from '../../src/model/vocabulary.ts';
import type { GroupActions, SpaceMeasure, SpaceRow } from './cell.ts';

/** One point in one world. */
export interface PointResult<P extends SpacePoint = SpacePoint> {
  readonly point: P;
  readonly measure: SpaceMeasure;
  readonly units: number;
  readonly actions: Readonly<Record<Action, number>>;
  readonly inFinding: number;
  /** Honest users of its public text, who are not its accounts. */
  readonly strangers: GroupActions | null;
  /** Why no log could settle it, or null. */
  readonly rule: ConstructionRule | null;
}

export interface LevelResult {
  /** 'payer one', or 'payer one, network vpn'. */
  readonly levels: string;
  readonly results: readonly PointResult[];
}

/** Accounts at an action or above. */
export function atLeast(actions: Readonly<Record<Action, number>>, action: Action): number {
  return ACTIONS.slice(actionRank(action)).reduce((sum, name) => sum + actions[name], 0);
}

export function pointResults<P extends SpacePoint>(
  rows: readonly SpaceRow[],
  points: readonly P[],
  measures: readonly SpaceMeasure[],
): PointResult<P>[] {
  const byId = new Map(points.map((point) => [point.id, point]));
  return rows
    .filter(({ measure }) => measures.includes(measure))
    .flatMap((row) =>
      row.points.flatMap((id): PointResult<P>[] => {
        const point = byId.get(id);
        const own = row.groups.find(({ group }) => group === pointGroup(id));
        if (point === undefined || own === undefined) return [];
        return [
          {
            point,
            measure: row.measure,
            units: own.units,
            actions: own.actions,
            inFinding: own.inFinding,
            strangers: row.groups.find(({ group }) => group === strangersOf(id)) ?? null,
            rule: ruleOf(point),
          },
        ];
      }),
    );
}

/** Results by level of each trait, openness included. */
export function byLevel(results: readonly PointResult[]): LevelResult[] {
  return grouped(results, (traits) => Object.entries(traits).map(([trait, level]) => `${trait} ${level}`));
}

export function byPair(results: readonly PointResult[]): LevelResult[] {
  return grouped(results, (traits) => {
    const levels = Object.entries(traits).map(([trait, level]) => `${trait} ${level}`);
    return levels.flatMap((one, i) => levels.slice(i + 1).map((other) => `${one}, ${other}`));
  });
}

function grouped(
  results: readonly PointResult[],
  keysOf: (traits: Readonly<Record<string, string>>) => readonly string[],
): LevelResult[] {
  const groups = new Map<string, PointResult[]>();
  for (const result of results) {
    const { point } = result;
    const traits = { story: point.story, ...point.traits, openness: opennessOf(point.traits) };
    for (const key of keysOf(traits)) {
      const list = groups.get(key);
      if (list) list.push(result);
      else groups.set(key, [result]);
    }
  }
  return [...groups].map(([levels, list]) => ({ levels, results: list }));
}

function ruleOf(point: HonestPoint | AttackPoint): ConstructionRule | null {
  return point.kind === 'honest' ? honestRule(point.traits) : attackRule(point.traits);
}
