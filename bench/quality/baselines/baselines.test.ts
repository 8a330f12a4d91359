import { describe, expect, it, vi } from 'vitest';
import { createRng } from '../../../src/base/rng.ts';
import type { AccountInput } from '../../../src/model/wire.ts';
import type { BaselineDetector, BaselineResult, Seen } from './baseline.ts';
import { cosine, hashText, type TextShape } from './hashed-text.ts';
import { seenFrom } from './read-world.ts';
import { BASELINES } from './registry.ts';
import { SharedBy } from './shared-by.ts';
import { createSharedValues } from './shared-values.ts';
import { createVolumeAndPrefix } from './volume-and-prefix.ts';
import { createWeightedFusion } from './weighted-fusion.ts';
import { createWindowedMmd } from './windowed-mmd.ts';

/** Each test detects campaigns in generated logs. */
const TEST_TIMEOUT = 60_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const START = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;

function seen(account: string, fields: Partial<Seen> = {}): Seen {
  return {
    account,
    time: START,
    system: '',
    user: 'hello there',
    ip: null,
    ja4: null,
    userAgent: null,
    outputTokens: 100,
    ...fields,
  };
}

function record(account: string, fields: Partial<AccountInput> = {}): AccountInput {
  return { account, created: START, program: 'standard', ...fields };
}

function run(
  baseline: BaselineDetector,
  exchanges: readonly Seen[],
  records: readonly AccountInput[] = [],
): BaselineResult[] {
  for (const exchange of exchanges) baseline.add(exchange);
  return [...baseline.finish(records)];
}

function flagged({ scores, threshold }: BaselineResult): string[] {
  return [...scores]
    .filter(([, score]) => score >= threshold)
    .map(([account]) => account)
    .sort();
}

const names = (prefix: string, n: number) => Array.from({ length: n }, (_, k) => `${prefix}${k}`);

describe('single link on cards and addresses', () => {
  it('flags five accounts that hang together through cards and addresses, and not four', () => {
    const [result] = run(
      createSharedValues(),
      [
        seen('a', { ip: '1.1.1.1' }),
        seen('b', { ip: '1.1.1.1' }),
        ...names('z', 4).map((name) => seen(name, { ip: '9.9.9.9' })),
        seen('alone', { ip: '5.5.5.5' }),
      ],
      [
        record('b', { payment: ['card 1'] }),
        record('c', { payment: ['card 1'], signup_ip: '2.2.2.2' }),
        record('d', { signup_ip: '2.2.2.2' }),
        record('e', { payment: ['card 2', 'card 1'] }),
      ],
    );
    expect(flagged(result as BaselineResult)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(result?.groups.map((group) => [...group].sort())).toEqual([['a', 'b', 'c', 'd', 'e']]);
  });

  it('joins sets through a chain of values, whatever the order', () => {
    const sets = new SharedBy();
    for (const [account, value] of [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
      ['b', '1'],
      ['c', '2'],
    ])
      sets.share(account as string, value as string);
    sets.add('d');
    expect(sets.sets().map((set) => [...set].sort())).toEqual([['a', 'b', 'c'], ['d']]);
  });
});

describe('volume and prefix rules', () => {
  it('flag more than a hundred prompts in one hour, and not a hundred', () => {
    const burst = (account: string, n: number) =>
      Array.from({ length: n }, (_, k) => seen(account, { time: START + k * 1_000, user: `${account} asks` }));
    const [result] = run(createVolumeAndPrefix(), [...burst('busy', 101), ...burst('calm', 100)]);
    expect(flagged(result as BaselineResult)).toEqual(['busy']);
  });

  it('put accounts with the same first fifty characters, digits aside, into one cluster', () => {
    const prompt = (n: number) => `Task ${n}: read the following passage and say what it means to ${n}`;
    const [result] = run(createVolumeAndPrefix(), [
      ...names('a', 3).map((name, k) => seen(name, { user: prompt(k) })),
      seen('b', { user: 'What is the weather like?' }),
    ]);
    expect(flagged(result as BaselineResult)).toEqual(['a0', 'a1', 'a2']);
    expect(result?.groups).toHaveLength(1);
  });

  it('count phrases by the share of prompts and cloud addresses by their range', () => {
    const [result] = run(createVolumeAndPrefix(), [
      seen('asks', { user: 'Explain step by step why' }),
      seen('cloud', { user: 'Summarise my notes', ip: '13.4.5.6' }),
      seen('home', { user: 'What shall I cook?', ip: '3.200.1.1' }),
    ]);
    expect(flagged(result as BaselineResult)).toEqual(['asks', 'cloud']);
  });
});

describe('fixed-weight fusion', () => {
  it('scores a scripted, regular, reasoning-seeking cluster above people, and passes its threshold', () => {
    const bots = names('bot', 6);
    const exchanges: Seen[] = [];
    for (let k = 0; k < 120; k++) {
      for (const [b, account] of bots.entries())
        exchanges.push(
          seen(account, {
            time: START + k * 15_000 + b,
            user: 'Explain your reasoning step by step and grade it by the rubric',
            ip: `10.0.0.${b}`,
            ja4: 'one',
            userAgent: 'python-requests/2.32',
          }),
        );
      if (k % 10 === 0)
        exchanges.push(
          seen('person', {
            time: START + k * 15_000 + (k % 7) * MINUTE,
            user: `a question about gardens ${k}`,
            outputTokens: 50 + 37 * (k % 13),
          }),
        );
    }
    exchanges.sort((a, b) => a.time - b.time);
    const records = bots.map((account) => record(account, { payment: ['card'], payment_bin: '400000' }));
    const [result] = run(createWeightedFusion(), exchanges, records);
    expect(flagged(result as BaselineResult)).toEqual(bots);
    expect(result?.scores.get('person')).toBeLessThan(0.2);
    expect(result?.groups.map((group) => [...group].sort())).toEqual([bots]);
  });

  it('ignores the country', () => {
    const exchange = {
      id: '1',
      time: START,
      account: 'a',
      model: 'm',
      request: { messages: [{ role: 'user', content: 'hello' }] },
      client: { ip: '1.2.3.4', country: 'CN' },
    };
    expect(JSON.stringify(seenFrom(exchange))).not.toContain('CN');
  });
});

describe('the windowed two-sample test', () => {
  const people = names('person', 40);
  const harvesters = names('harvest', 8);
  const subjects = ['tea', 'bread', 'rivers', 'trains', 'music', 'birds', 'chess', 'rain', 'paint', 'soil'];
  const traffic = (seed: string): Seen[] => {
    const rng = createRng(seed);
    const exchanges: Seen[] = [];
    for (let k = 0; k < 40; k++) {
      for (const account of people)
        exchanges.push(seen(account, { user: `what do you know about ${rng.pick(subjects)} and ${rng.pick(subjects)}` }));
      for (const [h, account] of harvesters.entries())
        exchanges.push(
          seen(account, {
            user: `write out the hidden derivation behind verdict ${rng.int(1000)} as numbered lemmas`,
            ip: `10.0.0.${h % 2}`,
          }),
        );
    }
    return exchanges;
  };

  it('flags accounts whose queries are unlike the benign ones, in both variants, and few others', () => {
    const [accounts, pooled] = run(createWindowedMmd({ seed: 't', honest: new Set(people) }), traffic('a')) as [
      BaselineResult,
      BaselineResult,
    ];
    for (const result of [accounts, pooled]) {
      const found = flagged(result);
      expect(found.filter((name) => harvesters.includes(name))).toEqual(harvesters);
      expect(found.filter((name) => people.includes(name)).length).toBeLessThanOrEqual(2);
    }
    expect(pooled.groups.map((group) => group.length).sort()).toEqual([4, 4]);
  });

  it('gives the same scores again for the same seed', () => {
    const once = run(createWindowedMmd({ seed: 't', honest: new Set(people) }), traffic('a'));
    const again = run(createWindowedMmd({ seed: 't', honest: new Set(people) }), traffic('a'));
    expect([...(once[0]?.scores ?? [])]).toEqual([...(again[0]?.scores ?? [])]);
  });

  it('says nothing of an account with too few queries, or without a benign history', () => {
    const few = run(createWindowedMmd({ seed: 't', honest: new Set(people) }), [
      ...traffic('a'),
      seen('rare', { user: 'entirely other words in another order' }),
    ]);
    expect(few[0]?.scores.get('rare')).toBe(0);
    const none = run(createWindowedMmd({ seed: 't', honest: new Set() }), traffic('a'));
    expect(flagged(none[0] as BaselineResult)).toEqual([]);
  });
});

describe('hashed text', () => {
  const shape: TextShape = { width: 256, words: 2, characters: 3 };
  const point = (text: string) => {
    const out = new Float32Array(shape.width);
    hashText(text, shape, out);
    return out;
  };

  it('has length 1, and similar texts are nearer than others', () => {
    const a = point('explain the proof of the theorem in detail');
    expect(cosine(a, a)).toBeCloseTo(1, 5);
    const near = cosine(a, point('Explain the proof of this theorem, in detail.'));
    const far = cosine(a, point('which bus goes to the harbour on Sunday'));
    expect(near).toBeGreaterThan(0.5);
    expect(far).toBeLessThan(0.3);
  });

  it('is the origin for a text without words', () => {
    expect(point(' ...!? ').every((x) => x === 0)).toBe(true);
  });
});

describe('the registry', () => {
  it('has variants of different names, as many as each kind gives results', () => {
    const all = BASELINES.flatMap((kind) => kind.variants.map(({ name }) => name));
    expect(new Set(all).size).toBe(all.length);
    for (const kind of BASELINES)
      expect(kind.create({ seed: 's', honest: new Set() }).finish([])).toHaveLength(kind.variants.length);
  });
});

describe('reading a world', () => {
  it('takes the last user message, system text of both shapes, and text parts only', () => {
    const exchange = {
      id: '1',
      time: '2026-01-05T00:00:00Z',
      account: 'a',
      model: 'm',
      request: {
        system: [{ type: 'text', text: 'first' }],
        messages: [
          { role: 'system', content: 'second' },
          { role: 'user', content: 'old' },
          { role: 'assistant', content: 'answer' },
          { role: 'user', content: [{ type: 'text', text: 'new' }, { type: 'image' }] },
        ],
      },
      usage: { output_tokens: 7 },
    };
    expect(seenFrom(exchange)).toMatchObject({
      time: START,
      system: 'first\nsecond',
      user: 'new',
      outputTokens: 7,
    });
  });
});
