import { describe, expect, it } from 'vitest';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import { textEvents } from './text-events.ts';

const AT = '2026-02-03T00:00:00.000Z';
const text = (id: string, change: Partial<TextUnderReview> = {}): TextUnderReview => ({
  id,
  score: 0.9,
  segments: [`segment-of-${id}`],
  accounts: ['a', 'b', 'c', 'd'],
  parties: 4,
  exchanges: 90,
  first_seen: AT,
  last_seen: AT,
  adoption: [],
  drop_out: { days: 5, share: 0 },
  traffic_share: { lower_quartile: 0.5, median: 0.6, upper_quartile: 0.7 },
  capabilities: [],
  intents: [],
  speaks_for: [],
  speaks_against: [],
  explanation: { kind: 'shared_by_strangers', sentence: '' },
  ...change,
});
const told = (texts: TextUnderReview[], before: TextUnderReview[]) =>
  textEvents(texts, before, [], 7).map(({ type, data }) => `${type} ${data.text}`);

describe('events about texts', () => {
  it('tell of a text that is new, and not of one that has only gone on', () => {
    expect(told([text('T-1'), text('T-2')], [text('T-1', { exchanges: 5 })])).toEqual(['text.opened T-2']);
  });

  it('tell of one with a quarter more or fewer users, or with another explanation', () => {
    expect(told([text('T-1', { accounts: ['a', 'b', 'c', 'd', 'e'] })], [text('T-1')])).toEqual(['text.changed T-1']);
    expect(told([text('T-1', { accounts: ['a', 'b', 'c'] })], [text('T-1')])).toEqual(['text.changed T-1']);
    const explanation = { kind: 'weakly_tied', sentence: '' } as const;
    expect(told([text('T-1', { explanation })], [text('T-1')])).toEqual(['text.changed T-1']);
  });

  it('tell of one that is over, and of the campaign that it became', () => {
    const campaign = { id: 'C-1', segments: [{ id: 'segment-of-T-1', accounts: 4, exchanges: 90 }] };
    expect(textEvents([], [text('T-1'), text('T-2')], [campaign], 7)).toEqual([
      { type: 'text.closed', time: 7, data: { text: 'T-1', users: 4, last_seen: AT, campaign: 'C-1' } },
      { type: 'text.closed', time: 7, data: { text: 'T-2', users: 4, last_seen: AT } },
    ]);
  });

  it('hold no account', () => {
    const accounts = Array.from({ length: 9 }, (_, k) => `secret-${k}`);
    const events = textEvents([text('T-1', { accounts })], [], [], 7);
    expect(events[0]?.data).toMatchObject({ text: 'T-1', users: 9, explanation: 'shared_by_strangers' });
    expect(JSON.stringify(events)).not.toContain('secret');
  });
});
