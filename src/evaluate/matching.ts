/**
 * Matches planted campaigns with findings by the accounts in common. Purity measures whether a finding contains only one
 * campaign; a finding for every single account would maximise it, so adjusted purity lets at most one finding match a
 * campaign (assignment.ts) and counts everything else as wrong.
 */
import { assign } from './assignment.ts';

/** Accounts of each side, as unit ids. An account should be in one finding only; see {@link firstClaim}. */
export interface Sides {
  /** Planted campaign -> its accounts. */
  readonly planted: ReadonlyMap<string, ReadonlySet<string>>;
  /** Finding -> its labelled accounts, honest ones included. */
  readonly found: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A planted campaign and the finding matched with it. */
export interface CampaignMatch {
  readonly campaign: string;
  readonly accounts: number;
  /** The finding that the one-to-one matching gives it. */
  readonly finding: string | null;
  readonly shared: number;
  /** Share of the campaign's accounts in that finding. */
  readonly coverage: number;
  /** Share of that finding's labelled accounts that are of the campaign. */
  readonly purity: number | null;
  /** Findings that hold at least one of its accounts. */
  readonly pieces: number;
  /** Accounts of the campaign in any finding. */
  readonly foundAnywhere: number;
}

/** All matches; purities are null when no account was found. */
export interface Matching {
  readonly campaigns: readonly CampaignMatch[];
  /** Accounts in findings, each once. */
  readonly accountsFound: number;
  readonly purity: number | null;
  readonly adjustedPurity: number | null;
}

/** Matches campaigns and findings one to one. */
export function match({ planted, found }: Sides): Matching {
  const findings = [...found.keys()];
  const shared = new Map<string, Float64Array>();
  for (const campaign of planted.keys()) shared.set(campaign, new Float64Array(findings.length));
  const campaignOf = new Map<string, string>();
  for (const [campaign, accounts] of planted) for (const account of accounts) campaignOf.set(account, campaign);

  let accountsFound = 0;
  let largest = 0;
  for (const [column, finding] of findings.entries()) {
    let best = 0;
    for (const account of found.get(finding) as ReadonlySet<string>) {
      accountsFound++;
      const row = shared.get(campaignOf.get(account) ?? '');
      if (row === undefined) continue;
      row[column] = (row[column] as number) + 1;
      best = Math.max(best, row[column] as number);
    }
    largest += best;
  }

  const rows = [...shared.values()];
  const pairs = assign(rows, findings.length);
  let matched = 0;
  const campaigns = [...planted].map(([campaign, accounts], at): CampaignMatch => {
    const row = rows[at] as Float64Array;
    const column = pairs[at] as number;
    const finding = column === -1 ? null : (findings[column] as string);
    const overlap = column === -1 ? 0 : (row[column] as number);
    matched += overlap;
    return {
      campaign,
      accounts: accounts.size,
      finding,
      shared: overlap,
      coverage: accounts.size === 0 ? 0 : overlap / accounts.size,
      purity: finding === null ? null : overlap / (found.get(finding) as ReadonlySet<string>).size,
      pieces: row.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0),
      foundAnywhere: row.reduce((sum, value) => sum + value, 0),
    };
  });
  return {
    campaigns,
    accountsFound,
    purity: accountsFound === 0 ? null : largest / accountsFound,
    adjustedPurity: accountsFound === 0 ? null : matched / accountsFound,
  };
}

/** Assigns an account that several findings name to the first of them: pass the most confident finding first. */
export function firstClaim(findings: Iterable<readonly [string, Iterable<string>]>): Map<string, Set<string>> {
  const taken = new Set<string>();
  const result = new Map<string, Set<string>>();
  for (const [finding, accounts] of findings) {
    const own = new Set<string>();
    for (const account of accounts) {
      if (taken.has(account)) continue;
      taken.add(account);
      own.add(account);
    }
    result.set(finding, own);
  }
  return result;
}
