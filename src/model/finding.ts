/**
 * Findings: what analysis says about campaigns and accounts. campaigns.json and accounts.ndjson are these
 * records as JSON (DESIGN: command line, version 1); the report shows the same and no more.
 */
import { z } from 'zod';
import { NamedShare } from './named-share.ts';
import { TextUnderReview } from './text-under-review.ts';
import {
  ACTIONS,
  CAMPAIGN_KINDS,
  CAPABILITIES,
  CONTENT_FAMILIES,
  INTENTS,
  RELATIONAL_FAMILIES,
  SEVERITIES,
} from './vocabulary.ts';

const share = z.number().min(0).max(1);

/** One reason, as a row a person can check. */
export const Evidence = z
  .object({
    family: z.enum([...RELATIONAL_FAMILIES, ...CONTENT_FAMILIES]),
    kind: z.enum(['relational', 'content']),
    /** 0..1: how far this alone would carry the verdict. */
    strength: share,
    /**
     * What the row adds to the log odds (natural logarithm) that the group is a campaign: strength times the weight that
     * its family was fitted with. Rows and the prior add up to the confidence.
     */
    log_likelihood_ratio: z.number().optional(),
    /** One sentence with the figures. */
    summary: z.string(),
    /** The figures behind the sentence: what was observed, and what the null model expects. */
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  })
  .meta({ id: 'Evidence' });
/** One reason, as a row a person can check. @interface */
export type Evidence = z.infer<typeof Evidence>;

export const SegmentFinding = z.object({
  id: z.string(),
  accounts: z.number().int(),
  exchanges: z.number().int(),
  /** Redacted outline of the segment's text, when enough of it could be shown. */
  exemplar: z.string().optional(),
});
/** A text that members of a campaign send. @interface */
export type SegmentFinding = z.infer<typeof SegmentFinding>;

/** A drawn part of the account network: at most a few dozen accounts and the values that tie them. */
export const NetworkPicture = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      type: z.enum(['account', 'value']),
      family: z.string().optional(),
      weight: z.number(),
    }),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Accounts of the campaign that the picture leaves out. */
  omitted: z.number().int(),
});
export type NetworkPicture = z.infer<typeof NetworkPicture>;

/** What the verdict would be if some of the evidence fell away, or if the members showed who they are. */
export const Counterfactual = z.object({
  /** The condition as a clause: "without payment and network". */
  if: z.string(),
  /** The families that the condition takes away; empty when it is another condition. */
  without: z.array(z.enum([...RELATIONAL_FAMILIES, ...CONTENT_FAMILIES])),
  confidence: share,
  action: z.enum(ACTIONS),
});
/** What the verdict would be if some of the evidence fell away, or if the members showed who they are. @interface */
export type Counterfactual = z.infer<typeof Counterfactual>;

/** Another campaign with which one shares infrastructure or accounts: operators overlap, or buy from one supplier. */
export const Related = z.object({
  id: z.string(),
  /** Values that members of both hold, by kind (card, address …). */
  shared: z.array(z.object({ kind: z.string(), values: z.number().int() })),
  /** Members of this campaign that send the other's own text too. */
  accounts_in_both: z.number().int(),
});
/** Another campaign with which one shares infrastructure or accounts. @interface */
export type Related = z.infer<typeof Related>;

/** What may happen to a campaign from one run to the next; the sixth, its end, is an {@link EndedCampaign}. */
export const CAMPAIGN_EVENTS = ['born', 'continued', 'grew', 'shrank', 'merged', 'split'] as const;
export type CampaignEvent = (typeof CAMPAIGN_EVENTS)[number];

/** What became of a campaign since the run before it (docs/concepts.md#campaigns-from-run-to-run). */
export const CampaignHistory = z.object({
  event: z.enum(CAMPAIGN_EVENTS),
  /** The end of the log in which the campaign was first found. */
  since: z.string(),
  /** Ids of the earlier campaigns that its accounts were in, the one whose id it keeps first. */
  previous: z.array(z.string()),
  /** Accounts and end users of those, each once. */
  accounts_before: z.number().int(),
  /** Campaigns that are now part of this one. */
  merged_from: z.array(z.string()).optional(),
  /** The campaign that this one was a part of. */
  split_from: z.string().optional(),
});
export type CampaignHistory = z.infer<typeof CampaignHistory>;

/** A campaign of an earlier run that this one did not find, or found as a part of another one. */
export const EndedCampaign = z.object({
  id: z.string(),
  since: z.string(),
  /** Its last exchange, as of the last run that found it. */
  last_seen: z.string(),
  /** The end of the log in which it was first missing. */
  ended: z.string(),
  /** Accounts and end users when it was last found. */
  accounts: z.number().int(),
  merged_into: z.string().optional(),
});
/** A campaign of an earlier run that this one did not find, or found as a part of another one. @interface */
export type EndedCampaign = z.infer<typeof EndedCampaign>;

export const Campaign = z
  .object({
    id: z.string(),
    /**
     * `organisation` when every account belongs to one verified organisation. It hides nothing: the finding is for review, and
     * the organisation is asked once. Absent when the accounts belong to several parties.
     */
    kind: z.enum(CAMPAIGN_KINDS).optional(),
    confidence: share,
    severity: z.enum(SEVERITIES),
    accounts: z.array(z.string()),
    sub_accounts: z.array(z.object({ account: z.string(), sub_account: z.string() })).optional(),
    exchanges: z.number().int(),
    first_seen: z.string(),
    last_seen: z.string(),
    capabilities: z.array(NamedShare(CAPABILITIES)),
    intents: z.array(NamedShare(INTENTS)),
    segments: z.array(SegmentFinding),
    evidence: z.array(Evidence),
    /** Accounts through which organisations in the open are asked; their other accounts are not asked one by one. */
    contacts: z.array(z.string()).optional(),
    action: z.enum(ACTIONS),
    /** Why this action and not the next one, up and down. */
    action_reason: z.string(),
    /** What would change the action: the smallest losses of evidence that do, and openness. */
    would_change: z.array(Counterfactual).optional(),
    related: z.array(Related).optional(),
    /** Exchanges a day (UTC), first day first. */
    timeline: z.array(z.object({ day: z.string(), exchanges: z.number().int(), accounts: z.number().int() })),
    network: NetworkPicture,
    history: CampaignHistory.optional(),
  })
  .meta({ id: 'Campaign' });
/** A group of accounts that harvest together, with the evidence. @interface */
export type Campaign = z.infer<typeof Campaign>;

export const AccountFinding = z
  .object({
    account: z.string(),
    /** Present when the finding is about a router's end user. */
    sub_account: z.string().optional(),
    risk: share,
    campaign: z.string().nullable(),
    action: z.enum(ACTIONS),
    reasons: z.array(z.string()),
    /** The text under review that it sends; a text changes neither risk nor action. */
    text_under_review: z.string().optional(),
    /** The groups of `left_alone` that it is in, at most eight. */
    cleared_in: z.array(z.string()).optional(),
  })
  .meta({ id: 'AccountFinding' });
/** What was found about one account or end user. @interface */
export type AccountFinding = z.infer<typeof AccountFinding>;

/** A line of accounts.ndjson: one an account seen. End users of a router stand in its line, those with a finding. */
export const AccountLine = AccountFinding.omit({ sub_account: true }).extend({
  sub_accounts: z.array(AccountFinding.omit({ account: true }).extend({ sub_account: z.string() })).optional(),
});
/** What was found about one account, and about its end users if it is a router. @interface */
export type AccountLine = z.infer<typeof AccountLine>;

/** A group that was looked at as a group and not called a campaign, with the reasons. */
export const LeftAlone = z.object({
  id: z.string(),
  /** One of: organisation, popular_prompt, shared_network, authorised, router, small, no_harvest, unlinked. */
  reason: z.string(),
  title: z.string(),
  accounts: z.number().int(),
  exchanges: z.number().int(),
  why: z.array(z.string()),
  confidence: share,
  /** Some of its accounts, end users as ACCOUNT/SUB; all name the group in `cleared_in`. */
  names: z.array(z.string()).optional(),
  names_left_out: z.number().int().optional(),
});
/** A group that was looked at as a group and not called a campaign, with the reasons. @interface */
export type LeftAlone = z.infer<typeof LeftAlone>;

/** The file campaigns.json. */
export const CampaignsFile = z.object({
  version: z.literal(1),
  window: z.object({ from: z.string(), to: z.string() }).nullable(),
  campaigns: z.array(Campaign),
  left_alone: z.array(LeftAlone),
  /** Harvest texts whose senders nothing ties to one operator, the most conspicuous first. */
  texts_under_review: z.array(TextUnderReview).optional(),
  /** Such texts beyond those that are listed. */
  texts_left_out: z.number().int().optional(),
  /** Campaigns of earlier runs on the same data that are no longer found. */
  ended: z.array(EndedCampaign).optional(),
});
export type CampaignsFile = z.infer<typeof CampaignsFile>;

/** True when an earlier run on the same data had campaigns: only then is anything told of what became of them. */
export function hasHistory({ campaigns, ended }: Pick<CampaignsFile, 'campaigns' | 'ended'>): boolean {
  return (ended?.length ?? 0) > 0 || campaigns.some((campaign) => (campaign.history?.previous.length ?? 0) > 0);
}
