import { describe, expect, test } from 'vitest';
import { type CommandLineWorld, campaign, commandOutcome, replayed, run } from '../../../test/command-line.ts';
import type { Campaign } from '../../model/finding.ts';
import type { AnalyzeOptions } from '../../pipeline/analyze.ts';

describe('analyze', () => {
  test('prints campaigns with their three strongest reasons, look-alikes, counts and places', async () => {
    const { code, out } = await run(['analyze', 'x']);
    expect(code).toBe(0);
    expect(out).toContain('1 campaign found, with 2 accounts.');
    expect(out).toContain('agentic tool use 62%, coding 30%');
    expect(out).toContain('trajectory generation 70%');
    expect(out).toMatch(/strength 0\.9.*strength 0\.7.*strength 0\.5/s);
    expect(out).not.toContain('strength 0.1');
    expect(out).toContain('1 more row of evidence in the report');
    expect(out).toMatch(/One company of 40 accounts \(1,200 exchanges\)\n\s+one verified business pays\./);
    expect(out).toContain('14 lines: schema 10, invalid json 4');
    expect(out).toContain('12 duplicates');
    expect(out).toMatch(/file:\/\/\/.*o\/report\.html/);
    for (const line of out.split('\n')) if (!line.includes('file:')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('cuts long evidence after a whole sentence and keeps a figure with its percent sign', async () => {
    const sentence = 'The members send the same run of text in 98.5 % of their many exchanges. ';
    const long = campaign('C-1', {
      evidence: [{ family: 'segment', kind: 'content', strength: 1, summary: sentence.repeat(12).trim(), detail: {} }],
    });
    const { out } = await run(['analyze', 'x'], {
      analyze: async () => ({ ok: true, value: commandOutcome({ campaigns: [long] }) }),
    });
    const text = out.replace(/\s+/g, ' ');
    expect(text).toContain(`${sentence.repeat(5).trim()} … `);
    expect(text).not.toContain(sentence.repeat(6).trim());
    expect(out).not.toMatch(/98\.5\n/);
  });

  test('shows when each campaign was first raised, and which alarms were transient', async () => {
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
      analyze: async () => ({ ok: true, value: { ...commandOutcome(), replay } }),
    });
    expect(out).toMatch(/Time to detect ─+ 2 steps of 1 d/);
    expect(out).toMatch(/C-1 +1 d 10 h +1\.9% +12 +never +- +4\.1%/);
    expect(out).toMatch(/median +1\.9% +100%/);
    expect(out.replace(/\s+/g, ' ')).toContain(
      '7 accounts named on the way but in no campaign now; 2 would have been limited.',
    );
    expect(out.replace(/\s+/g, ' ')).toContain('C-PASSING: 7 accounts, verify (confidence 0.81), from 2026-02-03 00:00 UTC');
    for (const line of out.split('\n')) if (!line.includes('file:')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect((await run(['analyze', 'x'])).out).not.toContain('Time to detect');
  });

  test('lists the fallback paths that were used, and none when there was none', async () => {
    const value = commandOutcome({ detours: { read_through_cache: 12, anchors_without_kernels: 1 } });
    const { out } = await run(['analyze', 'x'], { analyze: async () => ({ ok: true, value }) });
    expect(out.replace(/[\s\u00a0]+/g, ' ')).toContain(
      'fallbacks slower paths used: reading through the page cache (12 times), anchor counting without kernels (1 time)',
    );
    expect((await run(['analyze', 'x'])).out).not.toContain('fallback');
  });

  test('names the fields that no rule reads, and says nothing when there were none', async () => {
    const unknownFields = { records: 1_204, fields: { 'client.user-agent': 1_200, user: 4 }, unnamed: 2 };
    const value = commandOutcome({ input: { unknownFields } });
    const { out } = await run(['analyze', 'x'], { analyze: async () => ({ ok: true, value }) });
    expect(out.replace(/[\s\u00a0]+/g, ' ')).toMatch(
      /unknown fields that no rule reads in 1,204 records: .*client\.user-agent.*1,200.*user.*4.*\(other\).*2/,
    );
    expect((await run(['analyze', 'x'])).out).not.toContain('no rule reads');
  });

  test('says how campaigns changed since the previous run, when there was one', async () => {
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
    const value = commandOutcome({
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
    expect(text).toContain('history grew from 1 to 2 accounts; first found in the log up to 2026-02-05');
    expect(text).toContain('history absorbed C-GONE: from 1 to 2 accounts');
    expect(text).toContain('history new since the previous run');
    expect(text).toContain('C-GONE now part of C-2: 5 accounts, last seen 2026-02-06');
    const first = await run(['analyze', 'x'], {
      analyze: async () => ({
        ok: true,
        value: commandOutcome({ campaigns: [campaign('C-1', { history: history('born') })] }),
      }),
    });
    expect(first.out).not.toContain('history');
  });

  test('finding nothing is a calm success', async () => {
    const { code, out } = await run(['analyze', 'x'], {
      analyze: async () => ({ ok: true, value: commandOutcome({ campaigns: [] }) }),
    });
    expect(code).toBe(0);
    expect(out).toContain('No campaign found.');
  });

  test('passes every option on', async () => {
    let seen: AnalyzeOptions | null = null;
    const analyze: CommandLineWorld['analyze'] = async (options) => {
      seen = options;
      return { ok: true, value: commandOutcome() };
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
        return { ok: true, value: commandOutcome() };
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
        return { ok: true, value: commandOutcome() };
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
      analyze: async () => ({ ok: true, value: commandOutcome({ input: nothing }) }),
    });
    expect(empty.code).toBe(3);
    expect(empty.err).toContain('error[nothing_readable]');
    const onlyAccounts = await run(['analyze', 'x'], {
      analyze: async () => ({
        ok: true,
        value: commandOutcome({ input: { ...nothing, accounts: 5 }, exchanges: 0 }),
      }),
    });
    expect(onlyAccounts.code).toBe(3);
    expect(onlyAccounts.err).toContain('error[no_exchanges]');
    const again = await run(['analyze', 'x'], {
      analyze: async () => ({
        ok: true,
        value: commandOutcome({ input: { ...nothing, duplicates: 9 }, exchanges: 9 }),
      }),
    });
    expect(again.code).toBe(0);
  });

  test('terminal escapes and direction marks of a log do not reach the terminal', async () => {
    const hostile = campaign('C-\u001B[2J\u202Egnp', {
      action_reason: 'a\u001B]0;owned\u0007b\nc',
      evidence: [{ family: 'client', kind: 'relational', strength: 1, summary: 'x\u001B[31m\u009Bred', detail: {} }],
    });
    const { out } = await run(['analyze', 'x'], {
      analyze: async () => ({ ok: true, value: commandOutcome({ campaigns: [hostile] }) }),
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(out).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
  });

  test('ids that were hashed are counted, with the flag that keeps them', async () => {
    const input = { ...commandOutcome({}).summary.input, notes: { email_id_hashed: 1_200, ip_id_hashed: 3 } };
    const seen: unknown[] = [];
    const world: CommandLineWorld = {
      analyze: async (options) => {
        seen.push(options.rawIdentifiers);
        return { ok: true, value: commandOutcome({ input }) };
      },
    };
    const { out } = await run(['analyze', 'x'], world);
    expect(out.replace(/\s+/g, ' ')).toContain('as ids in 1,203 places: the results have keyed hashes instead');
    await run(['analyze', 'x', '--keep-identifiers'], world);
    expect(seen).toEqual([undefined, true]);
  });

  test('colour follows NO_COLOR, FORCE_COLOR and the terminal', async () => {
    const escapes = async (world: CommandLineWorld) => (await run(['analyze', 'x'], world)).out.includes('\u001B[');
    expect(await escapes({})).toBe(false);
    expect(await escapes({ terminal: true })).toBe(true);
    expect(await escapes({ terminal: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await escapes({ env: { FORCE_COLOR: '1' } })).toBe(true);
  });
});
