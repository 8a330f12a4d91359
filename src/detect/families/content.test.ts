import { describe, expect, it } from 'vitest';
import { HARVEST, honest, InputBuilder, type Traffic, worldAndGroup } from '../../../test/detect-input.ts';
import { createRng } from '../../base/rng.ts';
import type { Evidence } from '../../model/finding.ts';
import { type Baseline, measureBaseline } from '../baseline.ts';
import type { Group, World } from '../group.ts';
import { focusEvidence } from './focus.ts';
import { harvestShapeEvidence } from './harvest-shape.ts';
import { intentEvidence } from './intent.ts';
import { pivotEvidence } from './pivot.ts';
import { replayEvidence } from './replay.ts';
import { segmentEvidence } from './segment.ts';
import { techniqueSearchEvidence } from './technique-search.ts';

const WEAK = 0.25;
const strengthOf = (row: Evidence | null) => row?.strength ?? 0;
type Test = (world: World, group: Group, baseline: Baseline) => Evidence | null;

const TESTS: Record<string, Test> = {
  segment: segmentEvidence,
  intent: (_, group, baseline) => intentEvidence(group, baseline),
  focus: (_, group, baseline) => focusEvidence(group, baseline),
  harvest_shape: (_, group, baseline) => harvestShapeEvidence(group, baseline),
  pivot: pivotEvidence,
  replay: replayEvidence,
  technique_search: techniqueSearchEvidence,
};

/** The evidence about planted members among 300 honest accounts. */
function about(test: Test, plant: (builder: InputBuilder, crowd: number[]) => number[]): Evidence | null {
  const builder = new InputBuilder();
  const crowd = honest(builder, 300, createRng('crowd'));
  const members = plant(builder, crowd);
  const { world, group } = worldAndGroup(builder, members);
  const row = test(world, group, measureBaseline(world.input));
  if (row) {
    expect(row.kind).toBe('content');
    expect(row.strength).toBeGreaterThan(0);
    expect(row.strength).toBeLessThanOrEqual(1);
  }
  return row;
}

const traffic = (spec: Traffic) => (builder: InputBuilder) => builder.crowd(20, () => spec);

describe('content families on ordinary traffic', () => {
  for (const [name, test] of Object.entries(TESTS)) {
    it(`${name} is silent or weak`, () => {
      expect(strengthOf(about(test, traffic({})))).toBeLessThan(WEAK);
    });
  }
});

describe('intent, focus and harvest shape', () => {
  it('are strong for one-shot elicitation of one capability', () => {
    expect(strengthOf(about(TESTS.intent, traffic(HARVEST)))).toBeGreaterThan(0.7);
    expect(strengthOf(about(TESTS.focus, traffic(HARVEST)))).toBeGreaterThan(0.3);
    expect(strengthOf(about(TESTS.harvest_shape, traffic(HARVEST)))).toBeGreaterThan(0.6);
  });

  it('intent is measured against the population: where everybody asks for it, it says little', () => {
    const builder = new InputBuilder();
    builder.crowd(300, () => HARVEST);
    const { world, group } = worldAndGroup(
      builder,
      builder.crowd(20, () => HARVEST),
    );
    expect(strengthOf(intentEvidence(group, measureBaseline(world.input)))).toBeLessThan(0.5);
  });

  it('the shape is not that of conversations, of tool results, nor of a few messages again and again', () => {
    for (const change of [{ followUps: 0.8 }, { toolResults: 0.8 }, { unique: 0.005 }]) {
      expect(strengthOf(about(TESTS.harvest_shape, traffic({ ...HARVEST, ...change })))).toBe(0);
    }
  });

  it('are judged on the slice that carries the template, whatever else is mixed in', () => {
    const mixed = (builder: InputBuilder) => {
      const members = builder.crowd(20, () => ({ exchanges: 100 }));
      builder.segment({ ...HARVEST, users: members.map((i) => [i, 30]) });
      return members;
    };
    for (const name of ['intent', 'harvest_shape'])
      expect(strengthOf(about(TESTS[name], mixed))).toBeGreaterThan(0.5);
  });
});

describe('segment', () => {
  const carried =
    (outside: number, unique = 1) =>
    (builder: InputBuilder, crowd: number[]) => {
      const members = builder.crowd(20, () => ({ exchanges: 100 }));
      builder.segment({
        ...HARVEST,
        unique,
        users: [
          ...crowd.slice(0, outside).map((i) => [i, 40] as const),
          ...members.map((i) => [i, 80] as const),
        ],
      });
      return members;
    };

  it('is strong for a text that only members send around differing messages', () => {
    const row = about(TESTS.segment, carried(0));
    expect(strengthOf(row)).toBeGreaterThan(0.8);
    expect(row?.detail.segments).toHaveLength(1);
  });

  it('is silent for a prompt that strangers send as well', () => {
    expect(about(TESTS.segment, carried(150))).toBeNull();
  });

  it('is silent when the messages around it are always the same', () => {
    expect(strengthOf(about(TESTS.segment, carried(0, 0.002)))).toBe(0);
  });

  it('is weak when one member in five sends it', () => {
    const few = (builder: InputBuilder) => {
      const members = builder.crowd(20, () => ({ exchanges: 100 }));
      builder.segment({ ...HARVEST, users: members.slice(0, 4).map((i) => [i, 80]) });
      return members;
    };
    expect(strengthOf(about(TESTS.segment, few))).toBeLessThan(WEAK);
  });
});

describe('pivot', () => {
  /** Shares of members' and of everybody's traffic that go to the new model within a day. */
  const moved =
    (ours: number, theirs: number, exchanges = 20) =>
    (builder: InputBuilder, crowd: number[]) => {
      const members = builder.crowd(20, () => ({}));
      const rows = [
        ...crowd.map((i) => [i, 20, 20 * theirs] as const),
        ...members.map((i) => [i, exchanges, exchanges * ours] as const),
      ];
      builder.adoption('new-model', rows);
      return members;
    };

  it('is strong when half the group moves within a day and hardly anybody else does', () => {
    const row = about(TESTS.pivot, moved(0.5, 0.03));
    expect(strengthOf(row)).toBeGreaterThan(0.6);
    expect(row?.detail.model).toBe('new-model');
  });

  it('is silent on a launch day on which everybody moves', () => {
    expect(about(TESTS.pivot, moved(0.5, 0.5))).toBeNull();
    expect(about(TESTS.pivot, moved(0.4, 0.6))).toBeNull();
  });

  it('is silent about a handful of exchanges, or when two members make the move', () => {
    expect(about(TESTS.pivot, moved(0.5, 0, 0.5))).toBeNull();
    const two = (builder: InputBuilder) => {
      const members = builder.crowd(20, () => ({}));
      builder.adoption(
        'new-model',
        members.map((i, k) => [i, 100, k < 2 ? 100 : 0]),
      );
      return members;
    };
    expect(about(TESTS.pivot, two)).toBeNull();
  });

  it('takes the release with the strongest move', () => {
    const several = (builder: InputBuilder, crowd: number[]) => {
      const members = moved(0.15, 0.05)(builder, crowd);
      builder.adoption(
        'later-model',
        members.map((i) => [i, 20, 12]),
      );
      return members;
    };
    expect(about(TESTS.pivot, several)?.detail.model).toBe('later-model');
  });
});

describe('replay', () => {
  const replays =
    (pairs: (members: number[]) => [number, number][], record = {}) =>
    (builder: InputBuilder) => {
      const members = builder.crowd(20, () => ({ record }));
      for (const [issuer, presenter] of pairs(members)) builder.replay(issuer, presenter, 5);
      return members;
    };
  const ring = (members: number[]): [number, number][] =>
    members.map((i, k) => [i, members[(k + 1) % members.length]]);

  it('is strong when signatures travel between many members', () => {
    const row = about(TESTS.replay, replays(ring));
    expect(strengthOf(row)).toBeGreaterThan(0.8);
    expect(row?.detail).toMatchObject({ replays: 100, members: 20 });
  });

  it('is silent for one pair, inside one organisation, and for signatures of outsiders', () => {
    expect(
      about(
        TESTS.replay,
        replays((m) => [[m[0], m[1]]]),
      ),
    ).toBeNull();
    expect(
      about(TESTS.replay, replays(ring, { emailDomain: 'office', verification: 'business' })),
    ).toBeNull();
    expect(
      about(
        TESTS.replay,
        replays((m) => m.map((i, k) => [k, i])),
      ),
    ).toBeNull();
  });
});

describe('technique search', () => {
  it('is strong for refused requests that ask for the reasoning', () => {
    expect(strengthOf(about(TESTS.technique_search, traffic({ ...HARVEST, refused: 0.5 })))).toBeGreaterThan(
      0.6,
    );
  });

  it('is silent for refusals alone and for elicitation alone', () => {
    expect(about(TESTS.technique_search, traffic({ refused: 0.5 }))).toBeNull();
    expect(about(TESTS.technique_search, traffic({ ...HARVEST, refused: 0 }))).toBeNull();
  });
});
