/**
 * The rule of two, enforced here and nowhere else: limit and suspend need at least one relational and one content
 * family of real strength, and wait for a person; behaviour alone gives at most verify. Pure: the same finding and
 * policy give the same decision.
 */
import type { Evidence } from '../model/finding.ts';
import {
  ACTIONS,
  type Action,
  CONTENT_FAMILIES,
  type ContentFamily,
  RELATIONAL_FAMILIES,
  type RelationalFamily,
} from '../model/vocabulary.ts';

export interface Policy {
  /** Version shown with every decision. */
  readonly version: string;
  /** Confidence from which a campaign is put to review, to step-up verification, limited, suspended. */
  readonly review: number;
  readonly verify: number;
  readonly limit: number;
  readonly suspend: number;
  /** Strength from which a family of evidence counts as one of the two. */
  readonly familyStrength: number;
  /** Families of each kind that suspending needs. */
  readonly familiesToSuspend: number;
}

export const DEFAULT_POLICY: Policy = {
  version: 'default-1',
  review: 0.5,
  verify: 0.75,
  limit: 0.9,
  suspend: 0.99,
  familyStrength: 0.4,
  familiesToSuspend: 2,
};

export interface Decided {
  readonly action: Action;
  readonly reason: string;
}

/** What a campaign's evidence allows, whatever its confidence. */
export function strongestAllowed(evidence: readonly Evidence[], policy: Policy): Action {
  const relational = countFamilies(evidence, 'relational', policy);
  const content = countFamilies(evidence, 'content', policy);
  if (relational === 0 || content === 0) return 'verify';
  return relational >= policy.familiesToSuspend && content >= policy.familiesToSuspend ? 'suspend' : 'limit';
}

/** Strength below which no family counts as one of the two, whatever a policy says. */
export const REAL_STRENGTH = DEFAULT_POLICY.familyStrength;

/** How many families of each kind are of real strength; a family's kind is the vocabulary's, whatever its row says. */
export function realFamilies(evidence: readonly Pick<Evidence, 'family' | 'strength'>[]): {
  readonly relational: readonly RelationalFamily[];
  readonly content: readonly ContentFamily[];
} {
  const strong = new Set<string>();
  for (const row of evidence) if (row.strength >= REAL_STRENGTH) strong.add(row.family);
  return {
    relational: RELATIONAL_FAMILIES.filter((family) => strong.has(family)),
    content: CONTENT_FAMILIES.filter((family) => strong.has(family)),
  };
}

/**
 * The most that any policy may do to an account: more than verification needs a campaign with a relational and a content
 * family of real strength, and an account that is tied to it by both.
 */
export function mostForAny(
  evidence: readonly Pick<Evidence, 'family' | 'strength'>[],
  byContent: boolean,
  byRelation: boolean,
): Action {
  const { relational, content } = realFamilies(evidence);
  return byContent && byRelation && relational.length > 0 && content.length > 0 ? 'suspend' : 'verify';
}

/** The milder of two actions. */
export function milder(a: Action, b: Action): Action {
  return ACTIONS.indexOf(a) < ACTIONS.indexOf(b) ? a : b;
}

/**
 * The action for a campaign.
 *
 * @param someTied whether any one member is tied by content and by relation: what no account may get, no campaign gets
 */
export function decideCampaign(
  confidence: number,
  evidence: readonly Evidence[],
  policy: Policy,
  someTied = true,
): Decided {
  const allowed = someTied ? strongestAllowed(evidence, policy) : 'verify';
  const at = `confidence ${confidence.toFixed(2)}, policy ${policy.version}`;
  if (allowed === 'suspend' && confidence >= policy.suspend) {
    return {
      action: 'suspend',
      reason: `Several relational and several content families agree (${at}). Proposed: a person must approve.`,
    };
  }
  if (allowed !== 'verify' && confidence >= policy.limit) {
    return {
      action: 'limit',
      reason: `A relational and a content family agree (${at}). Proposed: a person must approve.`,
    };
  }
  if (confidence >= policy.verify) {
    const why = !someTied
      ? 'the group is tied and no single account of it is, which allows no more than verification'
      : allowed === 'verify'
        ? 'only one kind of evidence is strong, which allows no more than verification'
        : 'not sure enough to limit';
    return { action: 'verify', reason: `Ask the accounts to verify: ${why} (${at}).` };
  }
  if (confidence >= policy.review)
    return { action: 'review', reason: `A person should look before anything is done (${at}).` };
  return {
    action: confidence >= policy.review / 2 ? 'watch' : 'allow',
    reason: `Below the line for review (${at}).`,
  };
}

/** Where this share of the members is tied, the operator shows, and who is not tied may be somebody else. */
const OPERATOR_SHOWS = 0.3;

/**
 * The action for one member: the campaign's, if the member itself is tied by content and by relation. A member tied by
 * one of them only is verified at most; and reviewed at most if it only sends what a campaign sends whose operator
 * shows in ties: the text may come from a public script.
 * @param tiedShare 0..1: share of the campaign's members that are tied by relation
 */
export function decideMember(
  campaign: Action,
  byContent: boolean,
  byRelation: boolean,
  tiedShare: number,
): Action {
  if (byContent && byRelation) return campaign;
  const most = byContent && tiedShare < OPERATOR_SHOWS ? 'verify' : 'review';
  return ACTIONS.indexOf(campaign) < ACTIONS.indexOf(most) ? campaign : most;
}

function countFamilies(evidence: readonly Evidence[], kind: Evidence['kind'], policy: Policy): number {
  const strong = evidence.filter((row) => row.kind === kind && row.strength >= policy.familyStrength);
  return new Set(strong.map((row) => row.family)).size;
}
