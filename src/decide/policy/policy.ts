/**
 * A policy: a document whose conditions are compiled, ready to decide. Whatever its rules say, the rule of two
 * (rule-of-two.ts) has the last word: a rule that asks for more than the evidence allows gives what it allows. Pure: the
 * same document and facts give the same outcome, which is what a replay relies on.
 */

import { DAY } from '../../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import type { Action } from '../../model/vocabulary.ts';
import { allowedUnder, HOLD_TEXT, type Hold, holdOf, milder, needsApproval, WITHOUT_APPROVAL } from '../rule-of-two.ts';
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

/** How long an action stays in force, ms, when its rule does not say. */
const EXPIRES: Readonly<Record<Action, number>> = {
  allow: 14 * DAY,
  watch: 14 * DAY,
  review: 14 * DAY,
  verify: 14 * DAY,
  limit: 14 * DAY,
  suspend: 30 * DAY,
};
/** The strongest action that asks nothing of the account. */
const WITHOUT_REQUEST: Action = 'review';
/** Steps of all rules of a document together, at worst. */
const MOST_COST = 10_000;

/** What a policy gives for one account. */
export interface PolicyOutcome {
  readonly action: Action;
  /** Null when no rule's condition held: the action is then `allow`. */
  readonly rule: string | null;
  readonly reason: string;
  /** How long the action stays in force, ms. */
  readonly expiresAfter: number;
  /** How long enforcement waits, ms: `delay`, and up to `jitter` more. */
  readonly delay: number;
  readonly jitter: number;
  /** People who have to approve the action before it is enforced. */
  readonly approvals: number;
  /** What is in force until people have approved the action; null if it needs no approval. */
  readonly meanwhile: PolicyOutcome | null;
}

export interface Policy {
  readonly version: string;
  readonly document: PolicyDocument;
  readonly hasRequestRules: boolean;
  /** Decides on an account in what a detection run found: the first rule whose condition holds, within the rule of two. */
  decide(campaign: CampaignFacts, account: AccountFacts): PolicyOutcome;
  /**
   * Decides on one request before it runs; null when no request rule holds. At most `verify`: there is no time for an
   * approval.
   */
  decideRequest(campaign: CampaignFacts, account: CallerFacts, exchange: ExchangeFacts): RequestOutcome | null;
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

/**
 * Checks and compiles a document from outside.
 *
 * @returns the policy; or the problem `bad_policy` with the rule, the character, what was expected and what was found
 */
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
    if (names.has(rule.name)) return fail(badPolicy(`rule ${rule.name}`, 'Expected each name once, got it twice.'));
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
    return fail(badPolicy('rules', `Expected at most ${MOST_COST} steps of all rules together, got ${cost}.`));
  }
  return ok(createPolicy(version, parsed.data, compiled));
}

function createPolicy(version: string, document: PolicyDocument, rules: readonly CompiledRule[]): Policy {
  /** The outcome for nearly every account: made once. */
  const outside = allowed(NO_CAMPAIGN, version);
  const about = rules.filter(({ rule }) => rule.at === 'finding');
  const atRequest = rules.filter(({ rule }) => rule.at === 'request');
  const ruleFor = (campaign: CampaignFacts, account: AccountFacts): PolicyRule | undefined => {
    const variables = { campaign, account } as unknown as { readonly [name: string]: Value };
    return about.find(({ condition }) => condition.test(variables))?.rule;
  };
  /** What is left of an action when every sampling of the campaign has to support it; {@link WITHOUT_APPROVAL} at least. */
  const agreed = (given: Action, campaign: CampaignFacts, account: AccountFacts): Action => {
    if (!needsApproval(given) || campaign.least === undefined) return given;
    const weakest = { ...campaign, ...campaign.least };
    const rule = ruleFor(weakest, account);
    const supported = rule === undefined ? 'allow' : milder(rule.give.action, allowedUnder(holdOn(weakest, account)));
    return needsApproval(supported) ? milder(given, supported) : WITHOUT_APPROVAL;
  };
  /** What is left of an action when the part of the campaign that is tied as loosely as the account has to support it. */
  const boundByPart = (given: Action, campaign: CampaignFacts, account: AccountFacts): Action => {
    if (account.part === undefined || milder(given, WITHOUT_REQUEST) === given) return given;
    const part = { ...campaign, ...account.part };
    const rule = ruleFor(part, account);
    const supported = rule === undefined ? 'allow' : milder(rule.give.action, allowedUnder(holdOn(part, account)));
    return milder(supported, WITHOUT_REQUEST) === supported ? WITHOUT_REQUEST : milder(given, supported);
  };
  return {
    version,
    document,
    hasRequestRules: atRequest.length > 0,
    decide(campaign, account) {
      const rule = ruleFor(campaign, account);
      if (rule === undefined) return campaign.found ? allowed(campaign, version) : outside;
      const { name, give, reason } = rule;
      const hold = holdOn(campaign, account);
      const given = milder(give.action, allowedUnder(hold));
      const bound = boundByPart(given, campaign, account);
      const action = agreed(bound, campaign, account);
      const approvals = needsApproval(action) ? (give.approvals ?? 1) : 0;
      const outcome = (given: Action, because: string, people: number, meanwhile: PolicyOutcome | null): PolicyOutcome => ({
        action: given,
        rule: name,
        reason: `${reason} (${certainty(campaign, account)}; policy ${version}, rule ${name}${because})`,
        expiresAfter: give.expires_after === undefined ? EXPIRES[given] : durationMs(give.expires_after),
        delay: give.delay === undefined ? 0 : durationMs(give.delay),
        jitter: give.jitter === undefined ? 0 : durationMs(give.jitter),
        approvals: people,
        meanwhile,
      });
      const because =
        action !== bound
          ? `; ${bound} needs all samplings of the campaign to agree, and without some of its accounts it would be less`
          : bound !== given
            ? `; ${given} would rest on what others in the campaign share: accounts that are tied like this one show no more by themselves`
            : action === give.action || hold === null
              ? ''
              : `; the rule of two allows no more than ${action}: ${HOLD_TEXT[hold]}`;
      if (approvals === 0) return outcome(action, because, 0, null);
      const until = `; the policy proposes ${action}, which waits for ${approvals} ${approvals === 1 ? 'person' : 'people'} to approve it: ${WITHOUT_APPROVAL} until then`;
      return outcome(action, because, approvals, outcome(WITHOUT_APPROVAL, until, 0, null));
    },
    decideRequest(campaign, account, exchange) {
      if (atRequest.length === 0) return null;
      const variables = { campaign, account, exchange } as unknown as { readonly [name: string]: Value };
      const held = atRequest.find(({ condition }) => condition.test(variables));
      if (held === undefined) return null;
      const { name, give, reason } = held.rule;
      return { action: milder(give.action, WITHOUT_APPROVAL), rule: name, reason };
    },
  };
}

function holdOn(campaign: CampaignFacts, account: AccountFacts): Hold | null {
  return campaign.found ? holdOf(campaign, account) : 'no_campaign';
}

/**
 * Makes the outcome of a person's proposal. It lasts as long as the action does by default and needs one other person's
 * approval. Nothing is in force meanwhile: one person alone changes nothing.
 */
export function proposedOutcome(action: Action, reason: string): PolicyOutcome {
  const expiresAfter = EXPIRES[action];
  return { action, rule: null, reason, expiresAfter, delay: 0, jitter: 0, approvals: 1, meanwhile: null };
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

function certainty(campaign: CampaignFacts, account: AccountFacts): string {
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
