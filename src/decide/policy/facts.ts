/**
 * What a policy may know: the variables of its expressions, as plain values and as types. Facts are stored with the
 * decisions that follow from them, so that these can be made again. Country, nationality and language are not here, and
 * may not be added: a policy cannot ask for what it is not given.
 */
import {
  ACCOUNT_STATUSES,
  ACTIONS,
  type Action,
  CAMPAIGN_KINDS,
  CAPABILITIES,
  type CampaignKind,
  type Capability,
  CONTENT_FAMILIES,
  type Family,
  type FamilyKind,
  INTENTS,
  type Intent,
  PROGRAMS,
  RELATIONAL_FAMILIES,
  SEVERITIES,
  VERIFICATIONS,
} from '../../model/vocabulary.ts';
import { BOOL, type FieldTypes, listOf, NUMBER, oneOfType, recordOf, STRING } from './value-type.ts';

interface Named {
  readonly name: string;
  readonly share: number;
}

/** The weakest of what the samplings of a campaign show: each without some of its members. */
export interface LeastFacts {
  readonly confidence: number;
  readonly families: CampaignFacts['families'];
  readonly relational: number;
  readonly content: number;
  readonly purpose: number;
  readonly clear_purpose: number;
}

/** What the loosely tied part of a campaign shows by itself. */
export interface PartFacts extends LeastFacts {
  readonly verified_share: number;
  readonly together_share: number;
}

export interface CampaignFacts {
  /** False for an account in no campaign: the rest is then empty. */
  readonly found: boolean;
  readonly id: string;
  /** `organisation` if all accounts are one verified organisation's; else empty. */
  readonly kind: CampaignKind | '';
  readonly confidence: number;
  readonly severity: string;
  readonly accounts: number;
  readonly exchanges: number;
  readonly age_days: number;
  readonly quiet_days: number;
  readonly families: readonly {
    readonly name: Family;
    readonly kind: FamilyKind;
    readonly strength: number;
  }[];
  /** Families of each kind of real strength. */
  readonly relational: number;
  readonly content: number;
  /** How strongly the evidence says that the output is for training, 0..1. */
  readonly purpose: number;
  /** The same without what firms ask for every day, 0..1. */
  readonly clear_purpose: number;
  readonly intents: readonly Named[];
  readonly capabilities: readonly Named[];
  readonly segments: number;
  readonly some_tied: boolean;
  readonly tied_share: number;
  readonly verified_share: number;
  readonly together_share: number;
  /** Absent from facts that were stored before there were samplings. */
  readonly least?: LeastFacts;
}

export interface AccountFacts {
  readonly id: string;
  readonly end_user: boolean;
  readonly risk: number;
  readonly by_content: boolean;
  readonly by_relation: boolean;
  /** Share of its exchanges by which it is tied by content, 0..1; 1 if it is tied by more than text. */
  readonly content_share: number;
  /** Whether it is in the open together with others of its organisation, event or course. */
  readonly in_the_open: boolean;
  /** The account that is asked in its place, because both are openly one organisation; empty if none is. */
  readonly asked_through: string;
  readonly exchanges: number;
  /** Whether there is an account record; without one the rest is empty. */
  readonly known: boolean;
  readonly program: string;
  readonly verification: string;
  readonly status: string;
  readonly router: boolean;
  readonly age_days: number;
  /** The grounds of the part of its campaign that is tied as loosely as the account; absent if the account is tied more closely. */
  readonly part?: PartFacts;
}

/** What is known of an account when a request comes. */
export interface CallerFacts {
  readonly id: string;
  readonly end_user: boolean;
  /** The action in force for it. */
  readonly action: Action;
  readonly decided: boolean;
}

export interface ExchangeFacts {
  readonly model: string;
  readonly surface: string;
  /** 0 if not asked. */
  readonly max_tokens: number;
  readonly samples: number;
  readonly thinking: boolean;
  readonly stream: boolean;
  readonly follow_up: boolean;
  readonly turns: number;
  readonly tools: number;
  readonly tool_results: number;
  readonly images: number;
  readonly prompt_chars: number;
  readonly system_chars: number;
  readonly capabilities: Readonly<Record<Capability, number>>;
  readonly intents: Readonly<Record<Intent, number>>;
  /** Segments of campaigns found in its text. */
  readonly matched: number;
}

/** Longest lists that facts hold. */
export const MOST_FAMILIES = RELATIONAL_FAMILIES.length + CONTENT_FAMILIES.length;

const named = (names: readonly string[]) => listOf(recordOf({ name: oneOfType(names), share: NUMBER }), names.length);
const scores = (names: readonly string[]) => recordOf(Object.fromEntries(names.map((name) => [name, NUMBER])));

const FAMILIES = listOf(
  recordOf({
    name: oneOfType([...RELATIONAL_FAMILIES, ...CONTENT_FAMILIES]),
    kind: oneOfType(['relational', 'content']),
    strength: NUMBER,
  }),
  MOST_FAMILIES,
);

const CAMPAIGN = recordOf({
  found: BOOL,
  id: STRING,
  kind: oneOfType(['', ...CAMPAIGN_KINDS]),
  confidence: NUMBER,
  severity: oneOfType(['', ...SEVERITIES]),
  accounts: NUMBER,
  exchanges: NUMBER,
  age_days: NUMBER,
  quiet_days: NUMBER,
  families: FAMILIES,
  relational: NUMBER,
  content: NUMBER,
  purpose: NUMBER,
  clear_purpose: NUMBER,
  intents: named(INTENTS),
  capabilities: named(CAPABILITIES),
  segments: NUMBER,
  some_tied: BOOL,
  tied_share: NUMBER,
  verified_share: NUMBER,
  together_share: NUMBER,
} satisfies Record<Exclude<keyof CampaignFacts, 'least'>, FieldTypes[string]>);

/** The variables of finding rules: an account, and its campaign. */
export const FINDING_VARIABLES: FieldTypes = {
  campaign: CAMPAIGN,
  account: recordOf({
    id: STRING,
    end_user: BOOL,
    risk: NUMBER,
    by_content: BOOL,
    by_relation: BOOL,
    content_share: NUMBER,
    in_the_open: BOOL,
    asked_through: STRING,
    exchanges: NUMBER,
    known: BOOL,
    program: oneOfType(['', ...PROGRAMS]),
    verification: oneOfType(['', ...VERIFICATIONS]),
    status: oneOfType(['', ...ACCOUNT_STATUSES]),
    router: BOOL,
    age_days: NUMBER,
  } satisfies Record<Exclude<keyof AccountFacts, 'part'>, FieldTypes[string]>),
};

/** The variables of rules about one request, before it runs. */
export const REQUEST_VARIABLES: FieldTypes = {
  campaign: CAMPAIGN,
  account: recordOf({
    id: STRING,
    end_user: BOOL,
    action: oneOfType(ACTIONS),
    decided: BOOL,
  } satisfies Record<keyof CallerFacts, FieldTypes[string]>),
  exchange: recordOf({
    model: STRING,
    surface: STRING,
    max_tokens: NUMBER,
    samples: NUMBER,
    thinking: BOOL,
    stream: BOOL,
    follow_up: BOOL,
    turns: NUMBER,
    tools: NUMBER,
    tool_results: NUMBER,
    images: NUMBER,
    prompt_chars: NUMBER,
    system_chars: NUMBER,
    capabilities: scores(CAPABILITIES),
    intents: scores(INTENTS),
    matched: NUMBER,
  } satisfies Record<keyof ExchangeFacts, FieldTypes[string]>),
};

/** An account in no campaign. */
export const NO_CAMPAIGN: CampaignFacts = {
  found: false,
  id: '',
  kind: '',
  confidence: 0,
  severity: '',
  accounts: 0,
  exchanges: 0,
  age_days: 0,
  quiet_days: 0,
  families: [],
  relational: 0,
  content: 0,
  purpose: 0,
  clear_purpose: 0,
  intents: [],
  capabilities: [],
  segments: 0,
  some_tied: false,
  tied_share: 0,
  verified_share: 0,
  together_share: 0,
};
