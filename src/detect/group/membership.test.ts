import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START, type UnitSpec } from '../../../test/detect-input.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { detect } from '../detect.ts';

const SIZE = 24;
const PLANTED = Array.from({ length: SIZE }, (_, k) => `planted-${k}`);
/** Every fourth planted account shares nothing with the others but the text and the way of working. */
const UNTIED = PLANTED.filter((_, k) => k % 4 === 0);
const TIED = PLANTED.filter((_, k) => k % 4 !== 0);
const EVERYBODY: Found = { tied: TIED, untied: UNTIED, others: [] };
/** How the planted accounts work: round the clock, on one program, many networks a day. */
const WORKED: UnitSpec = { hours: () => 1, software: [[90, 9]], networksADay: 6 };

interface Others {
  /** How they work; absent: as people do. */
  readonly works?: UnitSpec;
  readonly record?: (k: number) => UnitSpec['record'];
  /** Exchanges of their hundred that carry the text. */
  readonly sent?: number;
}

/** Which accounts of the one campaign are planted and tied, planted and untied, and others. */
interface Found {
  readonly tied: readonly string[];
  readonly untied: readonly string[];
  readonly others: readonly string[];
}

/** A campaign whose accounts are tied, but for every fourth, and others who send its text. Returns who was found in it. */
function found(others: Others, size = 8): Found {
  const builder = new InputBuilder();
  honest(builder, 300, createRng('people'));
  const members = builder.crowd(SIZE, (k) => ({
    ...HARVEST_TRAFFIC,
    ...WORKED,
    account: `planted-${k}`,
    exchanges: 100,
    record: {
      created: START - 20 * DAY + (k % 4 === 0 ? k * DAY : k * 4 * MINUTE),
      payment: [k % 4 === 0 ? `own-${k}` : `card-${k % 5}`],
    },
  }));
  for (let v = 1; v < 4; v++)
    builder.share(
      'address',
      members.filter((_, k) => k % 4 === v),
    );
  const strangers = builder.crowd(size, (k) => ({
    ...HARVEST_TRAFFIC,
    ...(others.works ?? { hours: (h) => (h === 9 || h === 20 ? 1 : 0), software: [[k % 9, 1]] }),
    account: `other-${k}`,
    exchanges: 100,
    record: others.record?.(k) ?? { created: START - (50 + 37 * k) * DAY, payment: [`their-${k}`] },
  }));
  builder.segment({
    ...HARVEST_TRAFFIC,
    users: [...members.map((i) => [i, 100] as const), ...strangers.map((i) => [i, others.sent ?? 100] as const)],
  });
  const { campaigns } = detect(builder.build(), { seed: 'test' });
  expect(campaigns, 'campaigns').toHaveLength(1);
  const accounts = campaigns.flatMap((campaign) => campaign.accounts);
  return {
    tied: TIED.filter((name) => accounts.includes(name)),
    untied: UNTIED.filter((name) => accounts.includes(name)),
    others: accounts.filter((name) => name.startsWith('other')),
  };
}

describe('membership of a campaign', () => {
  it('takes in the untied who send its text and work as the tied do', () => {
    expect(found({})).toEqual(EVERYBODY);
  });

  it('leaves out the untied who send every word of its text in their own way', () => {
    expect(found({}, 14)).toEqual(EVERYBODY);
  });

  it('takes in strangers to its cards who do both', () => {
    const others = Array.from({ length: 8 }, (_, k) => `other-${k}`);
    expect(found({ works: WORKED })).toEqual({ ...EVERYBODY, others });
  });

  it('leaves out a household that shares a card and sends a passage of the text now and then', () => {
    const family = (k: number) => ({ created: START - (50 + 37 * k) * DAY, payment: ['family-card'] });
    expect(found({ record: family, sent: 4 }, 3)).toEqual(EVERYBODY);
  });

  it('gives a reason for who is in it without a tie', () => {
    const builder = new InputBuilder();
    honest(builder, 300, createRng('people'));
    const members = builder.crowd(SIZE, (k) => ({
      ...HARVEST_TRAFFIC,
      ...WORKED,
      exchanges: 100,
      record: { created: START - 9 * DAY + k * MINUTE, payment: [k === 0 ? 'own' : `card-${k % 5}`] },
    }));
    builder.segment({ ...HARVEST_TRAFFIC, users: members.map((i) => [i, 100]) });
    const [campaign] = detect(builder.build(), { seed: 'test' }).campaigns;
    expect(campaign?.members).toHaveLength(SIZE);
    const untied = campaign?.members.find((member) => !member.reasons.some((reason) => /card/.test(reason)));
    expect(untied?.reasons.join('; ')).toMatch(/works as the other members do and few others: .*software/);
  });
});
