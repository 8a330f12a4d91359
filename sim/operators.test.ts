import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../src/base/clock.ts';
import type { ExchangeInput } from '../src/model/wire.ts';
import { type Loaded, make, of, promptOf, removeFolder, SMALL, time } from './small.ts';

/** Each test simulates a world for every operator; up to 42 s on a busy machine. */
const TEST_TIMEOUT = 150_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let hydra: Loaded;
beforeAll(async () => {
  hydra = await make({ world: 'hydra', rate: 1 });
});
afterAll(removeFolder);

const accountsOf = (loaded: Loaded, group: string): Loaded['accounts'] =>
  loaded.accounts.filter(({ account }) => loaded.members.get(group)!.has(account));
const byAccount = (list: ExchangeInput[]): ExchangeInput[][] => {
  const groups = new Map<string, ExchangeInput[]>();
  for (const e of list) groups.set(e.account, [...(groups.get(e.account) ?? []), e]);
  return [...groups.values()];
};
interface Message {
  role: string;
  content: string | { type: string; signature?: string }[];
}
/** The messages before the first signed block, and its signature. */
function prefix(exchange: ExchangeInput): { signature: string; before: Message[] } | null {
  const messages = exchange.request.messages as Message[];
  for (let i = 0; i < messages.length; i++) {
    const { content } = messages[i] as Message;
    const signed = typeof content === 'string' ? undefined : content.find((part) => part.signature);
    if (signed?.signature) return { signature: signed.signature, before: messages.slice(0, i) };
  }
  return null;
}
const system = (exchange: ExchangeInput): unknown => exchange.request.system ?? null;

describe('operators of the hydra world', () => {
  it('come through four surfaces', () => {
    const counts = new Map<string, number>();
    for (const { surface } of of(hydra, 'hydra-surfaces'))
      counts.set(String(surface), (counts.get(String(surface)) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(['api', 'azure', 'bedrock', 'vertex']);
    for (const count of counts.values()) expect(count).toBeGreaterThan(of(hydra, 'hydra-surfaces').length * 0.1);
  });

  it('hand over every day without a ban', () => {
    const all = of(hydra, 'hydra-shifts');
    for (const list of byAccount(all)) expect(time(list.at(-1)!) - time(list[0]!)).toBeLessThanOrEqual(4 * DAY);
    const on = (day: number): Set<string> =>
      new Set(all.filter((e) => Math.floor((time(e) - time(all[0]!)) / DAY) === day).map((e) => e.account));
    const [first, last] = [on(0), on(5)];
    expect(first.size).toBeGreaterThan(2);
    expect([...last].filter((account) => first.has(account))).toEqual([]);
    const suspended = accountsOf(hydra, 'hydra-shifts').filter(({ status }) => status !== 'active');
    expect(suspended).toEqual([]);
  });

  it('send bursts in which nearly all accounts take their turn within seconds', () => {
    const all = of(hydra, 'hydra-bursts').filter((e) => e.request.max_tokens === 8192 || e.request.thinking != null);
    const bursts: ExchangeInput[][] = [];
    for (const e of all) {
      const open = bursts.at(-1);
      if (open && time(e) - time(open.at(-1)!) < 20 * SECOND) open.push(e);
      else bursts.push([e]);
    }
    const whole = bursts.filter((burst) => new Set(burst.map((e) => e.account)).size >= 18);
    const inside = whole.reduce((sum, burst) => sum + burst.length, 0);
    expect(inside).toBeGreaterThan(all.length * 0.7);
    for (const burst of whole) expect(time(burst.at(-1)!) - time(burst[0]!)).toBeLessThan(2 * MINUTE);
  });

  it('change what stands before a signed thinking block, while honest clients send back what they had', () => {
    const issued = new Map<string, ExchangeInput>();
    for (const e of hydra.exchanges) for (const signature of e.response?.signatures ?? []) issued.set(signature, e);
    const compare = (group: string): { same: number; edited: number } => {
      const counts = { same: 0, edited: 0 };
      for (const e of of(hydra, group)) {
        const found = prefix(e);
        if (found === null) continue;
        const from = issued.get(found.signature)!;
        expect(from.account).toBe(e.account);
        expect(from.session).toBe(e.session);
        const sent = from.request.messages as Message[];
        // A client may drop its oldest turns: then what it sends is the end of what it had sent.
        const kept = sent.slice(sent.length - found.before.length);
        const same =
          JSON.stringify([system(e), e.request.tools ?? null]) ===
            JSON.stringify([system(from), from.request.tools ?? null]) &&
          JSON.stringify(kept) === JSON.stringify(found.before);
        counts[same ? 'same' : 'edited']++;
      }
      return counts;
    };
    const edited = compare('hydra-edited');
    expect(edited.edited).toBeGreaterThan(50);
    expect(edited.same).toBeLessThan(edited.edited * 0.2);
    for (const group of ['ordinary', 'agent_tool']) {
      const honest = compare(group);
      expect(honest.same).toBeGreaterThan(20);
      expect(honest.edited, group).toBe(0);
    }
  });

  it('hide behind a router whose own line of truth stays honest', async () => {
    const file = hydra.result.files.find((name) => name.endsWith('truth_sub_accounts.ndjson'))!;
    const lines = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines.length).toBeGreaterThan(30);
    const routers = hydra.members.get('router')!;
    const uses = new Map<string, number>();
    for (const e of of(hydra, 'router')) uses.set(String(e.sub_account), (uses.get(String(e.sub_account)) ?? 0) + 1);
    for (const line of lines) {
      expect(Object.keys(line).sort()).toEqual(['account', 'campaign', 'group', 'sub_account']);
      expect(routers.has(line.account as string)).toBe(true);
      expect(line.campaign).toBe('hydra-router');
      expect(uses.get(line.sub_account as string)).toBe(1);
    }
    for (const { account, campaign } of hydra.truth) if (routers.has(account)) expect(campaign).toBeNull();
  });

  it('pad a harvested answer with small talk in its session', () => {
    const sessions = new Map<string, ExchangeInput[]>();
    for (const e of of(hydra, 'hydra-padded')) sessions.set(e.session!, [...(sessions.get(e.session!) ?? []), e]);
    const long = [...sessions.values()].filter((list) => list.length > 1);
    expect(long.length).toBeGreaterThan(20);
    const padded = long.filter(([first, second]) => {
      const user = (e: ExchangeInput): string => JSON.stringify((e.request.messages as Message[]).at(-1));
      return user(first!).length + JSON.stringify(system(first!)).length > 600 && user(second!).length < 600;
    });
    expect(padded.length).toBeGreaterThan(long.length * 0.5);
  });

  it('buy mailboxes at a fresh domain a wave', () => {
    const domains = new Map<string, Set<string>>();
    for (const { account, email_domain } of hydra.accounts)
      domains.set(String(email_domain), (domains.get(String(email_domain)) ?? new Set()).add(account));
    const members = hydra.members.get('hydra-mailboxes')!;
    const own = [...domains.values()].filter((accounts) => [...accounts].some((one) => members.has(one)));
    expect(own.length).toBeGreaterThanOrEqual(2);
    expect(members.size / own.length).toBeGreaterThan(3);
    for (const account of own.flatMap((accounts) => [...accounts])) expect(members.has(account)).toBe(true);
  });

  it('show dozens of addresses an account on residential rotation', () => {
    for (const list of byAccount(of(hydra, 'hydra-homes'))) {
      const addresses = new Set(list.map((e) => e.client?.ip));
      expect(addresses.size).toBeGreaterThan(Math.min(24, list.length * 0.6));
    }
  });

  it('share a seller in pairs, and some accounts carry the work of both', () => {
    const cards = (group: string): Set<string> => new Set(accountsOf(hydra, group).flatMap(({ payment }) => payment ?? []));
    const common = (a: string, b: string): number => [...cards(a)].filter((card) => cards(b).has(card)).length;
    expect(common('hydra-surfaces', 'hydra-coding')).toBeGreaterThan(0);
    expect(common('hydra-bursts', 'hydra-mailboxes')).toBeGreaterThan(0);
    expect(common('hydra-homes', 'hydra-vision')).toBeGreaterThan(0);
    expect(common('hydra-surfaces', 'hydra-bursts')).toBe(0);
    const coding = /Allowed actions are open, grep, edit, test and submit/;
    const surfaces = /You (coordinate|lead) a crew of coding agents/;
    const has = (group: string, words: RegExp): Set<string> =>
      new Set(
        of(hydra, group)
          .filter((e) => words.test(promptOf(e)))
          .map((e) => e.account),
      );
    const both = [...has('hydra-surfaces', coding)].filter((account) => has('hydra-surfaces', surfaces).has(account));
    expect(both.length).toBeGreaterThanOrEqual(3);
    expect(both.length).toBeLessThan(12);
    expect(has('hydra-coding', surfaces).size).toBe(0);
  });

  it('write another language than English', () => {
    const foreign = of(hydra, 'hydra-foreign');
    expect(foreign.filter((e) => /[áéíóúñ¿]/.test(promptOf(e))).length).toBe(foreign.length);
  });

  it('keep their labels apart under noise', async () => {
    const noisy = await make({ world: 'hydra', rate: 1, labelNoise: 0.2 });
    expect(noisy.text.exchanges === hydra.text.exchanges).toBe(true);
    const right = new Map(hydra.truth.map((line) => [line.account, line.campaign]));
    const wrong = noisy.truth.filter((line) => right.get(line.account) !== line.campaign);
    expect(wrong.length / noisy.truth.length).toBeGreaterThan(0.14);
    expect(wrong.length / noisy.truth.length).toBeLessThan(0.26);
    expect(wrong.some(({ campaign }) => campaign?.startsWith('hydra-'))).toBe(true);
  });
});

describe('the organic world', () => {
  it('has one segment in every request of its one campaign, and nothing else in common', async () => {
    const loaded = await make({ world: 'organic', infrastructure: 'unique' });
    const all = of(loaded, 'organic-reroute');
    const segment = /Output protocol for this session.*tool calls\./;
    expect(new Set(all.map((e) => segment.exec(promptOf(e))?.[0])).size).toBe(1);
    expect(new Set(all.map((e) => promptOf(e).replace(segment, ''))).size).toBeGreaterThan(all.length * 0.85);
    expect(all.some((e) => e.request.tools != null)).toBe(true);
    const accounts = accountsOf(loaded, 'organic-reroute');
    expect(accounts.every(({ status }) => status === 'active')).toBe(true);
    const cards = accounts.flatMap(({ payment }) => payment ?? []);
    expect(new Set(cards).size).toBe(cards.length);
  });
});

describe('the knobs accounts and rate', () => {
  it('give each campaign so many accounts and leave honest groups alone', async () => {
    const loaded = await make({ world: 'sept-2026', accounts: 50, rate: 0.05, honest: 0.02 });
    for (const { name, accounts } of loaded.result.campaigns) expect(accounts, name).toBe(50);
    const usual = await make({ world: 'sept-2026', rate: 0.05, honest: 0.02 });
    expect(loaded.result.honest.map(({ accounts }) => accounts)).toEqual(
      usual.result.honest.map(({ accounts }) => accounts),
    );
  });

  it('reach from 5.6 to 800 exchanges a day and account', async () => {
    const perDay = async (base: number, wanted: number, group: string, world: 'feb-2026' | 'sept-2026'): Promise<number> => {
      const loaded = await make({ world, accounts: 20, days: 3, honest: 0.01, mix: 0, rate: wanted / base });
      return of(loaded, group).length / 20 / 3;
    };
    const slow = await perDay(34.4, 5.6, 'feb-orchestration', 'feb-2026');
    expect(Math.abs(slow - 5.6)).toBeLessThan(0.8);
    const fast = await perDay(34.4, 800, 'feb-orchestration', 'feb-2026');
    expect(fast).toBeGreaterThan(740);
    expect(fast).toBeLessThan(860);
  });
});

describe('more honest look-alikes', () => {
  it('verify half of the staff on one corporate card', () => {
    const staff = accountsOf(hydra, 'mixed_office');
    expect(new Set(staff.map(({ payment }) => payment?.[0])).size).toBe(1);
    const verified = staff.filter(({ verification }) => verification === 'business').length;
    expect(verified / staff.length).toBeCloseTo(0.5, 1);
  });

  it('put unrelated customers of a hosting company into one /24', () => {
    const nets = of(hydra, 'cloud_nat').map((e) => String(e.client?.ip).split('.').slice(0, 3).join('.'));
    expect(new Set(nets).size).toBe(1);
    const cards = accountsOf(hydra, 'cloud_nat').flatMap(({ payment }) => payment ?? []);
    expect(new Set(cards).size).toBe(cards.length);
  });

  it('run one public script from unrelated cards and networks for a few days', () => {
    const script = /tiny-tuner, chapter 3/;
    const runs = byAccount(of(hydra, 'open_source_tool').filter((e) => script.test(promptOf(e))));
    expect(runs.length).toBeGreaterThan(10);
    for (const run of runs) expect(time(run.at(-1)!) - time(run[0]!)).toBeLessThan(3.5 * DAY);
    const accounts = accountsOf(hydra, 'open_source_tool');
    const cards = accounts.flatMap(({ payment }) => payment ?? []);
    expect(new Set(cards).size).toBe(cards.length);
    expect(new Set(accounts.map(({ signup_ip }) => signup_ip)).size).toBe(accounts.length);
  });

  it('have a fleet of forty accounts that works round the clock and in step', () => {
    const all = of(hydra, 'agent_fleet');
    expect(hydra.members.get('agent_fleet')?.size).toBe(40);
    expect(new Set(all.map((e) => new Date(time(e)).getUTCHours())).size).toBeGreaterThan(10);
    const gaps = all.slice(1).map((e, i) => time(e) - time(all[i]!));
    expect(gaps.filter((gap) => gap < 10 * SECOND).length).toBeGreaterThan(gaps.length * 0.8);
    expect(gaps.some((gap) => gap > HOUR)).toBe(true);
    expect(new Set(accountsOf(hydra, 'agent_fleet').map(({ payment }) => payment?.[0])).size).toBe(1);
  });

  it("pass end users' ids through accounts that never declared it", () => {
    expect(of(hydra, 'aggregator').every((e) => typeof e.sub_account === 'string')).toBe(true);
    expect(accountsOf(hydra, 'aggregator').every(({ router }) => router !== true)).toBe(true);
  });

  it('have a lab with one template, eight accounts and little volume', () => {
    const all = of(hydra, 'lab_study');
    expect(hydra.members.get('lab_study')?.size).toBe(8);
    expect(all.every((e) => promptOf(e).includes('example notebook'))).toBe(true);
    expect(all.length / 8 / SMALL.days).toBeLessThan(6);
  });

  it("let a consultancy's people send their clients' templates", () => {
    const texts = of(hydra, 'consultancy').filter((e) => /before a release|fill the fields/.test(promptOf(e)));
    const share = texts.length / of(hydra, 'consultancy').length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.7);
  });
});
