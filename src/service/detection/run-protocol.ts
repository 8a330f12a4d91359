/**
 * The messages between the detection thread and the thread that has the stores. One asks, the other answers in the order in
 * which answers are ready; each request has a number, and its answer the same.
 */

import type { Stretch } from '../../aggregate/window-store.ts';
import type { Problem } from '../../base/problem.ts';
import type { CampaignFinding, DetectionResult, MemberFinding } from '../../detect/campaign/finding.ts';
import type { Lineage } from '../../model/lineage.ts';
import type { Norm } from '../../model/norm.ts';

/** What a detection run is given. */
export interface RunTask {
  readonly stretch: Stretch;
  /** What the run before left. */
  readonly lineages: readonly Lineage[];
  /** What accounts were like in earlier windows; null: nothing is known. */
  readonly earlier: Norm | null;
  readonly seed: string;
}

/** What a detection run gives. No actions: those are decided where the policy is. */
export interface DetectionRun {
  /** Campaigns have the ids they had before. */
  readonly detection: DetectionResult;
  /** The campaigns of this run, and earlier ones that it did not find. */
  readonly lineages: readonly Lineage[];
  readonly exchanges: number;
  /** Exchanges that were counted one by one for it: those that came since the run before, or all. */
  readonly counted: number;
  /** Whether what was kept of the run before turned out not to fit the store any more. */
  readonly disturbed: boolean;
  /** Accounts that sent the exchanges. */
  readonly senders: number;
  /** How long each part took, ms. */
  readonly loading: number;
  readonly detecting: number;
}

/** A part of a run's result. In one message, it would hold the receiving thread for as long as it takes to unpack. */
export type RunPart =
  | { readonly kind: 'members'; readonly campaign: number; readonly rows: readonly MemberFinding[] }
  | { readonly kind: 'others'; readonly rows: DetectionResult['others'] }
  /** The rest, last. */
  | { readonly kind: 'head'; readonly run: DetectionRun };

export type Ask =
  | { readonly what: 'json'; readonly sql: string; readonly params: Record<string, unknown> }
  /** Answered with an {@link OpenedStream}. */
  | { readonly what: 'binary'; readonly sql: string; readonly params: Record<string, unknown> }
  /** Answered with a SpooledAnswer: both threads read the same files, and this one removes it. */
  | { readonly what: 'file'; readonly sql: string; readonly params: Record<string, unknown> }
  | { readonly what: 'accounts' }
  /** The next chunk of a stream; undefined at its end. */
  | { readonly what: 'next'; readonly stream: number }
  /** Closes a stream that is not read to its end. */
  | { readonly what: 'drop'; readonly stream: number }
  | { readonly what: 'routers' }
  | { readonly what: 'releases' }
  | { readonly what: 'give'; readonly part: RunPart };

export interface OpenedStream {
  readonly stream: number;
  /** Its length, where that is known beforehand. */
  readonly bytes: number | null;
}

export interface NumberedAsk {
  readonly number: number;
  readonly ask: Ask;
}

export type NumberedAnswer = { readonly number: number } & RunReply;

/** A value, a failure from outside, or a bug. */
export type RunReply = { readonly value: unknown } | { readonly problem: Problem } | { readonly bug: string };

/** Rows in one part: about a millisecond to unpack. */
const PART_ROWS = 1_000;

/** Splits a run's result into parts, the head last. */
export function* resultParts(run: DetectionRun): Generator<RunPart> {
  const { detection } = run;
  for (const [campaign, { members }] of detection.campaigns.entries())
    for (const rows of slices(members)) yield { kind: 'members', campaign, rows };
  for (const rows of slices(detection.others)) yield { kind: 'others', rows };
  const campaigns = detection.campaigns.map((campaign): CampaignFinding => ({ ...campaign, members: [] }));
  yield { kind: 'head', run: { ...run, detection: { ...detection, campaigns, others: [] } } };
}

/** Puts the parts of a run's result together again. */
export class RunParts {
  private readonly members: MemberFinding[][] = [];
  private readonly others: DetectionResult['others'][number][] = [];

  /** Takes a part; gives the whole result when it was the last one, else null. */
  add(part: RunPart): DetectionRun | null {
    if (part.kind === 'members') {
      this.members[part.campaign] ??= [];
      this.members[part.campaign]?.push(...part.rows);
    } else if (part.kind === 'others') this.others.push(...part.rows);
    else {
      const { detection } = part.run;
      const campaigns = detection.campaigns.map((campaign, k) => ({
        ...campaign,
        members: this.members[k] ?? [],
      }));
      return { ...part.run, detection: { ...detection, campaigns, others: this.others } };
    }
    return null;
  }
}

function* slices<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += PART_ROWS) yield rows.slice(at, at + PART_ROWS);
}
