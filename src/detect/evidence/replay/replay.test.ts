import { describe, expect, it } from 'vitest';
import { InputBuilder, type UnitSpec } from '../../../../test/detect-input.ts';
import { alike, measureOf, type Plant, rises, rowAbout, rowOf, strengthOf, WEAK } from '../../../../test/evidence-rows.ts';
import { createRng } from '../../../base/rng.ts';
import { replayEvidence } from './replay.ts';

type Signatures = NonNullable<UnitSpec['signatures']>;

/** Accounts that present signatures the honest way, a few of them with a habit, and then the members. */
function among(members: Signatures, habit: (k: number) => Partial<Signatures> = () => ({}), size = 20): Plant {
  return (builder) => {
    builder.crowd(100, (k) => ({ signatures: { presented: 20, ...habit(k) } }));
    return builder.crowd(size, () => ({ signatures: members }));
  };
}
const measureFor = (name: string, plant: Plant) => measureOf(rowAbout(replayEvidence, plant), name);

describe('signatures of other accounts', () => {
  const replays =
    (pairs: (members: number[]) => [number, number][], record = {}): Plant =>
    (builder) => {
      const members = builder.crowd(20, () => ({ record }));
      for (const [issuer, presenter] of pairs(members)) builder.replay(issuer, presenter, 5);
      return members;
    };
  const ring = (members: number[]): [number, number][] => members.map((i, k) => [i, members[(k + 1) % members.length]]);

  it('are strong when they travel between many members', () => {
    const row = rowAbout(replayEvidence, replays(ring));
    expect(strengthOf(row)).toBeGreaterThan(0.8);
    expect(row?.detail).toMatchObject({ replays: 100, members: 20 });
  });

  it('are weak when a few of very many members take part', () => {
    const few: Plant = (builder) => {
      const members = builder.crowd(200, () => ({}));
      for (let k = 0; k < 10; k++) builder.replay(members[k], members[(k + 1) % 10], 5);
      return members;
    };
    expect(measureOf(rowAbout(replayEvidence, few), 'other_account')).toBeLessThan(WEAK);
  });

  it('are silent for one pair, inside one organisation, and for signatures of outsiders', () => {
    for (const plant of [
      replays((m) => [[m[0], m[1]]]),
      replays(ring, { emailDomain: 'office', verification: 'business' }),
      replays((m) => m.map((i, k) => [k, i])),
    ])
      expect(rowAbout(replayEvidence, plant)).toBeNull();
  });
});

describe('signatures of other sessions', () => {
  it('count by how often they are presented, though never in another account', () => {
    const more = [0, 2, 8, 20].map((otherSession) => measureFor('other_session', among({ presented: 20, otherSession })));
    expect(rises(more)).toBe(true);
    expect(more[0]).toBe(0);
    expect(more[3]).toBeGreaterThan(0.5);
  });

  it('are weak for people who fork conversations as others do', () => {
    const forks = (k: number) => ({ otherSession: k % 3 });
    expect(measureFor('other_session', among({ presented: 20, otherSession: 2 }, forks))).toBeLessThan(WEAK);
  });

  it('are silent where clients name a session anew with every request', () => {
    const anew = () => ({ otherSession: 20 });
    expect(rowAbout(replayEvidence, among({ presented: 20, otherSession: 20 }, anew))).toBeNull();
  });

  it('are weak when one loud member of many presents them', () => {
    const loud: Plant = (builder) => {
      builder.crowd(100, () => ({ signatures: { presented: 20 } }));
      return builder.crowd(20, (k) => ({
        signatures: k === 0 ? { presented: 2_000, otherSession: 2_000 } : { presented: 20 },
      }));
    };
    expect(measureFor('other_session', loud)).toBeLessThan(WEAK);
  });

  it('are silent for a handful of them', () => {
    expect(measureFor('other_session', among({ presented: 4, otherSession: 1 }, undefined, 6))).toBe(0);
  });
});

describe('edited conversations before a signed block', () => {
  it('count by how many there are', () => {
    const more = [0, 2, 8, 20].map((edited) => measureFor('edited', among({ presented: 20, edited })));
    expect(rises(more)).toBe(true);
    expect(more[0]).toBe(0);
    expect(more[3]).toBeGreaterThan(0.6);
  });

  it('are no edits where a client forgets old turns, as clients do', () => {
    const forgetful = createRng('forgetful');
    const trims = () => ({ trimmed: forgetful.int(20) });
    expect(rowAbout(replayEvidence, among({ presented: 20, trimmed: 12 }, trims))).toBeNull();
    expect(measureFor('edited', among({ presented: 20, trimmed: 20 }))).toBeLessThan(0.35);
  });

  it('are explained by everybody’s habit', () => {
    expect(
      rowAbout(
        replayEvidence,
        among({ presented: 20, edited: 10 }, () => ({ edited: 10 })),
      ),
    ).toBeNull();
  });

  it('say nothing when one member of many presents signatures at all', () => {
    const one: Plant = (builder) => {
      builder.crowd(100, () => ({ signatures: { presented: 20 } }));
      return builder.crowd(20, (k) => (k === 0 ? { signatures: { presented: 400, edited: 400 } } : {}));
    };
    expect(strengthOf(rowAbout(replayEvidence, one))).toBeLessThan(WEAK);
  });

  it('are weak when a few members of many present any', () => {
    const few: Plant = (builder) => {
      builder.crowd(100, () => ({ signatures: { presented: 20 } }));
      return builder.crowd(90, (k) => (k < 6 ? { signatures: { presented: 20, edited: 20 } } : {}));
    };
    expect(measureFor('edited', few)).toBeLessThan(WEAK);
  });

  it('say nothing on logs that do not know what came before', () => {
    expect(rowAbout(replayEvidence, alike({}))).toBeNull();
    const builder = new InputBuilder();
    expect(rowOf(replayEvidence, builder, alike({ signatures: { presented: 20 } })(builder, []))).toBeNull();
  });
});
