/**
 * Replay: the log once more, step by step, each step seeing only what was known by its time. Answers how soon a
 * campaign would have been raised by whoever had run the analysis all along, how much of it had passed by then, and who
 * would have been named for nothing on the way. Exact: every step is the whole of linking and detection on the past. Only
 * what is counted exchange by exchange is kept from step to step.
 */

import { asOf } from '../aggregate/as-of.ts';
import type { DetectSource } from '../aggregate/columns.ts';
import type { DetectInput } from '../aggregate/detect-input.ts';
import { GrowingDetectInput } from '../aggregate/load-input.ts';
import type { DecidedFindings } from '../decide/decide.ts';
import type { DetectionResult } from '../detect/campaign/finding.ts';
import type { AccountRecord } from '../model/account-record.ts';
import type { ReplayFile, ReplayJournal } from '../model/replay.ts';
import { countMembers } from './replay-counts.ts';
import { ReplayLog } from './replay-log.ts';
import { campaignTimes, medianShares, passingAccounts, passingAlarms } from './replay-outcome.ts';
import { planSteps, type StepPlan } from './replay-steps.ts';

export interface ReplayOptions {
  /** Length of a step, ms. */
  readonly step: number;
  detect(input: DetectInput): DetectionResult;
  decide(detection: DetectionResult): DecidedFindings;
  readonly signal?: AbortSignal | undefined;
  /** @param left ms, estimated; null when nothing is known yet */
  onStep(done: number, total: number, left: number | null): void;
}

/** A step costs something even when little has passed: this share of what a step over the whole log costs. */
const FIXED_COST = 0.1;

/** @param final the finished detection, with the ids that campaigns.json has */
export async function replay(source: DetectSource, final: DetectionResult, options: ReplayOptions): Promise<ReplayFile> {
  // Read once: the records do not change during a replay, what is known of them does.
  const accounts: AccountRecord[] = [];
  for await (const batch of source.records.accounts()) accounts.push(...batch);
  const routers = accounts.filter((record) => record.router);
  const releases = await source.records.releases();
  const recorded: DetectSource = {
    exchanges: source.exchanges,
    records: {
      async *accounts() {
        yield accounts;
      },
      routers: async () => routers,
      releases: async () => [...releases],
    },
  };
  const plan = await planSteps(source, options.step, accounts, releases);
  const journal = new ReplayLog(final.campaigns.map((campaign) => campaign.id));
  const done = await makeSteps(recorded, plan, journal, options);

  const named = journal.allMembers(final);
  const written: ReplayJournal = {
    steps: plan.times.slice(0, done).map((time) => new Date(time).toISOString()),
    findings: journal.finish(final, final.window?.to ?? 0),
    members: await countMembers(source, plan, done, named.values(), new Set(routers.map(({ account }) => account))),
  };
  const campaigns = campaignTimes(final, written);
  const stopped = done < plan.times.length ? 'interrupted' : plan.cut ? 'step_limit' : null;
  return {
    version: 1,
    step_ms: options.step,
    complete: stopped === null,
    ...(stopped === null ? {} : { stopped }),
    steps: written.steps,
    campaigns,
    median_share: medianShares(campaigns),
    passing: passingAlarms(written),
    passing_accounts: passingAccounts(final, written),
    findings: written.findings,
    members: written.members,
  };
}

/** Gives the number of steps made: all, or those before the signal. What one step counted is kept for the next. */
async function makeSteps(source: DetectSource, plan: StepPlan, journal: ReplayLog, options: ReplayOptions): Promise<number> {
  const growing = new GrowingDetectInput();
  try {
    return await stepByStep(source, plan, journal, growing, options);
  } finally {
    await growing.forget();
  }
}

async function stepByStep(
  source: DetectSource,
  plan: StepPlan,
  journal: ReplayLog,
  growing: GrowingDetectInput,
  options: ReplayOptions,
): Promise<number> {
  const total = plan.times.length;
  const all = plan.exchanges.at(-1) ?? 0;
  const cost = plan.exchanges.map((exchanges) => exchanges + FIXED_COST * all);
  let rest = cost.reduce((sum, c) => sum + c, 0);
  let spent = 0;
  const began = performance.now();
  options.onStep(0, total, null);
  for (let s = 0; s < total; s++) {
    if (options.signal?.aborted) return s;
    const at = plan.times[s] as number;
    const input = await growing.load(asOf(source, at), asOf(source, at, plan.times[s - 1] ?? null));
    if (options.signal?.aborted) return s;
    journal.add(s, at, options.detect(input), options.decide);
    spent += cost[s] as number;
    rest -= cost[s] as number;
    options.onStep(s + 1, total, ((performance.now() - began) * rest) / spent);
  }
  return total;
}
