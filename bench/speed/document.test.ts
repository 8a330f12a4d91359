import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resultsPage } from './document.ts';
import type { Kept } from './figures.ts';

const here = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const KEPT = JSON.parse(here('./figures.json')) as Kept;
/** In the order of a run. */
const STAGES = ['read', 'aggregate', 'detect', 'decide', 'write'];

describe('the page of speed', () => {
  it('is what the kept figures give', () => {
    expect(here('../RESULTS.md')).toBe(resultsPage(KEPT));
  });

  it('calls stages by the names that an analysis gives them', () => {
    const runs = [KEPT.load, KEPT.long, KEPT.big, ...(KEPT.grow ?? [])];
    for (const run of runs) {
      const stages = Object.keys(run?.stages ?? {});
      expect(stages).toEqual(STAGES.filter((stage) => stages.includes(stage)));
      expect(stages.length).toBeGreaterThan(2);
    }
  });

  it('says which parts were not run', () => {
    const page = resultsPage({});
    expect(page.match(/^Not run\.$/gm)).toHaveLength(8);
    expect(page).toContain('| words and anchors / minhash, MB/s | not run | at least 50 |');
    expect(page).not.toMatch(/NaN|undefined/);
  });
});
