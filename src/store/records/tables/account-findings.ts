/** What the last look said of an account, for accounts that are in a campaign or are to be watched. */

export interface AccountFindingRow {
  account: string;
  /** Empty for the account itself. */
  sub_account: string;
  campaign: string | null;
  /** JSON text: the finding (AccountFinding of src/model/finding.ts). */
  body: string;
}
