/**
 * A text under review: a template that asks for training material and is private to a set of accounts that nothing ties to one
 * operator. A finding about the text, for a person to read. It changes no risk and no action of any account.
 */
import { z } from 'zod';
import { NamedShare } from './named-share.ts';
import { CAPABILITIES, INTENTS } from './vocabulary.ts';

const share = z.number().min(0).max(1);

/** The explanation that is nearest when content evidence stands alone. */
export const TEXT_EXPLANATIONS = ['shared_by_strangers', 'passed_round', 'router_users', 'weakly_tied'] as const;
export type TextExplanation = (typeof TEXT_EXPLANATIONS)[number];

/** What to tell the router whose end users send the text. */
export const RouterIndicator = z.object({
  account: z.string(),
  /** Its end users that send the text, and all of them. */
  end_users: z.number().int(),
  all_end_users: z.number().int(),
  /** Share of the router's exchanges that carry the text. */
  traffic_share: share,
});
export type RouterIndicator = z.infer<typeof RouterIndicator>;

export const TextUnderReview = z
  .object({
    id: z.string(),
    /** 0..1: orders the list; how it is made: docs/concepts.md#texts-under-review. No probability. */
    score: share,
    /** Redacted outline of the text, when enough of it could be shown. */
    outline: z.string().optional(),
    /** Ids of the segments that are parts of the text, the most used first. */
    segments: z.array(z.string()),
    accounts: z.array(z.string()),
    sub_accounts: z.array(z.object({ account: z.string(), sub_account: z.string() })).optional(),
    /** Customers behind its users: the accounts of one verified organisation are one. */
    parties: z.number().int(),
    /** Exchanges that carry its most used segment, by these users: a lower bound. */
    exchanges: z.number().int(),
    /** First and last exchange of its users, whatever it carries. */
    first_seen: z.string(),
    last_seen: z.string(),
    /** Users by the day (UTC) of their first exchange in the log, first day first. */
    adoption: z.array(z.object({ day: z.string(), new_users: z.number().int() })),
    /** Users whose last exchange came within so many days of their first, and so many days before the end of the log. */
    drop_out: z.object({ days: z.number(), share }),
    /** Quartiles over users of the share of their exchanges that carry the text. */
    traffic_share: z.object({ lower_quartile: share, median: share, upper_quartile: share }),
    capabilities: z.array(NamedShare(CAPABILITIES)),
    intents: z.array(NamedShare(INTENTS)),
    speaks_for: z.array(z.string()),
    speaks_against: z.array(z.string()),
    explanation: z.object({ kind: z.enum(TEXT_EXPLANATIONS), sentence: z.string() }),
    /** Routers whose end users send it. */
    routers: z.array(RouterIndicator).optional(),
  })
  .meta({ id: 'TextUnderReview' });
/** A harvest text whose senders nothing ties to one operator. @interface */
export type TextUnderReview = z.infer<typeof TextUnderReview>;
