import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../base/problem.ts';
import { prepareOutput } from './output-directory.ts';

const folder = mkdtempSync(join(tmpdir(), 'out-'));
afterAll(() => rmSync(folder, { recursive: true }));

const codeOf = (out: string): Promise<string> =>
  prepareOutput(out).then(
    () => 'ready',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : 'a bug'),
  );

describe('the directory of the results', () => {
  it('is made with those above it, and loses what an earlier run left there', async () => {
    const out = join(folder, 'a', 'b');
    expect(await codeOf(out)).toBe('ready');
    writeFileSync(join(out, 'report.html'), 'old');
    writeFileSync(join(out, 'notes.txt'), 'mine');
    expect(await codeOf(out)).toBe('ready');
    expect([existsSync(join(out, 'report.html')), existsSync(join(out, 'notes.txt'))]).toEqual([false, true]);
  });

  it('is a problem if it is a file or below one', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await codeOf(file)).toBe('out_unusable');
    expect(await codeOf(join(file, 'out'))).toBe('out_unusable');
  });

  it.runIf(existsSync('/proc/self'))('is a problem where no directory can be made, and the attempt ends', async () => {
    expect(await codeOf('/proc/x')).toBe('out_unusable');
    expect(await codeOf('/proc/x/y')).toBe('out_unusable');
  });
});
