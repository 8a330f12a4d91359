/** Completions in the shells themselves: what Tab offers. Shells that are not installed are skipped, and their tests say so. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../../test/analysis-run.ts';
import { run } from '../../../test/command-line.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

let folder: string;
beforeAll(async () => {
  folder = makeFolder('completion');
  mkdirSync(join(folder, 'logs of may'));
  writeFileSync(join(folder, 'list.ndjson'), '');
  for (const shell of SHELLS) writeFileSync(join(folder, `script.${shell}`), (await run(['completion', shell])).out);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isInstalled = (shell: Shell): boolean => spawnSync(shell, ['--version']).status === 0;

function inShell(shell: Shell, script: string): string {
  const { stdout } = spawnSync(shell, shell === 'zsh' ? ['-f', '-c', script] : ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 30_000,
    env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, TERM: 'dumb' },
  });
  return stdout;
}

/** Every line on which Tab is pressed. */
const LINES = [
  'stillwatch ana',
  'stillwatch ',
  'stillwatch help keys',
  'stillwatch keys r',
  'stillwatch analyze log --fail',
  'stillwatch demo --fail',
  'stillwatch keys create --sc',
  'stillwatch analyze --fail-on ',
  'stillwatch analyze --format=op',
  'stillwatch completion z',
  'stillwatch analyze l',
  'stillwatch analyze --out l',
  'stillwatch analyze --map-file li',
  'stillwatch demo l',
  'stillwatch analyze --out demo --fail-on v',
] as const;
type Line = (typeof LINES)[number];

/** What a shell offers after each of the lines, a line of the answer each, after a line with the number of the first. */
const SCRIPTS: Readonly<Record<Shell, () => string>> = {
  bash() {
    const one = (line: string, at: number) => {
      // bash breaks words at = as well.
      const words = line.split(' ').flatMap((word) => word.split(/(=)/).filter((part, k) => part !== '' || k === 0));
      const list = words.map((word) => `'${word}'`).join(' ');
      return `echo '#${at}'; COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _stillwatch 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`;
    };
    return `source script.bash\n${LINES.map(one).join('\n')}`;
  },
  // Every completion ends in compadd, which writes down what it would add; the keys are pressed in a terminal of zsh's own.
  zsh() {
    const one = (line: string, at: number) =>
      `print '#${at}'; : > offers; press '${line}'$'\\t'; repeat 25 { [[ -s offers ]] && break; sleep 0.1 }; sleep 0.3; sort -u offers; press $'\\x15'; sleep 0.1`;
    return `
      zmodload zsh/zpty
      : > offers
      zpty z zsh -f -i
      press() { local text; zpty -w -n z "$1"; while zpty -r -t z text; do :; done }
      zpty -w z 'PS1=; LISTMAX=0; autoload -Uz compinit; compinit -u -D; source script.zsh; stty cols 60 rows 400'
      zpty -w z 'compadd() { local -a m; builtin compadd -O m "$@"; (( $#m )) && print -rl -- $m >> offers; builtin compadd "$@" }'
      zpty -w z ': > ready'
      repeat 100 { [[ -e ready ]] && break; sleep 0.1 }
      ${LINES.map(one).join('\n')}
      zpty -d z`;
  },
  fish: () => `source script.fish\n${LINES.map((line, at) => `echo '#${at}'; complete -C '${line}'`).join('\n')}`,
};

function offersOf(shell: Shell): Map<Line, string[]> {
  const offers = new Map<Line, string[]>();
  for (const [, at, texts = ''] of inShell(shell, SCRIPTS[shell]()).matchAll(/^#(\d+)\n((?:(?!#\d+\n).*\n)*)/gm)) {
    const found = texts.split('\n').map((text) => (text.split('\t')[0] as string).replace(/[/=]$/, '').replaceAll('\\', ''));
    offers.set(LINES[Number(at)] as Line, [...new Set(found.filter((text) => text !== ''))].sort());
  }
  return offers;
}

describe.each(SHELLS)('%s', (shell) => {
  const when = isInstalled(shell) ? it : it.skip;
  let offers: Map<Line, string[]>;
  const offered = (line: Line) => offers.get(line);
  beforeAll(() => {
    if (isInstalled(shell)) offers = offersOf(shell);
  });

  when('completes commands, and commands of commands', () => {
    expect(offered('stillwatch ana')).toEqual(['analyze']);
    expect(offered('stillwatch ')).toEqual(expect.arrayContaining(['demo', 'serve', 'keys', 'completion', 'help']));
    expect(offered('stillwatch help keys')).toEqual(['keys']);
    expect(offered('stillwatch keys r')).toEqual(['revoke', 'rotate']);
  });

  when('completes the options of the command, and no others', () => {
    expect(offered('stillwatch analyze log --fail')).toEqual(['--fail-on']);
    expect(offered('stillwatch demo --fail')).toEqual([]);
    expect(offered('stillwatch keys create --sc')).toEqual(['--scopes']);
  });

  when('completes the values of options that have a few', () => {
    expect(offered('stillwatch analyze --fail-on ')).toEqual(['limit', 'review', 'verify']);
    expect(offered('stillwatch analyze --format=op')?.map((text) => text.replace('--format=', ''))).toContain('openai');
    expect(offered('stillwatch completion z')).toEqual(['zsh']);
  });

  when('completes files where files go, and directories where directories go', () => {
    expect(offered('stillwatch analyze l')).toEqual(['list.ndjson', 'logs of may']);
    expect(offered('stillwatch analyze --out l')).toEqual(['logs of may']);
    expect(offered('stillwatch analyze --map-file li')).toEqual(['list.ndjson']);
    expect(offered('stillwatch demo l')).toEqual([]);
  });

  when('takes a value for a value, though it reads like a command', () => {
    expect(offered('stillwatch analyze --out demo --fail-on v')).toEqual(['verify']);
  });
});

describe('completion', () => {
  it('names the shells that it knows', async () => {
    const { code, err } = await run(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(err).toContain('Allowed choices are bash, zsh, fish');
  });
});
