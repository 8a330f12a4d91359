import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDetection } from '../../test/finding-arbitraries.ts';
import { reportTexts } from '../../test/report-texts.ts';
import { createRng } from '../base/rng.ts';
import type { DetectionResult } from '../detect/campaign/finding.ts';
import type { TextUnderReview } from '../model/text-under-review.ts';
import { toAccountLines } from './account-lines.ts';
import { decide } from './decide.ts';
import { defaultPolicy } from './policy/default-policy.ts';

const [SAMPLE] = reportTexts(createRng('decide'), (text) => text) as [TextUnderReview];
const decided = (detection: DetectionResult) => decide(detection, { policy: defaultPolicy(), now: 0 });

describe('a text under review', () => {
  it('changes no campaign, and neither risk nor action of any account, whoever sends it', () => {
    fc.assert(
      fc.property(anyDetection, fc.array(fc.nat(30), { maxLength: 8 }), (detection, picks) => {
        const everybody = [
          ...detection.campaigns.flatMap(({ members }) => members.map(({ account }) => account)),
          ...detection.others.map(({ account }) => account),
        ];
        const accounts = [...new Set(picks.map((k) => everybody[k % everybody.length]).filter((one) => one !== undefined))];
        const plain = decided({ ...detection, texts: [], textsLeftOut: 0 });
        const reviewed = decided({ ...detection, texts: [{ ...SAMPLE, accounts }], textsLeftOut: 2 });
        const told = reviewed.accounts.map(({ text_under_review: _, reasons: __, ...rest }) => rest);
        expect(told).toEqual(plain.accounts.map(({ reasons: _, ...rest }) => rest));
        expect(reviewed.campaigns).toEqual({
          ...plain.campaigns,
          texts_under_review: [{ ...SAMPLE, accounts }],
          texts_left_out: 2,
        });
      }),
    );
  });

  it('is named in what is said of its senders, end users of a router included', () => {
    const detection: DetectionResult = {
      window: null,
      units: 3,
      campaigns: [],
      dismissed: [],
      others: [
        { account: 'a', risk: 0.01, reasons: ['known'], exchanges: 4 },
        { account: 'b', risk: 0.01, reasons: [], exchanges: 4 },
        { account: 'router', sub_account: 'u', risk: 0, reasons: [], exchanges: 4 },
        { account: 'router', sub_account: 'v', risk: 0, reasons: [], exchanges: 4 },
      ],
      texts: [{ ...SAMPLE, accounts: ['a'], sub_accounts: [{ account: 'router', sub_account: 'u' }] }],
      textsLeftOut: 0,
      textMarks: [],
      norm: null,
    };
    const lines = toAccountLines(decided(detection).accounts);
    const reason = `sends the text under review ${SAMPLE.id}`;
    expect(lines[0]).toMatchObject({ action: 'allow', reasons: ['known', reason], text_under_review: SAMPLE.id });
    expect(lines[1]).not.toHaveProperty('text_under_review');
    expect(lines[2]).toMatchObject({ account: 'router', action: 'allow' });
    expect(lines[2]?.sub_accounts).toEqual([
      { sub_account: 'u', risk: 0, campaign: null, action: 'allow', reasons: [reason], text_under_review: SAMPLE.id },
    ]);
  });
});
