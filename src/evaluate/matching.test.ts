import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstClaim, match } from './matching.ts';

function sides(rows: readonly { planted: string | null; finding: string | null }[]) {
  const planted = new Map<string, Set<string>>();
  const found = new Map<string, Set<string>>();
  const put = (map: Map<string, Set<string>>, name: string, account: string) =>
    map.set(name, (map.get(name) ?? new Set()).add(account));
  rows.forEach((row, i) => {
    if (row.planted !== null) put(planted, row.planted, `a${i}`);
    if (row.finding !== null) put(found, row.finding, `a${i}`);
  });
  return { planted, found };
}

const repeat = (count: number, planted: string | null, finding: string | null) =>
  Array.from({ length: count }, () => ({ planted, finding }));

const rows = fc.array(
  fc.record({
    planted: fc.constantFrom(null, 'p', 'q', 'r'),
    finding: fc.constantFrom(null, '1', '2', '3', '4'),
  }),
  { maxLength: 60 },
);

describe('matching findings to planted campaigns', () => {
  test('a campaign found whole and alone is pure, covered and in one piece', () => {
    const got = match(sides([...repeat(10, 'p', '1'), ...repeat(5, null, null)]));
    expect(got.campaigns).toEqual([
      {
        campaign: 'p',
        accounts: 10,
        finding: '1',
        shared: 10,
        coverage: 1,
        purity: 1,
        pieces: 1,
        foundAnywhere: 10,
      },
    ]);
    expect(got).toMatchObject({ purity: 1, adjustedPurity: 1, accountsFound: 10 });
  });

  test('splitting a campaign leaves its purity whole and costs adjusted purity and coverage', () => {
    const got = match(sides([...repeat(6, 'p', '1'), ...repeat(4, 'p', '2')]));
    expect(got).toMatchObject({ purity: 1, adjustedPurity: 0.6 });
    expect(got.campaigns[0]).toMatchObject({ finding: '1', coverage: 0.6, pieces: 2, foundAnywhere: 10 });
  });

  test('two campaigns merged into one finding can match it once', () => {
    const got = match(sides([...repeat(6, 'p', '1'), ...repeat(4, 'q', '1')]));
    expect(got).toMatchObject({ purity: 0.6, adjustedPurity: 0.6 });
    expect(got.campaigns.map((c) => c.finding)).toEqual(['1', null]);
  });

  test('honest accounts in a finding cost purity', () => {
    expect(match(sides([...repeat(6, 'p', '1'), ...repeat(2, null, '1')]))).toMatchObject({ purity: 0.75 });
  });

  test('nothing found is no purity, not a perfect one', () => {
    expect(match(sides(repeat(3, 'p', null)))).toMatchObject({
      purity: null,
      adjustedPurity: null,
      accountsFound: 0,
    });
  });

  test('adjusted purity never exceeds purity, and pieces and overlaps add up when recounted', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const got = match(sides(list));
        if (got.purity !== null) expect(got.adjustedPurity).toBeLessThanOrEqual(got.purity + 1e-12);
        for (const campaign of got.campaigns) {
          const own = list.filter((row) => row.planted === campaign.campaign);
          const inFindings = own.filter((row) => row.finding !== null);
          expect(campaign.accounts).toBe(own.length);
          expect(campaign.foundAnywhere).toBe(inFindings.length);
          expect(campaign.pieces).toBe(new Set(inFindings.map((row) => row.finding)).size);
          expect(campaign.shared).toBe(
            own.filter((row) => campaign.finding !== null && row.finding === campaign.finding).length,
          );
        }
      }),
    );
  });

  test('an account two findings claim goes to the first', () => {
    const got = firstClaim([
      ['strong', ['a', 'b', 'a']],
      ['weak', ['b', 'c']],
    ]);
    expect(got).toEqual(
      new Map([
        ['strong', new Set(['a', 'b'])],
        ['weak', new Set(['c'])],
      ]),
    );
  });
});
