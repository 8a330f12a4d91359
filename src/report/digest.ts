/**
 * The accounts of a run, as far as they fit on one page: counts of all, and the accounts with the highest risk of every
 * campaign. Reads the findings once and keeps a bounded number, so a run over millions of accounts can pass a generator.
 */
import type { AccountFinding } from '../model/finding.ts';
import { ACTIONS, type Action } from '../model/vocabulary.ts';

/** Most account rows embedded for one campaign. */
export const ROWS_PER_CAMPAIGN = 2_000;
/** Most account rows in the whole file, so that many large campaigns still open quickly. */
export const ROWS_IN_ALL = 24_000;

/** The accounts of one campaign, or those outside all of them. */
export interface AccountGroup {
  /** Highest risk first, then by id. */
  readonly rows: readonly AccountFinding[];
  readonly total: number;
  readonly byAction: Readonly<Record<Action, number>>;
}

/** The accounts of a run, grouped by campaign. */
export interface AccountDigest {
  readonly byCampaign: ReadonlyMap<string, AccountGroup>;
  /** Accounts in no campaign, at an action above allow. */
  readonly outside: AccountGroup;
  /** Number of all account findings, including those at allow. */
  readonly total: number;
}

/**
 * Groups the accounts by campaign and keeps those with the highest risk.
 * @param accounts every account finding of the run, in any order
 * @param campaigns ids of the campaigns shown; findings of other campaigns count as outside
 */
export function digestAccounts(accounts: Iterable<AccountFinding>, campaigns: readonly string[]): AccountDigest {
  const limit = Math.min(ROWS_PER_CAMPAIGN, Math.floor(ROWS_IN_ALL / (campaigns.length + 1)));
  const groups = new Map(campaigns.map((id) => [id, new Collector(limit)]));
  const outside = new Collector(limit);
  let total = 0;
  for (const finding of accounts) {
    total++;
    const group = finding.campaign === null ? undefined : groups.get(finding.campaign);
    if (group !== undefined) group.add(finding);
    else if (finding.action !== 'allow') outside.add(finding);
  }
  return {
    byCampaign: new Map([...groups].map(([id, group]) => [id, group.finish()])),
    outside: outside.finish(),
    total,
  };
}

/** Highest risk first; ties by account, then sub-account, in code-unit order, so that equal input gives equal bytes. */
export function byRisk(a: AccountFinding, b: AccountFinding): number {
  return b.risk - a.risk || order(a.account, b.account) || order(a.sub_account ?? '', b.sub_account ?? '');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

class Collector {
  private readonly limit: number;
  private rows: AccountFinding[] = [];
  private total = 0;
  private readonly byAction: Record<Action, number>;

  constructor(limit: number) {
    this.limit = limit;
    this.byAction = Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<Action, number>;
  }

  add(finding: AccountFinding): void {
    this.total++;
    this.byAction[finding.action]++;
    this.rows.push(finding);
    // Sorting when twice full keeps the cost at O(n log limit) and the memory at 2 * limit.
    if (this.rows.length >= 2 * this.limit) this.cut();
  }

  finish(): AccountGroup {
    this.cut();
    return { rows: this.rows, total: this.total, byAction: this.byAction };
  }

  private cut(): void {
    this.rows = this.rows.sort(byRisk).slice(0, this.limit);
  }
}
