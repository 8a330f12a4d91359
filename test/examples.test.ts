/** The examples, run as their readers would run them: on the compiled package, in a process that has to end by itself. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeFolder, writeLines } from './analysis-run.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TEST_TIMEOUT = 180_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });
const END_MS = 60_000;

let folder: string;
beforeAll(() => {
  folder = makeFolder('examples');
  const built = spawnSync(process.execPath, [join(ROOT, 'scripts', 'ensure.mjs')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
}, TEST_TIMEOUT);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function example(name: string, ...args: string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(
    join(ROOT, 'node_modules', '.bin', 'tsx'),
    ['--tsconfig', 'examples/tsconfig.json', `examples/${name}`, ...args],
    { cwd: ROOT, encoding: 'utf8', timeout: END_MS },
  );
  return { status, out: stdout, err: stderr };
}

describe('the examples', () => {
  it('analyze a log and print what was found', () => {
    const log = writeLines(
      join(folder, 'log.ndjson'),
      Array.from({ length: 30 }, (_, i) => ({
        id: `x${i}`,
        time: Date.UTC(2026, 1, 1) + i * 60_000,
        account: `acct-${i % 3}`,
        model: 'm-1',
        request: { messages: [{ role: 'user', content: `What is the number ${i} good for?` }] },
      })),
    );
    const { status, out, err } = example('analyze.ts', log);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toBe('30 exchanges read, 0 records rejected, 0 campaigns\naccounts to limit or suspend: 0\n');
  });

  it('say what is wrong and end with 1', () => {
    expect(example('analyze.ts', join(folder, 'nowhere'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('path_not_found: '),
    });
  });

  it('open a service, send, decide and close it', () => {
    const { status, out, err } = example('service.ts', join(folder, 'data'));
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^accepted: 1\ndecision: allow \(/);
  });
});
