/** The problems of logging in and of managing people. */
import { MINUTE, SECOND } from '../base/clock.ts';
import type { Problem, Result } from '../base/problem.ts';
import type { Person } from './person.ts';

/** If the throttle refused the login (`too_many_requests`), `retryAfter` says after how many seconds to try again. */
export type Throttled = Result<Person> & { readonly retryAfter?: number };

/** Login or password is wrong; does not say which. */
export function wrongLogin(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected the login and password of a person who can log in, got a pair that does not match.',
    hint: 'Check both. An administrator can set a new password.',
  };
}

/** The current password, given to change it, is wrong. */
export function wrongPassword(): Problem {
  return {
    code: 'forbidden',
    message: 'Expected the current password, got a wrong one.',
    where: 'body/current',
    hint: 'An administrator can set a new password.',
  };
}

/** Too many failed logins. @param wait ms until the next attempt */
export function tooManyFailures(wait: number): Throttled {
  const problem = {
    code: 'too_many_requests',
    message: 'Expected fewer failed logins, got too many with this login or from this network.',
    hint: `Try again in ${Math.ceil(wait / MINUTE)} min.`,
  };
  return { ok: false, problem, retryAfter: Math.ceil(wait / SECOND) };
}

/** The login belongs to another person. */
export function loginTaken(): Problem {
  return {
    code: 'conflict',
    message: 'Expected a login that is free, got one that is taken.',
    where: 'body/login',
    hint: 'Choose another login, or change the person who has it.',
  };
}

/** No person has this id. */
export function unknownPerson(): Problem {
  return {
    code: 'not_found',
    message: 'Expected the id of a person, got an unknown one.',
    hint: 'GET /v1/people lists all people.',
  };
}

/** The person has no password here. */
export function noPassword(): Problem {
  return {
    code: 'conflict',
    message: 'Expected a local account, got a person who logs in through an identity provider.',
    where: 'body/password',
    hint: 'Change the password at the identity provider.',
  };
}

/** The person is disabled. */
export function disabledPerson(): Problem {
  return {
    code: 'forbidden',
    message: 'Expected a person who can log in, got one who is disabled.',
    hint: 'Ask an administrator.',
  };
}
