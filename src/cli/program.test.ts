import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../base/problem.ts';
import type { Campaign } from '../model/finding.ts';
import type { ReplaySummary } from '../model/replay.ts';
import type { AnalyzeOptions, AnalyzeOutcome } from '../pipeline/analyze.ts';
import { runProgram } from './program.ts';
import { createContext, type Services } from './terminal/context.ts';
import type { Io } from './terminal/io.ts';
import type { SimulatorModule, SimulatorOptions } from './terminal/simulator.ts';

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Codes of exits that did not wait. */
  readonly exits: readonly number[];
}

interface World {
  analyze?: (options: AnalyzeOptions) => ReturnType<Awaited<ReturnType<Services['loadAnalyze']>>>;
  simulator?: SimulatorModule;
  env?: Record<string, string>;
  terminal?: boolean;
  /** Called with the way to press Ctrl-C. */
  hands?: (interrupt: () => void) => void;
}

async function run(argv: string[], world: World = {}): Promise<Run> {
  const text = { out: '', err: '' };
  const exits: number[] = [];
  const handlers = new Set<() => void>();
  const output = (name: 'out' | 'err') => ({
    isTTY: world.terminal === true,
    columns: 80,
    write: (chunk: string) => {
      text[name] += chunk;
    },
  });
  let now = 1_000;
  const io: Io = {
    stdin: Object.assign(Readable.from([]), { isTTY: world.terminal === true }),
    stdout: output('out'),
    stderr: { ...output('err'), isTTY: false },
    env: world.env ?? {},
    clock: () => {
      now += 1_000;
      return now;
    },
    onInterrupt(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    onCrash: () => () => {},
    exitNow: (code) => exits.push(code),
  };
  world.hands?.(() => {
    for (const handler of [...handlers]) handler();
  });
  const services: Services = {
    version: '9.9.9',
    loadAnalyze: async () => world.analyze ?? (async () => ({ ok: true, value: outcome() })),
    loadServe: () => Promise.reject(new Error('no test here serves')),
    loadSimulator: world.simulator === undefined ? undefined : async () => world.simulator as SimulatorModule,
  };
  const code = await runProgram(argv, createContext(io, services));
  expect(handlers.size, 'every interrupt handler is taken back').toBe(0);
  return { code, ...text, exits };
}

function campaign(id: string, change: Partial<Campaign> = {}): Campaign {
  return {
    id,
    confidence: 0.97,
    severity: 'high',
    accounts: ['acct-1', 'acct-2'],
    exchanges: 1234,
    first_seen: '2026-02-03T00:00:00Z',
    last_seen: '2026-02-09T00:00:00Z',
    capabilities: [
      { name: 'coding', share: 0.3 },
      { name: 'agentic_tool_use', share: 0.62 },
    ],
    intents: [{ name: 'trajectory_generation', share: 0.7 }],
    segments: [],
    evidence: [0.1, 0.9, 0.5, 0.7].map((strength) => ({
      family: 'payment',
      kind: 'relational',
      strength,
      summary: `Evidence of strength ${strength}.`,
      detail: {},
    })),
    action: 'verify',
    action_reason: 'because of two families',
    timeline: [],
    network: { nodes: [], edges: [], omitted: 0 },
    ...change,
  };
}

function outcome(
  change: {
    campaigns?: Campaign[];
    input?: Partial<AnalyzeOutcome['summary']['input']>;
    exchanges?: number;
    detours?: AnalyzeOutcome['summary']['detours'];
  } = {},
): AnalyzeOutcome {
  const input = {
    files: 1,
    bytes: 71_000_000,
    records: 73_211,
    exchanges: 71_204,
    accounts: 1_312,
    releases: 2,
    duplicates: 12,
    rejected: 14,
    rejectedByReason: { schema: 10, invalid_json: 4 },
    ignoredByReason: { embedding: 3 },
    notes: { time_in_seconds: 100 },
    formats: { stillwatch: 73_211 },
    ...change.input,
  };
  return {
    summary: {
      version: '9.9.9',
      input,
      totals: { exchanges: change.exchanges ?? input.exchanges, accounts: 1_312, units: 1_312 },
      window: { from: '2026-02-01T00:00:00Z', to: '2026-02-21T00:00:00Z' },
      stages: { read: 9_100, detect: 900 },
      detours: change.detours ?? {},
      parameters: {},
    },
    campaigns: {
      version: 1,
      window: null,
      campaigns: change.campaigns ?? [campaign('C-1')],
      left_alone: [
        {
          id: 'g1',
          reason: 'organisation',
          title: 'One company of 40 accounts',
          accounts: 40,
          exchanges: 1_200,
          why: ['one verified business pays'],
          confidence: 0.2,
        },
      ],
    },
    actions: { allow: 1_300, watch: 8, review: 2, verify: 2, limit: 0, suspend: 0 },
    files: {
      campaigns: 'o/campaigns.json',
      accounts: 'o/accounts.ndjson',
      report: 'o/report.html',
      rejected: 'o/rejected.ndjson',
    },
  };
}

function replayed(change: Partial<ReplaySummary> = {}): ReplaySummary {
  const raised = { at: '2026-02-04T00:00:00.000Z', after_ms: 122_400_000, exchanges: 24, share: 0.0195 };
  return {
    version: 1,
    step_ms: 86_400_000,
    complete: true,
    steps: ['2026-02-03T00:00:00.000Z', '2026-02-04T00:00:00.000Z'],
    campaigns: [
      {
        id: 'C-1',
        accounts: 20,
        exchanges: 1_234,
        first_exchange: '2026-02-02T14:00:00.000Z',
        review: { ...raised, accounts: 12 },
        limit: null,
        unnamed_share: 0.0412,
        curve: { passed: [10, 24], unnamed: [10, 24] },
      },
    ],
    median_share: { review: 0.0195, limit: 1 },
    passing: [],
    passing_accounts: { review: 0, limit: 0 },
    ...change,
  };
}

const COMMANDS = ['demo', 'analyze', 'evaluate', 'simulate', 'doctor', 'migrate', 'keys', 'audit'];
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
      expect(
        help.out.match(/^ {2}\$ stillwatch|^ {2}\$ zcat/gm)?.length,
        command.join(' '),
      ).toBeGreaterThanOrEqual(2);
      expect(help.out, command.join(' ')).toContain('Learn more: docs/');
      expect(help.err, command.join(' ')).toBe('');
    }
  });

  test('every option says its default or what leaving it out means', async () => {
    const { out } = await run(['analyze', '--help']);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /--out .*default: "\.\/stillwatch-out".*--data .*default: a temporary one.*--workers .*default: one a core/,
    );
  });

  test("the simulator's help names its worlds, and says so where it is not shipped", async () => {
    expect((await run(['simulate', '--help'], { simulator: fakeSimulator() })).out).toContain(
      'tiny       a tiny world',
    );
    expect((await run(['simulate', '--help'])).out).toContain('does not ship the simulator');
  });

  test('no help line is wider than 100 columns', async () => {
    for (const command of [...COMMANDS.map((name) => [name]), ...PARTS]) {
      for (const line of (await run([...command, '--help'])).out.split('\n'))
        expect(line.length).toBeLessThanOrEqual(100);
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
    [
      ['analyze', 'x', '--format', 'xml'],
      'Allowed choices are auto, stillwatch',
      'stillwatch analyze --help',
    ],
    [['analyze', 'x', '--workers', '1.5'], 'Expected a whole number', 'stillwatch analyze --help'],
    [
      ['analyze', 'x', '--fail-on', 'watch'],
      'Allowed choices are review, verify, limit',
      'stillwatch analyze --help',
    ],
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
      'Expected some of ingest',
      'stillwatch keys create --help',
    ],
    [
      ['keys', 'rotate', 'x', '--data', 'd', '--overlap', '5'],
      'such as 30m',
      'stillwatch keys rotate --help',
    ],
    [['keys', 'crate'], "unknown command 'crate'", 'Did you mean create?'],
    [
      ['audit', 'verify', '--data', 'd', '--head', '12'],
      'Expected SEQ:HASH',
      'stillwatch audit verify --help',
    ],
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

describe('analyze', () => {
  test('prints campaigns with their three strongest reasons, look-alikes, counts and places', async () => {
    const { code, out } = await run(['analyze', 'x']);
    expect(code).toBe(0);
    expect(out).toContain('1 campaign found, 2 accounts in them.');
    expect(out).toContain('agentic tool use 62 %, coding 30 %');
    expect(out).toContain('trajectory generation 70 %');
    expect(out).toMatch(/strength 0\.9.*strength 0\.7.*strength 0\.5/s);
    expect(out).not.toContain('strength 0.1');
    expect(out).toContain('1 more reason in the report');
    expect(out).toMatch(/One company of 40 accounts \(1,200 exchanges\)\n\s+one verified business pays\./);
    expect(out).toContain('14 lines: schema 10, invalid json 4');
    expect(out).toContain('12 duplicates');
    expect(out).toMatch(/file:\/\/\/.*o\/report\.html/);
    for (const line of out.split('\n'))
      if (!line.includes('file:')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('tells when each campaign was first raised, and who was named for nothing on the way', async () => {
    const alarm = {
      id: 'C-PASSING',
      first: '2026-02-03T00:00:00.000Z',
      last: '2026-02-03T00:00:00.000Z',
      steps: 1,
      accounts: 7,
      action: 'verify' as const,
      confidence: 0.81,
    };
    const replay = replayed({ passing: [alarm], passing_accounts: { review: 7, limit: 2 } });
    const { out } = await run(['analyze', 'x', '--replay', '1d'], {
      analyze: async () => ({ ok: true, value: { ...outcome(), replay } }),
    });
    expect(out).toMatch(/Time to detect ─+ 2 steps of 1 d/);
    expect(out).toMatch(/C-1 +1 d 10 h +1\.9 % +12 +never +- +4\.1 %/);
    expect(out).toMatch(/median +1\.9 % +100\.0 %/);
    expect(out.replace(/\s+/g, ' ')).toContain(
      '7 accounts named on the way and in no campaign now; 2 would have been limited.',
    );
    expect(out.replace(/\s+/g, ' ')).toContain(
      'C-PASSING: 7 accounts, verify (confidence 0.81), from 3 Feb 2026',
    );
    for (const line of out.split('\n'))
      if (!line.includes('file:')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect((await run(['analyze', 'x'])).out).not.toContain('Time to detect');
  });

  test('tells of longer ways that were taken, and of none when there was none', async () => {
    const value = outcome({ detours: { read_through_cache: 12, anchors_without_kernels: 1 } });
    const { out } = await run(['analyze', 'x'], { analyze: async () => ({ ok: true, value }) });
    expect(out.replace(/[\s\u00a0]+/g, ' ')).toContain(
      'detours read through cache 12, anchors without kernels 1',
    );
    expect((await run(['analyze', 'x'])).out).not.toContain('detours');
  });

  test('tells what became of campaigns since the run before, when there was one', async () => {
    const history = (
      event: 'born' | 'grew' | 'merged',
      more: Partial<NonNullable<Campaign['history']>> = {},
    ): Campaign['history'] => ({
      event,
      since: '2026-02-05T23:00:00Z',
      previous: event === 'born' ? [] : ['C-1'],
      accounts_before: 1,
      ...more,
    });
    const ended = {
      id: 'C-GONE',
      since: '2026-02-05T23:00:00Z',
      last_seen: '2026-02-06T01:00:00Z',
      ended: '2026-02-07T23:00:00Z',
      accounts: 5,
      merged_into: 'C-2',
    };
    const value = outcome({
      campaigns: [
        campaign('C-1', { history: history('grew') }),
        campaign('C-2', {
          history: history('merged', { previous: ['C-2', 'C-GONE'], merged_from: ['C-GONE'] }),
        }),
        campaign('C-3', { history: history('born') }),
      ],
    });
    const { out } = await run(['analyze', 'x'], {
      analyze: async () => ({
        ok: true,
        value: { ...value, campaigns: { ...value.campaigns, ended: [ended] } },
      }),
    });
    const text = out.replace(/\s+/g, ' ');
    expect(text).toContain('history grew from 1 to 2 accounts; first found in the log to 5 Feb 2026');
    expect(text).toContain('history took in C-GONE: from 1 to 2 accounts');
    expect(text).toContain('history new since the run before');
    expect(text).toContain('C-GONE now part of C-2: 5 accounts, last seen 6 Feb 2026');
    const first = await run(['analyze', 'x'], {
      analyze: async () => ({
        ok: true,
        value: outcome({ campaigns: [campaign('C-1', { history: history('born') })] }),
      }),
    });
    expect(first.out).not.toContain('history');
  });

  test('finding nothing is a calm success', async () => {
    const { code, out } = await run(['analyze', 'x'], {
      analyze: async () => ({ ok: true, value: outcome({ campaigns: [] }) }),
    });
    expect(code).toBe(0);
    expect(out).toContain('No campaign found.');
  });

  test('passes every option on', async () => {
    let seen: AnalyzeOptions | null = null;
    const analyze: World['analyze'] = async (options) => {
      seen = options;
      return { ok: true, value: outcome() };
    };
    await run(['analyze', 'a', 'b', '--format', 'otlp', '--out', 'o', '--data', 'd', '--workers', '3'], {
      analyze,
    });
    expect(seen).toMatchObject({ paths: ['a', 'b'], format: 'otlp', out: 'o', data: 'd', workers: 3 });
    await run(['analyze', 'a', '--replay', '6h'], { analyze });
    expect(seen).toMatchObject({ replay: 21_600_000 });
    await run(['analyze', '-'], { analyze });
    expect(seen).not.toHaveProperty('replay');
    expect(seen).toMatchObject({ paths: ['-'], format: 'auto', out: './stillwatch-out' });
    expect((seen as unknown as AnalyzeOptions).stdin).toBeDefined();
    expect(seen).not.toHaveProperty('data');
  });

  test('--json prints one document and nothing else on standard output', async () => {
    const { code, out, err } = await run(['analyze', 'x', '--json'], {
      analyze: async (options) => {
        options.onProgress?.({ stage: 'read', done: 1, total: 2, unit: 'bytes', exchanges: 1, rejected: 0 });
        return { ok: true, value: outcome() };
      },
    });
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out))).toEqual(['summary', 'campaigns', 'actions', 'files']);
    expect(err).toContain('stillwatch: read 1 B of 2 B');
  });

  test('--json prints a problem as one document too', async () => {
    const problem = {
      code: 'data_directory_locked',
      message: 'held by process 7',
      where: '/d',
      hint: 'wait',
    };
    const { code, out, err } = await run(['analyze', 'x', '--json'], {
      analyze: async () => ({ ok: false, problem }),
    });
    expect(code).toBe(4);
    expect(JSON.parse(out)).toEqual({ error: problem });
    expect(err).toBe('error[data_directory_locked]: held by process 7\n  where: /d\n  hint:  wait\n');
  });

  test('--quiet prints nothing at all', async () => {
    const { out, err } = await run(['analyze', 'x', '--quiet'], {
      analyze: async (options) => {
        options.onProgress?.({ stage: 'read', done: 1, total: 2, unit: 'bytes', exchanges: 1, rejected: 0 });
        return { ok: true, value: outcome() };
      },
    });
    expect(out + err).toBe('');
  });

  test('--fail-on turns reached actions into exit code 10, and only those', async () => {
    expect((await run(['analyze', 'x', '--fail-on', 'review'])).code).toBe(10);
    expect((await run(['analyze', 'x', '--fail-on', 'verify'])).code).toBe(10);
    expect((await run(['analyze', 'x', '--fail-on', 'limit'])).code).toBe(0);
  });

  test('taking nothing at all is bad input, not a clean bill of health', async () => {
    const nothing = { exchanges: 0, duplicates: 0, accounts: 0, releases: 0 };
    const empty = await run(['analyze', 'x'], {
      analyze: async () => ({ ok: true, value: outcome({ input: nothing }) }),
    });
    expect(empty.code).toBe(3);
    expect(empty.err).toContain('error[nothing_readable]');
    const onlyAccounts = await run(['analyze', 'x'], {
      analyze: async () => ({
        ok: true,
        value: outcome({ input: { ...nothing, accounts: 5 }, exchanges: 0 }),
      }),
    });
    expect(onlyAccounts.code).toBe(3);
    expect(onlyAccounts.err).toContain('error[no_exchanges]');
    const again = await run(['analyze', 'x'], {
      analyze: async () => ({
        ok: true,
        value: outcome({ input: { ...nothing, duplicates: 9 }, exchanges: 9 }),
      }),
    });
    expect(again.code).toBe(0);
  });

  test('terminal escapes and direction marks of a log do not reach the terminal', async () => {
    const hostile = campaign('C-\u001B[2J\u202Egnp', {
      action_reason: 'a\u001B]0;owned\u0007b\nc',
      evidence: [
        { family: 'client', kind: 'relational', strength: 1, summary: 'x\u001B[31m\u009Bred', detail: {} },
      ],
    });
    const { out } = await run(['analyze', 'x'], {
      analyze: async () => ({ ok: true, value: outcome({ campaigns: [hostile] }) }),
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
  });

  test('colour follows NO_COLOR, FORCE_COLOR and the terminal', async () => {
    const escapes = async (world: World) => (await run(['analyze', 'x'], world)).out.includes('\u001B[');
    expect(await escapes({})).toBe(false);
    expect(await escapes({ terminal: true })).toBe(true);
    expect(await escapes({ terminal: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await escapes({ env: { FORCE_COLOR: '1' } })).toBe(true);
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
      analyze: async () => ({ ok: true, value: { ...outcome(), replay: stopped } }),
    });
    expect(got.code).toBe(130);
    expect(got.out).toContain('The replay was stopped and ends at 4 Feb 2026, 00:00 UTC');
    const cut = replayed({ complete: false, stopped: 'step_limit' });
    const whole = await run(['analyze', 'x', '--replay', '1d'], {
      analyze: async () => ({ ok: true, value: { ...outcome(), replay: cut } }),
    });
    expect(whole.code).toBe(0);
    expect(whole.out).toContain('has too many steps');
  });
});

function fakeSimulator(
  seen: SimulatorOptions[] = [],
  during: (options: SimulatorOptions) => void = () => {},
): SimulatorModule {
  return {
    WORLDS: [{ name: 'tiny', description: 'a tiny world' }],
    async simulate(options) {
      seen.push(options);
      options.onProgress?.(50, 100);
      during(options);
      return {
        files: ['w/exchanges.ndjson'],
        exchanges: 100,
        accounts: 9,
        campaigns: [{ name: 'still', accounts: 4, exchanges: 60 }],
        honest: [{ group: 'ordinary', accounts: 5, exchanges: 40 }],
      };
    },
  };
}

describe('simulate', () => {
  const base = ['simulate', '--world', 'tiny', '--scale', '0.5', '--seed', '3', '--out', 'w'];

  test('hands every knob on and prints what was made', async () => {
    const seen: SimulatorOptions[] = [];
    const knobs = [
      '--mix',
      '0.2',
      '--paraphrase',
      '0.3',
      '--infrastructure',
      'unique',
      '--rate',
      '2',
      '--accounts',
      '60',
      '--honest',
      '0.5',
      '--days',
      '9',
      '--label-noise',
      '0.01',
      '--text',
      'prompts.jsonl',
      '--text-fold',
      '1/2',
      '--gzip',
    ];
    const { code, out } = await run([...base, ...knobs], { simulator: fakeSimulator(seen) });
    expect(code).toBe(0);
    expect(seen[0]).toMatchObject({
      world: 'tiny',
      scale: 0.5,
      seed: 3,
      out: 'w',
      mix: 0.2,
      paraphrase: 0.3,
      infrastructure: 'unique',
      rate: 2,
      accounts: 60,
      honest: 0.5,
      days: 9,
      labelNoise: 0.01,
      text: 'prompts.jsonl',
      textFold: '1/2',
      compress: 'gzip',
    });
    expect(out).toMatch(/still\s+4\s+60/);
    await run(base, { simulator: fakeSimulator(seen) });
    expect(Object.keys(seen[1] as object).sort()).toEqual([
      'onProgress',
      'out',
      'scale',
      'seed',
      'signal',
      'world',
    ]);
  });

  test('an unknown world is a usage error that names the worlds', async () => {
    const got = await run(['simulate', '--world', 'no', '--scale', '1', '--seed', '1', '--out', 'w'], {
      simulator: fakeSimulator(),
    });
    expect(got).toMatchObject({ code: 2 });
    expect(got.err).toContain("expected a world (tiny), got 'no'");
  });

  test('says so where the simulator is not shipped', async () => {
    const got = await run(base);
    expect(got.code).toBe(4);
    expect(got.err).toContain('error[simulator_missing]');
  });

  test('an interrupted world is called incomplete', async () => {
    let interrupt = (): void => {};
    const got = await run(base, {
      hands: (press) => {
        interrupt = press;
      },
      simulator: fakeSimulator([], () => interrupt()),
    });
    expect(got.code).toBe(130);
    expect(got.err).toContain('incomplete');
  });
});

describe('evaluate', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'stillwatch-cli-'));
    const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const accounts = Array.from({ length: 60 }, (_, i) => `a${i}`);
    writeFileSync(
      join(root, 'truth.ndjson'),
      lines(
        accounts.map((account, i) => ({
          account,
          campaign: i < 20 ? 'still-1' : null,
          group: i < 20 ? 'still-1' : i < 40 ? 'classroom' : 'a group with quite a long name',
        })),
      ),
    );
    writeFileSync(
      join(root, 'accounts.ndjson'),
      lines(
        accounts.map((account, i) => ({
          account,
          risk: i < 22 ? 0.9 : 0.1,
          campaign: null,
          action: i < 22 ? 'review' : 'allow',
          reasons: [],
        })),
      ),
    );
    writeFileSync(
      join(root, 'campaigns.json'),
      JSON.stringify({
        version: 1,
        window: null,
        campaigns: [campaign('C-1', { accounts: accounts.slice(0, 22) })],
        left_alone: [],
      }),
    );
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('prints tables of at most 80 columns', async () => {
    const { code, out } = await run(['evaluate', '--truth', join(root, 'truth.ndjson'), '--found', root]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /in a finding\s+90\.9 % \(72\.2-97\.5\)\s+100\.0 % \(83\.9-100\.0\)\s+0\.952\s+2\s+0/,
    );
    expect(out).toMatch(/still-1\s+20\s+C-1\s+100 %\s+91 %\s+1\s+3 Feb 2026/);
    expect(out).toMatch(/classroom\s+20\s+18\s+·\s+2/);
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('--json prints one document; a missing file is bad input', async () => {
    const { out } = await run(['evaluate', '--truth', join(root, 'truth.ndjson'), '--found', root, '--json']);
    expect(JSON.parse(out)).toMatchObject({ primary: { truePositives: 20, falsePositives: 2, missed: 0 } });
    const missing = await run(['evaluate', '--truth', join(root, 'none'), '--found', root]);
    expect(missing.code).toBe(3);
    expect(missing.err).toContain('error[file_unreadable]');
  });
});
