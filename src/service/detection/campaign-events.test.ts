import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../model/finding.ts';
import type { Lineage } from '../../model/lineage.ts';
import { actionEvents, campaignEvents, type Told } from './campaign-events.ts';

const AT = '2026-02-03T00:00:00.000Z';
const campaign = (id: string, change: Partial<Campaign> = {}): Campaign => ({
  id,
  confidence: 0.9,
  severity: 'high',
  accounts: ['a', 'b'],
  exchanges: 10,
  first_seen: AT,
  last_seen: AT,
  capabilities: [],
  intents: [],
  segments: [],
  evidence: [],
  action: 'review',
  action_reason: 'because',
  timeline: [],
  network: { nodes: [], edges: [], omitted: 0 },
  history: { event: 'continued', since: AT, previous: [id], accounts_before: 2 },
  ...change,
});
const lineage = (id: string, ended?: Lineage['ended']): Lineage => ({
  id,
  since: AT,
  lastSeen: AT,
  members: ['a', 'b'],
  segments: [],
  ...(ended === undefined ? {} : { ended }),
});
const told: Told = new Map([['C-1', { action: 'review', severity: 'high' }]]);
const types = (campaigns: Campaign[], before: Lineage[] = [], after: Lineage[] = []) =>
  campaignEvents(campaigns, told, before, after, 7).map(({ type, data }) => `${type} ${data.campaign}`);

describe('events of a detection run', () => {
  it('tell of what was not there, and not of what has only gone on', () => {
    expect(types([campaign('C-1', { exchanges: 99 }), campaign('C-2')])).toEqual(['campaign.found C-2']);
  });

  it('tell that a campaign is one verified organisation, and say nothing of others', () => {
    const kinds = [campaign('C-2', { kind: 'organisation' }), campaign('C-3')].map(
      (one) => campaignEvents([one], told, [], [], 7)[0]?.data.kind,
    );
    expect(kinds).toEqual(['organisation', undefined]);
  });

  it('tell of members that came or went, of another action and of another severity', () => {
    const history = { event: 'grew', since: AT, previous: ['C-1'], accounts_before: 1 } as const;
    for (const change of [{ history }, { action: 'limit' }, { severity: 'low' }] as Partial<Campaign>[])
      expect(types([campaign('C-1', change)])).toEqual(['campaign.changed C-1']);
  });

  it('tell once that one is over, and where its accounts are', () => {
    const ended = lineage('C-1', { at: AT, into: 'C-2' });
    const [event] = campaignEvents([], told, [lineage('C-1')], [ended], 7);
    expect(event).toMatchObject({
      type: 'campaign.ended',
      time: 7,
      data: { campaign: 'C-1', accounts: 2, merged_into: 'C-2' },
    });
    expect(types([], [ended], [ended])).toEqual([]);
  });

  it('name no account', () => {
    const events = campaignEvents(
      [campaign('C-2', { accounts: ['somebody'] })],
      told,
      [],
      [lineage('C-9', { at: AT, into: null })],
      7,
    );
    expect(JSON.stringify(events)).not.toContain('somebody');
    expect(events[0]?.data).toMatchObject({ accounts: 1, exchanges: 10, event: 'continued', since: AT });
  });
});

describe('events of a run that is decided again', () => {
  it('tell of another action alone, once, and that the campaign itself went on as it was', () => {
    const grown: Campaign['history'] = { event: 'grew', since: AT, previous: ['C-1'], accounts_before: 1 };
    expect(actionEvents([campaign('C-1', { history: grown, severity: 'low' })], told, 7)).toEqual([]);
    const events = actionEvents([campaign('C-1', { history: grown, action: 'watch' })], told, 7);
    expect(events).toMatchObject([
      {
        type: 'campaign.changed',
        time: 7,
        data: { campaign: 'C-1', action: 'watch', event: 'continued', accounts_before: 2 },
      },
    ]);
  });
});
