/** One look: the exchanges of the window as they are in the store, through detection to findings. Runs where it is called. */

import type { DetectSource } from '../../aggregate/columns.ts';
import { decide } from '../../decide/decide.ts';
import { endedCampaigns, identify } from '../../detect/campaign/campaign-ids.ts';
import { detect } from '../../detect/detect.ts';
import type { DetectionRun, RunTask } from './run-protocol.ts';
import type { WindowInput } from './window-input.ts';

/** @param clock ms; only differences count */
export async function look(
  source: DetectSource,
  kept: WindowInput,
  task: RunTask,
  clock: () => number,
): Promise<DetectionRun> {
  const began = clock();
  const { input, exchanges, counted, disturbed } = await kept.load(source, task.stretch);
  const loaded = clock();
  const { detection, lineages } = identify(detect(input, { seed: task.seed }), task.lineages);
  const { campaigns, accounts } = decide(detection, task.policy);
  return {
    detection,
    lineages,
    campaigns: { ...campaigns, ended: endedCampaigns(lineages) },
    accounts: accounts.filter(({ campaign, action }) => campaign !== null || action !== 'allow'),
    exchanges,
    counted,
    disturbed,
    senders: new Set(input.units.account).size,
    loading: loaded - began,
    detecting: clock() - loaded,
  };
}
