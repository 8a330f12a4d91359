import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR } from '../src/base/clock.ts';
import { ProblemError } from '../src/base/problem.ts';
import { Exchange, type ExchangeInput } from '../src/model/wire.ts';
import { type SimulateOptions, WORLDS } from './index.ts';
import { inventedPrompts } from './real/invented.ts';
import { folder, type Loaded, make, of, promptOf, removeFolder, SMALL, time } from './small.ts';

/** Each test simulates worlds; up to 11 s on a busy machine. */
const TEST_TIMEOUT = 60_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const worlds = new Map<string, Loaded>();
const world = (name: string): Loaded => worlds.get(name) as Loaded;
beforeAll(async () => {
  for (const { name } of WORLDS) worlds.set(name, await make({ world: name }));
});
afterAll(removeFolder);

const HONEST = [
  'ordinary',
  'agent_tool',
  'saas_app',
  'eval_harness',
  'llm_judge',
  'batch_etl',
  'classroom',
  'office',
  'cgnat',
  'vpn',
  'router',
  'launch_day',
  'safety_researcher',
  'authorised_distiller',
  'family',
  'freelancer',
  'startup',
  'hackathon',
  'mixed_office',
  'consultancy',
  'cloud_nat',
  'open_source_tool',
  'agent_fleet',
  'aggregator',
  'lab_study',
];
const CAMPAIGNS = {
  'feb-2026': ['feb-reasoning', 'feb-agentic', 'feb-orchestration'],
  'sept-2026': ['sept-reroute', 'sept-slow', 'sept-cleaning', 'sept-replay'],
  organic: ['organic-reroute'],
  hydra: [
    'hydra-surfaces',
    'hydra-coding',
    'hydra-bursts',
    'hydra-mailboxes',
    'hydra-homes',
    'hydra-vision',
    'hydra-shifts',
    'hydra-edited',
    'hydra-padded',
    'hydra-foreign',
    'hydra-traces',
  ],
  clean: [],
} as const;

describe.each(['feb-2026', 'sept-2026', 'organic', 'hydra', 'clean'] as const)('the world %s', (name) => {
  it('writes exchanges that fit the wire format, in the order of time, with unique ids, inside the window', () => {
    const { exchanges, accounts } = world(name);
    const known = new Set(accounts.map(({ account }) => account));
    const ids = new Set<string>();
    let last = 0;
    for (const exchange of exchanges) {
      const parsed = Exchange.safeParse(exchange);
      expect(parsed.success, JSON.stringify(parsed.error?.issues)).toBe(true);
      expect(time(exchange)).toBeGreaterThanOrEqual(last);
      last = time(exchange);
      ids.add(exchange.id);
      expect(known.has(exchange.account)).toBe(true);
    }
    expect(ids.size).toBe(exchanges.length);
    expect(last - time(exchanges[0] as ExchangeInput)).toBeLessThanOrEqual(SMALL.days * DAY);
  });

  it('counts what it wrote', () => {
    const { result, exchanges, accounts, truth, members } = world(name);
    expect(result.exchanges).toBe(exchanges.length);
    expect(result.accounts).toBe(accounts.length);
    expect(truth.length).toBe(accounts.length);
    for (const { name: campaign, accounts: count, exchanges: written } of result.campaigns) {
      expect(members.get(campaign)?.size).toBe(count);
      expect(of(world(name), campaign).length).toBe(written);
    }
  });

  it('has every honest kind and every campaign, at a size where it matters', () => {
    const { result, members } = world(name);
    expect(result.honest.map(({ group }) => group).sort()).toEqual([...HONEST].sort());
    expect(result.campaigns.map((campaign) => campaign.name)).toEqual([...CAMPAIGNS[name]]);
    for (const campaign of CAMPAIGNS[name]) expect(members.get(campaign)?.size).toBeGreaterThanOrEqual(20);
    expect(members.get('agent_tool')?.size).toBeGreaterThanOrEqual(150);
    expect(members.get('classroom')?.size).toBeGreaterThanOrEqual(60);
    expect(members.get('cgnat')?.size).toBeGreaterThanOrEqual(60);
    expect(members.get('hackathon')?.size).toBeGreaterThanOrEqual(40);
    for (const group of HONEST) expect(of(world(name), group).length, group).toBeGreaterThan(0);
  });

  it('names groups and campaigns in truth only', () => {
    const { text } = world(name);
    const words = [...HONEST, ...Object.values(CAMPAIGNS).flat()].filter((word) => /[_-]/.test(word));
    for (const word of words) {
      expect(text.exchanges.includes(word), word).toBe(false);
      expect(text.accounts.includes(word), word).toBe(false);
    }
    for (const { account } of world(name).accounts) expect(account).toMatch(/^acct_[0-9a-f]{16}$/);
  });

  it('lets nobody act before sign-up or after suspension', () => {
    const { accounts, exchanges } = world(name);
    const by = new Map(accounts.map((account) => [account.account, account]));
    for (const exchange of exchanges) {
      const account = by.get(exchange.account)!;
      expect(time(exchange)).toBeGreaterThanOrEqual(account.created);
      if (account.status !== 'active') expect(time(exchange)).toBeLessThanOrEqual(account.status_time as number);
    }
  });
});

describe('determinism', () => {
  it('gives the same bytes for the same seed, others for another', async () => {
    const again = await make({ world: 'sept-2026' });
    expect(again.text.exchanges === world('sept-2026').text.exchanges).toBe(true);
    expect(again.text.accounts).toBe(world('sept-2026').text.accounts);
    const other = await make({ world: 'sept-2026', seed: 8 });
    expect(other.text.exchanges === world('sept-2026').text.exchanges).toBe(false);
  });

  it('compresses to the same lines', async () => {
    const zipped = await make({ world: 'sept-2026', compress: 'gzip' });
    expect(zipped.result.files[0]).toMatch(/\.ndjson\.gz$/);
    expect(zipped.text.exchanges === world('sept-2026').text.exchanges).toBe(true);
  });
});

describe('February', () => {
  it('moves nearly half of the biggest harvest to the new model within a day, faster than the population', () => {
    const loaded = world('feb-2026');
    const { model, released } = loaded.releases.at(-1)!;
    const share = (list: ExchangeInput[]): number =>
      list.filter((exchange) => exchange.model === model).length / list.length;
    const dayAfter = (list: ExchangeInput[]): ExchangeInput[] =>
      list.filter((e) => time(e) > released + 16 * HOUR && time(e) < released + 40 * HOUR);
    const harvest = dayAfter(of(loaded, 'feb-orchestration')).filter(
      (e) => e.request.max_tokens === 8192 && e.request.tools == null,
    );
    expect(harvest.length).toBeGreaterThan(100);
    expect(share(harvest)).toBeGreaterThan(0.4);
    expect(share(harvest)).toBeLessThan(0.58);
    expect(share(dayAfter(of(loaded, 'ordinary')))).toBeLessThan(0.25);
    expect(share(dayAfter(of(loaded, 'launch_day')))).toBeGreaterThan(0.8);
    expect(loaded.exchanges.filter((e) => time(e) < released && e.model === model).length).toBe(0);
  });

  it('replaces suspended accounts within hours', () => {
    const loaded = world('feb-2026');
    const members = loaded.members.get('feb-agentic')!;
    const accounts = loaded.accounts.filter(({ account }) => members.has(account));
    const suspended = accounts.filter(({ status }) => status === 'suspended');
    expect(suspended.length).toBeGreaterThanOrEqual(5);
    for (const { status_time } of suspended) {
      const next = accounts.find(
        ({ created }) => created > (status_time as number) && created < (status_time as number) + 30 * HOUR,
      );
      expect(next).toBeDefined();
    }
  });

  it('comes through several surfaces and programmes', () => {
    const loaded = world('feb-2026');
    const members = loaded.members.get('feb-agentic')!;
    expect(new Set(of(loaded, 'feb-agentic').map(({ surface }) => surface)).size).toBeGreaterThanOrEqual(4);
    const programs = new Set(loaded.accounts.filter(({ account }) => members.has(account)).map(({ program }) => program));
    expect(programs.has('free_credit') && programs.has('education')).toBe(true);
  });

  it('balances load evenly over the small campaign, in shifts', () => {
    const loaded = world('feb-2026');
    const counts = new Map<string, number>();
    for (const { account } of of(loaded, 'feb-reasoning')) counts.set(account, (counts.get(account) ?? 0) + 1);
    const list = [...counts.values()].sort((a, b) => a - b);
    expect(list.at(-1)! - list[Math.floor(list.length / 4)]!).toBeLessThanOrEqual(2);
    const hours = new Set(of(loaded, 'feb-reasoning').map((e) => new Date(time(e)).getUTCHours()));
    expect(hours.has(2)).toBe(false);
    expect(hours.has(12)).toBe(true);
  });
});

describe('September', () => {
  it('fails over: the first pool falls silent when it is banned and the second carries the load', () => {
    const loaded = world('sept-2026');
    const members = loaded.members.get('sept-reroute')!;
    const banned = loaded.accounts.filter(({ account, status }) => members.has(account) && status === 'suspended');
    expect(banned.length).toBeGreaterThanOrEqual(20);
    const ban = Math.max(...banned.map(({ status_time }) => status_time as number));
    expect(ban - Math.min(...banned.map(({ status_time }) => status_time as number))).toBeLessThan(2 * HOUR);
    const first = new Set(banned.map(({ account }) => account));
    const all = of(loaded, 'sept-reroute');
    const before = all.filter((e) => time(e) < ban - 2 * HOUR);
    const after = all.filter((e) => time(e) > ban + HOUR);
    expect(before.filter((e) => first.has(e.account)).length / before.length).toBeGreaterThan(0.9);
    expect(after.length).toBeGreaterThan(before.length * 0.4);
    expect(after.every((e) => !first.has(e.account))).toBe(true);
  });

  it('injects one segment into every re-routed request, whatever its body', () => {
    const all = of(world('sept-2026'), 'sept-reroute');
    const probe = 'open a tag <inner_log> and put down';
    const segment = /Output protocol for this session.*tool calls\./;
    const found = all.map((e) => segment.exec(promptOf(e))?.[0]);
    expect(found.every((text) => text !== undefined)).toBe(true);
    expect(new Set(found).size).toBe(1);
    expect(promptOf(all[0] as ExchangeInput).includes(probe)).toBe(false);
    expect(new Set(all.map(promptOf)).size).toBeGreaterThan(all.length * 0.9);
    expect(all.some((e) => e.request.tools != null)).toBe(true);
  });

  it('replays signatures in other accounts and sessions, while honest users only send back their own', () => {
    const loaded = world('sept-2026');
    const issued = new Map<string, { account: string; session: string | null | undefined }>();
    const crossed = new Map<string, number>();
    const group = new Map(loaded.truth.map((line) => [line.account, line.group]));
    for (const exchange of loaded.exchanges) {
      for (const [, signature] of promptOf(exchange).matchAll(/"signature":"([^"]+)"/g)) {
        const from = issued.get(signature as string);
        expect(from).toBeDefined();
        if (from!.account === exchange.account && from!.session === exchange.session) continue;
        const name = group.get(exchange.account) as string;
        crossed.set(name, (crossed.get(name) ?? 0) + 1);
      }
      for (const signature of exchange.response?.signatures ?? [])
        issued.set(signature, { account: exchange.account, session: exchange.session });
    }
    expect([...crossed.keys()]).toEqual(['sept-replay']);
    expect(crossed.get('sept-replay')).toBeGreaterThan(100);
  });

  it('searches for a technique with many different, mostly refused attempts', () => {
    const refused = of(world('sept-2026'), 'sept-replay').filter((e) => e.response?.refused);
    expect(refused.length).toBeGreaterThan(20);
    expect(new Set(refused.map(promptOf)).size).toBeGreaterThan(refused.length * 0.97);
  });

  it('has a loud campaign of few accounts and a quiet one of many', () => {
    const loaded = world('sept-2026');
    const perAccountDay = (group: string, days: number): number =>
      of(loaded, group).length / loaded.members.get(group)!.size / days / SMALL.rate;
    expect(perAccountDay('sept-cleaning', 3)).toBeGreaterThan(600);
    expect(perAccountDay('sept-cleaning', 3)).toBeLessThan(860);
    expect(perAccountDay('sept-slow', SMALL.days)).toBeGreaterThan(3.5);
    expect(perAccountDay('sept-slow', SMALL.days)).toBeLessThan(8);
  });

  it('passes end users through the router, a few of whom harvest, and keeps the router honest', () => {
    const loaded = world('sept-2026');
    const routers = loaded.accounts.filter(({ router }) => router === true);
    expect(routers.length).toBeGreaterThanOrEqual(1);
    expect(of(loaded, 'router').every((e) => typeof e.sub_account === 'string')).toBe(true);
    expect(loaded.truth.filter(({ group }) => group === 'router').every(({ campaign }) => campaign === null)).toBe(true);
  });
});

describe('honest look-alikes', () => {
  it('grants the authorised distiller what it does', () => {
    const loaded = world('feb-2026');
    const members = loaded.members.get('authorised_distiller')!;
    for (const account of loaded.accounts) {
      expect((account.grants?.length ?? 0) > 0).toBe(members.has(account.account));
    }
  });

  it('puts strangers behind one address and colleagues behind one card', () => {
    const loaded = world('clean');
    const sharing = (group: string, key: 'signup_ip' | 'payment'): number => {
      const counts = new Map<string, number>();
      for (const account of loaded.accounts) {
        if (!loaded.members.get(group)!.has(account.account)) continue;
        const value = key === 'payment' ? account.payment?.[0] : account.signup_ip;
        if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return Math.max(...counts.values());
    };
    expect(sharing('cgnat', 'signup_ip')).toBeGreaterThanOrEqual(60);
    expect(sharing('cgnat', 'payment')).toBe(1);
    expect(sharing('office', 'payment')).toBeGreaterThanOrEqual(20);
    expect(sharing('ordinary', 'payment')).toBe(1);
  });

  it('sends one agent prompt from many unrelated accounts', () => {
    const counts = new Map<string, Set<string>>();
    for (const exchange of of(world('clean'), 'agent_tool')) {
      const fixed = (exchange.request.system as string).slice(0, 1_500);
      counts.set(fixed, (counts.get(fixed) ?? new Set()).add(exchange.account));
    }
    expect(Math.max(...[...counts.values()].map((accounts) => accounts.size))).toBeGreaterThan(50);
  });
});

describe('knobs', () => {
  it('mix is the share of unrelated traffic in a campaign', async () => {
    const harvest = (loaded: Loaded): number =>
      of(loaded, 'feb-orchestration').filter((e) => e.request.max_tokens === 8192 && e.request.tools == null).length /
      of(loaded, 'feb-orchestration').length;
    const none = harvest(await make({ world: 'feb-2026', mix: 0, honest: 0.02 }));
    const most = harvest(await make({ world: 'feb-2026', mix: 0.8, honest: 0.02 }));
    expect(none).toBeGreaterThan(0.95);
    expect(most).toBeLessThan(0.3);
    expect(most).toBeGreaterThan(0.1);
  });

  it('infrastructure decides how often campaign accounts share cards and addresses', async () => {
    const cards = (loaded: Loaded): number => {
      const members = loaded.members.get('feb-orchestration')!;
      const list = loaded.accounts.filter(({ account }) => members.has(account)).flatMap(({ payment }) => payment ?? []);
      return new Set(list).size / list.length;
    };
    const addresses = (loaded: Loaded): number => {
      const all = of(loaded, 'feb-orchestration');
      const byAccount = new Map<string, Set<string>>();
      for (const e of all) byAccount.set(e.account, (byAccount.get(e.account) ?? new Set()).add(e.client?.ip as string));
      return [...byAccount.values()].reduce((sum, set) => sum + set.size, 0) / byAccount.size;
    };
    const shared = await make({ world: 'feb-2026', infrastructure: 'shared', honest: 0.02 });
    const rotating = await make({ world: 'feb-2026', infrastructure: 'rotating', honest: 0.02 });
    const unique = await make({ world: 'feb-2026', infrastructure: 'unique', honest: 0.02 });
    expect(cards(shared)).toBeLessThan(0.4);
    expect(cards(unique)).toBe(1);
    expect(addresses(shared)).toBe(1);
    expect(addresses(unique)).toBe(1);
    expect(addresses(rotating)).toBeGreaterThan(5);
  });

  it('rate multiplies campaigns and honest multiplies the rest', async () => {
    const base = world('feb-2026').result;
    const more = (await make({ world: 'feb-2026', rate: SMALL.rate * 2, honest: SMALL.honest / 2 })).result;
    const sum = (list: { exchanges: number }[]): number => list.reduce((total, { exchanges }) => total + exchanges, 0);
    expect(sum(more.campaigns) / sum(base.campaigns)).toBeGreaterThan(1.75);
    expect(sum(more.campaigns) / sum(base.campaigns)).toBeLessThan(2.25);
    expect(sum(more.honest) / sum(base.honest)).toBeLessThan(0.7);
  });

  it('paraphrase changes the fixed segment too', async () => {
    const loaded = await make({ world: 'sept-2026', paraphrase: 0.5, honest: 0.02 });
    const variants = new Set(
      of(loaded, 'sept-reroute').map((e) => /Output protocol.*?\. |The log is[^.]*\. /.exec(promptOf(e))?.[0]),
    );
    expect(variants.size).toBeGreaterThan(2);
  });

  it('label noise flips truth and nothing else', async () => {
    const noisy = await make({ world: 'sept-2026', labelNoise: 0.2 });
    expect(noisy.text.exchanges === world('sept-2026').text.exchanges).toBe(true);
    const right = new Map(world('sept-2026').truth.map((line) => [line.account, line.campaign]));
    const wrong = noisy.truth.filter((line) => right.get(line.account) !== line.campaign).length / noisy.truth.length;
    expect(wrong).toBeGreaterThan(0.14);
    expect(wrong).toBeLessThan(0.26);
  });

  it('scale multiplies accounts once they are past their floors', async () => {
    const big = await make({ world: 'sept-2026', scale: 0.01, rate: 0.01, honest: 0.05 });
    expect(big.members.get('ordinary')?.size).toBe(340);
    expect(big.members.get('sept-slow')?.size).toBe(54);
    expect(big.members.get('sept-reroute')?.size).toBe(56);
  });
});

describe('real text', () => {
  it('fills a world from a file, the same bytes for the same file, and other ones for another fold', async () => {
    const text = join(await folder(), 'prompts.jsonl');
    await writeFile(text, inventedPrompts());
    const first = await make({ world: 'sept-2026', text });
    const again = await make({ world: 'sept-2026', text });
    expect(again.text.exchanges === first.text.exchanges).toBe(true);
    const part = await make({ world: 'sept-2026', text, textFold: '2/2' });
    expect(part.text.exchanges === first.text.exchanges).toBe(false);
    for (const exchange of first.exchanges) expect(Exchange.safeParse(exchange).success).toBe(true);
    const words = /keeper|apprentices|workshop|lanterns|kites|wagons|anvils|marbles|saddles|ladders|teapots/;
    const slow = of(first, 'sept-slow').filter((e) => words.test(promptOf(e)));
    expect(slow.length).toBeGreaterThan(of(first, 'sept-slow').length * 0.7);
    expect(new Set(of(first, 'sept-cleaning').map(promptOf)).size).toBeGreaterThan(of(first, 'sept-cleaning').length * 0.9);
    const ordinary = of(first, 'ordinary').filter((e) => words.test(promptOf(e)));
    expect(ordinary.length).toBeGreaterThan(of(first, 'ordinary').length * 0.4);
  });
});

describe('refusals', () => {
  it.each([
    [{ scale: 0 }, 'scale'],
    [{ mix: 1.5 }, 'mix'],
    [{ days: 1 }, 'days'],
    [{ seed: 0.5 }, 'seed'],
    [{ text: 'x', textFold: '3/2' }, 'textFold'],
    [{ textFold: '1/2' }, 'textFold'],
    [{ world: 'nowhere' as SimulateOptions['world'] }, 'world'],
  ])('names the option that is out of range: %j', async (options, where) => {
    const error = await make({ world: 'clean', ...options }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problem).toMatchObject({ code: 'bad_option', where });
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const done: number[] = [];
    const error = await make({
      world: 'feb-2026',
      honest: 2,
      rate: 3,
      signal: controller.signal,
      onProgress: (count, total) => {
        done.push(count);
        expect(total).toBeGreaterThanOrEqual(count);
        controller.abort();
      },
    }).catch((reason: unknown) => reason);
    expect((error as ProblemError).problem.code).toBe('interrupted');
    expect(done).toHaveLength(1);
  });
});
