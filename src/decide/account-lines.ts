/**
 * Findings about accounts and end users as lines of accounts.ndjson: one an account. A router is not a suspect for what
 * its end users do: its own line says allow, and names the end users that have a
 * finding or send a text under review.
 */
import type { AccountFinding, AccountLine } from '../model/finding.ts';

/** Whether a finding says more than that there is nothing to say: those of end users and in the record store. */
export function isTold({ campaign, action, text_under_review }: Omit<AccountFinding, 'account' | 'sub_account'>): boolean {
  return campaign !== null || action !== 'allow' || text_under_review !== undefined;
}

export function toAccountLines(findings: readonly AccountFinding[]): AccountLine[] {
  const lines: AccountLine[] = [];
  const routers = new Map<string, AccountLine & { sub_accounts: NonNullable<AccountLine['sub_accounts']> }>();
  for (const { sub_account, ...finding } of findings) {
    if (sub_account === undefined) {
      lines.push(finding);
      continue;
    }
    let router = routers.get(finding.account);
    if (!router) {
      router = {
        account: finding.account,
        risk: 0,
        campaign: null,
        action: 'allow',
        reasons: ['a declared router: its end users are judged one by one'],
        sub_accounts: [],
      };
      routers.set(finding.account, router);
      lines.push(router);
    }
    if (isTold(finding)) {
      const { account: _, ...rest } = finding;
      router.sub_accounts.push({ sub_account, ...rest });
    }
  }
  return lines;
}
