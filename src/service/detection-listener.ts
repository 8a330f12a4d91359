/** The result of a detection run, as it is passed to decisions. */
import type { DetectionResult } from '../detect/campaign/finding.ts';
import type { Lineage } from '../model/lineage.ts';

export interface DetectionReport {
  /** Known campaigns keep their ids. */
  readonly detection: DetectionResult;
  /** Also includes campaigns of earlier runs that this one did not find. */
  readonly lineages: readonly Lineage[];
  /** Start and end of the run, ms since the epoch. */
  readonly started: number;
  readonly finished: number;
}

export interface DetectionListener {
  /** Resolves when all consequences are stored. */
  onDetection(found: DetectionReport): Promise<void>;
}
