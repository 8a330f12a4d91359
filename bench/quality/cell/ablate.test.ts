import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/base/rng.ts';
import type { Label, Labels } from '../../../src/evaluate/labels.ts';
import { HARVEST_TRAFFIC, honest, InputBuilder, START } from '../../../test/detect-input.ts';
import { ablate, FAMILIES } from './ablate.ts';
import { takeAway } from './take-away.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * 24 accounts with one harvest text and cards in common, and, unless `barely`, sign-up times and addresses, among 200 of
 * others.
 */
function plantedWorld(barely = false) {
  const exchanges = (k: number) => (barely ? Math.round(8 + 2 ** (k / 3)) : 100);
  const builder = new InputBuilder();
  honest(builder, 200, createRng('world'));
  const members = builder.crowd(24, (k) => ({
    ...HARVEST_TRAFFIC,
    account: `planted-${k}`,
    exchanges: exchanges(k),
    record: {
      created: START - 20 * DAY + k * (barely ? -9 * DAY : 4 * MINUTE),
      payment: [`card-${k % 5}`],
      email: `mail-${k}`,
    },
  }));
  for (let v = 0; v < (barely ? 0 : 6); v++)
    builder.share(
      'address',
      members.filter((_, k) => k % 6 === v),
    );
  builder.share('address', [0, 1]);
  builder.segment({ ...HARVEST_TRAFFIC, users: members.map((i, k) => [i, exchanges(k)]) });
  const input = builder.build();
  const labels: Labels = {
    units: new Map(
      input.units.account.map((account): [string, Label] => [
        account,
        account.startsWith('planted') ? { campaign: 'planted', group: 'planted' } : { campaign: null, group: 'ordinary' },
      ]),
    ),
    lines: { lines: 0, bad: 0, firstBad: 0 },
    conflicting: new Set(),
    repeated: 0,
  };
  return { input, labels, members };
}

describe('detection without families', () => {
  const { input, labels } = plantedWorld();
  const ablations = ablate(input, labels, () => {});
  const found = (steps: typeof ablations.single) => steps.map(({ outcome }) => outcome.found.truePositives);

  it('leaves out each family once, and says what each adds', () => {
    expect(ablations.single.map(({ families }) => families)).toEqual(FAMILIES.map((family) => [family]));
    expect(ablations.contributions.payment).toBeGreaterThan(0);
    expect(ablations.contributions.replay ?? 0).toBe(0);
    expect(found(ablations.greedy)[0]).toBe(24);
  });

  it('takes the families away one after the other, the strongest first, until nothing is found', () => {
    for (const list of [ablations.greedy, ablations.greedyKeeping]) {
      for (const [k, { families }] of list.entries()) expect(families).toHaveLength(k);
      expect(new Set(list.at(-1)?.families).size).toBe(list.length - 1);
    }
    const strongest = Object.entries(ablations.contributions).sort(([, a], [, b]) => b - a)[0]?.[0];
    expect(ablations.greedy[1]?.families).toEqual([strongest]);
    expect(found(ablations.greedy).at(-1)).toBe(0);
  });

  it('keeps in the second list what nothing is found without', () => {
    const { input, labels } = plantedWorld(true);
    const barely = ablate(input, labels, () => {});
    const condition = FAMILIES.filter((_, k) => found(barely.single)[k] === 0);
    expect(condition).toContain('payment');
    const removed = barely.greedyKeeping.at(-1)?.families ?? [];
    for (const family of condition) expect(removed).not.toContain(family);
    expect(barely.greedyKeeping.length).toBeGreaterThanOrEqual(barely.greedy.length);
  });

  it('can be stopped between two detections', () => {
    expect(() =>
      ablate(input, labels, () => {
        throw new Error('stopped');
      }),
    ).toThrow('stopped');
  });
});

describe('taking away', () => {
  const { input, members } = plantedWorld();
  const of = (unit: number) => members.includes(unit);

  it('clears cards of the attacker’s accounts and of no others', () => {
    const { units } = takeAway(input, 'payment', of);
    for (const unit of members) expect(units.record[unit]?.payment).toEqual([]);
    expect(units.record[0]).toEqual(input.units.record[0]);
    expect(units.record[members[0] as number]?.email).toBe('mail-0');
  });

  it('drops the attacker’s addresses, and keeps an address that others share', () => {
    const { addresses } = takeAway(input, 'network', of);
    expect(addresses.values).toBe(1);
    expect([...addresses.start]).toEqual([0, 2]);
    expect([...addresses.unit]).toEqual([0, 1]);
    expect(input.addresses.values).toBe(7);
  });

  it('changes no data for a family that is read from the traffic itself', () => {
    expect(takeAway(input, 'segment', of)).toEqual(input);
  });
});
