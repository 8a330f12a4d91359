import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SECTION_NAMES } from './grid.ts';
import { type Options, parseOptions } from './options.ts';

describe('the command line of the bench', () => {
  let out = '';
  beforeEach(() => {
    out = '';
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        out += text;
        return true;
      });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('runs everything by default, and keeps a quick run out of the documents', () => {
    const whole = parseOptions([], '/prompts') as Options;
    expect(whole).toMatchObject({
      seeds: 10,
      out: null,
      only: SECTION_NAMES,
      text: '/prompts',
      textNamed: false,
    });
    const quick = parseOptions(['--quick'], '/prompts') as Options;
    expect(quick).toMatchObject({ seeds: 1, out: 'bench/quality/results/quick' });
  });

  it('takes sections, seeds, scale, jobs and a file of prompts', () => {
    expect(
      parseOptions(
        ['--only', 'mixing, rate', '--seeds', '3', '--scale', '0.01', '--jobs', '1', '--text', 'p', '--strict'],
        '/prompts',
      ),
    ).toMatchObject({
      only: ['mixing', 'rate'],
      seeds: 3,
      scale: 0.01,
      jobs: 1,
      text: 'p',
      textNamed: true,
      strict: true,
    });
  });

  it('teaches with --help: every section and an example', () => {
    expect(parseOptions(['--help'], '/prompts')).toBe(0);
    for (const name of SECTION_NAMES) expect(out).toContain(name);
    expect(out).toContain('npm run bench:quality -- --quick');
  });

  it('ends with code 2 and the choices for what it does not know', () => {
    for (const args of [['--only', 'mxing'], ['--seeds', '0'], ['--scale', '9'], ['--jobs', 'x'], ['--fast'], ['now']])
      expect(parseOptions(args, '/prompts')).toBe(2);
    expect(out).toContain('mixing');
  });
});
