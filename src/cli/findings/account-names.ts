/**
 * Finds an account by the name that a person types: the account itself, or ACCOUNT/SUB for an end user of a router. Of a name that is
 * not there, the nearest ones are suggested.
 */
import { fail, ok, type Result } from '../../base/problem.ts';
import type { AccountLine } from '../../model/finding.ts';
import { eachAccount } from './analysis-output.ts';

/** The line of an account, and which of its end users is meant. */
export interface NamedAccount {
  readonly line: AccountLine;
  /** Null: the account itself. */
  readonly subAccount: string | null;
}

const SUGGESTIONS = 3;
/** More changed characters than this share of the name, and it is another name. */
const NEAR_SHARE = 0.34;
/** Longer names are not compared character by character. */
const LONGEST_COMPARED = 128;

/** The name of an account or an end user as it is typed. */
export function accountName(account: string, subAccount?: string | null): string {
  return subAccount ? `${account}/${subAccount}` : account;
}

/** Looks for a name in accounts.ndjson. Problems: `account_unknown`, `found_unreadable`. */
export async function findAccount(directory: string, name: string): Promise<Result<NamedAccount>> {
  const found: { whole: AccountLine | null; part: NamedAccount | null; router: AccountLine | null } = {
    whole: null,
    part: null,
    router: null,
  };
  const near = new NearNames(name);
  const read = await eachAccount(directory, (line) => {
    if (line.account === name) found.whole = line;
    near.offer(line.account);
    if (!name.startsWith(`${line.account}/`)) return;
    const subAccount = name.slice(line.account.length + 1);
    if (line.sub_accounts?.some((user) => user.sub_account === subAccount)) found.part = { line, subAccount };
    else if (line.sub_accounts !== undefined) found.router = line;
    for (const user of line.sub_accounts ?? []) near.offer(accountName(line.account, user.sub_account));
  });
  if (!read.ok) return read;
  if (found.whole !== null) return ok({ line: found.whole, subAccount: null });
  if (found.part !== null) return ok(found.part);
  const names = near.nearest();
  const router =
    found.router === null
      ? ''
      : ` The router ${found.router.account} is there; it lists the end users with a finding, and this is none of them.`;
  return fail({
    code: 'account_unknown',
    message: `expected an account of the analysis, got '${name}', which is not in accounts.ndjson.${router}`,
    hint: names.length === 0 ? 'accounts.ndjson has one line for each account.' : `Did you mean ${names.join(', ')}?`,
  });
}

/** Keeps the names that are nearest to one. */
class NearNames {
  private readonly name: string;
  private readonly kept: { name: string; distance: number }[] = [];

  constructor(name: string) {
    this.name = name.slice(0, LONGEST_COMPARED);
  }

  offer(candidate: string): void {
    const { name, kept } = this;
    const most = Math.max(2, Math.floor(NEAR_SHARE * name.length));
    const far = kept.length < SUGGESTIONS ? most : Math.min(most, kept[kept.length - 1].distance - 1);
    const distance = name.length >= 4 && candidate.startsWith(name) ? 0 : distanceWithin(name, candidate, far);
    if (distance > far) return;
    kept.push({ name: candidate, distance });
    kept.sort((a, b) => a.distance - b.distance);
    if (kept.length > SUGGESTIONS) kept.pop();
  }

  nearest(): string[] {
    return this.kept.map(({ name }) => name);
  }
}

/** Changed, added and left-out characters between two names (Levenshtein 1966), or more than `most`. */
function distanceWithin(a: string, b: string, most: number): number {
  if (most < 0 || Math.abs(a.length - b.length) > most) return most + 1;
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
    before = row;
  }
  return before[b.length];
}
