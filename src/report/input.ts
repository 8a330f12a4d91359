/** What a report is made from. All of it comes from the run; the report draws no conclusion of its own. */
import type { AccountFinding, CampaignsFile } from '../model/finding.ts';
import type { CampaignState } from '../model/lineage.ts';
import type { Rejection } from '../model/rejection.ts';
import type { ReplaySummary } from '../model/replay.ts';
import type { RunSummary } from '../model/summary.ts';

/** The argument of renderReport. */
export interface ReportInput {
  /** Shown above the headline and as the document's title. */
  readonly title?: string;
  /** RFC 3339: when the report was written. The report reads no clock. */
  readonly generatedAt: string;
  readonly campaigns: CampaignsFile;
  /**
   * Every account finding, in any order; read once, so a generator over a large store is fine. A bounded number is
   * embedded (digest.ts), the rest is counted.
   */
  readonly accounts: Iterable<AccountFinding>;
  readonly summary: RunSummary;
  /** The first few lines that were set aside. */
  readonly rejectedSamples: readonly Rejection[];
  /** The state of each campaign in earlier runs on the same data, oldest first. */
  readonly runs?: ReadonlyMap<string, readonly CampaignState[]>;
  /** Absent when the log was not replayed. */
  readonly replay?: ReplaySummary;
}
