/**
 * What detection reads of a window, look after look. What was counted for one is kept for the next, which counts what came
 * since, as long as the window begins where it began. If the store has changed otherwise meanwhile, by a deletion say, the
 * window is counted anew, in the same look.
 */

import type { DetectSource } from '../../aggregate/columns.ts';
import type { DetectInput } from '../../aggregate/detect-input.ts';
import { GrowingDetectInput } from '../../aggregate/load-input.ts';
import { during, type Stretch } from '../../aggregate/window-store.ts';
import { ProblemError } from '../../base/problem.ts';

export interface WindowLoad {
  readonly input: DetectInput;
  readonly exchanges: number;
  /** Exchanges that were counted one by one for this load. */
  readonly counted: number;
  /** Whether something was kept and did not fit the store any more. */
  readonly disturbed: boolean;
}

export class WindowInput {
  private readonly growing = new GrowingDetectInput();
  /** What is kept: the exchanges of this stretch. */
  private stretch: Stretch = { from: 0, taken: 0 };

  /** One at a time. A load that fails keeps nothing. */
  async load(source: DetectSource, stretch: Stretch): Promise<WindowLoad> {
    // A clock that was set back says nothing of what has come since.
    const goesOn = stretch.from === this.stretch.from && stretch.taken >= this.stretch.taken;
    if (!goesOn) await this.growing.forget();
    const kept = this.growing.begun;
    try {
      return await this.loadOnce(source, stretch);
    } catch (error) {
      await this.growing.forget();
      if (!kept || !isDisturbed(error)) throw error;
      return { ...(await this.loadOnce(source, stretch)), disturbed: true };
    }
  }

  /** Keeps nothing. */
  async forget(): Promise<void> {
    await this.growing.forget();
  }

  private async loadOnce(source: DetectSource, stretch: Stretch): Promise<WindowLoad> {
    const { growing } = this;
    const input = await growing.load(during(source, stretch), during(source, stretch, this.stretch.taken));
    const exchanges = checkOneState(input);
    this.stretch = stretch;
    return { input, exchanges, counted: growing.counted, disturbed: false };
  }
}

/** What was counted one by one and what the store answers later is the same, unit by unit, or the store changed in between. */
function checkOneState({ units, daily }: DetectInput): number {
  const later = new Float64Array(units.count);
  daily.exchanges.forEach((exchanges, d) => {
    later[daily.unit[d]] += exchanges;
  });
  let disturbed = 0;
  let exchanges = 0;
  for (let unit = 0; unit < units.count; unit++) {
    exchanges += units.exchanges[unit];
    if (units.exchanges[unit] !== later[unit]) disturbed++;
  }
  if (disturbed === 0) return exchanges;
  throw new ProblemError({
    code: 'look_disturbed',
    message: `Expected one state of the exchanges during a look, got another number of them for ${disturbed} of ${units.count} accounts in a later question.`,
    hint: 'The look is repeated by itself. If it happens often, make `settle` longer than an insert takes.',
  });
}

function isDisturbed(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'look_disturbed';
}
