import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { campaign, fakeSimulator, run } from '../../../test/command-line.ts';
import type { SimulatorOptions } from '../terminal/simulator.ts';

describe('simulate', () => {
  const base = ['simulate', '--world', 'tiny', '--scale', '0.5', '--seed', '3', '--out', 'w'];

  test('hands every knob on and prints what was made', async () => {
    const seen: SimulatorOptions[] = [];
    const knobs = [
      '--mix',
      '0.2',
      '--paraphrase',
      '0.3',
      '--infrastructure',
      'unique',
      '--rate',
      '2',
      '--accounts',
      '60',
      '--honest',
      '0.5',
      '--days',
      '9',
      '--label-noise',
      '0.01',
      '--text',
      'prompts.jsonl',
      '--text-fold',
      '1/2',
      '--gzip',
    ];
    const { code, out } = await run([...base, ...knobs], { simulator: fakeSimulator(seen) });
    expect(code).toBe(0);
    expect(seen[0]).toMatchObject({
      world: 'tiny',
      scale: 0.5,
      seed: 3,
      out: 'w',
      mix: 0.2,
      paraphrase: 0.3,
      infrastructure: 'unique',
      rate: 2,
      accounts: 60,
      honest: 0.5,
      days: 9,
      labelNoise: 0.01,
      text: 'prompts.jsonl',
      textFold: '1/2',
      compress: 'gzip',
    });
    expect(out).toMatch(/still\s+4\s+60/);
    await run(base, { simulator: fakeSimulator(seen) });
    expect(Object.keys(seen[1] as object).sort()).toEqual(['onProgress', 'out', 'scale', 'seed', 'signal', 'world']);
  });

  test('an unknown world is a usage error that names the worlds', async () => {
    const got = await run(['simulate', '--world', 'no', '--scale', '1', '--seed', '1', '--out', 'w'], {
      simulator: fakeSimulator(),
    });
    expect(got).toMatchObject({ code: 2 });
    expect(got.err).toContain("expected a world (tiny), got 'no'");
  });

  test('says so where the simulator is not shipped', async () => {
    const got = await run(base);
    expect(got.code).toBe(4);
    expect(got.err).toContain('error[simulator_missing]');
  });

  test('an interrupted world is called incomplete', async () => {
    let interrupt = (): void => {};
    const got = await run(base, {
      hands: (press) => {
        interrupt = press;
      },
      simulator: fakeSimulator([], () => interrupt()),
    });
    expect(got.code).toBe(130);
    expect(got.err).toContain('incomplete');
  });
});

describe('evaluate', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'stillwatch-cli-'));
    const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const accounts = Array.from({ length: 60 }, (_, i) => `a${i}`);
    writeFileSync(
      join(root, 'truth.ndjson'),
      lines(
        accounts.map((account, i) => ({
          account,
          campaign: i < 20 ? 'still-1' : null,
          group: i < 20 ? 'still-1' : i < 40 ? 'classroom' : 'a group with quite a long name',
        })),
      ),
    );
    writeFileSync(
      join(root, 'accounts.ndjson'),
      lines(
        accounts.map((account, i) => ({
          account,
          risk: i < 22 ? 0.9 : 0.1,
          campaign: null,
          action: i < 22 ? 'review' : 'allow',
          reasons: [],
        })),
      ),
    );
    writeFileSync(
      join(root, 'campaigns.json'),
      JSON.stringify({
        version: 1,
        window: null,
        campaigns: [campaign('C-1', { accounts: accounts.slice(0, 22) })],
        left_alone: [],
      }),
    );
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('prints tables of at most 80 columns', async () => {
    const { code, out } = await run(['evaluate', '--truth', join(root, 'truth.ndjson'), '--found', root]);
    expect(code).toBe(0);
    expect(out).toMatch(/in a finding\s+90\.9% \(72\.2-97\.5\)\s+100% \(83\.9-100\.0\)\s+0\.952\s+2\s+0/);
    expect(out).toMatch(/still-1\s+20\s+C-1\s+100%\s+91%\s+1\s+2026-02-03/);
    expect(out).toMatch(/classroom\s+20\s+18\s+·\s+2/);
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('--json prints one document; a missing file is bad input', async () => {
    const { out } = await run(['evaluate', '--truth', join(root, 'truth.ndjson'), '--found', root, '--json']);
    expect(JSON.parse(out)).toMatchObject({ primary: { truePositives: 20, falsePositives: 2, missed: 0 } });
    const missing = await run(['evaluate', '--truth', join(root, 'none'), '--found', root]);
    expect(missing.code).toBe(3);
    expect(missing.err).toContain('error[file_unreadable]');
  });
});
