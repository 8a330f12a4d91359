/**
 * The closed vocabularies. One word a concept: the same in types, columns, reports and documents.
 * The order of CAPABILITIES and INTENTS is stored (score arrays are indexed by it): append only.
 */

/** What an exchange draws on. */
export const CAPABILITIES = [
  'reasoning',
  'agentic_tool_use',
  'coding',
  'data_analysis',
  'vision',
  'computer_use',
  'writing',
  'translation',
  'general_chat',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** What the output is for. */
export const INTENTS = [
  'answer',
  'reasoning_elicitation',
  'grading',
  'data_generation',
  'data_cleaning',
  'policy_rewrite',
  'trajectory_generation',
] as const;
export type Intent = (typeof INTENTS)[number];

/** Index of `answer`: the intent that is no harvest. */
export const ANSWER = INTENTS.indexOf('answer');

export const RELATIONAL_FAMILIES = [
  'payment',
  'registration',
  'network',
  'client',
  'timing',
  'failover',
  'sharding',
] as const;
export const CONTENT_FAMILIES = [
  'segment',
  'intent',
  'focus',
  'pivot',
  'replay',
  'technique_search',
  'harvest_shape',
] as const;
export type RelationalFamily = (typeof RELATIONAL_FAMILIES)[number];
export type ContentFamily = (typeof CONTENT_FAMILIES)[number];
export type Family = RelationalFamily | ContentFamily;
export type FamilyKind = 'relational' | 'content';

/** What the gateway should do, mildest first. */
export const ACTIONS = ['allow', 'watch', 'review', 'verify', 'limit', 'suspend'] as const;
export type Action = (typeof ACTIONS)[number];

/** The rank of an action: 0 for `allow` up to 5 for `suspend`. */
export function actionRank(action: Action): number {
  return ACTIONS.indexOf(action);
}

/** Kinds of campaigns beside the usual one, whose accounts belong to several parties. */
export const CAMPAIGN_KINDS = ['organisation'] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const PROGRAMS = ['standard', 'free_credit', 'education', 'research', 'startup', 'enterprise', 'reseller'] as const;
export type Program = (typeof PROGRAMS)[number];

export const VERIFICATIONS = ['none', 'email', 'phone', 'payment', 'identity', 'business'] as const;
export type Verification = (typeof VERIFICATIONS)[number];

export const ACCOUNT_STATUSES = ['active', 'suspended', 'closed'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];
