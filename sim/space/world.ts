/** A small world around some points: a background population of about three hundred accounts, two weeks, a new model. */
import { createRng } from '../../src/base/rng.ts';
import { grammarVoice } from '../voice/grammar.ts';
import { World } from '../world/world.ts';
import { writeWorld } from '../write-world.ts';
import { addBackground } from './background.ts';
import { addPoint } from './group.ts';
import type { SpacePoint } from './traits.ts';

export interface SpaceWorldOptions {
  readonly points: readonly SpacePoint[];
  readonly seed: number;
  /** Adds framers to every honest point. */
  readonly framed: boolean;
  readonly out: string;
  /** Called now and then; it may throw to stop. */
  readonly tick: () => void;
}

export interface SpaceWorldResult {
  readonly exchanges: number;
  readonly accounts: number;
}

const DAYS = 14;
const START = Date.UTC(2026, 5, 1);
const MODELS = { usual: ['aster-4', 'aster-4-mini', 'aster-3.5'], released: 'aster-5' };

/** Writes the logs of a world; the same points and seed give the same bytes. */
export async function writeSpaceWorld(options: SpaceWorldOptions): Promise<SpaceWorldResult> {
  const { points, seed, framed, out, tick } = options;
  const world = new World(
    {
      scale: 1,
      days: DAYS,
      start: START,
      mix: null,
      paraphrase: null,
      infrastructure: null,
      rate: 1,
      honest: 1,
      accounts: null,
      releaseDay: 9,
      models: MODELS,
    },
    createRng(`space/${seed}`),
    grammarVoice(),
  );
  const tool = addBackground(world);
  for (const point of points) addPoint(world, point, tool, { framed: framed && point.kind === 'honest' });
  const { exchanges } = await writeWorld(world, { out, compress: 'none', tick });
  return { exchanges, accounts: world.accounts.length };
}
