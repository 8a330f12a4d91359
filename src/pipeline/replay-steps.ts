/**
 * The steps of a replay: whole multiples of its length in UTC, from the first exchange to the last. A step in which
 * nothing became known would find what the one before it found, and is left out: no exchange, no release, and no record
 * or suspension of an account that had sent something by then. (A record of an account that has sent nothing is in
 * nobody's way: detection looks at accounts with traffic.)
 */

import type { DetectSource } from '../aggregate/columns.ts';
import { LIMITS } from '../base/limits.ts';
import { hash64BigInt } from '../kernels/hash.ts';
import type { AccountRecord, ReleaseRecord } from '../model/account-record.ts';

export interface StepPlan {
  /** Length, ms. */
  readonly length: number;
  /** ms since the epoch, ascending: a step sees what is before its time. */
  readonly times: readonly number[];
  /** Exchanges before each time. */
  readonly exchanges: readonly number[];
  /** True when the log has more steps than {@link LIMITS.replaySteps}. */
  readonly cut: boolean;
}

export async function planSteps(
  source: { readonly exchanges: Pick<DetectSource['exchanges'], 'columns'> },
  length: number,
  accounts: readonly AccountRecord[],
  releases: readonly ReleaseRecord[],
): Promise<StepPlan> {
  const columns = await source.exchanges.columns(
    `SELECT toInt64(intDiv(time, ${length})) AS k, toFloat64(count()) AS n FROM exchanges GROUP BY k ORDER BY k`,
    [
      { name: 'k', type: 'Int64' },
      { name: 'n', type: 'Float64' },
    ],
  );
  const slots = Array.from(columns.k as BigInt64Array, Number);
  const counts = new Map(slots.map((k, r) => [k, Number(columns.n[r])]));
  if (slots.length === 0) return { length, times: [], exchanges: [], cut: false };
  const [first, last] = [slots[0] as number, slots.at(-1) as number];
  const known = new Set(slots);
  const add = (time: number | null, since = Number.NEGATIVE_INFINITY): void => {
    const k = time === null ? -1 : Math.floor(time / length);
    if (k >= first && k <= last && since < (k + 1) * length) known.add(k);
  };
  const begun = await firstExchanges(source);
  for (const { account, created, status, statusTime } of accounts) {
    const since = begun.get(hash64BigInt(account));
    if (since === undefined) continue;
    add(created, since);
    if (status !== 'active') add(statusTime, since);
  }
  for (const { released } of releases) add(released);

  const all = [...known].sort((a, b) => a - b);
  const taken = all.slice(0, LIMITS.replaySteps);
  let passed = 0;
  return {
    length,
    times: taken.map((k) => (k + 1) * length),
    exchanges: taken.map((k) => {
      passed += counts.get(k) ?? 0;
      return passed;
    }),
    cut: taken.length < all.length,
  };
}

/** When each account sent its first exchange, by the account's hash. */
async function firstExchanges(source: {
  readonly exchanges: Pick<DetectSource['exchanges'], 'columns'>;
}): Promise<Map<bigint, number>> {
  const columns = await source.exchanges.columns('SELECT account AS a, min(time) AS first FROM exchanges GROUP BY a', [
    { name: 'a', type: 'UInt64' },
    { name: 'first', type: 'Int64' },
  ]);
  return new Map(Array.from(columns.a as BigUint64Array, (key, r) => [key, Number(columns.first[r])]));
}
