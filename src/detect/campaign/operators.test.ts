import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START, type UnitSpec } from '../../../test/detect-input.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { detect } from '../detect.ts';

interface Operator {
  readonly name: string;
  readonly like: UnitSpec;
}

/** Two sets of 30 accounts that send one text, each with cards and sign-up addresses for two or three accounts. */
function found(operators: readonly [Operator, Operator], card = (o: string, k: number) => `${o}-${k % 7}`) {
  const builder = new InputBuilder();
  honest(builder, 600, createRng('crowd'));
  const members = operators.flatMap(({ name, like }) =>
    builder.crowd(30, (k) => ({
      ...HARVEST_TRAFFIC,
      ...like,
      account: `${name}-${k}`,
      record: {
        created: START - 20 * DAY + k * 4 * MINUTE,
        payment: [card(name, k)],
        email: `${name}-mail-${k}`,
        signupIp: `${name}-${Math.floor(k / 3)}`,
        ...like.record,
      },
    })),
  );
  builder.segment({ ...HARVEST_TRAFFIC, users: members.map((i) => [i, 60]) });
  const { campaigns } = detect(builder.build(), { seed: 'test' });
  return campaigns.map((c) => ({
    id: c.id,
    accounts: c.accounts.map((account) => account.split('-')[0]),
    related: c.related,
  }));
}

const FEW: Operator = {
  name: 'few',
  like: { exchanges: 70, networksADay: 1, record: { program: 'standard', verification: 'email' } },
};
const MANY: Operator = {
  name: 'many',
  like: {
    exchanges: 1500,
    networksADay: 15,
    systemsADay: 12,
    software: [[7, 7]],
    hours: () => 1,
    record: { program: 'startup', verification: 'payment' },
  },
};

describe('users of one text', () => {
  it('are two campaigns when two operators work in their own ways, each named and told of the other', () => {
    const campaigns = found([FEW, MANY]);
    expect(campaigns.map(({ accounts }) => [accounts.length, new Set(accounts).size])).toEqual([
      [30, 1],
      [30, 1],
    ]);
    expect(new Set(campaigns.map(({ id }) => id)).size).toBe(2);
    for (const { related } of campaigns) expect(related?.[0]?.shared).toContainEqual({ kind: 'segment', values: 1 });
  });

  it('are one when the second pool begins as the first ends, however it is worked', () => {
    const day = (k: number) => START + k * 24 * 60 * MINUTE;
    const early: Operator = { ...FEW, like: { ...FEW.like, first: day(0), last: day(9) } };
    const late: Operator = { ...MANY, like: { ...MANY.like, first: day(9), last: day(20) } };
    expect(found([early, late]).map(({ accounts }) => accounts.length)).toEqual([60]);
  });

  it('are one when the second pool is worked like the first, or pays with the same cards', () => {
    const second: Operator = { ...FEW, name: 'second' };
    expect(found([FEW, second]).map(({ accounts }) => accounts.length)).toEqual([60]);
    const shared = found([FEW, MANY], (_, k) => `card-${k % 7}`);
    expect(shared.map(({ accounts }) => accounts.length)).toEqual([60]);
  });
});
