import { describe, expect, it } from 'vitest';
import { evidenceRow } from '../../../test/detection-fixture.ts';
import { organisationConfidence } from './organisation-confidence.ts';

describe('the confidence that a verified organisation harvests', () => {
  it('is nothing without a real sign of what the output is for, however strong the rest is', () => {
    expect(organisationConfidence([])).toBe(0);
    expect(organisationConfidence([evidenceRow('payment', 1), evidenceRow('segment', 1), evidenceRow('intent', 0.39)])).toBe(
      0,
    );
  });

  it('grows with that sign from the line of a campaign to below that of verification', () => {
    expect(organisationConfidence([evidenceRow('intent', 0.4)])).toBe(0.5);
    expect(organisationConfidence([evidenceRow('technique_search', 0.7)])).toBeCloseTo(0.6);
    expect(organisationConfidence([evidenceRow('intent', 1)])).toBeLessThan(0.75);
  });
});
