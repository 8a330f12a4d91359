import { describe, expect, it } from 'vitest';
import { InputBuilder } from '../../../test/detect-input.ts';
import { createPopulation } from '../population.ts';
import { profileGroup } from './group.ts';
import { measureOpenness, openMembers } from './openness.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 1, 1);

/** A group of 30 with such records, among 200 strangers. */
function groupOf(record: (k: number) => object) {
  const builder = new InputBuilder();
  const members = builder.crowd(30, (k) => ({ record: { created: START - k * DAY, ...record(k) } }));
  builder.crowd(200, (k) => ({
    record: { emailDomain: `own-${k}`, payment: [`own-${k}`], signupIp: `home-${k}`, referrer: 'search' },
  }));
  const population = createPopulation(builder.build());
  return { population, group: profileGroup(population, members), members };
}

describe('openness', () => {
  it('takes a firm on one card under one domain to be in the open, and asks its verified or oldest account', () => {
    const firm = groupOf((k) => ({
      emailDomain: k < 29 ? 'firm' : 'guest',
      payment: ['card'],
      ...(k === 3 ? { verification: 'identity' } : {}),
    }));
    expect(measureOpenness(firm.population, firm.group).inTheOpen).toBeGreaterThan(0.9);
    const found = openMembers(firm.population, firm.group);
    // Neither the guest, who is not of the firm, nor the contact itself is asked through another.
    const asked = firm.members.map((_, k) => (k === 3 || k === 29 ? -1 : firm.members[3]));
    expect([...found.contact]).toEqual(asked);
    expect([...found.open]).toEqual(firm.members.map((_, k) => (k === 29 ? 0 : 1)));
    const unverified = groupOf(() => ({ emailDomain: 'firm', payment: ['card'] }));
    expect(openMembers(unverified.population, unverified.group).contact[0]).toBe(unverified.members[29]);
  });

  it('needs two ways: a fresh domain, one card or one place alone is what an operator who hides has as well', () => {
    for (const record of [
      (k: number) => ({ emailDomain: 'fresh', payment: [`card-${k}`] }),
      (k: number) => ({ emailDomain: `d-${k}`, payment: ['card'] }),
      (k: number) => ({ emailDomain: `d-${k}`, payment: [`card-${k >> 3}`], signupIp: 'venue' }),
    ]) {
      const { population, group } = groupOf(record);
      expect(measureOpenness(population, group).inTheOpen).toBeLessThan(0.5);
      expect([...openMembers(population, group).open]).not.toContain(1);
    }
  });

  it('takes a course to be in the open, whose people have no one to answer for them', () => {
    const { population, group } = groupOf((k) => ({
      emailDomain: `d-${k}`,
      payment: [`card-${k}`],
      signupIp: `venue-${k % 2}`,
      referrer: 'lesson',
    }));
    expect(measureOpenness(population, group).inTheOpen).toBe(1);
    const { open, contact } = openMembers(population, group);
    expect([...open]).not.toContain(0);
    expect(Math.max(...contact)).toBe(-1);
  });

  it('does not depend on who else is in the group', () => {
    const { population, group } = groupOf((k) =>
      k < 12 ? { emailDomain: 'firm', payment: ['card'] } : { emailDomain: `d-${k}`, payment: [`card-${k}`] },
    );
    const { open, contact } = openMembers(population, group);
    expect([...open]).toEqual(Array.from({ length: 30 }, (_, k) => (k < 12 ? 1 : 0)));
    expect(contact[0]).toBe(group.members[11]);
  });
});
