import { describe, expect, it } from 'vitest';
import { binDays, timeline } from './timeline.ts';

const day = (offset: number, exchanges = 1, accounts = 1) => ({
  day: new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10),
  exchanges,
  accounts,
});

describe('binDays', () => {
  it('fills days without traffic and accepts days in any order', () => {
    const { bins, binDays: size } = binDays([day(3, 5), day(0, 7)]);
    expect(size).toBe(1);
    expect(bins.map((bin) => bin.exchanges)).toEqual([7, 0, 0, 5]);
  });

  it('draws a long span by week and keeps the sum, with accounts as the most of a day', () => {
    const { bins, binDays: size } = binDays(Array.from({ length: 200 }, (_, i) => day(i, 2, i)));
    expect(size).toBe(7);
    expect(bins.reduce((sum, bin) => sum + bin.exchanges, 0)).toBe(400);
    expect(bins[0]?.accounts).toBe(6);
  });

  it('bounds the number of bars for a span of a century', () => {
    const { bins } = binDays([day(0), day(36_500)]);
    expect(bins.length).toBeLessThanOrEqual(130);
    expect(bins.reduce((sum, bin) => sum + bin.exchanges, 0)).toBe(2);
  });

  it('leaves out what is not a day', () => {
    expect(binDays([{ day: 'yesterday', exchanges: 3, accounts: 1 }]).bins).toEqual([]);
  });
});

describe('timeline', () => {
  it('says the peak in words and gives every figure in a table', () => {
    const text = timeline([day(0, 10, 3), day(1, 400, 5)], 't').text;
    expect(text).toContain('Peak: 400 exchanges on 2026-01-02');
    expect(text.match(/<tr>/g)).toHaveLength(3);
    expect(text.match(/role="img" aria-label="[^"]+"/g)).toHaveLength(2);
  });

  it('has words for no days at all, and a drawing for one', () => {
    expect(timeline([], 't').text).toContain('No dated exchanges');
    expect(timeline([day(0)], 't').text).toContain('<rect');
  });

  it('draws no figure that is not a number', () => {
    for (const days of [[day(0, 0, 0)], [day(0), day(1)], Array.from({ length: 900 }, (_, i) => day(i))]) {
      expect(timeline(days, 't').text).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
