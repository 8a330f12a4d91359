/** The points of the space in a fixed order: free combinations and stories in turn for honest groups, excuses for operators. */
import { createRng } from '../../src/base/rng.ts';
import { coherentAttack, coherentHonest } from './coherence.ts';
import { type Coverage, Covering, type DesignRow } from './covering.ts';
import { STORIES, type Story } from './stories.ts';
import {
  ATTACK_FACTORS,
  type AttackPoint,
  type AttackTraits,
  EXCUSES,
  HONEST_FACTORS,
  type HonestPoint,
  type HonestTraits,
} from './traits.ts';

export interface Design<P> {
  readonly points: readonly P[];
  readonly pairs: Coverage;
  readonly triples: Coverage;
}

/** The first `count` honest points. Odd numbers are free combinations, even ones stories in turn. */
export function honestDesign(count: number): Design<HonestPoint> {
  const rng = createRng('space/honest');
  const covering = new Covering(HONEST_FACTORS, (row) => coherentHonest(row as unknown as HonestTraits));
  const points: HonestPoint[] = [];
  for (let i = 0; i < count; i++) {
    const story = i % 2 === 0 ? null : (STORIES[((i - 1) / 2) % STORIES.length] as Story);
    const row = covering.next(rng, story?.levels ?? {});
    points.push({ kind: 'honest', id: pointId('h', i), story: story?.name ?? 'free', traits: honestTraits(row) });
  }
  return { points, ...covering.coverage() };
}

/** The first `count` operators. Every second one has an excuse, in turn; the others what covers most. */
export function attackDesign(count: number): Design<AttackPoint> {
  const rng = createRng('space/attack');
  const covering = new Covering(ATTACK_FACTORS, (row) => coherentAttack(row as unknown as AttackTraits));
  const points: AttackPoint[] = [];
  for (let i = 0; i < count; i++) {
    const within = i % 2 === 0 ? {} : { excuse: [EXCUSES[((i - 1) / 2) % EXCUSES.length] as string] };
    const row = covering.next(rng, within);
    points.push({ kind: 'attack', id: pointId('a', i), story: 'operator', traits: row as unknown as AttackTraits });
  }
  return { points, ...covering.coverage() };
}

function honestTraits(row: DesignRow): HonestTraits {
  return row as unknown as HonestTraits;
}

function pointId(prefix: string, index: number): string {
  return `${prefix}${String(index + 1).padStart(4, '0')}`;
}
