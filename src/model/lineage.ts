/**
 * A campaign as it is remembered from one run, or one step of a replay, to the next: what the next findings are matched
 * against. The store keeps lineages, detection follows them (src/detect/campaign/lineage.ts).
 */
import type { CampaignEvent } from './finding.ts';
import type { Action } from './vocabulary.ts';

export interface Lineage {
  readonly id: string;
  /** RFC 3339: the end of the log in which it was first found. */
  readonly since: string;
  /** RFC 3339: its last exchange, when it was last found. */
  readonly lastSeen: string;
  /** Keys of its units (unit-key.ts). */
  readonly members: readonly string[];
  /** Ids of the segments that were its own. */
  readonly segments: readonly string[];
  /** Absent for a campaign that the last run found. */
  readonly ended?: LineageEnd;
}

export interface LineageEnd {
  /** RFC 3339: the end of the log in which it was first missing. */
  readonly at: string;
  /** The campaign that most of its accounts are in now, if there is one: it will not come back under its own id. */
  readonly into: string | null;
}

/** What one run said of a campaign. */
export interface CampaignState {
  /** RFC 3339: the end of the log that the run saw. */
  readonly at: string;
  readonly event: CampaignEvent;
  readonly accounts: number;
  readonly exchanges: number;
  readonly confidence: number;
  readonly action: Action;
}
