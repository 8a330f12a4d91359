import { describe, expect, it } from 'vitest';
import { richReport } from '../../../test/report-fixture.ts';
import type { Campaign } from '../../model/finding.ts';
import { campaignCard } from './campaign.ts';

const [first] = richReport().campaigns.campaigns as [Campaign];
const card = (campaign: Campaign) => campaignCard(campaign, undefined).text;

describe('the card of a campaign', () => {
  it('says that the accounts belong to one verified organisation, and says it of no other campaign', () => {
    expect(card(first)).not.toContain('verified organisation');
    const organisation = card({ ...first, kind: 'organisation' });
    expect(organisation).toContain('One verified organisation');
    expect(organisation).toMatch(/accounts? of one verified organisation/);
  });
});
