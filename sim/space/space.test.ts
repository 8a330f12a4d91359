/** The space of traits: designs that cover, points that are coherent, worlds that fit the wire format. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { Account, Exchange } from '../../src/model/wire.ts';
import { coherentAttack, coherentHonest } from './coherence.ts';
import { attackRule, honestRule } from './construction.ts';
import { Covering, type DesignRow } from './covering.ts';
import { CARELESS, costOf, EVASIONS, evasionPoints, stackedEvasions } from './evasions.ts';
import { framersOf, pointGroup, strangersOf } from './group.ts';
import { attackDesign, honestDesign } from './points.ts';
import { STORIES } from './stories.ts';
import { EXCUSES, HARVEST_TASKS, HONEST_TASKS, type SpacePoint } from './traits.ts';
import { writeSpaceWorld } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'space-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (world: string, name: string): string[] =>
  readFileSync(join(world, `${name}.ndjson`), 'utf8')
    .split('\n')
    .slice(0, -1);

async function write(name: string, points: readonly SpacePoint[], framed = false) {
  const out = join(folder, name);
  await writeSpaceWorld({ points, seed: 3, framed, out, tick() {} });
  const truth = lines(out, 'truth').map(
    (line) => JSON.parse(line) as { account: string; campaign: string | null; group: string },
  );
  return { out, truth, of: (group: string) => truth.filter((line) => line.group === group) };
}

describe('the designs', () => {
  it('cover nearly every pair of levels with 150 honest points, every story among them', () => {
    const { points, pairs } = honestDesign(150);
    expect(pairs.covered / pairs.possible).toBeGreaterThan(0.98);
    expect(points.every(({ traits }) => coherentHonest(traits))).toBe(true);
    for (const { name } of STORIES) expect(points.some(({ story }) => story === name)).toBe(true);
  });

  it('begin with the same points, however many follow', () => {
    expect(honestDesign(40).points.slice(0, 12)).toEqual(honestDesign(12).points);
    expect(attackDesign(20).points.slice(0, 8)).toEqual(attackDesign(8).points);
  });

  it('go on after every combination has been seen, or turned out to be impossible', () => {
    const levels = Array.from({ length: 12 }, (_, i) => `${i}`);
    const factors = { card: levels, network: levels, client: ['sdk', 'browser'] };
    const coherent = (row: DesignRow) => row.card === row.network;
    const covering = new Covering(factors, coherent);
    const rng = createRng('every combination');
    for (let i = 0; i < 40; i++) expect(coherent(covering.next(rng))).toBe(true);
    expect(covering.coverage().triples).toEqual({ covered: 24, possible: 24 });
  });

  it('give operators every excuse', () => {
    const { points } = attackDesign(30);
    expect(points.every(({ traits }) => coherentAttack(traits))).toBe(true);
    for (const excuse of EXCUSES) expect(points.some(({ traits }) => traits.excuse === excuse)).toBe(true);
  });
});

describe('single evasions', () => {
  it('are coherent and take one step from the careless operator', () => {
    const points = evasionPoints(EVASIONS.length * HARVEST_TASKS.length);
    expect(new Set(points.map(({ story, traits }) => `${story}/${traits.task}`)).size).toBe(points.length);
    for (const { traits } of points) expect(coherentAttack(traits)).toBe(true);
    const [careless] = points;
    expect(careless === undefined ? -1 : stackedEvasions(careless.traits)).toBe(0);
  });

  it('cost accounts and cards', () => {
    expect(costOf(CARELESS)).toEqual({ accounts: 60, cards: 10, perAccount: 10 });
    expect(costOf({ ...CARELESS, payer: 'own', cover: 'half' })).toEqual({ accounts: 120, cards: 120, perAccount: 5 });
  });
});

describe('points that no log can settle', () => {
  it('are a minority of the honest points', () => {
    const { points } = honestDesign(200);
    const settled = points.filter(({ traits }) => honestRule(traits) === null);
    expect(settled.length / points.length).toBeGreaterThan(0.85);
  });

  it('are few of the operators', () => {
    const { points } = attackDesign(60);
    expect(points.filter(({ traits }) => attackRule(traits) !== null).length).toBeLessThan(12);
  });
});

describe('a world', () => {
  const honest = honestDesign(60).points;
  const small = (points: readonly SpacePoint[]): SpacePoint[] =>
    points.map((point) => ({ ...point, traits: { ...point.traits, size: '8', volume: '3' } }) as SpacePoint);

  it('has every honest task and every excuse in the wire format', async () => {
    const points = [
      ...HONEST_TASKS.map((task) => honest.find(({ traits }) => traits.task === task) as SpacePoint),
      ...EXCUSES.map((excuse) => attackDesign(30).points.find(({ traits }) => traits.excuse === excuse) as SpacePoint),
    ];
    const { out, of } = await write('wire', small(points));
    // Groups mix in time: every fifth line has all of them.
    for (const line of lines(out, 'exchanges').filter((_, i) => i % 5 === 0)) Exchange.parse(JSON.parse(line));
    for (const line of lines(out, 'accounts')) Account.parse(JSON.parse(line));
    for (const { id, kind, traits } of points) {
      const routed = kind === 'attack' && traits.excuse === 'router';
      expect(of(pointGroup(id))).toHaveLength(routed ? 0 : 8);
      if (routed) expect(lines(out, 'truth_sub_accounts')).toHaveLength(8);
    }
  });

  it('is the same for the same points and seed', async () => {
    const points = small(honest.slice(0, 2));
    const one = await write('one', points);
    const two = await write('two', points);
    expect(lines(one.out, 'exchanges')).toEqual(lines(two.out, 'exchanges'));
  });

  it('has strangers where the text is public, and framers where it is framed', async () => {
    const shared = honest.find(({ traits }) => traits.text === 'public' && traits.task !== 'coding') as SpacePoint;
    const { of, out } = await write('framed', small([shared]), true);
    expect(of(strangersOf(shared.id)).length).toBeGreaterThan(10);
    const framers = new Set(of(framersOf(shared.id)).map(({ account }) => account));
    expect(framers.size).toBe(40);
    const members = new Set(of(pointGroup(shared.id)).map(({ account }) => account));
    const texts = (accounts: ReadonlySet<string>): string[] =>
      lines(out, 'exchanges')
        .map(
          (line) => JSON.parse(line) as { account: string; request: { system?: string; messages: { content: string }[] } },
        )
        .filter(({ account }) => accounts.has(account))
        .map(({ request }) => request.system ?? String(request.messages.at(-1)?.content).slice(0, 60));
    expect(new Set(texts(framers))).toEqual(new Set(texts(members)));
  });
});
