/**
 * Decisions, as other parts of the service use them: what follows from detection runs, what is in force for an account,
 * what changed since a cursor, what people approve, and policies. Nothing here knows HTTP.
 */
import type { Clock } from '../../base/clock.ts';
import { ok, orThrow, type Result } from '../../base/problem.ts';
import { compilePolicy, type Policy } from '../../decide/policy/policy.ts';
import { toStorable } from '../../store/records/storable-text.ts';
import type { DetectionListener } from '../detection-listener.ts';
import { applyFindings, type RunCounts } from './apply-findings.ts';
import { type Backtest, type BacktestOptions, backtest } from './backtest.ts';
import type { Item } from './current-items.ts';
import { type AskedExchange, ExchangeDecider, type ExchangeDecision } from './decide-exchange.ts';
import type { Decision } from './decision.ts';
import { DecisionIndex, type IndexCopy } from './decision-index.ts';
import { readDecision, readHistory, readPending } from './decision-queries.ts';
import { createDecisionReview, type DecisionReview } from './decision-review.ts';
import { evaluateDetection } from './evaluate-detection.ts';
import { COOL_OFF } from './evaluation.ts';
import { forgetDecisions, type LedgerParts } from './ledger.ts';
import { openPolicies, type Policies, storedPolicies } from './policies.ts';
import { type Replay, replayDecision } from './replay.ts';
import { readShadow, type ShadowReport } from './shadow.ts';

export interface DecisionService extends DetectionListener, DecisionReview {
  readonly policies: Policies;
  readonly index: DecisionIndex;
  /** Decides on one exchange before it runs, under the policy as of the last refresh. */
  decide(exchange: AskedExchange): ExchangeDecision;
  /** What is in force for a caller whose request is not looked at; null means allow. Null as `subAccount`: the account itself. */
  check(account: string, subAccount: string | null): Item | null;
  /** Gives the policy in force as of the last refresh. */
  activePolicy(): Policy;
  /** Problem code: `not_found`. */
  get(id: string): Promise<Result<Decision>>;
  /** Gives the decisions of an account, the latest first. */
  history(account: string, subAccount: string | null, limit: number): Promise<Decision[]>;
  /** Gives the proposals that wait for people, ordered by id. */
  pending(after: string | null, limit: number, account?: string | null): Promise<Decision[]>;
  /** Makes a decision again from its stored facts, and compares. Problem code: `not_found`. */
  replay(id: string): Promise<Result<Replay>>;
  /**
   * Decides with a draft on the facts of earlier runs.
   *
   * @param draft a version, or a document that is not stored; problem codes: `not_found`, `bad_policy`
   */
  backtest(draft: string | object, options: BacktestOptions): Promise<Result<Backtest>>;
  /** Gives what a policy in shadow gave for the last run. Problem code: `not_found`. */
  shadow(version: string, limit: number): Promise<Result<ShadowReport>>;
  /** Takes in what other nodes changed. */
  refresh(): Promise<void>;
  /** Refreshes every so often (ms) until the returned function is called. */
  follow(everyMs: number, onError: (error: unknown) => void): () => void;
  /**
   * Forgets decisions that were over before a time (ms since the epoch), but for those in their cool-off. They cannot be
   * replayed any more.
   *
   * @returns how many
   */
  forget(before: number): Promise<number>;
  stats(): DecisionStats;
}

/** Ways in which gateways ask before a request runs: with the request, or for the caller alone. */
type AskedBy = 'decide' | 'check';

export interface DecisionStats extends Readonly<RunCounts> {
  readonly asked: Readonly<Record<AskedBy, number>>;
  readonly refreshes: number;
  /** The number of the last change that this node knows. */
  readonly cursor: number;
  readonly accountsKnown: number;
  readonly campaignsKnown: number;
  /** Accounts by the action in force for them now. */
  readonly standing: Readonly<Record<string, number>>;
}

export interface DecisionsParts extends LedgerParts {
  readonly clock: Clock;
}

/** What decisions begin with if the record store does not answer. */
export interface DecisionsCopy {
  /** Document of the active policy. */
  readonly policy: object;
  readonly index: IndexCopy;
}

/**
 * Opens decisions over the record store. Once this resolves there is a policy in force, and the index is loaded.
 * @param copy begins with this instead of the record store, and follows that as soon as it answers
 */
export async function openDecisions(parts: DecisionsParts, copy?: DecisionsCopy): Promise<DecisionService> {
  const { db, clock } = parts;
  const policies = copy === undefined ? await openPolicies(parts) : storedPolicies(parts);
  const index = new DecisionIndex(db);
  let active = copy === undefined ? await policies.active() : orThrow(compilePolicy(copy.policy));
  const refresh = async () => {
    await index.refresh();
    active = await policies.active();
  };
  if (copy === undefined) await refresh();
  else index.restore(copy.index);
  const counts: RunCounts = { runs: 0, accounts: 0, made: 0, proposed: 0, withdrawn: 0, heldBack: 0 };
  const asked: Record<AskedBy, number> = { decide: 0, check: 0 };
  const decider = new ExchangeDecider(index);
  const people = createDecisionReview({ ...parts, index });

  return {
    ...people,
    policies: {
      ...policies,
      // This node decides requests under it from the next one on; other nodes from their next refresh.
      async activate(version, by) {
        const result = await policies.activate(version, by);
        active = await policies.active();
        return result;
      },
    },
    index,
    versionInForce: async () => (await policies.active()).version,
    async evaluate(detection, finished = clock()) {
      const policy = await policies.active();
      const evaluated = await evaluateDetection(db, detection, policy, clock());
      return { detection, finished, policy: policy.version, ...evaluated };
    },
    onDetection: (decided) => applyFindings({ ...parts, policies, index, counts }, decided),
    refresh,
    activePolicy: () => active,

    decide(exchange) {
      asked.decide++;
      return decider.decide(active, exchange, clock());
    },

    check(account, subAccount) {
      asked.check++;
      return index.at(account, subAccount, clock());
    },

    get: (id) => readDecision(db, id),
    history: (account, subAccount, limit) => readHistory(db, account, subAccount, limit),
    pending: (after, limit, account) => readPending(db, clock(), after, limit, account),
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

    follow: (everyMs, onError) => repeat(refresh, everyMs, onError),

    stats() {
      return {
        ...counts,
        asked: { ...asked },
        refreshes: index.refreshes,
        cursor: index.cursor,
        accountsKnown: index.size,
        campaignsKnown: index.campaignCount,
        standing: index.standing(clock()),
      };
    },
  };
}

/** Runs work every so often (ms), one run at a time, until the returned function is called. */
function repeat(work: () => Promise<void>, everyMs: number, onError: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const next = () => {
    if (stopped) return;
    timer = setTimeout(() => work().catch(onError).finally(next), everyMs);
    timer.unref();
  };
  next();
  return () => {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
  };
}
