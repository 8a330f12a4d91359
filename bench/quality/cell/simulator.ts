/** The one place that maps this bench's settings to the simulator's options. */
import { type SimulateOptions, type SimulateResult, simulate } from '../../../sim/index.ts';
import type { WorldKnobs } from './cell.ts';

export async function simulateWorld(
  { text, ...knobs }: WorldKnobs,
  out: string,
  signal?: AbortSignal,
): Promise<SimulateResult> {
  return await simulate({
    ...knobs,
    // Checked by the simulator, which says what it has.
    world: knobs.world as SimulateOptions['world'],
    ...(text === undefined ? {} : { text: text.path }),
    out,
    ...(signal === undefined ? {} : { signal }),
  });
}
