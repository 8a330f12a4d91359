/**
 * The one place that knows how this bench's knobs are called by the simulator, and asks whether it has the newest of them: a
 * knob that the simulator does not know would be passed over in silence, and a sweep over it would show a flat line.
 */

import { type SimulateOptions, type SimulateResult, simulate } from '../../../sim/index.ts';
import { ProblemError } from '../../../src/base/problem.ts';
import type { WorldKnobs } from './cell.ts';

type AnyOptions = SimulateOptions & { readonly accounts?: number };

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

/** Fewer than no accounts: refused by a simulator that has the knob. One that has not goes on, and meets the signal. */
export async function simulatorCountsAccounts(): Promise<boolean> {
  const impossible: AnyOptions = {
    world: 'clean',
    scale: 0.001,
    seed: 1,
    accounts: -1,
    out: '/nonexistent',
    signal: AbortSignal.abort(),
  };
  try {
    await simulate(impossible);
  } catch (error) {
    return !(error instanceof ProblemError && error.problem.code === 'interrupted');
  }
  return false;
}
