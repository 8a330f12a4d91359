import { describe, expect, it } from 'vitest';
import { decide } from '../decide/decide.ts';
import { defaultPolicy } from '../decide/policy/default-policy.ts';
import type { CampaignFinding, DetectionResult } from '../detect/campaign/finding.ts';
import { HIDDEN } from '../detect/group/openness.ts';
import { ReplayLog } from './replay-log.ts';
import { campaignTimes, passingAccounts, passingAlarms } from './replay-outcome.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 1, 2);

function finding(id: string, names: readonly string[], confidence = 0.6): CampaignFinding {
  return {
    id,
    confidence,
    severity: 'low',
    accounts: [...names],
    exchanges: names.length,
    first_seen: new Date(START).toISOString(),
    last_seen: new Date(START).toISOString(),
    capabilities: [],
    intents: [],
    segments: [],
    evidence: [],
    timeline: [],
    network: { nodes: [], edges: [], omitted: 0 },
    open: HIDDEN,
    members: names.map((account) => ({
      account,
      subAccount: null,
      risk: confidence,
      byContent: true,
      byRelation: true,
      contentShare: 1,
      exchanges: 20,
      reasons: [],
    })),
  };
}

const detection = (...campaigns: CampaignFinding[]): DetectionResult => ({
  window: { from: START, to: START + 10 * HOUR },
  units: 0,
  campaigns,
  dismissed: [],
  others: [],
  texts: [],
  textsLeftOut: 0,
  textMarks: [],
  norm: null,
});

const names = (prefix: string, n: number): string[] => Array.from({ length: n }, (_, k) => `${prefix}${k}`);

/** Plays the steps; every account sends one exchange a step. */
function play(steps: readonly DetectionResult[], final: DetectionResult) {
  const journal = new ReplayLog(final.campaigns.map((campaign) => campaign.id));
  steps.forEach((found, s) => {
    journal.add(s, START + (s + 1) * HOUR, found, (named) => decide(named, { policy: defaultPolicy(), now: START }));
  });
  const members = [...journal.allMembers(final).values()].map((member) => ({
    account: member.account,
    first_exchange: new Date(START).toISOString(),
    exchanges: steps.length,
    sent: steps.flatMap((_, s) => [s, 1]),
    in: member.in,
    ...(member.limited === null ? {} : { limited: member.limited }),
  }));
  return {
    steps: steps.map((_, s) => new Date(START + (s + 1) * HOUR).toISOString()),
    findings: journal.finish(final, START + steps.length * HOUR),
    members,
  };
}

describe('the journal of a replay', () => {
  it('knows a finding again that grows and takes another name, and gives it the name of the campaign it becomes', () => {
    const final = detection(finding('C-FINAL', names('a', 9)));
    const written = play(
      [detection(), detection(finding('C-1', names('a', 5))), detection(finding('C-2', names('a', 8), 0.7)), final],
      final,
    );
    expect(written.findings).toEqual([
      {
        id: 'C-FINAL',
        campaign: 'C-FINAL',
        states: [
          [1, 'review', 0.6],
          [2, 'review', 0.7],
          [3, 'review', 0.6],
        ],
      },
    ]);
    expect(written.members.find((member) => member.account === 'a0')?.in).toEqual([0, 1, 3]);
    expect(written.members.find((member) => member.account === 'a8')?.in).toEqual([0, 3, 3]);
    expect(campaignTimes(final, written)).toMatchObject([
      {
        id: 'C-FINAL',
        accounts: 9,
        exchanges: 36,
        review: { at: written.steps[1], accounts: 5, share: 0.5 },
      },
    ]);
    expect(passingAlarms(written)).toEqual([]);
  });

  it('writes down when a finding is gone and when it is back', () => {
    const found = detection(finding('C-1', names('a', 6)));
    const { findings, members } = play([found, detection(), found], found);
    expect(findings).toEqual([
      {
        id: 'C-1',
        campaign: 'C-1',
        states: [
          [0, 'review', 0.6],
          [1, null, 0],
          [2, 'review', 0.6],
        ],
      },
    ]);
    expect(members[0]?.in).toEqual([0, 0, 0, 0, 2, 2]);
  });

  it('follows two findings that merge into the campaign that they become', () => {
    const [a, b] = [finding('C-A', names('a', 6)), finding('C-B', names('b', 4))];
    const whole = detection(finding('C-AB', [...names('a', 6), ...names('b', 4)]));
    const { findings } = play([detection(a, b), whole, whole], whole);
    expect(findings.map(({ id, campaign }) => [id, campaign])).toEqual([
      ['C-AB', 'C-AB'],
      ['C-B', 'C-AB'],
    ]);
  });

  it('tells apart two findings of one step that were given one name', () => {
    const found = detection(finding('C-1', names('a', 6)), finding('C-1', names('b', 5)));
    const { findings, members } = play([found], detection());
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
    expect(members.find((member) => member.account === 'b0')?.in).toEqual([1, 0, 0]);
  });

  it('keeps the alarms that became nothing, with who was named in them', () => {
    const kept = finding('C-KEPT', names('a', 6));
    const strong = (members: string[]): CampaignFinding => ({
      ...finding('C-FALSE', members, 0.95),
      evidence: [
        { family: 'payment', kind: 'relational', strength: 0.9, summary: '', detail: {} },
        { family: 'intent', kind: 'content', strength: 0.9, summary: '', detail: {} },
      ],
    });
    const faint = finding('C-FAINT', names('f', 5), 0.4);
    const final = detection(kept);
    const written = play(
      [detection(kept, strong(names('x', 5)), faint), detection(kept, strong(names('x', 7))), final],
      final,
    );
    expect(passingAlarms(written)).toEqual([
      {
        id: 'C-FALSE',
        first: written.steps[0],
        last: written.steps[1],
        steps: 2,
        accounts: 7,
        action: 'limit',
        confidence: 0.95,
      },
    ]);
    expect(passingAccounts(final, written)).toEqual({ review: 7, limit: 7 });
  });

  it('gives no passing finding the id of a campaign', () => {
    const final = detection(finding('C-1', names('a', 6)));
    const { findings } = play([detection(finding('C-1', names('x', 5)))], final);
    expect(findings[0]?.campaign).toBeNull();
    expect(findings[0]?.id).not.toBe('C-1');
  });
});
