/**
 * The two encodings of a unit of analysis: an account, or one end user (sub-account) of a router. An empty sub-account is none, in
 * both. There are two because each is a contract of its own: fingerprints in data directories hold hashes of
 * {@link unitHashInput}, and {@link unitId} is stored as PostgreSQL text, which cannot hold the NUL that the former uses.
 */

/**
 * The string whose hash is a fingerprint's `unit`: the account, or account, NUL and sub-account. Stored fingerprints and the wire
 * kernels (src/wire/assembly/row.ts) use the same bytes, so it never changes. It tells units apart as long as no account
 * contains a NUL.
 */
export function unitHashInput(account: string, subAccount?: string | null): string {
  return subAccount ? `${account}\u0000${subAccount}` : account;
}

/**
 * The id of a unit in records, decisions and labels: the account, or `[account, sub_account]` as JSON. An account whose own name
 * begins like such a list is wrapped too, so that no id can imitate another.
 */
export function unitId(account: string, subAccount?: string | null): string {
  if (subAccount) return JSON.stringify([account, subAccount]);
  return account.startsWith('[') ? JSON.stringify([account]) : account;
}

/** The ids of the units that a finding names: its accounts, and the end users of routers. */
export function memberIds(finding: {
  readonly accounts: readonly string[];
  readonly sub_accounts?: readonly { readonly account: string; readonly sub_account: string }[] | undefined;
}): string[] {
  const subs = (finding.sub_accounts ?? []).map((sub) => unitId(sub.account, sub.sub_account));
  return [...finding.accounts.map((account) => unitId(account)), ...subs];
}
