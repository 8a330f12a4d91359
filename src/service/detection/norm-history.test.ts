import { describe, expect, it } from 'vitest';
import { honest, InputBuilder } from '../../../test/detect-input.ts';
import { DAY } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { detect } from '../../detect/detect.ts';
import type { Norm } from '../../model/norm.ts';
import { NormHistory } from './norm-history.ts';

const builder = new InputBuilder();
honest(builder, 150, createRng('norm'));
const measured = detect(builder.build(), { seed: 'test' }).norm;
if (measured === null) throw new Error('a hundred and fifty accounts say what is normal');
/** A norm that is told from others by its first capability. */
const normOf = (share: number): Norm => ({ ...measured, capabilities: measured.capabilities.map(() => share) });

/** A settings table. */
function createSettings() {
  const values = new Map<string, string>();
  return {
    values,
    setting: async (name: string) => {
      const value = values.get(name);
      return value === undefined ? undefined : (JSON.parse(value) as unknown);
    },
    saveSetting: async (name: string, value: unknown) => {
      values.set(name, JSON.stringify(value));
    },
  };
}

describe('what accounts were like in earlier windows', () => {
  it('is asked four weeks later, and pooled over four weeks', async () => {
    const settings = createSettings();
    const history = new NormHistory(settings);
    for (let day = 0; day <= 70; day++) {
      const before = await history.earlier(day * DAY);
      if (day < 28) expect(before).toBeNull();
      await history.keep(normOf(day / 100), day * DAY);
    }
    // Of the weeks 0 to 10, the last four that are four weeks old: days 21 to 42.
    const earlier = await history.earlier(70 * DAY);
    expect(earlier?.capabilities[0]).toBeCloseTo((0.21 + 0.28 + 0.35 + 0.42) / 4);
    expect(earlier?.quantiles.harvestIntent).toHaveLength(4 * measured.quantiles.harvestIntent.length);
    expect([...settings.values.values()].join('').length).toBeLessThan(100_000);
  });

  it('is not kept of a window that cannot tell', async () => {
    const settings = createSettings();
    await new NormHistory(settings).keep(null, 0);
    expect(settings.values.size).toBe(0);
  });

  it('outlives a clock that was years ahead', async () => {
    const history = new NormHistory(createSettings());
    await history.keep(normOf(0.1), 0);
    await history.keep(normOf(0.9), 4_000 * DAY);
    await history.keep(normOf(0.2), 8 * DAY);
    expect((await history.earlier(30 * DAY))?.capabilities[0]).toBeCloseTo(0.1);
    expect((await history.earlier(60 * DAY))?.capabilities[0]).toBeCloseTo(0.15);
  });

  it('of a version with other measures is left out', async () => {
    const settings = createSettings();
    await settings.saveSetting('detection_norms', [{ at: 0, norm: { capabilities: [], quantiles: { other: [1] } } }, 'x']);
    const history = new NormHistory(settings);
    expect(await history.earlier(90 * DAY)).toBeNull();
    await history.keep(normOf(0.3), 91 * DAY);
    expect((await history.earlier(130 * DAY))?.capabilities[0]).toBeCloseTo(0.3);
  });
});
