import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitHashInput, unitId } from './unit-id.ts';

/** Names that look like ids, and ordinary ones; without the NUL that the hash input puts between account and sub-account. */
const name = fc.oneof(
  fc.constantFrom('a', 'b', 'ab', '["a"]', '["a","b"]', '[', '"', ',', '\\u0000'),
  fc.string({ unit: 'binary', maxLength: 4 }).map((text) => text.replaceAll('\0', '')),
);
const unit = fc.record({
  account: name.filter((text) => text !== ''),
  sub: fc.option(name, { nil: null }),
});

describe('the two encodings of a unit', () => {
  it('tell the same units apart', () => {
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        const same = a.account === b.account && (a.sub || null) === (b.sub || null);
        expect(unitHashInput(a.account, a.sub) === unitHashInput(b.account, b.sub)).toBe(same);
        expect(unitId(a.account, a.sub) === unitId(b.account, b.sub)).toBe(same);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([undefined, null, ''])('take the sub-account %j for none', (none) => {
    expect(unitHashInput('acct', none)).toBe('acct');
    expect(unitId('acct', none)).toBe('acct');
    expect(unitId('[x]', none)).toBe('["[x]"]');
  });

  it('keep the bytes that are stored', () => {
    expect(unitHashInput('acct', 'u7')).toBe('acct\u0000u7');
    expect(unitId('acct', 'u7')).toBe('["acct","u7"]');
  });
});
