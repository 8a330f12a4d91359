/** The problems that requests about policies are refused with. */
import type { Problem } from '../../base/problem.ts';
import type { PolicyState } from '../../store/records/tables/decisions.ts';

/** `not_found`: no policy has the version. */
export function noSuchPolicy(): Problem {
  return {
    code: 'not_found',
    message: 'Expected a version of a policy that is there, got another one.',
    hint: 'GET /v1/policies lists them.',
  };
}

/** `policy_exists`: a new draft has the version of an existing policy. */
export function policyExists(): Problem {
  return {
    code: 'policy_exists',
    message: 'Expected a version that is not there yet, got one that is.',
    hint: 'Drafts may be edited; for a change to another version make a new draft.',
  };
}

/**
 * `policy_not_draft`: the policy is in a state that does not allow the change.
 *
 * @param expected the state that allows it
 */
export function notInState(expected: PolicyState, state: PolicyState): Problem {
  return {
    code: 'policy_not_draft',
    message: `Expected a ${expected}, got a policy that is ${state}.`,
    hint: 'What was activated never changes: make a new draft.',
  };
}

/**
 * `policy_limit`: one more would exceed a limit.
 *
 * @param most the limit with its noun, as "3 policies in shadow"
 */
export function tooManyPolicies(most: string): Problem {
  return {
    code: 'policy_limit',
    message: `Expected at most ${most}.`,
    hint: 'Remove drafts, or end a shadow.',
  };
}
