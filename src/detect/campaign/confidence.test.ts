import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../model/finding.ts';
import { CONTENT_FAMILIES, type Family, RELATIONAL_FAMILIES } from '../../model/vocabulary.ts';
import { HIDDEN } from '../group/openness.ts';
import { clearPurposeStrength, groupConfidence, purposeStrength } from './confidence.ts';

const ALL: readonly Family[] = [...RELATIONAL_FAMILIES, ...CONTENT_FAMILIES];
const PURPOSE: readonly Family[] = ['intent', 'replay', 'technique_search'];
/** With a template and a harvest's shape, these say that a task list is swept. */
const WORKED: readonly Family[] = ['timing', 'sharding', 'failover'];
/** The line that a group without relations or purpose stays below. */
const LINE = 0.45;

const row = (family: Family, strength: number): Evidence => ({
  family,
  kind: (RELATIONAL_FAMILIES as readonly string[]).includes(family) ? 'relational' : 'content',
  strength,
  summary: '',
  detail: {},
});
const strength = fc.double({ min: 0, max: 1, noNaN: true });
/** At most one row a family, as detection gives them. */
const rowsOf = (families: readonly Family[]) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...families), strength), { selector: ([f]) => f })
    .map((list) => list.map(([f, s]) => row(f, s)));

describe('a clear purpose', () => {
  const intent = (detail: Evidence['detail']) => ({ ...row('intent', 0.9), detail });

  it('is the purpose without what firms ask for every day, and with reasoning that is brought along', () => {
    const strength = (rows: Evidence[]) => clearPurposeStrength(rows, HIDDEN);
    expect(strength([intent({ clear_purpose: 0.1 })])).toBeCloseTo(0.1);
    expect(strength([intent({ clear_purpose: 0, cleaning_strength: 0.8 })])).toBeCloseTo(0.8);
    expect(strength([intent({ clear_purpose: 0 }), row('replay', 0.5)])).toBeCloseTo(0.5);
    expect(strength([row('intent', 0.9)])).toBeCloseTo(0.9);
  });

  it('is never more than the purpose', () => {
    fc.assert(
      fc.property(rowsOf(ALL), (rows) => {
        expect(clearPurposeStrength(rows, HIDDEN)).toBeLessThanOrEqual(purposeStrength(rows, HIDDEN) + 1e-12);
      }),
    );
  });
});

describe('confidence', () => {
  it('stays below the line without relational evidence, whatever the content says', () => {
    fc.assert(
      fc.property(rowsOf(CONTENT_FAMILIES), (rows) => {
        expect(groupConfidence(rows).confidence).toBeLessThanOrEqual(LINE);
      }),
    );
    const all = groupConfidence(CONTENT_FAMILIES.map((f) => row(f, 1)));
    expect(all.heldBy).toBe('no_relational');
  });

  it('stays below the line without content, whatever the relations say', () => {
    fc.assert(
      fc.property(rowsOf(RELATIONAL_FAMILIES), (rows) => {
        expect(groupConfidence(rows).confidence).toBeLessThanOrEqual(LINE);
      }),
    );
    expect(groupConfidence(RELATIONAL_FAMILIES.map((f) => row(f, 1))).heldBy).toBe('no_content');
  });

  it('stays below the line when nothing says what the output is for', () => {
    // A sweep needs accounts that are worked as one, or made by one hand: without sign-ups nobody made them.
    const families = ALL.filter((f) => !PURPOSE.includes(f) && !WORKED.includes(f) && f !== 'registration');
    fc.assert(
      fc.property(rowsOf(families), (rows) => {
        expect(groupConfidence(rows).confidence).toBeLessThanOrEqual(LINE);
      }),
    );
    expect(groupConfidence(families.map((f) => row(f, 1))).heldBy).toBe('no_purpose');
  });

  it('takes a template swept over a task list by accounts worked as one for a purpose, and no two of the three', () => {
    const swept = [row('segment', 0.9), row('harvest_shape', 0.8), row('timing', 0.8), row('payment', 0.9)];
    expect(groupConfidence(swept).heldBy).toBeNull();
    for (const left of ['segment', 'harvest_shape', 'timing'] as const) {
      const rest = swept.filter((r) => r.family !== left);
      expect(groupConfidence(rest).heldBy).not.toBeNull();
    }
  });

  it('takes it for a purpose as well when one hand made the accounts, unless they stand openly together', () => {
    const made = [row('segment', 0.9), row('harvest_shape', 0.8), row('registration', 0.9), row('network', 0.7)];
    expect(groupConfidence(made).heldBy).toBeNull();
    expect(groupConfidence(made, { verified: 0, openlyLinked: 1, inTheOpen: 0 }).heldBy).toBe('no_purpose');
    for (const left of ['segment', 'harvest_shape', 'registration', 'network'] as const) {
      const rest = made.filter((r) => r.family !== left);
      expect(groupConfidence(rest).heldBy).not.toBeNull();
    }
  });

  it('takes one text put before strangers’ requests for a purpose', () => {
    const relayed = { ...row('segment', 0.9), detail: { injected_strength: 0.7 } };
    expect(groupConfidence([row('payment', 0.9), relayed]).heldBy).toBeNull();
    expect(groupConfidence([row('payment', 0.9), row('segment', 0.9)]).heldBy).toBe('no_purpose');
  });

  it('takes a private template of accounts that one hand made for a purpose, unless they chat', () => {
    const run = [
      row('segment', 0.95),
      row('registration', 0.7),
      row('payment', 0.35),
      row('client', 0.3),
      row('harvest_shape', 0.4),
    ];
    expect(groupConfidence(run).heldBy).toBeNull();
    expect(groupConfidence(run, { verified: 0, openlyLinked: 1, inTheOpen: 0 }).heldBy).toBe('no_purpose');
    for (const left of ['segment', 'registration', 'harvest_shape'] as const)
      expect(groupConfidence(run.filter((r) => r.family !== left)).heldBy).toBe('no_purpose');
  });

  it('takes the client that everybody runs who took up a tool for no tie', () => {
    const tool = [row('segment', 0.95), row('intent', 0.9), row('client', 0.9), row('harvest_shape', 0.9)];
    expect(groupConfidence(tool).heldBy).toBe('no_relational');
    expect(groupConfidence([...tool, row('timing', 0.5)]).heldBy).toBeNull();
  });

  it('takes the text that a host hands out at an event for none', () => {
    const handedOut = { ...row('segment', 0.9), detail: { injected_strength: 0.9 } };
    const made = [row('registration', 0.9), row('network', 0.6), handedOut, row('harvest_shape', 0.6)];
    expect(groupConfidence(made, { verified: 0, openlyLinked: 0.9, inTheOpen: 0 }).heldBy).toBe('no_purpose');
    expect(
      groupConfidence([...made, row('intent', 0.6)], { verified: 0, openlyLinked: 0.9, inTheOpen: 0 }).heldBy,
    ).toBeNull();
  });

  it('is high when relations, a template and a purpose agree, and low for nothing', () => {
    const verdict = groupConfidence([
      row('payment', 0.9),
      row('registration', 0.9),
      row('segment', 0.9),
      row('intent', 0.9),
    ]);
    expect(verdict.confidence).toBeGreaterThan(0.9);
    expect(verdict.heldBy).toBeNull();
    expect(groupConfidence([]).confidence).toBeLessThan(0.05);
  });

  it('never falls when one strength rises', () => {
    fc.assert(
      fc.property(rowsOf(ALL), fc.nat(), strength, (rows, pick, other) => {
        if (rows.length === 0) return;
        const k = pick % rows.length;
        const raised = rows.map((r, i) => (i === k ? { ...r, strength: Math.max(r.strength, other) } : r));
        expect(groupConfidence(raised).confidence).toBeGreaterThanOrEqual(groupConfidence(rows).confidence - 1e-12);
      }),
    );
  });

  it('does not depend on the order of the rows, and gives one contribution a row', () => {
    fc.assert(
      fc.property(rowsOf(ALL), (rows) => {
        const verdict = groupConfidence(rows);
        expect(groupConfidence([...rows].reverse()).confidence).toBeCloseTo(verdict.confidence, 10);
        expect(verdict.contributions).toHaveLength(rows.length);
        for (const [k, added] of verdict.contributions.entries()) {
          expect(added).toBeGreaterThanOrEqual(0);
          if (rows[k].strength === 0) expect(added).toBe(0);
        }
      }),
    );
  });
});
