import { describe, expect, it } from 'vitest';
import { outcome } from '../test-rows.ts';
import {
  bestF1,
  campaignSummary,
  confidenceCalibration,
  detectionOf,
  honestSummary,
  pooledMedian,
  rankingOf,
  rateAt,
  riskCalibration,
} from './pooled.ts';

describe('figures over many worlds', () => {
  it('pool accounts, not shares', () => {
    const { precision, recall, f1 } = detectionOf([
      { truePositives: 9, falsePositives: 1, missed: 1 },
      { truePositives: 0, falsePositives: 0, missed: 90 },
    ]);
    expect([precision.count, precision.of]).toEqual([9, 10]);
    expect([recall.count, recall.of]).toEqual([9, 100]);
    expect(f1).toBeCloseTo((2 * 9) / (18 + 92));
  });

  it('have no share without accounts', () => {
    const { precision, recall, f1 } = detectionOf([]);
    expect([precision.share, recall.share, f1]).toEqual([null, null, null]);
  });

  it('set one threshold for all worlds', () => {
    // In each world alone a threshold exists that splits them; together the second world's honest account spoils 0.5.
    const worlds = [
      outcome({
        scores: [
          [0.5, 10, 0],
          [0.1, 0, 10],
        ],
      }),
      outcome({
        scores: [
          [0.9, 10, 0],
          [0.6, 0, 1],
          [0.1, 0, 9],
        ],
      }),
    ];
    expect(rankingOf(worlds)).toEqual({
      positives: 20,
      negatives: 20,
      steps: [
        { score: 0.9, truePositives: 10, falsePositives: 0 },
        { score: 0.6, truePositives: 10, falsePositives: 1 },
        { score: 0.5, truePositives: 20, falsePositives: 1 },
        { score: 0.1, truePositives: 20, falsePositives: 20 },
      ],
    });
    const point = rateAt(worlds, 1e-3);
    expect(point.tpr).toBe(0.5);
    expect(point.resolvable).toBe(false);
    expect(point.bootstrap?.low).toBeLessThanOrEqual(0.5);
    expect(point.bootstrap?.high).toBe(1);
    expect(bestF1(rankingOf(worlds))).toMatchObject({ threshold: 0.5, recall: 1, precision: 20 / 21 });
  });

  it('take no interval from a single world', () => {
    expect(
      rateAt(
        [
          outcome({
            scores: [
              [0.5, 10, 0],
              [0, 0, 10],
            ],
          }),
        ],
        1e-3,
      ).bootstrap,
    ).toBeNull();
  });

  it('call a finding right when half of its labelled accounts are of one campaign', () => {
    const finding = (confidence: number, labelled: number, ofOneCampaign: number) => ({
      confidence,
      action: 'review' as const,
      labelled,
      ofOneCampaign,
    });
    const { bins, ece } = confidenceCalibration([
      outcome({ findings: [finding(0.95, 10, 5), finding(0.95, 10, 4), finding(0.95, 0, 0)] }),
    ]);
    expect(bins).toMatchObject([{ accounts: 2, harvesting: 0.5 }]);
    expect(ece).toBeCloseTo(0.45);
  });

  it('hold account risk against what the accounts are', () => {
    const { ece } = riskCalibration([
      outcome({
        scores: [
          [0.8, 8, 2],
          [0, 0, 90],
        ],
      }),
    ]);
    expect(ece).toBeCloseTo(0);
  });

  it('identify campaigns by coverage and purity together', () => {
    const campaign = (coverage: number, purity: number | null) => ({
      campaign: 'c',
      accounts: 10,
      coverage,
      purity,
      confidence: 0.9,
      foundAnywhere: 10,
      actions: { allow: 0, watch: 0, review: 0, verify: 0, limit: 0, suspend: 0 },
    });
    const summary = campaignSummary([campaign(1, 0.4), campaign(0.5, 0.5), campaign(0, null), campaign(0.9, 1)]);
    expect([summary.found.count, summary.found.of]).toEqual([2, 4]);
    expect(summary.worstCoverage).toBe(0);
    expect(summary.worstPurity).toBe(0.4);
    expect(summary.medianCoverage).toBeCloseTo(0.7);
  });

  it('count honest accounts at verify and at limit, by group', () => {
    const group = (name: string, verify: number, suspend: number) => ({
      group: name,
      accounts: 100,
      inFinding: verify,
      actions: { allow: 100 - verify - suspend, watch: 0, review: 0, verify, limit: 0, suspend },
    });
    const outcomes = [
      outcome({ honestGroups: [group('office', 2, 1), group('vpn', 0, 0)] }),
      outcome({ honestGroups: [group('vpn', 1, 0)] }),
    ];
    expect(honestSummary(outcomes)).toMatchObject({
      accounts: 300,
      verify: { count: 4 },
      limit: { count: 1 },
    });
    expect(honestSummary(outcomes, 'vpn')).toMatchObject({ accounts: 200, verify: { count: 1 } });
  });

  it('find the middle of lists of odd, even and no length', () => {
    expect([pooledMedian([1, 2, 9]), pooledMedian([1, 2, 4, 9]), pooledMedian([])]).toEqual([2, 3, null]);
  });
});
