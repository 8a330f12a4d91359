/** The directory of sample data, and a world that is moved to now. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DAY } from '../../base/clock.ts';
import { moveToNow, openSampleDirectory, sampleDataProblem } from './sample-data.ts';

const root = mkdtempSync(join(tmpdir(), 'stillwatch-sample-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('sample data has a directory of its own, which real data is refused on, and the other way round', () => {
  const made = openSampleDirectory(join(root, 'demo'));
  if (!made.ok) throw new Error(made.problem.message);
  expect(made.value.isSent()).toBe(false);
  made.value.markSent();
  const again = openSampleDirectory(join(root, 'demo'));
  expect(again.ok && again.value.isSent()).toBe(true);
  expect(sampleDataProblem(made.value.data)?.code).toBe('demo_directory');
  expect(sampleDataProblem(join(root, 'demo'))?.code).toBe('demo_directory');
  expect(sampleDataProblem(join(root, 'real'))).toBeNull();
  mkdirSync(join(root, 'real'));
  writeFileSync(join(root, 'real', 'VERSION'), '1');
  expect(openSampleDirectory(join(root, 'real'))).toMatchObject({ ok: false, problem: { code: 'demo_directory' } });
});

test('a world is moved by whole days so that it ends within the last day, and its accounts are marked', async () => {
  const file = (name: string, lines: readonly unknown[]): string => {
    const path = join(root, name);
    writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return path;
  };
  const end = Date.UTC(2026, 1, 20, 18);
  const now = Date.UTC(2026, 11, 1, 9);
  const moved = await moveToNow(
    [
      file('exchanges.ndjson', [
        { id: '1', time: new Date(end - DAY).toISOString(), account: 'a', request: {} },
        { id: '2', time: end, account: 'b', request: {} },
      ]),
      file('accounts.ndjson', [
        { account: 'a', created: end - 3 * DAY, grants: [{ kind: 'distillation', models: [], from: end, to: end + DAY }] },
      ]),
      file('releases.ndjson', [{ model: 'm', released: end - 2 * DAY }]),
      file('truth.ndjson', [{ account: 'a', campaign: 'c', group: 'c' }]),
    ],
    () => now,
  );
  const read = moved.map((path) =>
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
  const last = Date.UTC(2026, 10, 30, 18);
  expect(read).toEqual([
    [
      {
        account: 'sample-a',
        created: last - 3 * DAY,
        grants: [{ kind: 'distillation', models: [], from: last, to: last + DAY }],
      },
    ],
    [{ model: 'm', released: last - 2 * DAY }],
    [
      { id: '1', time: last - DAY, account: 'sample-a', request: {} },
      { id: '2', time: last, account: 'sample-b', request: {} },
    ],
  ]);
});
