/**
 * What must not change a finding: the country of anybody, how a log is packed, and being stopped half-way. Each run
 * is on data of its own with the same key, and compared byte by byte.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulate } from '../sim/index.ts';
import { analyze } from '../src/pipeline/analyze.ts';
import {
  analyzed,
  dataDirectory,
  findingsOf,
  firstDifference,
  makeFolder,
  NOW,
  readLines,
  writeLines,
} from './analysis-run.ts';

interface Located {
  country?: string;
  client?: { country?: string };
}

let root: string;
let files: string[];
let reference: string;
const out = (name: string): string => join(root, `out-${name}`);
async function findings(name: string, paths: readonly string[]): Promise<string> {
  await analyzed({ paths, out: out(name), data: dataDirectory(root, `data-${name}`), workers: 2 });
  return findingsOf(out(name));
}

beforeAll(async () => {
  root = makeFolder('invariants');
  const world = await simulate({
    world: 'sept-2026',
    scale: 0.001,
    seed: 3,
    days: 5,
    honest: 0.15,
    out: join(root, 'world'),
  });
  files = world.files.filter((file) => !file.endsWith('truth.ndjson'));
  reference = await findings('reference', files);
}, 120_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A copy of a file with every country replaced. */
function withCountries(path: string, country: (k: number) => string | undefined): string {
  let k = 0;
  const lines = readLines<Located>(path).map((line) => {
    const moved = { ...line, country: country(k++) };
    return line.client ? { ...line, client: { ...line.client, country: country(k++) } } : moved;
  });
  return writeLines(join(root, `moved-${basename(path)}`), lines);
}

describe('findings', () => {
  it('are about something: the reference run names campaigns', () => {
    expect(
      JSON.parse(readFileSync(join(out('reference'), 'campaigns.json'), 'utf8')).campaigns.length,
    ).toBeGreaterThan(0);
  });

  it('do not change when every country is another one or none', async () => {
    const countries = ['NZ', undefined, 'BR', 'KE', 'FI', undefined, 'JP'];
    const [exchanges, accounts, releases] = files;
    const moved = [exchanges, accounts].map((file) =>
      withCountries(file, (k) => countries[k % countries.length]),
    );
    expect(readFileSync(moved[0], 'utf8')).toContain('"country":"KE"');
    expect(firstDifference(await findings('moved', [...moved, releases]), reference)).toBeNull();
  });

  it('do not change when the log is compressed', async () => {
    const packed = files.map((file) => {
      const path = join(root, `${basename(file)}.gz`);
      writeFileSync(path, gzipSync(readFileSync(file), { level: 1 }));
      return path;
    });
    expect(firstDifference(await findings('packed', packed), reference)).toBeNull();
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
      now: NOW,
      signal: stop.signal,
      onProgress: ({ stage, exchanges }) => {
        if (stage === 'read' && exchanges > 0) stop.abort();
      },
    });
    expect(stopped).toMatchObject({ ok: false, problem: { code: 'interrupted' } });
    const outcome = await analyzed({ paths: files, out: out('resumed'), data, workers: 2 });
    expect(outcome.summary.input.duplicates).toBeGreaterThan(0);
    expect(firstDifference(findingsOf(out('resumed')), reference)).toBeNull();
  });
});
