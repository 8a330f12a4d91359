/** Keeping rows, hashing sources, and one tiny cell for real: simulated, analysed, measured in a process of its own. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { BASELINE_TITLES } from '../baselines/registry.ts';
import { FAMILIES } from '../cell/ablate.ts';
import type { Cell } from '../cell/cell.ts';
import type { Row } from '../cell/row.ts';
import { row, worldCell } from '../test-rows.ts';
import { RowCache } from './row-cache.ts';
import { runCells } from './run-cells.ts';
import { hashSources } from './source-hash.ts';

/** Each test starts processes that simulate and analyse worlds. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-quality-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('kept rows', () => {
  it('are found again by their cell, wherever a file of prompts lies', () => {
    const cache = new RowCache(mkdtempSync(join(folder, 'rows-')), 'one');
    const cell = worldCell({ text: { path: '/here', hash: 'h' } });
    cache.write(row({ cell }));
    expect(cache.read(worldCell({ text: { path: '/there', hash: 'h' } }))?.size.exchanges).toBe(1000);
    expect(cache.read(worldCell({ text: { path: '/here', hash: 'other' } }))).toBeNull();
    expect(cache.read(worldCell({ seed: 2 }))).toBeNull();
  });

  it('go when the sources change', () => {
    const results = mkdtempSync(join(folder, 'rows-'));
    new RowCache(results, 'one').write(row());
    expect(new RowCache(results, 'one').has(worldCell())).toBe(true);
    expect(new RowCache(results, 'two').has(worldCell())).toBe(false);
    expect(readdirSync(results)).toEqual(['rows-two']);
  });
});

describe('the hash of the sources', () => {
  const root = mkdtempSync(join(folder, 'sources-'));
  for (const name of ['src', 'sim', 'scripts/corpus', 'bench/quality/cell', 'bench/quality/baselines'])
    mkdirSync(join(root, name), { recursive: true });
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);

  it('changes with the detector, the simulator and the baselines, and not with tests and pages', () => {
    write('src/a.ts', 'one');
    const before = hashSources(root);
    write('src/a.test.ts', 'a test');
    write('sim/README.md', 'words');
    expect(hashSources(root)).toBe(before);
    write('sim/b.ts', 'two');
    const after = hashSources(root);
    expect(after).not.toBe(before);
    write('src/a.ts', 'other');
    expect(hashSources(root)).not.toBe(after);
  });
});

describe('running cells', () => {
  const run = async (cells: readonly Cell[], signal = new AbortController().signal) => {
    const cache = new RowCache(mkdtempSync(join(folder, 'rows-')), 'one');
    const reports: string[] = [];
    const outcome = await runCells(cells, cache, {
      jobs: 2,
      signal,
      onReport: ({ finished }) => finished !== undefined && reports.push(finished),
    });
    return { cache, outcome, reports };
  };

  it('measures a tiny world in a process of its own: findings, baselines, replay, ablations, wrong labels', async () => {
    const cell: Cell = {
      kind: 'world',
      knobs: { world: 'feb-2026', scale: 0.001, seed: 5, days: 3, rate: 0.5 },
      measures: { baselines: true, ablations: true, replayHours: 24, labelNoise: [0.1] },
    };
    const { cache, outcome, reports } = await run([cell]);
    expect(outcome).toEqual({ failed: [], ran: 1, kept: 0 });
    expect(reports).toHaveLength(1);
    const found = cache.read(cell) as Row;
    expect(found.outcome.harvesting + found.outcome.honest).toBe(found.size.accounts);
    expect(found.outcome.found.truePositives).toBeGreaterThan(0);
    expect(Object.keys(found.baselines ?? {})).toEqual([...BASELINE_TITLES.keys()]);
    expect(found.ablations?.single.map(({ families }) => families[0])).toEqual(FAMILIES);
    // Leaving out nothing gives what the analysis gave.
    expect(found.ablations?.greedy[0]?.outcome.found).toEqual(found.outcome.found);
    expect(found.noisy?.[0]?.outcome.honest).not.toBe(found.outcome.honest);
    expect(found.timeToDetect?.campaigns.map(({ campaign }) => campaign)).toEqual(
      found.outcome.campaigns.map(({ campaign }) => campaign),
    );
    for (const stage of ['simulate', 'read', 'aggregate', 'detect', 'baselines', 'ablations'])
      expect(found.seconds[stage]).toBeGreaterThan(0);

    const again = await runCells([cell], cache, {
      jobs: 1,
      signal: new AbortController().signal,
      onReport() {},
    });
    expect(again).toEqual({ failed: [], ran: 0, kept: 1 });
  }, 300_000);

  it('says which cell failed and why, and continues', async () => {
    const { outcome } = await run([worldCell({ world: 'nowhere' })]);
    expect(outcome.ran).toBe(0);
    expect(outcome.failed[0]?.message).toContain('bad_option');
  }, 120_000);

  it('starts nothing once it was stopped', async () => {
    const stopped = AbortSignal.abort();
    const { outcome, reports } = await run([worldCell()], stopped);
    expect([outcome.ran, outcome.failed.length, reports.length]).toEqual([0, 0, 0]);
  });
});
