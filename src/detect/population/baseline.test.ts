import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder } from '../../../test/detect-input.ts';
import { createRng } from '../../base/rng.ts';
import { INTENTS } from '../../model/vocabulary.ts';
import { capabilityShares, hourEvenness, meanHarvest, measureBaseline } from './baseline.ts';
import { harvestIntent, harvestScore, oneShotShape } from './harvest.ts';

describe('the baseline', () => {
  it('does not move with a few loud accounts', () => {
    const quiet = new InputBuilder();
    honest(quiet, 101, createRng('quiet'));
    const loud = new InputBuilder();
    honest(loud, 101, createRng('quiet'));
    loud.crowd(5, () => ({ ...HARVEST_TRAFFIC, exchanges: 1_000_000, hours: () => 1 }));
    const [a, b] = [measureBaseline(quiet.build()), measureBaseline(loud.build())];
    expect(b.harvestIntent).toBeCloseTo(a.harvestIntent, 2);
    expect(b.outputTokens).toBeCloseTo(a.outputTokens, 0);
    expect(b.hourEvenness).toBeCloseTo(a.hourEvenness, 1);
  });

  it('has capability shares that sum to one, and stands for an empty population', () => {
    const builder = new InputBuilder();
    honest(builder, 10, createRng('ten'));
    const { capabilities } = measureBaseline(builder.build());
    expect(capabilities.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1);
    const empty = measureBaseline(new InputBuilder().build());
    expect(Object.values(empty).every((x) => typeof x !== 'number' || Number.isFinite(x))).toBe(true);
  });

  it('tells a machine that never sleeps from office hours, also by few exchanges', () => {
    const flat = new Float64Array(24).fill(4);
    const office = Float64Array.from({ length: 24 }, (_, h) => (h >= 9 && h < 17 ? 12 : 0));
    expect(hourEvenness(flat)).toBeGreaterThan(0.98);
    expect(hourEvenness(office)).toBeLessThan(0.75);
    expect(hourEvenness(new Float64Array(24))).toBe(0);
    const one = new Float64Array(24);
    one[3] = 500;
    expect(hourEvenness(one)).toBeLessThan(0.01);
  });

  it('leaves scores that are all zero as they are', () => {
    expect(Array.from(capabilityShares(new Float64Array(3)))).toEqual([0, 0, 0]);
    expect(Array.from(capabilityShares(Float64Array.of(1, 3)))).toEqual([0.25, 0.75]);
  });
});

describe('the harvest score', () => {
  const slice = (
    harvest: number,
    shape: { uniqueBodies: number; bodies: number; followUps: number; toolResults: number },
  ) => {
    const intents = new Float64Array(INTENTS.length);
    intents[0] = 1 - harvest;
    intents[1] = harvest;
    return {
      exchanges: 100,
      intents,
      capabilities: new Float64Array(9),
      refused: 0,
      reasoningInInput: 0,
      outputTokens: 0,
      ...shape,
    };
  };
  const ONE_SHOT = { uniqueBodies: 1, bodies: 100, followUps: 0, toolResults: 0 };
  const AGENT = { uniqueBodies: 0.9, bodies: 90, followUps: 0.9, toolResults: 0.8 };

  it('is high for one-shot elicitation and low for an assistant at work', () => {
    expect(harvestScore(slice(0.95, ONE_SHOT))).toBeGreaterThan(0.9);
    expect(harvestScore(slice(0.02, AGENT))).toBeLessThan(0.05);
  });

  it('needs more than a one-shot shape', () => {
    expect(harvestScore(slice(0.02, ONE_SHOT))).toBeLessThan(0.35);
  });

  it('asks for a clearer intent in conversations, and still hears a clear one', () => {
    expect(harvestScore(slice(0.6, AGENT))).toBeLessThan(harvestScore(slice(0.6, ONE_SHOT)));
    expect(harvestScore(slice(1, AGENT))).toBeGreaterThan(0.5);
  });

  it('is no harvest where nothing was scored', () => {
    expect(harvestIntent(new Float64Array(INTENTS.length))).toBe(0);
    expect(oneShotShape(AGENT)).toBe(0);
    const builder = new InputBuilder();
    builder.unit({ intents: {} });
    expect(meanHarvest(builder.build().units, 0)).toBe(0);
  });
});
