/** People who log in to a test's server with a password, each from an address of their own. */
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { type AccessServer, bearer } from './access-world.ts';

/** The password of every person that `passwordLogins` makes. */
export const TEST_PASSWORD = 'copper kettle under glass';

/** Logins on the server that `usual` gives, unless a call names another. Logins are numbered, so one set serves a store. */
export function passwordLogins(usual: () => AccessServer) {
  let logins = 0;
  const logIn = (login: string, headers: Record<string, string> = {}, at = usual(), password: string = TEST_PASSWORD) =>
    at.app.inject({
      method: 'POST',
      url: '/v1/session',
      payload: { login, password },
      headers,
      // Each of these tests is a browser of its own.
      remoteAddress: `10.1.0.${logins % 250}`,
    });
  /** A new person who has logged in. */
  const loggedIn = async (role = 'admin', at = usual()) => {
    const login = `person${++logins}`;
    const made = await at.app.inject({
      method: 'POST',
      url: '/v1/people',
      headers: bearer(await at.key('admin')),
      payload: { login, name: 'P', role, password: TEST_PASSWORD },
    });
    expect(made.statusCode).toBe(201);
    const entered = await logIn(login, {}, at);
    expect(entered.statusCode).toBe(200);
    return {
      id: made.json().id as string,
      login,
      cookie: sessionCookieOf(entered),
      csrf: entered.json().csrf_token as string,
    };
  };
  return { logIn, loggedIn };
}

/** The session cookie that an answer sets, as a request sends it back. */
export function sessionCookieOf(answer: LightMyRequestResponse): string {
  const cookie = answer.cookies.find(({ name }) => name.endsWith('stillwatch-session'));
  return `${cookie?.name}=${cookie?.value}`;
}
