import { describe, expect, test } from 'vitest';
import { commandOutcome, fakeSimulator, replayed, run } from '../../test/command-line.ts';
import { ProblemError } from '../base/problem.ts';

const COMMANDS = ['demo', 'analyze', 'evaluate', 'simulate', 'doctor', 'migrate', 'keys', 'audit', 'completion'];
/** Commands of commands. */
const PARTS = [
  ['keys', 'create'],
  ['keys', 'list'],
  ['keys', 'rotate'],
  ['keys', 'revoke'],
  ['audit', 'verify'],
];

describe('help', () => {
  test('the program and every command have examples, a page to learn more from, and exit with 0', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(out).toContain(`\n  ${command}`);
    for (const command of [...COMMANDS.map((name) => [name]), ...PARTS]) {
      const help = await run([...command, '--help']);
      expect(help.code, command.join(' ')).toBe(0);
      expect(help.out.match(/^ {2}\$ stillwatch|^ {2}\$ zcat/gm)?.length, command.join(' ')).toBeGreaterThanOrEqual(2);
      expect(help.out, command.join(' ')).toContain('Learn more: docs/');
      expect(help.err, command.join(' ')).toBe('');
    }
  });

  test('every option says its default or what leaving it out means', async () => {
    const { out } = await run(['analyze', '--help']);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /--out .*default: "\.\/stillwatch-out".*--data .*default: a temporary one.*--workers .*default: one per core/,
    );
  });

  test("the simulator's help names its worlds, and says so where it is not shipped", async () => {
    expect((await run(['simulate', '--help'], { simulator: fakeSimulator() })).out).toContain('tiny       a tiny world');
    expect((await run(['simulate', '--help'])).out).toContain('does not include the simulator');
  });

  test('no help line is wider than 100 columns', async () => {
    for (const command of [...COMMANDS.map((name) => [name]), ...PARTS]) {
      for (const line of (await run([...command, '--help'])).out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  test('--version prints the version and nothing else', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, out: '9.9.9\n', err: '' });
  });
});

describe('usage errors', () => {
  test.each([
    [['anlyze'], "unknown command 'anlyze'", 'Did you mean analyze?'],
    [['analyze', '--fromat', 'otlp', 'x'], "unknown option '--fromat'", 'Did you mean --format?'],
    [['analyze'], "missing required argument 'path'", 'stillwatch analyze --help'],
    [['analyze', 'x', '--format', 'xml'], 'Allowed choices are auto, stillwatch', 'stillwatch analyze --help'],
    [['analyze', 'x', '--workers', '1.5'], 'Expected a whole number', 'stillwatch analyze --help'],
    [['analyze', 'x', '--fail-on', 'watch'], 'Allowed choices are review, verify, limit', 'stillwatch analyze --help'],
    [['analyze', 'x', '--replay', '5x'], 'such as 30m, 6h or 1d', 'stillwatch analyze --help'],
    [['analyze', 'x', '--replay', '0h'], 'such as 30m, 6h or 1d', 'stillwatch analyze --help'],
    [['analyze', 'x', '--replay', '366d'], 'at most 365d', 'stillwatch analyze --help'],
    [['evaluate', '--truth', 't'], "required option '--found <dir>'", 'stillwatch evaluate --help'],
    [
      ['keys', 'create', '--data', 'd', '--label', 'a\nb', '--scopes', 'read'],
      '1 to 100 characters',
      'stillwatch keys create --help',
    ],
    [
      ['keys', 'create', '--data', 'd', '--label', 'a', '--scopes', 'read,write'],
      'Expected a comma-separated list of ingest',
      'stillwatch keys create --help',
    ],
    [['keys', 'rotate', 'x', '--data', 'd', '--overlap', '5'], 'such as 30m', 'stillwatch keys rotate --help'],
    [['keys', 'crate'], "unknown command 'crate'", 'Did you mean create?'],
    [['audit', 'verify', '--data', 'd', '--head', '12'], 'Expected SEQ:HASH', 'stillwatch audit verify --help'],
    [['simulate', '--world', 'w', '--scale', '-1'], 'Expected a number from', 'stillwatch simulate --help'],
  ])('%j is explained, exits with 2 and writes nothing to standard output', async (argv, message, hint) => {
    const { code, out, err } = await run(argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^error\[usage\]: /);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  test('no command at all shows the help on standard error', async () => {
    const { code, out, err } = await run([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: stillwatch');
  });

  test("'-' is refused when standard input is a terminal, and when it is given twice", async () => {
    expect((await run(['analyze', '-'], { terminal: true })).err).toContain('got a terminal');
    expect((await run(['analyze', '-', '-'])).err).toContain("expected '-' once");
  });
});

describe('failures', () => {
  test('a bug shows no stack and no words of foreign errors, unless debugging is on', async () => {
    const analyze = async () => {
      throw new SyntaxError('Unexpected token in "my secret prompt"');
    };
    const plain = await run(['analyze', 'x'], { analyze });
    expect(plain.code).toBe(1);
    expect(plain.err).toContain('error[internal]: unexpected SyntaxError');
    expect(plain.err).not.toContain('secret');
    expect(plain.err).not.toContain('program.test.ts');
    const debugged = await run(['analyze', 'x'], { analyze, env: { STILLWATCH_DEBUG: '1' } });
    expect(debugged.err).toContain('program.test.ts');
  });

  test.each([
    ['ENOSPC', 'disk_full'],
    ['EACCES', 'no_permission'],
    ['EMFILE', 'too_many_open_files'],
    ['ERR_WORKER_OUT_OF_MEMORY', 'out_of_memory'],
  ])('%s is the machine, not a bug', async (code, expected) => {
    const analyze = async () => {
      throw Object.assign(new Error('no'), { code, path: '/some/where' });
    };
    const got = await run(['analyze', 'x'], { analyze });
    expect(got.code).toBe(4);
    expect(got.err).toContain(`error[${expected}]`);
  });

  test('a Problem that was thrown is printed as one', async () => {
    const analyze = async () => {
      throw new ProblemError({ code: 'path_missing', message: 'expected a file, got nothing' });
    };
    expect(await run(['analyze', 'x'], { analyze })).toMatchObject({
      code: 3,
      err: 'error[path_missing]: expected a file, got nothing\n',
    });
  });
});

describe('Ctrl-C', () => {
  test('the first stops the run cleanly and says what is kept; the second ends it at once', async () => {
    let interrupt = (): void => {};
    const got = await run(['analyze', 'x'], {
      hands: (press) => {
        interrupt = press;
      },
      analyze: async (options) => {
        expect(options.signal?.aborted).toBe(false);
        interrupt();
        expect(options.signal?.aborted).toBe(true);
        interrupt();
        return { ok: false, problem: { code: 'interrupted', message: '7 exchanges are kept' } };
      },
    });
    expect(got.code).toBe(130);
    expect(got.exits).toEqual([130]);
    expect(got.err).toContain('press Ctrl-C again');
    expect(got.err).toContain('interrupted: 7 exchanges are kept');
  });

  test('during a replay keeps what was found, prints it, and still says that the run was stopped', async () => {
    const stopped = replayed({ complete: false, stopped: 'interrupted' });
    const got = await run(['analyze', 'x', '--replay', '1d', '--fail-on', 'review'], {
      analyze: async () => ({ ok: true, value: { ...commandOutcome(), replay: stopped } }),
    });
    expect(got.code).toBe(130);
    expect(got.out).toContain('The replay was stopped at 2026-02-04 00:00 UTC');
    const cut = replayed({ complete: false, stopped: 'step_limit' });
    const whole = await run(['analyze', 'x', '--replay', '1d'], {
      analyze: async () => ({ ok: true, value: { ...commandOutcome(), replay: cut } }),
    });
    expect(whole.code).toBe(0);
    expect(whole.out).toContain('reached the limit of steps');
  });
});
