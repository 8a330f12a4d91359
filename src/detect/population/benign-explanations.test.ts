import { describe, expect, it } from 'vitest';
import { InputBuilder, START } from '../../../test/detect-input.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import type { AccountRecord } from '../../model/account-record.ts';
import { createPopulation } from '../population.ts';

const rng = createRng('circumstances');
const someDay = () => START - Math.floor(rng.next() * 365 * DAY);

/** What is left of one address that `size` accounts share, among 300 others. */
function leftOfAddress(size: number, record: (k: number) => Partial<AccountRecord>): number {
  const builder = new InputBuilder();
  builder.crowd(300, (k) => ({ record: { created: someDay(), payment: [`other-${k}`] } }));
  const holders = builder.crowd(size, (k) => ({
    record: { created: someDay(), payment: [`own-${k}`], ...record(k) },
  }));
  builder.share('address', holders);
  const layer = createPopulation(builder.build()).layers.find((l) => l.name === 'address');
  return layer?.unexplained[0] ?? Number.NaN;
}

describe('a crowd on one address', () => {
  it('is taken for a carrier’s customers when they have nothing else in common, the more the surer', () => {
    const left = [10, 24, 60, 200].map((size) => leftOfAddress(size, () => ({})));
    expect(left[0]).toBe(1);
    expect(left[1]).toBeLessThan(1);
    expect(left[2]).toBeLessThan(0.2);
    expect(left[3]).toBeLessThan(left[2]);
  });

  it('is no crowd of strangers when they share cards, a mail domain of their own or the hour of sign-up', () => {
    expect(leftOfAddress(60, (k) => ({ payment: [`card-${k % 9}`] }))).toBeGreaterThan(0.9);
    expect(leftOfAddress(60, () => ({ emailDomain: 'their-own' }))).toBeGreaterThan(0.9);
    expect(leftOfAddress(60, (k) => ({ created: START - 40 * DAY + k * MINUTE }))).toBeGreaterThan(0.8);
  });

  it('is not made one operator by the mail provider that most of the log uses, nor by two families in it', () => {
    const provider = (k: number) => ({ emailDomain: `provider-${k % 3}` });
    const builder = new InputBuilder();
    builder.crowd(300, (k) => ({ record: { created: someDay(), ...provider(k) } }));
    const holders = builder.crowd(80, (k) => ({
      record: { created: someDay(), payment: [k < 4 ? `family-${k % 2}` : `own-${k}`], ...provider(k) },
    }));
    builder.share('address', holders);
    const layer = createPopulation(builder.build()).layers.find((l) => l.name === 'address');
    expect(layer?.unexplained[0]).toBeLessThan(0.15);
  });

  it('is one at each address of its network', () => {
    const builder = new InputBuilder();
    builder.crowd(300, () => ({ record: { created: someDay() } }));
    const customers = builder.crowd(90, (k) => ({ record: { created: someDay(), payment: [`own-${k}`] } }));
    builder.share('network', customers);
    for (let v = 0; v < 9; v++)
      builder.shareAddress(
        customers.filter((_, k) => k % 9 === v),
        { network: 0 },
      );
    const layer = createPopulation(builder.build()).layers.find((l) => l.name === 'address');
    expect([...(layer?.unexplained ?? [])].every((left) => left < 0.1)).toBe(true);
  });
});

describe('a region', () => {
  /** What is left of an issuer range whose holders send through the systems that `system` gives. */
  function leftOfIssuer(system: (k: number) => number): number {
    const builder = new InputBuilder();
    const systems = new Map<number, number[]>();
    const join = (i: number, s: number) => {
      systems.set(s, [...(systems.get(s) ?? []), i]);
    };
    const crowd = builder.crowd(400, () => ({ record: { created: someDay() } }));
    for (const [k, i] of crowd.entries()) join(i, k % 40);
    const holders = builder.crowd(20, () => ({ record: { created: someDay(), paymentBin: 'issuer' } }));
    for (const [k, i] of holders.entries()) join(i, system(k));
    for (const units of systems.values()) builder.share('system', units);
    const layer = createPopulation(builder.build()).layers.find((l) => l.name === 'payment_bin');
    return layer?.unexplained[0] ?? Number.NaN;
  }

  it('explains an issuer whose holders have the same few internet providers', () => {
    expect(leftOfIssuer((k) => k % 3)).toBeLessThan(0.35);
  });

  it('does not explain one whose holders come from everywhere', () => {
    expect(leftOfIssuer((k) => 2 * k)).toBe(1);
  });

  it('says nothing where the log has no systems', () => {
    const builder = new InputBuilder();
    builder.crowd(20, () => ({ record: { paymentBin: 'issuer' } }));
    const layer = createPopulation(builder.build()).layers.find((l) => l.name === 'payment_bin');
    expect(layer?.unexplained[0]).toBe(1);
  });
});
