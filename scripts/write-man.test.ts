import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manPage } from './man-page.ts';
import { MAN_FILE } from './write-man.ts';

const hasMandoc = spawnSync('mandoc', ['-T', 'lint', '/dev/null']).error === undefined;

describe('the man page', () => {
  it('is what the commands say', async () => {
    expect(readFileSync(MAN_FILE, 'utf8') === (await manPage()), 'man/stillwatch.1 is stale: run npm run man').toBe(true);
  });

  it('has every command and option, and nothing that roff would take for its own', async () => {
    const page = await manPage();
    for (const text of [
      '.SS "stillwatch analyze <path...> [options]"',
      '.B \\-\\-fail\\-on <action>',
      '.SS "stillwatch keys rotate <id>',
    ])
      expect(page).toContain(text);
    for (const line of page.split('\n')) {
      expect(line).not.toMatch(/^['.](?!(TH|SH|SS|TP|PP|B|I|RI) ?)/);
      expect(line).not.toMatch(/(?<!\\)-/);
    }
  });

  it.skipIf(!hasMandoc)('has no fault that mandoc finds', () => {
    const { stdout } = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', MAN_FILE], { encoding: 'utf8' });
    // It has no date: the version says which program it is about, and the file stays the same from day to day.
    expect(stdout.split('\n').filter((line) => line !== '' && !line.includes('missing date'))).toEqual([]);
  });
});
