/** One detection run: the exchanges of the window as they are in the store -> campaigns with their evidence. Runs where it is called. */

import type { DetectSource } from '../../aggregate/columns.ts';
import { identify } from '../../detect/campaign/campaign-ids.ts';
import { detect } from '../../detect/detect.ts';
import type { DetectionRun, RunTask } from './run-protocol.ts';
import type { WindowInput } from './window-input.ts';

/**
 * Loads the window and detects.
 *
 * @param kept what the run before counted; keeps what this one counts
 * @param clock ms; only differences count
 * @throws ProblemError `look_disturbed` if the store changed during the run, or a problem of the stores
 */
export async function runDetection(
  source: DetectSource,
  kept: WindowInput,
  task: RunTask,
  clock: () => number,
): Promise<DetectionRun> {
  const began = clock();
  const { input, exchanges, counted, disturbed } = await kept.load(source, task.stretch);
  const loaded = clock();
  const { detection, lineages } = identify(detect(input, { seed: task.seed, earlier: task.earlier }), task.lineages);
  return {
    detection,
    lineages,
    exchanges,
    counted,
    disturbed,
    senders: new Set(input.units.account).size,
    loading: loaded - began,
    detecting: clock() - loaded,
  };
}
