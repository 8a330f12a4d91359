/**
 * Runs the real analysis for tests: temporary folders that go away, data directories with a key that does not change
 * from run to run (so that two runs can be compared byte by byte), and the files a run leaves.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountLine, CampaignsFile } from '../src/model/finding.ts';
import { type AnalyzeOptions, type AnalyzeOutcome, analyze } from '../src/pipeline/analyze.ts';

/** Later than every time in the tests' logs. */
export const ANALYSIS_NOW = Date.UTC(2026, 11, 1);

export function makeFolder(name: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `stillwatch-test-${name}-`)));
}

/** A new data directory whose keyed hashes are the same in every test run. */
export function dataDirectory(parent: string, name: string): string {
  const path = join(parent, name);
  mkdirSync(path, { mode: 0o700 });
  writeFileSync(join(path, 'identity.key'), Buffer.alloc(32, 7), { mode: 0o600 });
  return path;
}

/** Runs to the end; a problem is a failed test. */
export async function analyzed(
  options: Pick<AnalyzeOptions, 'paths' | 'out'> & Partial<AnalyzeOptions>,
): Promise<AnalyzeOutcome> {
  const result = await analyze({ format: 'auto', now: ANALYSIS_NOW, ...options });
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

export function readCampaigns(out: string): CampaignsFile {
  return JSON.parse(readFileSync(join(out, 'campaigns.json'), 'utf8'));
}

export function readLines<T = AccountLine>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

export function writeLines(path: string, records: readonly unknown[]): string {
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return path;
}

/** All files under a folder. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * The findings that a run left, outlines included, for comparison with {@link firstDifference}.
 */
export function readFindings(out: string): string {
  const campaigns = readCampaigns(out);
  return `${JSON.stringify(campaigns, null, 2)}\n${readFileSync(join(out, 'accounts.ndjson'), 'utf8')}`;
}

/** null for equal findings, else the first lines that differ: a whole diff of two runs is too long to read. */
export function firstDifference(found: string, expected: string): { found: string; expected: string } | null {
  if (found === expected) return null;
  const [a, b] = [found.split('\n'), expected.split('\n')];
  const at = a.findIndex((line, k) => line !== b[k]);
  return { found: a[at] ?? '', expected: b[at] ?? '' };
}
