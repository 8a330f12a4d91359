import { describe, expect, it } from 'vitest';
import { hash64BigInt } from '../kernels/hash.ts';
import type { AccountRecord } from '../model/account-record.ts';
import { planSteps } from './replay-steps.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 1, 2, 5);

/** What the engine answers: steps of an hour with exchanges, and the first exchange of each account. */
function source(
  slots: readonly (readonly [hour: number, exchanges: number])[],
  begun: Readonly<Record<string, number>> = {},
) {
  const first = START / HOUR;
  return {
    exchanges: {
      rows: async () => [],
      columns: async (sql: string): Promise<Record<string, BigInt64Array | BigUint64Array | Float64Array>> =>
        sql.includes('GROUP BY k')
          ? {
              k: BigInt64Array.from(slots, ([hour]) => BigInt(first + hour)),
              n: Float64Array.from(slots, ([, n]) => n),
            }
          : {
              a: BigUint64Array.from(Object.keys(begun), hash64BigInt),
              first: BigInt64Array.from(Object.values(begun), BigInt),
            },
    },
  };
}

const record = (change: Partial<AccountRecord>): AccountRecord =>
  ({ account: 'a', created: 0, status: 'active', statusTime: null, ...change }) as AccountRecord;

async function hours(
  slots: readonly (readonly [number, number])[],
  accounts: AccountRecord[] = [],
  releases: number[] = [],
): Promise<number[]> {
  const plan = await planSteps(
    source(slots, { a: START, late: START + 3.5 * HOUR }),
    HOUR,
    accounts,
    releases.map((released) => ({ model: 'm', released })),
  );
  return plan.times.map((time) => (time - START) / HOUR);
}

describe('the steps of a replay', () => {
  it('end at whole hours, and leave out those in which nothing came', async () => {
    const plan = await planSteps(
      source([
        [0, 3],
        [1, 2],
        [5, 4],
      ]),
      HOUR,
      [],
      [],
    );
    expect(plan.times).toEqual([1, 2, 6].map((hour) => START + hour * HOUR));
    expect(plan.exchanges).toEqual([3, 5, 9]);
    expect(plan.cut).toBe(false);
  });

  it('keep a step in which an account, a suspension or a release became known', async () => {
    const slots = [
      [0, 3],
      [9, 4],
    ] as const;
    const accounts = [
      record({ created: START + 2 * HOUR }),
      record({ status: 'suspended', statusTime: START + 4 * HOUR - 1 }),
      // A time of something that did not happen is none.
      record({ statusTime: START + 6 * HOUR }),
    ];
    expect(await hours(slots, accounts, [START + 7.5 * HOUR])).toEqual([1, 3, 4, 8, 10]);
  });

  it('leave out records of accounts that had sent nothing by then', async () => {
    const accounts = [
      record({ account: 'never', created: START + 2 * HOUR }),
      record({ account: 'late', created: START + 2 * HOUR }),
      record({ account: 'late', status: 'closed', statusTime: START + 3 * HOUR }),
      record({ account: 'late', status: 'closed', statusTime: START + 5 * HOUR }),
    ];
    // The account of which the record came before its first exchange in one hour is known in that hour.
    expect(
      await hours(
        [
          [0, 3],
          [9, 4],
        ],
        accounts,
      ),
    ).toEqual([1, 4, 6, 10]);
  });

  it('begin with the first exchange and end with the last, whatever else is known', async () => {
    const accounts = [record({ created: START - 40 * HOUR }), record({ created: START + 40 * HOUR })];
    expect(
      await hours(
        [
          [0, 1],
          [1, 1],
        ],
        accounts,
        [START - 1, START + 90 * HOUR],
      ),
    ).toEqual([1, 2]);
    expect(await hours([])).toEqual([]);
  });
});
