/**
 * The space of traits: what a group of accounts can be like, each trait with its levels. Honest groups and operators are
 * drawn from the same levels; only the task, and for operators the excuse and the cover, differ. A level says what an
 * observer of the log would see, never whether it is honest.
 */

/** Levels of the traits that honest groups and operators have in common. */
export const TRAIT_LEVELS = {
  /** Who pays: own card each, one card, a card for every few, prepaid cards, nobody (free credit, campus). */
  payer: ['own', 'one', 'few', 'prepaid', 'none'],
  /** Where requests come from: homes, one translated office address, one VPN, a few sites, residential exits. */
  network: ['home', 'office', 'vpn', 'few', 'exits'],
  /** Mailboxes: a big provider's, one organisation's, several organisations', a domain made for the purpose. */
  domain: ['provider', 'company', 'companies', 'throwaway'],
  /** What the provider of the model checked; `school` is a verified institution. */
  verification: ['none', 'email', 'half', 'business', 'school'],
  /** `education` without `school` is what the account says of itself. */
  program: ['standard', 'enterprise', 'education', 'startup', 'free_credit'],
  signup: ['years', 'week', 'hour', 'workshop'],
  client: ['browsers', 'sdk', 'inhouse'],
  schedule: ['human', 'office', 'bursts', 'clock'],
  /** Each account its own wording, one text nobody else has, one text that strangers send too. */
  text: ['own', 'private', 'public'],
  /** Exchanges a day and account; `burst` is some hundred once. */
  volume: ['3', '10', '40', 'burst'],
  size: ['8', '20', '60', '200', '500'],
} as const;

export const HONEST_TASKS = [
  'chat',
  'coding',
  'extraction',
  'review',
  'grading',
  'testdata',
  'benchmark',
  'support',
  'translation',
  /** Step-by-step solutions for a publisher: the text of a harvest, written for readers. */
  'worked_answers',
] as const;

export const HARVEST_TASKS = ['elicitation', 'qa_pairs', 'trajectories', 'cleaning', 'task_grading'] as const;

/** The single excuse of an operator; `none` is the pure combination of traits. */
export const EXCUSES = [
  'none',
  'campus',
  'shell',
  'pack',
  'private_own',
  'router',
  'agent_front',
  'base64',
  'tool_results',
  'look_alike',
  'small',
  'signatures',
] as const;

/** `half`: every second request is an unrelated customer's. */
export const COVERS = ['none', 'half'] as const;

type SharedTraits = { readonly [K in keyof typeof TRAIT_LEVELS]: (typeof TRAIT_LEVELS)[K][number] };
export type HonestTask = (typeof HONEST_TASKS)[number];
export type HarvestTask = (typeof HARVEST_TASKS)[number];
export type Excuse = (typeof EXCUSES)[number];
export type Cover = (typeof COVERS)[number];

export type HonestTraits = SharedTraits & { readonly task: HonestTask };
export type AttackTraits = SharedTraits & { readonly task: HarvestTask; readonly excuse: Excuse; readonly cover: Cover };
export type AnyTraits = HonestTraits | AttackTraits;

/** One place in the space: a group of accounts that a world can hold. */
export interface HonestPoint {
  readonly kind: 'honest';
  /** h0001 and up; the same number is the same point, whatever the number of points. */
  readonly id: string;
  /** The story it tells, or `free` for a free combination. */
  readonly story: string;
  readonly traits: HonestTraits;
}

export interface AttackPoint {
  readonly kind: 'attack';
  /** a0001 and up for the covering design, e0001 and up for single evasions. */
  readonly id: string;
  /** `operator`, or the name of the single evasion. */
  readonly story: string;
  readonly traits: AttackTraits;
}

export type SpacePoint = HonestPoint | AttackPoint;

/** Factors of the honest design, in a fixed order. */
export const HONEST_FACTORS: Readonly<Record<string, readonly string[]>> = { task: HONEST_TASKS, ...TRAIT_LEVELS };
export const ATTACK_FACTORS: Readonly<Record<string, readonly string[]>> = {
  task: HARVEST_TASKS,
  excuse: EXCUSES,
  cover: COVERS,
  ...TRAIT_LEVELS,
};

/** A group that hides nothing, one that hides who it is, or neither. Derived: no point is drawn by it. */
export function opennessOf({ payer, network, domain }: AnyTraits): 'open' | 'mixed' | 'hidden' {
  const masks = [payer === 'prepaid', network === 'exits' || network === 'vpn', domain === 'throwaway'];
  if (masks.filter(Boolean).length >= 2) return 'hidden';
  const shown = payer === 'one' && domain === 'company' && (network === 'office' || network === 'few');
  return shown ? 'open' : 'mixed';
}

/** Exchanges that a day of one account has; null for a single burst. */
export function perDayOf({ volume }: AnyTraits): number | null {
  return volume === 'burst' ? null : Number(volume);
}
