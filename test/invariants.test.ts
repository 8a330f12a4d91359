/**
 * What must not change a finding: the country of anybody, and being stopped half-way. Each run
 * is on data of its own with the same key, and compared byte by byte.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { simulate } from '../sim/index.ts';
import { analyze } from '../src/pipeline/analyze.ts';
import { ANALYSIS_NOW, analyzed, dataDirectory, firstDifference, makeFolder, readFindings } from './analysis-run.ts';

/** Each test analyses a simulated world several times. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let root: string;
let files: string[];
let reference: string;
const out = (name: string): string => join(root, `out-${name}`);
async function findings(name: string, paths: readonly string[]): Promise<string> {
  await analyzed({ paths, out: out(name), data: dataDirectory(root, `data-${name}`), workers: 2 });
  return readFindings(out(name));
}

beforeAll(async () => {
  root = makeFolder('invariants');
  const world = await simulate({
    world: 'feb-2026',
    scale: 0.001,
    seed: 3,
    days: 5,
    honest: 0.1,
    out: join(root, 'world'),
  });
  files = world.files.filter((file) => !file.endsWith('truth.ndjson'));
  reference = await findings('reference', files);
}, 120_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

/**
 * A copy of a file in which every country is another one, or none (under a name that nobody reads). No byte moves, so
 * that the log is cut into the same blocks.
 */
function withOtherCountries(path: string): string {
  const codes = ['NZ', 'BR', 'KE', 'FI', 'JP'];
  let k = 0;
  const text = readFileSync(path, 'utf8').replaceAll(/"country":"[A-Z]{2}"/g, () => {
    const name = ++k % 3 === 0 ? 'nowhere' : 'country';
    return `"${name}":"${codes[k % codes.length]}"`;
  });
  expect(k).toBeGreaterThan(100);
  const copy = join(root, `moved-${basename(path)}`);
  writeFileSync(copy, text);
  return copy;
}

describe('findings', () => {
  it('are about something: the reference run names campaigns', () => {
    expect(JSON.parse(readFileSync(join(out('reference'), 'campaigns.json'), 'utf8')).campaigns.length).toBeGreaterThan(0);
  });

  it('do not change when every country is another one or none', async () => {
    const [exchanges, accounts, releases] = files;
    const moved = [withOtherCountries(exchanges), withOtherCountries(accounts), releases];
    expect(firstDifference(await findings('moved', moved), reference)).toBeNull();
  });

  it('do not change when a run was stopped half-way and made again', async () => {
    const data = dataDirectory(root, 'data-resumed');
    const stop = new AbortController();
    const stopped = await analyze({
      paths: files,
      format: 'auto',
      out: out('resumed'),
      data,
      workers: 1,
      now: ANALYSIS_NOW,
      signal: stop.signal,
      onProgress: ({ stage, exchanges }) => {
        if (stage === 'read' && exchanges > 0) stop.abort();
      },
    });
    expect(stopped).toMatchObject({ ok: false, problem: { code: 'interrupted' } });
    const outcome = await analyzed({ paths: files, out: out('resumed'), data, workers: 2 });
    expect(outcome.summary.input.duplicates).toBeGreaterThan(0);
    expect(firstDifference(readFindings(out('resumed')), reference)).toBeNull();
  });
});
