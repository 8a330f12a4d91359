/** What people and administrators are told when something about people cannot be. */
import { MINUTE, SECOND } from '../base/clock.ts';
import type { Problem, Result } from '../base/problem.ts';
import type { Person } from './person.ts';

/** With the problem `too_many_requests` of the throttle: the seconds after which to try again. */
export type Throttled = Result<Person> & { readonly retryAfter?: number };

export function wrongLogin(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected the login and password of a person who may log in, got another pair.',
    hint: 'Check both. An administrator can set a new password.',
  };
}

export function wrongPassword(): Problem {
  return {
    code: 'forbidden',
    message: 'Expected the password that is in use, got another.',
    where: 'body/current',
    hint: 'An administrator can set a new one.',
  };
}

export function tooManyFailures(wait: number): Throttled {
  const problem = {
    code: 'too_many_requests',
    message: 'Expected fewer failed logins, got too many of this login or from this network.',
    hint: `Try again in ${Math.ceil(wait / MINUTE)} min.`,
  };
  return { ok: false, problem, retryAfter: Math.ceil(wait / SECOND) };
}

export function loginTaken(): Problem {
  return {
    code: 'conflict',
    message: 'Expected a login that nobody has, got one that is taken.',
    where: 'body/login',
    hint: 'Choose another login, or change the person who has it.',
  };
}

export function unknownPerson(): Problem {
  return {
    code: 'not_found',
    message: 'Expected the id of a person, got one that nobody has.',
    hint: 'GET /v1/people shows the ids.',
  };
}

export function noPassword(): Problem {
  return {
    code: 'conflict',
    message: 'Expected a local account, got a person who logs in through an identity provider.',
    where: 'body/password',
    hint: 'Their password is set at the provider.',
  };
}

export function disabledPerson(): Problem {
  return {
    code: 'forbidden',
    message: 'Expected somebody who may log in here, got a person who was disabled.',
    hint: 'Ask an administrator.',
  };
}
