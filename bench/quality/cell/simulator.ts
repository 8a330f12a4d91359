/**
 * The one place that knows how this bench's knobs are called by the simulator, and asks which of them it has: a knob
 * that the simulator does not know would be passed over in silence, and a sweep over it would show a flat line.
 */

import { type SimulateOptions, type SimulateResult, simulate } from '../../../sim/index.ts';
import { ProblemError } from '../../../src/base/problem.ts';
import type { WorldKnobs } from './cell.ts';

/** Knobs that older simulators lack. */
export type LaterKnob = 'accounts' | 'text';

type AnyOptions = SimulateOptions & {
  readonly accounts?: number;
  readonly text?: string;
  readonly textFold?: string;
};

export async function simulateWorld(
  { text, ...knobs }: WorldKnobs,
  out: string,
  signal?: AbortSignal,
): Promise<SimulateResult> {
  const options: AnyOptions = {
    ...knobs,
    world: knobs.world as SimulateOptions['world'],
    ...(text === undefined ? {} : { text: text.path }),
    out,
    ...(signal === undefined ? {} : { signal }),
  };
  return await simulate(options);
}

/** A value that no simulator can take is refused by one that knows the knob; one that does not goes on and meets the signal. */
export async function simulatorHas(knob: LaterKnob): Promise<boolean> {
  const impossible: AnyOptions = {
    world: 'clean',
    scale: 0.001,
    seed: 1,
    out: '/nonexistent',
    signal: AbortSignal.abort(),
    ...(knob === 'accounts' ? { accounts: -1 } : { textFold: 'none', text: '/nonexistent' }),
  };
  try {
    await simulate(impossible);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code !== 'interrupted';
    return true;
  }
  return false;
}
