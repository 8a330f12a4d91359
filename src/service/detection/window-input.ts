/**
 * The window that detection reads, run after run. What was counted for one run is kept for the next, which counts what came
 * since, as long as the window begins where it began. If the store has changed otherwise meanwhile, by a deletion for
 * example, the window is counted anew in the same run.
 */

import type { DetectSource } from '../../aggregate/columns.ts';
import type { DetectInput } from '../../aggregate/detect-input.ts';
import { GrowingDetectInput } from '../../aggregate/load-input.ts';
import { during, type Stretch } from '../../aggregate/window-store.ts';
import { ProblemError } from '../../base/problem.ts';

/** A window as it was loaded. */
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
  private stretch: Stretch = { from: 0, taken: 0, ahead: null };

  /**
   * Loads a window; one load at a time. A load that fails keeps nothing.
   *
   * @throws ProblemError `look_disturbed` if the store changed between two queries of the load
   */
  async load(source: DetectSource, stretch: Stretch): Promise<WindowLoad> {
    // After a clock was set back, its time does not separate what has come since.
    const { from, taken, ahead } = this.stretch;
    const goesOn = stretch.from === from && stretch.taken >= taken && stretch.ahead === ahead;
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

  /** Frees what is kept. */
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

/** Checks that what was counted one by one and what the store answers later agree, unit by unit: else it changed in between. */
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
    message: `Expected the exchanges to stay the same during a detection run, got different counts for ${disturbed} of ${units.count} accounts in a later query.`,
    hint: 'The run is repeated automatically. If it happens often, inserts take longer than the 2 seconds that a run waits for them.',
  });
}

function isDisturbed(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'look_disturbed';
}
