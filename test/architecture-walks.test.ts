/** The walks of docs/architecture.md: short enough to follow, and along files that exist and know each other. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = readFileSync(`${ROOT}docs/architecture.md`, 'utf8');
const STAGES = ['read', 'aggregate', 'detect', 'decide', 'write'];

/** The rows of the table below a heading: their cells. */
function walk(heading: string): string[][] {
  const [, section = ''] = PAGE.split(`### ${heading}\n`);
  const [table = ''] = section.split(/\n#/);
  return table
    .split('\n')
    .filter((line) => line.startsWith('|') && line.includes('`src/'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

const fileOf = (cells: readonly string[]): string => cells.join(' ').match(/`(src\/[^`]+)`/)?.[1] ?? '';

describe('the walks through the code', () => {
  it.each(['A log line to an evidence row', 'A POST to a finding'])('%s: at most 30 files', (heading) => {
    const files = walk(heading).map(fileOf);
    expect(files.length).toBeGreaterThan(15);
    expect(files.length).toBeLessThanOrEqual(30);
    expect(new Set(files).size).toBe(files.length);
  });

  it.each(['A log line to an evidence row', 'A POST to a finding'])('%s: stages come in their order', (heading) => {
    const stages = walk(heading)
      .map((cells) => cells[1])
      .filter((stage) => stage !== '');
    expect(stages).toEqual(STAGES.filter((stage) => stages.includes(stage)));
  });

  it.each(['A log line to an evidence row', 'A POST to a finding', 'A decision'])(
    '%s: along files that exist',
    (heading) => {
      const files = walk(heading).map(fileOf);
      expect(files.length).toBeGreaterThan(0);
      expect(files.filter((file) => !existsSync(`${ROOT}${file}`))).toEqual([]);
    },
  );
});
