import { describe, expect, it } from 'vitest';
import { InputBuilder } from '../../../test/detect-input.ts';
import { ANSWER, INTENTS } from '../../model/vocabulary.ts';
import { splitByConduct } from './segment-split.ts';
import { joinAnchors, type Segments } from './segments.ts';

/** Users of one text, by the harvest intent of their own exchanges with it: a row of exchanges and intent each. */
function split(users: readonly (readonly [exchanges: number, harvest: number])[], followUps = () => 0): Segments {
  const builder = new InputBuilder();
  const crowd = users.map(([exchanges, harvest]) =>
    builder.unit({ exchanges, followUps: harvest < 0.5 ? 0.8 : followUps(), intents: { answer: 1 - harvest } }),
  );
  const total = users.reduce((sum, [n]) => sum + n, 0);
  const mean = users.reduce((sum, [n, harvest]) => sum + n * harvest, 0) / total;
  builder.segment({
    users: crowd.map((i, k) => [i, ...(users[k] as readonly [number, number])]),
    intents: { answer: 1 - mean, reasoning_elicitation: mean },
    followUps: users.reduce((sum, [n, harvest]) => sum + (harvest < 0.5 ? 0.8 * n : 0), 0) / total,
  });
  const input = builder.build();
  return splitByConduct(joinAnchors(input.anchors, input.units.exchanges), input.units);
}

const many = (n: number, exchanges: number, harvest: (k: number) => number) =>
  Array.from({ length: n }, (_, k): [number, number] => [exchanges, harvest(k)]);
const harvesters = many(40, 100, (k) => 0.8 + 0.005 * k);
const people = many(95, 20, (k) => 0.001 * k);

const usersOf = ({ postings }: Segments, s: number) => [...postings.unit.subarray(postings.start[s], postings.start[s + 1])];
const intentOf = ({ intents }: Segments, s: number, k: number) => intents[s * INTENTS.length + k];

describe('a segment whose users do two things', () => {
  it('is two: who harvests has its place and its id, the others come behind', () => {
    const segments = split([...people, ...harvesters]);
    expect([...segments.others]).toEqual([1, -1]);
    expect(usersOf(segments, 0)).toEqual(Array.from({ length: 40 }, (_, k) => 95 + k));
    expect(usersOf(segments, 1)).toEqual(Array.from({ length: 95 }, (_, k) => k));
    expect(segments.id(1)).toBe(segments.id(0));
    expect(segments.exchanges[0] + segments.exchanges[1]).toBeCloseTo(40 * 100 + 95 * 20, 6);
  });

  it('has the intents of each part, and what the users of each send besides', () => {
    const segments = split([...people, ...harvesters]);
    expect(intentOf(segments, 0, ANSWER)).toBeCloseTo(0.1, 1);
    expect(intentOf(segments, 1, ANSWER)).toBeCloseTo(0.95, 1);
    expect(intentOf(segments, 0, INTENTS.indexOf('reasoning_elicitation'))).toBeCloseTo(0.9, 1);
    expect(segments.followUps[0]).toBeCloseTo(0, 6);
    expect(segments.followUps[1]).toBeCloseTo(0.8, 6);
  });

  it('leaves the harvesters as many messages as they send, though the others all send the same few', () => {
    const builder = new InputBuilder();
    const lab = builder.crowd(20, () => ({ exchanges: 200, unique: 0.5 }));
    const harvesting = builder.crowd(20, () => ({ exchanges: 100, unique: 1 }));
    const users = [...lab.map((i) => [i, 200, 0.05] as const), ...harvesting.map((i) => [i, 100, 0.95] as const)];
    // The lab's items are a hundred in all.
    builder.segment({ users, intents: { answer: 0.65, grading: 0.35 }, unique: 2_100 / 6_000 });
    const { anchors, units } = builder.build();
    const segments = splitByConduct(joinAnchors(anchors, units.exchanges), units);
    expect(segments.bodies[0] / segments.exchanges[0]).toBeGreaterThan(0.9);
  });

  it('is cut alike however many harvest', () => {
    for (const n of [12, 40, 400]) {
      const segments = split([...people.slice(0, 6), ...many(n, 100, () => 0.9)]);
      expect(usersOf(segments, 1), `${n} who harvest`).toEqual([0, 1, 2, 3, 4, 5]);
    }
  });

  it('stays one where its users differ by degrees, or hardly', () => {
    expect([...split(many(60, 50, (k) => k / 59)).others]).toEqual([-1]);
    expect([...split([...many(30, 50, () => 0.5), ...many(30, 50, () => 0.7)]).others]).toEqual([-1]);
  });

  it('stays one when two users are unlike the rest, or the rest are known by one unclear request each', () => {
    expect([...split([...harvesters, ...people.slice(0, 2)]).others]).toEqual([-1]);
    expect([...split([...harvesters, ...many(4, 1, () => 0.2)]).others]).toEqual([-1]);
  });

  it('stays one where few of many exchanges harvest: the whole is no harvest either', () => {
    expect([...split([...many(900, 20, () => 0.02), ...harvesters.slice(0, 8)]).others]).toEqual([-1]);
  });
});
