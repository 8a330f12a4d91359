/**
 * Decisions, as other parts of the service use them: what findings lead to, what stands for an account, what changed
 * since, what people approve, and policies. Nothing here knows HTTP.
 */

import { sql } from 'kysely';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Result } from '../../base/problem.ts';
import { compilePolicy, type Policy } from '../../decide/policy/policy.ts';
import { unitId } from '../../model/unit-id.ts';
import { ACTIONS } from '../../model/vocabulary.ts';
import { toStorable } from '../../store/records/storable-text.ts';
import type { DetectionListener } from '../detection-listener.ts';
import { createFoundSink, type LookCounts } from './apply-findings.ts';
import { type Backtest, type BacktestOptions, backtest } from './backtest.ts';
import { type AskedExchange, ExchangeDecider, type ExchangeDecision } from './decide-exchange.ts';
import { type Decision, fromRow } from './decision.ts';
import { DecisionIndex } from './decision-index.ts';
import { createDecisionReview, type DecisionReview } from './decision-review.ts';
import { COOL_OFF } from './evaluation.ts';
import { forgetDecisions, type LedgerParts } from './ledger.ts';
import { openPolicies, type Policies } from './policies.ts';
import { type Replay, replayDecision } from './replay.ts';
import { readShadow, type ShadowReport } from './shadow.ts';

export interface DecisionService extends DetectionListener, DecisionReview {
  readonly policies: Policies;
  readonly index: DecisionIndex;
  /** One exchange before it runs; under the policy as of the last refresh. */
  decide(exchange: AskedExchange): ExchangeDecision;
  activePolicy(): Policy;
  get(id: string): Promise<Result<Decision>>;
  /** Every decision of an account, the latest first. */
  history(account: string, subAccount: string | null, limit: number): Promise<Decision[]>;
  /** Proposals that wait for people, the oldest first. */
  pending(after: string | null, limit: number): Promise<Decision[]>;
  replay(id: string): Promise<Result<Replay>>;
  /** `draft`: a version, or a document that is not stored. */
  backtest(draft: string | object, options: BacktestOptions): Promise<Result<Backtest>>;
  shadow(version: string, limit: number): Promise<Result<ShadowReport>>;
  /** Takes in what other nodes changed. */
  refresh(): Promise<void>;
  /** Refreshes again and again until the function it gives is called. */
  follow(everyMs: number, onError: (error: unknown) => void): () => void;
  /** Forgets decisions that were over before a time (ms), the cool-off left out; gives how many. They cannot be replayed. */
  forget(before: number): Promise<number>;
  stats(): DecisionStats;
}

export interface DecisionStats extends Readonly<LookCounts> {
  readonly asked: number;
  readonly refreshes: number;
  /** The number of the last change that this node knows. */
  readonly cursor: number;
  readonly accountsKnown: number;
  readonly campaignsKnown: number;
  /** Accounts by the action that stands for them now. */
  readonly standing: Readonly<Record<string, number>>;
}

export interface DecisionsParts extends LedgerParts {
  readonly clock: Clock;
}

/** Opens decisions over the record store: policies are there, and the index is loaded, once this resolves. */
export async function openDecisions(parts: DecisionsParts): Promise<DecisionService> {
  const { db, clock } = parts;
  const policies = await openPolicies(parts);
  const index = new DecisionIndex(db);
  let active = await policies.active();
  const refresh = async () => {
    await index.refresh();
    active = await policies.active();
  };
  await refresh();
  const counts: LookCounts = { looks: 0, accounts: 0, made: 0, proposed: 0, withdrawn: 0, heldBack: 0 };
  let asked = 0;
  const decider = new ExchangeDecider(index);
  const sink = createFoundSink({ ...parts, policies, index, counts });
  const people = createDecisionReview({ ...parts, index });

  return {
    ...people,
    policies: {
      ...policies,
      // This node decides under it from its next request on; others from their next refresh.
      async activate(version, by) {
        const result = await policies.activate(version, by);
        active = await policies.active();
        return result;
      },
    },
    index,
    onDetection: (found) => sink.onDetection(found),
    refresh,
    activePolicy: () => active,

    decide(exchange) {
      asked++;
      return decider.decide(active, exchange, clock());
    },

    async get(id) {
      const row = await db
        .selectFrom('decisions')
        .selectAll()
        .where('id', '=', toStorable(id))
        .executeTakeFirst();
      return row === undefined
        ? fail({ code: 'not_found', message: 'Expected the id of a decision, got another one.' })
        : ok(fromRow(row));
    },

    async history(account, subAccount, limit) {
      const rows = await db
        .selectFrom('decisions')
        .selectAll()
        .where('unit', '=', toStorable(unitId(account, subAccount)))
        .orderBy('since', 'desc')
        // A proposal is made with what stands meanwhile, which is the milder one, and before it.
        .orderBy(sql`array_position(${sql.val(ACTIONS)}::text[], action)`, 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },

    async pending(after, limit) {
      let query = db
        .selectFrom('decisions')
        .selectAll()
        .where('state', '=', 'proposed')
        .where('until', '>', clock())
        .orderBy('id')
        .limit(limit);
      if (after !== null) query = query.where('id', '>', toStorable(after));
      return (await query.execute()).map(fromRow);
    },

    replay: (id) => replayDecision(db, policies, toStorable(id)),

    async backtest(draft, options) {
      const made = typeof draft === 'string' ? await policies.compiled(draft) : compilePolicy(draft);
      return made.ok ? ok(await backtest(db, made.value, active, options)) : made;
    },

    async shadow(version, limit) {
      const found = await policies.get(version);
      return found.ok ? ok(await readShadow(db, version, limit)) : found;
    },

    forget: (before) => forgetDecisions(parts, Math.min(before, clock() - COOL_OFF)),

    follow(everyMs, onError) {
      let timer: NodeJS.Timeout | null = null;
      let stopped = false;
      const next = () => {
        if (stopped) return;
        timer = setTimeout(() => refresh().catch(onError).finally(next), everyMs);
        timer.unref();
      };
      next();
      return () => {
        stopped = true;
        if (timer !== null) clearTimeout(timer);
      };
    },

    stats() {
      return {
        ...counts,
        asked,
        refreshes: index.refreshes,
        cursor: index.cursor,
        accountsKnown: index.size,
        campaignsKnown: index.campaignCount,
        standing: index.standing(clock()),
      };
    },
  };
}
