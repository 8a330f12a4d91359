/**
 * What a replay found, step by step, written down compactly: a finding once with the steps in which its action changed,
 * a member once with the steps in which it was in a finding. Findings are followed from step to step as campaigns are
 * from run to run, so one that its template or a few accounts rename is still one.
 */
import type { DecidedFindings } from '../decide/decide.ts';
import { sightingOf } from '../detect/campaign/campaign-ids.ts';
import type { DetectionResult } from '../detect/campaign/finding.ts';
import { type FollowUp, follow } from '../detect/campaign/lineage.ts';
import type { Lineage } from '../model/lineage.ts';
import type { ReplayedFinding } from '../model/replay.ts';
import { unitId } from '../model/unit-id.ts';
import { ACTIONS } from '../model/vocabulary.ts';

const LIMIT = ACTIONS.indexOf('limit');

export interface JournalMember {
  readonly account: string;
  readonly subAccount: string | null;
  readonly in: number[];
  limited: number | null;
}

export class ReplayLog {
  private readonly reserved: readonly string[];
  private lineages: readonly Lineage[] = [];
  private readonly findings: { readonly id: string; readonly states: ReplayedFinding['states'] }[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly members = new Map<string, JournalMember>();

  /** @param reserved ids of campaigns: a finding that becomes none of them must not look like one */
  constructor(reserved: readonly string[]) {
    this.reserved = reserved;
  }

  /** Takes what a step found; `decide` says what would have been done about it. */
  add(step: number, at: number, detection: DetectionResult, decide: (named: DetectionResult) => DecidedFindings): void {
    const { campaigns, lineages } = this.follow(detection, at);
    this.lineages = lineages;
    const named = detection.campaigns.map((finding, c) => ({ ...finding, id: campaigns[c]?.id as string }));
    const decisions = decide({ ...detection, campaigns: named });
    const present = new Set<number>();
    for (const { id, action, confidence } of decisions.campaigns.campaigns) {
      const f = this.number(id);
      present.add(f);
      const { states } = this.findings[f] as (typeof this.findings)[number];
      const last = states.at(-1);
      if (last?.[1] !== action || last[2] !== confidence) states.push([step, action, confidence]);
    }
    this.findings.forEach(({ states }, f) => {
      if (!present.has(f) && states.at(-1)?.[1] !== null) states.push([step, null, 0]);
    });
    for (const finding of decisions.accounts) {
      if (finding.campaign === null) continue;
      const f = this.number(finding.campaign);
      const member = this.member(finding.account, finding.sub_account ?? null);
      extend(member.in, f, step);
      if (member.limited === null && ACTIONS.indexOf(finding.action) >= LIMIT) member.limited = step;
    }
  }

  /** The members so far, and those of the finished campaigns. */
  allMembers(final: DetectionResult): ReadonlyMap<string, JournalMember> {
    for (const campaign of final.campaigns) {
      for (const { account, subAccount } of campaign.members) this.member(account, subAccount);
    }
    return this.members;
  }

  /** Each finding with the campaign that it became or became a part of. */
  finish(final: DetectionResult, at: number): ReplayedFinding[] {
    const { campaigns, lineages } = this.follow(final, at);
    const became = new Map(campaigns.map(({ id }, c) => [id, final.campaigns[c]?.id as string]));
    const heirs = new Map(lineages.map(({ id, ended }) => [id, ended?.into ?? null]));
    const fate = (id: string): string | null => {
      let now: string | null = id;
      while (now !== null && !became.has(now)) now = heirs.get(now) ?? null;
      return now === null ? null : (became.get(now) as string);
    };
    return this.findings.map(({ id, states }) => ({
      // The line that leads to a campaign has its id, whatever it was called on the way.
      id: became.get(id) ?? id,
      campaign: fate(id),
      states,
    }));
  }

  private follow(detection: DetectionResult, at: number): FollowUp {
    const found = detection.campaigns.map(sightingOf);
    return follow(this.lineages, found, new Date(at).toISOString(), this.reserved);
  }

  private number(id: string): number {
    let f = this.numbers.get(id);
    if (f === undefined) {
      f = this.findings.push({ id, states: [] }) - 1;
      this.numbers.set(id, f);
    }
    return f;
  }

  private member(account: string, subAccount: string | null): JournalMember {
    const key = unitId(account, subAccount);
    let member = this.members.get(key);
    if (member === undefined) {
      member = { account, subAccount, in: [], limited: null };
      this.members.set(key, member);
    }
    return member;
  }
}

/** Adds a step to the spans of a member: finding, first step, last step. */
function extend(spans: number[], finding: number, step: number): void {
  const at = spans.length - 3;
  if (at >= 0 && spans[at] === finding && spans[at + 2] === step - 1) spans[at + 2] = step;
  else spans.push(finding, step, step);
}
