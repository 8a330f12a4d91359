import { describe, expect, it } from 'vitest';
import { InputBuilder, START, type UnitSpec } from '../../../test/detect-input.ts';
import { DAY } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { measureTraits } from '../population/traits.ts';
import { behaviourSimilarity } from './behaviour-similarity.ts';

/** Works round the clock, much, from one rare program. */
const MACHINE: UnitSpec = { hours: () => 1, exchanges: 600, software: [[77, 7]] };

function population(builder: InputBuilder, n = 400): number[] {
  const rng = createRng('people');
  return builder.crowd(n, (k) => ({
    exchanges: 20 + rng.int(200),
    software: [[k % 9, k % 4]],
    record: { created: START - (5 + rng.int(600)) * DAY },
  }));
}

const likeness = (builder: InputBuilder, models: readonly number[]) =>
  behaviourSimilarity(measureTraits(builder.build()), models);

describe('resemblance', () => {
  it('is high for who works as the models do, and low for who does not', () => {
    const builder = new InputBuilder();
    const people = population(builder);
    const models = builder.crowd(12, () => MACHINE);
    const like = builder.unit(MACHINE);
    const { of } = likeness(builder, models);
    expect(of(like)).toBeGreaterThan(3);
    const scores = people.map(of).sort((a, b) => a - b);
    expect(scores.at(-1)).toBeLessThan(of(like));
    expect(scores[200]).toBeLessThan(-1);
  });

  it('says about nothing where the models are like everybody', () => {
    const builder = new InputBuilder();
    const people = population(builder);
    const { of } = likeness(builder, people.slice(0, 40));
    const scores = people.slice(40).map(of);
    expect(Math.max(...scores)).toBeLessThan(1.5);
    expect(Math.min(...scores)).toBeGreaterThan(-2.5);
  });

  it('says little from few models, and more from many', () => {
    const builder = new InputBuilder();
    population(builder);
    const machines = builder.crowd(21, () => MACHINE);
    const of = (n: number) => likeness(builder, machines.slice(0, n)).of(machines.at(-1) as number);
    expect(of(2)).toBeLessThan(of(20));
  });

  it('knows nothing of a router’s end users, and of a trait the log has not', () => {
    const builder = new InputBuilder();
    population(builder);
    const models = builder.crowd(12, () => MACHINE);
    const endUser = builder.unit({ ...MACHINE, account: 'router', subAccount: 'end user' });
    const nameless = builder.unit({ ...MACHINE, record: null });
    const { of, telling } = likeness(builder, models);
    expect(of(endUser)).toBe(0);
    expect(telling(endUser)).toEqual([]);
    expect(of(nameless)).toBeGreaterThan(3);
  });

  it('names at most three traits, those in which it is most alike', () => {
    const builder = new InputBuilder();
    const [somebody] = population(builder);
    const models = builder.crowd(12, () => MACHINE);
    const { telling } = likeness(builder, models);
    expect(telling(models[0] as number)).toHaveLength(3);
    expect(telling(models[0] as number)).toContain('software');
    expect(telling(somebody as number)).not.toContain('software');
  });
});

describe('traits', () => {
  it('have no kind without units, and shares that add up to one', () => {
    const builder = new InputBuilder();
    population(builder);
    for (const { kind, share } of measureTraits(builder.build())) {
      expect([...share].every((part) => part > 0)).toBe(true);
      expect(share.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1);
      expect(Math.max(...kind.filter((k) => k !== 0xff))).toBe(share.length - 1);
    }
  });

  it('are none in an empty log', () => {
    expect(measureTraits(new InputBuilder().build())).toEqual([]);
  });
});
