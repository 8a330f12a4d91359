import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START, type Traffic } from '../../test/detect-input.ts';
import { DAY, MINUTE } from '../base/clock.ts';
import { createRng } from '../base/rng.ts';
import { realFamilies } from '../decide/rule-of-two.ts';
import type { AccountRecord } from '../model/account-record.ts';
import type { DetectionResult } from './campaign/finding.ts';
import { detect } from './detect.ts';

const SIZE = 24;
const run = (builder: InputBuilder): DetectionResult => detect(builder.build(), { seed: 'test' });

interface Plan {
  /** How the accounts are tied; absent: cards, addresses and sign-up times in common. */
  readonly record?: (k: number) => Partial<AccountRecord>;
  readonly addresses?: boolean;
  /** What the exchanges around the common text are like; absent: a harvest. */
  readonly traffic?: Traffic;
  readonly mix?: number;
  readonly name?: string;
  /** Absent: the same for all, as a dispatcher deals it out. */
  readonly exchanges?: (k: number) => number;
}

const tied =
  (name: string) =>
  (k: number): Partial<AccountRecord> => ({
    created: START - 20 * DAY + k * 4 * MINUTE,
    payment: [`${name}-card-${k % 5}`],
  });
const untied = (k: number): Partial<AccountRecord> => ({
  created: START - (40 + 13 * k) * DAY,
  payment: [`own-${k}`],
});

/** Plants accounts that share a text; `mix` is the share of other traffic. */
function plant(builder: InputBuilder, plan: Plan = {}): number[] {
  const name = plan.name ?? 'planted';
  const traffic = plan.traffic ?? HARVEST_TRAFFIC;
  const mix = plan.mix ?? 0;
  const exchanges = plan.exchanges ?? (() => 100);
  const members = builder.crowd(SIZE, (k) => ({
    ...(mix === 0 ? traffic : {}),
    account: `${name}-${k}`,
    exchanges: exchanges(k),
    record: (plan.record ?? tied(name))(k),
  }));
  if (plan.addresses !== false)
    for (let v = 0; v < 6; v++)
      builder.share(
        'address',
        members.filter((_, k) => k % 6 === v),
      );
  builder.segment({ ...traffic, users: members.map((i, k) => [i, exchanges(k) * (1 - mix)]) });
  return members;
}

function world(seed = 'world'): { builder: InputBuilder; crowd: number[] } {
  const builder = new InputBuilder();
  return { builder, crowd: honest(builder, 300, createRng(seed)) };
}

const names = (detection: DetectionResult) => detection.campaigns.map((c) => [...c.accounts].sort());
const planted = (name = 'planted') => Array.from({ length: SIZE }, (_, k) => `${name}-${k}`).sort();

describe('detect', () => {
  it('finds a planted campaign whole and pure, with evidence of both kinds', () => {
    const { builder } = world();
    plant(builder);
    const [campaign, ...more] = run(builder).campaigns;
    expect(more).toEqual([]);
    expect([...campaign.accounts].sort()).toEqual(planted());
    expect(campaign.confidence).toBeGreaterThan(0.9);
    const strong = campaign.evidence.filter((row) => row.strength >= 0.4);
    expect(new Set(strong.map((row) => row.kind))).toEqual(new Set(['relational', 'content']));
    expect(campaign.exchanges).toBe(100 * SIZE);
    expect(campaign.members.every((m) => m.byContent && m.byRelation && m.reasons.length > 0)).toBe(true);
  });

  it('finds it under a mix of two thirds unrelated traffic', () => {
    const { builder } = world();
    plant(builder, { mix: 0.66 });
    expect(names(run(builder))).toEqual([planted()]);
  });

  it('keeps two campaigns apart', () => {
    const { builder } = world();
    plant(builder, { name: 'first' });
    plant(builder, {
      name: 'second',
      traffic: { ...HARVEST_TRAFFIC, intents: { grading: 0.95 }, capabilities: { coding: 0.9 } },
    });
    expect(names(run(builder)).sort()).toEqual([planted('first'), planted('second')]);
  });

  it('finds accounts that only hand each other signed answers, asks them, and limits none', () => {
    const { builder } = world();
    const own = { record: untied, addresses: false, exchanges: (k: number) => 8 + 2 ** (k / 3) };
    const members = plant(builder, own);
    members.forEach((i, k) => {
      builder.replay(members[(k + 1) % members.length], i, 40);
    });
    const [campaign, ...more] = run(builder).campaigns;
    expect(more).toEqual([]);
    expect([...campaign.accounts].sort()).toEqual(planted());
    expect(campaign.members.every((m) => m.byContent && m.byRelation)).toBe(true);
    expect(campaign.confidence).toBeGreaterThan(0.75);
    expect(realFamilies(campaign.evidence.map(({ family, strength }) => ({ name: family, strength }))).relational).toEqual(
      [],
    );
  });

  it('takes no content from an account whose signatures others present, and no relation from signatures alone', () => {
    const { builder, crowd } = world();
    const members = plant(builder);
    members.forEach((i, k) => {
      builder.replay(members[(k + 1) % members.length], i, 40);
      builder.replay(crowd[0], i, 40);
    });
    const [campaign] = run(builder).campaigns;
    const victim = campaign.members.find(({ account }) => !account.startsWith('planted'));
    expect(victim?.byContent ?? false).toBe(false);
    expect(victim?.byRelation ?? false).toBe(false);
  });

  it('takes what accounts of one pool of cards do beside it for the same campaign, though it is none by itself', () => {
    const found = (card: (k: number) => string) => {
      const { builder } = world();
      const members = builder.crowd(2 * SIZE, (k) => ({
        ...HARVEST_TRAFFIC,
        account: `pool-${k}`,
        exchanges: 100,
        record: { created: START - (10 + 3 * k) * DAY, payment: [card(k)] },
      }));
      const texts = [
        HARVEST_TRAFFIC,
        { ...HARVEST_TRAFFIC, intents: { answer: 0.97 }, followUps: 0.6, outputTokens: 400, spread: 0.8 },
      ];
      texts.forEach((traffic, text) => {
        builder.segment({
          ...traffic,
          users: members.filter((_, k) => k % 2 === text).map((i) => [i, 100]),
        });
      });
      return run(builder).campaigns.map((c) => c.accounts.length);
    };
    expect(found((k) => `card-${Math.floor(k / 4)}`)).toEqual([2 * SIZE]);
    expect(found((k) => `card-${k % 2}-${Math.floor(k / 8)}`)).toContain(SIZE);
  });

  it('calls nothing a campaign among honest accounts, nor in an empty log', () => {
    const { builder } = world('only honest');
    expect(run(builder).campaigns).toEqual([]);
    expect(run(new InputBuilder())).toMatchObject({ window: null, units: 0, campaigns: [], others: [] });
  });

  it('calls accounts with a harvest text and nothing that ties them no campaign', () => {
    const { builder } = world();
    plant(builder, { record: untied, addresses: false, exchanges: (k) => 8 + 2 ** (k / 3) });
    const detection = run(builder);
    expect(detection.campaigns).toEqual([]);
  });

  it('calls accounts that are tied and talk under one text about what they like no campaign', () => {
    const { builder } = world();
    const talk = {
      ...HARVEST_TRAFFIC,
      intents: { answer: 0.97 },
      followUps: 0.6,
      outputTokens: 400,
      spread: 0.8,
    };
    plant(builder, { traffic: talk });
    expect(run(builder).campaigns).toEqual([]);
  });

  it('calls accounts of one hand that fill one text with a task list a campaign, whatever the text asks for', () => {
    const { builder } = world();
    plant(builder, { traffic: { ...HARVEST_TRAFFIC, intents: { answer: 0.97 } } });
    expect(names(run(builder))).toEqual([planted()]);
  });

  it('calls the same done by colleagues under one mail domain no campaign', () => {
    const builder = new InputBuilder();
    honest(builder, 900, createRng('many others'));
    plant(builder, {
      traffic: { ...HARVEST_TRAFFIC, intents: { answer: 0.97 } },
      record: (k) => ({ ...tied('planted')(k), emailDomain: 'a-firm.example' }),
      exchanges: (k) => 8 + 2 ** (k / 3),
    });
    expect(run(builder).campaigns).toEqual([]);
  });

  it('calls the same done by people at an event, who signed up at its venue, no campaign', () => {
    const builder = new InputBuilder();
    honest(builder, 900, createRng('many others'));
    plant(builder, {
      traffic: { ...HARVEST_TRAFFIC, intents: { answer: 0.97 } },
      record: (k) => ({ created: START + k * 4 * MINUTE, payment: [`own-${k}`], signupIp: 'the venue' }),
      exchanges: (k) => 8 + 2 ** (k / 3),
    });
    expect(run(builder).campaigns).toEqual([]);
  });

  it('does not take a popular prompt for a tie, though its users come from one network', () => {
    const { builder, crowd } = world();
    builder.segment({ users: crowd.map((i) => [i, 5]), anchors: 12, followUps: 0.9, toolResults: 0.8 });
    builder.share('address', crowd.slice(0, 140));
    const detection = run(builder);
    expect(detection.campaigns).toEqual([]);
    expect(detection.dismissed.map((row) => row.reason)).toContain('popular_prompt');
  });

  it('leaves one verified organisation alone, whatever its accounts share', () => {
    const office = (traffic: Traffic) => {
      const { builder } = world();
      const record = (k: number) => ({ ...tied('planted')(k), emailDomain: 'office', verification: 'business' }) as const;
      plant(builder, { record, traffic });
      return run(builder);
    };
    const judges = office({ ...HARVEST_TRAFFIC, intents: { grading: 0.95 } });
    expect(judges.campaigns).toEqual([]);
    expect(judges.dismissed.map((row) => row.reason)).toContain('organisation');
    // What it collects is another matter: as one unit, and for review.
    expect(office(HARVEST_TRAFFIC).campaigns.map(({ kind }) => kind)).toEqual(['organisation']);
  });

  it('leaves accounts with a grant alone and says so', () => {
    const { builder } = world();
    for (const i of plant(builder)) builder.grant(i);
    const detection = run(builder);
    expect(detection.campaigns).toEqual([]);
    const granted = detection.others.filter((o) => o.account.startsWith('planted'));
    expect(granted).toHaveLength(SIZE);
    for (const one of granted) expect(one).toMatchObject({ risk: 0, reasons: ['covered by a distillation grant'] });
    expect(detection.dismissed.find((row) => row.reason === 'authorised')?.accounts).toBe(SIZE);
  });

  it('does not lend a grant of some to the others', () => {
    const { builder } = world();
    const members = plant(builder);
    for (const i of members.slice(0, 6)) builder.grant(i);
    expect(names(run(builder))).toEqual([
      members
        .slice(6)
        .map((_, k) => `planted-${k + 6}`)
        .sort(),
    ]);
  });

  it('scores a router’s end users and not the router', () => {
    const { builder } = world();
    const users = builder.crowd(60, (k) => ({
      account: 'router',
      subAccount: `user-${k}`,
      exchanges: 100,
      ...(k < SIZE ? HARVEST_TRAFFIC : {}),
    }));
    for (let v = 0; v < 6; v++)
      builder.share(
        'address',
        users.slice(0, SIZE).filter((_, k) => k % 6 === v),
      );
    builder.segment({ ...HARVEST_TRAFFIC, users: users.slice(0, SIZE).map((i) => [i, 100]) });
    const detection = run(builder);
    for (const campaign of detection.campaigns) {
      expect(campaign.accounts).toEqual([]);
      expect(campaign.sub_accounts?.every((s) => s.account === 'router' && Number(s.sub_account.slice(5)) < SIZE)).toBe(
        true,
      );
    }
    expect(detection.campaigns).toHaveLength(1);
  });

  it('answers about every unit exactly once', () => {
    const { builder } = world();
    plant(builder);
    const detection = run(builder);
    const seen = [
      ...detection.campaigns.flatMap((c) => c.members.map((m) => m.account)),
      ...detection.others.map((o) => o.account),
    ];
    expect(seen).toHaveLength(detection.units);
    expect(new Set(seen).size).toBe(detection.units);
  });

  it('gives the same findings for the same input', () => {
    const make = () => {
      const { builder } = world();
      plant(builder);
      return builder;
    };
    expect(JSON.stringify(run(make()))).toBe(JSON.stringify(run(make())));
  });

  it('finds the same accounts in whatever order they come', () => {
    const first = world();
    plant(first.builder);
    const builder = new InputBuilder();
    plant(builder);
    honest(builder, 300, createRng('world'));
    expect(names(run(builder))).toEqual(names(run(first.builder)));
  });
});
