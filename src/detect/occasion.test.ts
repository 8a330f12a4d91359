import { describe, expect, it } from 'vitest';
import { honest, InputBuilder, START, worldAndGroup } from '../../test/detect-input.ts';
import { strangers } from '../../test/relational-group.ts';
import { DAY } from '../base/clock.ts';
import { createRng } from '../base/rng.ts';
import type { AccountRecord } from '../model/account-record.ts';
import { atOneVenue, byOneLink } from './occasion.ts';

/** 30 members with records made by a function among 300 honest accounts. */
function grouped(
  make: (k: number) => Partial<AccountRecord>,
  beside: (builder: InputBuilder) => void = () => {},
) {
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
      return atOneVenue(world, group);
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
      return byOneLink(world, group);
    };
    expect(came(0)).toBe(24);
    expect(came(10)).toBe(24);
    expect(came(100)).toBe(0);
  });

  it('is none where nothing is known', () => {
    const { world, group } = grouped(() => ({}));
    expect(atOneVenue(world, group)).toBe(0);
    expect(byOneLink(world, group)).toBe(0);
  });
});
