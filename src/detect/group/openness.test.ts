import { describe, expect, it } from 'vitest';
import { InputBuilder } from '../../../test/detect-input.ts';
import { createPopulation } from '../population.ts';
import { profileGroup } from './group.ts';
import { measureOpenness, openOrganisation } from './openness.ts';

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
    const found = openOrganisation(firm.population, firm.group);
    expect(found?.contact).toBe(firm.members[3]);
    // The guest is not of the firm, and is asked itself.
    expect(found?.members.has(firm.members[29] as number)).toBe(false);
    const unverified = groupOf(() => ({ emailDomain: 'firm', payment: ['card'] }));
    expect(openOrganisation(unverified.population, unverified.group)?.contact).toBe(unverified.members[29]);
  });

  it('needs two ways: a fresh domain, one card or one place alone is what an operator who hides has as well', () => {
    for (const record of [
      (k: number) => ({ emailDomain: 'fresh', payment: [`card-${k}`] }),
      (k: number) => ({ emailDomain: `d-${k}`, payment: ['card'] }),
      (k: number) => ({ emailDomain: `d-${k}`, payment: [`card-${k >> 3}`], signupIp: 'venue' }),
    ]) {
      const { population, group } = groupOf(record);
      expect(measureOpenness(population, group).inTheOpen).toBeLessThan(0.5);
      expect(openOrganisation(population, group)).toBeNull();
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
    expect(openOrganisation(population, group)).toBeNull();
  });
});
