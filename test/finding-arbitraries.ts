/** Made-up campaigns as detection hands them on, for property tests of what is decided about them. */
import fc from 'fast-check';
import type { CampaignFinding, DetectionResult } from '../src/detect/campaign/finding.ts';
import type { Evidence } from '../src/model/finding.ts';
import { CONTENT_FAMILIES, type Family, RELATIONAL_FAMILIES } from '../src/model/vocabulary.ts';
import { campaignFound, evidenceRow } from './detection-fixture.ts';

export const share = fc.double({ min: 0, max: 1, noNaN: true });
/** Values at which a threshold of the default policy lies are frequent. */
const confidences = fc.oneof(share, fc.constantFrom(0.25, 0.5, 0.75, 0.9, 0.99));

/** Up to ten rows of these families; a family may have several. */
export function evidenceOf(families: readonly Family[]): fc.Arbitrary<Evidence[]> {
  return fc.array(
    fc.tuple(fc.constantFrom(...families), share).map(([family, strength]) => evidenceRow(family, strength)),
    { maxLength: 10 },
  );
}

/** Evidence of one kind alone is frequent: rules ask for both, or for what a group hides. */
export const anyEvidence = fc.oneof(
  { weight: 3, arbitrary: evidenceOf([...RELATIONAL_FAMILIES, ...CONTENT_FAMILIES]) },
  { weight: 1, arbitrary: evidenceOf(RELATIONAL_FAMILIES) },
  { weight: 1, arbitrary: evidenceOf(CONTENT_FAMILIES) },
);

const anyTies = fc.record({
  byContent: fc.boolean(),
  byRelation: fc.boolean(),
  inTheOpen: fc.boolean(),
  risk: share,
});

/** One to eight members, each tied in whatever way. */
export function campaignOf(evidence: fc.Arbitrary<Evidence[]>): fc.Arbitrary<CampaignFinding> {
  return fc
    .record({
      confidence: confidences,
      evidence,
      members: fc.array(anyTies, { minLength: 1, maxLength: 8 }),
    })
    .map(({ members, ...given }) => ({
      ...campaignFound(),
      ...given,
      accounts: members.map((_, k) => `a${k}`),
      members: members.map((member, k) => ({
        ...member,
        account: `a${k}`,
        subAccount: null,
        contentShare: 1,
        exchanges: 30,
        reasons: [],
      })),
    }));
}

/** Up to three campaigns, and accounts in none. */
export const anyDetection: fc.Arbitrary<DetectionResult> = fc
  .tuple(fc.array(campaignOf(anyEvidence), { maxLength: 3 }), fc.array(share))
  .map(([campaigns, risks]) => ({
    window: null,
    units: 0,
    campaigns: campaigns.map((campaign, c) => ({
      ...campaign,
      id: `C-${c}`,
      members: campaign.members.map((member) => ({ ...member, account: `${member.account}-${c}` })),
    })),
    dismissed: [],
    others: risks.map((risk, k) => ({ account: `o${k}`, risk, reasons: [], exchanges: 1 })),
    texts: [],
    textsLeftOut: 0,
    textMarks: [],
    norm: null,
  }));
