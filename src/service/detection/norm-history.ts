/**
 * What accounts were like in earlier windows, kept so that what is normal cannot be bought within a few weeks. A figure of the
 * window is kept every week. A run gets the latest few that are at least four weeks old, pooled; before there is one, the window at
 * hand alone says what is normal. What is kept are quantiles over accounts, which name nobody.
 */
import { z } from 'zod';
import { DAY } from '../../base/clock.ts';
import { NORMED, Norm } from '../../model/norm.ts';
import type { RecordStore } from '../../store/records/record-store.ts';

const SETTING = 'detection_norms';
const WEEK = 7 * DAY;
/** Younger windows have no say: accounts that were bought need to be kept up for so long first. */
const LAG = 4 * WEEK;
/** How many are pooled: four weeks, so that one odd week is a quarter of what is known. */
const POOLED = 4;
/** How many are kept: the pooled ones, and those that are too young. */
const KEPT = POOLED + LAG / WEEK + 1;

const Kept = z.object({ at: z.number(), norm: Norm });
type Kept = z.infer<typeof Kept>;

export class NormHistory {
  private readonly records: Pick<RecordStore, 'setting' | 'saveSetting'>;

  constructor(records: Pick<RecordStore, 'setting' | 'saveSetting'>) {
    this.records = records;
  }

  /**
   * What is known of earlier windows; null if none is old enough.
   *
   * @param now ms since the epoch
   */
  async earlier(now: number): Promise<Norm | null> {
    const old = (await this.read()).filter(({ at }) => at <= now - LAG).slice(-POOLED);
    return old.length === 0 ? null : pooled(old.map(({ norm }) => norm));
  }

  /** Keeps the norm of a run unless one of the last seven days is kept; null, of a run that could not tell, is not. */
  async keep(norm: Norm | null, now: number): Promise<void> {
    if (norm === null) return;
    // Those of the future are of a clock that was wrong.
    const past = (await this.read()).filter(({ at }) => at <= now);
    const last = past.at(-1);
    if (last !== undefined && now - last.at < WEEK) return;
    await this.records.saveSetting(SETTING, [...past, { at: now, norm }].slice(-KEPT));
  }

  /** The oldest first. What a version with other measures kept says nothing to this one, and is left out. */
  private async read(): Promise<Kept[]> {
    const kept = z
      .array(z.unknown())
      .catch([])
      .parse(await this.records.setting(SETTING));
    return kept.flatMap((one) => {
      const read = Kept.safeParse(one);
      return read.success ? [read.data] : [];
    });
  }
}

function pooled(norms: readonly Norm[]): Norm {
  const mean = (of: (norm: Norm) => number) => norms.reduce((sum, norm) => sum + of(norm), 0) / norms.length;
  return {
    capabilities: norms[0].capabilities.map((_, k) => mean(({ capabilities }) => capabilities[k])),
    framesBetween: mean(({ framesBetween }) => framesBetween),
    quantiles: Object.fromEntries(
      NORMED.map((name) => [name, norms.flatMap(({ quantiles }) => quantiles[name])]),
    ) as Norm['quantiles'],
  };
}
