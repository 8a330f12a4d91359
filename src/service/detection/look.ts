/** One look: the exchanges of the window as they are in the store, through detection to findings. Runs where it is called. */
import { ProblemError } from '../../base/problem.ts';
import { decide } from '../../decide/decide.ts';
import type { DetectSource } from '../../detect/columns.ts';
import { detect } from '../../detect/detect.ts';
import { during } from '../../detect/during.ts';
import { endedCampaigns, identify } from '../../detect/identity.ts';
import type { DetectInput } from '../../detect/input.ts';
import { loadDetectInput } from '../../detect/load.ts';
import type { Looked, LookTask } from './look-protocol.ts';

/** @param clock ms; only differences count */
export async function look(source: DetectSource, task: LookTask, clock: () => number): Promise<Looked> {
  const began = clock();
  const input = await loadDetectInput(during(source, task.stretch));
  const exchanges = checkOneState(input);
  const loaded = clock();
  const { detection, lineages } = identify(detect(input, { seed: task.seed }), task.lineages);
  const { campaigns, accounts } = decide(detection, task.policy);
  return {
    detection,
    lineages,
    campaigns: { ...campaigns, ended: endedCampaigns(lineages) },
    accounts: accounts.filter(({ campaign, action }) => campaign !== null || action !== 'allow'),
    exchanges,
    senders: new Set(input.units.account).size,
    loading: loaded - began,
    detecting: clock() - loaded,
  };
}

/** The first query of a look and later ones count the same exchanges, or something was taken in or deleted between them. */
function checkOneState({ units, daily }: DetectInput): number {
  const sum = (values: Float64Array): number => values.reduce((total, n) => total + n, 0);
  const exchanges = sum(units.exchanges);
  const later = sum(daily.exchanges);
  if (exchanges === later) return exchanges;
  throw new ProblemError({
    code: 'look_disturbed',
    message: `Expected one state of the exchanges during a look, got ${exchanges} of them and then ${later}.`,
    hint: 'The look is repeated by itself. If it happens often, make `settle` longer than an insert takes.',
  });
}
