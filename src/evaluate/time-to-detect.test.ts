import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplayFile } from '../model/replay.ts';
import type { Label, Labels } from './labels.ts';
import { readReplay, timeToDetect } from './time-to-detect.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 1, 2);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-time-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function labels(units: Record<string, Label>): Labels {
  return {
    units: new Map(Object.entries(units)),
    lines: { lines: 0, bad: 0, firstBad: 0 },
    conflicting: new Set(),
    repeated: 0,
  };
}

const planted = (campaign: string): Label => ({ campaign, group: campaign });
const honest = (group: string): Label => ({ campaign: null, group });

/** Two steps of an hour; everybody sends one exchange in each. */
function replay(change: Partial<ReplayFile> = {}): ReplayFile {
  const member = (account: string, spans: number[], limited?: number): ReplayFile['members'][number] => ({
    account,
    first_exchange: new Date(START).toISOString(),
    exchanges: 2,
    sent: [0, 1, 1, 1],
    in: spans,
    ...(limited === undefined ? {} : { limited }),
  });
  return {
    version: 1,
    step_ms: HOUR,
    complete: true,
    steps: [1, 2].map((s) => new Date(START + s * HOUR).toISOString()),
    campaigns: [],
    median_share: { review: null, limit: null },
    passing: [],
    passing_accounts: { review: 0, limit: 0 },
    findings: [
      {
        id: 'f',
        campaign: null,
        states: [
          [0, 'review', 0.6],
          [1, 'limit', 0.9],
        ],
      },
      { id: 'g', campaign: null, states: [[1, 'review', 0.5]] },
    ],
    members: [
      member('a1', [0, 0, 1], 1),
      member('a2', [0, 0, 1], 1),
      member('b1', [1, 1, 1]),
      member('h1', [0, 0, 1], 1),
      member('h2', [], undefined),
      member('stranger', [1, 1, 1]),
    ],
    ...change,
  };
}

const TRUTH = labels({
  a1: planted('still'),
  a2: planted('still'),
  a3: planted('still'),
  b1: planted('late'),
  c1: planted('missed'),
  h1: honest('classroom'),
  h2: honest('classroom'),
});

describe('time to detect by truth', () => {
  it('is told for each planted campaign, the one that nothing found included', () => {
    const { campaigns } = timeToDetect(TRUTH, replay());
    expect(campaigns.map(({ campaign }) => campaign)).toEqual(['late', 'missed', 'still']);
    expect(campaigns[2]).toMatchObject({
      accounts: 3,
      neverNamed: 1,
      review: { after_ms: HOUR, share: 0.5, accounts: 2 },
      limit: { after_ms: 2 * HOUR, share: 1 },
      unnamedShare: 0.5,
    });
    expect(campaigns[0]).toMatchObject({
      review: { after_ms: 2 * HOUR, share: 1 },
      limit: null,
      unnamedShare: 1,
    });
    expect(campaigns[1]).toEqual({
      campaign: 'missed',
      accounts: 1,
      neverNamed: 1,
      firstExchange: null,
      review: null,
      limit: null,
      unnamedShare: 1,
    });
  });

  it('counts in the medians a campaign that was never raised as all of it, and as never', () => {
    const { median } = timeToDetect(TRUTH, replay());
    expect(median).toEqual({
      reviewAfterMs: 2 * HOUR,
      reviewShare: 1,
      limitAfterMs: null,
      limitShare: 1,
      unnamedShare: 1,
    });
    expect(timeToDetect(labels({ h1: honest('x') }), replay()).median.reviewShare).toBeNull();
  });

  it('names the honest accounts that some step named', () => {
    expect(timeToDetect(TRUTH, replay()).honest).toEqual([{ group: 'classroom', review: 1, limit: 1 }]);
  });
});

describe('reading replay.json', () => {
  it('is null where the log was not replayed, and a problem where the file is something else', async () => {
    expect(await readReplay(folder)).toEqual({ ok: true, value: null });
    writeFileSync(join(folder, 'replay.json'), JSON.stringify(replay()));
    expect(await readReplay(folder)).toEqual({ ok: true, value: replay() });
    writeFileSync(join(folder, 'replay.json'), JSON.stringify({ ...replay(), steps: 7 }));
    expect(await readReplay(folder)).toMatchObject({
      ok: false,
      problem: { code: 'found_unreadable', message: expect.stringContaining("'steps'") },
    });
    writeFileSync(join(folder, 'replay.json'), '{');
    expect(await readReplay(folder)).toMatchObject({ ok: false, problem: { code: 'found_unreadable' } });
  });
});
