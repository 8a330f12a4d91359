/**
 * A policy: a document whose conditions are compiled, ready to decide. Whatever its rules say, the rule of two
 * (rule-of-two.ts) has the last word here: a rule that gives more than the evidence allows gives what it allows. Pure: the
 * same document and facts give the same verdict, which is what a replay relies on.
 */

import { DAY } from '../../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { ACTIONS, type Action } from '../../model/vocabulary.ts';
import { milder, mostForAny } from '../rule-of-two.ts';
import { ExpressionMistake } from './compiled.ts';
import { durationMs, PolicyDocument, type PolicyRule } from './document.ts';
import { compileExpression, type Expression } from './expression.ts';
import {
  type AccountFacts,
  type CallerFacts,
  type CampaignFacts,
  type ExchangeFacts,
  FINDING_VARIABLES,
  NO_CAMPAIGN,
  REQUEST_VARIABLES,
} from './facts.ts';
import type { Value } from './value-type.ts';

/** How long an action stands when its rule does not say. */
const EXPIRES: Readonly<Record<Action, number>> = {
  allow: 14 * DAY,
  watch: 14 * DAY,
  review: 14 * DAY,
  verify: 14 * DAY,
  limit: 14 * DAY,
  suspend: 30 * DAY,
};
/** The strongest action that needs nobody's approval. */
const WITHOUT_PEOPLE = 'verify';
/** Steps of all rules of a document together, at worst. */
const MOST_COST = 10_000;

export interface PolicyOutcome {
  readonly action: Action;
  /** Null when no rule's condition held: allow. */
  readonly rule: string | null;
  readonly reason: string;
  /** ms. */
  readonly expiresAfter: number;
  readonly delay: number;
  readonly jitter: number;
  readonly approvals: number;
  /** What stands until people have approved it; null when nobody has to. */
  readonly meanwhile: PolicyOutcome | null;
}

export interface Policy {
  readonly version: string;
  readonly document: PolicyDocument;
  readonly hasRequestRules: boolean;
  decide(campaign: CampaignFacts, account: AccountFacts): PolicyOutcome;
  /** Null when no rule holds. At most verify: nobody can approve in the moment of a request. */
  decideRequest(
    campaign: CampaignFacts,
    account: CallerFacts,
    exchange: ExchangeFacts,
  ): RequestOutcome | null;
}

export interface RequestOutcome {
  readonly action: Action;
  readonly rule: string;
  readonly reason: string;
}

interface CompiledRule {
  readonly rule: PolicyRule;
  readonly condition: Expression;
}

/** Reads, checks and compiles a document from outside. Problem code: `bad_policy`. */
export function compilePolicy(document: unknown): Result<Policy> {
  const parsed = PolicyDocument.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail(badPolicy(issue.path.join('.') || 'document', issue.message));
  }
  const { rules, version } = parsed.data;
  const names = new Set<string>();
  const compiled: CompiledRule[] = [];
  let cost = 0;
  for (const rule of rules) {
    if (names.has(rule.name))
      return fail(badPolicy(`rule ${rule.name}`, 'Expected each name once, got it twice.'));
    names.add(rule.name);
    const variables = rule.at === 'finding' ? FINDING_VARIABLES : REQUEST_VARIABLES;
    const condition = compileExpression(rule.when, variables);
    if (condition instanceof ExpressionMistake) {
      return fail(badPolicy(`rule ${rule.name}, character ${condition.position}`, condition.message));
    }
    cost += condition.cost;
    compiled.push({ rule, condition });
  }
  if (cost > MOST_COST) {
    return fail(
      badPolicy('rules', `Expected at most ${MOST_COST} steps of all rules together, got ${cost}.`),
    );
  }
  return ok(createPolicy(version, parsed.data, compiled));
}

function createPolicy(version: string, document: PolicyDocument, rules: readonly CompiledRule[]): Policy {
  /** Of nearly every account: made once. */
  const outside = allowed(NO_CAMPAIGN, version);
  const about = rules.filter(({ rule }) => rule.at === 'finding');
  const atRequest = rules.filter(({ rule }) => rule.at === 'request');
  return {
    version,
    document,
    hasRequestRules: atRequest.length > 0,
    decide(campaign, account) {
      const variables = { campaign, account } as unknown as { readonly [name: string]: Value };
      const held = about.find(({ condition }) => condition.test(variables));
      if (held === undefined) return campaign.found ? allowed(campaign, version) : outside;
      const { name, give, reason } = held.rule;
      const evidence = campaign.families.map(({ name: family, strength }) => ({ family, strength }));
      const most = mostForAny(evidence, account.by_content, account.by_relation);
      const action = milder(give.action, campaign.found ? most : 'verify');
      const approvals = needsPeople(action) ? (give.approvals ?? 1) : 0;
      const verdict = (
        given: Action,
        because: string,
        people: number,
        meanwhile: PolicyOutcome | null,
      ): PolicyOutcome => ({
        action: given,
        rule: name,
        reason: `${reason} (${standing(campaign, account)}; policy ${version}, rule ${name}${because})`,
        expiresAfter: give.expires_after === undefined ? EXPIRES[given] : durationMs(give.expires_after),
        delay: give.delay === undefined ? 0 : durationMs(give.delay),
        jitter: give.jitter === undefined ? 0 : durationMs(give.jitter),
        approvals: people,
        meanwhile,
      });
      const because = action === give.action ? '' : `; the rule of two allows no more than ${action}`;
      if (approvals === 0) return verdict(action, because, 0, null);
      const until = `; the policy proposes ${action}, which waits for ${approvals} ${approvals === 1 ? 'person' : 'people'} to approve it: ${WITHOUT_PEOPLE} until then`;
      return verdict(action, because, approvals, verdict(WITHOUT_PEOPLE, until, 0, null));
    },
    decideRequest(campaign, account, exchange) {
      if (atRequest.length === 0) return null;
      const variables = { campaign, account, exchange } as unknown as { readonly [name: string]: Value };
      const held = atRequest.find(({ condition }) => condition.test(variables));
      if (held === undefined) return null;
      const { name, give, reason } = held.rule;
      return { action: milder(give.action, WITHOUT_PEOPLE), rule: name, reason };
    },
  };
}

/**
 * What a person proposes: for as long as the action stands by itself, and for somebody else to approve. Nothing stands
 * meanwhile: one person's word alone changes nothing.
 */
export function proposedVerdict(action: Action, reason: string): PolicyOutcome {
  const expiresAfter = EXPIRES[action];
  return { action, rule: null, reason, expiresAfter, delay: 0, jitter: 0, approvals: 1, meanwhile: null };
}

/** Limiting and suspending are people's to approve. */
function needsPeople(action: Action): boolean {
  return ACTIONS.indexOf(action) > ACTIONS.indexOf(WITHOUT_PEOPLE);
}

function allowed(campaign: CampaignFacts, version: string): PolicyOutcome {
  return {
    action: 'allow',
    rule: null,
    reason: campaign.found
      ? `No rule asks for anything (confidence ${campaign.confidence.toFixed(2)}; policy ${version})`
      : `In no campaign (policy ${version})`,
    expiresAfter: EXPIRES.allow,
    delay: 0,
    jitter: 0,
    approvals: 0,
    meanwhile: null,
  };
}

function standing(campaign: CampaignFacts, account: AccountFacts): string {
  return campaign.found ? `confidence ${campaign.confidence.toFixed(2)}` : `risk ${account.risk.toFixed(2)}`;
}

function badPolicy(where: string, message: string): Problem {
  return {
    code: 'bad_policy',
    message,
    where,
    hint: 'The variables and the language are in docs/how-to/write-policies.md.',
  };
}
