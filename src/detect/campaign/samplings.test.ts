import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START } from '../../../test/detect-input.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { type Group, profileGroup } from '../group/group.ts';
import { HIDDEN } from '../group/openness.ts';
import { createPopulation } from '../population.ts';
import { testSamplings } from './samplings.ts';
import type { TestedGroup } from './tested-group.ts';

/** Twenty accounts of one operator among two hundred others; `name` gives them their ids. */
function operator(name: (k: number) => string) {
  const builder = new InputBuilder();
  honest(builder, 200, createRng('samplings'));
  const members = builder.crowd(20, (k) => ({
    ...HARVEST_TRAFFIC,
    account: name(k),
    exchanges: 100 + k,
    record: { created: START - 20 * DAY + k * MINUTE, payment: ['card'] },
  }));
  builder.segment({ ...HARVEST_TRAFFIC, users: members.map((i) => [i, 50] as const) });
  return { population: createPopulation(builder.build()), members };
}

/** The samplings of a group of twenty by the exchanges of the members that each keeps. */
function samplingsOf(name: (k: number) => string) {
  const { population, members } = operator(name);
  const kept: number[][] = [];
  const found = testSamplings(population, members, (group: Group): TestedGroup => {
    kept.push(group.members.map((i) => population.input.units.exchanges[i]).sort((a, b) => a - b));
    return {
      group,
      evidence: [],
      open: HIDDEN,
      verdict: { confidence: group.members.length / 20, contributions: [], heldBy: null },
    };
  });
  return { kept, found };
}

describe('samplings of a campaign', () => {
  it('each leave out another part of the members, and every member once', () => {
    const { kept, found } = samplingsOf((k) => `account-${k}`);
    const all = Array.from({ length: 20 }, (_, k) => 100 + k);
    const left = kept.map((some) => all.filter((n) => !some.includes(n)));
    expect(left.map((some) => some.length)).toEqual([5, 5, 5, 5]);
    expect(left.flat().sort((a, b) => a - b)).toEqual(all);
    expect(found.map(({ confidence }) => confidence)).toEqual([0.75, 0.75, 0.75, 0.75]);
  });

  it('are the same whatever the accounts are called', () => {
    expect(samplingsOf((k) => `z${(k * 7) % 20}`).kept).toEqual(samplingsOf((k) => `account-${k}`).kept);
  });

  it('do not take the members left out for strangers', () => {
    const { population, members } = operator((k) => `account-${k}`);
    const own = (group: Group) => group.own.map(({ segment, specificity }) => [segment, specificity]);
    const groups: Group[] = [];
    testSamplings(population, members, (group) => {
      groups.push(group);
      return { group, evidence: [], open: HIDDEN, verdict: { confidence: 0, contributions: [], heldBy: null } };
    });
    const whole = own(profileGroup(population, members));
    expect(whole.length).toBe(1);
    for (const group of groups) expect(own(group)).toEqual(whole);
  });
});
