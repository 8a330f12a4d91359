/**
 * The rule of two: the guard that no policy gets past. `limit` and `suspend` need at least one relational and one content
 * family of real strength, and an account that is tied to the campaign by both kinds; behaviour alone gives at most
 * `verify`. Both actions also wait for a person's approval unless the policy waives it. Pure. Leaves out every threshold
 * on confidence: those are the policy's (policy/default-document.ts).
 */
import {
  type Action,
  actionRank,
  CONTENT_FAMILIES,
  type ContentFamily,
  type Family,
  RELATIONAL_FAMILIES,
  type RelationalFamily,
} from '../model/vocabulary.ts';

/** Strength, 0..1, from which a family of evidence counts as one of the two. */
export const REAL_STRENGTH = 0.4;

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

/**
 * Gives the strongest action that any policy may take against an account.
 *
 * @param campaign the families of the campaign that the account is in
 * @param account how the account itself is tied to the campaign
 * @returns `suspend` if both kinds of evidence are real and the account is tied by both, else `verify`
 */
export function strongestAllowed(
  campaign: { readonly families: readonly FamilyStrength[] },
  account: { readonly by_content: boolean; readonly by_relation: boolean },
): Action {
  if (!account.by_content || !account.by_relation) return WITHOUT_APPROVAL;
  const { relational, content } = realFamilies(campaign.families);
  return relational.length > 0 && content.length > 0 ? 'suspend' : WITHOUT_APPROVAL;
}

/** Gives the milder of two actions. */
export function milder(a: Action, b: Action): Action {
  return actionRank(a) < actionRank(b) ? a : b;
}

/** Tells whether an action waits for a person's approval, unless its rule waives it: `limit` and `suspend` do. */
export function needsApproval(action: Action): boolean {
  return actionRank(action) > actionRank(WITHOUT_APPROVAL);
}
