/**
 * How detection has its runs decided: the policy in force evaluates what a run found, and decisions follow from it. The
 * decisions of the service (decisions/) implement it; neither side knows the other.
 */
import type { DecidedFindings, EvaluatedAccount } from '../decide/decide.ts';
import type { DetectionResult } from '../detect/campaign/finding.ts';

/** A detection run with what the policy in force gives for everything it found. */
export interface DecidedDetection {
  /** Campaigns have the ids they had before. */
  readonly detection: DetectionResult;
  /** ms since the epoch: when the run ended. The same when a run is decided again under another policy. */
  readonly finished: number;
  /** The version that decided. */
  readonly policy: string;
  /** Campaigns and accounts with their actions. */
  readonly findings: DecidedFindings;
  readonly accounts: readonly EvaluatedAccount[];
}

export interface DetectionListener {
  /** Gives the version of the policy in force, from the record store: the same on every node. */
  versionInForce(): Promise<string>;
  /**
   * Decides under the policy in force on everything that a run found. Stores nothing.
   *
   * @param finished ms since the epoch: when the run ended; absent: now
   */
  evaluate(detection: DetectionResult, finished?: number): Promise<DecidedDetection>;
  /** Makes the decisions that follow. Resolves when they are stored. */
  onDetection(decided: DecidedDetection): Promise<void>;
}
