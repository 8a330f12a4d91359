import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { FoundFiles } from '../../../src/evaluate/found.ts';
import type { Label, Labels } from '../../../src/evaluate/labels.ts';
import { nameOf, type WorldCell } from './cell.ts';
import { foundByBaseline } from './found.ts';
import { withWrongLabels } from './noisy-labels.ts';
import { outcomeOf } from './outcome.ts';
import { harvestRepositories, readPromptFile, writePromptLogs } from './prompt-logs.ts';

/** Each test simulates a world and analyses it. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-quality-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function labelled(units: Record<string, string | null>): Labels {
  return {
    units: new Map(
      Object.entries(units).map(([key, campaign]): [string, Label] => [key, { campaign, group: campaign ?? 'ordinary' }]),
    ),
    lines: { lines: 0, bad: 0, firstBad: 0 },
    conflicting: new Set(),
    repeated: 0,
  };
}

const LABELS = labelled({ a: 'x', b: 'x', c: 'y', d: null, e: null });

describe('an outcome', () => {
  it('counts what a baseline flags, and gives it campaigns from its groups', () => {
    const found = foundByBaseline({
      scores: new Map([
        ['a', 0.9],
        ['b', 0.8],
        ['c', 0.2],
        ['d', 0.7],
      ]),
      threshold: 0.7,
      groups: [['a', 'b', 'c']],
    });
    const outcome = outcomeOf(LABELS, found);
    expect(outcome.found).toEqual({ truePositives: 2, falsePositives: 1, missed: 1 });
    expect(outcome.byAction.limit).toEqual(outcome.found);
    expect(outcome.campaigns.map(({ campaign, coverage, purity }) => [campaign, coverage, purity])).toEqual([
      ['x', 1, 1],
      ['y', 0, null],
    ]);
    expect(outcome.findings.map(({ labelled: n, ofOneCampaign }) => [n, ofOneCampaign])).toEqual([
      [2, 2],
      [1, 0],
    ]);
  });

  it('has accounts by score, unscored ones at 0', () => {
    const found = foundByBaseline({
      scores: new Map([
        ['a', 0.9],
        ['d', 0.9],
      ]),
      threshold: 0.5,
      groups: [],
    });
    expect(outcomeOf(LABELS, found).scores).toEqual([
      [0.9, 1, 1],
      [0, 2, 1],
    ]);
  });

  it('counts findings of confidence 0.5 or more, as the evaluation does', () => {
    const found: FoundFiles = {
      campaigns: [
        { id: '1', confidence: 0.9, accounts: ['a', 'b'], first_seen: '', last_seen: '', action: 'limit' },
        { id: '2', confidence: 0.4, accounts: ['d', 'c'], first_seen: '', last_seen: '', action: 'watch' },
      ],
      units: new Map(),
      lines: { lines: 0, bad: 0, firstBad: 0 },
    };
    expect(outcomeOf(LABELS, found).found).toEqual({ truePositives: 2, falsePositives: 0, missed: 1 });
  });
});

describe('wrong labels', () => {
  const many = labelled(
    Object.fromEntries(Array.from({ length: 2_000 }, (_, k) => [`account ${k}`, k < 500 ? 'x' : null] as const)),
  );
  const wrong = (labels: Labels) =>
    [...labels.units].filter(([key, { campaign }]) => many.units.get(key)?.campaign !== campaign).length;

  it('are about the share that is asked for, in both directions, and the same for a seed', () => {
    const noisy = withWrongLabels(many, 0.1, 's');
    expect(wrong(noisy)).toBeGreaterThan(150);
    expect(wrong(noisy)).toBeLessThan(250);
    const caught = [...noisy.units.values()].filter(({ campaign }) => campaign !== null).length;
    expect(caught).not.toBe(500);
    expect([...withWrongLabels(many, 0.1, 's').units]).toEqual([...noisy.units]);
    expect(wrong(withWrongLabels(many, 0, 's'))).toBe(0);
  });

  it('blame no account where there is no campaign', () => {
    const clean = labelled({ a: null, b: null });
    expect([...withWrongLabels(clean, 1, 's').units.values()].map(({ campaign }) => campaign)).toEqual([null, null]);
  });
});

describe('the name of a cell', () => {
  it('says the world, the seed and the settings that were changed', () => {
    const cell: WorldCell = {
      kind: 'world',
      knobs: { world: 'feb-2026', scale: 0.002, seed: 3, days: 8, mix: 0.5 },
      measures: {},
    };
    expect(nameOf(cell)).toBe('feb-2026, seed 3, mix 0.5');
  });
});

describe('logs of real prompts', () => {
  const path = join(folder, 'prompts.jsonl');
  const prompt = (repository: string, kind: string, k: number) => ({
    class: kind,
    family: `${repository} ${kind}`,
    source_repo: repository,
    system: null,
    user: `${repository} ${kind} number ${k}`,
    tools: 0,
  });
  const prompts = [
    ...Array.from({ length: 50 }, (_, k) => prompt('one/pipeline', 'distill_cot', k)),
    ...Array.from({ length: 5 }, (_, k) => prompt('two/pipeline', 'distill_code', k)),
    ...Array.from({ length: 30 }, (_, k) => prompt('three/chat', 'benign_chat', k)),
  ];
  writeFileSync(path, prompts.map((line) => `${JSON.stringify(line)}\n`).join(''));

  it('name the repositories that have enough harvest prompts', () => {
    expect(harvestRepositories(readPromptFile(path), 40)).toEqual(['one/pipeline']);
  });

  it('hold one repository’s harvest prompts when one is asked for, and all honest ones', () => {
    const out = mkdtempSync(join(folder, 'logs-'));
    const logs = writePromptLogs(
      { kind: 'prompt_logs', seed: 1, prompts: { path, hash: '' }, repository: 'one/pipeline' },
      out,
    );
    const text = ['openai', 'anthropic', 'litellm', 'bedrock', 'otlp']
      .map((name) => readFileSync(join(out, 'logs', `${name}.log`), 'utf8'))
      .join('');
    expect(text).toContain('one/pipeline distill_cot number');
    expect(text).not.toContain('two/pipeline');
    expect(text).toContain('three/chat benign_chat number');
    expect(logs.bytes).toBeGreaterThan(0);
  });
});
