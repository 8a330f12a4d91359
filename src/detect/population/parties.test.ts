import { describe, expect, it } from 'vitest';
import { InputBuilder } from '../../../test/detect-input.ts';
import { countParties, findParties, mainPlace } from './parties.ts';

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

  describe('a corporate card and a corporate domain', () => {
    const staff = (verified: number) => {
      const builder = new InputBuilder();
      const team = builder.crowd(30, (k) => ({
        record: {
          emailDomain: 'company',
          payment: ['corporate'],
          verification: k < verified ? ('business' as const) : ('email' as const),
        },
      }));
      const crowd = builder.crowd(40, (k) => ({
        record: { emailDomain: 'provider', payment: [`own-${k}`] },
      }));
      return { builder, team, crowd };
    };

    it('excuse nobody who was not verified: of a half verified staff, the verified half is one party', () => {
      const { builder, team } = staff(15);
      const parties = findParties(builder.build().units);
      expect(countParties(team, parties)).toBe(16);
      expect(team.map((i) => parties.organisation[i])).toEqual(team.map((_, k) => (k < 15 ? 1 : 0)));
    });

    it('do not make one of a staff of which fewer than half are verified', () => {
      for (const verified of [1, 12]) {
        const { builder, team } = staff(verified);
        expect(countParties(team, findParties(builder.build().units))).toBe(30);
      }
    });

    it('do not make one when identities were checked and no business', () => {
      const builder = new InputBuilder();
      const team = builder.crowd(20, () => ({
        record: { emailDomain: 'company', payment: ['corporate'], verification: 'identity' as const },
      }));
      expect(countParties(team, findParties(builder.build().units))).toBe(20);
    });
  });
});

describe('places', () => {
  const school = (record: (k: number) => object) => {
    const builder = new InputBuilder();
    const class_ = builder.crowd(24, (k) => ({
      record: {
        emailDomain: 'school',
        program: 'education' as const,
        signupNet: `campus-${k % 2}`,
        // The school's own account was verified.
        ...(k === 0 ? { verification: 'business' as const } : {}),
        ...record(k),
      },
    }));
    builder.crowd(40, (k) => ({ record: { emailDomain: 'provider', signupNet: `home-${k}` } }));
    return { builder, class_ };
  };

  it('finds a campus: a verified school whose people come from networks of their own', () => {
    const { builder, class_ } = school(() => ({}));
    const parties = findParties(builder.build().units);
    expect(class_.every((i) => parties.place[i] === 0)).toBe(true);
    expect(mainPlace([...class_, class_.length, class_.length + 1], parties)).toBe(0);
    expect(mainPlace([class_.length], parties)).toBe(-1);
    // They are people, not one customer.
    expect(countParties(class_, parties)).toBe(24);
  });

  it('takes no domain for a campus whose people share cards, come from anywhere, are few, or were never verified', () => {
    for (const record of [
      (k: number) => ({ payment: [`card-${k % 6}`] }),
      (k: number) => ({ signupNet: `somewhere-${k}` }),
      (k: number) => ({ emailDomain: `school-${k % 4}` }),
      () => ({ program: 'standard' as const }),
      // Nobody was verified: anybody can say that they are a school.
      () => ({ verification: 'email' as const }),
    ]) {
      const { builder } = school(record);
      expect(findParties(builder.build().units).place.every((place) => place === -1)).toBe(true);
    }
  });
});
