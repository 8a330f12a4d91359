/**
 * A replay on the real engines: that no step sees the future, that the last one sees what the analysis saw, and that
 * one that is stopped keeps what it had. One world, analysed one run after the other.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SimulateResult, simulate } from '../../sim/index.ts';
import { analyzed, dataDirectory, makeFolder } from '../../test/analysis-run.ts';
import { asOf } from '../aggregate/as-of.ts';
import type { DetectSource } from '../aggregate/columns.ts';
import { loadDetectInput } from '../aggregate/load-input.ts';
import { DAY } from '../base/clock.ts';
import { evaluateFiles } from '../evaluate/evaluate.ts';
import type { AccountRecord } from '../model/account-record.ts';
import { ReplayFile } from '../model/replay.ts';
import { memberIds, unitId } from '../model/unit-id.ts';
import { ACTIONS } from '../model/vocabulary.ts';
import { openDataDirectory } from '../store/directory/data-directory.ts';
import type { AnalyzeOutcome } from './analyze.ts';

/** Each test replays a whole log. */
const TEST_TIMEOUT = 180_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const DAYS = 4;

let root: string;
let data: string;
let world: SimulateResult;
let outcome: AnalyzeOutcome;
let whole: ReplayFile;
const out = (name: string): string => join(root, `out-${name}`);
const readReplayed = (name: string): ReplayFile =>
  ReplayFile.parse(JSON.parse(readFileSync(join(out(name), 'replay.json'), 'utf8')));

beforeAll(async () => {
  root = makeFolder('replay');
  data = dataDirectory(root, 'data');
  world = await simulate({
    world: 'feb-2026',
    scale: 0.001,
    seed: 5,
    days: DAYS,
    honest: 0.1,
    out: join(root, 'world'),
  });
  const paths = world.files.filter((file) => !file.endsWith('truth.ndjson'));
  outcome = await analyzed({ paths, out: out('whole'), data, workers: 2, replay: DAY });
  whole = readReplayed('whole');
}, 180_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a replay', () => {
  it('makes a step a day, and says when each planted campaign was raised and how much had passed', async () => {
    expect(whole.complete).toBe(true);
    expect(whole.steps.length).toBe(DAYS);
    expect(outcome.replay?.campaigns).toEqual(whole.campaigns);
    const evaluated = await evaluateFiles(join(root, 'world', 'truth.ndjson'), out('whole'));
    if (!evaluated.ok) throw new Error(evaluated.problem.message);
    const times = evaluated.value.timeToDetect;
    expect(times?.campaigns.map(({ campaign }) => campaign)).toEqual(world.campaigns.map(({ name }) => name).sort());
    for (const { campaign, review, limit, unnamedShare } of times?.campaigns ?? []) {
      expect(review, `${campaign} is raised`).not.toBeNull();
      expect(review?.share).toBeGreaterThan(0);
      expect(review?.share).toBeLessThan(1);
      expect(unnamedShare).toBeGreaterThan(0);
      if (limit !== null) expect(Date.parse(limit.at)).toBeGreaterThanOrEqual(Date.parse(review?.at ?? ''));
    }
  });

  it('ends where the analysis ended: the last step has its campaigns, members and actions', () => {
    const last = whole.steps.length - 1;
    for (const campaign of outcome.campaigns.campaigns) {
      const f = whole.findings.findIndex(({ id }) => id === campaign.id);
      expect(whole.findings[f]?.states.at(-1)?.slice(1)).toEqual([campaign.action, campaign.confidence]);
      const members = whole.members.filter(({ in: spans }) => {
        for (let k = 0; k < spans.length; k += 3) if (spans[k] === f && spans[k + 2] === last) return true;
        return false;
      });
      expect(new Set(members.map((m) => unitId(m.account, m.sub_account)))).toEqual(new Set(memberIds(campaign)));
    }
  });

  it('counts every exchange of a campaign in one step', () => {
    const exchanges = new Map(whole.members.map((m) => [unitId(m.account, m.sub_account), [m.exchanges, m.sent] as const]));
    for (const campaign of outcome.campaigns.campaigns) {
      let total = 0;
      for (const key of memberIds(campaign)) {
        const [all, sent] = exchanges.get(key) as readonly [number, readonly number[]];
        expect(sent.reduce((sum, n, k) => sum + (k % 2 === 1 ? n : 0), 0)).toBe(all);
        total += all;
      }
      expect(total).toBe(campaign.exchanges);
      const timed = whole.campaigns.find(({ id }) => id === campaign.id);
      expect(timed?.exchanges).toBe(total);
      expect(timed?.curve.passed.at(-1)).toBe(total);
    }
  });

  it('keeps what it had when it is stopped, equal to the beginning of a whole one, beside findings that are whole', async () => {
    const stop = new AbortController();
    const accounts = world.files.filter((file) => file.includes('accounts'));
    const stopped = await analyzed({
      paths: accounts,
      out: out('stopped'),
      data,
      workers: 1,
      replay: DAY,
      signal: stop.signal,
      onProgress: ({ stage, done }) => {
        if (stage === 'replay' && done === 2) stop.abort();
      },
    });
    const part = readReplayed('stopped');
    expect(part).toMatchObject({ complete: false, stopped: 'interrupted', steps: whole.steps.slice(0, 2) });
    expect(stopped.campaigns.campaigns.map(({ id, accounts: named }) => [id, named])).toEqual(
      outcome.campaigns.campaigns.map(({ id, accounts: named }) => [id, named]),
    );
    const until = ({ id, states }: ReplayFile['findings'][number]) => [id, states.filter(([s]) => s < 2)];
    const named = new Set(part.findings.map(({ id }) => id));
    expect(part.findings.map(until)).toEqual(
      whole.findings.filter(({ id, states }) => named.has(id) && (states[0]?.[0] ?? 9) < 2).map(until),
    );
    for (const campaign of part.campaigns) {
      const full = whole.campaigns.find(({ id }) => id === campaign.id);
      expect(campaign.exchanges).toBe(full?.exchanges);
      if (campaign.review !== null) expect(campaign.review).toEqual(full?.review);
    }

    await analyzed({ paths: accounts, out: out('stopped'), data, workers: 1 });
    expect(existsSync(join(out('stopped'), 'replay.json')), 'a replay of other findings is left').toBe(false);
  }, 120_000);

  it('shows detection nothing of the future: the slow way of cutting the log gives the same input', async () => {
    const opened = await openDataDirectory({ path: data });
    if (!opened.ok) throw new Error(opened.problem.message);
    const directory = opened.value;
    try {
      for (const step of [0, 2]) {
        const until = Date.parse(whole.steps[step] as string);
        const seen = await loadDetectInput(asOf(directory, until));
        expect(seen.units.count).toBeGreaterThan(20);
        expect(Math.max(...seen.units.last)).toBeLessThan(until);
        for (const record of seen.units.record) {
          expect(record === null || record.created < until).toBe(true);
          if (record?.status !== 'active') expect(record?.statusTime ?? 0).toBeLessThan(until);
        }
        expect(seen).toEqual(await loadDetectInput(cutSlowly(directory, until)));
      }
      // The past is smaller than the present, or the comparison would say nothing.
      const all = await loadDetectInput(directory);
      expect(all.units.last.some((last) => last >= Date.parse(whole.steps[2] as string))).toBe(true);
    } finally {
      await directory.close();
    }
  });

  it('counts those who were named on the way and are in no campaign', () => {
    const finals = new Set(outcome.campaigns.campaigns.flatMap((campaign) => memberIds(campaign)));
    const raised = ({ in: spans }: ReplayFile['members'][number]): boolean =>
      whole.steps.some((_, s) =>
        whole.findings.some(({ states }, f) => {
          const action = states.filter(([from]) => from <= s).at(-1)?.[1] ?? null;
          const present = spans.some((n, k) => {
            return k % 3 === 0 && n === f && (spans[k + 1] ?? 0) <= s && s <= (spans[k + 2] ?? 0);
          });
          return present && action !== null && ACTIONS.indexOf(action) >= ACTIONS.indexOf('review');
        }),
      );
    const passing = whole.members.filter((m) => !finals.has(unitId(m.account, m.sub_account)));
    expect(whole.passing_accounts).toEqual({
      review: passing.filter(raised).length,
      limit: passing.filter((m) => m.limited !== undefined).length,
    });
  });
});

/** The obvious twin: every query reads a table that was cut beforehand. */
function cutSlowly(source: DetectSource, until: number): DetectSource {
  const cut = (sql: string): string =>
    sql.replace(/\bFROM exchanges\b( AS \w+)?/g, (_, alias = ' AS exchanges') => {
      return `FROM (SELECT * FROM exchanges WHERE time < ${until})${alias}`;
    });
  return {
    exchanges: {
      rows: (sql, params) => source.exchanges.rows(cut(sql), params),
      columns: (sql, layout) => source.exchanges.columns(cut(sql), layout),
      spool: (sql, layout) => source.exchanges.spool(cut(sql), layout),
    },
    records: {
      async *accounts() {
        const kept: AccountRecord[] = [];
        for await (const batch of source.records.accounts()) {
          for (const record of batch) {
            if (record.created >= until) continue;
            const known = record.status === 'active' || (record.statusTime ?? until) < until;
            kept.push(known ? record : { ...record, status: 'active', statusTime: null });
          }
        }
        yield kept;
      },
      async routers() {
        const kept: AccountRecord[] = [];
        for await (const batch of this.accounts()) kept.push(...batch.filter((record) => record.router));
        return kept;
      },
      releases: async () => (await source.records.releases()).filter((release) => release.released < until),
    },
  };
}
