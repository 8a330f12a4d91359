/**
 * What the thread that looks and the thread that has the stores say to each other. One asks, the other answers in the order
 * in which answers are ready; an ask has a number, and its answer the same.
 */

import type { Stretch } from '../../aggregate/window-store.ts';
import type { Problem } from '../../base/problem.ts';
import type { Policy } from '../../decide/rule-of-two.ts';
import type { CampaignFinding, DetectionResult, MemberFinding } from '../../detect/campaign/finding.ts';
import type { AccountFinding, CampaignsFile } from '../../model/finding.ts';
import type { Lineage } from '../../model/lineage.ts';

export interface RunTask {
  readonly stretch: Stretch;
  /** What the look before left. */
  readonly lineages: readonly Lineage[];
  readonly policy: Policy;
  readonly seed: string;
}

/** What one look gave. */
export interface DetectionRun {
  /** Campaigns have the ids they had before. */
  readonly detection: DetectionResult;
  readonly lineages: readonly Lineage[];
  /** The findings as they are kept: with actions, and with campaigns that have ended. */
  readonly campaigns: CampaignsFile;
  /** Accounts that are in a campaign, or are to be watched. */
  readonly accounts: readonly AccountFinding[];
  readonly exchanges: number;
  /** Exchanges that were counted one by one for it: those that came since the look before, or all. */
  readonly counted: number;
  /** Whether what was kept of the look before turned out not to fit the store any more. */
  readonly disturbed: boolean;
  /** Accounts that sent them. */
  readonly senders: number;
  /** ms. */
  readonly loading: number;
  readonly detecting: number;
}

/** A piece of what a look gave: whole, it would hold the receiving thread for as long as it takes to unpack. */
export type RunPart =
  | { readonly kind: 'members'; readonly campaign: number; readonly rows: readonly MemberFinding[] }
  | { readonly kind: 'others'; readonly rows: DetectionResult['others'] }
  | { readonly kind: 'accounts'; readonly rows: readonly AccountFinding[] }
  /** The rest, last. */
  | { readonly kind: 'head'; readonly looked: DetectionRun };

export type Ask =
  | { readonly what: 'json'; readonly sql: string; readonly params: Record<string, unknown> }
  /** Answered with an {@link OpenedStream}. */
  | { readonly what: 'binary'; readonly sql: string; readonly params: Record<string, unknown> }
  /** Answered with a SpooledAnswer: both threads read the same files, and this one removes it. */
  | { readonly what: 'file'; readonly sql: string; readonly params: Record<string, unknown> }
  | { readonly what: 'accounts' }
  /** The next piece of a stream; undefined at its end. */
  | { readonly what: 'next'; readonly stream: number }
  /** Of a stream that is not read to its end. */
  | { readonly what: 'drop'; readonly stream: number }
  | { readonly what: 'routers' }
  | { readonly what: 'releases' }
  | { readonly what: 'give'; readonly part: RunPart };

export interface OpenedStream {
  readonly stream: number;
  /** Where it is known beforehand. */
  readonly bytes: number | null;
}

export interface NumberedAsk {
  readonly number: number;
  readonly ask: Ask;
}

export type NumberedAnswer = { readonly number: number } & RunReply;

/** A value, a failure from outside, or a bug. */
export type RunReply = { readonly value: unknown } | { readonly problem: Problem } | { readonly bug: string };

/** Things in one part: about a millisecond to unpack. */
const PART_ROWS = 1_000;

/** A look's result in pieces, the head last. */
export function* resultParts(looked: DetectionRun): Generator<RunPart> {
  const { detection, accounts } = looked;
  for (const [campaign, { members }] of detection.campaigns.entries())
    for (const rows of slices(members)) yield { kind: 'members', campaign, rows };
  for (const rows of slices(detection.others)) yield { kind: 'others', rows };
  for (const rows of slices(accounts)) yield { kind: 'accounts', rows };
  const campaigns = detection.campaigns.map((campaign): CampaignFinding => ({ ...campaign, members: [] }));
  yield {
    kind: 'head',
    looked: { ...looked, detection: { ...detection, campaigns, others: [] }, accounts: [] },
  };
}

/** Puts the pieces together again. */
export class RunParts {
  private readonly members: MemberFinding[][] = [];
  private readonly others: DetectionResult['others'][number][] = [];
  private readonly accounts: AccountFinding[] = [];

  /** Gives the whole when the last piece has come. */
  add(part: RunPart): DetectionRun | null {
    if (part.kind === 'members') {
      this.members[part.campaign] ??= [];
      this.members[part.campaign]?.push(...part.rows);
    } else if (part.kind === 'others') this.others.push(...part.rows);
    else if (part.kind === 'accounts') this.accounts.push(...part.rows);
    else {
      const { detection } = part.looked;
      const campaigns = detection.campaigns.map((campaign, k) => ({
        ...campaign,
        members: this.members[k] ?? [],
      }));
      return {
        ...part.looked,
        detection: { ...detection, campaigns, others: this.others },
        accounts: this.accounts,
      };
    }
    return null;
  }
}

function* slices<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += PART_ROWS) yield rows.slice(at, at + PART_ROWS);
}
