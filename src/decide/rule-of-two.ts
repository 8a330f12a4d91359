/**
 * The rule of two: the guard that no policy gets past. `limit` and `suspend` need at least one relational and one content
 * family of real strength, evidence of what the output is for, a group that hides who runs it, and an account that is tied to
 * the campaign by both kinds itself. Everything else gives at most `verify`: a text that many share is no purpose, and a group
 * in the open can be asked. Both actions also wait for a person's approval unless the policy waives it. Pure. Leaves out every
 * threshold on confidence: those are the policy's (policy/default-document.ts).
 */
import { OPENNESS_PARAMETERS } from '../detect/parameters/group-formation.ts';
import { valuesOf } from '../model/parameter.ts';
import {
  type Action,
  actionRank,
  type CampaignKind,
  CONTENT_FAMILIES,
  type ContentFamily,
  type Family,
  RELATIONAL_FAMILIES,
  type RelationalFamily,
} from '../model/vocabulary.ts';

/** Strength, 0..1, from which a family of evidence counts as one of the two. */
export const REAL_STRENGTH = 0.4;

/** Requests of its own on which more than a review of an account rests, at least: one or two may be misread. */
const MIN_REQUESTS = 5;

/** Share of an account's own requests that carry the campaign's text, from which it may be limited: fewer may be misread. */
const MIN_CONTENT_SHARE = 0.1;

/** Share of members openly linked to one another, from which a group hides nothing. */
const { openShare } = valuesOf(OPENNESS_PARAMETERS);

/** The strongest action that the rule of two never holds back and that needs no approval. */
export const WITHOUT_APPROVAL: Action = 'verify';

/** A family of evidence and how strong it is, 0..1. */
export interface FamilyStrength {
  readonly name: Family;
  readonly strength: number;
}

/**
 * Lists the families of real strength by kind, each once. The kind is the vocabulary's, whatever a row of evidence
 * calls itself.
 */
export function realFamilies(families: readonly FamilyStrength[]): {
  readonly relational: readonly RelationalFamily[];
  readonly content: readonly ContentFamily[];
} {
  const real = new Set<string>();
  for (const { name, strength } of families) if (strength >= REAL_STRENGTH) real.add(name);
  return {
    relational: RELATIONAL_FAMILIES.filter((family) => real.has(family)),
    content: CONTENT_FAMILIES.filter((family) => real.has(family)),
  };
}

/** What the rule of two asks of a campaign. */
export interface CampaignGuard {
  readonly families: readonly FamilyStrength[];
  /** How strongly the evidence says that the output is for training, 0..1. */
  readonly purpose: number;
  /** The same without what firms ask for every day, 0..1; absent from facts that were stored before it was measured. */
  readonly clear_purpose?: number;
  /** Share of the members that are openly linked to one another, 0..1. */
  readonly together_share: number;
  /** `organisation` if all members are one verified organisation's; else empty. */
  readonly kind?: CampaignKind | '';
}

/** What the rule of two asks of an account: how it is tied to its campaign. */
export interface AccountGuard {
  readonly by_content: boolean;
  readonly by_relation: boolean;
  readonly exchanges: number;
  /** Share of its exchanges by which it is tied by content, 0..1; 1 if it is tied by more than text. */
  readonly content_share: number;
  /** Whether it is in the open together with others of its organisation, event or course. */
  readonly in_the_open?: boolean;
  /** The account that is asked in its place, because both are openly one organisation; empty if none is. */
  readonly asked_through?: string;
}

/** Why an account cannot be limited. */
export type Hold =
  | 'no_campaign'
  | 'asked_through'
  | 'one_organisation'
  | 'few_requests'
  | 'account_not_tied'
  | 'small_part'
  | 'one_kind'
  | 'no_purpose'
  | 'everyday_purpose'
  | 'in_the_open';

/** Each hold as the end of a sentence that begins with what the rule allows. */
export const HOLD_TEXT: Readonly<Record<Hold, string>> = {
  no_campaign: 'the account is in no campaign',
  asked_through: 'its organisation is asked once, through another account',
  one_organisation: 'all accounts belong to one verified organisation, which is asked',
  few_requests: 'the account has sent too few requests to judge it by',
  account_not_tied: 'the account itself is tied by one kind of evidence only',
  small_part: 'only a small part of what the account sends carries the campaign’s text',
  one_kind: 'only one kind of evidence is strong',
  no_purpose: 'the evidence of what the output is for is not strong enough',
  everyday_purpose: 'what it is for may be a firm’s everyday work: verdicts, made data or short answers',
  in_the_open: 'the accounts are openly one organisation or event, which can be asked',
};

/** Holds under which a person reads the finding and nothing is asked of the account itself. */
const REVIEW_ONLY: readonly Hold[] = ['asked_through', 'one_organisation', 'few_requests'];

/** Says which condition of the rule of two holds `limit` back; null if none does. */
export function holdOf(campaign: CampaignGuard, account: AccountGuard): Hold | null {
  if (account.asked_through) return 'asked_through';
  if (campaign.kind === 'organisation') return 'one_organisation';
  if (account.exchanges < MIN_REQUESTS) return 'few_requests';
  if (!account.by_content || !account.by_relation) return 'account_not_tied';
  if (!(account.content_share >= MIN_CONTENT_SHARE)) return 'small_part';
  const { relational, content } = realFamilies(campaign.families);
  if (relational.length === 0 || content.length === 0) return 'one_kind';
  if (!(campaign.purpose >= REAL_STRENGTH)) return 'no_purpose';
  if (!((campaign.clear_purpose ?? campaign.purpose) >= REAL_STRENGTH)) return 'everyday_purpose';
  return account.in_the_open || campaign.together_share >= openShare ? 'in_the_open' : null;
}

/** Gives the strongest action that a hold leaves. */
export function allowedUnder(hold: Hold | null): Action {
  if (hold === null) return 'suspend';
  return REVIEW_ONLY.includes(hold) ? 'review' : WITHOUT_APPROVAL;
}

/** Gives the strongest action that any policy may take against an account. */
export function strongestAllowed(campaign: CampaignGuard, account: AccountGuard): Action {
  return allowedUnder(holdOf(campaign, account));
}

/** Gives the milder of two actions. */
export function milder(a: Action, b: Action): Action {
  return actionRank(a) < actionRank(b) ? a : b;
}

/** Tells whether an action waits for a person's approval, unless its rule waives it: `limit` and `suspend` do. */
export function needsApproval(action: Action): boolean {
  return actionRank(action) > actionRank(WITHOUT_APPROVAL);
}
