import { describe, expect, it } from 'vitest';
import type { AccountFinding } from '../model/finding.ts';
import { accountsCsv, campaignsCsv, evidenceCsv } from './csv.ts';

const accounts: AccountFinding[] = [
  {
    account: '=HYPERLINK("http://x")',
    risk: 0.9,
    campaign: 'C-1',
    action: 'verify',
    reasons: ['shares card 1, twice', 'a "text"'],
  },
  {
    account: 'b',
    sub_account: '+1',
    risk: 0,
    campaign: null,
    action: 'allow',
    reasons: [],
    cleared_in: ['group-1', 'group-2'],
  },
];

describe('tables for spreadsheets', () => {
  it('quote what has separators, and escape what a spreadsheet would run', () => {
    expect(accountsCsv(accounts).split('\r\n')).toEqual([
      'account,sub_account,risk,campaign,action,reasons,cleared_in',
      `"'=HYPERLINK(""http://x"")",,0.9,C-1,verify,"shares card 1, twice; a ""text""",`,
      "b,'+1,0,,allow,,group-1; group-2",
      '',
    ]);
  });

  it('have a header even without a campaign', () => {
    expect(campaignsCsv([], accounts).split('\r\n')).toHaveLength(2);
    expect(evidenceCsv([])).toBe('campaign,family,kind,strength,log_likelihood_ratio,summary\r\n');
  });
});
