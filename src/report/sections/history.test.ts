import { describe, expect, it } from 'vitest';
import { richReport } from '../../../test/report-fixture.ts';
import type { CampaignHistory } from '../../model/finding.ts';
import type { CampaignState } from '../../model/lineage.ts';
import { renderReport } from '../html.ts';
import type { ReportInput } from '../input.ts';

const HOSTILE = '"><script>alert(1)</script>';

function withHistory(histories: CampaignHistory[], ended: boolean): ReportInput {
  const input = richReport();
  const campaigns = input.campaigns.campaigns.map((campaign, k) => ({
    ...campaign,
    ...(histories[k] === undefined ? {} : { history: histories[k] }),
  }));
  const gone = {
    id: HOSTILE,
    since: '2026-02-03T00:00:00Z',
    last_seen: '2026-02-04T00:00:00Z',
    ended: '2026-02-06T00:00:00Z',
    accounts: 12,
  };
  return {
    ...input,
    campaigns: {
      ...input.campaigns,
      campaigns,
      ...(ended ? { ended: [gone, { ...gone, id: 'c-merged', merged_into: campaigns[0]!.id }] } : {}),
    },
  };
}

const history = (change: Partial<CampaignHistory>): CampaignHistory => ({
  event: 'grew',
  since: '2026-02-05T00:00:00Z',
  previous: ['c-5f2a91d04be7'],
  accounts_before: 1_200,
  ...change,
});

const words = (input: ReportInput): string =>
  renderReport(input)
    .replaceAll('\u00a0', ' ')
    .replace(/<[^>]*>/g, '|')
    .replace(/\|+/g, '|');

describe('the section about earlier runs', () => {
  it('is not there on the first run on some data', () => {
    const first = withHistory([history({ event: 'born', previous: [], accounts_before: 0 })], false);
    expect(renderReport(first)).not.toContain('id="history"');
    expect(renderReport(richReport())).not.toContain('id="history"');
  });

  it('tells what became of each campaign, with its size run by run', () => {
    const input = withHistory(
      [
        history({}),
        history({ event: 'merged', previous: ['c-b', HOSTILE], merged_from: [HOSTILE] }),
        history({ event: 'split', split_from: 'c-whole' }),
      ],
      false,
    );
    const state = (accounts: number): CampaignState => ({
      at: '2026-02-05T00:00:00Z',
      event: 'born',
      accounts,
      exchanges: 1,
      confidence: 0.9,
      action: 'limit',
    });
    const id = input.campaigns.campaigns[0]!.id;
    const told = words({ ...input, runs: new Map([[id, [state(40), state(1_200)]]]) });
    expect(told).toContain('|Grew|2026-02-05|1,200 → 2,640|40 → 1,200 → 2,640|');
    expect(told).toContain('|Absorbed |');
    expect(told).toContain('|Split from |c-whole|');
    expect(renderReport(input)).toContain('<a href="#history">');
    expect(renderReport(input)).not.toContain('<script>alert(1)');
  });

  it('lists the campaigns that have ended, and where they went', () => {
    const told = words(withHistory([history({ event: 'continued' })], true));
    expect(told).toContain('|2 ended campaigns|1 now part of another campaign and 1 no longer found.|');
    expect(told).toContain('|2026-02-04|2026-02-06|12|');
    expect(renderReport(withHistory([], true))).not.toContain('<script>alert(1)');
  });
});
