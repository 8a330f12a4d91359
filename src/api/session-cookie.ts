/**
 * The cookies: that of a session, and those that a browser keeps while the person is at the identity provider. With the
 * prefix `__Host-`, browsers refuse cookies set by another host name or an unencrypted page.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PendingLogin } from '../access/oidc/login.ts';
import type { Site } from './site.ts';

/** Request header with the CSRF token of the session. */
export const CSRF_HEADER = 'x-csrf-token';
/** Maximum duration of a login at the provider, in seconds. */
const PENDING_LIFE = 600;
/** State, nonce and PKCE verifier in base64url, as openid-client generates them. */
const PENDING_FORM = /^([\w-]{20,128})\.([\w-]{20,128})\.([\w-]{43,128})$/;

/** The session id in a request's cookie, unverified; undefined if there is none. */
export function sessionIn(request: FastifyRequest, site: Site): string | undefined {
  return request.cookies[nameOf('session', site)];
}

/** Sets the session cookie. @param expires ms since the epoch */
export function setSession(reply: FastifyReply, site: Site, id: string, expires: number): void {
  reply.setCookie(nameOf('session', site), id, { ...attributes(site), expires: new Date(expires) });
}

/** Removes the session cookie from the browser. */
export function clearSession(reply: FastifyReply, site: Site): void {
  reply.clearCookie(nameOf('session', site), attributes(site));
}

/** Stores the state of a login in the browser while the person is at the identity provider. */
export function setPending(reply: FastifyReply, site: Site, pending: PendingLogin, returnTo: string): void {
  const value = `${pending.state}.${pending.nonce}.${pending.verifier}`;
  reply.setCookie(nameOf('login', site), value, { ...attributes(site), maxAge: PENDING_LIFE });
  reply.setCookie(nameOf('return', site), returnTo, { ...attributes(site), maxAge: PENDING_LIFE });
}

/** Reads the state of a login and removes it from the browser. @returns null if there is none or it is malformed */
export function takePending(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
): { pending: PendingLogin; returnTo: string } | null {
  const value = request.cookies[nameOf('login', site)] ?? '';
  const returnTo = request.cookies[nameOf('return', site)] ?? '/';
  for (const name of ['login', 'return'] as const) reply.clearCookie(nameOf(name, site), attributes(site));
  const [, state, nonce, verifier] = PENDING_FORM.exec(value) ?? [];
  if (state === undefined || nonce === undefined || verifier === undefined) return null;
  return { pending: { state, nonce, verifier }, returnTo: isOwnPath(returnTo) ? returnTo : '/' };
}

/** Whether this is a path on this site that no browser interprets as another host. */
export function isOwnPath(path: string): boolean {
  return path.length <= 512 && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path);
}

function nameOf(what: 'session' | 'login' | 'return', { secure }: Site): string {
  return `${secure ? '__Host-' : ''}stillwatch-${what}`;
}

/** Lax rather than strict, so that people who come back from the provider or follow a link from a ticket stay logged in. */
function attributes({ secure }: Site) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
}
