/**
 * One string for a unit: an account, or (account, sub_account) as a JSON list. An account whose own name looks like
 * such a list is wrapped too, so that no id can imitate another.
 */
export function unitId(account: string, subAccount?: string | null): string {
  if (subAccount !== undefined && subAccount !== null) return JSON.stringify([account, subAccount]);
  return account.startsWith('[') ? JSON.stringify([account]) : account;
}

/** The units that a finding names, as keys: its accounts, and the end users of routers. */
export function memberIds(finding: {
  readonly accounts: readonly string[];
  readonly sub_accounts?: readonly { readonly account: string; readonly sub_account: string }[] | undefined;
}): string[] {
  const subs = (finding.sub_accounts ?? []).map((sub) => unitId(sub.account, sub.sub_account));
  return [...finding.accounts.map((account) => unitId(account)), ...subs];
}
