/** Reads who the units are, and puts together what is known of them. */
import { hash64BigInt } from '../kernels/hash.ts';
import { ABSENT, type HashIndex } from '../kernels/hash-index.ts';
import type { AccountRecord } from '../model/account-record.ts';
import type { DetectSource, Index } from './columns.ts';
import type { Units } from './input.ts';

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

/** Exchanges by hour of the day, 24 a unit. */
export async function loadHours(
  source: DetectSource,
  unitSql: string,
  count: number,
  at: Index,
): Promise<Float64Array> {
  const hours = new Float64Array(24 * count);
  const columns = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, toUInt8(intDiv(time, 3600000) % 24) AS hour, toFloat64(count()) AS n
     FROM exchanges GROUP BY u, hour`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'hour', type: 'UInt8' },
      { name: 'n', type: 'Float64' },
    ],
  );
  const n = columns.n as Float64Array;
  const hour = columns.hour as Uint8Array;
  at(columns.u as BigUint64Array).forEach((i, r) => {
    hours[24 * i + hour[r]] += n[r];
  });
  return hours;
}

export function toUnits(
  sums: Omit<Units, 'account' | 'subAccount' | 'record' | 'hours'>,
  { account, subAccount }: Names,
  hours: Float64Array,
  records: ReadonlyMap<string, AccountRecord>,
): Units {
  return {
    ...sums,
    account,
    subAccount,
    // A router's papers say nothing of its end users.
    record: account.map((name, i) => (subAccount[i] === null ? (records.get(name) ?? null) : null)),
    hours,
  };
}
