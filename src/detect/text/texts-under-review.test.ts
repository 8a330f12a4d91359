import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, START, type Traffic, type UnitSpec } from '../../../test/detect-input.ts';
import { DAY } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import type { DetectionResult } from '../campaign/finding.ts';
import { detect } from '../detect.ts';

interface Plan {
  readonly users?: number;
  readonly name?: string;
  /** Of the exchanges around the text; absent: a harvest. */
  readonly traffic?: Traffic;
  /** Share of each user's exchanges that carry it. */
  readonly share?: number;
  readonly unit?: (k: number) => UnitSpec;
  readonly exchanges?: number;
  /** Exchanges of every account. */
  readonly each?: number;
}

/** Accounts that nothing ties, and a text of theirs. */
function plant(builder: InputBuilder, plan: Plan = {}): number[] {
  const { users = 40, name = 'sender', traffic = HARVEST_TRAFFIC, share = 0.8 } = plan;
  const exchanges = (k: number) => plan.each ?? (plan.exchanges ?? 60) + ((7 * k) % 41);
  const members = builder.crowd(users, (k) => ({
    account: `${name}-${k}`,
    exchanges: exchanges(k),
    first: START + ((5 * k) % 11) * DAY,
    last: START + (14 + (k % 6)) * DAY,
    record: { created: START - (40 + 13 * k) * DAY, payment: [`${name}-card-${k}`] },
    ...plan.unit?.(k),
  }));
  builder.segment({ ...traffic, users: members.map((i, k) => [i, Math.round(share * exchanges(k))]), anchors: 6 });
  return members;
}

function found(...plans: Plan[]): DetectionResult {
  const builder = new InputBuilder();
  honest(builder, 300, createRng('texts'));
  for (const plan of plans) plant(builder, plan);
  return detect(builder.build(), { seed: 'test' });
}

const texts = (...plans: Plan[]) => found(...plans).texts;

describe('texts under review', () => {
  it('are private harvest texts whose users nothing ties, with who sends them and how', () => {
    const { campaigns, texts } = found({});
    expect(campaigns).toEqual([]);
    expect(texts).toHaveLength(1);
    const [text] = texts;
    expect(text.id).toMatch(/^T-[0-9A-F]{8}$/);
    expect(text.accounts).toEqual(Array.from({ length: 40 }, (_, k) => `sender-${k}`));
    expect(text.parties).toBe(40);
    expect(text.traffic_share.median).toBeCloseTo(0.8, 1);
    expect(text.adoption.reduce((sum, { new_users }) => sum + new_users, 0)).toBe(40);
    expect(text.adoption).toHaveLength(11);
    expect(text.drop_out).toEqual({ days: 5, share: 0.025 });
    expect(text.intents[0].name).toBe('reasoning_elicitation');
    expect(text.explanation.kind).toBe('shared_by_strangers');
    expect(text.speaks_for.join(' ')).toContain('reasoning elicitation');
    expect(text.speaks_against[0]).toContain('Nothing ties its users');
  });

  it('are none among honest accounts', () => {
    expect(texts()).toEqual([]);
  });

  it.each([
    ['asks for answers', { traffic: { ...HARVEST_TRAFFIC, intents: { answer: 0.97 } } }],
    ['is a tenth of what its few-time users send', { share: 0.1 }],
    ['is one finite list of items', { traffic: { ...HARVEST_TRAFFIC, unique: 0.02 } }],
    ['has fewer users than a person need read of', { users: 6 }],
    ['is sent by one mail domain', { unit: () => ({ record: { emailDomain: 'laboratory' } }) }],
    ['is sent by verified customers', { unit: (k) => ({ record: { verification: k % 10 ? 'business' : 'email' } }) }],
    ['is what half of everybody sends', { users: 280 }],
  ] satisfies [string, Plan][])('are not texts of which one %s', (_, plan) => {
    expect(texts(plan)).toEqual([]);
  });

  it('rank a text that its users try for a few days below one that they stay with', () => {
    const trial = { name: 'trial', unit: () => ({ daily: (k: number) => (k < 2 ? 40 : 0.5) }) };
    const [first, second, ...more] = texts(trial, { name: 'stay' });
    expect(more).toEqual([]);
    expect(first.accounts[0]).toBe('stay-0');
    expect(second.score).toBeLessThan(first.score / 1.5);
    expect(second.explanation.kind).toBe('passed_round');
  });

  it('do not take a handful of exchanges on a few days for a script that people try', () => {
    const busy = (each: number) => ({ each, unit: () => ({ daily: (k: number) => (k < 2 ? each / 2 : 0) }) });
    const [few] = texts(busy(8));
    const [many] = texts(busy(80));
    expect(few.score).toBeGreaterThan(1.3 * many.score);
  });

  it('see a harvest whose words the classifier hardly knows, if every exchange is one-shot and differs', () => {
    const faint = (intent: number, more: Traffic = {}) => ({
      traffic: { ...HARVEST_TRAFFIC, ...more, intents: { data_cleaning: intent, answer: 1 - intent } },
    });
    expect(texts(faint(0.28))).toHaveLength(1);
    expect(texts(faint(0.15))).toEqual([]);
    expect(texts(faint(0.28, { followUps: 0.5, toolResults: 0.1 }))).toEqual([]);
  });

  it('see a text that is swept over a list of tasks though its users send much else', () => {
    expect(texts({ share: 0.14, exchanges: 900 })).toHaveLength(1);
  });

  it('leave out users that a grant covers', () => {
    const builder = new InputBuilder();
    honest(builder, 300, createRng('texts'));
    const members = plant(builder);
    for (const i of members.slice(0, 10)) builder.grant(i);
    const [text] = detect(builder.build(), { seed: 'test' }).texts;
    expect(text.accounts).toHaveLength(30);
    for (const i of members.slice(10)) builder.grant(i);
    expect(detect(builder.build(), { seed: 'test' }).texts).toEqual([]);
  });

  it('leave the texts of campaigns to those', () => {
    const builder = new InputBuilder();
    honest(builder, 300, createRng('texts'));
    const members = plant(builder, {
      unit: (k) => ({ record: { created: START - 20 * DAY + k * 60_000, payment: [`card-${k % 5}`] } }),
    });
    for (let v = 0; v < 6; v++)
      builder.share(
        'address',
        members.filter((_, k) => k % 6 === v),
      );
    const detection = detect(builder.build(), { seed: 'test' });
    expect(detection.campaigns).toHaveLength(1);
    expect(detection.texts).toEqual([]);
  });

  it('name the router behind its end users, and say when it may be the router’s own prompt', () => {
    const of = (users: number, all: number) => {
      const builder = new InputBuilder();
      honest(builder, 300, createRng('texts'));
      plant(builder, { users, unit: (k) => ({ account: 'router', subAccount: `user-${k}` }) });
      builder.crowd(all - users, (k) => ({ account: 'router', subAccount: `other-${k}`, exchanges: 60 }));
      return detect(builder.build(), { seed: 'test' }).texts[0];
    };
    const some = of(40, 120);
    expect(some.accounts).toEqual([]);
    expect(some.sub_accounts).toHaveLength(40);
    expect(some.explanation.kind).toBe('router_users');
    expect(some.routers).toEqual([
      { account: 'router', end_users: 40, all_end_users: 120, traffic_share: expect.closeTo(0.33, 1) },
    ]);
    expect(some.speaks_against.join()).not.toContain('own prompt');
    expect(of(40, 50).speaks_against.join()).toContain('own prompt');
  });

  it('take the templates of one list of tasks for one text, and those of different users for two', () => {
    const builder = new InputBuilder();
    honest(builder, 300, createRng('texts'));
    const members = plant(builder, { share: 0.3 });
    builder.segment({ ...HARVEST_TRAFFIC, users: members.map((i) => [i, 18]), anchors: 6 });
    const [text, ...more] = detect(builder.build(), { seed: 'test' }).texts;
    expect(more).toEqual([]);
    expect(text.segments).toHaveLength(2);
    expect(text.traffic_share.median).toBeGreaterThan(0.45);
    expect(texts({ name: 'a' }, { name: 'b' })).toHaveLength(2);
  });

  it('show the highest scores and count what they leave out', () => {
    const { texts, textsLeftOut } = found(...Array.from({ length: 10 }, (_, k) => ({ name: `op${k}`, users: 20 + k })));
    expect(texts).toHaveLength(8);
    expect(textsLeftOut).toBe(2);
    expect(texts.map(({ score }) => score)).toEqual(texts.map(({ score }) => score).sort((a, b) => b - a));
    expect(texts[0].accounts).toHaveLength(29);
  });

  it('are the same in whatever order accounts come', () => {
    const builder = new InputBuilder();
    plant(builder);
    honest(builder, 300, createRng('texts'));
    const { id: _, segments: __, ...turned } = detect(builder.build(), { seed: 'test' }).texts[0];
    const { id: ___, segments: ____, ...text } = texts({})[0];
    expect(turned).toEqual(text);
  });

  it('change no risk of any account', () => {
    const risks = (detection: DetectionResult) =>
      detection.others.map(({ account, risk, reasons }) => [account, risk, reasons]);
    const one = found({});
    expect(one.texts).toHaveLength(1);
    expect(risks(one).filter(([account]) => String(account).startsWith('sender'))).toHaveLength(40);
    for (const [, risk, reasons] of risks(one)) {
      expect(risk).toBeLessThan(0.06);
      expect(reasons).toEqual([]);
    }
  });
});
