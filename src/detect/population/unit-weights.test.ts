import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, InputBuilder, START, type UnitSpec } from '../../../test/detect-input.ts';
import { DAY } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { Norm } from '../../model/norm.ts';
import { RANKING_PARAMETERS } from '../parameters/population-traffic.ts';
import { meanHarvest, measureBaseline } from './baseline.ts';
import { quantile } from './numbers.ts';
import { joinAnchors } from './segments.ts';
import { unitWeights } from './unit-weights.ts';

const HONEST = 420;
const LATE = 14 * DAY;

/** People whose intents, lengths and sign-ups differ; some of them use one of two popular tools. */
function people(builder: InputBuilder, size: number): number[] {
  const rng = createRng('people');
  const units = builder.crowd(size, () => ({
    intents: { reasoning_elicitation: 0.3 * rng.next(), answer: 0.6 },
    exchanges: 20 + rng.int(60),
    followUps: rng.next(),
    record: { created: START - LATE - Math.floor(rng.next() * 700 * DAY) },
  }));
  const tool = (from: number, to: number) => builder.segment({ users: units.slice(from, to).map((i) => [i, 15] as const) });
  tool(0, size / 10);
  tool(size / 10, size / 5);
  return units;
}

function measured(builder: InputBuilder, earlier: Norm | null = null) {
  const input = builder.build();
  const weights = unitWeights(input.units, joinAnchors(input.anchors, input.units.exchanges));
  return { input, weights, baseline: measureBaseline(input, weights, earlier) };
}

const HARVESTER: UnitSpec = { ...HARVEST_TRAFFIC, exchanges: 50 };

/** Buyers of a pack of prompts, each of whom sends all of them, in part of its traffic. */
function pack(builder: InputBuilder, size: number, prompts: number, share = 1): void {
  const rng = createRng('pack');
  const buyers = builder.crowd(size, () => ({
    ...HARVESTER,
    intents: { reasoning_elicitation: 0.9 * share, answer: 0.9 * (1 - share) },
    exchanges: 60,
    record: { created: START - Math.floor(rng.next() * 700 * DAY) },
  }));
  for (let k = 0; k < prompts; k++)
    builder.segment({ ...HARVEST_TRAFFIC, users: buyers.map((i) => [i, (60 * share) / prompts] as const) });
}

/** Accounts that harvest with words of their own and sign up one by one: nothing in one window tells them from customers. */
function mercenaries(builder: InputBuilder, size: number): void {
  const rng = createRng('mercenaries');
  builder.crowd(size, () => ({ ...HARVESTER, record: { created: START - Math.floor(rng.next() * 700 * DAY) } }));
}

describe('a baseline that cannot be bought', () => {
  const honest = new InputBuilder();
  people(honest, 900);
  const before = measured(honest).baseline;

  it('stays among what was usual in earlier windows, whoever is bought today', () => {
    const builder = new InputBuilder();
    people(builder, 900);
    mercenaries(builder, 2_000);
    const highest = Math.max(...(before.norm?.quantiles.harvestIntent ?? []));
    expect(measured(builder).baseline.harvestIntent).toBeGreaterThan(2 * highest);
    const { baseline } = measured(builder, before.norm);
    expect(baseline.harvestIntent).toBeLessThanOrEqual(highest);
  });

  it('finds a group unusual that hides among as many accounts as there are', () => {
    const builder = new InputBuilder();
    people(builder, 900);
    mercenaries(builder, 800);
    const bought = Array.from({ length: 30 }, (_, k) => 900 + k);
    const excess = (earlier: Norm | null) =>
      measured(builder, earlier).baseline.habits.elicitation.against(bought).excessAbove();
    expect(excess(null)).toBe(0);
    expect(excess(before.norm)).toBeGreaterThan(0.5);
  });

  it('is the same where earlier windows were like this one', () => {
    const { baseline } = measured(honest, before.norm);
    expect(baseline.harvestIntent).toBeCloseTo(before.harvestIntent, 1);
    expect(baseline.capabilities).toEqual(before.capabilities);
    for (const q of [0.25, 0.5, 0.75, 0.9]) {
      const usual = (b: typeof baseline) => b.habits.oneShot.against([]).quantile(q);
      expect(Math.abs(usual(baseline) - usual(before))).toBeLessThan(0.05);
    }
  });

  it('is remembered only of enough accounts', () => {
    const few = new InputBuilder();
    people(few, 40);
    expect(measured(few).baseline.norm).toBeNull();
    expect(Norm.parse(JSON.parse(JSON.stringify(before.norm)))).toEqual(before.norm);
  });

  it('stays put when a prompt pack is sold to twice as many accounts as there are', () => {
    for (const [prompts, share] of [
      [1, 1],
      [1, 0.5],
      [20, 1],
    ] as const) {
      const builder = new InputBuilder();
      people(builder, 900);
      pack(builder, 2_000, prompts, share);
      const { input, baseline } = measured(builder);
      expect(baseline.harvestIntent - before.harvestIntent).toBeLessThan(0.05);
      // Counted one by one, the buyers are the norm.
      expect(measureBaseline(input).harvestIntent - before.harvestIntent).toBeGreaterThan(0.1);
      for (const q of [0.5, RANKING_PARAMETERS.unusualQuantiles.value[0]]) {
        const usual = (b: typeof baseline) => b.habits.oneShot.against([]).quantile(q);
        expect(Math.abs(usual(baseline) - usual(before))).toBeLessThan(0.2);
      }
    }
  });

  it('stays put when as many accounts sign up in one week, each with texts of its own', () => {
    const builder = new InputBuilder();
    people(builder, 900);
    builder.crowd(1_000, (k) => ({ ...HARVESTER, record: { created: START - LATE + k * 60_000 } }));
    expect(measured(builder).baseline.harvestIntent - before.harvestIntent).toBeLessThan(0.06);
  });

  it('moves by no more than the ranks of two hundred whatever a hundred accounts do', () => {
    const reach = 100 / HONEST;
    const spec = fc.record({
      harvest: fc.double({ min: 0, max: 1, noNaN: true }),
      age: fc.constantFrom(0, 3, 40, 600),
      /** Texts that it sends: of the people's tools, and of the hundred. */
      texts: fc.array(fc.nat(5), { maxLength: 4 }),
      one: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(spec, { minLength: 100, maxLength: 100 }), fc.boolean(), (added, alike) => {
        const builder = new InputBuilder();
        const crowd = people(builder, HONEST);
        const specs = alike ? added.map(() => added[0]) : added;
        const bought = builder.crowd(specs.length, (k) => ({
          intents: { reasoning_elicitation: specs[k].harvest },
          followUps: specs[k].one,
          record: { created: START - specs[k].age * DAY },
        }));
        for (let text = 0; text < 6; text++) {
          const users = [
            ...crowd.slice(text * 30, text * 30 + 30).map((i) => [i, 15] as const),
            ...bought.filter((_, k) => specs[k].texts.includes(text)).map((i) => [i, 10] as const),
          ];
          builder.segment({ users });
        }
        const { input, baseline } = measured(builder);
        const intents = crowd.map((i) => meanHarvest(input.units, i));
        expect(baseline.harvestIntent).toBeGreaterThanOrEqual(quantile(intents, 0.5 - reach));
        expect(baseline.harvestIntent).toBeLessThanOrEqual(quantile(intents, 0.5 + reach));
        const shots = baseline.habits.oneShot;
        const own = crowd.map((i) => shots.of(i));
        for (const q of [0.25, 0.5, 0.75]) {
          expect(shots.against([]).quantile(q)).toBeGreaterThanOrEqual(quantile(own, q - reach));
          expect(shots.against([]).quantile(q)).toBeLessThanOrEqual(quantile(own, q + reach));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('leaves accounts alone that sign up alone and send their own texts, and teams of a usual size', () => {
    const { weights } = measured(honest);
    expect(Math.min(...weights)).toBe(1);
  });

  it('takes for normal what nearly everybody does', () => {
    const builder = new InputBuilder();
    people(builder, 50);
    pack(builder, 4_000, 1);
    const { weights, baseline } = measured(builder);
    expect(weights.reduce((a, b) => a + b, 0) / weights.length).toBeGreaterThan(0.24);
    expect(baseline.harvestIntent).toBeGreaterThan(0.5);
  });
});
