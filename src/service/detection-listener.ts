/** What a look at the exchanges gave, as detection hands it to decisions. */
import type { Detection } from '../detect/campaign/finding.ts';
import type { Lineage } from '../model/lineage.ts';

export interface Found {
  /** Campaigns have the ids they had before. */
  readonly detection: Detection;
  /** Campaigns of earlier looks that this one did not find, too. */
  readonly lineages: readonly Lineage[];
  /** ms since the epoch: when the look began and ended. */
  readonly started: number;
  readonly finished: number;
}

export interface FoundSink {
  /** Resolves when what follows from it is stored. */
  found(found: Found): Promise<void>;
}
