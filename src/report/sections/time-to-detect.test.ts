import { describe, expect, it } from 'vitest';
import { richReport } from '../../../test/report-fixture.ts';
import type { ReplayedCampaign, ReplaySummary } from '../../model/replay.ts';
import { leakChart, leakPoints } from '../charts/leak.ts';
import { renderReport } from '../html.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 1, 3);
const HOSTILE = '"><script>alert(1)</script>';
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const stepsOf = (n: number): string[] => Array.from({ length: n }, (_, s) => new Date(START + (s + 1) * HOUR).toISOString());

function campaign(steps: number, change: Partial<ReplayedCampaign> = {}): ReplayedCampaign {
  return {
    id: HOSTILE,
    accounts: 20,
    exchanges: 10 * steps,
    first_exchange: new Date(START).toISOString(),
    review: {
      at: stepsOf(2)[1] as string,
      after_ms: 2 * HOUR,
      exchanges: 20,
      share: 2 / steps,
      accounts: 12,
    },
    limit: null,
    unnamed_share: 2 / steps,
    curve: {
      passed: Array.from({ length: steps }, (_, s) => 10 * (s + 1)),
      unnamed: Array.from({ length: steps }, (_, s) => 10 * Math.min(2, s + 1)),
    },
    ...change,
  };
}

function replay(change: Partial<ReplaySummary> = {}): ReplaySummary {
  return {
    version: 1,
    step_ms: HOUR,
    complete: true,
    steps: stepsOf(8),
    campaigns: [campaign(8)],
    median_share: { review: 0.25, limit: 1 },
    passing: [],
    passing_accounts: { review: 0, limit: 0 },
    ...change,
  };
}

const report = (given?: ReplaySummary): string =>
  plain(renderReport({ ...richReport(), ...(given === undefined ? {} : { replay: given }) }));

describe('the section about time to detect', () => {
  it('is there when the log was replayed, with a way to it, and not otherwise', () => {
    expect(report(replay())).toContain('id="time-to-detect"');
    expect(report(replay())).toContain('<a href="#time-to-detect">');
    expect(report()).not.toContain('time-to-detect');
  });

  it('tells when a campaign was first raised, how much had passed, and what never came', () => {
    const text = report(replay()).replace(/<[^>]*>/g, '|');
    expect(text).toContain('in 8 steps of 1 h');
    expect(text).toMatch(/\|2 h\|+25%\|+12 of 20\|+never\|+-\|+25%/);
    expect(text).toMatch(/Median\|+25%\|+100%/);
    expect(text).toContain('Every account that was named during the replay is in a campaign now.');
  });

  it('tells of alarms in passing and of a replay that was stopped', () => {
    const alarm = {
      id: HOSTILE,
      first: stepsOf(1)[0] as string,
      last: stepsOf(3)[2] as string,
      steps: 3,
      accounts: 7,
      action: 'verify' as const,
      confidence: 0.8,
    };
    const text = report(
      replay({
        complete: false,
        stopped: 'interrupted',
        passing: [alarm],
        passing_accounts: { review: 7, limit: 1 },
      }),
    );
    expect(text).toContain('7 accounts were named during the replay but are in no campaign now; 1 of them');
    expect(text).toContain('The replay is not complete.');
    expect(text).not.toContain('<script>alert(1)');
    expect(text.match(/&lt;script&gt;alert\(1\)/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('says so when there is nothing to time', () => {
    const none = replay({ campaigns: [], median_share: { review: null, limit: null } });
    expect(report(none)).toContain('There is no campaign to time.');
  });
});

describe('the chart of what had passed', () => {
  it('begins with nothing at the first exchange and never falls', () => {
    const points = leakPoints(campaign(8), stepsOf(8));
    expect(points[0]).toEqual({ at: START, passed: 0, unnamed: 0 });
    expect(points.at(-1)).toMatchObject({ passed: 1, unnamed: 0.25 });
    points.slice(1).forEach((point, k) => {
      expect(point.passed).toBeGreaterThanOrEqual(points[k]?.passed as number);
      expect(point.unnamed).toBeLessThanOrEqual(point.passed);
    });
  });

  it('keeps the marked steps and the last one of a long replay', () => {
    const long = campaign(5_000, {
      review: { at: stepsOf(778)[777] as string, after_ms: 0, exchanges: 0, share: 0, accounts: 1 },
    });
    const points = leakPoints(long, stepsOf(5_000));
    expect(points.length).toBeLessThan(260);
    expect(points.map((point) => point.at)).toContain(START + 778 * HOUR);
    expect(points.at(-1)?.at).toBe(START + 5_000 * HOUR);
  });

  it('is left out when no step lies behind the first exchange', () => {
    expect(leakChart(campaign(0, { exchanges: 0 }), [])).toBeNull();
    expect(leakChart(campaign(8), stepsOf(8))?.text).toContain('role="img"');
  });
});
