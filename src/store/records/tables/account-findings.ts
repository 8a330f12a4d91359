/** The finding of the last detection run about an account, for accounts in campaigns and accounts to be watched. */

export interface AccountFindingRow {
  account: string;
  /** Empty for the account itself. */
  sub_account: string;
  campaign: string | null;
  /** JSON text: the finding (AccountFinding of src/model/finding.ts). */
  body: string;
}
