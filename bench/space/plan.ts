/** From options to worlds: which points stand alone, which stand together, which are framed and respelt. */
import { evasionPoints } from '../../sim/space/evasions.ts';
import { attackDesign, type Design, honestDesign } from '../../sim/space/points.ts';
import type { AttackPoint, HonestPoint, Point } from '../../sim/space/traits.ts';
import type { Measure, SpaceCell } from './cell.ts';
import type { SpaceOptions } from './options.ts';

export interface SpacePlan {
  readonly honest: Design<HonestPoint>;
  readonly attack: Design<AttackPoint>;
  readonly evasions: readonly AttackPoint[];
  readonly cells: readonly SpaceCell[];
}

/** Points of one world that holds several: most groups are honest. */
const HONEST_TOGETHER = 6;
const OPERATORS_TOGETHER = 2;

/** Cells that say most come first, so that the first minutes of a long run already show the picture. */
export function planSpace(options: SpaceOptions): SpacePlan {
  const highest = (prefix: string): number =>
    Math.max(0, ...options.only.filter((id) => id.startsWith(prefix)).map((id) => Number(id.slice(1))));
  const honest = honestDesign(Math.max(options.honest, options.framing, highest('h')));
  const attack = attackDesign(Math.max(options.attack, highest('a')));
  const evasions = evasionPoints(Math.max(options.evasions, highest('e')));
  const chosen = new Set(options.only);
  const wanted = <P extends Point>(points: readonly P[], count: number): readonly P[] =>
    chosen.size > 0 ? points.filter(({ id }) => chosen.has(id)) : points.slice(0, count);
  const people = wanted(honest.points, options.honest);
  const operators = wanted(attack.points, options.attack);
  const careless = wanted(evasions, options.evasions);
  const seeded = (measure: Measure, lists: readonly (readonly Point[])[]): SpaceCell[] =>
    lists.map((points, k) => ({ measure, seed: options.seed * 100_000 + k, points }));
  const cells = [
    ...(options.together ? seeded('together', mixed(people, operators)) : []),
    // Recall of an evasion is compared with the careless operator's in the same background.
    ...seeded('alone', careless.map(one)),
    ...seeded('framing', wanted(honest.points, options.framing).slice(0, options.framing).map(one)),
    ...seeded('renaming', mixed(people, operators).slice(0, options.renaming)),
    ...(options.alone ? seeded('alone', [...operators.map(one), ...people.map(one)]) : []),
  ];
  return { honest, attack, evasions, cells };
}

function one(point: Point): readonly Point[] {
  return [point];
}

/** Both lists in their order; when one ends, the other goes on alone. */
function mixed(people: readonly Point[], operators: readonly Point[]): Point[][] {
  const worlds = Math.max(Math.ceil(people.length / HONEST_TOGETHER), Math.ceil(operators.length / OPERATORS_TOGETHER));
  const part = (list: readonly Point[], each: number, k: number): readonly Point[] => list.slice(k * each, (k + 1) * each);
  return Array.from({ length: worlds }, (_, k) => [
    ...part(people, HONEST_TOGETHER, k),
    ...part(operators, OPERATORS_TOGETHER, k),
  ]);
}
