/** What a look at the exchanges gave, as detection hands it to decisions. */
import type { DetectionResult } from '../detect/campaign/finding.ts';
import type { Lineage } from '../model/lineage.ts';

export interface DetectionReport {
  /** Campaigns have the ids they had before. */
  readonly detection: DetectionResult;
  /** Campaigns of earlier looks that this one did not find, too. */
  readonly lineages: readonly Lineage[];
  /** ms since the epoch: when the look began and ended. */
  readonly started: number;
  readonly finished: number;
}

export interface DetectionListener {
  /** Resolves when what follows from it is stored. */
  onDetection(found: DetectionReport): Promise<void>;
}
