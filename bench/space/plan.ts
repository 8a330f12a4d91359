/** From options to worlds: which points stand alone, which stand together, which are framed and respelt. */
import { EVASIONS, evasionPoints } from '../../sim/space/evasions.ts';
import { attackDesign, type Design, honestDesign } from '../../sim/space/points.ts';
import type { AttackPoint, HonestPoint, SpacePoint } from '../../sim/space/traits.ts';
import type { SpaceCell, SpaceMeasure } from './cell.ts';
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
const SEEDS = 100_000;

/** Cells that say most come first, so that the first minutes of a long run already show the picture. */
export function planSpace(options: SpaceOptions): SpacePlan {
  const highest = (prefix: string): number =>
    Math.max(0, ...options.only.filter((id) => id.startsWith(prefix)).map((id) => Number(id.slice(1))));
  const honest = honestDesign(Math.max(options.honest, options.framing, highest('h')));
  const attack = attackDesign(Math.max(options.attack, highest('a')));
  const evasions = evasionPoints(Math.max(options.evasions, highest('e')));
  const chosen = new Set(options.only);
  const wanted = <P extends SpacePoint>(points: readonly P[], count: number): readonly P[] =>
    chosen.size > 0 ? points.filter(({ id }) => chosen.has(id)) : points.slice(0, count);
  const people = wanted(honest.points, options.honest);
  const operators = wanted(attack.points, options.attack);
  const careless = wanted(evasions, options.evasions);
  // A world's seed follows from its first point, so that it is the same world whatever else is planned.
  const seeded = (measure: SpaceMeasure, lists: readonly (readonly SpacePoint[])[]): SpaceCell[] =>
    lists.map((points) => ({ measure, seed: options.seed * SEEDS + seedOf(points[0] as SpacePoint), points }));
  const cells = [
    ...(options.together ? seeded('together', mixed(people, operators)) : []),
    ...seeded('alone', careless.map(one)),
    ...seeded('framing', wanted(honest.points, options.framing).slice(0, options.framing).map(one)),
    ...seeded('renaming', mixed(people, operators).slice(0, options.renaming)),
    ...(options.alone ? seeded('alone', [...operators.map(one), ...people.map(one)]) : []),
  ];
  return { honest, attack, evasions, cells };
}

/** Evasions with one task share a background: their recall is compared with the careless operator's in it. */
function seedOf({ id, story, kind }: SpacePoint): number {
  const number = Number(id.slice(1));
  const evasion = kind === 'attack' && EVASIONS.some(({ name }) => name === story);
  return evasion ? Math.floor((number - 1) / EVASIONS.length) : number;
}

function one(point: SpacePoint): readonly SpacePoint[] {
  return [point];
}

/** Both lists in their order; when one ends, the other goes on alone. */
function mixed(people: readonly SpacePoint[], operators: readonly SpacePoint[]): SpacePoint[][] {
  const worlds = Math.max(Math.ceil(people.length / HONEST_TOGETHER), Math.ceil(operators.length / OPERATORS_TOGETHER));
  const part = (list: readonly SpacePoint[], each: number, k: number): readonly SpacePoint[] =>
    list.slice(k * each, (k + 1) * each);
  return Array.from({ length: worlds }, (_, k) => [
    ...part(people, HONEST_TOGETHER, k),
    ...part(operators, OPERATORS_TOGETHER, k),
  ]);
}
