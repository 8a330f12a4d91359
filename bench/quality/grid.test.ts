import { describe, expect, it } from 'vitest';
import { WORLDS } from '../../sim/index.ts';
import { identityOf } from './cell/cell.ts';
import { type GridOptions, type PlannedSection, planGrid, SECTION_NAMES } from './grid.ts';

const OPTIONS: GridOptions = {
  quick: false,
  seeds: 10,
  scale: 0.004,
  worlds: WORLDS.map((world) => world.name),
  prompts: { path: '/somewhere/prompts.jsonl', hash: 'abc' },
  promptsPath: '/somewhere/prompts.jsonl',
  repositories: ['a/b', 'c/d'],
};

function section(plan: readonly PlannedSection[], name: string): PlannedSection {
  return plan.find((one) => one.name === name) as PlannedSection;
}

const identities = (plan: readonly PlannedSection[]) =>
  plan.flatMap(({ places }) => places.map(({ cell }) => identityOf(cell)));

describe('the grid', () => {
  it('has every section of the help, each with cells', () => {
    const plan = planGrid(OPTIONS);
    expect(plan.map(({ name }) => name)).toEqual(SECTION_NAMES);
    for (const { places } of plan) expect(places.length).toBeGreaterThan(0);
  });

  it('runs ten seeds of every world at its defaults, including the clean one, and each world once', () => {
    const { places } = section(planGrid(OPTIONS), 'default');
    expect(places).toHaveLength(10 * OPTIONS.worlds.length);
    expect(new Set(places.map(({ at }) => at))).toEqual(new Set(OPTIONS.worlds));
    expect(new Set(places.map(({ cell }) => identityOf(cell))).size).toBe(places.length);
  });

  it('shares the default worlds with the baselines, the replays and the ablations', () => {
    const plan = planGrid(OPTIONS);
    const defaults = new Set(section(plan, 'default').places.map(({ cell }) => identityOf(cell)));
    for (const name of ['baselines', 'time-to-detect', 'ablation'])
      for (const { cell } of section(plan, name).places) expect(defaults.has(identityOf(cell))).toBe(true);
    for (const { cell } of section(plan, 'ablation').places)
      expect(cell.kind === 'world' && cell.measures.ablations).toBe(true);
  });

  it('sweeps attacked worlds only, over the range that is promised', () => {
    const plan = planGrid(OPTIONS);
    for (const name of ['mixing', 'paraphrase', 'infrastructure', 'rate', 'accounts'])
      for (const { cell } of section(plan, name).places) expect(cell.kind === 'world' && cell.knobs.world).not.toBe('clean');
    const at = (name: string) => [...new Set(section(plan, name).places.map((place) => place.at))];
    expect(at('mixing')).toEqual([0, 0.2, 0.5, 0.8, 0.95]);
    expect(at('paraphrase')).toContain(0.5);
    expect(at('infrastructure')).toEqual(['shared', 'rotating', 'unique']);
    expect(at('accounts')).toEqual([20, 100, 500, 2_000, 5_000]);
  });

  it('is small when it is to be quick, and holds no cell twice in what is run', () => {
    const quick = planGrid({ ...OPTIONS, quick: true, seeds: 1 });
    expect(new Set(identities(quick)).size).toBeLessThan(0.25 * new Set(identities(planGrid(OPTIONS))).size);
  });

  it('says what it leaves out when the prompts are not there', () => {
    const plan = planGrid({ ...OPTIONS, prompts: null });
    expect(section(plan, 'real-prompts').leftOut).toContain('/somewhere/prompts.jsonl');
  });

  it('keys a cell by the content of the prompts and not by where they lie', () => {
    const moved = { ...OPTIONS, prompts: { path: '/elsewhere', hash: 'abc' } };
    const changed = { ...OPTIONS, prompts: { path: '/somewhere/prompts.jsonl', hash: 'def' } };
    expect(identities(planGrid(moved))).toEqual(identities(planGrid(OPTIONS)));
    expect(identities(planGrid(changed))).not.toEqual(identities(planGrid(OPTIONS)));
  });
});
