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

const card = (k: number) => ({ created: START - 9 * DAY + k * MINUTE, payment: [`card-${k % 5}`] });

interface Framed {
  /** Harvest intent of those who harvest. */
  readonly level?: number;
  /** How the others' requests are built; absent: as people's. */
  readonly works?: UnitSpec;
  /** Harvest intent of their own requests; absent: people's. */
  readonly harvest?: number;
  readonly record?: UnitSpec['record'];
}

/** Accounts with cards and addresses in common that harvest with a text, and others of the same place who send it too. */
function framing(framers: number, framed: number, given: Framed) {
  const { level = 0.95, harvest = 0.03, works = {}, record = {} } = given;
  const builder = new InputBuilder();
  honest(builder, 300, createRng('people'));
  const harvesting = builder.crowd(framers, (k) => ({
    ...HARVEST_TRAFFIC,
    account: `framer-${k}`,
    exchanges: 100,
    software: [[70, 7]],
    record: card(k),
  }));
  const others = builder.crowd(framed, (k) => ({
    ...works,
    account: `framed-${k}`,
    exchanges: 100,
    software: [[70, 7]],
    intents: { answer: 1 - harvest },
    record: { created: START - 9 * DAY + k * MINUTE, payment: [`their-${k}`], ...record },
  }));
  for (let v = 0; v < 4; v++)
    builder.share(
      'address',
      [...harvesting, ...others].filter((i) => i % 4 === v),
    );
  builder.segment({
    ...HARVEST_TRAFFIC,
    users: [...harvesting.map((i) => [i, 100, level] as const), ...others.map((i) => [i, 100, harvest] as const)],
  });
  const { campaigns } = detect(builder.build(), { seed: 'test' });
  return { campaigns, names: campaigns.flatMap((campaign) => campaign.accounts) };
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

  it('leaves out whoever sends its text and does not harvest with it, on its addresses and with its software', () => {
    for (const [framers, framed] of [
      [SIZE, 12],
      [SIZE, 60],
    ]) {
      const { campaigns, names } = framing(framers, framed, {});
      expect(campaigns).toHaveLength(1);
      expect(names.filter((name) => name.startsWith('framed'))).toEqual([]);
      expect(names.filter((name) => name.startsWith('framer'))).toHaveLength(framers);
    }
  });

  it('asks nothing of requests where the group’s own ask for nothing', () => {
    // What customers of a relay ask for is nobody's harvest; six have customers who ask for less than the others'.
    const relayed = { level: 0.2, harvest: 0.02, works: HARVEST_TRAFFIC };
    expect(framing(SIZE, 6, relayed).names).toHaveLength(SIZE + 6);
  });

  it('keeps a verified business out that only its network ties to whoever harvests there with its text', () => {
    const record = { verification: 'business' as const };
    expect(framing(SIZE, 12, { harvest: 0.9, record }).names.filter((name) => name.startsWith('framed'))).toEqual([]);
  });

  it('takes in a small account for the shares of its traffic, and no stranger who tried the text a few times', () => {
    const builder = new InputBuilder();
    honest(builder, 300, createRng('people'));
    const work = { ...HARVEST_TRAFFIC, ...WORKED };
    const members = builder.crowd(SIZE, (k) => ({ ...work, account: `planted-${k}`, exchanges: 600, record: card(k) }));
    const small = builder.crowd(6, (k) => ({ ...work, account: `small-${k}`, exchanges: 8, record: card(k) }));
    const curious = builder.crowd(6, (k) => ({
      account: `curious-${k}`,
      exchanges: 8,
      record: { payment: [`theirs-${k}`] },
    }));
    for (let t = 0; t < 12; t++)
      builder.segment({
        ...HARVEST_TRAFFIC,
        users: [
          ...members.map((i) => [i, 50] as const),
          ...[...small, ...curious].filter((i) => i % 6 === t % 6).map((i) => [i, 4] as const),
        ],
      });
    const [campaign] = detect(builder.build(), { seed: 'test' }).campaigns;
    const names = (campaign?.accounts ?? []).filter((name) => !name.startsWith('planted'));
    expect(names).toEqual(Array.from({ length: 6 }, (_, k) => `small-${k}`));
  });

  it('takes in the untied who harvest behind the text that the tied copied, whatever else the tied send', () => {
    const builder = new InputBuilder();
    honest(builder, 300, createRng('people'));
    const work = { ...HARVEST_TRAFFIC, ...WORKED, exchanges: 100 };
    const members = builder.crowd(SIZE, (k) => ({ ...work, account: `planted-${k}`, record: card(k) }));
    const alone = builder.crowd(6, (k) => ({
      ...work,
      account: `alone-${k}`,
      record: { created: START - (50 + 37 * k) * DAY, payment: [`own-${k}`] },
    }));
    const people = builder.crowd(20, (k) => ({ account: `person-${k}`, exchanges: 100 }));
    builder.segment({
      ...HARVEST_TRAFFIC,
      anchors: 4,
      users: [...[...members, ...alone].map((i) => [i, 98, 0.9] as const), ...people.map((i) => [i, 98, 0.05] as const)],
    });
    for (let t = 0; t < 12; t++)
      builder.segment({ ...HARVEST_TRAFFIC, anchors: 4, users: members.map((i) => [i, 20] as const) });
    const [campaign] = detect(builder.build(), { seed: 'test' }).campaigns;
    const names = (campaign?.accounts ?? []).filter((name) => !name.startsWith('planted'));
    expect(names).toEqual(Array.from({ length: 6 }, (_, k) => `alone-${k}`));
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
    expect(untied?.reasons.join('; ')).toMatch(/behaves as the other members do and few others do: .*software/);
  });
});
