/** The result of a detection run: groups with their evidence and members with their ties. Leaves out actions (decide/). */
import type { AccountFinding, Campaign, Evidence, LeftAlone } from '../../model/finding.ts';
import type { Norm } from '../../model/norm.ts';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import type { Openness } from '../group/openness.ts';

/** A campaign before anything was decided about it. */
export type CampaignFinding = Omit<Campaign, 'action' | 'action_reason' | 'would_change'> & {
  readonly members: readonly MemberFinding[];
  readonly open: Openness;
  /** The campaign tested again without some of its members; absent or empty: not done. */
  readonly samplings?: readonly Sampling[];
  /** The part that no card, mailbox or phone ties to the rest, tested by itself; absent: there is none. */
  readonly loosePart?: Sampling;
  /** The anchors by which its segments are known in an exchange; absent: their ids. */
  readonly marks?: readonly SegmentMarks[];
  /** How exchanges with its own text are recognised; absent: it has none. */
  readonly ownText?: OwnText;
};

/** What a campaign is by a part of its members. */
export interface Sampling {
  /** 0..1 */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly open: Openness;
}

/** The anchors by which one segment is recognised. */
export interface SegmentMarks {
  readonly segment: string;
  /** 16 hexadecimal digits each. */
  readonly anchors: readonly string[];
}

/** The own text of a campaign. */
export interface OwnText {
  /** All its own segments, with all their anchors. */
  readonly segments: readonly SegmentMarks[];
  /** Ids of those that make up the slice, which the rows about content describe. */
  readonly slice: readonly string[];
}

/** A member of a campaign. */
export interface MemberFinding {
  readonly account: string;
  readonly subAccount: string | null;
  readonly risk: number;
  /** Sends the campaign's own harvest text. */
  readonly byContent: boolean;
  /** Shares a rare value with another member, or presents signatures that were issued to one. */
  readonly byRelation: boolean;
  /** Share of its exchanges that carry the campaign's own text, 0..1; 1 for a member by content that sends none of it. */
  readonly contentShare: number;
  /** Is in the open together with others of its organisation, event or course, whoever else is in the campaign. */
  readonly inTheOpen?: boolean;
  /** Belongs to the loosely tied part of the campaign. */
  readonly loose?: boolean;
  /** The account that is asked for the organisation to which this one openly belongs; absent if it is asked itself. */
  readonly askedThrough?: string;
  readonly exchanges: number;
  /** Its exchanges that carry the campaign's own text; absent if it sends none of it. */
  readonly carrying?: CarryingExchanges;
  /** Why it belongs to the campaign, but for that number (member-reasons.ts). */
  readonly reasons: readonly string[];
}

/** How many exchanges carry a text. */
export interface CarryingExchanges {
  readonly exchanges: number;
  /** False: estimated from how many carry each part of the text. */
  readonly counted: boolean;
}

/** An account or sub-account in no campaign. */
export type OtherFinding = Pick<AccountFinding, 'account' | 'sub_account' | 'risk' | 'reasons'> & {
  readonly exchanges: number;
};

/** A group that was tested and cleared, with all its members that are in no campaign. */
export type DismissedGroup = Omit<LeftAlone, 'names' | 'names_left_out'> & {
  readonly members: readonly { readonly account: string; readonly subAccount: string | null }[];
};

/** What a detection run found. */
export interface DetectionResult {
  readonly window: { readonly from: number; readonly to: number } | null;
  readonly units: number;
  readonly campaigns: readonly CampaignFinding[];
  readonly dismissed: readonly DismissedGroup[];
  /** Accounts and sub-accounts in no campaign. */
  readonly others: readonly OtherFinding[];
  /** Harvest texts whose users nothing ties, the most conspicuous first. */
  readonly texts: readonly TextUnderReview[];
  /** Such texts beyond those. */
  readonly textsLeftOut: number;
  /** The segments of those texts, with all their anchors. */
  readonly textMarks: readonly SegmentMarks[];
  /** What the units were like, for later runs; null: too few to tell. */
  readonly norm: Norm | null;
}
