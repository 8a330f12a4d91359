import { describe, expect, it } from 'vitest';
import type { InputBuilder } from '../../../../test/detect-input.ts';
import { measureOf, type Plant, rowAbout, strengthOf, WEAK } from '../../../../test/evidence-rows.ts';
import { strangers } from '../../../../test/relational-group.ts';
import { clientEvidence } from './client.ts';

const rowFor = (plant: Plant) => rowAbout(clientEvidence, plant);
type Pairs = readonly (readonly [number, number])[];
const [BROWSER, SCRIPT, SDK, NEW] = [2, 3, 4, 5];

/** Members with software, among those who use a browser, a script and an SDK with their handshakes, and others. */
const disguised = (software: (k: number) => Pairs, others: Pairs = [], size = 100, more: Pairs = []) =>
  rowFor((builder) => {
    for (const program of [BROWSER, SCRIPT, SDK]) builder.crowd(60, () => ({ software: [[program, program]] }));
    builder.crowd(size, () => ({ software: others }));
    builder.crowd(10, () => ({ software: more }));
    return builder.crowd(20, (k) => ({ software: software(k) }));
  });

describe('one client', () => {
  it('is seen when only members run it, and never weighs much', () => {
    const row = rowFor((builder) => {
      const members = strangers(builder, 20, 'members');
      builder.share('client', members);
      return members;
    });
    expect(strengthOf(row)).toBeGreaterThan(0.3);
    expect(strengthOf(row)).toBeLessThan(0.6);
  });

  it('that a good part of the crowd runs ties nobody; that all members chose it says a little', () => {
    const row = rowFor((builder, crowd) => {
      const members = strangers(builder, 20, 'members');
      builder.share('client', [...crowd.slice(0, 60), ...members]);
      return members;
    });
    expect(measureOf(row, 'same')).toBe(0);
    expect(measureOf(row, 'uniformity')).toBeGreaterThan(0.05);
    expect(measureOf(row, 'uniformity')).toBeLessThan(0.2);
    expect(strengthOf(row)).toBeLessThan(WEAK);
  });

  it('of a router says nothing of its end users', () => {
    const row = rowFor((builder: InputBuilder) => {
      const users = builder.crowd(20, (k) => ({ account: 'router', subAccount: `user-${k}` }));
      builder.share('client', users);
      return users;
    });
    expect(row).toBeNull();
  });
});

describe('a disguise', () => {
  it('is a browser’s name over a script’s handshake', () => {
    const row = disguised(() => [[BROWSER, SCRIPT]]);
    expect(measureOf(row, 'disguise')).toBeGreaterThan(0.45);
  });

  it('is many names over one handshake', () => {
    const row = disguised((k) => Array.from({ length: 6 }, (_, a) => [1_000 + 10 * k + a, NEW] as const));
    expect(measureOf(row, 'disguise')).toBeGreaterThan(0.45);
  });

  it('is no program that says what it is, no new version with a new handshake, no rare one', () => {
    for (const software of [
      () => [[SDK, SDK]] as Pairs,
      () => [[BROWSER, NEW]] as Pairs,
      () => [[NEW, NEW]] as Pairs,
      (k: number) => [[1_000 + k, 2_000 + k]] as Pairs,
      (k: number) => [[1_000 + k, NEW]] as Pairs,
      // A browser and its updates over one handshake, and a script beside it.
      () =>
        [
          [BROWSER, BROWSER],
          [NEW, BROWSER],
          [SCRIPT, SCRIPT],
        ] as Pairs,
    ])
      expect(measureOf(disguised(software), 'disguise')).toBe(0);
  });

  it('is explained by a proxy that rewrites everybody’s handshakes, and by a tool that everybody updates daily', () => {
    const proxy: Pairs = [[BROWSER, SCRIPT]];
    expect(
      measureOf(
        disguised(() => proxy, proxy),
        'disguise',
      ),
    ).toBe(0);
    const updates = Array.from({ length: 6 }, (_, a) => [50 + a, 50] as const);
    expect(
      measureOf(
        disguised(() => updates, updates, 2_000),
        'disguise',
      ),
    ).toBeLessThan(WEAK);
  });

  it('is no pair that is usual for its user agent, or for its handshake', () => {
    const browser: Pairs = [[BROWSER, BROWSER]];
    for (const pair of [[[NEW, BROWSER]], [[BROWSER, NEW]]] as Pairs[])
      expect(
        measureOf(
          disguised(() => pair, browser, 200, pair),
          'disguise',
        ),
      ).toBe(0);
  });

  it('says nothing inside one organisation', () => {
    const row = rowFor((builder) => {
      for (const program of [BROWSER, SCRIPT]) builder.crowd(60, () => ({ software: [[program, program]] }));
      return builder.crowd(20, () => ({
        software: [[BROWSER, SCRIPT]],
        record: { emailDomain: 'office', verification: 'business' },
      }));
    });
    expect(measureOf(row, 'disguise')).toBe(0);
  });

  it('is not measured where a log has no handshakes', () => {
    expect(
      measureOf(
        disguised(() => [[BROWSER, 0]]),
        'disguise',
      ),
    ).toBe(0);
  });
});
