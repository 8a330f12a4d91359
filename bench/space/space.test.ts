/** One small world for real, variants of a log, and how results are counted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { evasionPoints } from '../../sim/space/evasions.ts';
import { framersOf, pointGroup } from '../../sim/space/group.ts';
import { attackDesign, honestDesign } from '../../sim/space/points.ts';
import type { AttackPoint, HonestPoint, SpacePoint } from '../../sim/space/traits.ts';
import { ACTIONS, type Action } from '../../src/model/vocabulary.ts';
import { cellName, type SpaceCell, type SpaceRow } from './cell.ts';
import { composeSpacePages, type SpaceFacts, type SpacePaths } from './document/pages.ts';
import { type Logs, spellings, withoutAccounts } from './logs.ts';
import { parseSpaceOptions, type SpaceOptions } from './options.ts';
import { planSpace } from './plan.ts';
import { SpaceRows } from './rows.ts';
import { runSpaceCell } from './run-cell.ts';
import { atLeast, byLevel, byPair, pointResults } from './tally.ts';

/** The test with worlds analyses three small logs. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-space-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = (...args: string[]): SpaceOptions => parseSpaceOptions(args) as SpaceOptions;
const actions = (counts: Partial<Record<Action, number>>): Record<Action, number> =>
  Object.fromEntries(ACTIONS.map((action) => [action, counts[action] ?? 0])) as Record<Action, number>;

const [person, other] = honestDesign(2).points as [HonestPoint, HonestPoint];
const [careless] = evasionPoints(1) as [AttackPoint];

function row(measure: SpaceRow['measure'], points: readonly SpacePoint[], changes: Partial<SpaceRow> = {}): SpaceRow {
  return {
    cell: cellName({ measure, seed: 1, points }),
    measure,
    seed: 1,
    points: points.map(({ id }) => id),
    exchanges: 10,
    accounts: 10,
    seconds: { simulate: 1, analyze: 2 },
    groups: points.map(({ id, kind }) => ({
      group: pointGroup(id),
      harvests: kind === 'attack',
      units: 4,
      actions: actions(kind === 'attack' ? { limit: 3, allow: 1 } : { allow: 3, verify: 1 }),
      inFinding: 1,
    })),
    ...changes,
  };
}

describe('the plan', () => {
  it('puts six honest points and two operators into a world, and each alone', () => {
    const { cells } = planSpace(options('--points', '12'));
    const of = (measure: string): readonly SpaceCell[] => cells.filter((cell) => cell.measure === measure);
    expect(of('together').map(({ points }) => points.map(({ kind }) => kind).join(' '))[0]).toBe(
      'honest honest honest honest honest honest attack attack',
    );
    expect(of('alone')).toHaveLength(18);
    expect(new Set(cells.map(cellName)).size).toBe(cells.length);
  });

  it('takes points by name', () => {
    const { cells } = planSpace(options('--only', 'h0007,a0003,e0002', '--alone'));
    expect(cells.flatMap(({ points }) => points.map(({ id }) => id)).sort()).toEqual(['a0003', 'e0002', 'h0007']);
  });

  it('gives a world the same seed, whatever else is planned', () => {
    const seedOf = (...args: string[]) =>
      planSpace(options(...args)).cells.find(({ measure, points }) => measure === 'alone' && points[0]?.id === 'h0003')
        ?.seed;
    expect(seedOf('--points', '4', '--alone')).toBe(seedOf('--honest', '9', '--framing', '2'));
  });
});

describe('a world', () => {
  const small = (point: SpacePoint): SpacePoint =>
    ({ ...point, traits: { ...point.traits, size: '8', volume: '3' } }) as SpacePoint;

  it('is simulated and analysed, with framers and without', async () => {
    const cell: SpaceCell = { measure: 'framing', seed: 5, points: [small(person)] };
    const found = await runSpaceCell(cell, join(folder, 'framing'));
    const groups = new Map(found.groups.map((group) => [group.group, group]));
    expect(groups.get(pointGroup(person.id))?.units).toBe(8);
    expect(groups.get(framersOf(person.id))).toMatchObject({ units: 40, harvests: true });
    for (const { units, actions: counts } of found.groups) expect(atLeast(counts, 'allow')).toBe(units);
    for (const { group } of found.raised ?? []) expect(group).not.toBe(framersOf(person.id));
    expect(found.respelled).toBeUndefined();
  });
});

describe('variants of a log', () => {
  const logs: Logs = {
    exchanges: [
      '{"id":"req_1","time":1000,"account":"acct_a","request":{}}',
      '{"id":"req_2","time":2000,"account":"acct_b","request":{}}',
    ],
    accounts: ['{"account":"acct_a","created":"2026-06-01T00:00:00.000Z"}', '{"account":"acct_b"}'],
    releases: ['{"model":"m","released":1000}'],
  };

  it('lack the lines of some accounts', () => {
    const { exchanges, accounts } = withoutAccounts(logs, new Set(['acct_b']));
    expect([exchanges.length, accounts.length]).toEqual([1, 1]);
  });

  it('say the same in other words', () => {
    for (const { respell, account } of spellings(1)) {
      const other = respell(logs);
      const accounts = other.exchanges.map((line) => (JSON.parse(line) as { account: string }).account);
      expect(accounts.sort()).toEqual(['acct_a', 'acct_b'].map(account).sort());
      const times = other.exchanges.map((line) => (JSON.parse(line) as { time: number }).time).sort((a, b) => a - b);
      expect((times[1] as number) - (times[0] as number)).toBe(1000);
      expect((times[0] as number) % 1000).toBe(0);
    }
  });
});

describe('results', () => {
  it('count a point by its accounts, a level by its points', () => {
    const results = pointResults(
      [row('alone', [person]), row('together', [person, other])],
      [person, other],
      ['alone', 'together'],
    );
    expect(results).toHaveLength(3);
    expect(atLeast(results[0]?.actions ?? actions({}), 'review')).toBe(1);
    const payer = byLevel(results).find(({ levels }) => levels === `payer ${person.traits.payer}`);
    expect(payer?.results.length).toBeGreaterThanOrEqual(2);
    expect(byPair(results).some(({ levels }) => levels.startsWith('task '))).toBe(true);
  });

  it('are found again in a file, but for a line cut short', () => {
    const rows = new SpaceRows(folder, 'one');
    const cell: SpaceCell = { measure: 'alone', seed: 1, points: [person] };
    rows.add(row('alone', [person]));
    expect(new SpaceRows(folder, 'one').of([cell])).toHaveLength(1);
    expect(new SpaceRows(folder, 'two').has(cell)).toBe(false);
  });

  it('become pages with tables, targets and plots', () => {
    const paths: SpacePaths = { page: '/p/page.md', tables: '/p/tables.md', images: '/p/i', evaluation: '/p/evaluation.md' };
    const facts: SpaceFacts = { full: false, date: '2026-01-01', version: '1', machine: 'a machine' };
    const plan = {
      honest: honestDesign(2),
      attack: attackDesign(1),
      evasions: [careless],
      cells: [],
    };
    const raised = [{ account: 'acct_a', group: pointGroup(person.id), before: 'allow', after: 'limit' }] as const;
    const rows = [
      row('alone', [person]),
      row('together', [person, other, ...plan.attack.points]),
      row('alone', [careless]),
      row('framing', [person], { raised }),
      row('renaming', [person], { respelled: [{ spelling: 'account ids', changed: raised }] }),
    ];
    const { page, tables, images } = composeSpacePages(plan, rows, facts, paths);
    expect([...images.keys()]).toEqual(['levels.svg', 'pairs.svg', 'evasions.svg']);
    for (const svg of images.values()) expect(svg).toContain('<title>');
    expect(page).not.toContain('{{');
    expect(tables).not.toContain('undefined');
    expect(page).toContain('| honest accounts that framers raise to limit or suspend | none | 1 | **no** |');
    expect(tables).toContain('allow to limit');
  });
});
