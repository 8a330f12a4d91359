/**
 * The action for a campaign, from the same evaluation as its members' actions: the strongest that the policy gives to any
 * member. Where no member is tied by both kinds of evidence, it is `verify` at most: the group is tied, but no single account
 * is. Leaves out what would change an action (would-change.ts).
 */
import { type Action, actionRank } from '../model/vocabulary.ts';
import type { AccountFacts, CampaignFacts } from './policy/facts.ts';
import type { Policy, PolicyOutcome } from './policy/policy.ts';
import { HOLD_TEXT, holdOf, milder, WITHOUT_APPROVAL } from './rule-of-two.ts';

/** A member as it was decided on. */
export interface EvaluatedMember {
  readonly account: AccountFacts;
  readonly outcome: PolicyOutcome;
}

/** An action for a campaign, with the reason in a sentence or two. */
export interface ExplainedAction {
  readonly action: Action;
  readonly reason: string;
}

/** Decides on one campaign under one policy, on the facts as they are or on others. */
export class CampaignDecider {
  private readonly policy: Policy;
  private readonly facts: CampaignFacts;
  /** The member that the campaign's action rests on: one with the strongest action, tied by both kinds if there is one. */
  private readonly decisive: AccountFacts;

  /** @param members every member, evaluated under `policy` on `facts` */
  constructor(policy: Policy, facts: CampaignFacts, members: readonly EvaluatedMember[]) {
    this.policy = policy;
    this.facts = facts;
    this.decisive = strongestOf(members);
  }

  /** Gives the action that the policy would take if these were the campaign's facts. */
  actionOn(facts: CampaignFacts): Action {
    const { action } = this.policy.decide(facts, this.decisive);
    return this.facts.some_tied ? action : milder(action, WITHOUT_APPROVAL);
  }

  /** Gives the campaign's action and says why it is this one. */
  explained(): ExplainedAction {
    const { facts, policy } = this;
    const action = this.actionOn(facts);
    const certain = this.actionOn({ ...facts, confidence: 1 });
    const at = `confidence ${facts.confidence.toFixed(2)}, policy ${policy.version}`;
    const { approvals } = policy.decide(facts, this.decisive);
    const nearTie = this.actionOn({ ...facts, least: undefined }) !== action;
    return { action, reason: reasonFor(action, { certain, nearTie }, facts, approvals, at) };
  }
}

/**
 * @param otherwise `certain`: what the policy would give if the confidence were 1: more, and the confidence is what holds the
 *   action back; the same, and the policy is. `nearTie`: whether the samplings of the campaign disagree on more than the action
 * @param at the figures and the version behind the action, for the end of the sentence
 */
function reasonFor(
  action: Action,
  { certain, nearTie }: { readonly certain: Action; readonly nearTie: boolean },
  facts: CampaignFacts,
  approvals: number,
  at: string,
): string {
  const unsure = actionRank(certain) > actionRank(action);
  switch (action) {
    case 'suspend':
    case 'limit': {
      const several = action === 'suspend' && facts.relational > 1 && facts.content > 1;
      const agree = several
        ? 'Several relational and several content families agree'
        : 'A relational and a content family agree';
      const tie = nearTie ? ' More would hang on some of its accounts.' : '';
      return `${agree} (${at}).${tie}${approvalText(approvals)}`;
    }
    case 'verify':
      return `Ask the accounts to verify: ${whyNoMore(facts, unsure, nearTie)} (${at}).`;
    case 'review':
      if (facts.kind === 'organisation') return `${OPEN_HARVEST} (${at}).`;
      return `A person should look before anything is done (${at}).`;
    default:
      return unsure ? `Below the line for review (${at}).` : `The policy asks for no more than ${action} (${at}).`;
  }
}

const OPEN_HARVEST =
  'All accounts belong to one verified organisation, which hides nothing, and no grant of authorised distillation covers what they ask for. A person should ask it what the output is for and whether a grant is due; nothing is asked of single accounts';

function whyNoMore(facts: CampaignFacts, unsure: boolean, nearTie: boolean): string {
  if (!facts.some_tied) return 'the group is tied and no single account of it is, which allows no more than verification';
  const hold = holdOf(facts, { by_content: true, by_relation: true, exchanges: facts.exchanges, content_share: 1 });
  if (hold !== null) return `${HOLD_TEXT[hold]}, which allows no more than verification`;
  if (nearTie) return 'without some of its accounts the campaign would not be limited';
  return unsure ? 'not sure enough to limit' : 'the policy asks for no more';
}

function approvalText(approvals: number): string {
  if (approvals === 0) return '';
  return approvals === 1 ? ' Proposed: a person must approve.' : ` Proposed: ${approvals} people must approve.`;
}

function strongestOf(members: readonly EvaluatedMember[]): AccountFacts {
  let strongest: EvaluatedMember | null = null;
  for (const member of members) if (strongest === null || outranks(member, strongest)) strongest = member;
  return strongest?.account ?? NO_MEMBER;
}

function outranks(a: EvaluatedMember, b: EvaluatedMember): boolean {
  const by = actionRank(a.outcome.action) - actionRank(b.outcome.action);
  return by > 0 || (by === 0 && isTied(a.account) && !isTied(b.account));
}

function isTied({ by_content, by_relation }: AccountFacts): boolean {
  return by_content && by_relation;
}

/** Used for a campaign without members. */
const NO_MEMBER: AccountFacts = {
  id: '',
  end_user: false,
  risk: 0,
  by_content: true,
  by_relation: true,
  content_share: 1,
  in_the_open: false,
  asked_through: '',
  exchanges: 0,
  known: false,
  program: '',
  verification: '',
  status: '',
  router: false,
  age_days: 0,
};
