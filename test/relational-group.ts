/** For tests of relational evidence: members with account records, to be planted among honest accounts. */
import { DAY } from '../src/base/clock.ts';
import { createRng } from '../src/base/rng.ts';
import type { AccountRecord } from '../src/model/account-record.ts';
import { type InputBuilder, START, type UnitSpec } from './detect-input.ts';

const MEMBERS = 20;

/** Members with records made by a function, and nothing else in common. */
export const membersWithRecords =
  (make: (k: number) => Partial<AccountRecord>, size = MEMBERS) =>
  (builder: InputBuilder): number[] =>
    builder.crowd(size, (k) => ({
      record: { created: START - (20 + 11 * k) * DAY, payment: [`own-${k}`], ...make(k) },
    }));

/** Accounts of different people: cards, sign-ups and volumes of their own. */
export function strangers(
  builder: InputBuilder,
  size: number,
  seed: string,
  make: (k: number) => UnitSpec = () => ({}),
): number[] {
  const rng = createRng(seed);
  return builder.crowd(size, (k) => ({
    exchanges: 5 + Math.floor(rng.exponential(60)),
    first: START + Math.floor(rng.next() * 4 * DAY),
    ...make(k),
    record: {
      created: START - Math.floor(rng.next() * 365 * DAY),
      payment: [`${seed}-${k}`],
      ...make(k).record,
    },
  }));
}
