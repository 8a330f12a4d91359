/**
 * Baseline: single-link clustering on shared cards and addresses, as identity vendors and account-farm hunts describe
 * it ("duplicate linking", accounts to an IP). Two accounts are linked when they have a payment instrument in common,
 * or an address they signed up or sent from; whatever hangs together with at least five accounts is flagged. No value
 * is weighed by its popularity, which is the point of the comparison: a carrier's address ties a whole carrier.
 * It ignores content.
 */
import type { AccountInput } from '../../../src/model/wire.ts';
import type { BaselineDetector, BaselineResult, Seen } from './baseline.ts';
import { SharedBy } from './shared-by.ts';

const LEAST_ACCOUNTS = 5;

export function createSharedValues(): BaselineDetector {
  const sets = new SharedBy();
  return {
    add({ account, ip }: Seen) {
      if (ip === null) sets.add(account);
      else sets.share(account, `ip ${ip}`);
    },
    finish(accounts: readonly AccountInput[]): BaselineResult[] {
      shareRecords(sets, accounts);
      const groups = sets.sets();
      const scores = new Map<string, number>();
      for (const group of groups) for (const account of group) scores.set(account, bySize(group.length));
      return [
        {
          scores,
          threshold: bySize(LEAST_ACCOUNTS),
          groups: groups.filter((group) => group.length >= LEAST_ACCOUNTS),
        },
      ];
    },
  };
}

/** Cards and sign-up addresses of the account records. */
export function shareRecords(sets: SharedBy, accounts: readonly AccountInput[]): void {
  for (const record of accounts) {
    sets.add(record.account);
    for (const card of record.payment ?? []) sets.share(record.account, `card ${card}`);
    if (record.signup_ip) sets.share(record.account, `ip ${record.signup_ip}`);
  }
}

/** The bigger the cluster, the nearer to 1. */
function bySize(accounts: number): number {
  return 1 - 1 / accounts;
}
