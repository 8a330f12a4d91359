import { describe, expect, it } from 'vitest';
import { honest, InputBuilder, START, type UnitSpec, worldAndGroup } from '../../../test/detect-input.ts';
import { strangers } from '../../../test/relational-group.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import type { AccountRecord } from '../../model/account-record.ts';
import { countAtOneVenue, countByOneLink } from './sign-up-event.ts';

/** 30 members with records made by a function among 300 honest accounts. */
function grouped(make: (k: number) => Partial<AccountRecord>, beside: (builder: InputBuilder) => void = () => {}) {
  const builder = new InputBuilder();
  honest(builder, 300, createRng('crowd'));
  beside(builder);
  const members = builder.crowd(30, (k) => ({ record: { created: START - k * DAY, ...make(k) } }));
  return worldAndGroup(builder, members);
}

describe('an occasion', () => {
  it('is a venue with an address or a few', () => {
    const at = (addresses: number) => {
      const { world, group } = grouped((k) => ({ signupIp: `venue-${k % addresses}` }));
      return countAtOneVenue(world, group.members);
    };
    expect(at(1)).toBe(30);
    expect(at(3)).toBe(30);
    expect(at(6)).toBe(15);
    expect(at(15)).toBe(0);
  });

  it('is a link that few others follow', () => {
    const came = (others: number) => {
      const { world, group } = grouped(
        (k) => ({ referrer: k < 24 ? 'lesson' : `own-${k}` }),
        (builder) => strangers(builder, others, 'others', () => ({ record: { referrer: 'lesson' } })),
      );
      return countByOneLink(world, group.members);
    };
    expect(came(0)).toBe(24);
    expect(came(10)).toBe(24);
    expect(came(100)).toBe(0);
  });

  it('is none where nothing is known', () => {
    const { world, group } = grouped(() => ({}));
    expect(countAtOneVenue(world, group.members)).toBe(0);
    expect(countByOneLink(world, group.members)).toBe(0);
  });

  /** What an event explains of the group. */
  const explains = (make: (k: number) => Partial<AccountRecord>, use: (k: number) => UnitSpec = () => ({})) => {
    const builder = new InputBuilder();
    honest(builder, 900, createRng('crowd'));
    const created = (k: number) => START + 5 * DAY + k * 3 * MINUTE;
    const members = builder.crowd(30, (k) => ({
      exchanges: 40,
      first: created(k),
      last: START + 7 * DAY,
      ...use(k),
      record: { created: created(k), signupIp: `venue-${k % 2}`, signupJa4: `browser-${k % 7}`, ...make(k) },
    }));
    return worldAndGroup(builder, members).group.signUpEvent;
  };

  it('explains who came to a venue in their own browsers and were gone in days', () => {
    expect(explains(() => ({}))).toBe(1);
    expect(explains((k) => ({ signupIp: `home-${k}`, referrer: 'event' }))).toBe(1);
  });

  it('explains no factory: one browser, batches on other days, machines’ volumes, use that goes on', () => {
    expect(explains(() => ({ signupJa4: 'script' }))).toBe(0);
    expect(explains((k) => ({ created: START - (k % 6) * 9 * DAY }))).toBe(0);
    expect(explains((k) => ({ signupIp: `batch-${Math.floor(k / 3)}` }))).toBe(0);
    expect(
      explains(
        () => ({}),
        () => ({ exchanges: 900 }),
      ),
    ).toBe(0);
    expect(
      explains(
        () => ({}),
        () => ({ last: START + 16 * DAY }),
      ),
    ).toBe(0);
  });
});
