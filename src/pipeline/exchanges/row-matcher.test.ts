import { describe, expect, it } from 'vitest';
import { hash64BigInt } from '../../kernels/hash.ts';
import { FINGERPRINT_STRIDE, OFFSET } from '../../model/fingerprint-layout.ts';
import { unitHashInput } from '../../model/unit-id.ts';
import { HashSet64 } from './hash-set.ts';
import { RowMatcher, type SelectedUnit } from './row-matcher.ts';

/** A row of an account or of one of its end users. */
function rowOf(account: string, subAccount: string | null): DataView {
  const view = new DataView(new ArrayBuffer(FINGERPRINT_STRIDE));
  view.setBigUint64(OFFSET.account, hash64BigInt(account), true);
  view.setBigUint64(OFFSET.unit, hash64BigInt(unitHashInput(account, subAccount)), true);
  return view;
}

describe('the exchanges of a unit', () => {
  const isOf = (unit: SelectedUnit, account: string, subAccount: string | null) =>
    new RowMatcher({ units: [unit], selection: {} }, new Map()).isOfUnits(rowOf(account, subAccount), 0);

  it('are of the account with all its end users, of one end user, or of a router alone', () => {
    const answers = (unit: SelectedUnit) => [
      isOf(unit, 'a', null),
      isOf(unit, 'a', 'u'),
      isOf(unit, 'a', 'v'),
      isOf(unit, 'b', 'u'),
    ];
    expect(answers({ account: 'a' })).toEqual([true, true, true, false]);
    expect(answers({ account: 'a', subAccount: 'u' })).toEqual([false, true, false, false]);
    expect(answers({ account: 'a', subAccount: null })).toEqual([true, false, false, false]);
  });
});

describe('a set of hashes', () => {
  it('holds what was added, once, however many there are, and never 0', () => {
    const set = new HashSet64(BigUint64Array.of(1n << 32n, 5n));
    expect([set.has(0, 1), set.has(5, 0), set.has(1, 0), set.has(0, 0)]).toEqual([true, true, false, false]);
    for (let k = 1; k <= 5_000; k++) expect(set.add(k, k * 7)).toBe(true);
    for (let k = 1; k <= 5_000; k++) expect(set.add(k, k * 7)).toBe(false);
    expect(set.size).toBe(5_002);
    expect(set.add(0, 0)).toBe(false);
    expect(set.has(4_999, 7)).toBe(false);
  });
});
