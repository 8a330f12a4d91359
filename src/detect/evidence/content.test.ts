import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, InputBuilder } from '../../../test/detect-input.ts';
import { alike, type FamilyTest, rowAbout, rowOf, strengthOf, WEAK } from '../../../test/evidence-rows.ts';
import { focusEvidence } from './focus.ts';
import { harvestShapeEvidence } from './harvest-shape/harvest-shape.ts';
import { intentEvidence } from './intent/intent.ts';
import { CLEAR_PURPOSE } from './intent/purpose.ts';
import { pivotEvidence } from './pivot.ts';
import { replayEvidence } from './replay/replay.ts';
import { segmentEvidence } from './segment/segment.ts';
import { techniqueSearchEvidence } from './technique-search/technique-search.ts';

const TESTS: Record<string, FamilyTest> = {
  segment: segmentEvidence,
  intent: intentEvidence,
  focus: (_, group, baseline) => focusEvidence(group, baseline),
  harvest_shape: harvestShapeEvidence,
  pivot: pivotEvidence,
  replay: replayEvidence,
  technique_search: techniqueSearchEvidence,
};

describe.each(Object.entries(TESTS))('%s', (_, test) => {
  it('is silent or weak about ordinary accounts', () => {
    expect(strengthOf(rowAbout(test, alike({})))).toBeLessThan(WEAK);
  });

  it('is silent or weak where there is nobody else to compare with', () => {
    const builder = new InputBuilder();
    const members = builder.crowd(20, () => ({}));
    expect(strengthOf(rowOf(test, builder, members))).toBeLessThan(WEAK);
  });

  it('is silent about accounts that sent nothing that could tell', () => {
    expect(rowAbout(test, alike({ exchanges: 1, intents: {}, capabilities: {} }))).toBeNull();
  });
});

describe('intent, focus and harvest shape', () => {
  it('are strong for one-shot elicitation of one capability', () => {
    expect(strengthOf(rowAbout(TESTS.intent, alike(HARVEST_TRAFFIC)))).toBeGreaterThan(0.7);
    expect(strengthOf(rowAbout(TESTS.focus, alike(HARVEST_TRAFFIC)))).toBeGreaterThan(0.3);
    expect(strengthOf(rowAbout(TESTS.harvest_shape, alike(HARVEST_TRAFFIC)))).toBeGreaterThan(0.6);
  });

  it('say how clear the purpose is without what firms ask for every day', () => {
    const clear = (traffic: Partial<typeof HARVEST_TRAFFIC>) => {
      const row = rowAbout(TESTS.intent, alike({ ...HARVEST_TRAFFIC, ...traffic }));
      expect(strengthOf(row)).toBeGreaterThan(0.7);
      return row?.detail[CLEAR_PURPOSE];
    };
    expect(clear({})).toBeGreaterThan(0.7);
    expect(clear({ outputTokens: 100 })).toBeLessThan(WEAK);
    expect(clear({ intents: { data_generation: 0.9 } })).toBeGreaterThan(0.7);
    expect(clear({ intents: { data_generation: 0.9 }, outputTokens: 100 })).toBeLessThan(WEAK);
    expect(clear({ intents: { grading: 0.9 } })).toBeLessThan(WEAK);
    expect(clear({ intents: { trajectory_generation: 0.9 }, outputTokens: 100 })).toBeGreaterThan(0.7);
  });

  it('are judged on the slice that carries the template, whatever else is mixed in', () => {
    const mixed = (builder: InputBuilder) => {
      const members = builder.crowd(20, () => ({ exchanges: 100 }));
      builder.segment({ ...HARVEST_TRAFFIC, users: members.map((i) => [i, 30]) });
      return members;
    };
    for (const name of ['intent', 'harvest_shape']) expect(strengthOf(rowAbout(TESTS[name], mixed))).toBeGreaterThan(0.5);
  });

  it('are measured against the population: where everybody does it, they say little', () => {
    const builder = new InputBuilder();
    builder.crowd(300, () => HARVEST_TRAFFIC);
    const members = builder.crowd(20, () => HARVEST_TRAFFIC);
    for (const name of ['intent', 'focus', 'harvest_shape'])
      expect(strengthOf(rowOf(TESTS[name], builder, members))).toBeLessThan(0.5);
  });
});
