import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, InputBuilder, type UnitSpec } from '../../../../test/detect-input.ts';
import { alike, measureOf, rises, rowAbout, rowOf, strengthOf, WEAK } from '../../../../test/evidence-rows.ts';
import { harvestShapeEvidence } from './harvest-shape.ts';

const measureFor = (name: string, spec: UnitSpec) => measureOf(rowAbout(harvestShapeEvidence, alike(spec)), name);

describe('one-shot traffic', () => {
  it('is not conversations, tool results, nor a few messages again and again', () => {
    for (const change of [{ followUps: 0.8 }, { toolResults: 0.8 }, { unique: 0.005 }])
      expect(measureFor('one_shot', { ...HARVEST_TRAFFIC, ...change })).toBe(0);
    expect(measureFor('one_shot', HARVEST_TRAFFIC)).toBeGreaterThan(0.4);
  });

  it('says little on a platform where nobody converses', () => {
    const builder = new InputBuilder();
    builder.crowd(300, () => ({ followUps: 0, toolResults: 0 }));
    const members = builder.crowd(20, () => ({ ...HARVEST_TRAFFIC, outputTokens: 400, spread: 0.8 }));
    expect(strengthOf(rowOf(harvestShapeEvidence, builder, members))).toBeLessThan(WEAK);
  });

  it('of an own template says less on a platform where nobody converses', () => {
    const withTemplate = (others: UnitSpec) => {
      const builder = new InputBuilder();
      builder.crowd(300, () => others);
      const members = builder.crowd(20, () => HARVEST_TRAFFIC);
      builder.segment({ ...HARVEST_TRAFFIC, users: members.map((i) => [i, 40]) });
      return measureOf(rowOf(harvestShapeEvidence, builder, members), 'one_shot');
    };
    expect(withTemplate({ followUps: 0, toolResults: 0 })).toBeLessThan(0.8 * withTemplate({}));
  });

  it('is worth less when answers are too short to teach anything', () => {
    const long = measureFor('one_shot', { ...HARVEST_TRAFFIC, outputTokens: 100 });
    expect(measureFor('one_shot', { ...HARVEST_TRAFFIC, outputTokens: 10 })).toBeLessThan(0.5 * long);
  });

  it('of one loud member says nothing of the others', () => {
    const builder = new InputBuilder();
    builder.crowd(300, () => ({}));
    const members = builder.crowd(12, (k) => (k === 0 ? { ...HARVEST_TRAFFIC, exchanges: 20_000 } : {}));
    expect(strengthOf(rowOf(harvestShapeEvidence, builder, members))).toBeLessThan(WEAK);
  });
});

describe('output', () => {
  it('counts by how long the answers are beside everybody’s', () => {
    const longer = [300, 500, 700, 2_000].map((outputTokens) => measureFor('output', { outputTokens }));
    expect(rises(longer)).toBe(true);
    expect(longer[0]).toBe(0);
  });

  it('counts several answers a request, and limits that long answers fill', () => {
    expect(measureFor('output', { sampled: 0.8 })).toBeGreaterThan(0.2);
    expect(measureFor('output', { outputTokens: 2_000, truncated: 0.4 })).toBeGreaterThan(
      measureFor('output', { outputTokens: 2_000 }),
    );
  });

  it('is not a benchmark that fills a limit of one letter', () => {
    expect(measureFor('output', { outputTokens: 2, truncated: 1 })).toBe(0);
  });

  it('is silent on a log without token counts', () => {
    expect(measureFor('output', { outputTokens: 0 })).toBe(0);
  });
});

describe('a task list', () => {
  it('is new messages that are alike in length', () => {
    const alikeness = [0.8, 0.5, 0.3, 0.1].map((spread) => measureFor('task_list', { spread, unique: 1 }));
    expect(rises(alikeness)).toBe(true);
    expect(alikeness[0]).toBe(0);
    expect(alikeness[3]).toBeGreaterThan(0.3);
  });

  it('is not one message again and again, nor what people write', () => {
    expect(measureFor('task_list', { spread: 0, unique: 0.01 })).toBe(0);
    expect(measureFor('task_list', { spread: 0, unique: 0.2, exchanges: 400 })).toBe(0);
    expect(measureFor('task_list', { spread: 0.9 })).toBe(0);
  });

  it('says nothing where all traffic is filled into templates', () => {
    const builder = new InputBuilder();
    builder.crowd(300, () => ({ spread: 0.1 }));
    const members = builder.crowd(20, () => ({ ...HARVEST_TRAFFIC, spread: 0.1 }));
    expect(measureOf(rowOf(harvestShapeEvidence, builder, members), 'task_list')).toBe(0);
  });
});
