import { describe, expect, it } from 'vitest';
import { type InputFacts, inputWarnings } from './input-warnings.ts';

const FINE: InputFacts = {
  exchanges: 1_000,
  accounts: 2,
  units: 2,
  addresses: 2,
  withoutAddress: 0,
  first: 0,
  last: 3_600_000,
  withoutText: 0,
  withoutAnswer: 0,
  accountRecords: 10,
};

const codes = (facts: Partial<InputFacts>): string[] => inputWarnings({ ...FINE, ...facts }).map(({ name }) => name);

describe('warnings about a log', () => {
  it('says nothing about a log with everything, or about a handful of exchanges', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ exchanges: 5, accounts: 1, withoutText: 5 })).toEqual([]);
  });

  it.each<[string, Partial<InputFacts>]>([
    ['one_account', { accounts: 1, units: 1 }],
    ['no_texts', { withoutText: 501 }],
    ['one_second', { last: 999 }],
    ['private_addresses', { addresses: 1, privateAddresses: 1_000 }],
    ['private_addresses', { addresses: 2, privateAddresses: 990 }],
    ['one_address', { addresses: 1, privateAddresses: 0 }],
    ['one_address', { addresses: 1 }],
    ['no_addresses', { addresses: 0, withoutAddress: 1_000 }],
    ['no_answers', { withoutAnswer: 501 }],
    ['no_account_records', { accountRecords: 0 }],
  ])('gives %s alone for %j', (code, facts) => {
    expect(codes(facts)).toEqual([code]);
  });

  it('tells one account with end users from one account with nothing inside', () => {
    expect(inputWarnings({ ...FINE, accounts: 1 })[0]?.message).toContain('end users inside it are compared');
    expect(inputWarnings({ ...FINE, accounts: 1, units: 1 })[0]?.message).toContain('No campaign can be found');
  });
});
