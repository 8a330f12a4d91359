/** What detection hands on: groups with their evidence and members with their ties. No action: deciding is decide/'s. */
import type { AccountFinding, Campaign, LeftAlone } from '../../model/finding.ts';
import type { Openness } from '../group/openness.ts';

/** A campaign before anything was decided about it. */
export type CampaignFinding = Omit<Campaign, 'action' | 'action_reason' | 'would_change'> & {
  readonly members: readonly MemberFinding[];
  readonly open: Openness;
  /** The anchors by which its segments are known in an exchange; absent: their ids. */
  readonly marks?: readonly SegmentMarks[];
};

export interface SegmentMarks {
  readonly segment: string;
  /** 16 hexadecimal digits each. */
  readonly anchors: readonly string[];
}

export interface MemberFinding {
  readonly account: string;
  readonly subAccount: string | null;
  readonly risk: number;
  /** Sends the campaign's own harvest text. */
  readonly byContent: boolean;
  /** Shares a rare value with another member. */
  readonly byRelation: boolean;
  readonly exchanges: number;
  readonly reasons: readonly string[];
}

export type OtherFinding = Pick<AccountFinding, 'account' | 'sub_account' | 'risk' | 'reasons'> & {
  readonly exchanges: number;
};

export interface DetectionResult {
  readonly window: { readonly from: number; readonly to: number } | null;
  readonly units: number;
  readonly campaigns: readonly CampaignFinding[];
  readonly dismissed: readonly LeftAlone[];
  /** Accounts and sub-accounts in no campaign. */
  readonly others: readonly OtherFinding[];
}
