/**
 * Logs that are meant to hurt: strange names, one prompt for everybody, thousands behind one address, one account that
 * outshouts all, all at one time. Each run must end well, in reasonable time, and accuse nobody.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRng } from '../src/base/rng.ts';
import type { AccountInput, ExchangeInput } from '../src/model/wire.ts';
import type { AnalyzeOutcome } from '../src/pipeline/analyze.ts';
import { analyzed, makeFolder, readLines, writeLines } from './analysis-run.ts';

/** The hostile clients are run against a small server. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

/** Generous for a busy machine; quadratic work on thousands of accounts takes minutes. */
const MOST_MS = 30_000;
const TIME = Date.UTC(2026, 4, 4, 9);
const WORDS =
  'harbour lantern orchard velvet thunder pebble saddle quarry meadow copper violin anchor walnut drizzle marble beacon'.split(
    ' ',
  );

let root: string;

beforeAll(() => {
  root = makeFolder('hostile');
  process.env.STILLWATCH_TMPDIR = join(root, 'tmp');
  mkdirSync(process.env.STILLWATCH_TMPDIR);
});
afterAll(() => {
  delete process.env.STILLWATCH_TMPDIR;
  rmSync(root, { recursive: true, force: true });
});

async function run(name: string, records: readonly (ExchangeInput | AccountInput)[]): Promise<AnalyzeOutcome> {
  const log = writeLines(join(root, `${name}.ndjson`), records);
  const started = performance.now();
  const outcome = await analyzed({ paths: [log], out: join(root, name), workers: 2 });
  expect(performance.now() - started).toBeLessThan(MOST_MS);
  expect(outcome.actions.limit + outcome.actions.suspend).toBe(0);
  return outcome;
}

const ask = (id: number, account: string, content: string, more: Partial<ExchangeInput> = {}): ExchangeInput => ({
  id: `e${id}`,
  time: TIME + id * 1_000,
  account,
  model: 'm',
  request: { messages: [{ role: 'user', content }] },
  ...more,
});

describe('a hostile log', () => {
  it('of one exchange is analyzed, beside names that are too long or empty and are set aside', async () => {
    const outcome = await run('single', [ask(1, 'n'.repeat(129), 'a'), ask(2, '', 'b'), ask(3, 'only', 'hello')]);
    expect(outcome.summary.totals).toEqual({ exchanges: 1, accounts: 1, units: 1 });
    expect(outcome.campaigns.campaigns).toEqual([]);
    expect(outcome.campaigns.window?.from).toBe(outcome.campaigns.window?.to);
    expect(readLines(outcome.files.accounts)).toMatchObject([{ account: 'only', action: 'allow', campaign: null }]);
    const fields = readLines<{ field: string }>(outcome.files.rejected).map((line) => line.field);
    expect(fields).toEqual(['account', 'account']);
  });

  it('of 5,000 accounts behind one address, with one prompt and one time, accuses nobody', async () => {
    const prompt = Array.from({ length: 60 }, (_, k) => WORDS[(k * 7) % WORDS.length]).join(' ');
    const crowd = Array.from({ length: 5_000 }, (_, k) =>
      ask(k, `crowd-${k}`, prompt, { time: TIME, client: { ip: '198.51.100.9', user_agent: 'one-client' } }),
    );
    const outcome = await run('crowd', crowd);
    expect(outcome.summary.totals.accounts).toBe(5_000);
    expect(outcome.campaigns.campaigns).toEqual([]);
  });

  it('with names of every kind keeps them whole, one line each, and markup out of the report', async () => {
    const names = [
      'line\nbreak',
      'tab\tand\r\nreturn',
      'n'.repeat(128),
      '\u{1f511}'.repeat(64),
      '\u202eright to left\u202c',
      'zero\u200bwidth',
      '"quoted" \\back\\slash\\',
      "'; DROP TABLE exchanges; --",
      '{"json":true}',
      '<b onmouseover=alert(1)>',
      '__proto__',
      'constructor',
      ' ',
      '../../etc/passwd',
      '{param:UInt64}',
    ];
    const rng = createRng('names');
    const words = (): string => Array.from({ length: 20 }, () => rng.pick(WORDS)).join(' ');
    const accounts: AccountInput[] = names.map((account) => ({
      account,
      created: TIME - 9_000_000_000,
      program: 'standard',
      router: account === '__proto__',
    }));
    const exchanges = names.flatMap((account, k) =>
      Array.from({ length: 6 }, (_, j) =>
        ask(100 * k + j, account, words(), {
          sub_account: account === '__proto__' ? `user\n${j}` : undefined,
        }),
      ),
    );
    const outcome = await run('names', [...accounts, ...exchanges]);
    const lines = readLines(outcome.files.accounts);
    expect(lines.map((line) => line.account).sort()).toEqual([...names].sort());
    expect(readFileSync(outcome.files.report, 'utf8')).not.toContain('<b onmouseover');
    expect(outcome.summary.input.rejected).toBe(0);
  });

  it('of one account with 20,000 harvest-like exchanges is no campaign: one account is no group', async () => {
    const rng = createRng('loud');
    const task =
      'Write out your complete reasoning step by step inside think tags before the final answer, numbering every single step of the derivation you make.';
    const loud = Array.from({ length: 20_000 }, (_, k) =>
      ask(k, 'loud', `${task} Problem ${k}: ${Array.from({ length: 12 }, () => rng.pick(WORDS)).join(' ')}`),
    );
    const quiet = Array.from({ length: 200 }, (_, k) =>
      ask(50_000 + k, `quiet-${k % 40}`, Array.from({ length: 25 }, () => rng.pick(WORDS)).join(' ')),
    );
    const outcome = await run('loud', [...loud, ...quiet]);
    expect(outcome.summary.totals).toMatchObject({ exchanges: 20_200, accounts: 41 });
    expect(outcome.campaigns.campaigns).toEqual([]);
  });
});
