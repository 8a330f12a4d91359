import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resultsPage } from './document.ts';
import type { Kept } from './figures.ts';

const here = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const KEPT = JSON.parse(here('./figures.json')) as Kept;

describe('the page of speed', () => {
  it('is what the kept figures give', () => {
    expect(here('../RESULTS.md')).toBe(resultsPage(KEPT));
  });

  it('names the stages of every analysis, and no others', () => {
    const named = [KEPT.load, KEPT.long, KEPT.big, ...(KEPT.grow ?? [])].map((run) =>
      Object.keys(run?.stages ?? {}),
    );
    for (const stages of named) expect(stages).toEqual(['read', 'aggregate', 'detect']);
  });

  it('says which parts were not run', () => {
    const page = resultsPage({});
    expect(page.match(/^Not run\.$/gm)).toHaveLength(8);
    expect(page).toContain('| words and anchors / minhash, MB/s | not run | at least 50 |');
    expect(page).not.toMatch(/NaN|undefined/);
  });
});
