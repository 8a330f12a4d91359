import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountFinding } from '../model/finding.ts';
import { byRisk, digestAccounts, ROWS_IN_ALL, ROWS_PER_CAMPAIGN } from './digest.ts';

function finding(
  account: string,
  risk: number,
  campaign: string | null,
  action: AccountFinding['action'] = 'review',
): AccountFinding {
  return { account, risk, campaign, action, reasons: [] };
}

describe('digestAccounts', () => {
  it('keeps the accounts of highest risk, in order, and counts the rest, however they arrive', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 9_000 }), (salt, size) => {
        const all = Array.from({ length: size }, (_, i) =>
          finding(`a${i}`, (Math.imul(i ^ salt, 2654435761) >>> 8) / 2 ** 24, 'c'),
        );
        const group = digestAccounts(all, ['c']).byCampaign.get('c')!;
        expect(group.total).toBe(size);
        expect(group.byAction.review).toBe(size);
        expect(group.rows).toEqual([...all].sort(byRisk).slice(0, ROWS_PER_CAMPAIGN));
      }),
      { numRuns: 20 },
    );
  });

  it('takes a generator and holds a bounded number of rows', () => {
    function* many(): Generator<AccountFinding> {
      for (let i = 0; i < 50_000; i++)
        yield finding(`a${i}`, (i % 997) / 997, i % 2 ? 'c' : null, i % 4 === 0 ? 'allow' : 'watch');
    }
    const digest = digestAccounts(many(), ['c']);
    expect(digest.total).toBe(50_000);
    expect(digest.byCampaign.get('c')!.rows).toHaveLength(ROWS_PER_CAMPAIGN);
    expect(digest.outside.total).toBe(12_500);
  });

  it('counts accounts that need nothing, without a row', () => {
    const digest = digestAccounts([finding('a', 0, null, 'allow'), finding('b', 0.4, null)], []);
    expect(digest.outside.rows.map((row) => row.account)).toEqual(['b']);
    expect(digest.total).toBe(2);
  });

  it('keeps an account of a campaign that is not shown, as one outside', () => {
    expect(digestAccounts([finding('a', 0.9, 'gone')], ['c']).outside.rows).toHaveLength(1);
  });

  it('shares the room of the file when there are many campaigns', () => {
    const ids = Array.from({ length: 119 }, (_, i) => `c${i}`);
    const all = Array.from({ length: 1_000 }, (_, i) => finding(`a${i}`, 0.5, 'c7'));
    expect(digestAccounts(all, ids).byCampaign.get('c7')!.rows).toHaveLength(ROWS_IN_ALL / 120);
  });
});
