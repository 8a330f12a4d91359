import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START } from '../../../test/detect-input.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import type { AccountRecord } from '../../model/account-record.ts';
import { networkEvidence } from '../evidence/network/network.ts';
import { registrationEvidence } from '../evidence/registration/registration.ts';
import { createPopulation } from '../population.ts';
import { profileGroup } from './group.ts';

const WAVE = START - 5 * DAY;

/** People with a text of theirs, and a group that harvests behind it; all signed up within some hours. */
function copying(
  person: (k: number) => Partial<AccountRecord>,
  { conduct = 0.05, behind = 0, strangers = 0, apart = false } = {},
) {
  const builder = new InputBuilder();
  honest(builder, 300, createRng('crowd'));
  const signUp = (k: number) => ({ created: WAVE + k * MINUTE });
  const people = builder.crowd(120, (k) => ({ exchanges: 60, record: { ...signUp(k), ...person(k) } }));
  const framers = builder.crowd(30, (k) => ({
    ...HARVEST_TRAFFIC,
    exchanges: 60,
    record: { ...signUp(4 * k), ...(apart ? { created: START - (30 + 11 * k) * DAY } : {}), payment: [`card-${k}`] },
  }));
  // Half of the framers, some of the people and strangers are behind each exit of one VPN.
  const others = builder.crowd(strangers, (k) => ({ record: { created: START - (40 + 9 * k) * DAY } }));
  for (const v of [0, 1])
    builder.share(
      'address',
      [...people.slice(0, behind), ...framers, ...others].filter((_, k) => k % 2 === v),
    );
  const users = [...people.map((i) => [i, 58, conduct] as const), ...framers.map((i) => [i, 58, 0.9] as const)];
  builder.segment({ ...HARVEST_TRAFFIC, anchors: 6, users });
  const population = createPopulation(builder.build());
  const group = profileGroup(population, framers);
  return {
    people,
    group,
    strength: registrationEvidence(population, group)?.strength ?? 0,
    network: networkEvidence(population, group)?.strength ?? 0,
  };
}

describe('people whose text a group copied', () => {
  it('are no strangers: what the group copied from them as well is not common for their sake', () => {
    const { people, group, strength } = copying((k) => ({ payment: [`person-${k}`] }));
    expect(group.copied.units).toEqual(people);
    expect(strength).toBeGreaterThan(0.6);
  });

  it('are strangers as before when they are of one house with a member', () => {
    const { people, group, strength } = copying((k) => ({ payment: [k < 100 ? `card-${k % 30}` : `person-${k}`] }));
    expect(group.copied.units).toEqual(people.slice(100));
    expect(strength).toBeLessThan(0.4);
  });

  it('are not a crowd that explains an exit: they and the group were behind it together', () => {
    const person = (k: number) => ({ created: START - (60 + 5 * k) * DAY, payment: [`person-${k}`] });
    const exit = { behind: 70, apart: true };
    expect(copying(person, exit).network).toBeGreaterThan(0.4);
    expect(copying(person, { ...exit, strangers: 60 }).network).toBeLessThan(0.2);
  });

  it('are nobody when all who send the text harvest', () => {
    expect(copying((k) => ({ payment: [`person-${k}`] }), { conduct: 0.9 }).group.copied.units).toEqual([]);
  });
});
