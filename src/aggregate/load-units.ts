/** Reads who the units are, and puts together what is known of them. */
import { hash64BigInt } from '../kernels/hash.ts';
import { ABSENT, type HashIndex } from '../kernels/hash-index.ts';
import type { AccountRecord } from '../model/account-record.ts';
import type { DetectSource } from './columns.ts';
import type { Units } from './detect-input.ts';

interface Names {
  readonly account: readonly string[];
  readonly subAccount: readonly (string | null)[];
}

/** @param index the unit of each hash */
export async function loadNames(source: DetectSource, count: number, index: HashIndex): Promise<Names> {
  const account: string[] = new Array(count).fill('');
  const subAccount: (string | null)[] = new Array(count).fill(null);
  const names = await source.exchanges.rows<{ hash: string; account: string; sub_account: string | null }>(
    `SELECT toString(hash) AS hash, account, sub_account FROM names FINAL WHERE kind = 'unit'`,
  );
  const units = index.places(BigUint64Array.from(names, (name) => BigInt(name.hash)));
  const parents = index.places(BigUint64Array.from(names, (name) => hash64BigInt(name.account)));
  names.forEach((name, r) => {
    // A sub-account of an account that is no router was counted under the account.
    if (units[r] !== ABSENT) {
      account[units[r]] = name.account;
      subAccount[units[r]] = name.sub_account || null;
    } else if (parents[r] !== ABSENT) account[parents[r]] = name.account;
  });
  return { account, subAccount };
}

/** Joins sums, names and records of the units. */
export function toUnits(
  sums: Omit<Units, 'account' | 'subAccount' | 'record'>,
  { account, subAccount }: Names,
  records: ReadonlyMap<string, AccountRecord>,
): Units {
  return {
    ...sums,
    account,
    subAccount,
    // A router's papers say nothing of its end users.
    record: account.map((name, i) => (subAccount[i] === null ? (records.get(name) ?? null) : null)),
  };
}
