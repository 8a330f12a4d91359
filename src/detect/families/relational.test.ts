import { describe, expect, it } from 'vitest';
import {
  blankRecord,
  HARVEST,
  honest,
  InputBuilder,
  START,
  worldAndGroup,
} from '../../../test/detect-input.ts';
import { DAY, HOUR, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import type { AccountRecord } from '../../model/account-record.ts';
import type { Evidence } from '../../model/finding.ts';
import { measureBaseline } from '../baseline.ts';
import type { Group, World } from '../group.ts';
import { clientEvidence } from './client/client.ts';
import { failoverEvidence } from './failover/failover.ts';
import { networkEvidence } from './network/network.ts';
import { paymentEvidence } from './payment/payment.ts';
import { registrationEvidence } from './registration/registration.ts';
import { shardingEvidence } from './sharding/sharding.ts';
import { timingEvidence } from './timing/timing.ts';

const WEAK = 0.25;
const strengthOf = (row: Evidence | null) => row?.strength ?? 0;

/** The evidence about 20 members made by a function, among 300 honest accounts. */
function about(
  test: (world: World, group: Group) => Evidence | null,
  plant: (builder: InputBuilder) => number[],
): Evidence | null {
  const builder = new InputBuilder();
  honest(builder, 300, createRng('crowd'));
  const members = plant(builder);
  const { world, group } = worldAndGroup(builder, members);
  const row = test(world, group);
  if (row) {
    expect(row.kind).toBe('relational');
    expect(row.strength).toBeGreaterThan(0);
    expect(row.strength).toBeLessThanOrEqual(1);
    expect(row.summary.length).toBeGreaterThan(20);
  }
  return row;
}

const neutral = (builder: InputBuilder) => {
  const rng = createRng('members');
  return builder.crowd(20, (k) => ({
    exchanges: 5 + Math.floor(rng.exponential(60)),
    record: {
      created: START - Math.floor(rng.next() * 365 * DAY),
      payment: [`their-own-${k}`],
    },
    first: START + Math.floor(rng.next() * 4 * DAY),
  }));
};
const withRecords = (make: (k: number) => Partial<AccountRecord>) => (builder: InputBuilder) =>
  builder.crowd(20, (k) => ({ record: make(k) }));

describe('relational families on accounts that have nothing to do with each other', () => {
  const timing = (world: World, group: Group) => timingEvidence(world, group, measureBaseline(world.input));
  const families = {
    paymentEvidence,
    registrationEvidence,
    networkEvidence,
    clientEvidence,
    failoverEvidence,
    shardingEvidence,
    timing,
  };
  for (const [name, test] of Object.entries(families)) {
    it(`${name} is silent or weak`, () => {
      expect(strengthOf(about(test, neutral))).toBeLessThan(WEAK);
    });
  }

  it('each is silent about accounts without records and about nobody', () => {
    for (const test of Object.values(families)) {
      expect(about(test, (b) => b.crowd(20, () => ({ record: null, exchanges: 3 })))).toBeNull();
      expect(about(test, () => [])).toBeNull();
    }
  });
});

describe('payment', () => {
  it('is strong when few cards pay for many', () => {
    const row = about(
      paymentEvidence,
      withRecords((k) => ({ payment: [`card-${k % 4}`] })),
    );
    expect(strengthOf(row)).toBeGreaterThan(0.7);
    expect(row?.summary).toContain('20 of 20');
  });

  it('does not count one company’s card, nor a card that half the crowd has', () => {
    const office = withRecords(() => ({
      payment: ['office-card'],
      emailDomain: 'office',
      verification: 'business',
    }));
    expect(about(paymentEvidence, office)).toBeNull();
    const gift = (builder: InputBuilder) => {
      builder.crowd(200, () => ({ record: { payment: ['gift'] } }));
      return builder.crowd(20, (k) => ({ record: { payment: [k < 8 ? 'gift' : `own-${k}`] } }));
    };
    expect(strengthOf(about(paymentEvidence, gift))).toBeLessThan(WEAK);
  });

  it('shows no instrument in what a reader sees', () => {
    const row = about(
      paymentEvidence,
      withRecords((k) => ({ payment: [`card-hash-${k % 4}`] })),
    );
    expect(JSON.stringify(row)).not.toContain('card-hash');
  });
});

describe('registration', () => {
  const burst = withRecords((k) => ({ created: START - 40 * DAY + k * 3 * MINUTE }));

  it('is strong for sign-ups minutes apart', () => {
    expect(strengthOf(about(registrationEvidence, burst))).toBeGreaterThan(0.6);
  });

  it('counts a burst less when the population signed up in the same hour', () => {
    const created = (k: number) => START - 40 * DAY + (k < 15 ? k * 3 * MINUTE : k * DAY);
    const builder = new InputBuilder();
    builder.crowd(300, (k) => ({ record: { created: START - 40 * DAY + (k % 60) * MINUTE } }));
    const members = builder.crowd(20, (k) => ({ record: { created: created(k) } }));
    const { world, group } = worldAndGroup(builder, members);
    const alone = about(
      registrationEvidence,
      withRecords((k) => ({ created: created(k) })),
    );
    expect(strengthOf(registrationEvidence(world, group))).toBeLessThan(0.5 * strengthOf(alone));
  });

  it('is strong for one mailbox, one phone or one sign-up address behind many accounts', () => {
    const day = (k: number) => START - (40 + 9 * k) * DAY;
    for (const values of [{ email: 'mailbox' }, { phone: 'number' }, { signupIp: 'address' }]) {
      expect(
        strengthOf(
          about(
            registrationEvidence,
            withRecords((k) => ({ created: day(k), ...values })),
          ),
        ),
      ).toBeGreaterThan(0.6);
    }
  });

  it('says nothing about fewer than three known members', () => {
    expect(
      about(registrationEvidence, (b) => b.crowd(20, (k) => ({ record: k < 2 ? { created: START } : null }))),
    ).toBeNull();
  });
});

describe('network and client', () => {
  const sharing = (kind: 'address' | 'client', outside: number) => (builder: InputBuilder) => {
    const crowd = builder.crowd(100, () => ({}));
    const members = builder.crowd(20, () => ({}));
    for (let v = 0; v < 5; v++)
      builder.share(kind, [...members.slice(4 * v, 4 * v + 4), ...crowd.slice(0, outside)]);
    return members;
  };

  it('are stronger for values that only members have', () => {
    const own = about(networkEvidence, sharing('address', 0));
    expect(strengthOf(own)).toBeGreaterThan(0.5);
    expect(strengthOf(about(clientEvidence, sharing('client', 0)))).toBeGreaterThan(0.2);
    // A client alone never weighs as much as an address.
    expect(strengthOf(about(clientEvidence, sharing('client', 0)))).toBeLessThan(strengthOf(own));
  });
});

describe('timing', () => {
  const timed = (hours: (h: number) => number) =>
    about(
      (world, group) => timingEvidence(world, group, measureBaseline(world.input)),
      (builder) => builder.crowd(20, () => ({ exchanges: 480, hours })),
    );

  it('is strong for accounts that never sleep and silent for office hours', () => {
    expect(strengthOf(timed(() => 1))).toBeGreaterThan(0.5);
    expect(strengthOf(timed((h) => (h > 8 && h < 18 ? 1 : 0)))).toBe(0);
  });
});

describe('failover', () => {
  const closedAt = START + 4 * DAY;
  const pools = (began: (k: number) => number) => (builder: InputBuilder) =>
    builder.crowd(24, (k) =>
      k < 10
        ? {
            record: {
              ...blankRecord('x', START - 60 * DAY),
              status: 'suspended',
              statusTime: closedAt + k * HOUR,
            },
            last: closedAt,
          }
        : { first: began(k), last: START + 10 * DAY },
    );

  it('is strong when a second pool begins as the first is closed', () => {
    const row = about(
      failoverEvidence,
      pools((k) => closedAt + k * HOUR),
    );
    expect(strengthOf(row)).toBeGreaterThan(0.5);
    expect(row?.summary).toContain('10 members were closed');
  });

  it('is weak when the others had been there all along', () => {
    expect(
      strengthOf(
        about(
          failoverEvidence,
          pools(() => START),
        ),
      ),
    ).toBeLessThan(WEAK);
  });

  it('counts a beginning less when everybody begins in those days', () => {
    const began = (k: number) => (k % 3 === 0 ? START : closedAt + k * HOUR);
    const builder = new InputBuilder();
    builder.crowd(300, (k) => ({ first: closedAt + (k % 24) * HOUR, last: START + 10 * DAY }));
    const members = pools(began)(builder);
    const { world, group } = worldAndGroup(builder, members);
    const alone = about(failoverEvidence, pools(began));
    expect(strengthOf(failoverEvidence(world, group))).toBeLessThan(0.5 * strengthOf(alone));
  });
});

describe('sharding', () => {
  const split = (volume: (k: number) => number) => (builder: InputBuilder) =>
    builder.crowd(20, (k) => ({ ...HARVEST, exchanges: volume(k) }));

  it('is strong for one list split evenly and weak for volumes that differ by orders of magnitude', () => {
    expect(
      strengthOf(
        about(
          shardingEvidence,
          split((k) => 100 + (k % 5)),
        ),
      ),
    ).toBeGreaterThan(0.5);
    expect(
      strengthOf(
        about(
          shardingEvidence,
          split((k) => 10 + 2 ** (k / 2)),
        ),
      ),
    ).toBeLessThan(WEAK);
  });

  it('is weak when the same tasks are sent again and again', () => {
    const repeated = (builder: InputBuilder) =>
      builder.crowd(20, () => ({ ...HARVEST, exchanges: 100, unique: 0.2 }));
    expect(strengthOf(about(shardingEvidence, repeated))).toBe(0);
  });
});
