import { describe, expect, it } from 'vitest';
import { InputBuilder } from '../../test/detect-input.ts';
import { countParties, findParties } from './parties.ts';

const member = (emailDomain: string | null, verification: 'business' | 'email') =>
  ({ record: { emailDomain, verification } }) as const;

describe('parties', () => {
  it('makes the accounts of a verified business under one mail domain one party', () => {
    const builder = new InputBuilder();
    const office = builder.crowd(8, () => member('office', 'business'));
    const others = builder.crowd(3, (k) => member(`own-${k}`, 'email'));
    const parties = findParties(builder.build().units);
    expect(countParties(office, parties)).toBe(1);
    expect(countParties([...office, ...others], parties)).toBe(4);
    expect(office.every((i) => parties.organisation[i] === 1)).toBe(true);
    expect(others.every((i) => parties.organisation[i] === 0)).toBe(true);
    expect(parties.count).toBe(4);
  });

  it('does not join strangers at a mail provider, though a few of them are verified businesses', () => {
    const builder = new InputBuilder();
    const all = [
      ...builder.crowd(40, () => member('provider', 'email')),
      ...builder.crowd(4, () => member('provider', 'business')),
    ];
    const parties = findParties(builder.build().units);
    expect(countParties(all, parties)).toBe(44);
    expect(parties.organisation.every((open) => open === 0)).toBe(true);
  });

  it('takes an unverified account under a business’s domain for a party of its own', () => {
    const builder = new InputBuilder();
    const office = builder.crowd(9, () => member('office', 'business'));
    const guest = builder.unit(member('office', 'email'));
    expect(countParties([...office, guest], findParties(builder.build().units))).toBe(2);
  });

  it('calls a business of one account no organisation, and takes accounts without records or domains one by one', () => {
    const builder = new InputBuilder();
    const one = builder.unit(member('lone', 'business'));
    const rest = [
      builder.unit({ record: null }),
      builder.unit({ record: null }),
      builder.unit(member(null, 'business')),
      builder.unit(member(null, 'business')),
    ];
    const parties = findParties(builder.build().units);
    expect(parties.organisation[one]).toBe(0);
    expect(countParties(rest, parties)).toBe(4);
  });
});
