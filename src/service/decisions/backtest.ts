/**
 * What a draft would have done: it decides on the facts of earlier detection runs, beside the active policy, and the
 * accounts that it would have treated differently are named before it goes live. For each account the strongest action
 * counts.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { AccountFacts } from '../../decide/policy/facts.ts';
import type { FindingFacts } from '../../decide/policy/from-detection.ts';
import type { Policy } from '../../decide/policy/policy.ts';

import { ACTIONS, type Action, actionRank } from '../../model/vocabulary.ts';
import { unitOf } from './evaluate-detection.ts';
import { pastRuns } from './facts-history.ts';
import type { Db } from './ledger.ts';

export interface BacktestOptions {
  /** ms. */
  readonly from: number;
  readonly to: number;
  /** Accounts named; all are counted. */
  readonly limit: number;
}

export interface BacktestChange {
  readonly account: string;
  readonly subAccount: string | null;
  /** What the active policy gives, and what the draft. */
  readonly active: Action;
  readonly draft: Action;
  readonly campaign: string | null;
  readonly rule: string | null;
}

export interface Backtest {
  /** Earlier detection runs that it covers. */
  readonly runs: number;
  readonly accounts: number;
  /** Accounts of little risk that were not kept: the most of any run. */
  readonly omitted: number;
  readonly active: Readonly<Record<Action, number>>;
  readonly draft: Readonly<Record<Action, number>>;
  /** Accounts that the draft treats more strictly, and more mildly. */
  readonly gained: number;
  readonly lost: number;
  /** Of those that the draft asks to verify or more: who would be touched that one would least want to. */
  readonly touched: Touched;
  /** Of those more, who are so by the draft alone. */
  readonly newlyTouched: Touched;
  readonly changes: readonly BacktestChange[];
}

export interface Touched {
  readonly accounts: number;
  /** In no campaign: look-alikes, as far as anybody knows. */
  readonly outsideCampaigns: number;
  readonly verified: number;
  readonly enterprise: number;
  readonly educationOrResearch: number;
}

interface Strongest {
  readonly one: FindingFacts;
  active: Action;
  draft: Action;
  rule: string | null;
  campaign: string | null;
}

const TURN = 2_000;

export async function backtest(
  db: Db,
  draft: Policy,
  active: Policy,
  { from, to, limit }: BacktestOptions,
): Promise<Backtest> {
  const strongest = new Map<string, Strongest>();
  let runs = 0;
  let omitted = 0;
  for await (const run of pastRuns(db, from, to)) {
    runs++;
    omitted = Math.max(omitted, run.omitted);
    let turn = 0;
    for (const one of run.accounts) {
      if (++turn % TURN === 0) await yieldToOthers();
      const ours = draft.decide(one.campaign, one.account);
      const theirs = active.decide(one.campaign, one.account);
      const unit = unitOf(one);
      const known: Strongest = strongest.get(unit) ?? {
        one,
        active: 'allow',
        draft: 'allow',
        rule: null,
        campaign: null,
      };
      strongest.set(unit, known);
      if (actionRank(theirs.action) > actionRank(known.active)) known.active = theirs.action;
      if (actionRank(ours.action) > actionRank(known.draft) || known.rule === null) {
        known.draft = actionRank(ours.action) > actionRank(known.draft) ? ours.action : known.draft;
        known.rule = ours.rule;
        known.campaign = one.campaign.found ? one.campaign.id : null;
      }
    }
  }
  const all = [...strongest.values()];
  const touches = (action: Action) => actionRank(action) >= actionRank('verify');
  const touched = all.filter((each) => touches(each.draft));
  const changed = all
    .filter((each) => each.draft !== each.active)
    .sort((a, b) => actionRank(b.draft) - actionRank(a.draft) || (unitOf(a.one) < unitOf(b.one) ? -1 : 1));
  return {
    runs,
    accounts: all.length,
    omitted,
    active: countActions(all.map((each) => each.active)),
    draft: countActions(all.map((each) => each.draft)),
    gained: changed.filter((each) => actionRank(each.draft) > actionRank(each.active)).length,
    lost: changed.filter((each) => actionRank(each.draft) < actionRank(each.active)).length,
    touched: countTouched(touched),
    newlyTouched: countTouched(touched.filter((each) => !touches(each.active))),
    changes: changed.slice(0, limit).map((each) => ({
      account: each.one.account.id,
      subAccount: each.one.subAccount,
      active: each.active,
      draft: each.draft,
      campaign: each.campaign,
      rule: each.rule,
    })),
  };
}

function countTouched(touched: readonly Strongest[]): Touched {
  const count = (fits: (account: AccountFacts) => boolean) => touched.filter((each) => fits(each.one.account)).length;
  return {
    accounts: touched.length,
    outsideCampaigns: touched.filter((each) => each.campaign === null).length,
    verified: count(({ verification }) => verification === 'identity' || verification === 'business'),
    enterprise: count(({ program }) => program === 'enterprise'),
    educationOrResearch: count(({ program }) => program === 'education' || program === 'research'),
  };
}

function countActions(actions: readonly Action[]): Record<Action, number> {
  const counts = Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<Action, number>;
  for (const action of actions) counts[action]++;
  return counts;
}
